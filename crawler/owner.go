package crawler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"newswire/article"
	"newswire/site"
)

// ErrElsewhere is returned by [Owners] while a host is on its way from one process to another.
var ErrElsewhere = errors.New("the host is another process's")

// Owners says which process of a cluster makes the requests to a host: one at a time, so that what it
// remembers of the host's pace and robots.txt is all there is to know. All methods may be called
// concurrently.
type Owners interface {
	// Hold keeps a host with this process until it is released, for one request to it. held is ctx, but
	// ends early if others may take the host. The error is [ErrElsewhere] if another process has the host, or is
	// to have it, or none has it yet.
	Hold(ctx context.Context, host string) (held context.Context, h Held, err error)
	// Ask has the process that has the host make a request in place of this one, by [Crawler.Answer], and
	// returns its reply. The error is [ErrElsewhere] if none replies.
	Ask(ctx context.Context, host string, request []byte) (reply []byte, err error)
}

// Held is a host that this process keeps from others.
type Held struct {
	// Since is when this process got the host.
	Since time.Time
	// Until returns ctx, which ends early when another process is to have the host: what has not begun by then is left
	// to that one. The function frees what that takes.
	Until func(ctx context.Context) (context.Context, context.CancelFunc)
	// Release lets the host go; it is called once.
	Release func()
}

// ownerRetry is the wait for a host that is on its way.
const ownerRetry = 250 * time.Millisecond

// door makes requests, each in its host's turn and in the process that owns the host.
type door struct {
	fetcher *fetcher
	pacer   *pacer
	owners  Owners // nil: this process owns all hosts
	paces   Paces  // nil: nothing is remembered
	log     *slog.Logger
}

// get makes a request in its host's turn. It returns what frees the worker's slot, to be called when the
// response has been dealt with. Waiting ends with wait, a request under way with work. The error is a
// *visitError, a *notDueError or a context's.
func (d *door) get(wait, work context.Context, req request, patience time.Duration) (res *response, free func(), err error) {
	u, err := url.Parse(req.url)
	if err != nil {
		return nil, nil, &visitError{outcome: Failed("url"), err: err}
	}
	err = d.with(wait, work, u.Host, patience, func(waiting, held context.Context) error {
		res, free, err = d.here(waiting, held, req, u.Host, patience)
		return err
	}, func() errand {
		return errand{URL: req.url, Header: withCookies(req, u), Accept: req.accept, Limit: req.limit, Cut: req.cut, Pace: d.pacer.pace(u.Host)}
	}, func(a *answer) {
		res, free = a.response(), func() {}
		if req.jar != nil {
			req.jar.SetCookies(u, (&http.Response{Header: res.header}).Cookies())
		}
	})
	return res, free, err
}

// here makes a request to a host that this process owns.
func (d *door) here(wait, work context.Context, req request, host string, patience time.Duration) (*response, func(), error) {
	t, err := d.pacer.enter(wait, host, patience)
	if err != nil {
		return nil, nil, err
	}
	req.sent = t.sent
	res, err := d.fetcher.get(work, req)
	if t.finish(res, err) && work.Err() == nil { // else it was broken off here
		d.keep(work, host)
	}
	if err != nil {
		t.done()
		if work.Err() != nil {
			return nil, nil, work.Err()
		}
		return nil, nil, failure(err)
	}
	return res, t.done, nil
}

// take has a host that this process got at a time asked as the process before would have asked it.
func (d *door) take(ctx context.Context, host string, since time.Time) error {
	if d.pacer.took(host, since) {
		return nil
	}
	var known article.HostPace
	if d.paces != nil {
		var err error
		if known, err = d.paces.Get(ctx, host); err != nil {
			return fmt.Errorf("asking how %s wants to be asked: %w", host, err)
		}
	}
	d.pacer.take(host, since, known)
	return nil
}

// keep remembers how a host wants to be asked, for whoever gets it next.
func (d *door) keep(ctx context.Context, host string) {
	if d.paces == nil {
		return
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), rememberTimeout)
	defer stop()
	if err := d.paces.Put(ctx, host, d.pacer.learnt(host)); err != nil {
		d.log.Warn("how a host wants to be asked is not kept", "host", host, "error", err)
	}
}

