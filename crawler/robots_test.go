package crawler

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestRobotsAllowed(t *testing.T) {
	t.Parallel()
	// The first group of cases are the examples of RFC 9309, sections 2.2.1 to 2.2.3 and 5.
	const simple = `
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot`
	for _, c := range []struct {
		name, text, agent, path string
		want                    bool
	}{
		{"no group: the star's", simple, "newswire", "/example/page.html", false},
		{"the star's wildcard", simple, "newswire", "/x/y.gif", false},
		{"the star's end", simple, "newswire", "/x/y.gif?z", true},
		{"the star allows", simple, "newswire", "/publications/", true},
		{"own group: page", simple, "foobot", "/example/page.html", true},
		{"own group: gif", simple, "foobot", "/example/allowed.gif", true},
		{"own group: the rest", simple, "foobot", "/example/", false},
		{"case of the name", simple, "FooBot", "/publications/", false},
		{"two names, the first", simple, "barbot", "/example/page.html", false},
		{"two names, the second", simple, "bazbot", "/example/page.html", false},
		{"two names: the rest", simple, "bazbot", "/example/x.gif", true},
		{"empty group at the end", simple, "quxbot", "/example/page.html", true},
		{"longest match allows", "user-agent: *\nallow: /example/page/\ndisallow: /example/page/disallowed.gif", "x", "/example/page/", true},
		{"longest match disallows", "user-agent: *\nallow: /example/page/\ndisallow: /example/page/disallowed.gif", "x", "/example/page/disallowed.gif", false},
		{"groups of one name are one", "user-agent: a\ndisallow: /b\n\nuser-agent: b\ndisallow: /x\n\nuser-agent: a\ndisallow: /c", "a", "/c", false},
		{"percent-encoding: utf-8 in rule", "user-agent: *\ndisallow: /foo/bar/ツ", "x", "/foo/bar/%E3%83%84", false},
		{"percent-encoding: lower case", "user-agent: *\ndisallow: /foo/bar/%E3%83%84", "x", "/foo/bar/%e3%83%84", false},
		{"percent-encoding: unreserved", "user-agent: *\ndisallow: /foo/bar/%62%61%7A", "x", "/foo/bar/baz", false},
		{"percent-encoding: a reserved octet differs", "user-agent: *\ndisallow: /a%2Fb", "x", "/a/b", true},

		{"nothing", "", "x", "/", true},
		{"an empty rule forbids nothing", "user-agent: *\ndisallow:", "x", "/a", true},
		{"a tie allows", "user-agent: *\ndisallow: /a\nallow: /a", "x", "/a", true},
		{"rules are case-sensitive", "user-agent: *\ndisallow: /A", "x", "/a", true},
		{"robots.txt itself", "user-agent: *\ndisallow: /", "x", "/robots.txt", true},
		{"a version after the name", "User-agent: Newswire/2.0\nDisallow: /", "newswire", "/", false},
		{"rules before any group", "disallow: /\nuser-agent: y\ndisallow: /", "x", "/a", true},
		{"comments and blanks", "  User-Agent : *  # all\n\n # none\n Disallow : /a # really\n", "x", "/a", false},
		{"carriage returns and mark", "\ufeffuser-agent: *\r\rdisallow: /a\r\n", "x", "/a", false},
		{"other records do not end a group's names", "user-agent: x\nsitemap: http://e/s\nuser-agent: y\ndisallow: /", "x", "/a", false},
		{"query", "user-agent: *\ndisallow: /*?print=", "x", "/a?print=1", false},
		{"stars in a row", "user-agent: *\ndisallow: /a**b", "x", "/a-b", false},
		{"dollar inside is plain", "user-agent: *\ndisallow: /a$b", "x", "/a$b", false},
		{"end after a star", "user-agent: *\ndisallow: /a*b$", "x", "/a/b/b", false},
		{"end not there", "user-agent: *\ndisallow: /a*b$", "x", "/a/b/c", true},
		{"html in place of rules", "<html><body>Not found</body></html>", "x", "/a", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := parseRobots([]byte(c.text), c.agent).allowed(c.path); got != c.want {
				t.Errorf("allowed(%q) = %t, want %t", c.path, got, c.want)
			}
		})
	}
}

