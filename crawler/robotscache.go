package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

const (
	// robotsFresh is how long a robots.txt holds; RFC 9309, section 2.4, allows up to a day.
	robotsFresh = time.Hour
	// robotsRetry is how long a host whose robots.txt cannot be had is left alone.
	robotsRetry = 5 * time.Minute
	// robotsStale is how long an old copy stands in for one that cannot be had (section 2.3.1.4).
	robotsStale = 30 * 24 * time.Hour
	// robotsHops is the number of redirects followed (section 2.3.1.2).
	robotsHops = 5
)

// errRobots is a robots.txt that cannot be had: nothing may be fetched for now.
var errRobots = errors.New("robots.txt cannot be had")

// robotsCache remembers the robots.txt of each origin (scheme, host and port).
type robotsCache struct {
	door  *door
	token string

	mu      sync.Mutex
	origins map[string]*robotsEntry
}

// robotsEntry is locked while its robots.txt is fetched, so that others wait in place of fetching it
// too; lock has room for one.
type robotsEntry struct {
	lock    chan struct{}
	robots  robots
	err     error     // errRobots: robots does not count
	known   time.Time // when robots was last had
	expires time.Time
}

func newRobotsCache(d *door) *robotsCache {
	return &robotsCache{door: d, token: productToken(d.fetcher.userAgent), origins: map[string]*robotsEntry{}}
}

// robotsVerdict is what robots.txt says of one address.
type robotsVerdict struct {
	allowed  bool
	sitemaps []string // of the whole site
}

// ask returns what robots.txt says of u, as the owner of its host knows it. The error is a *visitError, a
// *notDueError or a context's.
func (c *robotsCache) ask(ctx context.Context, u *url.URL, patience time.Duration) (v robotsVerdict, err error) {
	err = c.door.with(ctx, ctx, u.Host, patience, func(waiting, _ context.Context) error { // the request holds the host by itself
		v, err = c.here(waiting, u, patience)
		return err
	}, func() errand { return errand{URL: u.String(), Robots: true} }, func(a *answer) {
		v = robotsVerdict{allowed: a.Allowed, sitemaps: a.Sitemaps}
	})
	return v, err
}

// here is ask, for a host that this process owns.
func (c *robotsCache) here(ctx context.Context, u *url.URL, patience time.Duration) (robotsVerdict, error) {
	rules, until, err := c.get(ctx, u, patience)
	switch {
	case errors.Is(err, errRobots):
		var f *visitError
		if errors.As(err, &f) && !f.transient && f.outcome != Failed("encoding") {
			return robotsVerdict{}, f // an address, name or certificate that the page itself would fail by
		}
		return robotsVerdict{}, &visitError{outcome: Failed("robots_unreachable"), transient: true, notBefore: until, err: err}
	case err != nil:
		return robotsVerdict{}, err
	}
	return robotsVerdict{allowed: rules.allowed(u.RequestURI()), sitemaps: rules.sitemaps}, nil
}

// get returns what u's origin says, fetched anew if it is not known or no longer holds. An error that
// is [errRobots] comes with the time at which to ask again.
func (c *robotsCache) get(ctx context.Context, u *url.URL, patience time.Duration) (robots, time.Time, error) {
	origin := u.Scheme + "://" + u.Host
	c.mu.Lock()
	e := c.origins[origin]
	if e == nil {
		e = &robotsEntry{lock: make(chan struct{}, 1)}
		c.origins[origin] = e
	}
	c.mu.Unlock()
	if err := acquire(ctx, e.lock); err != nil {
		return robots{}, time.Time{}, err
	}
	defer func() { <-e.lock }()
	if time.Now().Before(e.expires) {
		return e.robots, e.expires, e.err
	}
	r, err := c.fetch(ctx, origin+"/robots.txt", patience)
	var closed *notDueError
	if ctx.Err() != nil || errors.As(err, &closed) {
		return robots{}, time.Time{}, err
	}
	now := time.Now()
	switch {
	case err == nil:
		e.robots, e.err, e.known, e.expires = r, nil, now, now.Add(robotsFresh)
		c.door.pacer.ask(u.Host, r.delay)
	case now.Sub(e.known) < robotsStale:
		e.expires = now.Add(robotsRetry)
	default:
		e.err, e.expires = fmt.Errorf("%w: %w", errRobots, err), now.Add(robotsRetry)
	}
	return e.robots, e.expires, e.err
}

// fetch returns the rules at address. An answer of 4xx means that there are none, except for 429,
// which says nothing about them; any other failure is an error.
func (c *robotsCache) fetch(ctx context.Context, address string, patience time.Duration) (robots, error) {
	for range robotsHops + 1 {
		u, err := url.Parse(address)
		if err != nil {
			return robots{}, err
		}
		res, free, err := c.door.get(ctx, ctx, request{url: address, limit: robotsLimit, cut: true, accept: "text/plain, */*;q=0.5"}, patience)
		if err != nil {
			return robots{}, err
		}
		free()
		switch {
		case res.status == http.StatusOK:
			return parseRobots(res.body, c.token), nil
		case redirects(res.status):
			location := res.header.Get("Location")
			target, err := u.Parse(location)
			if location == "" || err != nil {
				return robots{}, nil //nolint:nilerr // a redirect to nowhere: unavailable, as below
			}
			address = target.String()
		case res.status >= 500 || res.status == http.StatusTooManyRequests:
			return robots{}, fmt.Errorf("fetching %s: status %d", address, res.status)
		default:
			return robots{}, nil
		}
	}
	return robots{}, nil // too many redirects count as unavailable, that is, no rules
}

// redirects tells the statuses that send a GET elsewhere.
func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}
