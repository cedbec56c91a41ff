package main

import (
	"bytes"
	"net/url"
	"strings"
	"time"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/PuerkitoBio/goquery"
	trafilatura "github.com/markusmobius/go-trafilatura"

	"newswire/article"
	"newswire/extractor"
)

// system is one way from a page's bytes to an extraction. The first is the floor: parsing alone.
type system struct {
	name   string
	scored bool
	run    func(*page) extraction
}

// extraction is what a system found; Day is yyyy-mm-dd in the page's own zone. Confidence is from 0 to 1, or 0
// throughout with a system that tells none.
type extraction struct {
	Title, Body, Day string
	Authors          []string
	Confidence       float64
}

const newswireName = "newswire"

var systems = []system{
	{"goquery parse", false, func(p *page) extraction {
		_, _ = goquery.NewDocumentFromReader(bytes.NewReader(p.html))
		return extraction{}
	}},
	{newswireName, true, newswire()},
	{"go-readability", true, readable},
	{"go-trafilatura", true, trafilatured},
}

func newswire() func(*page) extraction {
	ex, err := extractor.New(extractor.Config{})
	if err != nil {
		panic(err) // the zero configuration is valid
	}
	return func(p *page) extraction {
		r, err := ex.Extract(&article.Page{URL: p.URL, Body: p.html, FetchedAt: time.Now()})
		if err != nil {
			return extraction{}
		}
		return extraction{
			Title: r.Article.Title, Body: r.Article.Body, Authors: r.Article.Authors, Day: day(r.Article.PublishedAt),
			Confidence: r.Article.Extraction.Confidence,
		}
	}
}

func readable(p *page) extraction {
	u, err := url.Parse(p.URL)
	if err != nil {
		return extraction{}
	}
	a, err := readability.FromReader(bytes.NewReader(p.html), u)
	if err != nil || a.Node == nil {
		return extraction{}
	}
	var text strings.Builder
	_ = a.RenderText(&text) // a strings.Builder does not fail
	published, _ := a.PublishedTime()
	return extraction{Title: a.Title(), Body: text.String(), Authors: names(a.Byline()), Day: day(published)}
}

func trafilatured(p *page) extraction {
	u, err := url.Parse(p.URL)
	if err != nil {
		return extraction{}
	}
	r, err := trafilatura.Extract(bytes.NewReader(p.html), trafilatura.Options{OriginalURL: u, EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return extraction{}
	}
	return extraction{Title: r.Metadata.Title, Body: r.ContentText, Authors: names(r.Metadata.Author), Day: day(r.Metadata.Date)}
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// names splits a byline, in the peers' favour, at all that separates names.
func names(byline string) []string {
	byline = strings.TrimPrefix(strings.TrimPrefix(byline, "By "), "by ")
	return strings.FieldsFunc(strings.NewReplacer(" and ", ";", ",", ";", " & ", ";").Replace(byline), func(r rune) bool { return r == ';' })
}
