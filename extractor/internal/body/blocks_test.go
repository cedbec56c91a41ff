package body

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"newswire/article"
)

const (
	harbour = "The harbour office of Sandholm will open again in April, nine months after the fire that destroyed its upper floor, the council said on Tuesday."
	repairs = "Repairs cost less than feared because the walls had held. The roof is new, and so are the windows that look over the ferry pier."
	tenants = "Two of the five tenants will not come back, the council said. A bakery has asked for the rooms on the ground floor."
)

func courier(inner string) string {
	return `<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>Harbour office opens again</h1><div class="article-body">` +
		inner + `</div></article></main></body>`
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	para := func(s string) article.Block { return article.Block{Kind: article.BlockParagraph, Text: s} }
	for name, tc := range map[string]struct {
		html string
		want []article.Block
	}{
		"list": {
			p(harbour, repairs) + "<p>What will be new:</p><ul><li>a lift to the <b>upper floor</b></li><li><p>rooms for three more offices</p></li><li>a view of the pier</li></ul>" + p(tenants),
			[]article.Block{
				para(harbour), para(repairs), para("What will be new:"),
				{Kind: article.BlockList, Text: "a lift to the upper floor\nrooms for three more offices\na view of the pier", Items: []string{"a lift to the upper floor", "rooms for three more offices", "a view of the pier"}},
				para(tenants),
			},
		},
		"table": {
			p(harbour, repairs) + "<table><thead><tr><th>Floor</th><th>Area in m²</th></tr></thead><tbody><tr><td>Ground floor</td><td>240 and a yard</td></tr><tr><td>Upper floor</td><td>180 and a balcony</td></tr></tbody></table>" + p(tenants),
			[]article.Block{
				para(harbour), para(repairs),
				{Kind: article.BlockTable, Text: "Floor\tArea in m²\nGround floor\t240 and a yard\nUpper floor\t180 and a balcony"},
				para(tenants),
			},
		},
		"quote and heading": {
			p(harbour) + "<h3>A new roof</h3>" + p(repairs) + "<blockquote><p>We are glad to be back where we belong, and the lift is a gift.</p></blockquote>" + p(tenants),
			[]article.Block{
				para(harbour), {Kind: article.BlockHeading, Text: "A new roof", Level: 3}, para(repairs),
				{Kind: article.BlockQuote, Text: "We are glad to be back where we belong, and the lift is a gift."}, para(tenants),
			},
		},
		"white space, soft hyphens, line breaks": {
			"<p>  The har\u00adbour\u200b&nbsp;office\n\tof Sandholm will open again in April,<br>nine months after the fire.</p>" + p(repairs, tenants),
			[]article.Block{para("The harbour office of Sandholm will open again in April,\nnine months after the fire."), para(repairs), para(tenants)},
		},
		"double line breaks part paragraphs": {
			harbour + "<br><br>" + repairs + "<br>\n<br />" + tenants,
			[]article.Block{para(harbour), para(repairs), para(tenants)},
		},
		"code": {
			p(harbour, repairs) + "<p>The council shows it thus:</p><pre><code>\nif open {\n\tcome(in)\n}\n</code></pre>" + p(tenants),
			[]article.Block{
				para(harbour), para(repairs), para("The council shows it thus:"),
				{Kind: article.BlockCode, Text: "if open {\n\tcome(in)\n}"}, para(tenants),
			},
		},
		"a heading that nothing follows": {
			p(harbour, repairs, tenants) + "<h2>A look ahead</h2>",
			[]article.Block{para(harbour), para(repairs), para(tenants)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Extract(parse(t, courier(tc.html)), Hints{Title: "Harbour office opens again", Trace: true})
			if len(got.Blocks) != len(tc.want) {
				for _, d := range got.Decisions {
					t.Logf("%5v %6.2f %-20s %.60q", d.Kept, d.Score, d.Rule, d.Text)
				}
				t.Fatalf("%d blocks, want %d:\n%+v", len(got.Blocks), len(tc.want), got.Blocks)
			}
			for i, w := range tc.want {
				g := got.Blocks[i]
				if g.Kind != w.Kind || g.Text != w.Text || g.Level != w.Level || strings.Join(g.Items, "|") != strings.Join(w.Items, "|") {
					t.Errorf("block %d is %+v, want %+v", i, g, w)
				}
			}
		})
	}
}

