package extractor

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"newswire/article"
)

// FuzzExtract holds that no bytes make the extractor panic or return text that is not UTF-8.
func FuzzExtract(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte(`<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"By Jane, "}],"datePublished":"x","image":{"url":"/a"}}</script>`))
	f.Add([]byte("<base href=\"%zz\"><link rel=canonical href=\"//[\"><h1>a - b</h1><img src=a><time datetime=0000-00-00>"))
	f.Add([]byte("<div itemscope itemtype=x><div itemprop='author a' itemscope><p itemprop=name>x"))
	e, err := New(Config{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		x, err := e.Explain(&article.Page{URL: "https://example.com/2024/05/31/a-b-c", Body: body})
		if err != nil {
			return
		}
		a := x.Article
		for _, s := range append([]string{a.Title, a.Subtitle, a.Body, a.Category, a.PublishedRaw}, append(a.Authors, a.Tags...)...) {
			if !utf8.ValidString(s) {
				t.Fatalf("%q is not UTF-8", s)
			}
		}
	})
}

// FuzzLinkedData holds that no script makes the reader of JSON-LD panic or run away.
func FuzzLinkedData(f *testing.F) {
	for _, s := range []string{
		`{"@graph":[{"@type":"NewsArticle","author":{"@id":"#a"},"isPartOf":{"@id":"#b"}},{"@id":"#a","name":["x",{"@value":"y"}],"z":1}]}`,
		`{&quot;@type&quot;:&quot;Article&quot;}`, `[{"@type":["Article","x"],"image":[{"@type":"ImageObject","url":["a"],"width":"1px"}]}]`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(_ *testing.T, s string) {
		for _, it := range readLinkedData([]string{s}).items {
			it.kinds()
			it.label()
			for _, m := range it.props {
				it.strs(m.Name)
				it.items(m.Name)
				it.address(m.Name)
			}
		}
	})
}

// FuzzReadNames holds that names are never empty, never a whole sentence's length, and never doubled.
func FuzzReadNames(f *testing.F) {
	for _, s := range []string{"By Jane Doe and John Roe | Reuters", "Von J. Müller, dpa", "记者 王小明", "a, b & c", "(", " - "} {
		f.Add(s)
	}
	r := &reading{siteNames: map[string]bool{}}
	f.Fuzz(func(t *testing.T, s string) {
		for _, from := range []origin{inText, inLink, inField} {
			var c credits
			r.readNames(&c, s, from)
			seen := map[string]bool{}
			for _, name := range c.names() {
				if name == "" || len(name) > 300 || key(name) != "" && seen[key(name)] {
					t.Fatalf("readNames(%q) has %q", s, name)
				}
				seen[key(name)] = true
			}
		}
	})
}
