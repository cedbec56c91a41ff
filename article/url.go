package article

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxURL is longer than any address that servers commonly accept.
const maxURL = 4096

// ErrURL marks an address that cannot be fetched; the text that wraps it names the address and why.
var ErrURL = errors.New("not a web address")

// Normalize returns the normal form of an http(s) address: scheme and host in lower case (the host in
// ASCII), without default port, user, fragment and tracking parameters, dot segments resolved, other
// parameters in their order. Two addresses with one normal form are one link.
// Source: RFC 3986, section 6.2; the tracking parameters are those of the large mail, advertising and
// analytics services.
func Normalize(raw string) (string, error) {
	u, err := parse(raw)
	if err != nil {
		return "", err
	}
	return u.String(), nil
}

// Resolve returns the normal form of a reference found in a document at base, such as the href of a link.
func Resolve(base, ref string) (string, error) {
	b, err := url.Parse(base)
	if err != nil {
		return "", fmt.Errorf("%w: base %q: %w", ErrURL, base, err)
	}
	r, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return "", fmt.Errorf("%w: %q", ErrURL, ref)
	}
	return Normalize(b.ResolveReference(r).String())
}

// Canonical returns the canonical address of a page fetched from final whose document declares
// declared (rel=canonical, og:url or ""). A declaration counts only within hosts (default: the
// registrable domain of final) and not for a site's front page, since broken templates declare that.
func Canonical(final, declared string, hosts ...string) (string, error) {
	f, err := parse(final)
	if err != nil {
		return "", err
	}
	if c := declaredURL(f, declared); c != nil && (c.Host == f.Host || within(c.Host, f.Host, hosts)) {
		return c.String(), nil
	}
	return f.String(), nil
}

// declaredURL returns the address that a page at final declares, or nil if it is none to go by.
func declaredURL(final *url.URL, declared string) *url.URL {
	if declared == "" {
		return nil
	}
	d, err := url.Parse(strings.TrimSpace(declared))
	if err != nil {
		return nil
	}
	c, err := parse(final.ResolveReference(d).String())
	if err != nil || c.Path == "/" && c.RawQuery == "" {
		return nil
	}
	return c
}

func within(host, final string, hosts []string) bool {
	if len(hosts) > 0 {
		return slices.Contains(hosts, host)
	}
	return Domain(host) == Domain(final)
}

// ID returns the identity of a normalised address: the first 16 bytes of its SHA-256, 32 hex digits.
func ID(normalised string) string {
	sum := sha256.Sum256([]byte(normalised))
	return hex.EncodeToString(sum[:16])
}

// Domain returns the registrable domain of a host ("bbc.co.uk" of "www.bbc.co.uk:443"), or the host
// itself, without port, where there is none (an IP address, a bare name).
// Source: publicsuffix.org, as compiled into golang.org/x/net.
func Domain(host string) string {
	u := url.URL{Host: host}
	name := strings.TrimSuffix(u.Hostname(), ".")
	if d, err := publicsuffix.EffectiveTLDPlusOne(name); err == nil {
		return d
	}
	return name
}

func parse(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > maxURL {
		return nil, fmt.Errorf("%w: %.60q… is longer than %d bytes", ErrURL, raw, maxURL)
	}
	u, err := url.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrURL, raw)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("%w: %q does not start with http:// or https://", ErrURL, raw)
	}
	host, err := asciiHost(u)
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrURL, raw, err)
	}
	u.Host, u.User, u.Fragment, u.RawFragment = host, nil, "", ""
	cleanPath(u)
	u.RawQuery, u.ForceQuery = cleanQuery(u.RawQuery), false
	return u, nil
}

func asciiHost(u *url.URL) (string, error) {
	name := strings.TrimRight(strings.ToLower(u.Hostname()), ".")
	if name == "" {
		return "", errors.New("it names no host")
	}
	if strings.Contains(name, ":") { // IPv6
		name = "[" + name + "]"
	} else if a, err := idna.Lookup.ToASCII(name); err == nil {
		name = a
	} else if !ascii(name) {
		return "", err
	}
	port := u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return name, nil
	}
	return name + ":" + port, nil
}

func ascii(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > 127 }) < 0
}

// cleanPath resolves dot segments and makes percent-encoding uniform, but leaves an encoded slash as it
// is. Empty segments stay: some servers give them meaning.
func cleanPath(u *url.URL) {
	if !strings.Contains(strings.ToUpper(u.RawPath), "%2F") {
		u.RawPath = ""
	}
	p := u.Path
	switch {
	case p == "":
		u.Path = "/"
	case strings.Contains(p, "/."):
		u.Path, u.RawPath = path.Clean(p), ""
		if u.Path != "/" && (strings.HasSuffix(p, "/") || strings.HasSuffix(p, "/.") || strings.HasSuffix(p, "/..")) {
			u.Path += "/"
		}
	}
}

// cleanQuery drops tracking parameters and keeps the rest as it was written.
func cleanQuery(query string) string {
	if query == "" {
		return ""
	}
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
		key, _, _ := strings.Cut(pair, "=")
		return pair == "" || tracking(strings.ToLower(key))
	})
	return strings.Join(kept, "&")
}

func tracking(key string) bool {
	switch key {
	case "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
		"mc_cid", "mc_eid", "_ga", "_gl", "oly_anon_id", "oly_enc_id", "vero_id", "_hsenc", "_hsmi", "mkt_tok",
		"wt_mc", "wt_zmc", "at_medium", "at_campaign", "cmpid", "ns_mchannel", "ns_campaign", "ns_source", "smid", "ocid":
		return true
	}
	return strings.HasPrefix(key, "utm_") || strings.HasPrefix(key, "pk_") || strings.HasPrefix(key, "mtm_")
}
