package crawler

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"newswire/article"
	"newswire/site"
)

func TestDirectives(t *testing.T) {
	t.Parallel()
	all := directives{noindex: true, nofollow: true, noarchive: true}
	cases := []struct {
		name, head string
		header     []string
		how        string
		want       directives
	}{
		{name: "none"},
		{name: "meta", head: `<META NAME="Robots" CONTENT="NoArchive,nofollow">`, want: directives{nofollow: true, noarchive: true}},
		{name: "noindex is for strict sites", head: `<meta name=robots content="none, noarchive">`, want: directives{nofollow: true, noarchive: true}},
		{name: "strict", head: `<meta name=robots content="none, noarchive"/>`, how: site.RobotsMetaStrict, want: all},
		{name: "ignored", head: `<meta name=robots content="none, noarchive">`, header: []string{"noarchive"}, how: site.RobotsMetaIgnore},
		{name: "to this crawler", head: `<meta name=newswire content=noarchive>`, want: directives{noarchive: true}},
		{name: "to another", head: `<meta name=googlebot content=noarchive>`, header: []string{"googlebot: noarchive, nofollow"}},
		{name: "header", header: []string{"NoArchive", "max-snippet: 50, nofollow"}, want: directives{nofollow: true, noarchive: true}},
		{name: "header by name", header: []string{"googlebot: noarchive, Newswire: nofollow"}, want: directives{nofollow: true}},
		{name: "date", header: []string{"unavailable_after: 25 Jun 2010 15:00:00 PST, noarchive"}, want: directives{noarchive: true}},
		{name: "in the body", head: `</head><body><meta name=robots content=none>`},
		{name: "in a script", head: `<script>"<meta name=robots content=none>"</script>`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := &crawlSite{Site: site.Site{RobotsMeta: c.how}}
			p := &article.Page{Header: http.Header{"X-Robots-Tag": c.header}, Body: []byte("<html><head>" + c.head + "<title>T</title>")}
			if got := s.directives(p, "newswire"); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

func FuzzDirectives(f *testing.F) {
	f.Add("googlebot: noindex, nofollow", `<meta name=robots content="noarchive">`)
	f.Add("unavailable_after: never,:,", "<meta<meta name")
	s := &crawlSite{Site: site.Site{RobotsMeta: site.RobotsMetaStrict}}
	f.Fuzz(func(t *testing.T, header, head string) {
		p := &article.Page{Header: http.Header{"X-Robots-Tag": {header}}, Body: []byte(head)}
		before := s.directives(p, "newswire")
		p.Header.Add("X-Robots-Tag", "none, noarchive")
		if got := s.directives(p, "newswire"); got != (directives{true, true, true}) {
			t.Errorf("%+v, and with everything forbidden %+v", before, got)
		}
	})
}

// TestCrawlDirectives: links of listings, copies for the archive, and pages are left alone where a page asks
// for it and the site is to obey.
func TestCrawlDirectives(t *testing.T) {
	t.Parallel()
	for how, want := range map[string]struct {
		fetched   []string // through the handler; those marked * may be archived
		noindex   int
		forbidden int // errors that name nofollow
	}{
		"":                    {fetched: []string{"/2025/01/free*", "/2025/01/no-copy", "/2025/01/no-index*"}, forbidden: 1},
		site.RobotsMetaStrict: {fetched: []string{"/2025/01/free*", "/2025/01/no-copy"}, noindex: 1, forbidden: 1},
		site.RobotsMetaIgnore: {fetched: []string{"/2025/01/free*", "/2025/01/hidden*", "/2025/01/no-copy*", "/2025/01/no-index*"}},
	} {
		t.Run("robots_meta "+how, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]http.HandlerFunc{
				"/rss":              text("application/rss+xml", rss("/2025/01/free", "/2025/01/no-copy", "/2025/01/no-index")),
				"/front":            html(`<meta name=robots content=nofollow><a href="/2025/01/hidden">Hidden</a>`),
				"/2025/01/free":     html(story),
				"/2025/01/hidden":   html(story),
				"/2025/01/no-index": html(`<meta name=robots content=noindex>` + story),
				"/2025/01/no-copy": func(w http.ResponseWriter, r *http.Request) {
					w.Header().Set("X-Robots-Tag", "noarchive")
					html(story)(w, r)
				},
			})
			b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, RobotsMeta: how, Sources: []site.Source{{Feed: s.URL + "/rss"}, {Section: s.URL + "/front"}}})
			b.start(t)
			run := b.crawl(t, "daily")
			var got []string
			for _, path := range b.paths() {
				if !b.pages[path][0].NoArchive {
					path += "*"
				}
				got = append(got, path)
			}
			if !slices.Equal(got, want.fetched) || run.Counts.Outcomes["filtered:noindex"] != want.noindex {
				t.Errorf("fetched %q, want %q: %+v", got, want.fetched, run.Counts)
			}
			if len(run.Errors) != want.forbidden || want.forbidden > 0 && !strings.Contains(run.Errors[0], "nofollow") {
				t.Errorf("errors %q, want %d about nofollow", run.Errors, want.forbidden)
			}
		})
	}
}
