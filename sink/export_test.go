package sink

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"newswire/article"
)

// all yields articles, and then err if it is not nil.
func all(err error, articles ...*article.Article) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

func TestWriteJSONL(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	want := full(t)
	want.Title = "R&D <line>\nbreak"
	write(t, m, want)
	var out strings.Builder
	n, err := WriteJSONL(&out, m.Articles(t.Context(), Query{}))
	if err != nil || n != 1 {
		t.Fatalf("%d articles, %v", n, err)
	}
	if strings.Count(out.String(), "\n") != 1 || !strings.Contains(out.String(), "R&D <line>") {
		t.Errorf("not one plain line: %q", out.String())
	}
	var got article.Article
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	want.Revision = 1 // the store's to give
	if asJSON(t, got) != asJSON(t, want) {
		t.Errorf("got\n%s\nwant\n%s", asJSON(t, got), asJSON(t, want))
	}
}

func TestWriteCSV(t *testing.T) {
	t.Parallel()
	a := full(t)
	a.Title, a.Body = `=HYPERLINK("http://127.0.0.1")`, "One, \"two\"\n\nthree"
	var out strings.Builder
	n, err := WriteCSV(&out, all(nil, a, &article.Article{ID: "x"}))
	if err != nil || n != 2 {
		t.Fatalf("%d articles, %v", n, err)
	}
	rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for column, want := range map[string]string{
		"id": a.ID, "title": `'=HYPERLINK("http://127.0.0.1")`, "body": a.Body, "published_at": "2025-01-24T16:31:00+01:00",
		"modified_at": "2025-01-24T11:00:00-05:30", "image": "https://www.example.com/i.jpg", "word_count": "4", // sealed before the body was changed
	} {
		i := slices.Index(rows[0], column)
		if i < 0 {
			t.Errorf("no column %s in %q", column, rows[0])
			continue
		}
		if rows[1][i] != want {
			t.Errorf("%s is %q, want %q", column, rows[1][i], want)
		}
	}
	if i := slices.Index(rows[0], "published_at"); rows[2][i] != "" {
		t.Errorf("an unknown time is %q", rows[2][i])
	}
}

func TestExportEndsAtTheFirstError(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, export := range map[string]func(w *failing, articles iter.Seq2[*article.Article, error]) (int, error){
		"jsonl": func(w *failing, articles iter.Seq2[*article.Article, error]) (int, error) {
			return WriteJSONL(w, articles)
		},
		"csv": func(w *failing, articles iter.Seq2[*article.Article, error]) (int, error) {
			return WriteCSV(w, articles)
		},
		"parquet": func(w *failing, articles iter.Seq2[*article.Article, error]) (int, error) {
			return WriteParquet(w, articles)
		},
	} {
		if n, err := export(&failing{}, all(broken, full(t))); n != 1 || !errors.Is(err, broken) {
			t.Errorf("%s: %d articles, %v; want 1, %v", name, n, err, broken)
		}
		if _, err := export(&failing{err: broken}, all(nil, full(t))); !errors.Is(err, broken) {
			t.Errorf("%s into a broken file: %v, want %v", name, err, broken)
		}
	}
}

// failing is a writer that returns err.
type failing struct{ err error }

func (f *failing) Write(p []byte) (int, error) { return len(p), f.err }
