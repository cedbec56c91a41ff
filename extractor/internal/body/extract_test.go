package body

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"newswire/article"
)

// The typical page's own texts. Each variation of the page shows the same article.
const (
	gist = "The river rose two metres in a night and took the old footbridge with it."
	one  = "Rescue crews in Aldermoor worked until dawn on Friday to reach eleven families whose houses were cut off when the river Tarn left its bed. Nobody was hurt, the fire service said, but forty people slept in the school hall."
	two  = "The water came faster than any forecast had said. By midnight the lower town was without power, and the mayor asked everyone near the bank to leave."
	sub  = "A bridge from another century"
	say  = "\"We heard it crack, and then it was simply gone,\" Edda Brook said, who has lived beside the bridge for sixty years."
	last = "Engineers will look at the remaining pillars on Monday. Until then the road to the station stays closed, and buses go the long way round."
)

var typicalHints = Hints{
	Title: "Flood takes Aldermoor's oldest bridge", Authors: []string{"Mara Quill"}, Section: "Weather",
	PublishedRaw: "Jan.24 - 2025 9:31 AM CET",
}

func parse(t testing.TB, page string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func p(texts ...string) string { return "<p>" + strings.Join(texts, "</p>\n<p>") + "</p>" }

func divs(texts ...string) string { return "<div>" + strings.Join(texts, "</div>\n<div>") + "</div>" }

const (
	menu = `<header><a href="/">The Moor Herald</a><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>` +
		`<li><a href="/weather">Weather</a></li></ul></header>`
	foot = `<footer><p>© 2025 The Moor Herald. All rights reserved.</p><a href="/about">About us</a></footer>`
)

func TestTypicalPage(t *testing.T) {
	t.Parallel()
	teasers := `<ul><li><a href="/a">Ferry fares to rise in March</a></li><li><a href="/b">School roof to be mended</a></li></ul>`
	want := []string{gist, one, two, sub, say, last}
	for name, page := range map[string]string{
		"classes": menu + `<article><h1>Flood takes Aldermoor's oldest bridge</h1><div class="byline">Written by Mara Quill</div>
			<time class="date">Jan.24 - 2025 9:31 AM CET</time><div class="section">Weather</div>
			<figure><img src="/flood.jpg" width="800" height="450"><figcaption class="credit">Photo: Agency</figcaption></figure>
			<div class="credit">Photo: Agency</div><p class="standfirst">` + gist + `</p>
			<div class="trending"><h3>Trending Now</h3><h3>TRENDING NOW</h3></div>
			<div class="article-body">` + p(one, two) + `<h2>` + sub + `</h2>` + p(say, last) + `</div><div class="section">Weather</div></article>` + foot,
		"no classes, paragraphs": menu + `<div><h1>Flood takes Aldermoor's oldest bridge</h1>` + divs("Written by Mara Quill", "Jan.24 - 2025 9:31 AM CET", "Weather") +
			`<img src="/flood.jpg">` + divs("Photo: Agency", "Photo: Agency") + p(gist) + divs("Trending Now", "TRENDING NOW") +
			p(one, two) + `<h2>` + sub + `</h2>` + p(say, last) + divs("Weather") + `</div>` + foot,
		"divs only": `<div><div><h1>Flood takes Aldermoor's oldest bridge</h1>` +
			divs("Written by Mara Quill", "Jan.24 - 2025 9:31 AM CET", "Weather") + `<div><img src="/flood.jpg"></div>` +
			divs("Photo: Agency", "Photo: Agency", gist, "Trending Now", "TRENDING NOW", one, two) + `<h3>` + sub + `</h3>` + divs(say, last, "Weather") + `</div></div>`,
		"teasers between paragraphs": menu + `<main><h1>Flood takes Aldermoor's oldest bridge</h1><p>Written by Mara Quill</p><p>Jan.24 - 2025 9:31 AM CET</p>
			<p>Weather</p><img src="/flood.jpg"><p>Photo: Agency</p><p>Photo: Agency</p>` + p(gist, one) + `<div><h3>Trending Now</h3><h3>TRENDING NOW</h3>` + teasers + `</div>` +
			p(two) + `<h2>` + sub + `</h2>` + p(say) + `<div><h4>Read also</h4>` + teasers + `</div>` + p(last) + `<p>Weather</p></main>` + foot,
		"spans and line breaks": menu + `<section><h1>Flood takes Aldermoor's oldest bridge</h1><span>Written by <a href="/quill">Mara Quill</a></span><br><span>Jan.24 - 2025 9:31 AM CET</span>
			<div><a href="/weather">Weather</a></div><div><img src="/flood.jpg"><div>Photo: Agency</div></div><div>Photo: Agency</div><div><b>` + gist + `</b></div>
			<div><div>Trending Now</div><div>TRENDING NOW</div></div><div>` + one + `<br><br>` + two + `</div><h2>` + sub + `</h2><div>` + say + `<br><br>` + last + `</div><div><a href="/weather">Weather</a></div></section>` + foot,
		"split over sections": menu + `<article><h1>Flood takes Aldermoor's oldest bridge</h1><p>Written by Mara Quill</p><p>Jan.24 - 2025 9:31 AM CET</p><p>Weather</p>
			<figure><img src="/flood.jpg"></figure><p>Photo: Agency</p><p>Photo: Agency</p><p>` + gist + `</p><section><p>Trending Now</p><p>TRENDING NOW</p></section>
			<section>` + p(one, two) + `</section><aside>Advertisement</aside><section><h2>` + sub + `</h2>` + p(say) + `</section><section>` + p(last) + `</section><p>Weather</p></article>` + foot,
		"cards under the doubled label": menu + `<div><h1>Flood takes Aldermoor's oldest bridge</h1><div>Written by Mara Quill</div><div>Jan.24 - 2025 9:31 AM CET</div><div>Weather</div>
			<div><img src="/flood.jpg"></div><div>Photo: Agency</div><div>Photo: Agency</div><p>` + gist + `</p><div><h2>Trending Now</h2><h2>TRENDING NOW</h2>` +
			`<div class="row"><div class="col"><a href="/a"><img src="/a.jpg"><h4>Ferry fares to rise in March</h4></a></div><div class="col"><a href="/b"><img src="/b.jpg"><h4>School roof to be mended</h4></a></div></div></div>` +
			p(one, two) + `<h2>` + sub + `</h2>` + p(say, last) + `<div>Weather</div></div>` + foot,
		"a layout table and line breaks": `<table><tr><td>` + menu + `</td></tr><tr><td><h1>Flood takes Aldermoor's oldest bridge</h1>Written by Mara Quill<br><br>Jan.24 - 2025 9:31 AM CET<br><br>Weather<br><br>
			<img src="/flood.jpg"><br>Photo: Agency<br><br>Photo: Agency<br><br>` + gist + `<br><br>Trending Now<br><br>TRENDING NOW<br><br>` + one + `<br><br>` + two + `<h2>` + sub + `</h2>` + say + `<br><br>` + last + `<br><br>Weather</td></tr></table>`,
		"translated labels": menu + `<article><h1>Flood takes Aldermoor's oldest bridge</h1><div>Written by Mara Quill</div><div>Jan.24 - 2025 9:31 AM CET</div><div>Weather</div>
			<img src="/flood.jpg"><div>Foto: Agency</div><div>Foto: Agency</div><p>` + gist + `</p>` + divs("Mest læste", "MEST LÆSTE") + p(one) + divs("Læs også") + p(two) + divs("Annonce") + `<h2>` + sub + `</h2>` +
			p(say, last) + `<div>Weather</div></article>` + foot,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := typicalHints
			h.Trace = true
			got := Extract(parse(t, page), h)
			compare(t, got, want)
			// Where the gist looks as the paragraphs do and they follow at once, nothing tells it from them.
			if name != "teasers between paragraphs" && got.Standfirst != gist {
				t.Errorf("standfirst %q, want %q", got.Standfirst, gist)
			}
			if len(got.Images) != 1 || got.Images[0].Credit != "Agency" || got.Images[0].URL != "/flood.jpg" {
				t.Errorf("images %+v, want one with its credit", got.Images)
			}
			if i := 3; len(got.Blocks) > i && got.Blocks[i].Kind != article.BlockHeading {
				t.Errorf("block %d is a %s, want a heading", i, got.Blocks[i].Kind)
			}
		})
	}
}

