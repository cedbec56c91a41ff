package newsstand

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// press makes pages. What stands around articles is made once, in several variants.
type press struct {
	plain      bool
	rooms      []room
	paragraphs []string // to choose from: making them for each page would cost more than a crawl does
}

// room is what stands around an article: before it in the head, between head and article, beside its
// paragraphs, and after it.
type room struct{ head, top, aside, foot string }

// stock is the number of paragraphs to choose from.
const stock = 1 << 14

// variants is the number of rooms; page n is in room n modulo that.
const variants = 16

func newPress(plain bool) *press {
	p := &press{plain: plain}
	for i := range variants {
		r := source(-1 - i)
		p.rooms = append(p.rooms, room{head: head(r), top: top(r), aside: aside(r), foot: foot(r)})
	}
	r := source(-1 - variants)
	for range stock {
		p.paragraphs = append(p.paragraphs, paragraph(r, 2+r.IntN(3)))
	}
	return p
}

// page returns the HTML of page n, whose address is given.
func (p *press) page(n int, address string) []byte {
	r := source(n)
	title := headline(r)
	author := name(r)
	at := time.Date(2025, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(n) * time.Minute).Format(time.RFC3339)
	var b bytes.Buffer
	if p.plain {
		fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title><link rel="canonical" href="%s"></head>`+
			`<body><article><h1>%[1]s</h1><p class="byline">By %[3]s</p><time datetime="%[4]s">%[4]s</time>`, title, address, author, at)
		for b.Len() < 900 {
			fmt.Fprintf(&b, "<p>%s</p>\n", pick(r, p.paragraphs))
		}
		b.WriteString("</article></body></html>\n")
		return b.Bytes()
	}
	room := p.rooms[n%variants]
	category := pick(r, nouns)
	b.Grow(110_000)
	fmt.Fprintf(&b, `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%[1]s | The Newsstand</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="%[5]s">
<link rel="canonical" href="%[2]s"><meta property="og:type" content="article"><meta property="og:title" content="%[1]s">
<meta property="og:url" content="%[2]s"><meta property="og:site_name" content="The Newsstand"><meta property="article:published_time" content="%[4]s">
<meta property="article:section" content="%[6]s"><meta property="og:image" content="https://images.newsstand.example/%[7]d/1200.jpg">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"%[1]s","url":"%[2]s","datePublished":"%[4]s","dateModified":"%[4]s","articleSection":"%[6]s","author":[{"@type":"Person","name":"%[3]s"}],"publisher":{"@type":"Organization","name":"The Newsstand","logo":{"@type":"ImageObject","url":"https://images.newsstand.example/logo.png"}},"image":["https://images.newsstand.example/%[7]d/1200.jpg"],"mainEntityOfPage":{"@type":"WebPage","@id":"%[2]s"}}</script>
`, title, address, author, at, paragraph(r, 1), category, n)
	b.WriteString(room.head)
	fmt.Fprintf(&b, `<body class="article page-%d">`, n%variants)
	b.WriteString(room.top)
	fmt.Fprintf(&b, `<main id="content"><article class="story" data-id="%[1]d"><header class="story__head"><p class="story__section"><a href="/%[2]s/">%[2]s</a></p>
<h1 class="story__title">%[3]s</h1><p class="story__lead">%[4]s</p><div class="story__byline"><span>By <a rel="author" href="/authors/%[1]d">%[5]s</a></span> <time datetime="%[6]s">%[6]s</time></div>
<ul class="share"><li><a href="#mail">Mail</a></li><li><a href="#copy">Copy link</a></li><li><a href="#print">Print</a></li></ul></header>
<figure class="story__image"><img src="https://images.newsstand.example/%[1]d/1200.jpg" srcset="https://images.newsstand.example/%[1]d/600.jpg 600w, https://images.newsstand.example/%[1]d/1200.jpg 1200w" alt="%[7]s"><figcaption>%[8]s <span class="credit">Photo: %[9]s</span></figcaption></figure>
<div class="story__body">
`, n, category, title, paragraph(r, 1), author, at, headline(r), paragraph(r, 1), name(r))
	paragraphs := 12 + r.IntN(24)
	for i := range paragraphs {
		switch {
		case i == paragraphs/3:
			b.WriteString(room.aside)
		case i%9 == 8:
			fmt.Fprintf(&b, "<h2>%s</h2>\n", headline(r))
		case i%7 == 6:
			b.WriteString(`<div class="ad ad--inline"><span class="ad__label">Advertisement</span><div class="ad__slot" data-slot="inline" data-sizes="300x250,336x280"></div></div>` + "\n")
		}
		fmt.Fprintf(&b, "<p>%s Read more on <a href=\"/topics/%s\">%[2]s</a>.</p>\n", pick(r, p.paragraphs), pick(r, nouns))
	}
	b.WriteString("</div><ul class=\"tags\">")
	for range 5 {
		fmt.Fprintf(&b, `<li><a href="/topics/%s" rel="tag">%[1]s</a></li>`, pick(r, nouns))
	}
	b.WriteString("</ul></article>\n")
	b.WriteString(room.foot)
	b.WriteString("</body></html>\n")
	return b.Bytes()
}

// head is style and the scripts of a head.
func head(r *rand.Rand) string {
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, `<link rel="preload" as="font" href="https://static.newsstand.example/fonts/%s-%d.woff2" crossorigin>`+"\n", pick(r, nouns), i)
	}
	b.WriteString("<style>")
	for i := range 90 + r.IntN(60) {
		fmt.Fprintf(&b, ".%s__%s-%d{display:flex;margin:%dpx 0;padding:.5rem;color:#%06x;font:400 1rem/1.5 serif}", pick(r, nouns), pick(r, adjectives), i, r.IntN(40), r.IntN(1<<24))
	}
	b.WriteString("</style>\n<script>window.settings={")
	for i := range 60 + r.IntN(60) {
		fmt.Fprintf(&b, `"%s_%s_%d":{"enabled":%t,"endpoint":"https://api.newsstand.example/v2/%s","ttl":%d},`, pick(r, adjectives), pick(r, nouns), i, r.IntN(2) == 0, pick(r, nouns), r.IntN(1e6))
	}
	b.WriteString("};(function(w,d){var s=d.createElement('script');s.async=1;s.src='https://static.newsstand.example/app.js';d.head.appendChild(s)})(window,document);</script>\n</head>\n")
	return b.String()
}

// top is the banner with its menus.
func top(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString(`<a class="skip" href="#content">Skip to content</a><header class="banner"><div class="banner__logo"><a href="/"><svg width="120" height="24" viewBox="0 0 120 24"><path d="M3 3h8v18H3zM14 3h6l8 12V3h6v18h-6l-8-12v12h-6z"/></svg></a></div><nav class="menu" aria-label="Sections"><ul>` + "\n")
	for range 10 + r.IntN(6) {
		section := pick(r, nouns)
		fmt.Fprintf(&b, `<li class="menu__item"><a class="menu__link" href="/%s/">%[1]s</a><ul class="menu__sub">`+"\n", section)
		for range 6 {
			fmt.Fprintf(&b, `<li class="menu__subitem"><a class="menu__sublink" href="/%s/%s/">%s</a></li>`+"\n", section, pick(r, nouns), pick(r, places))
		}
		b.WriteString("</ul></li>\n")
	}
	b.WriteString(`</ul></nav><form class="search" action="/search"><input type="search" name="q" placeholder="Search"><button>Search</button></form></header>` + "\n")
	return b.String()
}

// aside is a box amid the paragraphs.
func aside(r *rand.Rand) string {
	var b strings.Builder
	b.WriteString(`<aside class="related"><h3>Read also</h3><ul>`)
	for i := range 4 {
		fmt.Fprintf(&b, `<li><a href="/2025/02/02/related-%d">%s</a></li>`, i, headline(r))
	}
	b.WriteString(`</ul></aside><form class="newsletter" action="/newsletter"><p>Sign up for our newsletter and read the day's most important stories.</p><input type="email" name="email"><button>Sign up</button></form>` + "\n")
	return b.String()
}

