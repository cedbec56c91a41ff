package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"newswire/site"
)

func quickSite(s *server) site.Site {
	return site.Site{Name: "daily", Pace: quick, Hosts: []string{s.host()}}
}

func pack(t *testing.T, coding string, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		z, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	}
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func coded(coding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=windows-1252")
		w.Header().Set("Content-Encoding", coding)
		_, _ = w.Write(body)
	}
}

func TestFetchBodies(t *testing.T) {
	t.Parallel()
	const limit = 100_000
	page := []byte("caf\xe9 " + strings.Repeat("x", 1000))
	bomb := make([]byte, 50*limit)
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		want   error
		unsure bool
	}{
		{name: "gzip", answer: coded("gzip", pack(t, "gzip", page))},
		{name: "br", answer: coded("br", pack(t, "br", page))},
		{name: "zstd", answer: coded("zstd", pack(t, "zstd", page))},
		{name: "gzip in br", answer: coded("gzip, br", pack(t, "br", pack(t, "gzip", page)))},
		{name: "identity", answer: coded("identity", page)},
		{name: "gzip bomb", answer: coded("gzip", pack(t, "gzip", bomb)), want: errTooLarge},
		{name: "br bomb", answer: coded("br", pack(t, "br", bomb)), want: errTooLarge},
		{name: "zstd bomb", answer: coded("zstd", pack(t, "zstd", bomb)), want: errTooLarge},
		{name: "bomb in a bomb", answer: coded("gzip, gzip", pack(t, "gzip", pack(t, "gzip", bomb))), want: errTooLarge},
		{name: "declared too large", answer: coded("", make([]byte, limit+1)), want: errTooLarge},
		{name: "just the limit", answer: coded("", make([]byte, limit))},
		{name: "too large without length", want: errTooLarge, answer: func(w http.ResponseWriter, _ *http.Request) {
			for range 20 {
				_, _ = w.Write(make([]byte, limit/10))
				w.(http.Flusher).Flush()
			}
		}},
		{name: "gzip cut short", answer: coded("gzip", pack(t, "gzip", page)[:20]), want: errTruncated},
		{name: "br cut short", answer: coded("br", pack(t, "br", page)[:20]), want: errTruncated},
		{name: "zstd cut short", answer: coded("zstd", pack(t, "zstd", page)[:20]), want: errTruncated},
		{name: "not gzip", answer: coded("gzip", page), want: errEncoding},
		{name: "unknown coding", answer: coded("compress", page), want: errEncoding},
		{name: "cut short", want: errTruncated, answer: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "2000")
			_, _ = w.Write(page)
		}},
		{name: "chunks cut short", want: errTruncated, answer: raw(t, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")},
		{name: "until the connection closes", unsure: true, answer: raw(t, "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nhello")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]http.HandlerFunc{"/page.xml.gz": c.answer})
			b := newBench(t, Config{HTTP: HTTP{MaxBody: limit}}, quickSite(s))
			res, err := b.visitor.door.fetcher.get(t.Context(), request{url: s.URL + "/page.xml.gz", limit: limit})
			if !errors.Is(err, c.want) {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			if err != nil {
				return
			}
			if res.unsure != c.unsure {
				t.Errorf("unsure: %t, want %t", res.unsure, c.unsure)
			}
			if c.name == "gzip" && (!bytes.Equal(res.body, page) || res.header.Get("Content-Type") != "text/html; charset=windows-1252") {
				t.Errorf("body %.20q of type %q: the publisher's bytes are lost", res.body, res.header.Get("Content-Type"))
			}
		})
	}
}

// raw answers with the given bytes and closes the connection.
func raw(t *testing.T, answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = io.WriteString(conn, answer)
		_ = conn.Close()
	}
}

func TestFetchTimeouts(t *testing.T) {
	t.Parallel()
	drip := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write([]byte("drip "))
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	s := serve(t, map[string]http.HandlerFunc{"/drip": drip, "/silent": silent})
	b := newBench(t, Config{HTTP: HTTP{Timeout: 300 * time.Millisecond}}, quickSite(s))
	for _, path := range []string{"/drip", "/silent"} {
		begin := time.Now()
		_, err := b.visitor.door.fetcher.get(t.Context(), request{url: s.URL + path, limit: 1 << 20})
		if err == nil || time.Since(begin) > 3*time.Second {
			t.Fatalf("%s: error %v after %s", path, err, time.Since(begin))
		}
		if e := failure(err); e.outcome != Failed("timeout") || !e.transient {
			t.Errorf("%s: %s, transient %t: %v", path, e.outcome, e.transient, err)
		}
	}
}

