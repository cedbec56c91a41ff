package crawler

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

func TestHubOf(t *testing.T) {
	t.Parallel()
	const address = "https://www.example.com/feeds/news?format=rss"
	atom := func(inside string) string {
		return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>` + inside + `</feed>`
	}
	for _, c := range []struct {
		name, header, body, hub, self string
	}{
		{"header", `<https://hub.example.net/>; rel="hub", <https://www.example.com/feed>; rel="self"`, "", "https://hub.example.net/", "https://www.example.com/feed"},
		{"header without quotes, several relations", `</next>;rel=next, <https://hub.example.net/a,b>; title="x, y"; rel="other HUB",</feed>;REL=self`, "", "https://hub.example.net/a,b", "https://www.example.com/feed"},
		{"header before document", `<https://one.example/>; rel=hub`, atom(`<link rel="hub" href="https://two.example/"/><link rel="self" href="https://www.example.com/x"/>`),
			"https://one.example/", address},
		{"Atom", "", atom(`<link rel="self" href="/feed?a=1&amp;utm_source=x"/><link rel="hub" href="https://hub.example.net/"/>`), "https://hub.example.net/", "https://www.example.com/feed?a=1&utm_source=x"},
		{"RSS", "", `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://www.example.com/</link>
			<atom:link href="https://www.example.com/rss" rel="self" type="application/rss+xml"/><atom:link rel="hub" href="https://hub.example.net/"/></channel></rss>`,
			"https://hub.example.net/", "https://www.example.com/rss"},
		{"the first of two hubs", "", atom(`<link rel="hub" href="https://one.example/"/><link rel="hub" href="https://two.example/"/>`), "https://one.example/", address},
		{"JSON Feed", "", `{"version": "https://jsonfeed.org/version/1.1", "feed_url": "https://www.example.com/feed.json", "hubs": [{"type": "rssCloud", "url": "https://no.example/"}, {"type": "WebSub", "url": "https://hub.example.net/"}]}`,
			"https://hub.example.net/", "https://www.example.com/feed.json"},
		{"an entry's links are not the feed's", "", atom(`<entry><link rel="hub" href="https://hub.example.net/"/></entry>`), "", ""},
		{"none", `<https://www.example.com/>; rel="canonical"`, atom(""), "", ""},
		{"no web address", `<mailto:hub@example.com>; rel=hub`, "", "", ""},
		{"broken", `<<>>;;rel=`, "<feed><link rel=hub", "", ""},
	} {
		p := &article.Page{URL: address, Header: http.Header{}, Body: []byte(c.body)}
		if c.header != "" {
			p.Header.Set("Link", c.header)
		}
		if hub, self := hubOf(p); hub != c.hub || self != c.self {
			t.Errorf("%s: hub %q, self %q, want %q, %q", c.name, hub, self, c.hub, c.self)
		}
	}
}

func TestAskHub(t *testing.T) {
	t.Parallel()
	var asked string
	s := serve(t, map[string]http.HandlerFunc{
		"/hub": func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			asked = r.Method + " " + r.Header.Get("Content-Type") + " " + string(body)
			w.WriteHeader(http.StatusAccepted)
		},
		"/moved": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/hub", http.StatusTemporaryRedirect)
		},
		"/loop": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/loop", http.StatusPermanentRedirect)
		},
		"/no": func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "no such topic", http.StatusBadRequest)
		},
	})
	b := newBench(t, Config{}, quickSite(s))
	form := url.Values{"hub.mode": {"subscribe"}}
	for _, path := range []string{"/hub", "/moved"} {
		asked = ""
		if err := b.AskHub(t.Context(), s.URL+path, form); err != nil || asked != "POST application/x-www-form-urlencoded hub.mode=subscribe" {
			t.Errorf("%s: %v, asked %q", path, err, asked)
		}
	}
	for path, want := range map[string]string{"/no": "no such topic", "/loop": "redirects"} {
		if err := b.AskHub(t.Context(), s.URL+path, form); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
	strict := newBench(t, Config{HTTP: HTTP{AllowAddresses: []Network{}}}, quickSite(s))
	if err := strict.AskHub(t.Context(), s.URL+"/hub", form); !errors.Is(err, errAddress) {
		t.Errorf("a hub at a private address: %v", err)
	}
}

// TestDeliver: what a hub sends is queued as fresh news, if the site's own lists would be.
func TestDeliver(t *testing.T) {
	t.Parallel()
	one := site.Site{Name: "daily", Hosts: []string{"www.example.com"}, Articles: site.Articles{Skip: []string{"/video/"}}, Limits: site.Limits{Pages: 3}}
	b := newBench(t, Config{}, one)
	known := "https://www.example.com/2025/01/known-already-here"
	if err := b.states.Put(t.Context(), article.ID(known), article.FetchState{NextDue: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	topic := Topic{Site: "daily", Feed: "https://www.example.com/rss", URL: "https://www.example.com/rss?topic"}
	feed := rss(known, "/2025/01/one-fine-day", "/2025/01/one-fine-day", "/video/2025/01/two-by-two", "https://elsewhere.example/2025/01/three",
		"/2025/01/four-winds-blow", "/2025/01/five-gold-rings", "/2025/01/six-is-over-the-limit")
	queued, err := b.Deliver(t.Context(), topic, "application/rss+xml", []byte(feed))
	if err != nil || queued != 3 {
		t.Errorf("%d queued, %v, want 3", queued, err)
	}
	for _, l := range b.queue.links() {
		if l.Priority != article.PriorityFresh || l.Via != topic.Feed || !strings.Contains(l.URL, "www.example.com/2025/01/") {
			t.Errorf("queued %+v", l)
		}
	}
	if queued, err = b.Deliver(t.Context(), topic, "application/rss+xml", []byte(feed)); err != nil || queued != 0 {
		t.Errorf("delivered again: %d queued, %v", queued, err)
	}
	if _, err := b.Deliver(t.Context(), topic, "text/html", []byte("<html><p>No feed.")); !errors.Is(err, errNotFeed) {
		t.Errorf("no feed: %v", err)
	}
	if _, err := b.Deliver(t.Context(), Topic{Site: "gone"}, "", nil); err == nil {
		t.Error("a site that is no more takes deliveries")
	}
}
