package web_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

func TestDashboard(t *testing.T) {
	t.Parallel()
	now := time.Now()
	room := &newsroom{
		runs: []site.Run{
			{ID: "r1", Site: "harbour-times", StartedAt: now.Add(-10 * time.Second), Counts: site.Counts{
				Found: 1312, Queued: 340, Skipped: 972, Fetched: 50, Outcomes: map[string]int{"created": 30, "failed:timeout": 4}}},
			{ID: "r2", Site: "valley-post", StartedAt: now.Add(-time.Hour), EndedAt: now.Add(-59 * time.Minute)},
		},
		sites:    []site.Health{{Site: "valley-post", LastRun: now, Warning: "found nothing"}},
		checks:   map[string]error{"nats": nil, "store": errors.New("connection refused")},
		counters: map[string]int64{"published_created": 12480, "stored_created": 7, "stored_updated": 5, "dead": 3},
	}
	s := serve(t, room)
	updated := bridge()
	updated.Revision, updated.RecordHash = 2, "2"
	room.publish(t, bridge())
	room.publish(t, updated)
	page := s.await(t, "/", func(body string) bool { return strings.Contains(body, "Updated</span>") })

	for _, want := range []string{
		`<a href="https://www.example.com/bridge" target="_blank" rel="noopener noreferrer">Harbour bridge reopens</a>`,
		"Ada Quill and Ben Inkster", "Transport", `title="Revision 2"`,
		`<time datetime="2025-01-24T09:31:00&#43;01:00" title="24 January 2025, 09:31 &#43;01:00" data-local="published">08:31</time>`,
		`aria-label="34 of 340 links done: 30 new, 4 failed, 306 waiting"`, "1,312 found", "5.0 pages/s",
		"A site wants a look", "found nothing", "Found nothing",
		"Something is down", "store: connection refused",
		"<dt>New</dt><dd>12,480</dd>", "<dt>Stored</dt><dd>12</dd>", `class="alarm"><dt>Dead letters</dt>`,
		"Newswire v1.2.3",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := strings.Count(page, "Harbour bridge reopens"); n != 1 {
		t.Errorf("the article shows %d times, want once: an update takes its place", n)
	}
	for _, unwanted := range []string{"<style", "style=", "<script>", "onclick="} { // the policy forbids them
		if strings.Contains(page, unwanted) {
			t.Errorf("the page has %q", unwanted)
		}
	}
}

func TestDashboardShowsWhatItCannotRead(t *testing.T) {
	t.Parallel()
	s := serve(t, &newsroom{err: errors.New("store is gone")})
	status, _, page := s.get(t, "/")
	if status != http.StatusOK || !strings.Contains(page, "crawls: store is gone") || !strings.Contains(page, "sites: store is gone") {
		t.Errorf("status %d, page %s", status, page)
	}
}

func TestHostileArticlesAreHarmless(t *testing.T) {
	t.Parallel()
	hostile := &article.Article{
		ID:           `"><script>alert(1)</script>`,
		URL:          "data:text/html,<script>alert(2)</script>",
		FinalURL:     " JavaScript:alert(3)",
		CanonicalURL: "javascript:alert(4)",
		Site:         "<img src=x onerror=alert(5)>",
		Title:        "</a></h3><script>alert(6)</script>\r\ndata: <b>forged</b>\r\n\r\nevent: forged",
		Authors:      []string{"<svg onload=alert(7)>"},
		Category:     "<style>*{display:none}</style>",
		Lang:         `en" onmouseover="alert(8)`,
		FetchedAt:    time.Now(),
	}
	room := &newsroom{sites: []site.Health{{Site: "<script>alert(9)</script>", Warning: "<b>x</b>"}}}
	s := serve(t, room)
	rows, articles := s.events(t, "/events", ""), s.events(t, "/api/events", "")
	room.publish(t, hostile)
	row := rows.mustNext(t)
	if got := decode(t, articles.mustNext(t)); got.Title != hostile.Title {
		t.Errorf("the article's title came as %q", got.Title)
	}
	_, _, page := s.get(t, "/")
	for where, html := range map[string]string{"row": row.data, "page": page} {
		if !strings.Contains(html, "alert(6)") {
			t.Errorf("the %s lacks the title", where)
		}
		for _, bad := range []string{"<script>", "<img", "<svg onload", "<style>", "<b>forged", "<b>x", `" onmouseover="`, `href="javascript`, `href="data`} {
			if strings.Contains(html, bad) {
				t.Errorf("the %s has %q", where, bad)
			}
		}
	}
	if strings.Contains(row.data, "href") {
		t.Errorf("an address that is not http is linked: %s", row.data)
	}
}

func TestGuard(t *testing.T) {
	t.Parallel()
	s := serve(t, &newsroom{})
	port := s.url[strings.LastIndex(s.url, ":"):]
	tests := []struct {
		name, method, host string
		status             int
	}{
		{"as configured", "GET", "127.0.0.1" + port, http.StatusOK},
		{"localhost", "GET", "localhost" + port, http.StatusOK},
		{"localhost through a tunnel", "GET", "LOCALHOST:9000", http.StatusOK},
		{"IPv6", "GET", "[::1]" + port, http.StatusOK},
		{"no port", "HEAD", "[::1]", http.StatusOK},
		{"rebound name", "GET", "evil.example" + port, http.StatusMisdirectedRequest},
		{"rebound name like ours", "GET", "localhost.evil.example", http.StatusMisdirectedRequest},
		{"another machine", "GET", "192.0.2.7" + port, http.StatusMisdirectedRequest},
		{"writing", "POST", "localhost", http.StatusMethodNotAllowed},
		{"deleting", "DELETE", "localhost", http.StatusMethodNotAllowed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, path := range []string{"/", "/api/articles", "/metrics", "/assets/dashboard.js"} {
				req, err := http.NewRequestWithContext(t.Context(), tt.method, s.url+path, nil)
				if err != nil {
					t.Fatal(err)
				}
				req.Host = tt.host
				status, header, body := s.do(t, req)
				if status != tt.status {
					t.Errorf("%s %s: %d %s, want %d", tt.method, path, status, body, tt.status)
				}
				policy := header.Get("Content-Security-Policy")
				if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") {
					t.Errorf("%s: Content-Security-Policy %q", path, policy)
				}
				if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Referrer-Policy") != "no-referrer" {
					t.Errorf("%s: header %v", path, header)
				}
			}
		})
	}
}

func TestAssetsAreLoadedOnce(t *testing.T) {
	t.Parallel()
	s := serve(t, &newsroom{})
	for path, kind := range map[string]string{
		"/assets/dashboard.js":  "text/javascript; charset=utf-8",
		"/assets/dashboard.css": "text/css; charset=utf-8",
		"/assets/icon.svg":      "image/svg+xml",
	} {
		status, header, _ := s.get(t, path)
		if status != http.StatusOK || header.Get("Content-Type") != kind {
			t.Errorf("%s: %d, type %q, want %q", path, status, header.Get("Content-Type"), kind)
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("If-None-Match", header.Get("ETag"))
		if status, _, _ := s.do(t, req); status != http.StatusNotModified {
			t.Errorf("%s again: %d, want 304", path, status)
		}
	}
	if status, _, _ := s.get(t, "/assets/../server.go"); status == http.StatusOK {
		t.Error("a file outside of the assets is served")
	}
}
