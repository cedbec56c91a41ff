package archive

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// corrupt changes one file.
func corrupt(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestIndexIsMadeAnew(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		change func([]byte) []byte
	}{
		{"emptied", func([]byte) []byte { return nil }},
		{"last line torn", func(b []byte) []byte { return b[:len(b)-20] }},
		{"last line lost", func(b []byte) []byte { return b[:strings.LastIndex(string(b[:len(b)-1]), "\n")+1] }},
		{"zeros at the end", func(b []byte) []byte { return append(b, make([]byte, 4096)...) }},
		{"damaged in the middle", func(b []byte) []byte { return slices.Concat(b[:300], []byte("\nxx"), b[300:]) }},
		{"of another file", func(b []byte) []byte {
			return []byte(strings.ReplaceAll(string(b), `"offset":`, `"offset":99999`))
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			a := open(t, Config{Dir: dir})
			moved := page("/d", 3, "four")
			moved.URL = "https://example.com/old"
			store(t, a, page("/a", 0, "one"), page("/b", 1, "two"), page("/a", 2, "one"), moved) // moved has two lines
			want := walked(t, a, Range{})
			shut(t, a)
			path := files(t, dir, indexSuffix)[0]
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			corrupt(t, path, c.change)
			again := open(t, Config{Dir: dir})
			if got := walked(t, again, Range{}); !slices.Equal(got, want) || len(got) != 3 {
				t.Errorf("%q, want %q", got, want)
			}
			if _, err := again.Find(context.Background(), moved.URL, time.Time{}); err != nil {
				t.Error(err)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
				t.Errorf("%v, the index is\n%s\nwant\n%s", err, after, before)
			}
			if left := files(t, dir, ".tmp"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestATornFileIsCutBack(t *testing.T) {
	t.Parallel()
	source := t.TempDir()
	a := open(t, Config{Dir: source})
	store(t, a, page("/a", 0, "one"), page("/b", 1, "two"))
	whole := walked(t, a, Range{})
	last := store(t, a, page("/c", 2, "three"))[0]
	shut(t, a)
	data, err := os.ReadFile(files(t, source, warcSuffix)[0])
	if err != nil {
		t.Fatal(err)
	}
	index, err := os.ReadFile(files(t, source, indexSuffix)[0])
	if err != nil {
		t.Fatal(err)
	}
	known := index[:strings.LastIndex(string(index[:len(index)-1]), "\n")+1]
	for cut := last.Offset; cut < int64(len(data)); cut += 37 {
		dir := t.TempDir()
		base := filepath.Join(dir, "newswire-20250124T120000Z-00001")
		for path, content := range map[string][]byte{base + warcSuffix + openSuffix: data[:cut], base + indexSuffix: known} {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		a := open(t, Config{Dir: dir})
		got := walked(t, a, Range{})
		if !slices.Equal(got, whole) && (cut == last.Offset || !slices.Equal(got, append(slices.Clone(whole), "/c 2 three"))) {
			t.Fatalf("cut at %d: %q", cut, got)
		}
		info, err := os.Stat(base + warcSuffix)
		if err != nil || info.Size() > cut {
			t.Fatalf("cut at %d: %v, %v", cut, info, err)
		}
		store(t, a, page("/c", 2, "three"))
		if got := walked(t, a, Range{}); len(got) != 3 {
			t.Fatalf("cut at %d, stored again: %q", cut, got)
		}
		shut(t, a)
	}
}

func TestDamageCostsOnePage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, Config{Dir: dir})
	refs := store(t, a, page("/a", 0, "one"), page("/b", 1, "two"), page("/c", 2, "three"))
	shut(t, a)
	corrupt(t, files(t, dir, warcSuffix)[0], func(b []byte) []byte { b[refs[1].Offset+200] ^= 0xff; return b })
	for _, index := range []string{"kept", "lost"} {
		if index == "lost" {
			if err := os.Remove(files(t, dir, indexSuffix)[0]); err != nil {
				t.Fatal(err)
			}
		}
		a := open(t, Config{Dir: dir})
		var good []string
		bad := 0
		for p, err := range a.Pages(context.Background(), Range{}) {
			if err != nil {
				bad++
				continue
			}
			good = append(good, string(p.Body))
		}
		if want := map[string]int{"kept": 1}[index]; !slices.Equal(good, []string{"one", "three"}) || bad != want {
			t.Errorf("index %s: %q and %d errors", index, good, bad)
		}
		if _, err := a.Find(context.Background(), "https://example.com/b", time.Time{}); err == nil {
			t.Errorf("index %s: found the damaged page", index)
		}
		shut(t, a)
	}
}

func TestBrokenIndexTellsWhichLine(t *testing.T) {
	t.Parallel()
	v := &volume{base: filepath.Join(t.TempDir(), "x")}
	if err := os.WriteFile(v.base+indexSuffix, []byte("nothing\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := v.entry(0); !errors.Is(err, errLine) || !strings.Contains(err.Error(), v.base) {
		t.Error(err)
	}
	if _, err := v.entry(100); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

func TestAnUnreadableFileIsNotCutBack(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, Config{Dir: dir})
	store(t, a, page("/a", 0, "one"))
	shut(t, a)
	v := &volume{base: strings.TrimSuffix(files(t, dir, warcSuffix)[0], warcSuffix)}
	f, err := v.file()
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	f.Close() // reading fails from here on
	v.size = info.Size()
	if end, err := v.scan(f, quiet); !errors.Is(err, os.ErrClosed) {
		t.Errorf("read to %d: %v", end, err)
	}
}
