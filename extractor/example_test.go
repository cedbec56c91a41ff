package extractor_test

import (
	"fmt"
	"log"
	"os"

	"newswire/article"
	"newswire/extractor"
	"newswire/site"
)

// A page in hand, from a file or a fetch, becomes an article. Without any configuration the general
// extractor reads it.
func ExampleExtractor_Extract() {
	e, err := extractor.New(extractor.Config{})
	if err != nil {
		log.Fatal(err)
	}
	body, err := os.ReadFile("testdata/typical/typical.html")
	if err != nil {
		log.Fatal(err)
	}
	r, err := e.Extract(&article.Page{URL: "https://www.northern-courier.example/war/harbour-town-counts-its-losses/", Body: body})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Verdict)
	fmt.Println(r.Article.Title)
	fmt.Println(r.Article.Authors, r.Article.PublishedAt, r.Article.Category)
	fmt.Println(r.Article.Extraction.Rules["authors"])
	// Output:
	// article
	// Harbour Town Counts Its Losses After Night of Shelling
	// [Maren Holt] 2025-01-24 09:31:00 +0100 CET War
	// visible.byline
}

// A site's profile overrides single fields; the others stay with the general extractor.
func ExampleNew_profile() {
	e, err := extractor.New(extractor.Config{Sites: []site.Site{{
		Name:     "courier",
		Hosts:    []string{"courier.example"},
		Profiles: site.Profiles{{Category: site.Rule{Selector: ".desk"}}},
	}}})
	if err != nil {
		log.Fatal(err)
	}
	r, err := e.Extract(&article.Page{
		URL:  "https://courier.example/1",
		Body: []byte(`<h1>Ice prices double in a month</h1><p class="desk">Markets</p>`),
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(r.Article.Category, r.Article.Extraction.Rules["category"])
	// Output: Markets profile.category
}
