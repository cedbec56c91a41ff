package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// contentPolicy lets the page load its own style, script and icon and talk to its own server, nothing
// else: text that gets past the escaping still runs nothing.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// guard is what each request passes first: safe methods only, headers that keep browsers strict, and
// on loopback a Host header that names this machine. Without the last, a web page could point a name of
// its own at 127.0.0.1 and read the dashboard from the visitor's browser (DNS rebinding).
func guard(configured string, addr net.Addr, next http.Handler) http.Handler {
	loopback := false
	if tcp, ok := addr.(*net.TCPAddr); ok {
		loopback = tcp.IP.IsLoopback()
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if loopback && !ownHost(r.Host, configured) {
			http.Error(w, fmt.Sprintf("Host %q is not this server's: use localhost, 127.0.0.1 or the host of web.listen", r.Host), http.StatusMisdirectedRequest)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "Newswire is read-only: GET and HEAD only", http.StatusMethodNotAllowed)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ownHost tells whether a Host header, with or without a port, names a server on loopback. An address
// cannot be rebound, so any loopback one will do.
func ownHost(header, configured string) bool {
	host := header
	if h, _, err := net.SplitHostPort(header); err == nil {
		host = h
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") || configured != "" && strings.EqualFold(host, configured) {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}