// foot is teasers, the imprint and the page's state for its scripts.
func foot(r *rand.Rand) string {
	var b strings.Builder
	for _, title := range []string{"More stories", "Most read", "From the regions"} {
		fmt.Fprintf(&b, `<section class="teasers"><h2 class="teasers__title">%s</h2><div class="grid">`+"\n", title)
		for i := range 10 + r.IntN(8) {
			fmt.Fprintf(&b, `<div class="teaser"><a class="teaser__link" href="/2025/03/03/%s-%d"><img loading="lazy" src="https://images.newsstand.example/t/%[2]d.jpg" srcset="https://images.newsstand.example/t/%[2]d-320.jpg 320w, https://images.newsstand.example/t/%[2]d-640.jpg 640w" alt=""><h3 class="teaser__title">%[3]s</h3></a><p class="teaser__text">%[4]s</p><span class="teaser__meta"><time>%[5]d h ago</time> · %[6]s</span></div>`+"\n",
				pick(r, nouns), i, headline(r), paragraph(r, 1), 1+r.IntN(20), pick(r, nouns))
		}
		b.WriteString("</div></section>\n")
	}
	b.WriteString(`</main><footer class="foot"><div class="foot__columns">`)
	for range 5 {
		fmt.Fprintf(&b, `<div class="foot__column"><h4>%s</h4><ul>`, pick(r, places))
		for range 10 {
			fmt.Fprintf(&b, `<li><a href="/%s/">%[1]s</a></li>`, pick(r, nouns))
		}
		b.WriteString("</ul></div>\n")
	}
	b.WriteString(`</div><p class="foot__imprint">© The Newsstand. All rights reserved. <a href="/terms">Terms</a> <a href="/privacy">Privacy</a></p></footer>` + "\n<script>window.state={\"teasers\":[")
	for i := range 40 + r.IntN(40) {
		fmt.Fprintf(&b, `{"id":%d,"title":"%s","section":"%s","premium":%t},`, i, headline(r), pick(r, nouns), r.IntN(3) == 0)
	}
	b.WriteString("null]};</script>\n")
	return b.String()
}
