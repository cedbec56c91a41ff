package crawler

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/site"
)

func TestParseSitemap(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body     string
		pages, indexes []string
		fails          bool
	}{
		{"pages", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
			<url><loc> https://e/a?x=1&amp;y=2 </loc><lastmod>2025-01-24</lastmod><image:image><image:loc>https://e/a.jpg</image:loc><image:title>P</image:title></image:image></url>
			<url><loc><![CDATA[https://e/b]]></loc></url><url><lastmod>2025-01-24</lastmod></url></urlset>`,
			[]string{"https://e/a?x=1&y=2||2025-01-24|", "https://e/b|||"}, nil, false},
		{"news", `<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://e/a</loc><n:news><n:publication><n:name>E</n:name><n:language>en</n:language></n:publication>
			<n:publication_date>2025-01-24T09:31:00+01:00</n:publication_date><n:title>A</n:title></n:news><lastmod>2025-01-25</lastmod></url></urlset>`,
			[]string{"https://e/a|A|2025-01-25|2025-01-24"}, nil, false},
		{"index", `<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2025-01-24</lastmod></sitemap><sitemap><loc>/b.xml.gz</loc></sitemap></sitemapindex>`,
			nil, []string{"/a.xml||2025-01-24|", "/b.xml.gz|||"}, false},
		{"plain text", "\ufeffhttps://e/a\r\nhttps://e/b\nrubbish\n\n", []string{"https://e/a|||", "https://e/b|||"}, nil, false},
		{"cut short", `<urlset><url><loc>https://e/a</loc></url><url><loc>https://e/b</lo`, []string{"https://e/a|||", "https://e/b|||"}, nil, true},
		{"HTML", "<!doctype html><html><body>", nil, nil, true},
		{"nothing", "", nil, nil, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var pages, indexes []string
			collect := func(to *[]string) func(item) bool {
				day := func(at time.Time) string {
					if at.IsZero() {
						return ""
					}
					return at.Format(time.DateOnly)
				}
				return func(it item) bool {
					*to = append(*to, fmt.Sprintf("%s|%s|%s|%s", it.url, it.title, day(it.modified), day(it.published)))
					return true
				}
			}
			err := parseSitemap([]byte(c.body), "", collect(&pages), collect(&indexes))
			if (err != nil) != c.fails {
				t.Errorf("error %v", err)
			}
			if !slices.Equal(pages, c.pages) || !slices.Equal(indexes, c.indexes) {
				t.Errorf("pages %q, indexes %q, want %q, %q", pages, indexes, c.pages, c.indexes)
			}
		})
	}
}

func TestSitemapIndexes(t *testing.T) {
	t.Parallel()
	// The index lists itself, a compressed sitemap, one on a foreign host, a broken one, a bomb, and one
	// nested too deep.
	index := func(files ...string) string {
		return "<sitemapindex><sitemap><loc>" + strings.Join(files, "</loc></sitemap><sitemap><loc>") + "</loc></sitemap></sitemapindex>"
	}
	s := serve(t, map[string]http.HandlerFunc{
		"/index.xml":   text("application/xml", index("HOST/index.xml", "HOST/a.xml.gz", "https://elsewhere.example/b.xml", "/broken.xml", "/bomb.xml.gz", "/1.xml")),
		"/a.xml.gz":    text("application/gzip", string(pack(t, "gzip", []byte("<urlset><url><loc>/2025/01/packed</loc></url></urlset>")))),
		"/broken.xml":  html("nothing here"),
		"/bomb.xml.gz": text("application/gzip", string(pack(t, "gzip", make([]byte, sitemapLimit+1)))),
		"/1.xml":       text("application/xml", index("/2.xml")),
		"/2.xml":       text("application/xml", index("/3.xml")),
		"/3.xml":       text("application/xml", "<sitemapindex><sitemap><loc>/4.xml</loc></sitemap></sitemapindex><url><loc>/2025/01/deep</loc></url>"),
	})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Sitemap: s.URL + "/index.xml"}}})
	var got []string
	var errs []error
	for l, err := range b.Discover(t.Context(), "daily") {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		got = append(got, strings.TrimPrefix(l.URL, s.URL))
	}
	if want := []string{"/2025/01/packed", "/2025/01/deep"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if len(errs) != 2 || !errors.Is(errs[0], errNotSitemap) || !errors.Is(errs[1], errTooLarge) {
		t.Errorf("errors %v", errs)
	}
	if s.hits("/index.xml") != 1 || s.hits("/4.xml") != 0 {
		t.Error("an index was read twice or too deep")
	}
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte("<urlset><url><loc>a</loc><news><title>T</title></news></url></urlset>"))
	f.Add([]byte("<sitemapindex><sitemap><loc>a</loc></sitemap></sitemapindex>"))
	f.Add([]byte("https://e/a\nhttps://e/b"))
	f.Fuzz(func(t *testing.T, body []byte) {
		n := 0
		count := func(it item) bool {
			n++
			if it.url == "" {
				t.Error("an entry without address")
			}
			return n < 100
		}
		_ = parseSitemap(body, "", count, count)
	})
}
