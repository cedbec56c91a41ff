package crawler

import (
	"strings"
	"testing"

	"newswire/article"
	"newswire/internal/demo"
	"newswire/site"
)

// TestCrawlDemo crawls the demo sites: every article is fetched, at least under one of its addresses,
// from nothing but what the sites list, and a second run finds all unchanged but for what did change.
func TestCrawlDemo(t *testing.T) {
	t.Parallel()
	server, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	b := newBench(t, Config{Dial: server.DialContext}, server.Sites()...)
	b.start(t)
	fetched := map[string]bool{}
	for _, s := range server.Sites() {
		run := b.crawl(t, s.Name)
		t.Logf("%s: %+v\n%s", s.Name, run.Counts, strings.Join(run.Errors, "\n"))
	}
	for _, pages := range b.pages {
		for _, p := range pages {
			fetched[normal(t, p.URL)], fetched[normal(t, p.Address())] = true, true
		}
	}
	for _, e := range server.Expected() {
		if !fetched[e.CanonicalURL()] && !fetched[e.Versions[0].URL] {
			t.Errorf("%s was not fetched", e.CanonicalURL())
		}
	}
	limits := map[string]int{}
	for _, s := range server.Sites() {
		for _, h := range s.Hosts {
			limits[h] = max(s.Pace.Parallelism, defaultParallelism)
		}
	}
	for host, peak := range server.Requests().Peak {
		if peak > limits[host] {
			t.Errorf("%s had %d requests at a time, want at most %d", host, peak, limits[host])
		}
	}
	var again site.Counts
	for _, s := range server.Sites() {
		again.Queued += b.crawl(t, s.Name).Counts.Outcomes["unchanged"]
	}
	if again.Queued < len(server.Expected())/2 {
		t.Errorf("%d pages are unchanged in a second run", again.Queued)
	}
}

func normal(t *testing.T, address string) string {
	t.Helper()
	n, err := article.Normalize(address)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
