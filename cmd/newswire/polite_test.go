//go:build crash

package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"newswire/sink"
	"newswire/wire"
)

var (
	politeHosts   = flag.Int("hosts", 8, "hosts to serve, two a site")
	politeWorkers = flag.Int("workers", 2, "processes that crawl them")
	politePages   = flag.Int("pages", 20, "articles of each host")
)

const (
	politeDelay       = 500 * time.Millisecond
	politeParallelism = 2
	// politeTolerance is what the delay may seem shorter: it runs from the moment when a request has left the
	// crawler, and is measured where requests arrive, both by processes that wait for a processor.
	politeTolerance = 100 * time.Millisecond
	// politeAnswer is how long hosts take to answer: longer than the delay, so that requests overlap.
	politeAnswer = 700 * time.Millisecond
)

// TestPolite crawls many hosts by several processes on a cluster of three nats-servers, kills a process and
// a nats-server, and has the hosts themselves measure the load: never more requests at a time than they
// allow, never less than the delay between two, whatever is asked for: robots.txt, sitemaps, articles or
// what they redirect to, and whoever asks. In the end each article is stored, once.
func TestPolite(t *testing.T) {
	hosts := make([]*politeHost, *politeHosts/2*2)
	for i := range hosts {
		hosts[i] = servePolitely(t, i)
	}
	var sites strings.Builder
	for i := 0; i < len(hosts); i += 2 {
		hosts[i].twin, hosts[i+1].twin = hosts[i+1], hosts[i]
		fmt.Fprintf(&sites, `
  - name: site-%d
    hosts: [%q, %q]
    schedule: "* * * * *"
    sources: [{sitemap: "http://%s/index.xml"}, {sitemap: "http://%s/index.xml"}]
    limits: {max_age: -1s, pages: 100000}
    pace: {delay: %s, parallelism: %d}
`, i/2, hosts[i].address, hosts[i+1].address, hosts[i].address, hosts[i+1].address, politeDelay, politeParallelism)
	}
	cluster, natsURL := startNATSCluster(t)
	storeDir := t.TempDir()
	config := func(process, mongo string) string {
		return writeConfig(t, fmt.Sprintf(`
nats: {url: %q, replicas: 3}
mongo: {uri: %q}
http: {allow_addresses: ["127.0.0.0/8"], user_agent: "Polite/%s (+https://newswire.example/bot)"}
archive: {off: true}
sites:%s`, natsURL, mongo, process, sites.String()))
	}
	program := binary(t, "newswire/cmd/newswire")
	start(t, program, "run", "-c", config("store", ""), "--data-dir", storeDir, "--roles", "mongo,store")
	mongo := awaitEndpoint(t, storeDir, mongoServer)
	var workers []*immortal
	for i := range *politeWorkers {
		workers = append(workers, startImmortal(t, program, "run", "-c", config(fmt.Sprint("worker-", i), mongo), "--data-dir", t.TempDir(), "--roles", "schedule,crawl"))
	}

	articles := len(hosts) * *politePages
	began := time.Now()
	fetched := func(share float64) {
		deadline := time.Now().Add(5 * time.Minute)
		for {
			n := 0
			for _, h := range hosts {
				n += h.articles()
			}
			if float64(n) >= share*float64(articles) {
				t.Logf("%d of %d articles fetched after %s", n, articles, time.Since(began).Round(time.Second))
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("%d of %d articles fetched: nothing moves", n, articles)
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	fetched(0.15)
	workers[0].kill() // back at once
	fetched(0.35)
	workers[1].killFor(20 * time.Second) // others take its hosts meanwhile
	fetched(0.6)
	cluster[0].killFor(5 * time.Second)
	fetched(1)
	awaitStored(t, mongo, hosts, articles)

	worst, parallel, twice := time.Duration(1<<62), 0, 0
	for _, h := range hosts {
		gap, most, again := h.measured(t)
		worst, parallel, twice = min(worst, gap), max(parallel, most), twice+again
	}
	// What a killed process or one without its nats-server had fetched and not settled.
	const inFlight = 16
	limit := inFlight * (2 + *politeWorkers)
	if twice > limit {
		t.Errorf("%d articles were fetched twice, %d may", twice, limit)
	}
	fmt.Printf("polite_parallelism %d requests (limit: %d, %.2f)\n", parallel, politeParallelism, float64(parallel)/politeParallelism)
	shortest := politeDelay - politeTolerance
	fmt.Printf("polite_gap %d ms (limit: %d, %.2f)\n", worst.Milliseconds(), shortest.Milliseconds(), worst.Seconds()/shortest.Seconds())
	fmt.Printf("polite_fetched_twice %d articles (limit: %d, %.2f)\n", twice, limit, float64(twice)/float64(limit))
	fmt.Printf("polite_lost_or_doubled 0 articles (of %d)\n", articles)
}

// politeHost serves a sitemap index, four sitemaps and articles, a tenth of which have moved to its twin,
// and measures how it is asked for them.
type politeHost struct {
	address string
	number  int
	twin    *politeHost

	mu       sync.Mutex
	requests []politeRequest
	under    int
	most     int
	served   map[string]int // articles that were sent in full
}

type politeRequest struct {
	at         time.Time
	path, from string
	under      int
}

func servePolitely(t *testing.T, number int) *politeHost {
	t.Helper()
	h := &politeHost{number: number, served: map[string]int{}}
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", 10+number%200))
	if err != nil {
		t.Fatal(err)
	}
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: h, ReadHeaderTimeout: patience}}
	server.Start()
	t.Cleanup(server.Close)
	h.address = listener.Addr().String()
	return h
}

func (h *politeHost) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.under++
	h.most = max(h.most, h.under)
	h.requests = append(h.requests, politeRequest{time.Now(), r.URL.Path, strings.Fields(r.UserAgent() + " ?")[0], h.under})
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		h.under--
		h.mu.Unlock()
	}()
	select {
	case <-time.After(politeAnswer):
	case <-r.Context().Done(): // whoever asked is gone
		return
	}
	var file, i int
	switch {
	case r.URL.Path == "/robots.txt":
		fmt.Fprintln(w, "User-agent: *\nAllow: /")
	case r.URL.Path == "/index.xml":
		fmt.Fprint(w, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for file := range 4 {
			fmt.Fprintf(w, "<sitemap><loc>http://%s/sitemap-%d.xml</loc></sitemap>", h.address, file)
		}
		fmt.Fprint(w, `</sitemapindex>`)
	case scan(r.URL.Path, "/sitemap-%d.xml", &file):
		fmt.Fprint(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for i := file; i < *politePages; i += 4 {
			section := "news"
			if i%10 == 3 {
				section = "moved"
			}
			fmt.Fprintf(w, "<url><loc>http://%s/2025/01/24/%s-%d.html</loc></url>\n", h.address, section, i)
		}
		fmt.Fprint(w, "</urlset>")
	case scan(r.URL.Path, "/2025/01/24/moved-%d.html", &i):
		http.Redirect(w, r, fmt.Sprintf("http://%s/2025/01/24/from-%d-%d.html", h.twin.address, h.number, i), http.StatusMovedPermanently)
	default:
		title := "Word of " + strings.TrimSuffix(filepath.Base(r.URL.Path), ".html") + " reaches " + strings.ReplaceAll(h.address, ".", " ")
		_, err := fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>%[1]s</title></head><body><article><h1>%[1]s</h1>
<p>%[1]s, where the town heard of it on Friday morning, and the office counted more than four thousand people in the streets.</p>
<p>Nobody could remember such a crowd, said the head of the school, whose pupils had been given the day off to see it all for themselves.</p>
<p>The office expects the crowd to leave as soon as the weather turns, which the forecast promises for the end of the week at the latest.</p>
</article></body></html>`, title)
		if err == nil {
			h.mu.Lock()
			h.served[r.URL.Path]++
			h.mu.Unlock()
		}
	}
}

func scan(path, format string, n *int) bool {
	_, err := fmt.Sscanf(path, format, n)
	return err == nil
}

// articles is how many different articles were sent.
func (h *politeHost) articles() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.served)
}

// measured returns the shortest time between two requests, the largest number at a time, and how many
// articles were sent more than once; the first two are held against what the host allows.
func (h *politeHost) measured(t *testing.T) (gap time.Duration, most, twice int) {
	t.Helper()
	h.mu.Lock()
	defer h.mu.Unlock()
	gap = time.Duration(1 << 62)
	for i := 1; i < len(h.requests); i++ {
		before, after := h.requests[i-1], h.requests[i]
		d := after.at.Sub(before.at)
		if d < politeDelay-politeTolerance {
			t.Errorf("%s: %s after %s: %s from %s, then %s from %s", h.address, d, before.at.Format(time.StampMilli), before.path, before.from, after.path, after.from)
		}
		if after.under > politeParallelism {
			t.Errorf("%s: %d requests at a time at %s, with %s from %s", h.address, after.under, after.at.Format(time.StampMilli), after.path, after.from)
		}
		gap = min(gap, d)
	}
	for _, n := range h.served {
		if n > 1 {
			twice++
		}
	}
	return gap, h.most, twice
}

// awaitStored waits until all articles are stored, and checks that each was published and is stored once.
func awaitStored(t *testing.T, mongo string, hosts []*politeHost, articles int) {
	t.Helper()
	store, err := sink.Open(t.Context(), sink.Config{URI: mongo}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(context.Background()) //nolint:errcheck // it was read
	want := map[string]bool{}
	for _, h := range hosts {
		h.mu.Lock()
		for path := range h.served {
			want["http://"+h.address+path] = true
		}
		h.mu.Unlock()
	}
	if len(want) != articles {
		t.Errorf("%d articles were sent, want %d", len(want), articles)
	}
	stored := map[string]int{}
	deadline := time.Now().Add(2 * time.Minute)
	for len(stored) < articles && time.Now().Before(deadline) {
		time.Sleep(time.Second)
		clear(stored)
		for a, err := range store.Articles(t.Context(), sink.Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			stored[a.CanonicalURL]++
			if a.Revision != 1 {
				t.Errorf("%s has revision %d", a.CanonicalURL, a.Revision)
			}
		}
	}
	for address := range want {
		if stored[address] != 1 {
			t.Errorf("%s is stored %d times", address, stored[address])
		}
		delete(stored, address)
	}
	for address := range stored {
		t.Errorf("%s is stored, but was never sent", address)
	}
}

// startNATSCluster runs three nats-servers with JetStream and returns them and their addresses.
func startNATSCluster(t *testing.T) (nodes []*immortal, url string) {
	t.Helper()
	program := binary(t, "github.com/nats-io/nats-server/v2")
	const size = 3
	var clients, routes []string
	for range size {
		clients = append(clients, freeAddress(t))
		routes = append(routes, "nats://"+freeAddress(t))
	}
	for i := range size {
		_, port, err := net.SplitHostPort(clients[i])
		if err != nil {
			t.Fatal(err)
		}
		nodes = append(nodes, startImmortal(t, program, "-n", fmt.Sprintf("node-%d", i), "-a", "127.0.0.1", "-p", port, "-js", "-sd", t.TempDir(),
			"--cluster_name", "newswire", "--cluster", routes[i], "--routes", strings.Join(routes, ",")))
	}
	url = "nats://" + strings.Join(clients, ",nats://")
	await(t, "the cluster of nats-servers", func() (struct{}, bool) {
		conn, err := wire.Connect(t.Context(), wire.Config{URL: url, Replicas: size}, slog.New(slog.DiscardHandler))
		if err != nil {
			return struct{}{}, false
		}
		defer conn.Close(context.Background()) //nolint:errcheck // it only asked
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		return struct{}{}, conn.Setup(ctx) == nil
	})
	return nodes, url
}

// freeAddress returns an address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // nothing was written
	return listener.Addr().String()
}