func TestFetchFailures(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/reset": raw(t, "")})
	shut := serve(t, nil)
	shut.Close()
	for _, c := range []struct {
		name, url string
		cfg       Config
		want      string
		transient bool
	}{
		{"a connection that breaks", s.URL + "/reset", Config{}, "connection", true},
		{"nobody listens", shut.URL, Config{}, "connection", true},
		{"an address that is not allowed", s.URL, Config{HTTP: HTTP{AllowAddresses: []Network{{netip.MustParsePrefix("10.0.0.0/8")}}}}, "address", false},
		{"not TLS", strings.Replace(s.URL, "http:", "https:", 1), Config{}, "tls", false},
		{"a name that is not known", "http://nowhere.invalid/", Config{Dial: func(context.Context, string, string) (net.Conn, error) {
			return nil, &net.DNSError{Name: "nowhere.invalid", IsNotFound: true}
		}}, "dns", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := newBench(t, c.cfg, quickSite(s)).visitor.door.fetcher.get(t.Context(), request{url: c.url, limit: 1 << 20})
			if err == nil {
				t.Fatal("no error")
			}
			if e := failure(err); e.outcome != Failed(c.want) || e.transient != c.transient {
				t.Errorf("%s, transient %t, want %s: %v", e.outcome, e.transient, c.want, err)
			}
		})
	}
}

func TestFetchIgnoresTheEnvironment(t *testing.T) {
	t.Setenv("COLLY_USER_AGENT", "evil")
	t.Setenv("COLLY_MAX_BODY_SIZE", "3")
	t.Setenv("COLLY_DISALLOWED_DOMAINS", "127.0.0.1")
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	s := serve(t, map[string]http.HandlerFunc{"/": html(story)})
	b := newBench(t, Config{HTTP: HTTP{UserAgent: "Testbot/1.0 (+http://example.com)"}}, quickSite(s))
	res, err := b.visitor.door.fetcher.get(t.Context(), request{url: s.URL + "/", limit: 1 << 20})
	if err != nil || len(res.body) < 10 {
		t.Fatalf("%+v, %v", res, err)
	}
	if got := s.requests[0].UserAgent(); got != "Testbot/1.0 (+http://example.com)" {
		t.Errorf("user agent %q", got)
	}
}

func TestProxy(t *testing.T) {
	t.Parallel()
	proxy := serve(t, map[string]http.HandlerFunc{"/page": html("by proxy")})
	b := newBench(t, Config{HTTP: HTTP{Proxy: proxy.URL, AllowAddresses: []Network{}}}, quickSite(proxy))
	res, err := b.visitor.door.fetcher.get(t.Context(), request{url: "http://news.example/page", limit: 1 << 20})
	if err != nil || !strings.Contains(string(res.body), "by proxy") {
		t.Fatalf("%+v, %v", res, err)
	}
	if _, err := b.visitor.door.fetcher.get(t.Context(), request{url: "http://10.0.0.1/page", limit: 1 << 20}); !errors.Is(err, errAddress) {
		t.Errorf("a private address through the proxy: %v", err)
	}
}

func TestPublic(t *testing.T) {
	t.Parallel()
	for want, addresses := range map[bool]string{
		true: "1.1.1.1 8.8.8.8 93.184.216.34 172.15.255.255 172.32.0.1 100.63.255.255 192.0.1.1 198.17.0.1 223.255.255.255 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8",
		false: `0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 172.31.255.255
			192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
			255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1
			2002:7f00:1:: 3fff::1 5f00::1 fc00::1 fd12::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1`,
	} {
		for a := range strings.FieldsSeq(addresses) {
			if got := public(netip.MustParseAddr(a)); got != want {
				t.Errorf("public(%s) = %t", a, got)
			}
		}
	}
	if public(netip.Addr{}) {
		t.Error("the zero address is public")
	}
	allowed := []Network{{netip.MustParsePrefix("127.0.0.0/8")}, {netip.MustParsePrefix("fd00::/8")}}
	for a, want := range map[string]bool{"127.0.0.1": true, "::ffff:127.0.0.1": true, "fd00::1": true, "10.0.0.1": false, "8.8.8.8": true} {
		if err := permit(netip.MustParseAddr(a), allowed); (err == nil) != want {
			t.Errorf("permit(%s): %v", a, err)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2025, 1, 24, 9, 31, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "-5": 0, "soon": 0, "120": 2 * time.Minute, "999999999": maxRetryAfter, "99999999999999999999": 0,
		"Fri, 24 Jan 2025 09:32:00 GMT": time.Minute, "Fri, 24 Jan 2025 09:30:00 GMT": 0, "Sat, 24 Jan 2026 09:30:00 GMT": maxRetryAfter,
	} {
		got := retryAfter(value, now)
		if want == 0 && !got.IsZero() || want != 0 && got.Sub(now) != want {
			t.Errorf("retryAfter(%q) = %s, want %s later", value, got, want)
		}
	}
}
