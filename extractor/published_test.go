package extractor

import (
	"bytes"
	"net/url"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

func TestPublished(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head, top, want, rule string
		precision                   article.Precision
		zone                        article.Zone
	}{
		{"JSON-LD", ld(`"datePublished":"2025-01-24T09:31:00+01:00","dateModified":"2025-01-25T10:00:00+01:00"`), "", "2025-01-24T09:31:00+01:00", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"meta", `<meta property="article:published_time" content="2025-01-24T08:31:00Z">`, "", "2025-01-24T08:31:00Z", "meta.article:published_time", article.PrecisionSecond, article.ZonePage},
		{"offset from the page's clock", ld(`"datePublished":"2025-01-24T08:31:00Z"`), `<p class="date">January 24, 2025, 9:31 am</p>`, "2025-01-24T09:31:00+01:00", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"offset from another tag", ld(`"datePublished":"2025-01-24T08:31:00Z"`), `<time datetime="2025-01-24T03:31:00-05:00">today</time>`, "2025-01-24T03:31:00-05:00", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"time element", "", `<time datetime="2025-01-24">24 January</time>`, "2025-01-24T00:00:00Z", "visible.time", article.PrecisionDay, article.ZoneAssumed},
		{"line with zone", "", `<div>Jan.24 - 2025 9:31 AM CET</div>`, "2025-01-24T09:31:00+01:00", "visible.line", article.PrecisionMinute, article.ZonePage},
		{"published beside updated", "", `<p>Updated: January 26, 2025</p><p>Published: January 24, 2025</p>`, "2025-01-24T00:00:00Z", "visible.line", article.PrecisionDay, article.ZoneAssumed},
		{"system moved", ld(`"datePublished":"2025-06-12"`), `<p class="date">Published November 2, 2022</p>`, "2022-11-02T00:00:00Z", "visible.date", article.PrecisionDay, article.ZoneAssumed},
		{"after the fetch", ld(`"datePublished":"2031-01-24T09:31:00Z"`), "", "", "", "", ""},
		{"date in a sentence", "", `<p>The council had promised on January 3, 2024 that a second ferry would be running by the time the tourists came back to the island.</p>`, "", "", "", ""},
		{"modified alone", `<meta property="article:modified_time" content="2025-01-24T08:31:00Z">`, "", "", "", "", ""},
		{"offset beside the default zone", ld(`"datePublished":"2025-01-25T01:31:00Z"`), `<time datetime="2025-01-24 20:31:00">January 24, 2025 at 8:31 p.m.</time>`, "2025-01-24T20:31:00-05:00", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"offset of the same clock", `<meta property="article:published_time" content="2025-01-24T09:31:00">` + ld(`"dateCreated":"2025-01-24T09:31:00+01:00"`), "", "2025-01-24T09:31:00+01:00", "meta.article:published_time", article.PrecisionSecond, article.ZonePage},
		{"offset of the change", ld(`"dateModified":"2025-01-25T08:00:00-05:00"`), `<div>Jan 24, 2025 9:31 AM</div>`, "2025-01-24T09:31:00-05:00", "visible.line", article.PrecisionMinute, article.ZonePage},
		{"day in the zone of the change", ld(`"dateModified":"2025-01-25T08:00:00-05:00"`), `<div>Jan 24, 2025</div>`, "2025-01-24T00:00:00-05:00", "visible.line", article.PrecisionDay, article.ZonePage},
		{"no offset of another season", ld(`"dateModified":"2025-06-25T08:00:00-04:00"`), `<div>Jan 24, 2025 9:31 AM</div>`, "2025-01-24T09:31:00Z", "visible.line", article.PrecisionMinute, article.ZoneAssumed},
		{"no offset from a relative clock", ld(`"datePublished":"2025-07-01T10:31:00Z"`), `<p class="date">today 11:31</p>`, "2025-07-01T10:31:00Z", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"last entry's time in a live blog's tag", ld(`"datePublished":"2025-01-24T09:31:00Z","dateModified":"2025-01-25T19:00:00Z"`) + `<meta property="article:published_time" content="2025-01-25T19:00:00Z">`,
			`<p class="date-updated">Updated January 25, 2025</p>`, "2025-01-24T09:31:00Z", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"absolute before relative", `<meta property="article:published_time" content="2025-01-24">`, `<p class="date">Published 2 days ago</p>`, "2025-01-24T00:00:00Z", "meta.article:published_time", article.PrecisionDay, article.ZoneAssumed},
		{"relative alone", "", `<p class="date">Published 2 days ago</p>`, "2025-06-29T00:00:00Z", "visible.date", article.PrecisionDay, article.ZoneAssumed},
		{"first publication told at the foot", "", `<p class="date">3 June 2025, 9:31am</p><p class="date">This story was first published on 24 January 2025 and is kept up to date.</p>`, "2025-01-24T00:00:00Z", "visible.date", article.PrecisionDay, article.ZoneAssumed},
		{"first publication elsewhere", "", `<p class="date">3 June 2025, 9:31am</p><p class="date">This story was first published by Example Courier on 24 January 2025.</p>`, "2025-06-03T09:31:00Z", "visible.date", article.PrecisionMinute, article.ZoneAssumed},
		{"system moved, date without markup", ld(`"datePublished":"2025-06-12"`), `<div>7 min read · Nov 2, 2022</div>`, "2022-11-02T00:00:00Z", "visible.line", article.PrecisionDay, article.ZoneAssumed},
		{"tag of no known name", `<meta name="x-published-date" content="2025-01-24T08:31:00Z"><meta name="x-last-published" content="2025-05-24">`, "", "2025-01-24T08:31:00Z", "meta.x-published-date", article.PrecisionSecond, article.ZonePage},
		{"two tags of one kind", `<meta name="published-time" content="2025-05-24T08:31:00Z"><meta name="published-date" content="2025-01-24">`, "", "2025-01-24T00:00:00Z", "meta.published-date", article.PrecisionDay, article.ZoneAssumed},
		{"Korean page's state", `<script type="application/json">{"props":{"story":{"title":"Ferry Held for an Hour Outside the Harbour","deployDt":"2025.01.24 18:40","body":"` + strings.Repeat("The ferry waited. ", 40) + `"}}}</script>`, "", "2025-01-24T18:40:00Z", "hydration.published", article.PrecisionMinute, article.ZoneAssumed},
		{"British page", `<meta property="og:locale" content="en_GB">`, `<p class="date">03/02/2025</p>`, "2025-02-03T00:00:00Z", "visible.date", article.PrecisionDay, article.ZoneAssumed},
		{"label in an element of its own", "", `<p><span>Last updated:</span> <span class="date">January 26, 2025</span></p><div>January 24, 2025</div>`, "2025-01-24T00:00:00Z", "visible.line", article.PrecisionDay, article.ZoneAssumed},
		{"page's state", `<script type="application/json">{"props":{"story":{"title":"Ferry Held for an Hour Outside the Harbour","publishedAt":"2025-01-24T08:31:00Z","body":"` + strings.Repeat("The ferry waited. ", 40) + `"}}}</script>`, "", "2025-01-24T08:31:00Z", "hydration.published", article.PrecisionSecond, article.ZonePage},
		{"teaser's date", "", `<div class="related"><time datetime="2025-01-20T10:00:00Z">20 January</time></div>`, "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := page(tt.head, tt.top)
			p.FetchedAt = time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
			a := read(t, p).Article
			got := ""
			if !a.PublishedAt.IsZero() {
				got = a.PublishedAt.Format(time.RFC3339)
			}
			if got != tt.want || a.Extraction.Rules["published_at"] != tt.rule {
				t.Errorf("PublishedAt = %q by %q, want %q by %q", got, a.Extraction.Rules["published_at"], tt.want, tt.rule)
			}
			if a.PublishedPrecision != tt.precision || a.PublishedZone != tt.zone {
				t.Errorf("precision, zone = %q, %q, want %q, %q", a.PublishedPrecision, a.PublishedZone, tt.precision, tt.zone)
			}
		})
	}
}

