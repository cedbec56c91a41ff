package crawler

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/article"
)

func TestJudge(t *testing.T) {
	t.Parallel()
	for want, addresses := range map[bool][]string{
		true: {
			"/2025/01/24/something", "/2025-01-24/x-y", "/news/20250124-x", "/2025/jan/24/a-b", "/world/a-slug-of-many-words", "/news/world-12345678",
			"/article/short-one", "/story/12345", "/a-slug-of-four-words.html", "/nyheder/vis.asp?id=123", "/index.php?article=99", "/?p=123",
			"/politik/artikel4711.html", "/topics/world/a-story-about-something", "/archive/63076", "/видання/довга-назва-статті-тут",
			"/video/2025/01/clip-of-day", "/sport/football/12345678", "/people/who-is-it/4-things-to-know-now",
			"/rubrique/what-the-council-decided_6231234.html", "/story/opinion/contributors/a-word-on-parks/87830812345/",
		},
		false: {
			"/", "/politics/", "/politics/europe", "/tag/a-slug-of-many-words", "/author/jane-q-public-writer", "/search?q=a&page=2", "/login", "/subscribe/now-or-never-again",
			"/2025/01/24/photo.jpg", "/feed/", "/page/2", "/news/page/2", "/category/world/", "/about-us", "/index.html", "/news/index.html", "/2025/01/", "/2025/01/24/",
			"/wp-content/uploads/2025/01/some-file-name-here", "/rss.xml", "/politics?page=3", "/news", "/news/health", "/amp/2025/01/something", "/tags/1234567",
			"/byline/jane-q-public-writer", "/person/jane-q-public-writer/", "/section/arts-music-and-the-stage", "/sekce/ekonomika-194",
		},
	} {
		for _, a := range addresses {
			u, err := url.Parse("https://e" + a)
			if err != nil {
				t.Fatal(err)
			}
			if got := judge(u, ""); (got == likely) != want {
				t.Errorf("judge(%s) = %d", a, got)
			}
		}
	}
	u := &url.URL{Path: "/local/fire"}
	if judge(u, "Fire") != unsure || judge(u, "Fire in the old town hall") != likely {
		t.Error("a headline as link text does not count")
	}
}

func TestListingLike(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for want, addresses := range [][]string{
		0: {"/", "/tag/harbour", "/author/first-last", "/login", "/about", "/a/b/c", "/news/a-slug-of-many-words", "/2026/12/", "/archive/2031/01/", "/2026/11/26",
			"/logo.png", "/category/world/2026/11/24/a-story-of-some-words-12345.html", "/search/archive", "/archive/2026/1/2/3/4"},
		1: {"/politics/", "/world/europe", "/en/news"},
		2: {"/archive/", "/archive.html", "/archive/2026/", "/archive/2026/11/", "/2026/11/", "/2026/11/25", "/category/world/", "/archive/2025-01", "/sitemap"},
	} {
		for _, a := range addresses {
			u, err := url.Parse("https://e" + a)
			if err != nil {
				t.Fatal(err)
			}
			if got := listingLike(u, "", now); got != want {
				t.Errorf("listingLike(%s) = %d, want %d", a, got, want)
			}
		}
	}
}

func TestTrap(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/2025/01/a": "", "/a?id=3": "", "/a/b/a/b/c": "", "/1/1/1/1": "", "/a?s=12345678901234567890": "",
		"/a/b/a/b/a/b":                        "repetition",
		"/a;jsessionid=ABC":                   "session",
		"/a?PHPSESSID=1":                      "session",
		"/a?sid=0123456789abcdef":             "session",
		"/events?month=2&year=2031":           "calendar",
		"/a?print=1":                          "variant",
		"/a?replytocom=3":                     "variant",
		"/?" + strings.Repeat("a=b&", 20):     "parameters",
		strings.Repeat("/a1/b1/c1/d1/e1", 5):  "depth",
		"/" + strings.Repeat("x", 1000):       "length",
		"/2025/01/a?utm_source=x&other=value": "",
	} {
		u, err := url.Parse("https://e" + address)
		if err != nil {
			t.Fatal(err)
		}
		if got := trap(u); got != want {
			t.Errorf("trap(%.60s) = %q, want %q", address, got, want)
		}
	}
}

