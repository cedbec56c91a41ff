package crawler

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"
)

var loopback = Network{netip.MustParsePrefix("127.0.0.0/8")}

// server is a site on loopback that answers from a map of handlers by path (404 for others) and
// remembers who came when.
type server struct {
	*httptest.Server
	pages map[string]http.HandlerFunc

	mu       sync.Mutex
	requests []*http.Request
	starts   []time.Time
	now, top int // requests at a time: now and at most
	accepted int // connections
}

func serve(t *testing.T, pages map[string]http.HandlerFunc) *server {
	t.Helper()
	return serveOn(t, listen(t, "127.0.0.1:0"), pages)
}

func listen(t *testing.T, address string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func serveOn(t *testing.T, l net.Listener, pages map[string]http.HandlerFunc) *server {
	t.Helper()
	s := &server{pages: pages}
	s.Server = httptest.NewUnstartedServer(s)
	_ = s.Listener.Close()
	s.Listener = l
	s.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			s.mu.Lock()
			s.accepted++
			s.mu.Unlock()
		}
	}
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// connections counts those that were opened, whatever was sent over them.
func (s *server) connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.accepted
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.requests = append(s.requests, r)
	s.starts = append(s.starts, time.Now())
	s.now++
	s.top = max(s.top, s.now)
	h := s.pages[r.URL.Path]
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.now--
		s.mu.Unlock()
	}()
	if h == nil {
		http.NotFound(w, r)
		return
	}
	h(w, r)
}

// host is the server's host and port.
func (s *server) host() string { return strings.TrimPrefix(s.URL, "http://") }

// hits counts the requests for a path.
func (s *server) hits(path string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.requests {
		if r.URL.Path == path {
			n++
		}
	}
	return n
}

// text answers with a body of the given type, in which HOST stands for the server's own address.
func text(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write([]byte(strings.ReplaceAll(body, "HOST", "http://"+r.Host)))
	}
}

func html(body string) http.HandlerFunc {
	return text("text/html; charset=utf-8", "<!doctype html>"+body)
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// inTurn answers each request with the next handler, and with the last one from then on.
func inTurn(handlers ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	n := 0
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		h := handlers[min(n, len(handlers)-1)]
		n++
		mu.Unlock()
		h(w, r)
	}
}
