package extractor

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"newswire/article"
	"newswire/site"
)

// read extracts one page with an extractor for the sites.
func read(t *testing.T, p *article.Page, sites ...site.Site) *Result {
	t.Helper()
	e, err := New(Config{Sites: sites})
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Extract(p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// prose is a text of the given number of paragraphs, long enough to be an article's.
func prose(paragraphs int) string {
	var b strings.Builder
	for i := range paragraphs {
		fmt.Fprintf(&b, "<p>The ferry left the island at %d in the morning with all of its cars below deck, and the wind that came up from the south-west held it for an hour outside the harbour wall.</p>\n", i+1)
	}
	return b.String()
}

// page is an article's page in its simplest form: head is what stands in <head>, top what stands
// between headline and text.
func page(head, top string) *article.Page {
	body := `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry Held for an Hour Outside the Harbour</title>` + head +
		`</head><body><article><h1>Ferry Held for an Hour Outside the Harbour</h1>` + top + prose(6) + `</article></body></html>`
	return &article.Page{URL: "https://news.example.com/coast/ferry-held", Body: []byte(body)}
}

func TestExtractFailures(t *testing.T) {
	t.Parallel()
	e, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		page article.Page
		want error
	}{
		{"PDF", article.Page{URL: "https://example.com/a", Body: []byte("%PDF-1.7 ...")}, ErrNotHTML},
		{"declared image", article.Page{URL: "https://example.com/a", Body: []byte("<p>x"), Header: http.Header{"Content-Type": {"image/png"}}}, ErrNotHTML},
		{"JSON", article.Page{URL: "https://example.com/a", Body: []byte(`{"a":1}`), Header: http.Header{"Content-Type": {"application/json"}}}, ErrNotHTML},
		{"million nested tags", article.Page{URL: "https://example.com/a", Body: bytes.Repeat([]byte("<div>"), 1_000_000)}, ErrTooDeep},
		{"no address", article.Page{Body: []byte("<p>x")}, article.ErrURL},
		{"mail address", article.Page{URL: "mailto:a@example.com", Body: []byte("<p>x")}, article.ErrURL},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, err := e.Extract(&tt.page); !errors.Is(err, tt.want) {
				t.Errorf("Extract() error = %v, want %v", err, tt.want)
			}
			if _, err := e.Explain(&tt.page); !errors.Is(err, tt.want) {
				t.Errorf("Explain() error = %v, want %v", err, tt.want)
			}
		})
	}
}