// compare reports how the texts of blocks differ from those wanted, and why.
func compare(t *testing.T, got Result, want []string) {
	t.Helper()
	if Text(got.Blocks) == strings.Join(want, "\n\n") {
		return
	}
	for _, d := range got.Decisions {
		t.Logf("%5v %6.2f %-20s %.60q", d.Kept, d.Score, d.Rule, d.Text)
	}
	t.Errorf("body\n%s\nwant\n%s", Text(got.Blocks), strings.Join(want, "\n\n"))
}

func TestPlaceholders(t *testing.T) {
	t.Parallel()
	page := `<h1>Flood takes Aldermoor's oldest bridge</h1><div>` + p(one, "$$ARTICLE_AD$$", two, "{{video}}", say) + `</div>`
	got := Extract(parse(t, page), Hints{Title: typicalHints.Title, Trace: true})
	compare(t, got, []string{one, two, say})
}

// A class that speaks of a menu is not meant for a long text.
func TestTextInMenuBox(t *testing.T) {
	t.Parallel()
	page := `<h1>Flood takes Aldermoor's oldest bridge</h1><div class="content-nav-section"><div>` + p(one, two, say, last, one[:100]+".", two[:90]+".") + `</div></div>` +
		`<div class="offers">` + strings.Repeat(`<div class="modal">`+p(strings.Repeat("Membership has its merits, and we have listed all of them here for you. ", 3))+`</div>`, 8) + `</div>`
	got := Extract(parse(t, page), Hints{Title: typicalHints.Title, Trace: true})
	compare(t, got, []string{one, two, say, last, one[:100] + ".", two[:90] + "."})
}

