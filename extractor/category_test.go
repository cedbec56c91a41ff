package extractor

import (
	"reflect"
	"testing"

	"newswire/article"
)

func TestCategory(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head, top, want string
		trail                 []string
	}{
		{"JSON-LD", ld(`"articleSection":["Islands","News"]`), "", "Islands", []string{"Islands"}},
		{"meta", `<meta property="article:section" content="Islands">`, "", "Islands", []string{"Islands"}},
		{"breadcrumb in JSON-LD", `<script type="application/ld+json">{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Home"},{"@type":"ListItem","position":2,"item":{"@id":"/n","name":"News"}},{"@type":"ListItem","position":3,"name":"Coast"},{"@type":"ListItem","position":4,"name":"Ferry Held for an Hour Outside the Harbour"}]}</script>`, "", "Coast", []string{"News", "Coast"}},
		{"visible breadcrumb", "", `<nav aria-label="Breadcrumb"><a href="/">Home</a> &gt; <a href="/news">News</a> &gt; <a href="/coast">Coast</a></nav>`, "Coast", []string{"News", "Coast"}},
		{"breadcrumb without links", "", `<div class="breadcrumb">Du er her: Forside &gt; Coast</div>`, "Coast", []string{"Coast"}},
		{"button is none", "", `<div>Log in</div><p>Log in</p>`, "", nil},
		{"kicker", "", `<p class="kicker">Islands</p>`, "Islands", []string{"Islands"}},
		{"bare label in the address", "", `<div>Coast</div>`, "Coast", []string{"Coast"}},
		{"label that links to its section", "", `<a href="/islands">Islands</a><p>By Jane Doe</p>`, "Islands", []string{"Islands"}},
		{"breadcrumb in microdata", "", `<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li><a href="/"><span>Home</span></a></li><li><a href="/islands"><span>Islands</span></a></li></ol>`, "Islands", []string{"Islands"}},
		{"sign is none", "", `<div>•</div><div>—</div>`, "", nil},
		{"byline is none", "", `<p>By Jane Doe</p>` + prose(2) + `<p>By Jane Doe</p>`, "", nil},
		{"menu is none", "", `<ul><li><a href="/islands">Islands</a></li><li><a href="/poker">Poker</a></li></ul>`, "", nil},
		{"site's name is none", `<meta property="og:site_name" content="Coast Courier"><meta property="article:section" content="Coast Courier">`, "", "", nil},
		{"part of the page is none", "", `<a href="#the-wind">The wind</a><p>By Jane Doe</p>`, "", nil},
		{"site's name before the section", `<meta property="og:site_name" content="Coast Courier"><meta property="article:section" content="Coast Courier | Islands">`, "", "Islands", []string{"Islands"}},
		{"home is none", ld(`"articleSection":"Home"`), "", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := read(t, page(tt.head, tt.top)).Article
			if a.Category != tt.want || !reflect.DeepEqual(a.Categories, tt.trail) {
				t.Errorf("Category, Categories = %q, %q, want %q, %q", a.Category, a.Categories, tt.want, tt.trail)
			}
		})
	}
}

func TestTags(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, head, top string
		want            []string
	}{
		{"JSON-LD list", ld(`"keywords":["ferry","Ferry","wind"]`), "", []string{"ferry", "wind"}},
		{"JSON-LD text", ld(`"keywords":"ferry, wind"`), "", []string{"ferry", "wind"}},
		{"meta tags", `<meta property="article:tag" content="ferry"><meta property="article:tag" content="wind">`, "", []string{"ferry", "wind"}},
		{"links", "", `<div class="tags"><a rel="tag" href="/t/ferry">#ferry</a><a rel="tag" href="/t/wind">wind</a></div>`, []string{"ferry", "wind"}},
		{"labels of tags", ld(`"keywords":["Category: Coast","type: ferry","Ferry 9: the movie"]`), "", []string{"Coast", "ferry", "Ferry 9: the movie"}},
		{"names and title", `<meta name="author" content="Jane Doe"><meta property="og:site_name" content="Coast Courier"><meta name="keywords" content="Jane Doe, Coast Courier, Ferry held for an hour outside the harbour, wind">`, "", []string{"wind"}},
		{"buttons", "", `<div class="tags"><a href="https://social.example/x">Tweet</a><a href="mailto:">Email</a></div>`, nil},
		{"none", "", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, page(tt.head, tt.top)).Article.Tags; !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Tags = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestImages(t *testing.T) {
	t.Parallel()
	const author = `<meta name="author" content="Jane Doe">`
	for _, tt := range []struct {
		name, head, top string
		want            []article.Image
	}{
		{"lead first", `<meta property="og:image" content="/img/harbour-1200x630.jpg">`, `<figure><img src="/img/ferry.jpg"></figure><figure><img src="/img/harbour.jpg" alt="The &lt;i&gt;harbour&lt;/i&gt;"></figure>`,
			[]article.Image{{URL: "https://news.example.com/img/harbour.jpg", Alt: "The harbour"}, {URL: "https://news.example.com/img/ferry.jpg"}}},
		{"portrait", author, `<div><img src="/img/p1.jpg" alt="Jane Doe"></div><figure><img src="/img/harbour.jpg" alt="null"></figure>`, []article.Image{{URL: "https://news.example.com/img/harbour.jpg"}}},
		{"portrait with a caption", author, `<figure><img src="/img/p1.jpg" alt="Jane Doe"><figcaption>Jane Doe on the ferry that she built.</figcaption></figure>`,
			[]article.Image{{URL: "https://news.example.com/img/p1.jpg", Alt: "Jane Doe", Caption: "Jane Doe on the ferry that she built."}}},
		{"drawn by the site", `<meta property="og:image" content="/theme/placeholder.png">`, `<figure><img src="/img/missing-image.png"></figure><figure><img src="/img/map.svg?v=2"></figure><figure><img src="/img/c.png" alt="Courier logo"></figure>`, nil},
		{"named in front of the file", "", `<figure><img src="https://img.example/d_transparent.gif/harbour.jpg"></figure>`, []article.Image{{URL: "https://img.example/d_transparent.gif/harbour.jpg"}}},
		{"credit in the metadata's caption", ld(`"image":{"@type":"ImageObject","url":"/img/harbour.jpg","caption":"The harbour at noon. Photo: Agency"}`), "",
			[]article.Image{{URL: "https://news.example.com/img/harbour.jpg", Caption: "The harbour at noon.", Credit: "Agency"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, page(tt.head, tt.top)).Article.Images; !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Images = %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestSamePicture(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"https://a.example/img/harbour.jpg", "https://cdn.example/x/harbour-1200x630.webp", true},
		{"https://a.example/harbour_640.jpg?w=3", "https://a.example/harbour_1280.jpg", true},
		{"https://a.example/resize?url=https%3A%2F%2Fb.example%2Fharbour.jpg", "https://b.example/harbour.jpg", true},
		{"https://a.example/harbour.jpg", "https://a.example/market.jpg", false},
		{"https://a.example/1.jpg", "https://b.example/1.jpg", false},
	} {
		if got := samePicture(tt.a, tt.b); got != tt.want {
			t.Errorf("samePicture(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
	}
}
