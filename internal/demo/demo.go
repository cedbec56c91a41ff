// Package demo serves made-up news sites on loopback, for `newswire demo` and for tests that want a
// crawl of something real: four sites of different make, over HTTP, with the furniture and the faults
// of the web around their articles.
//
//   - The Harbour Post (post.go): hand-made markup almost without classes, found through paged sections;
//   - The Meridian Ledger (ledger.go): JSON-LD, RSS, a sitemap index and a news sitemap;
//   - Fjordbyens Tidende (tidende.go): tables and <br> in windows-1252, without any metadata;
//   - Nordheimer Tagblatt (tagblatt.go): German, OpenGraph and Atom, a live blog, a gallery, opinion.
//
// The articles are data (content/, story.go), the pages are templates (templates/, render.go), a site is
// built as the list of its pages (edition.go, selection.go), and [Server.Expected] says what a fair
// reader would note down of each article (expected.go). Hosts end in .example (RFC 2606) and URLs carry
// no port, so that URLs and IDs are the same in every run; [Server.DialContext] leads them to the
// listener. Everything is rendered once, at the start, and served from memory (serve.go); nothing depends
// on chance or on the clock.
package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"newswire/site"
)

// Server serves the demo sites. Its methods may be called at the same time, also after Close.
type Server struct {
	addr     string
	http     *http.Server
	served   chan error // Serve's result, then closed
	pages    map[string]*resource
	notFound map[string]*resource // by host
	sites    []site.Site
	expected []Expected
	traffic  traffic
}

// Start renders the sites and serves them on a free port of 127.0.0.1. The context is for starting
// only. Whoever starts a server closes it.
func Start(ctx context.Context) (*Server, error) {
	s := &Server{served: make(chan error, 1), pages: map[string]*resource{}, notFound: map[string]*resource{}}
	for _, build := range []func() (*edition, error){post, ledger, tidende, tagblatt} {
		e, err := build()
		if err != nil {
			return nil, fmt.Errorf("building a demo site: %w", err)
		}
		s.publish(e)
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listening for the demo sites: %w", err)
	}
	s.addr = listener.Addr().String()
	s.http = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		defer close(s.served)
		s.served <- s.http.Serve(listener)
	}()
	return s, nil
}

func (s *Server) publish(e *edition) {
	s.sites = append(s.sites, e.site)
	s.expected = append(s.expected, e.expected...)
	for url, page := range e.pages {
		s.pages[url] = page
	}
	for _, host := range e.site.Hosts {
		s.notFound[host] = e.notFound
	}
}

// Close stops listening and waits for requests under way, until ctx ends; then it cuts them off.
func (s *Server) Close(ctx context.Context) error {
	err := s.http.Shutdown(ctx)
	if err != nil {
		err = errors.Join(err, s.http.Close())
	}
	if end := <-s.served; !errors.Is(end, http.ErrServerClosed) { // nil when closed before
		err = errors.Join(err, end)
	}
	if err != nil {
		return fmt.Errorf("closing the demo sites: %w", err)
	}
	return nil
}

// Addr returns the listener's address, "127.0.0.1:port". It serves the site that the Host header names:
// curl --connect-to ::ADDR http://www.harbour-post.example/
func (s *Server) Addr() string { return s.addr }

// Sites returns the sites' configuration, for a crawl through [Server.DialContext]. Known articles
// are due in every run.
func (s *Server) Sites() []site.Site { return slices.Clone(s.sites) }

// Expected returns every article that a crawl of all sites must store, and no crawl may store others.
func (s *Server) Expected() []Expected { return slices.Clone(s.expected) }

// DialContext connects to the listener for the address of any demo site ("www.harbour-post.example:80")
// and refuses every other one. It suits [http.Transport.DialContext].
func (s *Server) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("dialling %q: %w", addr, err)
	}
	if !strings.HasPrefix(network, "tcp") || port != "80" || s.notFound[strings.ToLower(host)] == nil {
		return nil, fmt.Errorf("dialling %s %s: the demo has no such site, only %s, on TCP port 80",
			network, addr, strings.Join(s.hosts(), ", "))
	}
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", s.addr)
}

func (s *Server) hosts() []string {
	var hosts []string
	for _, site := range s.sites {
		hosts = append(hosts, site.Hosts...)
	}
	return hosts
}
