package crawler

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

// quick is a pace that does not hold up tests.
var quick = site.Pace{Delay: time.Millisecond, Parallelism: 4}

const story = "<title>A story</title><h1>A story</h1><p>Text."

func rss(items ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>`)
	for i, link := range items {
		fmt.Fprintf(&b, "<item><title>Item %d</title><link>%s</link></item>", i, link)
	}
	return b.String() + "</channel></rss>"
}

func TestCrawlSources(t *testing.T) {
	t.Parallel()
	yesterday := time.Now().Add(-24 * time.Hour).UTC().Format(time.RFC3339)
	pages := map[string]http.HandlerFunc{
		"/rss": text("application/rss+xml", rss("/2025/01/one-fine-day", "HOST/2025/01/two-by-two?utm_source=rss", "https://elsewhere.example/2025/01/three")),
		"/index.xml": text("application/xml", `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
			<sitemap><loc>HOST/news.xml</loc><lastmod>`+yesterday+`</lastmod></sitemap>
			<sitemap><loc>HOST/old.xml</loc><lastmod>2001-01-01</lastmod></sitemap></sitemapindex>`),
		"/news.xml": text("application/xml", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
			<url><loc>HOST/2025/01/four-winds-blow</loc><news:news><news:publication><news:name>N</news:name></news:publication>
				<news:publication_date>`+yesterday+`</news:publication_date><news:title>Four</news:title></news:news></url>
			<url><loc>HOST/2001/01/long-ago-and-far</loc><lastmod>2001-01-01</lastmod></url>
			<url><loc>HOST/tag/four</loc></url></urlset>`),
		"/politics/": html(`<a href="/2025/01/five-gold-rings">Five</a><a href="/tag/politics">Tag</a>
			<a href="mailto:x@example.com">Mail</a><a href="?page=2">Next</a>`),
	}
	for _, p := range []string{"one-fine-day", "two-by-two", "four-winds-blow", "five-gold-rings", "six-on-page-two", "seven-by-name"} {
		pages["/2025/01/"+p] = html(story)
	}
	first := pages["/politics/"]
	pages["/politics/"] = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "2" {
			html(`<base href="/2025/"><a href="01/six-on-page-two">Six</a><a href="/politics/">Back</a>`)(w, r)
			return
		}
		first(w, r)
	}
	s := serve(t, pages)
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{
		{Feed: s.URL + "/rss"}, {Sitemap: s.URL + "/index.xml"}, {Section: s.URL + "/politics/"}, {URL: s.URL + "/2025/01/seven-by-name"},
		{Feed: s.URL + "/missing"},
	}})
	b.start(t)

	run := b.crawl(t, "daily")
	want := []string{"/2025/01/five-gold-rings", "/2025/01/four-winds-blow", "/2025/01/one-fine-day",
		"/2025/01/seven-by-name", "/2025/01/six-on-page-two", "/2025/01/two-by-two"}
	if got := b.paths(); !slices.Equal(got, want) {
		t.Errorf("fetched\n%q, want\n%q", got, want)
	}
	if n := run.Counts.Outcomes["created"]; n != 6 {
		t.Errorf("created %d, want 6: %+v", n, run.Counts)
	}
	for rule, n := range map[string]int{"filtered:host": 1, "filtered:age": 1, "filtered:judge": 3} {
		if run.Counts.Skips[rule] != n {
			t.Errorf("skips of %s: %d, want %d: %v", rule, run.Counts.Skips[rule], n, run.Counts.Skips)
		}
	}
	if len(run.Errors) != 1 || !strings.Contains(run.Errors[0], "/missing") {
		t.Errorf("errors %q, want one about /missing", run.Errors)
	}
	if s.hits("/old.xml") != 0 {
		t.Error("a sitemap that has not changed since 2001 was fetched")
	}

	again := b.crawl(t, "daily")
	if again.Counts.Queued != 0 || again.Counts.Skips["not_due"] != 6 {
		t.Errorf("a second run at once: %+v, want nothing due", again.Counts)
	}
	named := b.crawl(t, "daily", s.URL+"/2025/01/one-fine-day", "ftp://nowhere/", "https://elsewhere.example/x")
	if named.Counts.Queued != 1 || len(named.Errors) != 2 {
		t.Errorf("a named URL: %+v, errors %q", named.Counts, named.Errors)
	}
	if len(b.Runs()) != 0 {
		t.Error("runs are in progress after the last has ended")
	}
}

