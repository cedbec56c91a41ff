package sink

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newswire/article"
)

// writer is what every sink of this package is.
type writer interface {
	Write(ctx context.Context, batch []*article.Article) []Result
	Close(ctx context.Context) error
}

var (
	_ writer = (*Mongo)(nil)
	_ writer = (*JSONL)(nil)
)

func TestMongoKeepsTheContract(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	testContract(t, m, func() []*article.Article {
		var articles []*article.Article
		for a, err := range m.Articles(t.Context(), Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			articles = append(articles, a)
		}
		return articles
	})
}

func TestJSONLKeepsTheContract(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "articles.jsonl")
	j, err := OpenJSONL(path)
	if err != nil {
		t.Fatal(err)
	}
	testContract(t, j, func() []*article.Article { return readLines(t, path) })
	if err := j.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

// testContract holds a sink, empty at first, to what its users rely on; read returns what it stores.
func testContract(t *testing.T, w writer, read func() []*article.Article) {
	t.Helper()
	want := []*article.Article{anArticle(t, 1, 0, nil), anArticle(t, 2, 0, nil)}
	large := anArticle(t, 3, 0, nil)
	large.Body = strings.Repeat("x", maxDocument)

	if got := w.Write(t.Context(), nil); len(got) != 0 {
		t.Errorf("%d results of an empty batch", len(got))
	}
	for range 2 { // delivered, and delivered again
		results := w.Write(t.Context(), []*article.Article{{URL: "unsealed"}, want[0], large, want[1]})
		for i, permanent := range []bool{true, false, true, false} {
			if err := results[i].Err; errors.Is(err, ErrPermanent) != permanent || !permanent && err != nil {
				t.Errorf("article %d: %v; want a permanent error: %t", i, err, permanent)
			}
		}
	}

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, r := range w.Write(ended, []*article.Article{anArticle(t, 4, 0, nil)}) {
		if r.Err == nil || errors.Is(r.Err, ErrPermanent) {
			t.Errorf("after the context's end: %v; want a transient error", r.Err)
		}
	}

	got := map[string]string{}
	for _, a := range read() {
		a.Revision = 0
		got[a.ID] = asJSON(t, a)
	}
	if len(got) != len(want) {
		t.Errorf("%d articles stored, want %d", len(got), len(want))
	}
	for _, a := range want {
		if got[a.ID] != asJSON(t, a) {
			t.Errorf("stored %s, want %s", got[a.ID], asJSON(t, a))
		}
	}
}

func TestJSONLRemovesWhatACrashCutShort(t *testing.T) {
	t.Parallel()
	first := asJSON(t, anArticle(t, 1, 0, nil)) + "\n"
	for name, before := range map[string]string{
		"nothing":     "",
		"whole lines": first + first,
		"half a line": first + `{"id":"`,
		"half a line longer than what is read at once": first + strings.Repeat("x", 200<<10),
		"half a line alone":                            strings.Repeat("x", 70<<10),
	} {
		path := filepath.Join(t.TempDir(), "articles.jsonl")
		if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := OpenJSONL(path)
		if err != nil {
			t.Fatal(err)
		}
		last := anArticle(t, 2, 0, nil)
		if r := j.Write(t.Context(), []*article.Article{last}); r[0].Err != nil {
			t.Errorf("%s: %v", name, r[0].Err)
		}
		if err := j.Close(t.Context()); err != nil {
			t.Error(err)
		}
		got := readLines(t, path)
		if want := strings.Count(before, "\n") + 1; len(got) != want || got[len(got)-1].ID != last.ID {
			t.Errorf("%s: %d lines, want %d", name, len(got), want)
		}
	}
}

// readLines reads a file of JSON lines; each must be whole.
func readLines(t *testing.T, path string) []*article.Article {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var articles []*article.Article
	for line := range strings.Lines(string(data)) {
		var a article.Article
		if err := json.Unmarshal([]byte(line), &a); err != nil || !strings.HasSuffix(line, "\n") {
			t.Fatalf("line %.80q: %v", line, err)
		}
		articles = append(articles, &a)
	}
	return articles
}
