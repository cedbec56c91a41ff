package demo

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"newswire/article"
)

func TestRevision(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	i := slices.IndexFunc(s.Expected(), func(e Expected) bool { return len(e.Versions) == 2 })
	e := s.Expected()[i]
	tests := []struct {
		sent, tag string
		status    int
		title     string
	}{
		{"", `"v1"`, 200, e.Versions[0].Title},
		{`"other"`, `"v1"`, 200, e.Versions[0].Title},
		{`"v1"`, `"v2"`, 200, e.Versions[1].Title},
		{`"v2"`, `"v2"`, 304, ""},
	}
	for _, test := range tests {
		res := get(t, client, e.CanonicalURL(), "If-None-Match", test.sent)
		if res.status != test.status || res.header.Get("ETag") != test.tag || !strings.Contains(string(res.body), test.title) {
			t.Errorf("with %s: %d, ETag %s, want %d, %s and %q", test.sent, res.status, res.header.Get("ETag"), test.status, test.tag, test.title)
		}
	}
}

func TestConditional(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	for _, e := range s.Expected() {
		at := e.CanonicalURL()
		res := patiently(t, client, at)
		tag, modified := res.header.Get("ETag"), res.header.Get("Last-Modified")
		if tag == "" || modified == "" {
			t.Errorf("%s: ETag %q, Last-Modified %q", at, tag, modified)
		}
		if len(e.Versions) == 1 {
			if res := get(t, client, at, "If-None-Match", tag); res.status != http.StatusNotModified {
				t.Errorf("%s with its ETag: %d, want 304", at, res.status)
			}
		}
		if res := get(t, client, at, "If-Modified-Since", modified); res.status != http.StatusNotModified {
			t.Errorf("%s with its Last-Modified: %d, want 304", at, res.status)
		}
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	const post, ledger = "http://www.harbour-post.example", "http://www.meridian-ledger.example"
	tests := map[string]struct {
		url, location string
		status        int
		contains      string
	}{
		"moved": {post + "/war/hospital-in-the-salt-mine-a39990",
			"/war/field-hospital-moves-underground-a40079", 301, ""},
		"chain, first hop": {post + "/war/mines-in-the-strait-a40011",
			"http://harbour-post.example/war/what-we-know-about-the-strait-mines-a40064", 302, ""},
		"chain, second hop": {"http://harbour-post.example/war/what-we-know-about-the-strait-mines-a40064",
			post + "/war/what-we-know-about-the-strait-mines-a40064", 301, ""},
		"gone":         {post + "/politics/minister-quotes-wrong-figures-a39902", "", 410, "not found"},
		"missing":      {post + "/war/live-map-of-the-front-line-a39871", "", 404, "not found"},
		"soft 404":     {post + "/politics/tunnel-fees-explained-a40012", "", 200, "not found"},
		"second URL":   {post + "/front/grain-ships-leave-tarnholm-under-escort-a40117", "", 200, `rel="canonical" href="` + post + "/war/"},
		"second URL 2": {ledger + "/featured/bats-navigate-by-the-sound-of-water/", "", 200, `rel="canonical" href="` + ledger + "/2025/"},
		"tracking":     {ledger + "/2025/01/22/money/repair-shops-win-right-to-spare-parts/?utm_source=rss", "", 200, "Repair shops win"},
		"consent wall": {"http://www.nordheimer-tagblatt.example/politik/umfrage-wer-liegt-vor-der-wahl-vorn-20301.html", "", 200, "Akzeptieren"},
		"robots":       {post + "/robots.txt", "", 200, "Disallow: /war/embargoed-"},
		"disallowed":   {post + "/war/embargoed-talks-in-the-old-customs-house-a40131", "", 200, "Talks in"},
	}
	s, client := start(t)
	for name, test := range tests {
		res := get(t, client, test.url)
		if res.status != test.status || res.header.Get("Location") != test.location || !strings.Contains(string(res.body), test.contains) {
			t.Errorf("%s: %d, location %q, want %d, %q and %q in the page", name, res.status, res.header.Get("Location"), test.status, test.location, test.contains)
		}
	}
	for _, e := range s.Expected() {
		if at := e.CanonicalURL(); strings.Contains(at, "embargoed") {
			t.Errorf("%s is expected although robots.txt forbids it", at)
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, post+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d, %v, want 405", res.StatusCode, err)
	}
}

func TestBusyOnce(t *testing.T) {
	t.Parallel()
	_, client := start(t)
	const at = "http://www.meridian-ledger.example/2025/01/27/money/small-brewers-turn-to-rye/"
	res := get(t, client, at+"?utm_source=rss")
	if res.status != http.StatusServiceUnavailable || res.header.Get("Retry-After") != "1" {
		t.Errorf("first: %d, Retry-After %q", res.status, res.header.Get("Retry-After"))
	}
	if res := get(t, client, at); res.status != http.StatusOK {
		t.Errorf("second: %d, want 200", res.status)
	}
}

func TestGzip(t *testing.T) {
	t.Parallel()
	_, client := start(t)
	const at = "http://www.meridian-ledger.example/2025/01/25/science/bats-navigate-by-the-sound-of-water/"
	plain := get(t, client, at).body
	res := get(t, client, at, "Accept-Encoding", "gzip")
	packed := res.body
	if res.header.Get("Content-Encoding") != "gzip" || res.header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", res.header)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(r); err != nil || !bytes.Equal(unpacked, plain) || len(packed) >= len(plain) {
		t.Errorf("%d bytes unpack to %d, want %d: %v", len(packed), len(unpacked), len(plain), err)
	}
}

func TestWindows1252(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	bytesFound := map[byte]bool{}
	for _, e := range s.Expected() {
		want := e.Versions[0]
		if want.Site != "fjordbyens-tidende" {
			continue
		}
		res := get(t, client, want.CanonicalURL)
		if kind := res.header.Get("Content-Type"); kind != "text/html" {
			t.Errorf("%s: Content-Type %q names a charset", want.CanonicalURL, kind)
		}
		if utf8.Valid(res.body) || bytes.Contains(res.body, []byte("\x1a")) {
			t.Errorf("%s is no windows-1252", want.CanonicalURL)
		}
		for _, b := range res.body {
			bytesFound[b] = true
		}
		text, name, err := article.DecodeUTF8(res.body, "text/html")
		if err != nil || name != "windows-1252" || !strings.Contains(string(text), "<H1>"+want.Title+"</H1>") {
			t.Errorf("%s decodes as %s, %v, without the title %q", want.CanonicalURL, name, err, want.Title)
		}
	}
	for _, b := range []byte{0x80, 0x92, 0x93, 0x94, 0x96, 0xe9, 0xfc, 0xf8} { // € ’ “ ” – é ü ø
		if !bytesFound[b] {
			t.Errorf("byte %#x is nowhere", b)
		}
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	const slow = "http://www.meridian-ledger.example/2025/01/18/money/airline-will-weigh-the-luggage-not-the-size/"
	began := time.Now()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if _, err := fetch(t.Context(), client, slow); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if took := time.Since(began); took < 200*time.Millisecond {
		t.Errorf("the slow page took %v", took)
	}
	requests := s.Requests()
	if requests.Hits[slow] != 3 || requests.Peak["www.meridian-ledger.example"] < 2 {
		t.Errorf("got %+v, want 3 hits and a peak of 2 or 3", requests)
	}
}