// TestNamedList: what a person names is fetched whole, again and again, and a long list is no fresh news.
func TestNamedList(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{})
	var list []string
	for i := range pushBatch + 6 {
		path := fmt.Sprintf("/page/%d", i)
		s.pages[path] = html(story)
		list = append(list, s.URL+path)
	}
	few := quickSite(s)
	few.Limits.Pages = 3
	b := newBench(t, Config{}, few)
	b.handle = func(_ context.Context, link article.Link, _ *article.Page) (Handled, error) {
		if link.Priority != article.PriorityNormal {
			t.Errorf("%s has priority %d", link.URL, link.Priority)
		}
		return Handled{Outcome: Created, ArticleID: link.ID}, nil
	}
	b.start(t)
	for range 2 {
		if run := b.crawl(t, few.Name, list...); run.Counts.Outcomes["created"] != len(list) {
			t.Errorf("%d addresses came to %+v", len(list), run.Counts)
		}
	}
}

func TestDiscover(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/rss":  text("application/rss+xml", rss("/2025/01/one", "/2025/01/one", "/2025/01/two")),
		"/rss2": text("application/rss+xml", rss("/2025/01/two", "/video/2025/01/three")),
	})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}, {Feed: s.URL + "/none"}, {Feed: s.URL + "/rss2"}},
		Articles: site.Articles{Skip: []string{"^/video/"}}})
	var got []string
	failed := 0
	for l, err := range b.Discover(t.Context(), "daily") {
		if err != nil {
			failed++
			continue
		}
		got = append(got, strings.TrimPrefix(l.URL, s.URL))
	}
	if want := []string{"/2025/01/one", "/2025/01/two"}; !slices.Equal(got, want) || failed != 1 {
		t.Errorf("discovered %q with %d errors, want %q with 1", got, failed, want)
	}
	if len(b.queue.links()) != 0 {
		t.Error("discovery touched the queue")
	}
}

func TestCrawlOutcomes(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/robots.txt": text("text/plain", "User-agent: *\nDisallow: /private/\n"),
		"/rss": text("application/rss+xml", rss("/gone", "/missing", "/private/x", "/moved", "/away", "/loop", "/image", "/forbidden",
			"/no-article", "/panic", "/short", "/moved-to-private", "/consent")),
		"/consent": func(w http.ResponseWriter, r *http.Request) {
			if _, err := r.Cookie("consent"); err != nil {
				http.SetCookie(w, &http.Cookie{Name: "consent", Value: "yes"})
				http.Redirect(w, r, "/consent", http.StatusFound)
				return
			}
			html(story)(w, r)
		},
		"/gone":      status(http.StatusGone),
		"/forbidden": status(http.StatusForbidden),
		"/moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/target", http.StatusMovedPermanently)
		},
		"/target": html(story),
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.9.9.9:1/x", http.StatusFound)
		},
		"/loop":             func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop?again", http.StatusFound) },
		"/moved-to-private": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/y", http.StatusFound) },
		"/image":            text("image/png", "\x89PNG"),
		"/no-article":       html("nothing"),
		"/panic":            html("boom"),
		"/short": inTurn(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte("cut sho"))
		}, html(story)),
	})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}})
	b.handle = func(_ context.Context, link article.Link, page *article.Page) (Handled, error) {
		switch {
		case strings.HasSuffix(link.URL, "/no-article"):
			return Handled{Outcome: NotArticle("listing")}, nil
		case strings.HasSuffix(link.URL, "/panic"):
			panic("a parser broke down")
		case strings.HasSuffix(link.URL, "/moved") && page.FinalURL != s.URL+"/target":
			t.Errorf("final URL %q", page.FinalURL)
		}
		return Handled{Outcome: Created, ArticleID: link.ID}, nil
	}
	b.start(t)
	run := b.crawl(t, "daily")
	want := map[Outcome]int{Gone: 2, Robots: 2, Filtered("host"): 1, Filtered("content_type"): 1, Failed("redirects"): 1,
		Failed("status 403"): 1, NotArticle("listing"): 1, Failed("panic"): 1, Created: 3}
	for outcome, n := range want {
		if got := run.Counts.Outcomes[string(outcome)]; got != n {
			t.Errorf("%s: %d, want %d", outcome, got, n)
		}
	}
	if t.Failed() {
		t.Logf("outcomes %v\nerrors %s", run.Counts.Outcomes, strings.Join(run.Errors, "\n"))
	}
	if state := b.states.of(t, s.URL+"/gone"); state.Status != http.StatusGone || state.NextDue.IsZero() {
		t.Errorf("state of a page that is gone: %+v", state)
	}
}

