package crawler

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"newswire/site"
)

// names is a DNS server on loopback that has one answer after another for every name, the last for good.
type names struct {
	conn    net.PacketConn
	answers []netip.Addr
}

func serveNames(t *testing.T, answers ...string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	n := &names{conn: conn}
	for _, a := range answers {
		n.answers = append(n.answers, netip.MustParseAddr(a))
	}
	var done sync.WaitGroup
	done.Go(n.serve)
	t.Cleanup(func() {
		_ = conn.Close()
		done.Wait()
	})
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (n *names) serve() {
	packet := make([]byte, 1500)
	for {
		size, from, err := n.conn.ReadFrom(packet)
		if err != nil {
			return
		}
		var m dnsmessage.Message
		if m.Unpack(packet[:size]) != nil || len(m.Questions) == 0 {
			continue
		}
		m.Response = true
		m.Additionals = nil
		if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
			header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
			m.Answers = []dnsmessage.Resource{{Header: header, Body: &dnsmessage.AResource{A: n.answers[0].As4()}}}
			if len(n.answers) > 1 {
				n.answers = n.answers[1:]
			}
		}
		if answer, err := m.Pack(); err == nil {
			_, _ = n.conn.WriteTo(answer, from)
		}
	}
}

// TestRebinding: a name that was allowed is refused as soon as it leads to another address.
func TestRebinding(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/": html(story)})
	_, port, err := net.SplitHostPort(s.host())
	if err != nil {
		t.Fatal(err)
	}
	inner := serveOn(t, listen(t, "127.0.0.2:"+port), map[string]http.HandlerFunc{"/": html("secret")})
	cfg := Config{HTTP: HTTP{AllowAddresses: []Network{{netip.MustParsePrefix("127.0.0.1/32")}}}}
	b := newBench(t, cfg, quickSite(s))
	dialer := newDialer(cfg.withDefaults())
	dialer.Resolver = serveNames(t, "127.0.0.1", "127.0.0.2")
	b.visitor.door.fetcher.transport.DialContext = dialer.DialContext
	address := "http://news.example:" + port + "/"
	if res, err := b.visitor.door.fetcher.get(t.Context(), request{url: address, limit: 1 << 20}); err != nil || !strings.Contains(string(res.body), "A story") {
		t.Fatalf("the first time: %v", err)
	}
	b.visitor.door.fetcher.transport.CloseIdleConnections()
	if _, err := b.visitor.door.fetcher.get(t.Context(), request{url: address, limit: 1 << 20}); !errors.Is(err, errAddress) {
		t.Errorf("after the name has changed: %v", err)
	}
	if inner.connections() > 0 {
		t.Error("the refused address was reached")
	}
}

// TestRedirectAddress: a redirect is refused by the address of its target, though the host is the site's.
func TestRedirectAddress(t *testing.T) {
	t.Parallel()
	inner := serveOn(t, listen(t, "127.0.0.2:0"), map[string]http.HandlerFunc{"/": html("secret")})
	s := serve(t, map[string]http.HandlerFunc{
		"/away":  func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) },
		"/again": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inner.URL+"/", http.StatusFound) },
	})
	one := quickSite(s)
	one.Hosts = append(one.Hosts, inner.host())
	b := newBench(t, Config{HTTP: HTTP{AllowAddresses: []Network{{netip.MustParsePrefix("127.0.0.1/32")}}}}, one)
	if _, err := b.Fetch(t.Context(), s.URL+"/away"); failureOf(err) != Failed("address") {
		t.Errorf("%v", err)
	}
	if inner.connections() > 0 {
		t.Error("the refused address was reached")
	}
}

// trusting makes the crawler trust a test server's certificate.
func trusting(b *bench, s *httptest.Server) {
	pool := x509.NewCertPool()
	pool.AddCert(s.Certificate())
	b.visitor.door.fetcher.transport.TLSClientConfig = &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}
}

func serveTLS(t *testing.T, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewUnstartedServer(h)
	s.EnableHTTP2 = true
	s.StartTLS()
	t.Cleanup(s.Close)
	return s
}

