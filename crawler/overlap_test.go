package crawler

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"newswire/site"
)

// TestGaps: a feed that keeps less than a third of what it listed is told, and read on to the pages that
// continue it, so that nothing slips between two polls.
func TestGaps(t *testing.T) {
	t.Parallel()
	pages := map[string]http.HandlerFunc{}
	paged := func(next string, from, to int) http.HandlerFunc {
		var items []string
		for i := from; i < to; i++ {
			path := fmt.Sprintf("/2025/01/story-%d", i)
			items = append(items, path)
			pages[path] = html(story)
		}
		return text("application/rss+xml", `<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="next" href="`+next+`"/>`+rss(items...)[len(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>`):])
	}
	pages["/rss"] = inTurn(paged("/older", 0, 9), paged("/more", 5, 14), paged("/more", 12, 21), paged("/more", 12, 21))
	pages["/more"], pages["/older"] = paged("/rss", 9, 12), paged("/oldest", 30, 32)
	s := serve(t, pages)
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}, Limits: site.Limits{Depth: 1}})
	b.start(t)
	for n, want := range [][]string{nil, nil, {s.URL + "/rss"}, nil} {
		if run := b.crawl(t, "daily"); !slices.Equal(run.Gaps, want) {
			t.Errorf("poll %d: gaps %q, want %q", n+1, run.Gaps, want)
		}
	}
	if got := len(b.paths()); got != 23 {
		t.Errorf("%d articles fetched, want all 23", got)
	}
	for path, want := range map[string]int{"/older": 1, "/more": 1, "/oldest": 0} {
		if n := s.hits(path); n != want {
			t.Errorf("%s was asked for %d times, want %d: at first and at the gap, as deep as limits.depth", path, n, want)
		}
	}
}
