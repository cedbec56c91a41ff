package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"newswire/article"
	"newswire/site"
	"newswire/web"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// newsroom is a backend in memory. Its fields are set before the server starts, but for what is sent
// to arriving.
type newsroom struct {
	arriving chan *article.Article
	runs     []site.Run
	sites    []site.Health
	err      error // of Runs and Sites
	checks   map[string]error
	counters map[string]int64
}

func (n *newsroom) Tail(ctx context.Context, _ time.Time) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		for {
			select {
			case <-ctx.Done():
				return
			case a := <-n.arriving:
				if !yield(a, nil) {
					return
				}
			}
		}
	}
}

func (n *newsroom) Runs(context.Context) ([]site.Run, error)     { return n.runs, n.err }
func (n *newsroom) Sites(context.Context) ([]site.Health, error) { return n.sites, n.err }
func (n *newsroom) Check(context.Context) map[string]error       { return n.checks }
func (n *newsroom) Counters() map[string]int64                   { return n.counters }
func (n *newsroom) publish(t *testing.T, a *article.Article) {
	t.Helper()
	select {
	case n.arriving <- a:
	case <-time.After(5 * time.Second):
		t.Fatal("nobody follows the tail")
	}
}

// service is a running server with a client of its own.
type service struct {
	url    string
	client *http.Client
	stop   func() error // ends the server and returns what Run returned
}

func serve(t *testing.T, n *newsroom) *service {
	t.Helper()
	return serveWith(t, web.Config{Version: "v1.2.3"}, n)
}

func serveWith(t *testing.T, cfg web.Config, n *newsroom) *service {
	t.Helper()
	n.arriving = make(chan *article.Article)
	cfg.Listen = "127.0.0.1:0"
	s, err := web.New(cfg, n, nil)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	transport := &http.Transport{}
	stop := sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		if err := stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return &service{url: s.URL(), client: &http.Client{Transport: transport}, stop: stop}
}

// get returns a page's status, header and body.
func (s *service) get(t *testing.T, path string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.do(t, req)
}

func (s *service) do(t *testing.T, req *http.Request) (int, http.Header, string) {
	t.Helper()
	res, err := s.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(body)
}

// await asks for a page until ok says yes of its body.
func (s *service) await(t *testing.T, path string, ok func(body string) bool) string {
	t.Helper()
	deadline := time.Now().Add(5 * time.Second)
	for {
		_, _, body := s.get(t, path)
		if ok(body) {
			return body
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s never became what was awaited; it is %s", path, body)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func bridge() *article.Article {
	return &article.Article{
		ID:           article.ID("https://www.example.com/bridge"),
		URL:          "https://www.example.com/bridge?utm_source=rss",
		CanonicalURL: "https://www.example.com/bridge",
		Site:         "harbour-times",
		Title:        "Harbour bridge reopens",
		Authors:      []string{"Ada Quill", "Ben Inkster"},
		Category:     "Transport",
		Lang:         "en",
		PublishedAt:  time.Date(2025, 1, 24, 9, 31, 0, 0, time.FixedZone("CET", 3600)),
		FetchedAt:    time.Date(2025, 1, 24, 9, 0, 0, 0, time.UTC),
		Revision:     1,
		RecordHash:   "1",
	}
}

func TestNewNamesTheAddressAndTheFix(t *testing.T) {
	t.Parallel()
	s := serve(t, &newsroom{})
	taken := strings.TrimPrefix(s.url, "http://")
	tests := []struct{ name, listen, want string }{
		{"port taken", taken, "listening on " + taken + ": the port is taken"},
		{"no port", "localhost", `web.listen "localhost": write host:port`},
		{"no such port", "127.0.0.1:99999", `listening on web.listen "127.0.0.1:99999"`},
		{"no such address", "192.0.2.1:0", `listening on web.listen "192.0.2.1:0"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := web.New(web.Config{Listen: tt.listen}, &newsroom{}, nil)
			if err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("New(%q) = %v, want one line with %q", tt.listen, err, tt.want)
			}
		})
	}
}

func TestURLOfEveryAddress(t *testing.T) {
	t.Parallel()
	s, err := web.New(web.Config{Listen: ":0"}, &newsroom{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(s.URL(), "http://127.0.0.1:") {
		t.Errorf("URL() = %q, want the loopback address", s.URL())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Run(ctx); err != nil {
		t.Errorf("Run with an ended context: %v", err)
	}
}

func TestHealth(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		checks map[string]error
		status int
		want   map[string]any
	}{
		{"all well", map[string]error{"nats": nil, "store": nil}, http.StatusOK,
			map[string]any{"nats": "ok", "store": "ok"}},
		{"store down", map[string]error{"nats": nil, "store": errors.New("connection refused")}, http.StatusServiceUnavailable,
			map[string]any{"nats": "ok", "store": "connection refused"}},
		{"nothing to check", nil, http.StatusOK, map[string]any{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			status, header, body := serve(t, &newsroom{checks: tt.checks}).get(t, "/healthz")
			if status != tt.status || header.Get("Content-Type") != "application/json" {
				t.Errorf("status %d, type %q; want %d and JSON", status, header.Get("Content-Type"), tt.status)
			}
			var report struct {
				Status, Version string
				Components      map[string]any
			}
			if err := json.Unmarshal([]byte(body), &report); err != nil {
				t.Fatal(err)
			}
			if (report.Status == "ok") != (tt.status == http.StatusOK) || report.Version != "v1.2.3" {
				t.Errorf("report %s", body)
			}
			if len(report.Components) != len(tt.want) {
				t.Errorf("components %v, want %v", report.Components, tt.want)
			}
			for name, want := range tt.want {
				if report.Components[name] != want {
					t.Errorf("%s: %v, want %v", name, report.Components[name], want)
				}
			}
		})
	}
}

func TestAPI(t *testing.T) {
	t.Parallel()
	full := &newsroom{
		runs:  []site.Run{{ID: "r1", Site: "harbour-times", Trigger: "schedule"}},
		sites: []site.Health{{Site: "harbour-times", Warning: "found nothing"}},
	}
	tests := []struct {
		name   string
		room   *newsroom
		path   string
		status int
		want   string
	}{
		{"no articles", &newsroom{}, "/api/articles", http.StatusOK, "[]\n"},
		{"no runs", &newsroom{}, "/api/runs", http.StatusOK, "[]\n"},
		{"no sites", &newsroom{}, "/api/sites", http.StatusOK, "[]\n"},
		{"runs", full, "/api/runs", http.StatusOK, `"id":"r1","site":"harbour-times"`},
		{"sites", full, "/api/sites", http.StatusOK, `"warning":"found nothing"`},
		{"runs cannot be read", &newsroom{err: errors.New("store is gone")}, "/api/runs", http.StatusServiceUnavailable, `{"error":"reading the crawl runs: store is gone"}`},
		{"sites cannot be read", &newsroom{err: errors.New("store is gone")}, "/api/sites", http.StatusServiceUnavailable, `{"error":"reading the sites: store is gone"}`},
		{"no such page", full, "/api/nothing", http.StatusNotFound, "404"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			room := *tt.room
			status, _, body := serve(t, &room).get(t, tt.path)
			if status != tt.status || !strings.Contains(body, tt.want) {
				t.Errorf("%d %s; want %d with %s", status, body, tt.status, tt.want)
			}
		})
	}
}
