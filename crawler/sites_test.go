package crawler

import (
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/site"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	good := site.Site{Name: "daily", Sources: []site.Source{{Feed: "https://www.example.com/rss"}}}
	change := func(f func(*site.Site)) []site.Site {
		s := good
		f(&s)
		return []site.Site{s}
	}
	for _, c := range []struct {
		name  string
		cfg   Config
		sites []site.Site
		want  string
	}{
		{"name", Config{}, change(func(s *site.Site) { s.Name = "Daily News" }), `site "Daily News": name: write`},
		{"twice", Config{}, []site.Site{good, good}, `site "daily": there are two of this name`},
		{"no source", Config{}, change(func(s *site.Site) { s.Sources = nil }), `neither hosts nor sources`},
		{"two kinds", Config{}, change(func(s *site.Site) { s.Sources = []site.Source{{Feed: "https://e/", URL: "https://e/"}} }), `sources[0]: a source has one kind`},
		{"bad URL", Config{}, []site.Site{{Name: "daily", Sources: []site.Source{{Feed: "www.example.com/rss"}}}}, `"www.example.com/rss" does not start with http`},
		{"bad host", Config{}, change(func(s *site.Site) { s.Hosts = []string{"https://www.example.com"} }), `hosts[0]: "https://www.example.com": write a host`},
		{"bad pattern", Config{}, change(func(s *site.Site) { s.Articles.Match = []string{"["} }), `articles.match: "["`},
		{"long pattern", Config{}, change(func(s *site.Site) { s.Articles.Skip = []string{strings.Repeat("x", 1001)} }), `at most 1000 characters`},
		{"delay", Config{}, change(func(s *site.Site) { s.Pace.Delay = -1 }), `pace.delay: -1ns`},
		{"parallelism", Config{}, change(func(s *site.Site) { s.Pace.Parallelism = 1000 }), `pace.parallelism: 1000`},
		{"pages", Config{}, change(func(s *site.Site) { s.Limits.Pages = -1 }), `limits.pages: -1`},
		{"depth", Config{}, change(func(s *site.Site) { s.Limits.Depth = -1 }), `limits.depth: -1`},
		{"revisit", Config{}, change(func(s *site.Site) { s.Revisit = site.Revisit{Min: time.Hour, Max: time.Minute} }), `revisit.max: 1m0s is less than revisit.min`},
		{"header", Config{}, change(func(s *site.Site) { s.Headers = []string{"Accept-Language"} }), `headers[0]: write "Name: value"`},
		{"cookie header", Config{}, change(func(s *site.Site) { s.Headers = []string{"cookie: a=b"} }), `write it under cookies`},
		{"reserved header", Config{}, change(func(s *site.Site) { s.Headers = []string{"User-Agent: x"} }), `the crawler sets it`},
		{"cookie", Config{}, change(func(s *site.Site) { s.Cookies = []string{"consent"} }), `cookies[0]: write one "name=value"`},
		{"WARC address", Config{}, change(func(s *site.Site) { s.Sources = []site.Source{{WARC: "https://archive.example/a.warc"}} }), `write the path of a file`},
		{"WARC without hosts", Config{}, []site.Site{{Name: "a", Sources: []site.Source{{WARC: "a.warc"}}}}, `neither hosts nor sources with an address`},
		{"robots meta", Config{}, change(func(s *site.Site) { s.RobotsMeta = "obey" }), `robots_meta: "obey": write strict or ignore`},
		{"user agent", Config{HTTP: HTTP{UserAgent: "42"}}, nil, `http.user_agent "42"`},
		{"proxy", Config{HTTP: HTTP{Proxy: "proxy:3128"}}, nil, `http.proxy "proxy:3128"`},
		{"proxy scheme", Config{HTTP: HTTP{Proxy: "ftp://proxy:3128"}}, nil, `the scheme is http, https or socks5`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := New(c.cfg, c.sites, nil, nil, nil, slog.New(slog.DiscardHandler))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
	c, err := New(Config{}, []site.Site{{Name: "daily", Sources: []site.Source{{Feed: "https://www.example.com/rss"}}}}, nil, nil, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.sites["daily"].Hosts; !slices.Equal(got, []string{"example.com", "www.example.com"}) {
		t.Errorf("default hosts %q", got)
	}
	if _, err := c.Crawl(t.Context(), Request{Site: "other"}); err == nil || !strings.Contains(err.Error(), "there are: daily") {
		t.Errorf("crawling an unknown site: %v", err)
	}
}

func TestNetworkText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{"127.0.0.1": "127.0.0.1/32", "10.1.2.3/8": "10.0.0.0/8", "::1": "::1/128", "fd00::/8": "fd00::/8", "localhost": "", "1.2.3.4/99": ""} {
		var n Network
		if err := n.UnmarshalText([]byte(in)); (err == nil) != (want != "") || err == nil && n.String() != want {
			t.Errorf("%q: %s, %v, want %q", in, n, err, want)
		}
	}
}
