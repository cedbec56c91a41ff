package extractor

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"newswire/article"
	"newswire/site"
)

func TestDraft(t *testing.T) {
	t.Parallel()
	html, err := os.ReadFile(filepath.Join("testdata", "typical", "typical.html"))
	if err != nil {
		t.Fatal(err)
	}
	p := &article.Page{URL: "https://www.example.com/2025/01/story", Body: html}
	e, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	profile, err := e.Draft(p)
	if err != nil {
		t.Fatal(err)
	}
	for field, rule := range map[string]site.Rule{"title": profile.Title, "authors": profile.Authors, "published_at": profile.PublishedAt, "category": profile.Category} {
		if rule.IsZero() {
			t.Errorf("no rule for %s", field)
		}
	}
	general, err := e.Extract(p)
	if err != nil {
		t.Fatal(err)
	}
	with, err := New(Config{Sites: []site.Site{{Name: "example", Profiles: site.Profiles{profile}}}})
	if err != nil {
		t.Fatal(err)
	}
	p.Site = "example"
	drafted, err := with.Extract(p)
	if err != nil {
		t.Fatal(err)
	}
	if len(Missed(drafted.Article.Extraction)) > 0 || drafted.Article.ContentHash != general.Article.ContentHash || !drafted.Article.PublishedAt.Equal(general.Article.PublishedAt) {
		t.Errorf("the drafted profile %+v finds another article: rules %v", profile, drafted.Article.Extraction.Rules)
	}
}

func TestLasting(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"headline": true, "article-body": true, "ArticleHeader": true, "byline__name": true,
		"css-1x2y3z": false, "kQxWz": false, "h1": false, "post-48213": false, "": false, strings.Repeat("a", 50): false,
	} {
		if got := lasting(name); got != want {
			t.Errorf("lasting(%q) = %t, want %t", name, got, want)
		}
	}
}