// TestDayOrder holds that the address settles what a numeric date on the page means.
func TestDayOrder(t *testing.T) {
	t.Parallel()
	p := page("", `<p class="date">03/10/2023</p>`)
	p.URL = "https://news.example.com/blog/2023/october/03/ferry-held/"
	if a := read(t, p).Article; a.PublishedAt.Format(time.DateOnly) != "2023-10-03" {
		t.Errorf("PublishedAt = %v, want 2023-10-03", a.PublishedAt)
	}
}

// TestMasthead holds that today's date above the headline gives way to a day below it, marked or not.
func TestMasthead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ masthead, top, want string }{
		{"Tuesday, July 1, 2025", `<div>24 January 2025</div>`, "2025-01-24"},
		{"Tuesday, July 1, 2025", `<div class="date">24 January 2025</div>`, "2025-01-24"},
		{"Friday, January 24, 2025", "", "2025-01-24"},
	} {
		p := page("", tt.top)
		p.Body = bytes.Replace(p.Body, []byte("<article>"), []byte(`<div class="date">`+tt.masthead+`</div><article>`), 1)
		p.FetchedAt = time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
		if got := read(t, p).Article.PublishedAt.Format(time.DateOnly); got != tt.want {
			t.Errorf("PublishedAt of %q under %q = %s, want %s", tt.top, tt.masthead, got, tt.want)
		}
	}
}

