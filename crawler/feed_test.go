package crawler

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

func collectFeed(body, contentType string) (items []item, err error) {
	_, err = parseFeed([]byte(body), contentType, func(it item) bool {
		items = append(items, it)
		return true
	})
	return items, err
}

func TestParseFeed(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 1, 24, 9, 31, 0, 0, time.FixedZone("", 3600))
	for _, c := range []struct {
		name, body, contentType string
		want                    []item
		fails                   bool
	}{
		{name: "RSS 2.0", body: `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
			<channel><title>All</title><link>https://e/</link><atom:link href="https://e/rss" rel="self"/>
			<item><title>A &amp; B</title><link> https://e/a </link><guid isPermaLink="false">x</guid><pubDate>Fri, 24 Jan 2025 09:31:00 +0100</pubDate>
				<media:content url="https://e/a.jpg"><media:title>Photo</media:title></media:content><description><![CDATA[<p>Text<br>]]></description></item>
			<item><guid>https://e/b</guid></item><item><title>No address</title><guid isPermaLink="false">https://e/c</guid></item></channel></rss>`,
			want: []item{{url: "https://e/a", title: "A & B", published: at}, {url: "https://e/b"}}},
		{name: "RSS 0.91, no namespace, zone by name", body: `<rss version="0.91"><channel><item><link>/a</link><pubDate>Fri, 24 Jan 2025 09:31:00 CET</pubDate></item></channel></rss>`,
			want: []item{{url: "/a", published: at}}},
		{name: "RDF", body: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
			<channel rdf:about="https://e/"><title>T</title></channel><item rdf:about="https://e/a"><title>A</title><link>https://e/a</link><dc:date>2025-01-24T09:31:00+01:00</dc:date></item></rdf:RDF>`,
			want: []item{{url: "https://e/a", title: "A", published: at}}},
		{name: "Atom with bases and relations", body: `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://e/x/"><title>T</title><link href="/"/>
			<entry xml:base="y/"><title type="html">A</title><link rel="self" href="self"/><link rel="alternate" type="application/json" href="a.json"/>
				<link rel="alternate" type="text/html" href="a"/><link rel="enclosure" href="a.mp3"/><updated>2025-01-24T09:31:00+01:00</updated></entry>
			<entry><link href="b"/><published>2025-01-24T09:31:00+01:00</published></entry></feed>`,
			want: []item{{url: "a", base: "y/", title: "A", modified: at}, {url: "b", base: "https://e/x/", published: at}}},
		{name: "JSON Feed", body: `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://e/a","title":"A","date_published":"2025-01-24T09:31:00+01:00"},{"id":"https://e/b"},{"id":"3"}]}`,
			want: []item{{url: "https://e/a", title: "A", published: at}, {url: "https://e/b"}}},
		{name: "FeedBurner's links", body: `<rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><item><link>https://feeds.example/~r/1</link><feedburner:origLink>https://e/a</feedburner:origLink></item></channel></rss>`,
			want: []item{{url: "https://e/a"}}},
		{name: "windows-1252 by its declaration", body: "<?xml version='1.0' encoding='windows-1252'?><rss><channel><item><title>caf\xe9</title><link>a</link></item></channel></rss>",
			contentType: "application/rss+xml; charset=utf-8", want: []item{{url: "a", title: "café"}}},
		{name: "utf-8 that says it is latin-1", body: "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>café</title><link>a</link></item></channel></rss>", want: []item{{url: "a", title: "café"}}},
		{name: "utf-16", body: "\xff\xfe<\x00r\x00s\x00s\x00>\x00<\x00i\x00t\x00e\x00m\x00>\x00<\x00l\x00i\x00n\x00k\x00>\x00a\x00<\x00/\x00l\x00i\x00n\x00k\x00>\x00<\x00/\x00i\x00t\x00e\x00m\x00>\x00<\x00/\x00r\x00s\x00s\x00>\x00", want: []item{{url: "a"}}},
		{name: "charset by the header", body: "<rss><channel><item><title>\xe5</title><link>a</link></item></channel></rss>", contentType: "text/xml; charset=iso-8859-1", want: []item{{url: "a", title: "å"}}},
		{name: "HTML in the text, bare ampersands, entities, control characters", body: "\n<rss><channel><item><title>A & B &nbsp;\x01&hellip;</title><description><p>Text<br></description><link>a?x=1&y=2</link></item></channel></rss>",
			want: []item{{url: "a?x=1&y=2", title: "A & B \u00a0…"}}},
		{name: "cut short", body: `<rss><channel><item><link>a</link></item><item><title>B</title><link>b`, want: []item{{url: "a"}, {url: "b", title: "B"}}, fails: true},
		{name: "empty feed", body: `<rss><channel><title>T</title></channel></rss>`},
		{name: "no feed: HTML", body: `<!doctype html><html><body><p>Not found</html>`, fails: true},
		{name: "no feed: JSON", body: `{"error":"not found"}`, fails: true},
		{name: "no feed: nothing", body: ``, fails: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := collectFeed(c.body, c.contentType)
			if (err != nil) != c.fails {
				t.Errorf("error %v", err)
			}
			same := func(a, b item) bool {
				return a.published.Equal(b.published) && a.modified.Equal(b.modified) && a.url == b.url && a.base == b.base && a.title == b.title
			}
			if !slices.EqualFunc(got, c.want, same) {
				t.Errorf("entries\n%+v, want\n%+v", got, c.want)
			}
		})
	}
	if _, err := collectFeed("<html></html>", ""); !errors.Is(err, errNotFeed) {
		t.Errorf("a page as feed: %v", err)
	}
}