func TestFuller(t *testing.T) {
	t.Parallel()
	page := parse(t, `<h1>Flood takes Aldermoor's oldest bridge</h1><div>`+p(one)+`</div>`)
	shown := Extract(page, Hints{Title: typicalHints.Title})
	whole := p(one, two, say, last, gist)
	for _, tt := range []struct {
		name, text, rule string
	}{
		{"it goes on", whole, RuleHydration},
		{"another text", strings.Repeat(p("The market hall opens on Saturday with forty stalls, three of them for cheese, and closes at noon."), 8), RuleDOM},
		{"little more", p(one, gist), RuleDOM},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := Fuller(shown, RuleHydration, Hints{Title: typicalHints.Title, ArticleBody: tt.text})
			if got.Rule != tt.rule {
				t.Errorf("rule %q, want %q; body\n%s", got.Rule, tt.rule, Text(got.Blocks))
			}
		})
	}
}

// A text without the page's headline must have what the page shows or its description.
func TestFullerUnsure(t *testing.T) {
	t.Parallel()
	whole := p(one, two, say, last, gist)
	for _, tt := range []struct{ name, shown, description, rule string }{
		{"nothing shown", "", "", ""},
		{"another text described", "", "The market hall opens on Saturday with forty stalls, three of them for cheese, and closes at noon.", ""},
		{"its beginning described", "", one, RuleHydration},
		{"its beginning shown", p(one), "", RuleHydration},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := Hints{Title: typicalHints.Title, Description: tt.description}
			shown := Extract(parse(t, `<h1>Flood takes Aldermoor's oldest bridge</h1><div>`+tt.shown+`</div>`), h)
			h.ArticleBody, h.Unsure = whole, true
			if got := Fuller(shown, RuleHydration, h); got.Rule != tt.rule {
				t.Errorf("rule %q, want %q; body\n%s", got.Rule, tt.rule, Text(got.Blocks))
			}
		})
	}
}

