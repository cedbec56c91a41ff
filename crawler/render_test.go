package crawler

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"

	"newswire/article"
	"newswire/site"
)

// TestNoChromium: without a browser the sites that render say so and fetch nothing; others are crawled.
func TestNoChromium(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/story": html(story)})
	rendered := site.Site{Name: "rendered", Pace: quick, Sources: []site.Source{{URL: s.URL + "/story"}}, Render: site.Render{On: true}}
	plain := site.Site{Name: "plain", Pace: quick, Sources: []site.Source{{URL: s.URL + "/story"}}}
	b := newBench(t, Config{Chromium: Chromium{Path: filepath.Join(t.TempDir(), "chromium")}}, rendered, plain)
	b.start(t)
	run, err := b.Crawl(t.Context(), Request{ID: "1", Site: "rendered"})
	if !errors.Is(err, errNoChromium) || len(run.Errors) != 1 || !strings.Contains(run.Errors[0], "chromium.path") {
		t.Errorf("%v, %q", err, run.Errors)
	}
	for _, err := range b.Discover(t.Context(), "rendered") {
		if !errors.Is(err, errNoChromium) {
			t.Errorf("Discover: %v", err)
		}
	}
	if _, err := b.Fetch(t.Context(), s.URL+"/story"); !errors.Is(err, errNoChromium) || failureOf(err) != Failed("render") {
		t.Errorf("Fetch: %v", err)
	}
	if s.hits("/story") > 0 {
		t.Error("a page was fetched that cannot be rendered")
	}
	if run := b.crawl(t, "plain"); run.Counts.Outcomes["created"] != 1 {
		t.Errorf("the other site: %+v", run.Counts)
	}
}

// failureOf returns the outcome of a failed visit.
func failureOf(err error) Outcome {
	var failed *visitError
	if errors.As(err, &failed) {
		return failed.outcome
	}
	return ""
}

func TestRenderRefuses(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]site.Render{
		"render.timeout":  {Timeout: -time.Second},
		"render.wait_for": {WaitFor: "p["},
		"render.hosts[0]": {Hosts: []string{"https://cdn.example.com/"}},
	} {
		if _, err := compileSite(site.Site{Name: "daily", Hosts: []string{"example.com"}, Render: r}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", r, err, want)
		}
	}
}

// TestAnswersAreCounted: what a page may not have it is refused at once, instead of waiting for its turn.
func TestAnswersAreCounted(t *testing.T) {
	t.Parallel()
	s, err := compileSite(site.Site{Name: "daily", Hosts: []string{"example.com"}, Sources: []site.Source{{URL: "https://example.com/story"}}})
	if err != nil {
		t.Fatal(err)
	}
	a := newAnswers(&renderer{maxBody: 1}, s, &article.Page{}, jars{}, func() {})
	for range answersAtATime {
		a.places <- struct{}{}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for i := range maxAnswers + 1 {
		_, err := a.fetch(ended, &network.Request{URL: "https://example.com/more"})
		if waited := errors.Is(err, context.Canceled); waited != (i < maxAnswers) {
			t.Fatalf("request %d: %v", i+1, err)
		}
	}
}
