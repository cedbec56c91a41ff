package crawler

import (
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"golang.org/x/net/http/httpguts"
	"golang.org/x/net/publicsuffix"
)

// reservedHeaders are set by the crawler or the connection, each for its own reason.
var reservedHeaders = set(`host user-agent accept accept-encoding connection content-length transfer-encoding te trailer upgrade
	range if-none-match if-modified-since if-match if-unmodified-since if-range`)

// parseHeaders reads lines of the form "Name: value".
func parseHeaders(lines []string) (http.Header, error) {
	header := http.Header{}
	for i, line := range lines {
		name, value, ok := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		switch {
		case !ok || !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value):
			return nil, fmt.Errorf(`headers[%d]: write "Name: value"`, i) // the value may be a secret
		case strings.EqualFold(name, "cookie"):
			return nil, fmt.Errorf("headers[%d]: %s: write it under cookies", i, name)
		case reservedHeaders[strings.ToLower(name)], strings.HasPrefix(strings.ToLower(name), "proxy-"):
			return nil, fmt.Errorf("headers[%d]: %s: the crawler sets it: see http.user_agent and http.proxy", i, name)
		}
		header.Add(name, value)
	}
	return header, nil
}

// parseCookies reads cookies of the form "name=value".
func parseCookies(lines []string) ([]*http.Cookie, error) {
	var cookies []*http.Cookie
	for i, line := range lines {
		parsed, err := http.ParseCookie(line)
		if err != nil || len(parsed) != 1 {
			return nil, fmt.Errorf(`cookies[%d]: write one "name=value"`, i) // the value may be a secret
		}
		parsed[0].Path = "/"
		cookies = append(cookies, parsed[0])
	}
	return cookies, nil
}

// jars hold the cookies of one visit. They live no longer: redirects to a consent page and back need them,
// while a meter would count with them.
type jars struct {
	own     *cookiejar.Jar // of the site's hosts, with the site's cookies
	foreign *cookiejar.Jar // a jar of its own, since jars do not tell ports apart
}

func (s *crawlSite) newJars() (j jars, err error) {
	options := &cookiejar.Options{PublicSuffixList: publicsuffix.List}
	if j.own, err = cookiejar.New(options); err != nil {
		return j, err
	}
	if j.foreign, err = cookiejar.New(options); err != nil || len(s.cookies) == 0 {
		return j, err
	}
	for _, host := range s.Hosts {
		for _, scheme := range []string{"http", "https"} {
			j.own.SetCookies(&url.URL{Scheme: scheme, Host: host, Path: "/"}, s.cookies)
		}
	}
	return j, nil
}

// jarFor returns the jar for host.
func (s *crawlSite) jarFor(host string, j jars) http.CookieJar {
	if s.owns(host) {
		return j.own
	}
	return j.foreign
}

// headerFor returns what is sent to host beside the crawler's own header: the conditions, and on the site's
// hosts its extra headers.
func (s *crawlSite) headerFor(host string, conditions http.Header) http.Header {
	if len(s.header) == 0 || !s.owns(host) {
		return conditions
	}
	header := s.header.Clone()
	for name, values := range conditions {
		header[name] = values
	}
	return header
}
