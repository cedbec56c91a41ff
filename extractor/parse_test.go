package extractor

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"newswire/article"
	"newswire/site"
)

// TestSkimmed reads every fixture as the page is, as for a profile's selectors, and without what is said to be
// read by nothing: the articles are the same.
func TestSkimmed(t *testing.T) {
	t.Parallel()
	read := func(profiles ...site.Profile) *Extractor {
		e, err := New(Config{Sites: []site.Site{{Name: "news", Profiles: profiles}}})
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	skimmed, whole := read(), read(site.Profile{Drop: []string{"#nowhere"}})
	files, err := filepath.Glob("testdata/*/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		page, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := extracted(t, skimmed, page), extracted(t, whole, page); got != want {
			t.Errorf("%s reads as\n%s\nnot as\n%s", file, got, want)
		}
	}
}

// extracted is all that e says of a page but the profile's name.
func extracted(t *testing.T, e *Extractor, page []byte) string {
	t.Helper()
	r, err := e.Extract(&article.Page{URL: "https://news.example.com/a/1", Site: "news", Body: page})
	if err != nil {
		return err.Error()
	}
	r.Article.Extraction.Profile = ""
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
