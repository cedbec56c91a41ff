package crawler

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"newswire/article"
	"newswire/site"
)

// TestListingNotModified: a listing that has not changed is not sent again, and its links count as before.
func TestListingNotModified(t *testing.T) {
	t.Parallel()
	sent, notModified := 0, 0
	s := serve(t, map[string]http.HandlerFunc{"/2025/01/one": html(story), "/2025/01/two": html(story), "/2025/01/three": html(story)})
	s.pages["/rss"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"one"`)
		if r.Header.Get("If-None-Match") == `"one"` {
			notModified++
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent++
		text("application/rss+xml", rss("/2025/01/one", "/2025/01/two", "/2025/01/three"))(w, r)
	}
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}, Limits: site.Limits{Pages: 2}})
	b.start(t)
	b.crawl(t, "daily")
	again := b.crawl(t, "daily") // what limits.pages cut off is taken up although the feed is as it was
	if want := []string{"/2025/01/one", "/2025/01/three", "/2025/01/two"}; !slices.Equal(b.paths(), want) {
		t.Errorf("fetched %q, want %q", b.paths(), want)
	}
	if sent != 1 || notModified != 1 || again.Counts.Found != 3 {
		t.Errorf("sent %d times, not modified %d times, then found %+v", sent, notModified, again.Counts)
	}
}

// TestListingMoved: "not modified" of another document says nothing about the one that is known.
func TestListingMoved(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{})
	feed := func(path string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"same"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			text("application/rss+xml", rss(path))(w, r)
		}
	}
	s.pages["/rss"] = inTurn(feed("/2025/01/one"), func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/new", http.StatusFound) })
	s.pages["/new"] = feed("/2025/01/two")
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}})
	for _, want := range []string{"/2025/01/one", "/2025/01/two"} {
		for l, err := range b.Discover(t.Context(), "daily") {
			if err != nil || !strings.HasSuffix(l.URL, want) {
				t.Errorf("%s, %v, want %s", l.URL, err, want)
			}
		}
	}
}

func TestListingsAreBounded(t *testing.T) {
	t.Parallel()
	l := &listings{pages: map[listingKey]*listingCopy{}}
	page := func(size int, header string) *article.Page {
		return &article.Page{Header: http.Header{header: {"x"}}, Body: make([]byte, size)}
	}
	for i := range 3 * keptListings / keptListing {
		l.put("daily", fmt.Sprint(i), page(keptListing, "Last-Modified"))
		if l.get("daily", "0") == nil {
			t.Fatal("the one in use was dropped")
		}
	}
	if l.bytes != keptListings || len(l.pages) != keptListings/keptListing {
		t.Errorf("%d listings of %d bytes, want %d bytes", len(l.pages), l.bytes, keptListings)
	}
	l.put("daily", "0", page(1, "Etag"))
	l.put("daily", "large", page(keptListing+1, "Etag"))
	l.put("daily", "without", page(1, "Age"))
	if l.bytes != keptListings-keptListing+1 || l.get("daily", "large") != nil || l.get("daily", "without") != nil || l.get("weekly", "0") != nil {
		t.Errorf("%d bytes of listings that were not to be kept", l.bytes)
	}
}

// TestIdentity: a site's headers and cookies go to its hosts, also after redirects, and to no others.
func TestIdentity(t *testing.T) {
	t.Parallel()
	feed := serve(t, map[string]http.HandlerFunc{})
	s := serve(t, map[string]http.HandlerFunc{
		"/2025/01/one": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/target", http.StatusFound) },
		"/target":      html(story),
	})
	feed.pages["/rss"] = text("application/rss+xml", rss(s.URL+"/2025/01/one"))
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Hosts: []string{s.host()}, Sources: []site.Source{{Feed: feed.URL + "/rss"}},
		Headers: []string{"Accept-Language: da", "X-Key: a:b"}, Cookies: []string{"consent=yes", "lang=da"}})
	b.start(t)
	b.crawl(t, "daily")
	for _, r := range slices.Concat(s.requests, feed.requests) {
		want := [3]string{"da", "a:b", "consent=yes; lang=da"}
		if r.Host != s.host() || r.URL.Path == "/robots.txt" {
			want = [3]string{}
		}
		if got := [3]string{r.Header.Get("Accept-Language"), r.Header.Get("X-Key"), r.Header.Get("Cookie")}; got != want {
			t.Errorf("%s%s: sent %q, want %q", r.Host, r.URL.Path, got, want)
		}
	}
	if s.hits("/target") != 1 {
		t.Error("the article was not fetched")
	}
}