// TestExtractHostile holds that no page takes time out of proportion to its size. Each takes a second or
// two; the limit leaves room for the race detector on a busy machine, and none for quadratic time.
func TestExtractHostile(t *testing.T) {
	t.Parallel()
	whole := page("", "").Body
	tests := []struct {
		name string
		body []byte
	}{
		{"nothing", nil},
		{"NUL bytes", bytes.Repeat([]byte{0}, 1<<20)},
		{"half a page", whole[:len(whole)/2]},
		{"cut in a tag", []byte("<html><body><h1>Head</h1><p class=\"")},
		{"10 MB in one node", []byte("<h1>Head</h1><p>" + strings.Repeat("words and more words ", 500_000))},
		{"2 MB headline", []byte("<h1>" + strings.Repeat("headline ", 200_000) + "</h1>")},
		{"2 MB byline", []byte("<h1>Head</h1><div class=byline>" + strings.Repeat("By Jane Doe, ", 160_000) + "</div>")},
		{"100,000 links", []byte(strings.Repeat(`<a href="/people/jane-doe" class="author">Jane Doe</a> `, 100_000))},
		{"100,000 headings", []byte(strings.Repeat(`<h1>Head</h1>`, 100_000))},
		{"100,000 dates", []byte("<h1>Head</h1>" + strings.Repeat(`<time class="date">Jan 2, 2025</time>`, 100_000))},
		{"100,000 metas", []byte(strings.Repeat(`<meta name="author" content="Jane Doe">`, 100_000))},
		{"100,000 items", []byte(strings.Repeat(`<div itemscope itemprop="author" itemtype="https://schema.org/Person"><b itemprop=name>Jane</b></div>`, 100_000))},
		{"nested bylines", []byte("<h1>Head</h1>" + strings.Repeat(`<div class="byline date meta breadcrumb tags category">`, 400) + strings.Repeat("Jane Doe 2025 ", 100_000))},
		{"deep JSON-LD", []byte(`<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 200_000) + `</script>`)},
		{"wide JSON-LD", []byte(`<script type="application/ld+json">[` + strings.Repeat(`{"@type":"NewsArticle","@id":"a","author":{"@id":"a"}},`, 50_000) + `]</script>`)},
		{"self-referring JSON-LD", []byte(`<script type="application/ld+json">{"@id":"x","@type":"Article","author":{"@id":"x"},"headline":"a","mainEntity":{"@id":"x"}}</script>`)},
		{"100,000 signatures", []byte("<h1>Head</h1>" + strings.Repeat("<p>By Jane Doe</p><p>Jane Doe</p>", 50_000))},
		{"100,000 links in one line", []byte("<h1>Head</h1><p>" + strings.Repeat(`<i>,</i> <a href="/author/jane"></a>`, 100_000) + `<a href="/author/jane">Jane Doe</a>`)},
		{"30,000 figures", []byte("<h1>Head</h1><article>" + strings.Repeat(`<figure><img src="/a.jpg" width=900><figcaption>A ferry. Photo: Jane Doe</figcaption></figure>`, 30_000))},
		{"4 MB of state", []byte(`<title>Ferry Held for an Hour</title><script id="__NEXT_DATA__" type="application/json">{"title":"Ferry Held for an Hour","body":"` + strings.Repeat("<p>The ferry left at nine.</p>", 150_000) + `"}</script>`)},
		{"deep state", []byte(`<script id="__NEXT_DATA__" type="application/json">` + strings.Repeat(`{"a":[`, 200_000) + `</script>`)},
		{"2 MB encoded twice", []byte("<p>" + strings.Repeat("\u00c3\u00a9", 500_000))},
		{"2 MB of an undeclared encoding", []byte("<p>" + strings.Repeat("\xef\xe0\xf0\xee\xec ", 300_000))},
		{"many titles", []byte(strings.Repeat("<title>A - B | C</title>", 100_000))},
		{"separators", []byte("<title>" + strings.Repeat(" - ", 300_000) + "</title>")},
	}
	e, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			_, err := e.Extract(&article.Page{URL: "https://example.com/a/b", Body: tt.body})
			if err != nil && !errors.Is(err, ErrTooDeep) && !errors.Is(err, ErrNotHTML) {
				t.Errorf("Extract() error = %v", err)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("Extract() of %d bytes took %v", len(tt.body), took)
			}
		})
	}
}

func TestExtractCharsets(t *testing.T) {
	t.Parallel()
	const html = `<html><head><meta charset="windows-1252"><title>Fähre hält</title></head><body><h1>Fähre hält vor der Küste</h1></body></html>`
	utf16le := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(html)) {
		utf16le = append(utf16le, byte(u), byte(u>>8))
	}
	var latin1 []byte
	for _, r := range html {
		latin1 = append(latin1, byte(r))
	}
	for name, body := range map[string][]byte{"UTF-8 with a stale meta": []byte(html), "UTF-16": utf16le, "windows-1252": latin1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := read(t, &article.Page{URL: "https://example.com/a", Body: body})
			if want := "Fähre hält vor der Küste"; r.Article.Title != want {
				t.Errorf("Title = %q, want %q", r.Article.Title, want)
			}
		})
	}
}

// TestExtractTwice holds that the same page gives the same article, also from many goroutines at once.
func TestExtractTwice(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*/*.html")
	if err != nil || len(files) < 60 {
		t.Fatalf("found %d pages, want at least 60 (%v)", len(files), err)
	}
	bodies := make([][]byte, len(files))
	for i, file := range files {
		if bodies[i], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	e, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	results := make([][][]byte, 4)
	var wg sync.WaitGroup
	for i := range results {
		results[i] = make([][]byte, len(bodies))
		wg.Go(func() {
			for j := range bodies {
				at := (j + i*len(bodies)/len(results)) % len(bodies) // each at another page
				r, err := e.Extract(&article.Page{URL: typicalURL, Body: bytes.Clone(bodies[at])})
				if err != nil {
					t.Error(err)
					return
				}
				if results[i][at], err = json.Marshal(r); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for i := range results {
		for j := range bodies {
			if !bytes.Equal(results[i][j], results[0][j]) {
				t.Fatalf("extraction %d of %s differs from the first:\n%s\n%s", i, files[j], results[i][j], results[0][j])
			}
		}
	}
}

func TestIdentity(t *testing.T) {
	t.Parallel()
	p := page(`<link rel="canonical" href="/coast/ferry-held?utm_source=x#top"><meta name="robots" content="max-image-preview:large, noarchive, NOAI">
		<meta name="tdm-reservation" content="1"><meta property="og:site_name" content="Example News"><meta property="og:locale" content="en_GB">`, "")
	p.URL, p.FinalURL = "https://m.example.com/1", "https://news.example.com/coast/ferry-held?id=1"
	a := read(t, p).Article
	if want := "https://news.example.com/coast/ferry-held"; a.CanonicalURL != want || a.ID != article.ID(want) {
		t.Errorf("CanonicalURL, ID = %q, %q, want %q and its ID", a.CanonicalURL, a.ID, want)
	}
	if a.URL != p.URL || a.FinalURL != p.FinalURL || a.Site != "example.com" {
		t.Errorf("URL, FinalURL, Site = %q, %q, %q", a.URL, a.FinalURL, a.Site)
	}
	if got := strings.Join(a.Rights, " "); got != "noai noarchive tdm-reservation" {
		t.Errorf("Rights = %q", got)
	}
	if a.Publisher == nil || a.Publisher.Name != "Example News" || a.Lang != "en" {
		t.Errorf("Publisher, Lang = %v, %q", a.Publisher, a.Lang)
	}
	if a.ContentHash == "" || a.RecordHash == "" || a.WordCount == 0 {
		t.Error("article is not sealed")
	}
}
