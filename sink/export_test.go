package sink

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"newswire/article"
)

// all yields articles, and then err if it is not nil.
func all(err error, articles ...*article.Article) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		for _, a := range articles {
			if !yield(Stored{Article: a}, nil) {
				return
			}
		}
		if err != nil {
			yield(Stored{}, err)
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
	n, err := WriteJSONL(&out, m.Stored(t.Context(), Query{}))
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

// TestExportTellsWhatIsGone: in all formats, and only of what is gone.
func TestExportTellsWhatIsGone(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	here, gone := anArticle(t, 1, 0, nil), anArticle(t, 2, 0, nil)
	write(t, m, here, gone)
	since := time.Date(2025, 2, 3, 4, 5, 6, 0, time.UTC)
	if err := m.MarkGone(t.Context(), map[string]bool{gone.ID: true}, since); err != nil {
		t.Fatal(err)
	}
	want := map[string]time.Time{here.ID: {}, gone.ID: since}
	got := map[string]map[string]time.Time{"jsonl": {}, "csv": {}, "parquet": {}}
	var out bytes.Buffer
	if _, err := WriteJSONL(&out, m.Stored(t.Context(), Query{NewestFirst: true})); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(out.String()) {
		var a struct {
			ID     string
			GoneAt *time.Time `json:"gone_at"`
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		if a.GoneAt == nil {
			a.GoneAt = &time.Time{}
		}
		got["jsonl"][a.ID] = *a.GoneAt
	}
	out.Reset()
	if _, err := WriteCSV(&out, m.Stored(t.Context(), Query{})); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		at, _ := time.Parse(time.RFC3339, row[slices.Index(rows[0], "gone_at")])
		got["csv"][row[slices.Index(rows[0], "id")]] = at
	}
	out.Reset()
	if _, err := WriteParquet(&out, m.Stored(t.Context(), Query{})); err != nil {
		t.Fatal(err)
	}
	columns, err := parquet.Read[parquetRow](bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range columns {
		got["parquet"][row.ID] = time.Time{}
		if row.GoneAt != nil {
			got["parquet"][row.ID] = *row.GoneAt
		}
	}
	for format, times := range got {
		if !maps.EqualFunc(times, want, time.Time.Equal) {
			t.Errorf("%s: gone since %v, want %v", format, times, want)
		}
	}
}

func TestExportEndsAtTheFirstError(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, export := range map[string]func(w *failing, articles iter.Seq2[Stored, error]) (int, error){
		"jsonl": func(w *failing, articles iter.Seq2[Stored, error]) (int, error) {
			return WriteJSONL(w, articles)
		},
		"csv": func(w *failing, articles iter.Seq2[Stored, error]) (int, error) {
			return WriteCSV(w, articles)
		},
		"parquet": func(w *failing, articles iter.Seq2[Stored, error]) (int, error) {
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