func TestParseSection(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, at, body string
		links, next    []string
	}{
		{"links once, longest text, base", "/world/", `<base href="/x/"><a href="a"><img></a><a href="a#c">A  story</a><a href="javascript:x()">J</a><a href="//e/b?utm_source=x">B</a>`,
			[]string{"/x/a A story", "/b B"}, nil},
		{"rel next", "/world/", `<link rel="next" href="/world/?seite=2"><a href="/a">A</a>`, []string{"/a A"}, []string{"/world/?seite=2"}},
		{"page numbers", "/world/", `<a href="/world/?page=1">1</a><a href="/world/?page=2">2</a><a href="/world/?page=3">3</a>`,
			[]string{"/world/?page=3 3"}, []string{"/world/?page=1", "/world/?page=2"}}, // some count from 0
		{"the page after this", "/world/page/2/", `<a href="/world/">1</a><a href="/world/page/3/">3</a><a href="/world/page/4/">4</a>`,
			[]string{"/world/ 1", "/world/page/4/ 4"}, []string{"/world/page/3/"}},
		{"files", "/nyt/index.html", `<a href="side2.html">Næste</a>`, nil, []string{"/nyt/side2.html"}},
		{"words in other languages", "/a", `<a href="/liste/page/7">Nächste Seite »</a><a href="?offset=20">Mehr</a><a href="?sort=old">Sort</a>`,
			[]string{"/a?sort=old Sort"}, []string{"/liste/page/7", "/a?offset=20"}},
		{"a button that loads more", "/world/", `<a href="/a">A</a><button class="js-load-more" data-url="/ajax/world?offset=20">Show</button><div data-href="/a">x</div>
			<a href="#" data-next="?cursor=x1">Mehr laden</a><button data-url="/other">Share</button>`,
			[]string{"/a A", "/world/ Mehr laden"}, []string{"/ajax/world?offset=20", "/world/?cursor=x1"}},
		{"what it loads, pieces of HTML", "/ajax/world?offset=20", `{"ok":true,"items":["<p><a href=\"/b\">A <b>B</b></a>"],"next_page":"/ajax/world?offset=40","next":7}`,
			[]string{"/b A B"}, []string{"/ajax/world?offset=40"}},
		{"what it loads, items", "/api", `[{"headline":"A story","url":"/c","image":{"url":"/c.jpg"}},{"title":"Other","permalink":"https://e/d"},{"url":"no path"}]`,
			[]string{"/c.jpg ", "/c A story", "/d Other"}, nil},
		{"not another host's", "/a", `<a href="https://other/a?page=2">next</a>`, []string{"https://other/a?page=2 next"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := &article.Page{URL: "https://e" + c.at, Body: []byte(c.body)}
			if strings.HasPrefix(c.body, "<") {
				p.Header = http.Header{"Content-Type": {"text/html"}}
			}
			parsed, err := parseSection(p)
			if err != nil {
				t.Fatal(err)
			}
			links, next := parsed.links, parsed.next
			var got []string
			for _, l := range links {
				got = append(got, strings.TrimPrefix(l.url, "https://e")+" "+l.title)
			}
			for i := range next {
				next[i] = strings.TrimPrefix(next[i], "https://e")
			}
			if !slices.Equal(got, c.links) || !slices.Equal(next, c.next) {
				t.Errorf("links %q, next %q, want %q, %q", got, next, c.links, c.next)
			}
		})
	}
}

func FuzzJudge(f *testing.F) {
	f.Add("https://e/2025/01/a-b-c?id=3", "A headline of some words")
	f.Add("https://e/;jsessionid=?&&=&p=", "»")
	f.Fuzz(func(_ *testing.T, address, text string) {
		u, err := url.Parse(address)
		if err != nil {
			return
		}
		judge(u, text)
		trap(u)
		pageNumber(u)
	})
}

func FuzzSection(f *testing.F) {
	f.Add([]byte(`{"a":["<a href='/x'>x</a>",{"next":"?p=2","url":"/b"}]}`))
	f.Add([]byte(`<base href="x"><a href="?page=2" rel="next">Next</a><a href="/a">A`))
	f.Fuzz(func(t *testing.T, body []byte) {
		parsed, err := parseSection(&article.Page{URL: "https://e/a", Body: body})
		if err != nil {
			return
		}
		for _, l := range parsed.links {
			if _, err := article.Normalize(l.url); err != nil {
				t.Errorf("link %q: %v", l.url, err)
			}
		}
		if slices.Contains(parsed.next, "https://e/a") {
			t.Error("a page continues itself")
		}
	})
}
