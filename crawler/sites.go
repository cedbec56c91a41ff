package crawler

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"

	"newswire/article"
	"newswire/site"
)

const (
	defaultPages      = 500
	defaultDepth      = 2
	defaultFollow     = 1
	defaultListings   = 100
	defaultMaxAge     = 7 * 24 * time.Hour
	defaultRevisitMin = 15 * time.Minute
	defaultRevisitMax = 7 * 24 * time.Hour
	defaultBudget     = 200
)

// crawlSite is a site with its defaults filled in and its patterns compiled.
type crawlSite struct {
	site.Site
	match []*regexp.Regexp
	skip  []*regexp.Regexp
	// header and cookies are sent to the site's hosts.
	header  http.Header
	cookies []*http.Cookie
	shapes  shapes // what was learnt of the site's addresses
}

// siteName also admits dots: a site that nobody configured goes by its registrable domain.
var siteName = regexp.MustCompile(`^[a-z0-9.-]{1,64}$`)

// compileSite checks s and fills in its defaults. The error names the site, the value and what to write.
func compileSite(s site.Site) (*crawlSite, error) {
	c := &crawlSite{Site: s}
	fail := func(format string, args ...any) (*crawlSite, error) {
		return nil, fmt.Errorf("site %q: "+format, append([]any{s.Name}, args...)...)
	}
	if !siteName.MatchString(s.Name) {
		return fail("name: write 1 to 64 of a-z, 0-9 and -")
	}
	derived := []string{}
	for i, source := range s.Sources {
		kind, address, err := source.Kind()
		if err != nil {
			return fail("sources[%d]: %w", i, err)
		}
		if kind == warcSource {
			if strings.Contains(address, "://") {
				return fail("sources[%d]: warc %q: write the path of a file, or a pattern of paths", i, address)
			}
			continue
		}
		normal, err := article.Normalize(address)
		if err != nil {
			return fail("sources[%d]: %w", i, err)
		}
		u, err := url.Parse(normal)
		if err != nil {
			return fail("sources[%d]: %w", i, err)
		}
		derived = append(derived, u.Host, twin(u.Host))
	}
	var err error
	if c.Hosts, err = parseHosts(s.Hosts); err != nil {
		return fail("%w", err)
	}
	if c.Render.Hosts, err = parseHosts(s.Render.Hosts); err != nil {
		return fail("render.%w", err)
	}
	if len(c.Hosts) == 0 {
		slices.Sort(derived)
		c.Hosts = slices.Compact(derived)
	}
	if len(c.Hosts) == 0 {
		return fail("neither hosts nor sources with an address: write at least one")
	}
	if c.match, err = patterns(s.Articles.Match); err != nil {
		return fail("articles.match: %w", err)
	}
	if c.skip, err = patterns(s.Articles.Skip); err != nil {
		return fail("articles.skip: %w", err)
	}
	if c.header, err = parseHeaders(s.Headers); err != nil {
		return fail("%w", err)
	}
	if c.cookies, err = parseCookies(s.Cookies); err != nil {
		return fail("%w", err)
	}
	switch {
	case s.RobotsMeta != "" && s.RobotsMeta != site.RobotsMetaStrict && s.RobotsMeta != site.RobotsMetaIgnore:
		return fail("robots_meta: %q: write strict or ignore, or leave it out", s.RobotsMeta)
	case s.Pace.Delay < 0:
		return fail("pace.delay: %s: write a positive duration such as 1s", s.Pace.Delay)
	case s.Pace.Parallelism < 0 || s.Pace.Parallelism > 100:
		return fail("pace.parallelism: %d: write 1 to 100", s.Pace.Parallelism)
	case s.Limits.Pages < 0:
		return fail("limits.pages: %d: write a positive number", s.Limits.Pages)
	case s.Limits.Depth < 0:
		return fail("limits.depth: %d: write a positive number", s.Limits.Depth)
	case s.Limits.Follow < 0:
		return fail("limits.follow: %d: write a positive number", s.Limits.Follow)
	case s.Limits.Listings < 0:
		return fail("limits.listings: %d: write a positive number", s.Limits.Listings)
	case s.Revisit.Budget < 0:
		return fail("revisit.budget: %d: write a positive number", s.Revisit.Budget)
	case s.Revisit.Max < 0:
		return fail("revisit.max: %s: write a positive duration such as 168h", s.Revisit.Max)
	case s.Render.Timeout < 0 || s.Render.Timeout > maxRenderTimeout:
		return fail("render.timeout: %s: write a duration up to %s", s.Render.Timeout, maxRenderTimeout)
	}
	if s.Render.WaitFor != "" {
		if _, err := cascadia.ParseGroup(s.Render.WaitFor); err != nil {
			return fail("render.wait_for: %q: write a CSS selector such as article p: %w", s.Render.WaitFor, err)
		}
	}
	orDefault(&c.Pace.Delay, defaultDelay)
	orDefault(&c.Pace.Parallelism, defaultParallelism)
	orDefault(&c.Render.Timeout, defaultRenderTimeout)
	orDefault(&c.Limits.Pages, defaultPages)
	orDefault(&c.Limits.Depth, defaultDepth)
	orDefault(&c.Limits.Follow, defaultFollow)
	orDefault(&c.Limits.Listings, defaultListings)
	orDefault(&c.Limits.MaxAge, defaultMaxAge)
	orDefault(&c.Revisit.Min, defaultRevisitMin)
	if c.Revisit.Min < 0 { // all that is listed is due each time: a bound would always keep out the same ones
		orDefault(&c.Revisit.Budget, math.MaxInt)
	}
	orDefault(&c.Revisit.Budget, defaultBudget)
	orDefault(&c.Revisit.Max, max(defaultRevisitMax, c.Revisit.Min))
	if c.Revisit.Max < c.Revisit.Min {
		return fail("revisit.max: %s is less than revisit.min, %s", c.Revisit.Max, c.Revisit.Min)
	}
	return c, nil
}

// parseHosts returns hosts as they stand in normalised addresses.
func parseHosts(hosts []string) ([]string, error) {
	var parsed []string
	for i, h := range hosts {
		normal, err := article.Normalize("http://" + h)
		if err != nil || strings.ContainsAny(h, "/?#@") {
			return nil, fmt.Errorf("hosts[%d]: %q: write a host such as www.example.com or www.example.com:8080", i, h)
		}
		parsed = append(parsed, strings.TrimSuffix(strings.TrimPrefix(normal, "http://"), "/"))
	}
	return parsed, nil
}

func orDefault[T comparable](v *T, def T) {
	var zero T
	if *v == zero {
		*v = def
	}
}

// maxPattern keeps a pattern's compiled program, and so the time it takes on a link, small.
const maxPattern = 1000

func patterns(exprs []string) ([]*regexp.Regexp, error) {
	var compiled []*regexp.Regexp
	for _, expr := range exprs {
		if len(expr) > maxPattern {
			return nil, fmt.Errorf("%.40q…: a pattern has at most %d characters", expr, maxPattern)
		}
		re, err := regexp.Compile(expr)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", expr, err)
		}
		compiled = append(compiled, re)
	}
	return compiled, nil
}

// twin returns the host with "www." or, if it has that, without: most sites redirect from one to the other.
func twin(host string) string {
	if bare, ok := strings.CutPrefix(host, "www."); ok {
		return bare
	}
	if article.Domain(host) != host { // a subdomain, an address or a port
		return host
	}
	return "www." + host
}

// owns tells whether host, with its port if it is not the scheme's own, may be fetched for the site.
func (s *crawlSite) owns(host string) bool { return slices.Contains(s.Hosts, host) }
