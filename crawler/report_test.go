package crawler

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"testing"

	"newswire/article"
	"newswire/site"
)

// TestReport: each listed link is in one state, before a run, after it, and when it has left the rules.
func TestReport(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/robots.txt": text("text/plain", "User-agent: *\nDisallow: /private/\n"),
		"/rss":        text("application/rss+xml", rss("/2025/01/one-fine-day", "/2025/01/gone", "/private/2025/01/x", "/2025/01/list", "/2025/01/slow", "/2025/01/later")),
		"/front": html(`<a href="/2025/01/one-fine-day">One</a><a href="/tag/x">Tag</a><a href="/video/2025/01/v">Video</a>
			<a href="http://elsewhere.example/2025/01/far-away">Far</a>`),
		"/2025/01/one-fine-day": html(story),
		"/2025/01/list":         html("list"),
		"/2025/01/slow":         status(http.StatusForbidden),
		"/2025/01/later":        html(story),
	})
	daily := site.Site{Name: "daily", Pace: quick, Limits: site.Limits{Pages: 5}, Articles: site.Articles{Skip: []string{"^/video/"}},
		Sources: []site.Source{{Feed: s.URL + "/rss"}, {Section: s.URL + "/front"}, {Feed: s.URL + "/nowhere"}}}
	b := newBench(t, Config{}, daily)
	b.handle = func(_ context.Context, link article.Link, _ *article.Page) (Handled, error) {
		if strings.HasSuffix(link.URL, "/list") {
			return Handled{Outcome: NotArticle("section")}, nil
		}
		return Handled{Outcome: Created, ArticleID: link.ID}, nil
	}
	b.start(t)
	report := func(b *bench) map[string]Outcome {
		states, failed := map[string]Outcome{}, 0
		for l, err := range b.Report(t.Context(), Request{Site: "daily"}) {
			if err != nil {
				failed++
				continue
			}
			path := strings.TrimPrefix(l.URL, s.URL)
			if states[path] != "" {
				t.Errorf("%s is reported twice", path)
			}
			if want := map[bool]string{true: "feed", false: "section"}[l.Via == s.URL+"/rss"]; l.Source != want {
				t.Errorf("%s is of a %s, want %s", path, l.Source, want)
			}
			states[path] = l.State
		}
		if failed != 1 {
			t.Errorf("%d errors, want one for the missing feed", failed)
		}
		return states
	}
	want := map[string]Outcome{"/2025/01/one-fine-day": NotFetched, "/2025/01/gone": NotFetched, "/private/2025/01/x": NotFetched,
		"/2025/01/list": NotFetched, "/2025/01/slow": NotFetched, "/2025/01/later": NotFetched, "/tag/x": "filtered:judge",
		"/video/2025/01/v": "filtered:skip", "http://elsewhere.example/2025/01/far-away": "filtered:host"}
	if got := report(b); !maps.Equal(got, want) {
		t.Errorf("before the run\n%v, want\n%v", got, want)
	}
	if s.hits("/2025/01/one-fine-day") != 0 || len(b.queue.links()) != 0 {
		t.Error("a report fetched or queued an article")
	}

	b.crawl(t, "daily")
	want["/2025/01/one-fine-day"], want["/2025/01/gone"], want["/private/2025/01/x"] = Created, Gone, Robots
	want["/2025/01/list"], want["/2025/01/slow"] = NotArticle("section"), Failed("status 403")
	if got := report(b); !maps.Equal(got, want) { // limits.pages left the last one for the next run
		t.Errorf("after the run\n%v, want\n%v", got, want)
	}

	// What was fetched stays in the state that it came to, whatever the rules say of it today.
	daily.Articles.Skip = []string{"."}
	strict := newBench(t, Config{}, daily)
	strict.Crawler.states = b.states
	want["/2025/01/later"], want["/tag/x"] = "filtered:skip", "filtered:skip"
	if got := report(strict); !maps.Equal(got, want) {
		t.Errorf("under other rules\n%v, want\n%v", got, want)
	}

	for l, err := range b.Report(t.Context(), Request{Site: "daily", URLs: []string{s.URL + "/2025/01/gone"}}) {
		if err != nil || l.State != Gone || l.Source != "url" {
			t.Errorf("a named address: %+v, %v", l, err)
		}
	}
	b.states.failGet = 1
	for _, err := range b.Report(t.Context(), Request{Site: "daily"}) {
		if err == nil {
			t.Error("a state that cannot be read is no error")
		}
	}
	for _, err := range b.Report(t.Context(), Request{Site: "weekly"}) {
		if err == nil {
			t.Error("no site is called weekly")
		}
	}
}
