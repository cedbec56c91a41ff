package pipeline_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"newswire/crawler"
	"newswire/pipeline"
	"newswire/site"
	"newswire/wire"
)

// visited is a request that a host has seen.
type visited struct {
	host, path, by string
	at             time.Time
}

// hosts serve pages under invented names on one loopback address, and remember who asked for what, and when.
type hosts struct {
	server *httptest.Server
	answer http.HandlerFunc

	mu   sync.Mutex
	seen []visited
}

func serveHosts(t *testing.T, answer http.HandlerFunc) *hosts {
	t.Helper()
	h := &hosts{answer: answer}
	h.server = httptest.NewServer(h)
	t.Cleanup(h.server.Close)
	return h
}

func (h *hosts) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	h.seen = append(h.seen, visited{r.Host, r.URL.Path, r.UserAgent(), time.Now()})
	h.mu.Unlock()
	h.answer(w, r)
}

func (h *hosts) visits() []visited {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.seen)
}

// worker starts a process's crawl of the hosts under a name of its own, which close ends.
func (h *hosts) worker(t *testing.T, nats, name string, st site.Site) (in *pipeline.Ingest, closeWorker func()) {
	t.Helper()
	in, err := pipeline.NewIngest(t.Context(), pipeline.IngestConfig{
		Sites: []site.Site{st},
		Crawler: crawler.Config{
			HTTP: crawler.HTTP{UserAgent: name},
			Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
				var d net.Dialer
				return d.DialContext(ctx, network, h.server.Listener.Addr().String())
			},
		},
	}, dial(t, nats), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- in.Run(ctx) }()
	closeWorker = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := in.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(closeWorker)
	return in, closeWorker
}

// TestWaitingLinksMakeWay: the links of a host that goes to another process go with it, although they wait for the
// host's turn, and the host sees its delay all the same.
func TestWaitingLinksMakeWay(t *testing.T) {
	t.Parallel()
	const delay = 3 * time.Second
	const busy = 40 // partitions, of which a second worker gets all beyond half of them
	h := serveHosts(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, "<title>A page</title><p>There is little to read here.")
	})
	st := site.Site{Name: "papers", Pace: site.Pace{Delay: delay, Parallelism: 1}}
	var urls []string
	taken := map[int]bool{}
	for i := 0; len(taken) < busy; i++ {
		host := fmt.Sprintf("paper%d.example", i)
		if p := wire.Partition(host); !taken[p] {
			taken[p] = true
			st.Hosts = append(st.Hosts, host)
			urls = append(urls, "http://"+host+"/2025/01/one-fine-day", "http://"+host+"/2025/01/one-more-day")
		}
	}
	nats := startNATS(t)
	first, _ := h.worker(t, nats, "First/1.0", st)
	done := make(chan site.Run, 1)
	go func() {
		run, err := first.Crawl(t.Context(), crawler.Request{ID: "1", Site: st.Name, URLs: urls})
		if err != nil {
			t.Error(err)
		}
		done <- run
	}()
	waitFor(t, "all hosts to be asked for robots.txt", func() bool { return len(h.visits()) >= busy })
	h.worker(t, nats, "Second/1.0", st)
	run := <-done

	byHost, bySecond := map[string][]visited{}, map[string]bool{}
	pages := map[string]int{}
	for _, v := range h.visits() {
		byHost[v.host] = append(byHost[v.host], v)
		if v.path != "/robots.txt" {
			pages[v.host+v.path]++
			if v.by == "Second/1.0" {
				bySecond[v.host] = true
			}
		}
	}
	for host, visits := range byHost {
		for i, v := range visits[1:] {
			if gap := v.at.Sub(visits[i].at); gap < delay-delay/10 { // a busy machine takes some time to note a visit
				t.Errorf("%s: %s by %s came %s after %s by %s", host, v.path, v.by, gap, visits[i].path, visits[i].by)
			}
		}
	}
	for page, n := range pages {
		if n != 1 {
			t.Errorf("%s was fetched %d times", page, n)
		}
	}
	if len(pages) != len(urls) {
		t.Errorf("%d of %d pages were fetched: %+v", len(pages), len(urls), run.Counts)
	}
	if len(bySecond) != busy-wire.Partitions/2 {
		t.Errorf("the second worker fetched pages of %d hosts, want %d", len(bySecond), busy-wire.Partitions/2)
	}
}

// TestRetryAfterOutlivesItsWorker: what a host told one process, the next one obeys; and no longer than it has to.
func TestRetryAfterOutlivesItsWorker(t *testing.T) {
	t.Parallel()
	const rest = 4 * time.Second
	var mu sync.Mutex
	var refused time.Time
	h := serveHosts(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case refused.IsZero():
			refused = time.Now()
			w.Header().Set("Retry-After", fmt.Sprint(int(rest.Seconds())))
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			fmt.Fprint(w, "<title>A page</title><p>There is little to read here.")
		}
	})
	const host, pages = "paper.example", 10
	st := site.Site{Name: "paper", Hosts: []string{host}, Pace: site.Pace{Delay: 10 * time.Millisecond, Parallelism: 1}}
	var urls []string
	for i := range pages {
		urls = append(urls, fmt.Sprintf("http://%s/2025/01/one-fine-day-%d", host, i))
	}
	nats := startNATS(t)
	first, closeFirst := h.worker(t, nats, "First/1.0", st)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = first.Crawl(ctx, crawler.Request{ID: "1", Site: st.Name, URLs: urls}) // it is broken off
	}()
	paces := dial(t, nats).Paces()
	waitFor(t, "the refusal to be kept", func() bool {
		p, err := paces.Get(t.Context(), host)
		return err == nil && p.Penalty > 0 && time.Until(p.NotBefore) > 0
	})
	waitFor(t, "all links to be queued", func() bool {
		runs := first.Runs()
		return len(runs) == 1 && runs[0].Counts.Queued == pages
	})
	cancel()
	<-done
	closeFirst()
	h.worker(t, nats, "Second/1.0", st)
	waitFor(t, "all pages", func() bool { return len(h.visits()) >= 1+1+1+pages }) // robots.txt twice, and the refusal
	mu.Lock()
	soonest := refused.Add(rest)
	mu.Unlock()
	for _, v := range h.visits() {
		if v.by == "Second/1.0" && v.at.Before(soonest.Add(-rest/10)) {
			t.Errorf("%s was asked for %s too early", v.path, soonest.Sub(v.at))
		}
	}
	waitFor(t, "the host to be forgiven", func() bool {
		p, err := paces.Get(t.Context(), host)
		return err == nil && p.Penalty == 0 && p.NotBefore.IsZero()
	})
}
