package crawler

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/archive/warc"
	"newswire/article"
	"newswire/site"
)

var archived = time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)

// writeWARC writes a file of records, and damage between the first and the second.
func writeWARC(t *testing.T, path string, records ...*warc.Record) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := warc.NewWriter(file)
	for i, rec := range records {
		if _, err := w.Write(rec); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			if _, err := file.WriteString("damage\r\n"); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func archivedPage(address string, status int, body string) *warc.Record {
	block := warc.ResponseBlock(status, http.Header{"Content-Type": {"text/html"}}, []byte(body))
	return warc.New(warc.TypeResponse, address, archived, block)
}

func TestCrawlWARC(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cut := archivedPage("http://old.example/2024/05/cut-short", 200, story)
	cut.Fields.Add(warc.FieldTruncated, "length")
	writeWARC(t, filepath.Join(dir, "a.warc.gz"),
		archivedPage("http://old.example/2024/05/one-fine-day", 200, story),
		warc.New(warc.TypeRequest, "http://old.example/2024/05/asked-only", archived, []byte("GET / HTTP/1.1\r\n\r\n")),
		archivedPage("http://old.example/2024/05/two-by-two", 200, story+" Two."),
		archivedPage("http://old.example/2024/05/not-there", 404, "no"),
		archivedPage("http://old.example/tag/x", 200, "list"),
		archivedPage("http://elsewhere.example/2024/05/far-away", 200, story), cut)
	writeWARC(t, filepath.Join(dir, "b.warc.gz"), archivedPage("http://old.example/2024/05/three-wise-men", 200, story+" Three."))
	old := site.Site{Name: "old", Hosts: []string{"old.example"}, Limits: site.Limits{Pages: 1},
		Sources: []site.Source{{WARC: filepath.Join(dir, "*.warc.gz")}, {WARC: filepath.Join(dir, "none.warc")}}}
	b := newBench(t, Config{}, old)

	// What cannot be dealt with ends the run; nothing of it counts as done.
	out := errors.New("out of order")
	b.handle = func(context.Context, article.Link, *article.Page) (Handled, error) { return Handled{}, out }
	run, err := b.Crawl(t.Context(), Request{ID: "broken", Site: "old"})
	if !errors.Is(err, out) || len(b.states.states) != 0 {
		t.Errorf("error %v, states %v", err, b.states.states)
	}
	balanced(t, run)

	b.handle = nil
	clear(b.pages)
	run = b.crawl(t, "old")
	if want := []string{"/2024/05/one-fine-day", "/2024/05/three-wise-men", "/2024/05/two-by-two"}; !slices.Equal(b.paths(), want) {
		t.Errorf("restored %q, want %q", b.paths(), want)
	}
	if n := run.Counts.Outcomes; n["created"] != 3 || n["filtered:status"] != 1 || n["failed:truncated"] != 1 || run.Counts.Skips["filtered:host"] != 1 || run.Counts.Skips["filtered:judge"] != 1 {
		t.Errorf("counts %+v", run.Counts)
	}
	if page := b.pages["/2024/05/two-by-two"][0]; !page.FetchedAt.Equal(archived) || string(page.Body) != story+" Two." || page.Status != 200 || page.Site != "old" {
		t.Errorf("the page is %+v", page)
	}
	if len(run.Errors) != 4 || !slices.ContainsFunc(run.Errors, func(e string) bool { return strings.Contains(e, "none.warc") }) {
		t.Errorf("errors %q, want one each about the damage in each file, the cut page and the missing file", run.Errors)
	}
	if state := b.states.of(t, "http://old.example/2024/05/two-by-two"); !state.FetchedAt.Equal(archived) || state.Outcome != "created" {
		t.Errorf("state %+v", state)
	}

	again := b.crawl(t, "old")
	if again.Counts.Skips["not_due"] != 3 || len(b.pages["/2024/05/two-by-two"]) != 1 {
		t.Errorf("a second run: %+v", again.Counts)
	}
}
