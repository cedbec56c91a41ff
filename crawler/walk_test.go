package crawler

import (
	"fmt"
	"net/http"
	"slices"
	"testing"

	"newswire/site"
)

// TestWalk: a home page leads to an archive's years and months as far as it may, and a listing that answers
// every page number ends where it shows nothing new.
func TestWalk(t *testing.T) {
	t.Parallel()
	headline := func(name string) string {
		return `<a href="/2025/01/` + name + `">A headline of more than four words</a>`
	}
	s := serve(t, map[string]http.HandlerFunc{
		"/":                 html(`<a href="/archive/">All</a><a href="/world/">World</a><a href="/author/jane">Jane</a>` + headline("front")),
		"/archive/":         html(`<a href="/archive/2025/">2025</a><a href="/archive/2999/">Later</a>`),
		"/archive/2025/":    html(`<a href="/archive/2025/01/">January</a><a href="/">Home</a>`),
		"/archive/2025/01/": html(headline("deep")),
		"/world/": func(w http.ResponseWriter, r *http.Request) {
			page := 1
			_, _ = fmt.Sscan(r.URL.Query().Get("page"), &page)
			html(headline(fmt.Sprint("world-", min(page, 3)))+fmt.Sprintf(`<a href="/world/?page=%d">Next</a>`, page+1))(w, r)
		},
	})
	daily := site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Home: s.URL}}, Limits: site.Limits{Depth: 50}}
	for _, c := range []struct {
		name             string
		follow, listings int
		want             []string
	}{
		{"sections", 1, 0, []string{"front", "world-1", "world-2", "world-3"}},
		{"their listings", 3, 0, []string{"deep", "front", "world-1", "world-2", "world-3"}},
		{"a few pages", 3, 2, []string{"front", "world-1"}},
	} {
		daily.Limits.Follow, daily.Limits.Listings = c.follow, c.listings
		b := newBench(t, Config{}, daily)
		var got []string
		for l, err := range b.Discover(t.Context(), "daily") {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, l.URL[len(s.URL+"/2025/01/"):])
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: found %q, want %q", c.name, got, c.want)
		}
	}
	if n := s.hits("/world/"); n > 2*4+1 {
		t.Errorf("the section was asked %d times, want no page after the first that shows nothing new", n)
	}
	for _, path := range []string{"/author/jane", "/archive/2999/"} {
		if s.hits(path) > 0 {
			t.Errorf("%s was fetched", path)
		}
	}
}