func TestRobotsRecords(t *testing.T) {
	t.Parallel()
	r := parseRobots([]byte("Sitemap: https://e/a.xml\nUser-agent: *\nCrawl-delay: 2.5\nUser-agent: other\nCrawl-delay: 99999\nSitemap: https://e/b.xml"), "x")
	if r.delay != 2500*time.Millisecond && r.delay != maxCrawlDelay || len(r.sitemaps) != 2 {
		t.Errorf("%+v", r)
	}
	if r := parseRobots([]byte("User-agent: *\nCrawl-delay: 1e300"), "x"); r.delay != maxCrawlDelay {
		t.Errorf("delay %s, want %s", r.delay, maxCrawlDelay)
	}
	for _, bad := range []string{"-1", "NaN", "soon", "-Inf"} {
		if r := parseRobots([]byte("User-agent: *\nCrawl-delay: "+bad), "x"); r.delay != 0 {
			t.Errorf("delay of %q: %s", bad, r.delay)
		}
	}
	long := "User-agent: *\n" + strings.Repeat("#"+strings.Repeat("x", 98)+"\n", robotsLimit/100+1) + "Disallow: /\n"
	if !parseRobots([]byte(long), "x").allowed("/a") {
		t.Error("a rule beyond 500 KiB counts")
	}
}

func TestRobotsCache(t *testing.T) {
	t.Parallel()
	forbid := text("text/plain", "User-agent: *\nDisallow: /")
	for _, c := range []struct {
		name    string
		robots  http.HandlerFunc
		allowed bool
		known   bool
	}{
		{"200", forbid, false, true},
		{"404", nil, true, true},
		{"403", status(http.StatusForbidden), true, true},
		{"429", status(http.StatusTooManyRequests), false, false},
		{"500", status(http.StatusInternalServerError), false, false},
		{"larger than the limit", text("text/plain", "User-agent: *\nDisallow: /\n"+strings.Repeat("#\n", robotsLimit)), false, true},
		{"endless redirects", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", http.StatusFound) }, true, true},
		{"a redirect", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/r/robots.txt", http.StatusFound) }, false, true},
		{"a redirect to nowhere", status(http.StatusFound), true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, map[string]http.HandlerFunc{"/robots.txt": c.robots, "/r/robots.txt": forbid})
			cache := newBench(t, Config{}, quickSite(s)).visitor.robots
			u, err := url.Parse(s.URL + "/page")
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				r, _, err := cache.get(t.Context(), u, time.Minute)
				if (err == nil) != c.known || c.known && r.allowed("/page") != c.allowed {
					t.Fatalf("allowed %t, error %v", r.allowed("/page"), err)
				}
			}
			if n := s.hits("/robots.txt"); n != 1 && c.name != "endless redirects" {
				t.Errorf("robots.txt was fetched %d times", n)
			}
		})
	}
}

func TestRobotsCacheKeepsStaleRules(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/robots.txt": inTurn(text("text/plain", "User-agent: *\nDisallow: /no"), status(500))})
	cache := newBench(t, Config{}, quickSite(s)).visitor.robots
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		r, _, err := cache.get(t.Context(), u, time.Minute)
		if err != nil || r.allowed("/no") || !r.allowed("/yes") {
			t.Fatalf("rules %+v, error %v", r, err)
		}
		cache.origins[s.URL].expires = time.Time{}
	}
	if n := s.hits("/robots.txt"); n != 2 {
		t.Errorf("robots.txt was fetched %d times, want again after it expired", n)
	}
}

func FuzzRobots(f *testing.F) {
	f.Add("User-agent: *\nDisallow: /*a*b$\nCrawl-delay: 1\n", "/a%2fb")
	f.Add("user-agent:newswire\nallow:/\ndisallow:*%\n", "/%zz")
	f.Fuzz(func(t *testing.T, text, path string) {
		r := parseRobots([]byte(text), "newswire")
		if r.delay < 0 || r.delay > maxCrawlDelay {
			t.Errorf("delay %s", r.delay)
		}
		r.allowed(path)
		if once := robotsPath(path); robotsPath(once) != once && !strings.Contains(path, "%") {
			t.Errorf("the normal form of %q is not stable", path)
		}
	})
}
