package web_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"

	"newswire/site"
)

func TestMetrics(t *testing.T) {
	t.Parallel()
	start := time.Date(2025, 1, 24, 9, 0, 0, 0, time.UTC)
	room := &newsroom{
		runs: []site.Run{
			{ID: "r2", Site: "harbour-times", StartedAt: start.Add(time.Hour), EndedAt: start.Add(time.Hour + 90*time.Second), Counts: site.Counts{
				Found: 50, Queued: 40, Skipped: 10, Fetched: 44, Bytes: 123456,
				Outcomes: map[string]int{"created": 30, "failed:timeout": 4, "failed:status 500": 6}}},
			{ID: "r1", Site: "harbour-times", StartedAt: start, EndedAt: start.Add(time.Second)},
		},
		sites: []site.Health{
			{Site: "harbour-times", LastRun: start, LastSuccess: start, Articles: 12},
			{Site: "valley-post\xff", Warning: "found nothing"},
		},
		checks: map[string]error{"nats": nil, "store": errors.New("connection refused")},
		counters: map[string]int64{
			"published_created": 30, "published_updated": 2, "stored_created": 29, "stored_updated": 1,
			"retried": 3, "dead": 1, "store_pending": 2, "Robots-denied": 5,
		},
	}
	s := serve(t, room)
	want := `
# HELP newswire_articles_published_total Articles published on the wire.
# TYPE newswire_articles_published_total counter
newswire_articles_published_total{event="created"} 30
newswire_articles_published_total{event="updated"} 2
# HELP newswire_articles_stored_total Articles written to the store.
# TYPE newswire_articles_stored_total counter
newswire_articles_stored_total{event="created"} 29
newswire_articles_stored_total{event="updated"} 1
# HELP newswire_build_info Always 1; the label has the version.
# TYPE newswire_build_info gauge
newswire_build_info{version="v1.2.3"} 1
# HELP newswire_component_up 1 if the component is well, else 0.
# TYPE newswire_component_up gauge
newswire_component_up{component="nats"} 1
newswire_component_up{component="store"} 0
# HELP newswire_dead_letters_total Messages given up and kept as dead letters.
# TYPE newswire_dead_letters_total counter
newswire_dead_letters_total 1
# HELP newswire_last_run_duration_seconds How long the site's newest crawl took, or has taken so far.
# TYPE newswire_last_run_duration_seconds gauge
newswire_last_run_duration_seconds{site="harbour-times"} 90
# HELP newswire_last_run_fetched_bytes Bytes fetched by the site's newest crawl.
# TYPE newswire_last_run_fetched_bytes gauge
newswire_last_run_fetched_bytes{site="harbour-times"} 123456
# HELP newswire_last_run_links Links of the site's newest crawl, by what became of them at discovery.
# TYPE newswire_last_run_links gauge
newswire_last_run_links{site="harbour-times",state="queued"} 40
newswire_last_run_links{site="harbour-times",state="skipped"} 10
# HELP newswire_last_run_outcomes Queued links of the site's newest crawl, by how they ended.
# TYPE newswire_last_run_outcomes gauge
newswire_last_run_outcomes{outcome="created",site="harbour-times"} 30
newswire_last_run_outcomes{outcome="failed",site="harbour-times"} 10
# HELP newswire_robots_denied_total Counted by the process since its start.
# TYPE newswire_robots_denied_total counter
newswire_robots_denied_total 5
# HELP newswire_runs_running Crawls of the site under way.
# TYPE newswire_runs_running gauge
newswire_runs_running{site="harbour-times"} 0
# HELP newswire_scrape_success 1 if this part of the metrics could be read, else 0.
# TYPE newswire_scrape_success gauge
newswire_scrape_success{part="check"} 1
newswire_scrape_success{part="runs"} 1
newswire_scrape_success{part="sites"} 1
# HELP newswire_site_articles_total Articles of the site stored as new since the start of the process.
# TYPE newswire_site_articles_total counter
newswire_site_articles_total{site="harbour-times"} 12
newswire_site_articles_total{site="valley-post` + "\ufffd" + `"} 0
# HELP newswire_site_last_success_timestamp_seconds When a crawl of the site last succeeded, Unix time; 0 if never.
# TYPE newswire_site_last_success_timestamp_seconds gauge
newswire_site_last_success_timestamp_seconds{site="harbour-times"} 1.7377092e+09
newswire_site_last_success_timestamp_seconds{site="valley-post` + "\ufffd" + `"} 0
# HELP newswire_site_warning 1 if the site wants a look, such as when its crawl found nothing, else 0.
# TYPE newswire_site_warning gauge
newswire_site_warning{site="harbour-times"} 0
newswire_site_warning{site="valley-post` + "\ufffd" + `"} 1
# HELP newswire_store_pending_articles Articles on the wire that are not stored yet.
# TYPE newswire_store_pending_articles gauge
newswire_store_pending_articles 2
`
	_, _, text := s.get(t, "/metrics")
	for line := range strings.Lines(strings.TrimSpace(want) + "\n") {
		if !strings.Contains("\n"+text, "\n"+line) {
			t.Errorf("the metrics lack %q", line)
		}
	}
	for _, name := range []string{"go_goroutines ", "process_open_fds ", "newswire_web_event_clients 0"} {
		if !strings.Contains(text, "\n"+name) {
			t.Errorf("the metrics lack %q", name)
		}
	}
	problems, err := promlint.New(strings.NewReader(text)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

func TestMetricsSurviveABackendThatFails(t *testing.T) {
	t.Parallel()
	s := serve(t, &newsroom{err: errors.New("store is gone"), counters: map[string]int64{"dead": 1}})
	status, _, text := s.get(t, "/metrics")
	if status != http.StatusOK {
		t.Fatalf("status %d: %s", status, text)
	}
	for _, want := range []string{`newswire_scrape_success{part="runs"} 0`, `newswire_scrape_success{part="check"} 1`, "newswire_dead_letters_total 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("the metrics lack %q", want)
		}
	}
}