func TestStripped(t *testing.T) {
	t.Parallel()
	links := `<ul><li><a href="/1">Ferry fares to rise in March</a></li><li><a href="/2">School roof to be mended soon</a></li><li><a href="/3">New mayor takes the oath</a></li></ul>`
	for name, junk := range map[string]string{
		"related box":        `<div class="related"><h3>Related articles</h3>` + links + `</div>`,
		"unmarked related":   `<div><h4>Read also</h4>` + links + `</div>`,
		"read more line":     `<p><a href="/1">Read more: Ferry fares to rise in March</a></p>`,
		"most read, doubled": `<div><div>Most read</div><div>MOST READ</div></div>`,
		"in Danish":          `<p>Læs også: <a href="/1">Færgen bliver dyrere til marts</a></p>`,
		"in Greek":           `<p><a href="/1">Διαβάστε επίσης: Ακριβότερα τα πλοία</a></p>`,
		"in Arabic":          `<p><a href="/1">اقرأ أيضا: ارتفاع أسعار العبارات</a></p>`,
		"newsletter":         `<div class="newsletter-signup"><h3>Sign up for our newsletter</h3><p>Get the news of the harbour every morning.</p></div>`,
		"share bar":          `<div class="share-buttons"><a href="#">Facebook</a><a href="#">Share on X</a><span>Copy link</span></div>`,
		"ad label":           `<div>Advertisement</div>`,
		"comments":           `<section id="comments"><h3>Comments</h3><div class="comment"><p>What a lovely building it was, I remember the old stairs well.</p></div></section>`,
		"caption":            `<figure><img src="/a.jpg"><figcaption>The harbour office after the fire in July.</figcaption></figure>`,
		"cookie notice":      `<div class="cookie-consent"><p>We use cookies and similar means to show you what suits you. You may change your mind at any time.</p></div>`,
		"tags":               `<div class="tags"><a href="/t/1">harbour</a><a href="/t/2">council</a></div>`,
		"copyright":          `<p>© 2025 Sandholm Courier. All rights reserved.</p>`,
		"audio player":       `<div class="audio-player"><span>Listen to this article</span><span>3:41</span></div>`,
		"breadcrumbs":        `<ol class="breadcrumb"><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ol>`,
		"hidden":             `<div style="display: none"><p>Thank you for your interest, your vote was counted.</p></div>`,
	} {
		for place, html := range map[string]string{
			"between paragraphs": p(harbour, repairs) + junk + p(tenants),
			"at the foot":        p(harbour, repairs, tenants) + junk,
		} {
			t.Run(name+" "+place, func(t *testing.T) {
				t.Parallel()
				got := Extract(parse(t, courier(html)), Hints{Title: "Harbour office opens again", Trace: true})
				compare(t, got, []string{harbour, repairs, tenants})
			})
		}
	}
}

func TestHints(t *testing.T) {
	t.Parallel()
	doc := parse(t, courier(p(harbour, repairs)+`<div id="box"><p>This paragraph reads like any other, yet the site says that it is none.</p></div>`+p("-- The Courier --", tenants)))
	var box, main *html.Node
	for n := range doc.Descendants() {
		switch {
		case attribute(n, "id") == "box":
			box = n
		case n.Data == "main":
			main = n
		}
	}
	got := Extract(doc, Hints{
		Title: "Harbour office opens again", Root: main, Drop: map[*html.Node]bool{box: true},
		DropText: []*regexp.Regexp{regexp.MustCompile(`^-- .* --$`)}, Trace: true,
	})
	compare(t, got, []string{harbour, repairs, tenants})
	if got.Rule != "profile" {
		t.Errorf("rule %q, want profile", got.Rule)
	}
}

func TestWitness(t *testing.T) {
	t.Parallel()
	text := strings.Join([]string{harbour, repairs, tenants}, "\n\n")
	for name, tc := range map[string]struct{ page, witness, rule string }{
		"empty markup, plain text":  {`<div id="app"></div>`, text, "jsonld.articleBody"},
		"empty markup, HTML":        {`<div id="app"></div>`, p(harbour, repairs, tenants), "jsonld.articleBody"},
		"the markup has it as well": {courier(p(harbour, repairs, tenants)), text, "dom"},
		"unknown to the witness": {courier(p(harbour, repairs, tenants) +
			"<p>Our reporters work for you on every day of the year, and that is worth something to them and to you.</p>"), text, "dom"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Extract(parse(t, tc.page), Hints{Title: "Harbour office opens again", ArticleBody: tc.witness, Trace: true})
			if name != "unknown to the witness" {
				compare(t, got, []string{harbour, repairs, tenants})
			}
			if got.Rule != tc.rule {
				t.Errorf("rule %q, want %q", got.Rule, tc.rule)
			}
			if got.Confidence < 0.5 || got.Confidence > 1 {
				t.Errorf("confidence %v", got.Confidence)
			}
		})
	}
}

func TestNothing(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "<p>", "<body><nav><a href=/>Home</a></nav></body>", "\x00\xff", "<frameset><frame></frameset>"} {
		if got := Extract(parse(t, s), Hints{Title: "x"}); len(got.Blocks) != 0 || got.Rule != "" || got.Confidence != 0 {
			t.Errorf("%q gives %+v", s, got)
		}
	}
}
