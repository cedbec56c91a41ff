package newsstand

import (
	"testing"
	"time"

	"newswire/article"
	"newswire/extractor"
)

// TestPage holds that the pages are what measurements take them for: articles of the sizes promised, no
// two alike.
func TestPage(t *testing.T) {
	t.Parallel()
	ex, err := extractor.New(extractor.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name        string
		plain       bool
		least, most int // bytes
		paragraphs  int // at least
	}{
		{name: "plain", plain: true, least: 900, most: 1800, paragraphs: 1},
		{name: "full", least: 60_000, most: 100_000, paragraphs: 12},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			press, bodies := newPress(tt.plain), map[string]int{}
			for n := range 100 {
				page := press.page(n, "http://127.0.0.2"+path(n))
				if len(page) < tt.least || len(page) > tt.most {
					t.Errorf("page %d is of %d bytes", n, len(page))
				}
				got, err := ex.Extract(&article.Page{URL: "http://127.0.0.2" + path(n), Body: page, FetchedAt: time.Now()})
				if err != nil || !got.Verdict.IsArticle() {
					t.Fatalf("page %d: %v, %v", n, got.Verdict, err)
				}
				a := got.Article
				if a.Title != headline(source(n)) || len(a.Authors) != 1 || a.PublishedAt.IsZero() || len(a.Blocks) < tt.paragraphs {
					t.Errorf("page %d: title %q, authors %q, published %s, %d blocks", n, a.Title, a.Authors, a.PublishedAt, len(a.Blocks))
				}
				if other, ok := bodies[a.Body]; ok {
					t.Errorf("pages %d and %d are alike", other, n)
				}
				bodies[a.Body] = n
			}
		})
	}
}
