package archive

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/article"
)

// fill closes one file per page and returns their paths, the oldest first.
func fill(t *testing.T, dir string, pages int) []string {
	t.Helper()
	a := open(t, Config{Dir: dir, MaxFile: 1})
	for i := range pages {
		store(t, a, page(fmt.Sprintf("/%d", i), i, "body "+strings.Repeat("x", i)))
	}
	shut(t, a)
	closed := files(t, dir, warcSuffix)
	if len(closed) != pages {
		t.Fatalf("%d files of %d pages", len(closed), pages)
	}
	return closed
}

func sweep(t *testing.T, a *Archive) {
	t.Helper()
	if err := a.Sweep(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func TestSweepByAge(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closed := fill(t, dir, 4)
	past := time.Now().Add(-2 * time.Hour)
	for _, path := range closed[:2] {
		if err := os.Chtimes(path, past, past); err != nil {
			t.Fatal(err)
		}
	}
	a := open(t, Config{Dir: dir, MaxAge: time.Hour})
	sweep(t, a)
	if left := files(t, dir, warcSuffix); !slices.Equal(left, closed[2:]) || len(files(t, dir, indexSuffix)) != 2 {
		t.Errorf("left: %v", left)
	}
	if got := walked(t, a, Range{}); len(got) != 2 {
		t.Errorf("%q", got)
	}
	if _, err := a.Find(context.Background(), "https://example.com/0", time.Time{}); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
}

func TestSweepBySize(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closed := fill(t, dir, 5)
	var newest int64
	for _, path := range closed[3:] {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		newest += info.Size()
	}
	a := open(t, Config{Dir: dir, MaxBytes: article.ByteSize(newest)})
	reader := open(t, Config{Dir: dir, ReadOnly: true})
	sweep(t, a)
	if left := files(t, dir, warcSuffix); !slices.Equal(left, closed[3:]) {
		t.Errorf("left: %v, want %v", left, closed[3:])
	}
	if got := walked(t, reader, Range{}); len(got) != 2 {
		t.Errorf("a reader that was open sees %q", got)
	}
	sweep(t, a)
	if left := files(t, dir, warcSuffix); len(left) != 2 {
		t.Errorf("swept again, left: %v", left)
	}
}

func TestSweepSparesOpenFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	other := open(t, Config{Dir: dir, Instance: "other"})
	a := open(t, Config{Dir: dir, MaxAge: 1, MaxBytes: 1})
	store(t, other, page("/a", 0, "one"))
	store(t, a, page("/b", 0, "two"))
	sweep(t, a)
	if got := walked(t, a, Range{}); len(got) != 2 {
		t.Errorf("%q", got)
	}
	shut(t, other)
	sweep(t, a)
	if got := walked(t, a, Range{}); len(got) != 1 {
		t.Errorf("the other's file, closed: %q", got)
	}
}

func TestBodiesAreStoredAnewBeforeTheyAreSwept(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		keep  Config
		whole bool
	}{
		{"kept for ever", Config{}, false},
		{"young", Config{MaxAge: time.Hour}, false},
		{"half of its time is over", Config{MaxAge: 1}, true},
		{"much room", Config{MaxBytes: article.Gigabyte}, false},
		{"half of the room is younger", Config{MaxBytes: 1000}, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			fill(t, dir, 4)
			c.keep.Dir = dir
			a := open(t, c.keep)
			if ref := store(t, a, page("/0", 50, "body "))[0]; ref.Revisit == c.whole {
				t.Errorf("revisit is %t", ref.Revisit)
			}
		})
	}
}

func TestARevisitWithoutItsBodyIsNotFound(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	closed := fill(t, dir, 1)
	a := open(t, Config{Dir: dir})
	if ref := store(t, a, page("/0", 50, "body "))[0]; !ref.Revisit {
		t.Fatal("no revisit")
	}
	shut(t, a)
	if err := os.Remove(closed[0]); err != nil {
		t.Fatal(err)
	}
	a = open(t, Config{Dir: dir})
	if _, err := a.Find(context.Background(), "https://example.com/0", time.Time{}); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if got := walked(t, a, Range{}); len(got) != 0 {
		t.Errorf("%q", got)
	}
	if ref := store(t, a, page("/0", 60, "body "))[0]; ref.Revisit {
		t.Error("refers to what is gone")
	}
}
