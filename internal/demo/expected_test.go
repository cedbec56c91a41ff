package demo

import (
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/article"
)

func TestExpected(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	expected := s.Expected()
	if len(expected) < 60 {
		t.Errorf("%d articles are expected, want 60 or more", len(expected))
	}
	seen, titles, kinds, revised := map[string]bool{}, map[string]bool{}, map[article.Kind]int{}, 0
	for _, e := range expected {
		a := e.Versions[0]
		if seen[a.CanonicalURL] || titles[a.Title] {
			t.Errorf("%s %q is expected twice", a.CanonicalURL, a.Title)
		}
		seen[a.CanonicalURL], titles[a.Title] = true, true
		kinds[a.Kind]++
		if len(e.Versions) > 1 {
			revised++
		}
		for i, v := range e.Versions {
			v.Revision = i + 1
			if diff := e.Compare(&v); len(diff) > 0 {
				t.Errorf("%s differs from itself: %q", v.CanonicalURL, diff)
			}
			if normal, err := article.Normalize(v.CanonicalURL); err != nil || normal != v.CanonicalURL {
				t.Errorf("%s is not normalised: %s, %v", v.CanonicalURL, normal, err)
			}
			if v.Title == "" || v.Category == "" || v.PublishedAt.IsZero() || len(v.Blocks) == 0 {
				t.Errorf("%s lacks a field", v.CanonicalURL)
			}
		}
	}
	if kinds[article.KindLive] != 1 || kinds[article.KindGallery] != 1 || kinds[article.KindOpinion] < 2 || revised != 1 {
		t.Errorf("kinds %v, %d revised", kinds, revised)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 1, 24, 9, 31, 0, 0, time.FixedZone("", 3600))
	base := func() article.Article {
		return article.Article{
			CanonicalURL: "http://a.example/1", Site: "a", Title: "T", Subtitle: "S", Authors: []string{"A B"},
			PublishedAt: at, Kind: article.KindArticle, Category: "War", Lang: "en", Body: "S\n\nB",
			Blocks: []article.Block{{Kind: "paragraph", Text: "S"}, {Kind: "paragraph", Text: "B"}},
			Images: []article.Image{{URL: "http://a.example/i.png", Caption: "C", Credit: "D"}},
		}
	}
	tests := map[string]struct {
		change func(*article.Article)
		want   string // the start of the only line; "" for none
	}{
		"same":            {func(*article.Article) {}, ""},
		"not determined":  {func(a *article.Article) { a.Tags, a.ModifiedAt = []string{"x"}, at }, ""},
		"same instant":    {func(a *article.Article) { a.PublishedAt = at.UTC() }, "published_at:"},
		"title":           {func(a *article.Article) { a.Title = "t" }, "title:"},
		"subtitle":        {func(a *article.Article) { a.Subtitle = "" }, "subtitle:"},
		"author too many": {func(a *article.Article) { a.Authors = append(a.Authors, "War") }, "authors:"},
		"block missing":   {func(a *article.Article) { a.Blocks = a.Blocks[:1] }, "blocks: missing as number 1"},
		"block too many":  {func(a *article.Article) { a.Blocks = append(a.Blocks, article.Block{}) }, "blocks: too many"},
		"block order":     {func(a *article.Article) { slices.Reverse(a.Blocks) }, "blocks: all there"},
		"body":            {func(a *article.Article) { a.Body = "S\n\nX" }, "body: after 3 characters"},
		"credit":          {func(a *article.Article) { a.Images[0].Credit = "Photo: D" }, "images[0].credit:"},
		"image missing":   {func(a *article.Article) { a.Images = nil }, "images:"},
		"no such version": {func(a *article.Article) { a.Revision = 2 }, "revision:"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := base()
			test.change(&got)
			diff := Expected{Versions: []article.Article{base()}}.Compare(&got)
			if test.want == "" && len(diff) == 0 {
				return
			}
			if len(diff) != 1 || test.want == "" || !strings.HasPrefix(diff[0], test.want) {
				t.Errorf("got %q, want one line %q", diff, test.want)
			}
		})
	}
}
