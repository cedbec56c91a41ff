// Package newsstand serves made-up article pages on loopback, as many as a measurement wants: several
// hosts, each with sitemaps and a feed of its own (feed.go), so that a crawl is not held up by one host's pace.
//
// The text is drawn at random from a small vocabulary (prose.go) and stands amid what stands around an
// article on the web (page.go). Nothing depends on the clock: page n is the same each time.
package newsstand

import (
	"errors"
	"fmt"
	"iter"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"newswire/site"
)

// Config says what there is to read.
type Config struct {
	// Hosts is the number of hosts, 127.0.0.2 and up, each with a port of its own.
	Hosts int
	// Pages is the number of articles on all hosts together.
	Pages int
	// Plain pages are of 1 KB, without anything around the article; others of 60 to 100 KB.
	Plain bool
}

// Stand serves pages until it is closed.
type Stand struct {
	cfg    Config
	hosts  []string
	http   *http.Server
	served sync.WaitGroup

	requests atomic.Int64
	first    atomic.Int64 // when the first one came, Unix nanoseconds

	mu       sync.Mutex
	released map[string][]release // by host, see feed.go
}

// sitemapSize is the number of addresses in one sitemap.
const sitemapSize = 10_000

// Open begins to serve.
func Open(cfg Config) (*Stand, error) {
	s := &Stand{cfg: cfg, released: map[string][]release{}}
	press := newPress(cfg.Plain)
	s.http = &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.serve(w, r, press)
	})}
	for i := range cfg.Hosts {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", i+2))
		if err != nil {
			return nil, errors.Join(fmt.Errorf("listening: %w", err), s.Close())
		}
		s.hosts = append(s.hosts, listener.Addr().String())
		s.served.Go(func() { _ = s.http.Serve(listener) }) // ends by Close
	}
	return s, nil
}

// Close stops serving.
func (s *Stand) Close() error {
	err := s.http.Close()
	s.served.Wait()
	return err
}

// Sites is one site a host, to be crawled without delay and by as many requests at a time as parallelism
// says.
func (s *Stand) Sites(parallelism int) []site.Site {
	sites := make([]site.Site, len(s.hosts))
	for i, host := range s.hosts {
		sites[i] = site.Site{
			Name:    fmt.Sprintf("stand-%d", i+1),
			Hosts:   []string{host},
			Sources: []site.Source{{Sitemap: "http://" + host + "/sitemap.xml"}},
			Pace:    site.Pace{Delay: time.Nanosecond, Parallelism: parallelism},
			Limits:  site.Limits{Pages: s.cfg.Pages, MaxAge: -1},
		}
	}
	return sites
}

// URLs yields the address of each article, the hosts in turn.
func (s *Stand) URLs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := range s.cfg.Pages {
			if !yield("http://" + s.hosts[n%len(s.hosts)] + path(n)) {
				return
			}
		}
	}
}

// Reset forgets the requests so far.
func (s *Stand) Reset() {
	s.requests.Store(0)
	s.first.Store(0)
}

// Began is when the first request came since the last Reset; zero if none has.
func (s *Stand) Began() time.Time {
	if at := s.first.Load(); at != 0 {
		return time.Unix(0, at)
	}
	return time.Time{}
}

// Pages counts the requests for articles since the last Reset.
func (s *Stand) Pages() int { return int(s.requests.Load()) }

// path is where page n is: its number is what follows the last dash.
func path(n int) string {
	return fmt.Sprintf("/2025/%02d/%02d/%s-%d", 1+n%12, 1+n%28, slug(n), n)
}

func (s *Stand) serve(w http.ResponseWriter, r *http.Request, press *press) {
	s.first.CompareAndSwap(0, time.Now().UnixNano())
	if r.URL.Path == "/feed.xml" {
		s.feed(w, r.Host)
		return
	}
	name := r.URL.Path[strings.LastIndexByte(r.URL.Path, '/')+1:]
	if rest, ok := strings.CutPrefix(name, "sitemap"); ok {
		s.sitemap(w, r.Host, strings.Trim(rest, "-.xml"))
		return
	}
	n, err := strconv.Atoi(name[strings.LastIndexByte(name, '-')+1:])
	if err != nil || n < 0 || n >= s.cfg.Pages || r.URL.Path != path(n) || s.hosts[n%len(s.hosts)] != r.Host {
		http.NotFound(w, r)
		return
	}
	s.requests.Add(1)
	page := press.page(n, "http://"+r.Host+r.URL.Path)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	_, _ = w.Write(page) // a client that has gone needs no page
}

// sitemap writes the host's sitemap of that number, or the index of them for "".
func (s *Stand) sitemap(w http.ResponseWriter, host, number string) {
	w.Header().Set("Content-Type", "application/xml")
	first := 0 // of the host's pages
	for s.hosts[first] != host {
		if first++; first == len(s.hosts) {
			w.WriteHeader(http.StatusNotFound)
			return
		}
	}
	kind, entry := "sitemapindex", "sitemap"
	addresses := func(yield func(string) bool) {
		for i := 0; i*sitemapSize*len(s.hosts) < s.cfg.Pages; i++ {
			if !yield(fmt.Sprintf("/sitemap-%d.xml", i)) {
				return
			}
		}
	}
	if i, err := strconv.Atoi(number); err == nil {
		kind, entry = "urlset", "url"
		addresses = func(yield func(string) bool) {
			for n := first + i*sitemapSize*len(s.hosts); n < min((i+1)*sitemapSize*len(s.hosts), s.cfg.Pages); n += len(s.hosts) {
				if !yield(path(n)) {
					return
				}
			}
		}
	}
	fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+`<%s xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+"\n", kind)
	for address := range addresses {
		fmt.Fprintf(w, "<%s><loc>http://%s%s</loc></%s>\n", entry, host, address, entry)
	}
	fmt.Fprintf(w, "</%s>\n", kind)
}