func TestParseFeedStops(t *testing.T) {
	t.Parallel()
	n := 0
	if _, err := parseFeed([]byte(rss("a", "b", "c")), "", func(item) bool { n++; return n < 2 }); err != nil || n != 2 {
		t.Errorf("%d entries after stopping at the second, error %v", n, err)
	}
}

func TestSourceTime(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"Fri, 24 Jan 2025 09:31:00 GMT":   "2025-01-24T09:31:00Z",
		"Fri, 24 Jan 2025 09:31:00 EST":   "2025-01-24T14:31:00Z",
		"Fri, 4 Jan 2025 9:31:00 +0100":   "2025-01-04T08:31:00Z",
		"24 Jan 2025 09:31 +0200":         "2025-01-24T07:31:00Z",
		"2025-01-24":                      "2025-01-24T00:00:00Z",
		"2025-01-24T09:31:00.123Z":        "2025-01-24T09:31:00Z",
		"2025-01-24T09:31+01:00":          "2025-01-24T08:31:00Z",
		"2025-01-24 09:31:00":             "2025-01-24T09:31:00Z",
		"Fri,  24 Jan 2025\n09:31:00 UT ": "2025-01-24T09:31:00Z",
		"yesterday":                       "", "": "", "0001-01-01T00:00:00Z": "", strings.Repeat("9", 100): "",
	} {
		got := sourceTime(s)
		if want == "" && got.IsZero() {
			continue
		}
		if g := got.UTC().Truncate(time.Second).Format(time.RFC3339); g != want {
			t.Errorf("sourceTime(%q) = %s, want %q", s, g, want)
		}
	}
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(rss("/a", "/b")), "application/rss+xml")
	f.Add([]byte(`<feed xml:base="x"><entry><link href="a"/></entry></feed>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1","items":[{"url":"a"}]}`), "")
	f.Add([]byte("<?xml version='1.0' encoding='utf-16'?><rss><item><link>&#x0;</link>"), "text/xml; charset=shift_jis")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		n := 0
		_, _ = parseFeed(body, contentType, func(it item) bool {
			n++
			if it.url == "" {
				t.Error("an entry without address")
			}
			return n < 100
		})
		if n > len(body) {
			t.Errorf("%d entries from %d bytes", n, len(body))
		}
	})
}
