package crawler

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"newswire/site"
)

// BenchmarkVisit is one page over loopback with all that a visit takes, but without waiting.
func BenchmarkVisit(b *testing.B) {
	page := "<!doctype html><title>A story</title>" + strings.Repeat("<p>Some forty kilobytes of text.</p>", 1200)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		html(page)(w, r)
	}))
	defer server.Close()
	s := site.Site{Name: "daily", Pace: site.Pace{Delay: 1, Parallelism: 8}, Hosts: []string{strings.TrimPrefix(server.URL, "http://")}}
	c, err := New(Config{HTTP: HTTP{AllowAddresses: []Network{loopback}}}, []site.Site{s}, nil, nil, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		_, free, err := c.visitor.get(b.Context(), b.Context(), visit{url: server.URL + "/story", site: c.sites["daily"], patience: holdFor})
		if err != nil {
			b.Fatal(err)
		}
		free()
	}
}

func BenchmarkParseFeed(b *testing.B) {
	var links []string
	for i := range 100 {
		links = append(links, fmt.Sprintf("https://www.example.com/2025/01/story-number-%d", i))
	}
	body := []byte(rss(links...))
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parseFeed(body, "application/rss+xml", func(item) bool { return true }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRobotsAllowed(b *testing.B) {
	r := parseRobots([]byte("User-agent: *\n"+strings.Repeat("Disallow: /*/private*/x$\nAllow: /a/b/c\n", 100)), "newswire")
	b.ReportAllocs()
	for b.Loop() {
		r.allowed("/2025/01/24/a-story-with-a-long-slug?page=2")
	}
}

func BenchmarkJudge(b *testing.B) {
	u := &url.URL{Scheme: "https", Host: "www.example.com", Path: "/news/world/a-story-with-a-long-slug-12345678"}
	b.ReportAllocs()
	for b.Loop() {
		judge(u, "")
	}
}
