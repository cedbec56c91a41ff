package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"newswire/article"
	"newswire/sink"
)

// TestInterruptedCrawl ends a crawl in its midst by SIGTERM: it must end in time, and the next crawl must
// complete it, with no article lost or doubled.
func TestInterruptedCrawl(t *testing.T) {
	t.Parallel()
	const articles = 80
	var served atomic.Int64
	site := numberedSite(t, articles, &served)
	dataDir := t.TempDir()
	config := writeConfig(t, fmt.Sprintf(`
http: {allow_addresses: ["127.0.0.0/8"]}
sites:
  - name: numbers
    sources: [{feed: "http://%s/rss.xml"}]
    limits: {max_age: -1s}
    pace: {delay: 1ms, parallelism: 2}
`, site))

	crawl := start(t, binary(t, "newswire/cmd/newswire"), "crawl", "-c", config, "--data-dir", dataDir)
	await(t, "a part of the articles to be fetched", func() (struct{}, bool) {
		return struct{}{}, served.Load() > articles/4
	})
	took := crawl.stop(t, syscall.SIGTERM)
	if took > 10*time.Second {
		t.Errorf("the crawl ended %s after SIGTERM, want at most 10s", took)
	}
	if status := crawl.ProcessState.ExitCode(); status != exitFailed {
		t.Errorf("an interrupted crawl has exit status %d, want %d", status, exitFailed)
	}
	if served.Load() == articles {
		t.Fatal("the crawl was not interrupted: all articles had been served")
	}

	stdout, stderr, status := newswire(t, "crawl", "-c", config, "--data-dir", dataDir)
	if status != 0 {
		t.Fatalf("second crawl: exit status %d\n%s%s", status, stdout, stderr)
	}

	// The servers of the data directory, for a look at what they hold.
	start(t, binary(t, "newswire/cmd/newswire"), "run", "--roles", "nats", "-c", config, "--data-dir", dataDir)
	start(t, binary(t, "newswire/cmd/newswire"), "run", "--roles", "mongo", "-c", config, "--data-dir", dataDir)
	awaitEndpoint(t, dataDir, natsServer)
	store, err := sink.Open(t.Context(), sink.Config{URI: awaitEndpoint(t, dataDir, mongoServer)}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	stored := map[string]int{}
	for a, err := range store.Articles(t.Context(), sink.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		stored[a.Title]++
		if a.Revision != 1 {
			t.Errorf("%s has revision %d, want 1", a.Title, a.Revision)
		}
	}
	if len(stored) != articles {
		t.Errorf("%d articles are stored, want %d", len(stored), articles)
	}
	stdout, stderr, status = newswire(t, "tail", "-c", config, "--data-dir", dataDir, "--since", "1h", "-n", fmt.Sprint(articles), "--format", "json")
	if status != 0 {
		t.Fatalf("tail: exit status %d\n%s", status, stderr)
	}
	published := map[string]bool{}
	for line := range strings.Lines(stdout) {
		var a article.Article
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		published[a.ID] = true
	}
	if len(published) != articles {
		t.Errorf("the first %d messages hold %d articles: some are doubled", articles, len(published))
	}
}

// numberedSite serves a feed of n articles, slowly, and counts those served.
func numberedSite(t *testing.T, n int, served *atomic.Int64) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /rss.xml", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Numbers</title>`)
		for i := range n {
			fmt.Fprintf(w, "<item><link>http://%s/2025/01/24/article-%d.html</link></item>\n", r.Host, i)
		}
		fmt.Fprint(w, "</channel></rss>")
	})
	mux.HandleFunc("GET /2025/01/24/{name}", func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(50 * time.Millisecond) // the site is slow, so that there is time to interrupt
		served.Add(1)
		name := strings.TrimSuffix(r.PathValue("name"), ".html")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>News of %[1]s arrives</title></head><body><article><h1>News of %[1]s arrives</h1>
<p>The town heard of %[1]s on Friday morning, and the office counted more than four thousand people in the streets before the noon gun was fired.</p>
<p>Nobody could remember such a crowd because of %[1]s, said the head of the school, whose pupils had been given the day off to see it.</p>
<p>The office expects the numbers to fall again as soon as the weather turns, which the forecast promises for the end of the week.</p>
</article></body></html>`, name)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}