// A body that the page does not show is trusted the more, the more of it the page bears out.
func TestFullerConfidence(t *testing.T) {
	t.Parallel()
	whole := p(one, two, say, last, gist)
	of := func(page, description string) float64 {
		h := Hints{Title: typicalHints.Title, Description: description}
		shown := Extract(parse(t, `<h1>Flood takes Aldermoor's oldest bridge</h1><div>`+page+`</div>`), h)
		h.ArticleBody = whole
		got := Fuller(shown, RuleHydration, h)
		if got.Rule != RuleHydration {
			t.Fatalf("rule %q with %q shown and %q described", got.Rule, page, description)
		}
		return got.Confidence
	}
	nothing, described, shown := of("", ""), of("", one), of(p(one), "")
	if nothing >= described || nothing >= shown || nothing < 0.5 || shown > 1 || described > 1 {
		t.Errorf("confidence %.2f with nothing shown, %.2f with its beginning described, %.2f with its beginning shown", nothing, described, shown)
	}
}

// A paragraph that shows markup in its words is one of the text.
func TestMarkupInWords(t *testing.T) {
	t.Parallel()
	code := `Whoever links to the harbour's timetable writes <code>&lt;a href="/times"&gt;</code> before its name and <code>&lt;/a&gt;</code> behind, the guide says, and nothing else.`
	got := Extract(parse(t, `<article><h1>Flood takes Aldermoor's oldest bridge</h1>`+p(one, code, two, say)+`</article>`), Hints{Title: typicalHints.Title, Trace: true})
	compare(t, got, []string{one, `Whoever links to the harbour's timetable writes <a href="/times"> before its name and </a> behind, the guide says, and nothing else.`, two, say})
}

// Lists that a label of other articles heads, tweets that no script has put in their place, and the captions of
// a gallery's pictures are no part of the text.
func TestStrayTexts(t *testing.T) {
	t.Parallel()
	for name, stray := range map[string]string{
		"labelled list":  `<h2><strong>Don't Miss:</strong></h2><ul><li><p>The ferry company wants a second boat for the winter. <a href="/f">Here is how it could be paid for.</a></p></li><li><p>Nobody mends roofs any more, says the last roofer of the valley. <a href="/r">He may be right.</a></p></li></ul>`,
		"labelled links": p(`RELATED STORIES`, `<strong><a href="/a">Ferry fares to rise in March, company says</a></strong>`, `<strong><a href="/b">Council to vote on the school roof</a></strong>`),
		"escaped markup": `<div>&lt;a href="https://social.example/tag"&gt;#flood&lt;/a&gt; The water has taken the footbridge at Aldermoor. Nobody hurt.</div>`,
		"gallery":        `<div class="Carousel"><div class="Carousel-slide"><img src="/1.jpg"><span class="slide-info">1 of 2 |</span><p>The river Tarn at Aldermoor on Friday morning, seen from the mill.</p></div><div class="Carousel-slide"><img src="/2.jpg"><span class="slide-info">2 of 2 |</span><p>What is left of the old footbridge, below the church of Aldermoor.</p></div></div>`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := `<article><h1>Flood takes Aldermoor's oldest bridge</h1>` + p(one, two) + stray + p(say, last) + `</article>`
			got := Extract(parse(t, page), Hints{Title: typicalHints.Title, Trace: true})
			compare(t, got, []string{one, two, say, last})
		})
	}
}

// A picture among the lines of the head is not captioned by them.
func TestPictureAmongHeadLines(t *testing.T) {
	t.Parallel()
	page := `<article><h1>Flood takes Aldermoor's oldest bridge</h1><img src="/flood.jpg"><div><div>Written by Mara Quill</div><div>Jan.24 - 2025 9:31 AM CET</div></div>` + p(one, two, say, last) +
		`<figure><img src="/pillar.jpg"><figcaption>A pillar of the bridge. Image Credits: Agency</figcaption></figure></article>`
	got := Extract(parse(t, page), typicalHints)
	if len(got.Images) != 2 || got.Images[0].Caption != "" || got.Images[1].Caption != "A pillar of the bridge." || got.Images[1].Credit != "Agency" {
		t.Errorf("images %+v, want the second with a caption and credit", got.Images)
	}
}

func TestLineBreakComponents(t *testing.T) {
	t.Parallel()
	page := `<h1>Flood takes Aldermoor's oldest bridge</h1><div>` + p(one+`<span class="cms br"></span>`+two, say) + `</div>`
	got := Extract(parse(t, page), Hints{Title: typicalHints.Title, Trace: true})
	compare(t, got, []string{one + "\n" + two, say})
}
