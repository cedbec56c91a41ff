package pipeline_test

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"newswire/article"
	"newswire/crawler"
	"newswire/pipeline"
	"newswire/site"
	"newswire/web"
)

// hub is a WebSub hub: it verifies intent, keeps leases and signs what it sends.
type hub struct {
	*httptest.Server
	lease time.Duration

	mu       sync.Mutex
	subs     map[string]hubLease // by callback
	requests int
	lapsed   int // renewals that came after the end of a lease
	under    sync.WaitGroup
}

type hubLease struct {
	topic, secret string
	until         time.Time
}

func newHub(t *testing.T, lease time.Duration) *hub {
	t.Helper()
	h := &hub{lease: lease, subs: map[string]hubLease{}}
	h.Server = httptest.NewServer(http.HandlerFunc(h.subscribe))
	t.Cleanup(func() {
		h.under.Wait()
		h.Close()
		http.DefaultClient.CloseIdleConnections()
	})
	return h
}

func (h *hub) subscribe(w http.ResponseWriter, r *http.Request) {
	form := func(name string) string { return r.PostFormValue("hub." + name) }
	if form("mode") != "subscribe" || form("topic") == "" || len(form("secret")) < 20 {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	h.mu.Lock()
	h.requests++
	h.mu.Unlock()
	callback, topic, secret := form("callback"), form("topic"), form("secret")
	h.under.Go(func() { h.verify(callback, topic, secret) })
	w.WriteHeader(http.StatusAccepted)
}

func (h *hub) verify(callback, topic, secret string) {
	challenge := rand.Text()
	code, body := get(callback + "?" + url.Values{"hub.mode": {"subscribe"}, "hub.topic": {topic}, "hub.challenge": {challenge},
		"hub.lease_seconds": {strconv.Itoa(int(h.lease / time.Second))}}.Encode())
	if code/100 != 2 || body != challenge {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if old, ok := h.subs[callback]; ok && time.Now().After(old.until) {
		h.lapsed++
	}
	h.subs[callback] = hubLease{topic, secret, time.Now().Add(h.lease)}
}

// state returns the callbacks that are verified and the number of requests.
func (h *hub) state() (callbacks []string, requests, lapsed int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for callback := range h.subs {
		callbacks = append(callbacks, callback)
	}
	return callbacks, h.requests, h.lapsed
}

// publish sends a feed to all subscribers, signed with their secrets or with another one.
func (h *hub) publish(t *testing.T, body, secret string) {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	for callback, s := range h.subs {
		mac := hmac.New(sha256.New, []byte(s.secret+secret))
		mac.Write([]byte(body))
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, callback, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", "application/rss+xml")
		req.Header.Set("Link", fmt.Sprintf(`<%s>; rel="hub", <%s>; rel="self"`, h.URL, s.topic))
		req.Header.Set("X-Hub-Signature", "sha256="+hex.EncodeToString(mac.Sum(nil)))
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode/100 != 2 {
			t.Errorf("the subscriber answers %d", res.StatusCode)
		}
	}
}

func get(address string) (int, string) {
	res, err := http.Get(address) //nolint:noctx // a test's hub
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(body)
}

// quiet is a dashboard's backend that has nothing to show.
type quiet struct{}

func (quiet) Tail(ctx context.Context, _ time.Time) iter.Seq2[*article.Article, error] {
	return func(func(*article.Article, error) bool) { <-ctx.Done() }
}
func (quiet) Runs(context.Context) ([]site.Run, error)     { return nil, nil }
func (quiet) Sites(context.Context) ([]site.Health, error) { return nil, nil }
func (quiet) Check(context.Context) map[string]error       { return nil }
func (quiet) Counters() map[string]int64                   { return nil }

func waitFor(t *testing.T, what string, met func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !met(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waiting for %s: in vain", what)
		}
	}
}

// papers serves a feed that names a hub, and any story under /2025/.
type papers struct {
	*httptest.Server
	mu   sync.Mutex
	hits map[string]int
}

func newPapers(t *testing.T, hubURL string) *papers {
	t.Helper()
	p := &papers{hits: map[string]int{}}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.hits[r.URL.Path]++
		p.mu.Unlock()
		switch {
		case r.URL.Path == "/rss":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, feed(fmt.Sprintf(`<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="%s"/>`, hubURL), "http://"+r.Host+"/2025/01/in-the-feed"))
		case strings.HasPrefix(r.URL.Path, "/2025/"):
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprintf(w, `<!doctype html><title>The bridge</title><meta property="og:type" content="article"><article><h1>The bridge at %s opens</h1>%s</article>`,
				r.URL.Path, strings.Repeat("<p>The harbour bridge opened to traffic on Friday after four years of work, the port authority said, a month later than planned.</p>", 6))
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *papers) asked(path string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.hits[path] > 0
}

func feed(inside string, links ...string) string {
	text := `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>` + inside
	for _, link := range links {
		text += "<item><title>A story</title><link>" + link + "</link></item>"
	}
	return text + "</channel></rss>"
}

// TestSubscriptions: a feed with a hub is subscribed to when it is polled, what the hub sends is fetched at
// once, the lease is renewed before it ends, and a restart keeps all that.
func TestSubscriptions(t *testing.T) {
	t.Parallel()
	h := newHub(t, 4*time.Second)
	paper := newPapers(t, h.URL)
	conn := connect(t)

	// The public address is a proxy's, which stands while processes come and go.
	var inside *url.URL
	var mu sync.Mutex
	public := httptest.NewServer(&httputil.ReverseProxy{
		ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError),
		Rewrite: func(r *httputil.ProxyRequest) {
			mu.Lock()
			defer mu.Unlock()
			r.SetURL(inside)
			r.Out.Host = "newswire.example.com"
		},
	})
	t.Cleanup(public.Close)
	start := func() (*pipeline.Ingest, func()) {
		in, err := pipeline.NewIngest(t.Context(), pipeline.IngestConfig{
			Crawler: crawler.Config{HTTP: crawler.HTTP{AllowAddresses: []crawler.Network{{Prefix: netip.MustParsePrefix("127.0.0.0/8")}}}},
			Sites: []site.Site{{
				Name: "paper", Pace: site.Pace{Delay: time.Millisecond, Parallelism: 4}, Sources: []site.Source{{Feed: paper.URL + "/rss"}},
			}},
			Callback: public.URL + web.CallbackPath,
		}, conn, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelInfo})))
		if err != nil {
			t.Fatal(err)
		}
		in.Subscriptions().TakeLeases(time.Second)
		server, err := web.New(web.Config{Listen: "127.0.0.1:0", Subscriber: in.Subscriptions()}, quiet{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		mu.Lock()
		inside, err = url.Parse(server.URL())
		mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		var parts sync.WaitGroup
		for _, run := range []func(context.Context) error{in.Run, server.Run} {
			parts.Go(func() {
				if err := run(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		return in, sync.OnceFunc(func() {
			cancel()
			parts.Wait()
			if err := in.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
	in, stop := start()
	t.Cleanup(func() { stop() })

	if _, err := in.Crawl(t.Context(), crawler.Request{ID: "1", Site: "paper"}); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the hub to have a subscription", func() bool { callbacks, _, _ := h.state(); return len(callbacks) == 1 })
	callbacks, _, _ := h.state()
	ctx, cancel := context.WithCancel(t.Context())
	renewing := make(chan error, 1)
	go func() { renewing <- in.Subscriptions().Run(ctx) }()

	story := func(slug string) string { return paper.URL + "/2025/01/" + slug }
	h.publish(t, feed("", story("forged-by-somebody")), "not the secret")
	h.publish(t, feed("", story("sent-by-the-hub")), "")
	waitFor(t, "the article that the hub sent", func() bool { return in.Published().Created == 2 })
	if !paper.asked("/2025/01/sent-by-the-hub") || paper.asked("/2025/01/forged-by-somebody") {
		t.Errorf("fetched: %v", paper.hits)
	}

	// Nobody else gets in.
	for query, want := range map[string]int{
		"hub.mode=subscribe&hub.challenge=x&hub.topic=http://elsewhere.example/":              http.StatusNotFound,
		"hub.mode=unsubscribe&hub.challenge=x&hub.topic=" + url.QueryEscape(paper.URL+"/rss"): http.StatusNotFound,
		"": http.StatusNotFound,
	} {
		if code, body := get(callbacks[0] + "?" + query); code != want {
			t.Errorf("%s: %d %q, want %d", query, code, body, want)
		}
	}
	if code, _ := get(callbacks[0] + "x?hub.mode=subscribe&hub.challenge=x&hub.topic=" + url.QueryEscape(paper.URL+"/rss")); code != http.StatusNotFound {
		t.Errorf("a token that was guessed: %d", code)
	}

	waitFor(t, "two renewals", func() bool { _, requests, _ := h.state(); return requests >= 3 })
	cancel()
	if err := <-renewing; err != nil {
		t.Error(err)
	}
	if callbacks, _, lapsed := h.state(); len(callbacks) != 1 || lapsed > 0 {
		t.Errorf("%d subscriptions, %d renewed too late", len(callbacks), lapsed)
	}

	stop()
	in, stop = start()
	h.publish(t, feed("", story("sent-after-a-restart")), "")
	waitFor(t, "the article that the hub sent after a restart", func() bool { return in.Published().Created == 1 && paper.asked("/2025/01/sent-after-a-restart") })
}

// TestSubscriptionDenied: a hub that will not have it is left alone for a while.
func TestSubscriptionDenied(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var callback string
	requests := 0
	asked := func() (int, string) {
		mu.Lock()
		defer mu.Unlock()
		return requests, callback
	}
	refusing := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		callback = r.PostFormValue("hub.callback")
		requests++
		w.WriteHeader(http.StatusAccepted)
	}))
	t.Cleanup(refusing.Close)
	paper := newPapers(t, refusing.URL)
	conn := connect(t)
	in, err := pipeline.NewIngest(t.Context(), pipeline.IngestConfig{
		Crawler:  crawler.Config{HTTP: crawler.HTTP{AllowAddresses: []crawler.Network{{Prefix: netip.MustParsePrefix("127.0.0.0/8")}}}},
		Sites:    []site.Site{{Name: "paper", Sources: []site.Source{{Feed: paper.URL + "/rss"}}}},
		Callback: "https://newswire.example.com/websub/",
	}, conn, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(context.Background()) })
	topic := crawler.Topic{Site: "paper", Feed: paper.URL + "/rss", URL: paper.URL + "/rss", Hub: refusing.URL}
	subs := in.Subscriptions()
	for range 3 {
		subs.Offer(t.Context(), topic)
	}
	n, address := asked()
	if n != 1 || !strings.HasPrefix(address, "https://newswire.example.com/websub/") {
		t.Fatalf("%d requests, callback %q", n, address)
	}
	parts := strings.Split(address, "/")
	key, token := parts[len(parts)-2], parts[len(parts)-1]
	if _, known, err := subs.Verify(t.Context(), key, token, url.Values{"hub.mode": {"denied"}, "hub.topic": {topic.URL}, "hub.reason": {"not ours"}}); !known || err != nil {
		t.Errorf("denied: known %t, %v", known, err)
	}
	subs.Offer(t.Context(), topic)
	kept, _, err := conn.Subscriptions().Get(t.Context(), key)
	if n, _ := asked(); err != nil || kept.Denied != "not ours" || n != 1 {
		t.Errorf("kept %+v, %v, %d requests", kept, err, n)
	}
	// Another hub is another subscription, whose callback the old one does not know.
	topic.URL += "?new"
	subs.Offer(t.Context(), topic)
	again, _, err := conn.Subscriptions().Get(t.Context(), key)
	if n, _ := asked(); err != nil || again.Token == token || again.Topic != topic.URL || n != 2 {
		t.Errorf("kept %+v, %v, %d requests", again, err, n)
	}
	// A lease too short to be renewed without haste is taken for a longer one.
	answer := url.Values{"hub.mode": {"subscribe"}, "hub.topic": {topic.URL}, "hub.challenge": {"c"}, "hub.lease_seconds": {"1"}}
	if challenge, known, err := subs.Verify(t.Context(), key, again.Token, answer); challenge != "c" || !known || err != nil {
		t.Errorf("verified: %q, known %t, %v", challenge, known, err)
	}
	if kept, _, err = conn.Subscriptions().Get(t.Context(), key); err != nil || kept.ExpiresAt.Sub(kept.ConfirmedAt) != 10*time.Minute {
		t.Errorf("a lease of a second: kept %+v, %v", kept, err)
	}
	// What cannot be a key is unknown, not a failure of the server.
	for _, wrong := range []string{"", "*", "a key", key + "0", strings.ToUpper(key)} {
		if _, known, err := subs.Verify(t.Context(), wrong, again.Token, answer); known || err != nil {
			t.Errorf("key %q: known %t, %v", wrong, known, err)
		}
		if known, err := subs.Known(t.Context(), wrong, again.Token); known || err != nil {
			t.Errorf("key %q: known %t, %v", wrong, known, err)
		}
	}
	if known, err := subs.Known(t.Context(), key, again.Token); !known || err != nil {
		t.Errorf("the right key: known %t, %v", known, err)
	}
}