// TestVideoDate holds that a video's date is the article's only where the page is about the video.
func TestVideoDate(t *testing.T) {
	t.Parallel()
	video := func(name, link string) string {
		return `<script type="application/ld+json">{"@type":"VideoObject","name":"` + name + `"` + link + `,"datePublished":"2025-01-20T09:31:00Z","uploadDate":"2025-01-20T09:31:00Z"}</script>`
	}
	same := `,"url":"https://news.example.com/2025/01/20/ferry-held"`
	for _, tt := range []struct{ name, head, want string }{
		{"beside the article", ld(`"datePublished":"2025-01-24T09:31:00Z"`) + video("Seals at play", same), "2025-01-24"},
		{"of the page", video("Ferry Held for an Hour Outside the Harbour", ""), "2025-01-20"},
		{"on the page", `<meta name="datetime" content="2025-01-24">` + video("Seals at play", ""), "2025-01-24"},
	} {
		p := page(tt.head, "")
		if strings.Contains(tt.head, same) {
			p.URL = "https://news.example.com/2025/01/20/ferry-held"
		}
		if got := read(t, p).Article.PublishedAt.Format(time.DateOnly); got != tt.want {
			t.Errorf("%s: PublishedAt = %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestDateLanguage(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lang, locale, host, want string }{
		{"en", "", "www.example.com", "en"},
		{"en", "en_US", "www.example.co.uk", "en-GB"},
		{"en", "en-IE", "www.example.com", "en-IE"},
		{"en", "", "example.in", "en-IN"},
		{"en", "", "example.io", "en"},
		{"en-US", "en_GB", "example.com.au", "en-US"},
		{"de", "en_GB", "example.de", "de"},
		{"", "en_GB", "example.de", ""},
	} {
		r := &reading{index: &index{metas: []meta{{"og:locale", tt.locale}}}, address: &url.URL{Host: tt.host}}
		r.Article = &article.Article{Lang: tt.lang}
		if got := r.dateLanguage(); got != tt.want {
			t.Errorf("dateLanguage of %q, %q, %q = %q, want %q", tt.lang, tt.locale, tt.host, got, tt.want)
		}
	}
}

// TestOnlyDate holds when a page without any marked date has one all the same.
func TestOnlyDate(t *testing.T) {
	t.Parallel()
	far := prose(12) // out of the headline's reach
	for _, tt := range []struct{ name, foot, want string }{
		{"one line", `<div>Jane Roe</div><div>Jan 24, 2025</div>`, "2025-01-24"},
		{"one day, twice", `<div>Jan 24, 2025</div><p>Text.</p><div>24 January 2025</div>`, "2025-01-24"},
		{"two days", `<div>Jan 24, 2025</div><div>Jan 25, 2025</div>`, ""},
		{"two days, the first again", `<div>Jan 24, 2025</div><div>Jan 25, 2025</div><div>Jan 24, 2025</div>`, ""},
		{"change", `<div>Updated Jan 24, 2025</div>`, ""},
		{"sentence", `<p>The second ferry will be back in the harbour by January 3, 2025 at the latest.</p>`, ""},
		{"comment", `<div class="comments"><div>Jan 24, 2025</div></div>`, ""},
		{"relative", `<div>2 days ago</div>`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := page("", far+tt.foot)
			p.FetchedAt = time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
			a := read(t, p).Article
			got := ""
			if !a.PublishedAt.IsZero() {
				got = a.PublishedAt.Format(time.DateOnly)
			}
			if rule := a.Extraction.Rules["published_at"]; got != tt.want || got != "" && rule != "visible.only" {
				t.Errorf("PublishedAt = %q by %q, want %q", got, rule, tt.want)
			}
		})
	}
}

// TestOnlyDateToday holds that today's date above the headline, or on a page without one, is the masthead's.
func TestOnlyDateToday(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, before, after, want string }{
		{"masthead", `<div>Tuesday, July 1, 2025</div>` + prose(4), "", ""},
		{"foot", prose(4), prose(12) + `<div>July 1, 2025</div>`, "2025-07-01"},
		{"masthead and foot", `<div>Tuesday, July 1, 2025</div>` + prose(4), prose(12) + `<div>Jan 24, 2025</div>`, "2025-01-24"},
	} {
		p := page("", tt.after)
		p.Body = bytes.Replace(p.Body, []byte("<article>"), []byte(tt.before+"<article>"), 1)
		p.FetchedAt = time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
		got := ""
		if at := read(t, p).Article.PublishedAt; !at.IsZero() {
			got = at.Format(time.DateOnly)
		}
		if got != tt.want {
			t.Errorf("%s: PublishedAt = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPublishedMeta(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"article:published_time": true, "og:article:published_time": true, "published": true, "w-published-date": true, "pub_date": true, "pubdate": true,
		"cxenseparse:recs:publishtime": true, "datePublished": true, "dc.date.issued": true, "article.firstPublished": true, "date": true, "published_at": true,
		"article:publisher": false, "article:modified_time": false, "last-updated-published": false, "article:expiration_time": false, "unpublishdate": false,
		"fb:pages": false, "author": false, "": false,
	} {
		if got := publishedMeta(name) > 0; got != want {
			t.Errorf("publishedMeta(%q) > 0 is %v, want %v", name, got, want)
		}
	}
}

// TestDefaultZone holds that UTC as everyone's zone is assumed, and as a site's own is believed.
func TestDefaultZone(t *testing.T) {
	t.Parallel()
	p := page("", `<div>Jan 24, 2025 9:31 AM</div>`)
	for _, tt := range []struct {
		global, own string
		want        article.Zone
	}{{"", "", article.ZoneAssumed}, {"UTC", "", article.ZoneAssumed}, {"Europe/Copenhagen", "", article.ZoneProfile}, {"UTC", "UTC", article.ZoneProfile}} {
		e, err := New(Config{Timezone: tt.global, Sites: []site.Site{{Name: "example", Hosts: []string{"news.example.com"}, Timezone: tt.own}}})
		if err != nil {
			t.Fatal(err)
		}
		r, err := e.Extract(p)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Article.PublishedZone; got != tt.want {
			t.Errorf("zone with %q and %q = %q, want %q", tt.global, tt.own, got, tt.want)
		}
	}
}

func TestDateInPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/2024/05/31/ferry":   "2024-05-31",
		"/2024/may/31/ferry":  "2024-05-31",
		"/a-2024-05-31-b":     "2024-05-31",
		"/20240531/ferry":     "2024-05-31",
		"/2024/05/ferry":      "",
		"/2024/13/31/":        "",
		"/2024/02/31/":        "",
		"/story/120240531999": "",
		"/":                   "",
	} {
		got := ""
		if d, ok := dateInPath(&url.URL{Path: path}); ok {
			got = d.At.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("dateInPath(%q) = %q, want %q", path, got, want)
		}
	}
}
