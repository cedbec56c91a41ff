package web

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"newswire/site"
)

// family is one of the backend's counters as a metric. event is the value of the label "event", "" for
// a metric without it; gauge marks what may fall.
type family struct {
	name, event, help string
	gauge             bool
}

// families are the backend's known counters. Prometheus naming: base units, _total for counters.
// Source: https://prometheus.io/docs/practices/naming/
var families = map[string]family{
	"published_created": {name: "newswire_articles_published_total", event: "created", help: helpPublished},
	"published_updated": {name: "newswire_articles_published_total", event: "updated", help: helpPublished},
	"stored_created":    {name: "newswire_articles_stored_total", event: "created", help: helpStored},
	"stored_updated":    {name: "newswire_articles_stored_total", event: "updated", help: helpStored},
	"retried":           {name: "newswire_store_retries_total", help: "Articles handed back to the wire after a passing failure of the store."},
	"dead":              {name: "newswire_dead_letters_total", help: "Messages given up and kept as dead letters."},
	"store_pending":     {name: "newswire_store_pending_articles", help: "Articles on the wire that are not stored yet.", gauge: true},
}

const (
	helpPublished = "Articles published on the wire."
	helpStored    = "Articles written to the store."
)

// metricsHandler serves the metrics of a registry of their own, and those of the Go runtime and process.
func (s *Server) metricsHandler() http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		&collector{server: s},
	)
	return promhttp.HandlerFor(registry, promhttp.HandlerOpts{
		Registry:            registry,
		ErrorHandling:       promhttp.ContinueOnError, // one bad name must not hide all the rest
		ErrorLog:            slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		MaxRequestsInFlight: 4,
	})
}

// collector reads the backend at each scrape. It describes nothing in advance, because the backend
// decides which counters, sites and components there are.
type collector struct{ server *Server }

func (*collector) Describe(chan<- *prometheus.Desc) {}

// Collect emits what the backend has; a part that cannot be read is missing and named by
// newswire_scrape_success, so that the rest is still served.
func (c *collector) Collect(out chan<- prometheus.Metric) {
	// The interface brings no context.
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s, m := c.server, emitter(out)

	m.gauge("newswire_build_info", "Always 1; the label has the version.", 1, "version", s.cfg.Version)
	clients, _ := s.feed.state()
	m.gauge("newswire_web_event_clients", "Clients that listen to the dashboard's event streams.", float64(clients))
	m.counters(s.backend.Counters())

	runs, err := s.runs.get(ctx)
	m.success("runs", err)
	m.runs(runs)
	sites, err := s.sites.get(ctx)
	m.success("sites", err)
	m.sites(sites)
	checks, err := s.checks.get(ctx)
	m.success("check", err)
	for component, err := range checks {
		m.gauge("newswire_component_up", "1 if the component is well, else 0.", flag(err == nil), "component", component)
	}
}

// emitter sends constant metrics.
type emitter chan<- prometheus.Metric

func (m emitter) gauge(name, help string, value float64, labels ...string) {
	m.emit(prometheus.GaugeValue, name, help, value, labels...)
}

func (m emitter) counter(name, help string, value float64, labels ...string) {
	m.emit(prometheus.CounterValue, name, help, value, labels...)
}

// emit sends one metric; labels are names and values in turn. Sites are named by people and pages, so
// values are made valid UTF-8, without which the whole scrape would fail.
func (m emitter) emit(kind prometheus.ValueType, name, help string, value float64, labels ...string) {
	var names, values []string
	for i := 0; i < len(labels); i += 2 {
		names = append(names, labels[i])
		values = append(values, strings.ToValidUTF8(labels[i+1], "\ufffd"))
	}
	m <- prometheus.MustNewConstMetric(prometheus.NewDesc(name, help, names, nil), kind, value, values...)
}

func (m emitter) success(part string, err error) {
	m.gauge("newswire_scrape_success", "1 if this part of the metrics could be read, else 0.", flag(err == nil), "part", part)
}

func (m emitter) counters(counts map[string]int64) {
	for key, n := range counts {
		f, known := families[key]
		switch {
		case !known:
			m.counter("newswire_"+metricName(key)+"_total", "Counted by the process since its start.", float64(n))
		case f.gauge:
			m.gauge(f.name, f.help, float64(n))
		case f.event != "":
			m.counter(f.name, f.help, float64(n), "event", f.event)
		default:
			m.counter(f.name, f.help, float64(n))
		}
	}
}

// runs emits each site's newest run and how many are under way.
func (m emitter) runs(runs []site.Run) {
	running := make(map[string]int)
	newest := make(map[string]site.Run)
	for _, r := range runs {
		if r.EndedAt.IsZero() {
			running[r.Site]++
		}
		if last, ok := newest[r.Site]; !ok || r.StartedAt.After(last.StartedAt) {
			newest[r.Site] = r
		}
	}
	for name, r := range newest {
		m.gauge("newswire_runs_running", "Crawls of the site under way.", float64(running[name]), "site", name)
		m.gauge("newswire_last_run_start_timestamp_seconds", "When the site's newest crawl began, Unix time.", seconds(r.StartedAt), "site", name)
		m.gauge("newswire_last_run_duration_seconds", "How long the site's newest crawl took, or has taken so far.", elapsed(r, time.Now()).Seconds(), "site", name)
		m.gauge("newswire_last_run_fetched_bytes", "Bytes fetched by the site's newest crawl.", float64(r.Counts.Bytes), "site", name)
		m.gauge("newswire_last_run_fetches", "Requests answered in the site's newest crawl, listings included.", float64(r.Counts.Fetched), "site", name)
		const links = "Links of the site's newest crawl, by what became of them at discovery."
		m.gauge("newswire_last_run_links", links, float64(r.Counts.Queued), "site", name, "state", "queued")
		m.gauge("newswire_last_run_links", links, float64(r.Counts.Skipped), "site", name, "state", "skipped")
		for outcome, n := range tally(r.Counts.Outcomes) {
			m.gauge("newswire_last_run_outcomes", "Queued links of the site's newest crawl, by how they ended.", float64(n), "site", name, "outcome", outcome)
		}
	}
}

func (m emitter) sites(sites []site.Health) {
	for _, h := range sites {
		m.gauge("newswire_site_last_run_timestamp_seconds", "When the site was last crawled, Unix time; 0 if never.", seconds(h.LastRun), "site", h.Site)
		m.gauge("newswire_site_last_success_timestamp_seconds", "When a crawl of the site last succeeded, Unix time; 0 if never.", seconds(h.LastSuccess), "site", h.Site)
		m.counter("newswire_site_articles_total", "Articles of the site stored as new since the start of the process.", float64(h.Articles), "site", h.Site)
		m.gauge("newswire_site_warning", "1 if the site wants a look, such as when its crawl found nothing, else 0.", flag(h.Warning != ""), "site", h.Site)
	}
}

// tally adds outcomes up by what stands before the colon ("failed:timeout"), so that a reason does not
// make a time series of its own.
func tally(outcomes map[string]int) map[string]int {
	sums := make(map[string]int)
	for outcome, n := range outcomes {
		kind, _, _ := strings.Cut(outcome, ":")
		sums[kind] += n
	}
	return sums
}

// metricName keeps what a metric's name may have: lower-case letters, digits and underscores.
func metricName(key string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, strings.ToLower(key))
}

func flag(on bool) float64 {
	if on {
		return 1
	}
	return 0
}

func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}