func TestHTTP2(t *testing.T) {
	t.Parallel()
	s := serveTLS(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cut" {
			w.Header().Set("Content-Length", "2000")
			_, _ = w.Write([]byte("cut sho"))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}
		html(r.Proto)(w, r)
	})
	host := strings.TrimPrefix(s.URL, "https://")
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Hosts: []string{host}})
	trusting(b, s)
	res, err := b.visitor.door.fetcher.get(t.Context(), request{url: s.URL, limit: 1 << 20})
	if err != nil || !strings.Contains(string(res.body), "HTTP/2.0") {
		t.Errorf("%+v, %v", res, err)
	}
	if _, err := b.visitor.door.fetcher.get(t.Context(), request{url: s.URL + "/cut", limit: 1 << 20}); err == nil || !failure(err).transient {
		t.Errorf("a body cut short: %v", err)
	}
	strict := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Hosts: []string{host}})
	if _, err := strict.visitor.door.fetcher.get(t.Context(), request{url: s.URL, limit: 1 << 20}); err == nil || failure(err).outcome != Failed("tls") {
		t.Errorf("a certificate that nobody vouches for: %v", err)
	}
}

// TestConnectTimeouts: a server that does not take a connection, or does not shake hands, costs no more than
// the timeout.
func TestConnectTimeouts(t *testing.T) {
	t.Parallel()
	mute := listen(t, "127.0.0.1:0")
	t.Cleanup(func() { _ = mute.Close() }) // it accepts in the kernel and says nothing
	for name, address := range map[string]string{
		"connect": "http://" + full(t),
		"TLS":     "https://" + mute.Addr().String(),
	} {
		b := newBench(t, Config{HTTP: HTTP{Timeout: 300 * time.Millisecond}}, site.Site{Name: "daily", Hosts: []string{"www.example.com"}})
		begin := time.Now()
		_, err := b.visitor.door.fetcher.get(t.Context(), request{url: address, limit: 1 << 20})
		if err == nil || failure(err).outcome != Failed("timeout") || time.Since(begin) > 5*time.Second {
			t.Errorf("%s: %v after %s", name, err, time.Since(begin))
		}
	}
}

// full returns the address of a socket whose queue of connections is full, so that the next one hangs.
func full(t *testing.T) string {
	t.Helper()
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = syscall.Close(fd) })
	if err := syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Listen(fd, 0); err != nil {
		t.Fatal(err)
	}
	name, err := syscall.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	address := netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), uint16(name.(*syscall.SockaddrInet4).Port)).String()
	for range 10 {
		conn, err := net.DialTimeout("tcp", address, 200*time.Millisecond)
		if err != nil {
			return address
		}
		t.Cleanup(func() { _ = conn.Close() })
	}
	t.Fatal("the queue does not fill")
	return ""
}

// TestProxyTunnels: HTTPS goes through a proxy's tunnel, and the proxy's word is not taken for the server's.
func TestProxyTunnels(t *testing.T) {
	t.Parallel()
	s := serveTLS(t, html("through the tunnel"))
	var asked sync.Map
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.Method+" "+r.Host, true)
		if r.Host == "refused.example:443" {
			http.Error(w, "not here", http.StatusForbidden)
			return
		}
		to, err := net.Dial("tcp", s.Listener.Addr().String())
		if err != nil {
			t.Error(err)
			return
		}
		from, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = from.Write([]byte("HTTP/1.1 200 OK\r\n\r\n"))
		var ways sync.WaitGroup
		for _, way := range [][2]net.Conn{{to, from}, {from, to}} {
			ways.Go(func() {
				_, _ = way[0].(*net.TCPConn).ReadFrom(way[1])
				_ = way[0].Close()
			})
		}
		ways.Wait()
	}))
	t.Cleanup(proxy.Close)
	b := newBench(t, Config{HTTP: HTTP{Proxy: proxy.URL, AllowAddresses: []Network{}}}, site.Site{Name: "daily", Hosts: []string{"example.com"}})
	trusting(b, s)
	res, err := b.visitor.door.fetcher.get(t.Context(), request{url: "https://example.com/", limit: 1 << 20}) // the test certificate's name
	if err != nil || !strings.Contains(string(res.body), "through the tunnel") {
		t.Errorf("%+v, %v", res, err)
	}
	if _, ok := asked.Load("CONNECT example.com:443"); !ok {
		t.Error("the proxy was not asked for a tunnel")
	}
	if res, err := b.visitor.door.fetcher.get(t.Context(), request{url: "https://refused.example/", limit: 1 << 20}); err == nil {
		t.Errorf("a tunnel that is refused: %+v", res)
	}
}