func TestCrawlConditional(t *testing.T) {
	t.Parallel()
	version := "one"
	s := serve(t, map[string]http.HandlerFunc{"/rss": text("application/rss+xml", rss("/tagged", "/same", "/dated"))})
	s.pages["/tagged"] = func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		tag := `"` + version + `"`
		s.mu.Unlock()
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		html(story+tag)(w, r)
	}
	s.pages["/same"] = html(story)
	s.pages["/dated"] = func(w http.ResponseWriter, r *http.Request) {
		const modified = "Fri, 24 Jan 2025 09:31:00 GMT"
		w.Header().Set("Last-Modified", modified)
		if r.Header.Get("If-Modified-Since") == modified {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		html(story+time.Now().String())(w, r) // told from the last one by nothing but its date
	}
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}, Revisit: site.Revisit{Min: -1}})
	b.start(t)
	for i, want := range []map[string]int{{"created": 3}, {"unchanged": 3}, {"unchanged": 2, "updated": 1}} {
		if i == 2 {
			s.mu.Lock()
			version = "two"
			s.mu.Unlock()
		}
		run := b.crawl(t, "daily")
		if fmt.Sprint(run.Counts.Outcomes) != fmt.Sprint(want) {
			t.Errorf("run %d: %v, want %v", i, run.Counts.Outcomes, want)
		}
	}
	if state := b.states.of(t, s.URL+"/tagged"); state.ETag != `"two"` || state.Unchanged != 0 {
		t.Errorf("state after the change: %+v", state)
	}
	if state := b.states.of(t, s.URL+"/same"); state.Unchanged != 2 {
		t.Errorf("state of an unchanged page: %+v", state)
	}
}

func TestFetch(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/story": html(story)})
	b := newBench(t, Config{}, quickSite(s))
	page, err := b.Fetch(t.Context(), s.URL+"/story#part")
	if err != nil || !strings.Contains(string(page.Body), "A story") || page.Site != "daily" {
		t.Errorf("%+v, %v", page, err)
	}
	for _, address := range []string{"ftp://x/", "http://elsewhere.example/", s.URL + "/missing"} {
		if _, err := b.Fetch(t.Context(), address); err == nil {
			t.Errorf("%s was fetched", address)
		}
	}
}

// TestCrawlElsewhere has the run in one process and the workers in another.
func TestCrawlHome(t *testing.T) {
	t.Parallel()
	listing := func(path string) string { return `<a href="` + path + `">A headline of more than four words</a>` }
	s := serve(t, map[string]http.HandlerFunc{
		"/robots.txt": text("text/plain", "User-agent: *\nDisallow: /secret/\nSitemap: HOST/map.xml\nSitemap: https://elsewhere.example/map.xml"),
		"/": html(`<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" type="application/rss+xml" href="/comments/rss">
			<link rel="alternate" hreflang="de" href="/de/"><a href="/world/">World</a><a href="/secret/">Secret</a><a href="/about">About</a><a href="/tag/x">X</a>` + listing("/2025/01/front")),
		"/rss":          text("application/rss+xml", rss("/2025/01/feed")),
		"/world/":       html(listing("/2025/01/politics") + `<a rel="next" href="/world/page/2">2</a>`),
		"/world/page/2": html(listing("/2025/01/second")),
		"/map.xml":      text("application/xml", "<urlset><url><loc>HOST/2025/01/map</loc></url></urlset>"),
	})
	for _, name := range []string{"front", "feed", "politics", "second", "map"} {
		s.pages["/2025/01/"+name] = html(story)
	}
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Home: s.URL}}})
	b.start(t)
	run := b.crawl(t, "daily")
	want := []string{"/2025/01/feed", "/2025/01/front", "/2025/01/map", "/2025/01/politics", "/2025/01/second"}
	if got := b.paths(); !slices.Equal(got, want) || len(run.Errors) > 0 {
		t.Errorf("fetched %q, want %q; errors %q", got, want, run.Errors)
	}
	for _, path := range []string{"/about", "/tag/x", "/secret/", "/comments/rss"} {
		if s.hits(path) > 0 {
			t.Errorf("%s was fetched", path)
		}
	}
}
