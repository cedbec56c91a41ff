package demo

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/fnv"
	"maps"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"newswire/article"
)

// resource is what one URL answers.
type resource struct {
	status      int // 0 means 200
	contentType string
	body        []byte
	location    string    // of a redirect
	etag        string    // quoted
	modified    time.Time // zero: no Last-Modified
	zip         bool      // compressed for those who accept gzip
	// next is served to whoever has this version already, so that a second crawl finds a change
	// although the server remembers nobody.
	next  *resource
	delay time.Duration
	busy  atomic.Bool // the next answer is 503 with Retry-After
}

// document returns a resource with validators derived from its bytes. The ETag is weak, because it also
// stands for the compressed form.
func document(contentType string, body []byte, modified time.Time) *resource {
	hash := fnv.New64a()
	hash.Write(body)
	return &resource{
		contentType: contentType, body: body, modified: modified,
		etag: fmt.Sprintf(`W/"%x"`, hash.Sum64()),
	}
}

func redirect(status int, location string) *resource {
	return &resource{status: status, location: location}
}

func gzipped(data []byte) []byte {
	var buf bytes.Buffer
	w, _ := gzip.NewWriterLevel(&buf, gzip.BestSpeed) // the level is valid
	_, _ = w.Write(data)                              // a buffer takes everything
	_ = w.Close()
	return buf.Bytes()
}

// version picks what to serve to a client that holds the version of an ETag.
func (r *resource) version(ifNoneMatch string) *resource {
	if r.next != nil && (ifNoneMatch == r.etag || ifNoneMatch == r.next.etag) {
		return r.next
	}
	return r
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	asked := "http://" + r.Host + r.URL.RequestURI()
	defer s.traffic.enter(r.Host, asked)()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	page := s.find(r.Host, asked)
	if page == nil {
		http.Error(w, "no such site", http.StatusMisdirectedRequest)
		return
	}
	if page.busy.CompareAndSwap(true, false) {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "the server is busy", http.StatusServiceUnavailable)
		return
	}
	select {
	case <-time.After(page.delay):
	case <-r.Context().Done():
		return
	}
	page.version(r.Header.Get("If-None-Match")).write(w, r)
}

// find returns the host's page at a URL, or its page for what is not there, or nil for a foreign host.
// As on most servers, tracking parameters make no difference.
func (s *Server) find(host, url string) *resource {
	if normal, err := article.Normalize(url); err == nil && s.pages[normal] != nil {
		return s.pages[normal]
	}
	return s.notFound[host]
}

func (r *resource) write(w http.ResponseWriter, req *http.Request) {
	header := w.Header()
	if r.location != "" {
		header.Set("Location", r.location)
		w.WriteHeader(r.status)
		return
	}
	header.Set("Content-Type", r.contentType)
	body := r.body
	if r.zip {
		header.Set("Vary", "Accept-Encoding")
		if strings.Contains(req.Header.Get("Accept-Encoding"), "gzip") {
			header.Set("Content-Encoding", "gzip")
			body = gzipped(body)
		}
	}
	if r.status != 0 {
		w.WriteHeader(r.status)
		if req.Method != http.MethodHead {
			_, _ = w.Write(body) // a client that has gone needs no page
		}
		return
	}
	header.Set("ETag", r.etag)
	http.ServeContent(w, req, "", r.modified, bytes.NewReader(body))
}

// Requests is what a server was asked so far.
type Requests struct {
	// Hits counts requests by URL as asked, with query ("http://www.harbour-post.example/war/?page=2").
	Hits map[string]int
	// Peak is the largest number of requests that a host had at one time.
	Peak map[string]int
}

// Requests returns what was asked so far.
func (s *Server) Requests() Requests { return s.traffic.copy() }

// traffic counts requests.
type traffic struct {
	mu     sync.Mutex
	hits   map[string]int
	active map[string]int
	peak   map[string]int
}

// enter notes a request and returns what to call at its end.
func (t *traffic) enter(host, url string) (leave func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.hits == nil {
		t.hits, t.active, t.peak = map[string]int{}, map[string]int{}, map[string]int{}
	}
	t.hits[url]++
	t.active[host]++
	t.peak[host] = max(t.peak[host], t.active[host])
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.active[host]--
	}
}

func (t *traffic) copy() Requests {
	t.mu.Lock()
	defer t.mu.Unlock()
	return Requests{Hits: maps.Clone(t.hits), Peak: maps.Clone(t.peak)}
}
