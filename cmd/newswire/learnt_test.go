package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// TestLearntAddresses: what a crawl finds out about a site's addresses serves the next one, in another process.
func TestLearntAddresses(t *testing.T) {
	t.Parallel()
	var listed, asked atomic.Int64
	listed.Store(25)
	mux := http.NewServeMux()
	list := func(path string) string {
		var links strings.Builder
		for i := range listed.Load() {
			fmt.Fprintf(&links, `<li><a href="%s-%d">Matches of round %d</a></li>`, path, 1000+i, i)
		}
		return "<!doctype html><title>Scores</title><h1>Scores</h1><ul>" + links.String() + "</ul>"
	}
	mux.HandleFunc("GET /scores/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, list("/live/all-matches-of-the-round"))
	})
	mux.HandleFunc("GET /live/", func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, list("/live/all-matches-of-the-league"))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	dataDir := t.TempDir()
	config := writeConfig(t, fmt.Sprintf(`
http: {allow_addresses: ["127.0.0.0/8"]}
sites:
  - name: scores
    sources: [{section: "%s/scores/"}]
    pace: {delay: 1ms, parallelism: 4}
`, server.URL))

	stdout, stderr, status := newswire(t, "crawl", "-c", config, "--data-dir", dataDir)
	if status != 0 || asked.Load() != 25 {
		t.Fatalf("first crawl: exit status %d, %d pages\n%s%s", status, asked.Load(), stdout, stderr)
	}
	listed.Store(125)
	stdout, stderr, status = newswire(t, "crawl", "-c", config, "--data-dir", dataDir, "--report")
	if status != 0 {
		t.Fatalf("report: exit status %d\n%s%s", status, stdout, stderr)
	}
	for _, want := range []string{`scores +filtered:learnt +\d+ `, `scores +not_article:\w+ +25 `, `(?m)^scores +/live/\{slug\}-\{number\} +25 +0 +left alone$`} {
		if !regexp.MustCompile(want).MatchString(stdout) {
			t.Errorf("report has no %s\n%s", want, stdout)
		}
	}
	if stdout, stderr, status = newswire(t, "crawl", "-c", config, "--data-dir", dataDir); status != 0 {
		t.Fatalf("second crawl: exit status %d\n%s%s", status, stdout, stderr)
	}
	if n := asked.Load() - 25; n > 50 { // one in sixteen, by chance of the server's port
		t.Errorf("%d of 100 pages of a kind that never was an article were fetched", n)
	}
}
