package body

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// TestHostile reads large pages of the shapes that make careless code slow. The limit is far above what
// linear work takes and far below what quadratic work would.
func TestHostile(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("<div class=a>", 450)
	for name, page := range map[string]string{
		"one long text":       "<p>" + strings.Repeat("The river rose again. ", 200_000),
		"one long word":       "<p>" + strings.Repeat("x", 4_000_000),
		"many links":          strings.Repeat(`<a href="/x">Ferry fares to rise</a> `, 20_000),
		"many linked blocks":  strings.Repeat(`<div><a href="/x">Ferry fares to rise in March</a></div>`, 25_000),
		"many paragraphs":     strings.Repeat("<p>The river rose two metres in a night and took the old footbridge with it.", 15_000),
		"many deep texts":     deep + strings.Repeat("<b>x</b><hr>", 20_000),
		"many deep items":     deep + "<ul>" + strings.Repeat("<li>The river rose two metres in a night and took the bridge.", 20_000),
		"many pictures":       "<figure>" + strings.Repeat("<img src=/a.jpg alt=river>", 25_000) + "<p>Caption",
		"many class words":    `<div class="` + strings.Repeat("related-posts ", 200_000) + `"><p>Text`,
		"many headings":       strings.Repeat("<h1>Flood takes Aldermoor's oldest bridge</h1>", 20_000),
		"many labels":         "<article>" + p(harbour, repairs, tenants) + strings.Repeat(`<p><a href=x>Read more</a></p>`, 150_000),
		"many rows":           "<table>" + strings.Repeat("<tr><td>one<td>two", 25_000),
		"many candidates":     `<p>Text<img srcset="` + strings.Repeat("/a.jpg 1w,", 200_000) + `">`,
		"many closed anchors": strings.Repeat("<a><p>", 300),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			Extract(doc, typicalHints)
			if d := time.Since(start); d > 15*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

// FuzzExtract holds that any bytes give blocks of valid UTF-8 that are not empty, twice the same.
func FuzzExtract(f *testing.F) {
	f.Add([]byte(courier(p(harbour, repairs, tenants))), "Harbour office opens again", "")
	f.Add([]byte("<table><td><ul><li><pre>\n a\n</pre><figure><img srcset='a 1w, b 2x'><figcaption>x"), "", p(harbour, repairs, tenants))
	f.Add([]byte("<h1><button>x</button></h1><svg><p>\xff\x00</svg><template><p>y</template><br><br>"), "x", "\xff")
	f.Fuzz(func(t *testing.T, page []byte, title, witness string) {
		doc, err := html.Parse(strings.NewReader(string(page)))
		if err != nil {
			return // nested too deep
		}
		h := Hints{Title: title, Description: title, Authors: []string{title}, Section: title, ArticleBody: witness, Trace: true}
		res := Extract(doc, h)
		for _, b := range res.Blocks {
			if b.Text == "" || !utf8.ValidString(b.Text) {
				t.Errorf("block %+v", b)
			}
		}
		if res.Confidence < 0 || res.Confidence > 1 {
			t.Errorf("confidence %v", res.Confidence)
		}
		if again := Extract(doc, h); Text(again.Blocks) != Text(res.Blocks) || again.Confidence != res.Confidence {
			t.Error("the same page gives another body")
		}
	})
}

func BenchmarkExtract(b *testing.B) {
	doc := parse(b, courier(strings.Repeat(p(harbour, repairs, tenants), 10)))
	b.ReportAllocs()
	for b.Loop() {
		Extract(doc, typicalHints)
	}
}
