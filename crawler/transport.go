package crawler

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"
)

// newTransport returns the one transport that all requests share. It knows nothing of the environment,
// bounds each phase of a request and refuses addresses when they are dialled.
func newTransport(cfg Config) (*http.Transport, error) {
	dialer := newDialer(cfg)
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // body.go decodes, within limits
		MaxIdleConns:           256,
		MaxIdleConnsPerHost:    4,
		IdleConnTimeout:        60 * time.Second,
		TLSHandshakeTimeout:    min(10*time.Second, cfg.HTTP.Timeout),
		ResponseHeaderTimeout:  cfg.HTTP.Timeout,
		MaxResponseHeaderBytes: 256 << 10,
	}
	switch {
	case cfg.Dial != nil:
		t.DialContext = cfg.Dial
	case cfg.HTTP.Proxy != "":
		proxy, err := url.Parse(cfg.HTTP.Proxy)
		if err != nil || proxy.Host == "" {
			return nil, fmt.Errorf("http.proxy %q: write a URL such as http://proxy.example:3128", cfg.HTTP.Proxy)
		}
		switch proxy.Scheme {
		case "http", "https", "socks5":
		default:
			return nil, fmt.Errorf("http.proxy %q: the scheme is http, https or socks5", cfg.HTTP.Proxy)
		}
		t.Proxy = http.ProxyURL(proxy)
		// The proxy's own address is the user's choice and is not checked.
		t.DialContext = (&net.Dialer{Timeout: dialer.Timeout}).DialContext
	}
	return t, nil
}

// newDialer returns what opens connections: it looks at each address that a name leads to when it is dialled.
func newDialer(cfg Config) *net.Dialer {
	return &net.Dialer{Timeout: min(10*time.Second, cfg.HTTP.Timeout), Control: guard(cfg.HTTP.AllowAddresses)}
}

// permitLiteral refuses a URL whose host is itself a refused address, which a proxy would dial unseen.
func permitLiteral(u *url.URL, allowed []Network) error {
	addr, err := netip.ParseAddr(u.Hostname())
	if err != nil {
		return nil //nolint:nilerr // a name: checked when it is dialled
	}
	return permit(addr, allowed)
}
