package wire

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"newswire/article"
	"newswire/internal/embedded"
)

// benchConn is a connection to a new server that syncs every message, as in production.
func benchConn(b *testing.B) *Conn {
	b.Helper()
	log := slog.New(slog.DiscardHandler)
	s, err := embedded.StartNATS(embedded.NATSConfig{Dir: b.TempDir()}, log)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	c, err := Connect(b.Context(), Config{URL: s.URL()}, log)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(c.nc.Close)
	if err := c.Setup(b.Context()); err != nil {
		b.Fatal(err)
	}
	return c
}

// BenchmarkPublish measures articles of 6 KB published by many goroutines.
func BenchmarkPublish(b *testing.B) {
	c := benchConn(b)
	body := strings.Repeat("A sentence of an article. ", 200)
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			u := fmt.Sprintf("https://www.example.com/%p/%d", pb, i)
			a := article.Article{ID: article.ID(u), URL: u, CanonicalURL: u, Site: "daily", Title: u, Body: body}
			if err := c.Publish(b.Context(), &a, Created, ""); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkFrontier measures links pushed, leased and done, over 50 hosts.
func BenchmarkFrontier(b *testing.B) {
	c := benchConn(b)
	f, err := c.Frontier(b.Context(), FrontierConfig{})
	if err != nil {
		b.Fatal(err)
	}
	links := make([]article.Link, b.N)
	for i := range links {
		u := fmt.Sprintf("https://host%d.example/%d", i%50, i)
		links[i] = article.Link{URL: u, ID: article.ID(u), Site: "daily"}
	}
	b.ResetTimer()
	if n, err := f.Push(b.Context(), links); n != len(links) || err != nil {
		b.Fatalf("queued %d of %d: %v", n, len(links), err)
	}
	pushed := b.Elapsed()
	done := make(chan error)
	for range 16 {
		go func() {
			for range len(links) / 16 {
				l, err := f.Next(b.Context())
				if err == nil {
					err = l.Done(b.Context())
				}
				if err != nil {
					done <- err
					return
				}
			}
			done <- nil
		}()
	}
	for range 16 {
		if err := <-done; err != nil {
			b.Error(err)
		}
	}
	b.StopTimer()
	b.ReportMetric(float64(len(links))/pushed.Seconds(), "pushed/s")
	b.ReportMetric(float64(len(links))/(b.Elapsed()-pushed).Seconds(), "leased/s")
	if err := f.Close(b.Context()); err != nil {
		b.Error(err)
	}
}
