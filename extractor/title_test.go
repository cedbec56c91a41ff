package extractor

import "testing"

func TestHeadline(t *testing.T) {
	t.Parallel()
	const headline = "Ferry Held for an Hour Outside the Harbour"
	tests := []struct {
		name, html, want, rule string
	}{
		{"heading over search title", `<title>Ferry delay island harbour wind 2025 | Example</title><meta property="og:title" content="Why the island ferry came late"><h1>` + headline + `</h1>`, headline, "visible.h1"},
		{"site's heading", `<title>` + headline + ` - Example News</title><meta property="og:title" content="` + headline + `"><meta property="og:site_name" content="Example News"><h1>Example News</h1><h2>` + headline + `</h2>`, headline, "visible.h2"},
		{"title alone", `<title>` + headline + ` | Coast | Example News</title><meta property="og:site_name" content="Example News">`, headline, "html.title"},
		{"part of a longer title", `<title>` + headline + ` - A Guide to the Islands</title><meta property="og:title" content="` + headline + ` - A Guide to the Islands"><h1>All Guides and Maps of the Coast</h1><h1>` + headline + `</h1>`, headline, "visible.h1"},
		{"section of the address as suffix", `<title>` + headline + ` | Coast</title><h1>` + headline + ` | Coast</h1>`, headline, "visible.h1"},
		{"heading keeps its colon", `<title>The Ferry - A Guide for Islanders</title><meta property="og:title" content="The Ferry - A Guide for Islanders"><h1>The Ferry: A Guide for Islanders</h1>`, "The Ferry: A Guide for Islanders", "visible.h1"},
		{"heading without its colon", `<title>Fog: a guide for islanders in winter</title><meta property="og:title" content="Fog: a guide for islanders in winter"><h1><span>Fog</span> <span>a guide for islanders in winter</span></h1>`, "Fog: a guide for islanders in winter", "visible.h1"},
		{"marks in the metadata alone", `<title>## The Ferry, a Guide for Islanders</title><meta property="og:title" content="## The Ferry, a Guide for Islanders"><h1>The Ferry, a Guide for Islanders</h1>`, "The Ferry, a Guide for Islanders", "visible.h1"},
		{"domain as suffix", `<title>` + headline + ` - example.com</title>`, headline, "html.title"},
		{"site's name first", `<title>Example: x</title><meta property="og:site_name" content="Example"><title>y</title><h1>Example: x</h1>`, "Example: x", "visible.h1"},
		{"site's heading before those of teasers", `<title>Ferry held | Example News</title><meta property="og:title" content="Our ferry, held an hour"><meta property="og:site_name" content="Example News">` +
			`<h1>Example News</h1><div class="story"><h1>` + headline + `</h1></div><div><h1>Held for an hour: more on ferries</h1></div>`, headline, "visible.h1"},
		{"JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + headline + `"}</script>`, headline, "jsonld.headline"},
		{"entities", `<h1>Salt &amp;amp; vinegar, twice escaped for the reader</h1>`, "Salt & vinegar, twice escaped for the reader", "visible.h1"},
		{"nothing", `<p>x</p>`, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := page("", "")
			p.Body = []byte("<html><body>" + tt.html + prose(3))
			a := read(t, p).Article
			if a.Title != tt.want || a.Extraction.Rules["title"] != tt.rule {
				t.Errorf("Title = %q by %q, want %q by %q", a.Title, a.Extraction.Rules["title"], tt.want, tt.rule)
			}
		})
	}
}

func TestWithoutSiteName(t *testing.T) {
	t.Parallel()
	r := &reading{siteNames: map[string]bool{"example": true, "examplenews": true, "examplecom": true}, domainLabel: "examplenews"}
	for in, want := range map[string]string{
		"Ferry held - Example News":           "Ferry held",
		"Ferry held | Example":                "Ferry held",
		"The Example News – Ferry held":       "Ferry held",
		"Ferry held - an hour at sea":         "Ferry held - an hour at sea",
		"Ferry held | Example News | example": "Ferry held",
		"Ferry held | ENW":                    "Ferry held",
		"Ferry held | News":                   "Ferry held",
		"Ferry held | NWS":                    "Ferry held | NWS",
		"Ferry held - News":                   "Ferry held - News",
		"example.com Ferry held":              "Ferry held",
		"Example News":                        "Example News",
		"":                                    "",
	} {
		if got := r.withoutSiteName(in); got != want {
			t.Errorf("withoutSiteName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	a, b, c := gramsOf("Ferry held for an hour"), gramsOf("FERRY HELD, for an hour"), gramsOf("Ice prices double")
	if got := a.overlap(&b); got != 1 {
		t.Errorf("overlap of equals = %v, want 1", got)
	}
	if got := a.overlap(&c); got > 0.2 {
		t.Errorf("overlap of strangers = %v, want nearly 0", got)
	}
}