// with calls here while this process holds the host, or else has the owner run the errand that ask returns, and
// calls there with the answer. An owner that is lost meanwhile, or makes way while here waits, is replaced by the next
// one: what is asked for is only read, so that to ask twice does no harm.
func (d *door) with(wait, work context.Context, host string, patience time.Duration, here func(waiting, held context.Context) error, ask func() errand, there func(*answer)) error {
	if d.owners == nil {
		return here(wait, work)
	}
	until := time.Now().Add(patience)
	for {
		held, h, err := d.owners.Hold(work, host)
		switch {
		case err == nil:
			waiting, stop := h.Until(wait)
			if err = d.take(held, host, h.Since); err == nil {
				err = here(waiting, held)
			}
			lost := held.Err() != nil && work.Err() == nil
			madeWay := gaveUp(waiting, err) && wait.Err() == nil
			stop()
			h.Release()
			if err == nil || !lost && !madeWay {
				return err
			}
		case errors.Is(err, ErrElsewhere):
			e := ask()
			e.Patience = patience
			var a *answer
			if a, err = d.ask(wait, host, e); err == nil {
				there(a)
			}
			if !errors.Is(err, ErrElsewhere) {
				return err
			}
		default:
			return err
		}
		if time.Now().After(until) {
			return &visitError{outcome: Failed("no_owner"), transient: true,
				err: fmt.Errorf("fetching %s: no process of the cluster makes requests to %s", ask().URL, host)}
		}
		if err := sleep(wait, ownerRetry); err != nil {
			return err
		}
	}
}

// gaveUp tells whether err comes of a wait that ended.
func gaveUp(waiting context.Context, err error) bool {
	return waiting.Err() != nil && errors.Is(err, context.Canceled)
}

// ask has a host's owner run an errand. The error is what that came to, or [ErrElsewhere].
func (d *door) ask(ctx context.Context, host string, e errand) (*answer, error) {
	request, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("asking for %s: %w", e.URL, err)
	}
	reply, err := d.owners.Ask(ctx, host, request)
	if err != nil {
		return nil, err
	}
	a, err := parseAnswer(reply)
	if err != nil {
		return nil, err
	}
	return a, a.err(host)
}

// errand is what one process asks of another: a request, or a question about robots.txt.
type errand struct {
	URL    string      `json:"url"`
	Robots bool        `json:"robots,omitempty"` // ask what robots.txt says of URL, in place of fetching it
	Header http.Header `json:"header,omitempty"`
	Accept string      `json:"accept,omitempty"`
	Limit  int64       `json:"limit,omitempty"`
	Cut    bool        `json:"cut,omitempty"`
	// Patience is how long the asking process would wait for the host's turn.
	Patience time.Duration `json:"patience"`
	// Pace is the host's for a process that is not configured with its site.
	Pace site.Pace `json:"pace,omitzero"`
}

func (e errand) request() request {
	return request{url: e.URL, header: e.Header, accept: e.Accept, limit: e.Limit, cut: e.Cut}
}

// withCookies returns a request's header with the cookies of its jar.
func withCookies(req request, u *url.URL) http.Header {
	if req.jar == nil {
		return req.header
	}
	r := http.Request{Header: req.header.Clone()}
	if r.Header == nil {
		r.Header = http.Header{}
	}
	for _, cookie := range req.jar.Cookies(u) {
		r.AddCookie(cookie)
	}
	return r.Header
}

// Answer runs another process's errand to a host that this one holds, and to no other; nil if another process is to have
// the host before that has begun. It may take no more than this process's own requests: http.max_body or a sitemap's size, and a listing's patience.
func (c *Crawler) Answer(ctx context.Context, host string, h Held, request []byte) (reply []byte) {
	var e errand
	if err := json.Unmarshal(request, &e); err != nil {
		return failed(fmt.Errorf("reading another process's request: %w", err)).encode()
	}
	u, err := url.Parse(e.URL)
	if err != nil {
		return failed(err).encode()
	}
	if u.Host != host {
		return failed(fmt.Errorf("another process asks %s for %s", host, e.URL)).encode()
	}
	e.Patience = min(e.Patience, listingPatience)
	e.Limit = max(0, min(e.Limit, max(c.visitor.maxBody, sitemapLimit)))
	p := c.visitor.door.pacer
	p.learn(u.Host, e.Pace)
	if err := c.visitor.door.take(ctx, u.Host, h.Since); err != nil {
		return nil
	}
	waiting, stop := h.Until(ctx)
	defer stop()
	if e.Robots {
		v, err := c.visitor.robots.here(waiting, u, e.Patience)
		switch {
		case gaveUp(waiting, err):
			return nil
		case err != nil:
			return failed(err).encode()
		}
		return (&answer{Allowed: v.allowed, Sitemaps: v.sitemaps}).encode()
	}
	res, free, err := c.visitor.door.here(waiting, ctx, e.request(), u.Host, e.Patience)
	switch {
	case gaveUp(waiting, err):
		return nil
	case err != nil:
		return failed(err).encode()
	}
	defer free()
	return (&answer{Status: res.status, Header: res.header, Unsure: res.unsure, Elapsed: res.elapsed, body: res.body}).encode()
}
