package crawler

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"time"

	"newswire/article"
)

const (
	// heartbeat is how often leases in memory are extended.
	heartbeat = 10 * time.Second
	// grace is what pages in flight are given when Run ends; settling what is done gets lastSettle more.
	grace      = 7 * time.Second
	lastSettle = 2 * time.Second
	// settleTimeout bounds settling at other times. It is long, since a page that is not settled is fetched again,
	// and shorter than a lease.
	settleTimeout = 30 * time.Second
	// rememberTimeout bounds noting when an article is to be visited again.
	rememberTimeout = 3 * time.Second
	// queueRetry is the wait after the queue failed.
	queueRetry = time.Second
	// pagePatience is how long a lease waits in memory for its host's turn before it is put off.
	pagePatience = 2 * holdFor
	// handledPerWorker times the workers is the number of pages that have been fetched and not yet dealt with.
	handledPerWorker = 4
	// holdPerWorker times the workers is the number of leases in memory.
	holdPerWorker = 16
)

// errPanic is a page whose handling broke down.
var errPanic = errors.New("panic")

// Run takes links from the queue and fetches them until ctx ends. Pages in flight are then finished
// for at most 8 s, all other leases released, and idle connections closed. Call it once.
func (c *Crawler) Run(ctx context.Context) error {
	for _, s := range c.sites {
		if err := c.renderable(s); err != nil {
			c.log.Error("a site cannot be crawled here", "site", s.Name, "error", err)
		}
	}
	work, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	held := &leases{held: map[Lease]struct{}{}}
	beating, stopBeat := context.WithCancel(context.WithoutCancel(ctx))
	var beat, serving sync.WaitGroup
	beat.Go(func() { held.extend(beating, c.warn) })

	room := make(chan struct{}, holdPerWorker*c.cfg.Workers)
	for acquire(ctx, room) == nil {
		lease, err := c.queue.Next(ctx)
		if err != nil {
			<-room
			if ctx.Err() != nil {
				break
			}
			c.log.Warn("the queue gives no link", "error", err)
			_ = sleep(ctx, queueRetry)
			continue
		}
		held.add(lease)
		serving.Go(func() {
			defer func() { <-room }()
			defer held.remove(lease)
			c.serve(ctx, work, lease)
		})
	}
	late := time.AfterFunc(grace, abort)
	serving.Wait()
	late.Stop()
	stopBeat()
	beat.Wait()
	c.keepShapes(context.WithoutCancel(ctx))
	c.visitor.renderer.chromium.close()
	c.visitor.door.fetcher.transport.CloseIdleConnections()
	return nil
}

func (c *Crawler) warn(lease Lease, err error) {
	c.log.Warn("a lease was not extended", "url", lease.Link().URL, "error", err)
}

// leases are the leases in memory.
type leases struct {
	mu   sync.Mutex
	held map[Lease]struct{}
}

func (l *leases) add(lease Lease) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.held[lease] = struct{}{}
}

func (l *leases) remove(lease Lease) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.held, lease)
}

// extend keeps the leases alive until ctx ends.
func (l *leases) extend(ctx context.Context, failed func(Lease, error)) {
	tick := time.NewTicker(heartbeat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		l.mu.Lock()
		held := make([]Lease, 0, len(l.held))
		for lease := range l.held {
			held = append(held, lease)
		}
		l.mu.Unlock()
		for _, lease := range held {
			if err := lease.Extend(); err != nil {
				failed(lease, err)
			}
		}
	}
}

// ending is what one serving of a link came to: an outcome with the state to remember, or a time at
// which to try again.
type ending struct {
	outcome Outcome
	state   article.FetchState
	again   time.Time
	paced   bool // again is for the host's pace: no attempt was made
	moved   bool // a known article's page is gone or, with any outcome but that, may be there again
	err     error
}

// serve takes one lease to its end: Done, Defer or Release. Waiting for the host's turn ends with wait,
// a page in flight with work.
func (c *Crawler) serve(wait, work context.Context, lease Lease) {
	link := lease.Link()
	s := c.siteOf(link)
	if s == nil {
		c.settle(work, lease, link, ending{outcome: Filtered("site"), err: fmt.Errorf("no site %q is configured", link.Site)})
		return
	}
	link.Site = s.Name
	u, err := url.Parse(link.URL)
	if err != nil || !s.owns(u.Host) {
		c.settle(work, lease, link, ending{outcome: Filtered("host")})
		return
	}
	held, at := c.visitor.door.pacer.hold(u.Host, link.Priority == article.PriorityFresh)
	if !held {
		c.settle(work, lease, link, ending{again: at, paced: true})
		return
	}
	wait, stop := lease.Until(wait)
	defer stop()
	end, err := c.fetch(wait, work, s, link)
	c.visitor.door.pacer.unhold(u.Host)
	if err != nil {
		if wait.Err() == nil {
			c.log.Warn("a link is given back", "url", link.URL, "error", err)
			_ = sleep(wait, queueRetry) // its cause, such as an unreachable store, seldom passes at once
		}
		c.release(work, lease)
		return
	}
	c.settle(work, lease, link, end)
}

// fetch visits a link, hands the page on and says how that ended. An error means that nothing was done
// and the lease is to be given back.
func (c *Crawler) fetch(wait, work context.Context, s *crawlSite, link article.Link) (ending, error) {
	state, known, err := c.states.Get(work, link.ID)
	if err != nil {
		return ending{}, fmt.Errorf("reading the fetch state: %w", err)
	}
	in := visit{url: link.URL, site: s, accept: acceptPage, patience: pagePatience, answered: c.counter(link)}
	if known && !link.Forced {
		in.header = conditions(state)
	}
	missed := state.Failures > 0 // the visit before, or more of them, brought no page
	page, free, err := c.visitor.get(wait, work, in)
	if err != nil {
		end, err := c.unvisited(s, link, state, err)
		end.moved = end.outcome == Gone && c.speaksFor(work, link.ID, state.ArticleID)
		return end, err
	}
	// Whoever waits for a disk or a server holds no slot that another page could be fetched in.
	if err := acquire(work, c.handling); err != nil {
		free()
		return ending{}, err
	}
	free()
	defer func() { <-c.handling }()
	if page.Status == http.StatusNotModified {
		state.Status, state.Failures = page.Status, 0
		end := unchanged(s, state, page.Header, page.FetchedAt)
		end.moved = missed && c.speaksFor(work, link.ID, state.ArticleID)
		return end, nil
	}
	end, err := c.digest(work, s, link, state, page)
	end.moved = missed && end.outcome == Unchanged && c.speaksFor(work, link.ID, end.state.ArticleID)
	return end, err
}

// speaksFor tells whether an article is gone when the page of this link is. Its own address says so, whose ID
// is the article's; one that is only another way to it, such as the page for print, says so where the
// article's own was never fetched.
func (c *Crawler) speaksFor(ctx context.Context, linkID, articleID string) bool {
	switch articleID {
	case "":
		return false
	case linkID:
		return true
	}
	_, known, err := c.states.Get(ctx, articleID)
	return err == nil && !known // the next visit tells it if the states cannot be read now
}

// digest hands a page on, unless it is the one of the last visit, and says how that ended. state is that
// of before.
func (c *Crawler) digest(work context.Context, s *crawlSite, link article.Link, state article.FetchState, page *article.Page) (ending, error) {
	now := page.FetchedAt
	state.Status, state.FetchedAt, state.Failures = page.Status, now, 0
	if !readable(page) {
		return s.ended(state, Filtered("content_type"), fmt.Errorf("content type %q", page.Header.Get("Content-Type"))), nil
	}
	hash := sha256.Sum256(page.Body)
	raw := hex.EncodeToString(hash[:])
	if raw == state.RawHash && state.ArticleID != "" && !link.Forced {
		return unchanged(s, state, page.Header, now), nil
	}
	wishes := s.directives(page, c.visitor.robots.token)
	if wishes.noindex {
		return s.ended(state, Filtered("noindex"), nil), nil
	}
	page.NoArchive = wishes.noarchive
	header := page.Header
	done, err := c.handlePage(work, link, page)
	switch {
	case errors.Is(err, errPanic):
		return s.ended(state, Failed("panic"), err), nil
	case err != nil && work.Err() != nil:
		return ending{}, err
	case err != nil: // not the page's fault: it is tried again until it is taken
		return ending{again: retryAt(now, link.Attempt+1, time.Time{}), err: err}, nil //nolint:nilerr // the error is the ending's
	}
	if done.Outcome == "" {
		return s.ended(state, Failed("no_outcome"), errors.New("the handler tells no outcome")), nil
	}
	if l := c.ledgerOf(s.Name); l != nil && done.Profile != "" {
		l.profiled(done.Missed)
	}
	state.ETag, state.LastModified = header.Get("ETag"), header.Get("Last-Modified")
	state.RawHash, state.ArticleID, state.ContentHash = raw, done.ArticleID, done.ContentHash
	switch {
	case done.Outcome == Created && !done.ChangedAt.IsZero() && done.ChangedAt.Before(now):
		state.Unchanged, state.ChangedAt = 0, done.ChangedAt
	case done.Outcome == Created, done.Outcome == Updated:
		state.Unchanged, state.ChangedAt = 0, now
	default:
		state.Unchanged++
	}
	return s.ended(state, done.Outcome, nil), nil
}

// unvisited says how a visit that brought no page ends.
func (c *Crawler) unvisited(s *crawlSite, link article.Link, state article.FetchState, err error) (ending, error) {
	var closed *notDueError
	if errors.As(err, &closed) {
		return ending{again: closed.at, paced: true}, nil
	}
	var failed *visitError
	if !errors.As(err, &failed) { // the context ended
		return ending{}, err
	}
	now := time.Now().UTC()
	if failed.transient && link.Attempt+1 < maxAttempts {
		return ending{again: retryAt(now, link.Attempt+1, failed.notBefore), err: err}, nil
	}
	state.Status, state.FetchedAt = failed.status, now
	state.Failures++
	end := s.ended(state, failed.outcome, err)
	end.state.NextDue = later(end.state.NextDue, failed.notBefore)
	return end, nil
}

// conditions returns the header of a conditional request, nil if there is nothing to compare with.
func conditions(state article.FetchState) http.Header {
	h := http.Header{}
	if state.ETag != "" {
		h.Set("If-None-Match", state.ETag)
	}
	if state.LastModified != "" {
		h.Set("If-Modified-Since", state.LastModified)
	}
	if len(h) == 0 {
		return nil
	}
	return h
}

// unchanged ends a visit that found the page as it was.
func unchanged(s *crawlSite, state article.FetchState, header http.Header, now time.Time) ending {
	if tag := header.Get("ETag"); tag != "" {
		state.ETag = tag
	}
	if modified := header.Get("Last-Modified"); modified != "" {
		state.LastModified = modified
	}
	state.Unchanged++
	state.FetchedAt = now
	return s.ended(state, Unchanged, nil)
}

// ended completes the state of a link with its outcome and the time of its next visit.
func (s *crawlSite) ended(state article.FetchState, outcome Outcome, err error) ending {
	state.Outcome = string(outcome)
	state.NextDue = s.due(state.FetchedAt, state)
	return ending{outcome: outcome, state: state, err: err}
}

// handlePage calls the handler and turns a panic, which some page may provoke in a parser, into an error:
// one page does not end the crawl of all others.
func (c *Crawler) handlePage(ctx context.Context, link article.Link, page *article.Page) (done Handled, err error) {
	defer func() {
		if r := recover(); r != nil {
			c.log.Error("handling a page panicked", "url", link.URL, "panic", r, "stack", string(debug.Stack()))
			err = fmt.Errorf("%w: %v", errPanic, r)
		}
	}()
	return c.handle(ctx, link, page)
}

// settle makes an ending durable, first the state, then the queue, and then tells the run.
func (c *Crawler) settle(work context.Context, lease Lease, link article.Link, end ending) {
	ctx, cancel := settling(work)
	defer cancel()
	log := c.log.With("site", link.Site, "url", link.URL)
	if end.outcome == "" {
		next := link
		if !end.paced {
			next.Attempt++
			log.Debug("a link is tried again", "attempt", next.Attempt, "at", end.again, "error", end.err)
		}
		if err := lease.Defer(ctx, end.again, next); err != nil {
			log.Warn("a link was not put off: its lease has to expire", "error", err)
			return
		}
		if l := c.ledgerOf(link.Site); l != nil {
			l.putOff(link, end.again, end.err)
		}
		return
	}
	if !end.state.FetchedAt.IsZero() {
		end.state.Returned = end.moved && end.outcome != Gone
		if err := c.states.Put(ctx, link.ID, end.state); err != nil {
			log.Warn("a fetch state was not saved", "error", err)
			c.release(work, lease)
			return
		}
		remembering, stop := context.WithTimeout(ctx, rememberTimeout) // what is left of ctx is for the queue
		err := c.remember(remembering, link, end)
		stop()
		if err != nil {
			log.Warn("an article will not be visited again unless it is listed", "error", err)
		}
	}
	if err := lease.Done(ctx); err != nil {
		log.Warn("a link was not removed from the queue and will be fetched again", "error", err)
		return
	}
	c.learn(ctx, link, end)
	log.Debug("a link has ended", "outcome", end.outcome, "error", end.err)
	if l := c.ledgerOf(link.Site); l != nil {
		if end.moved {
			l.moved(end.state.ArticleID, end.outcome == Gone)
		}
		l.end(link, end.outcome, end.err)
	}
}

// settling is a context to settle in, which outlives work for a while.
func settling(work context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(work), settleTimeout)
	stop := context.AfterFunc(work, func() { time.AfterFunc(lastSettle, cancel) })
	return ctx, func() {
		stop()
		cancel()
	}
}

func (c *Crawler) release(work context.Context, lease Lease) {
	ctx, cancel := settling(work)
	defer cancel()
	if err := lease.Release(ctx); err != nil {
		c.log.Warn("a link was not given back: its lease has to expire", "url", lease.Link().URL, "error", err)
	}
}

// counter returns what counts a link's responses for the run of its site.
func (c *Crawler) counter(link article.Link) func(int) {
	return func(bytes int) {
		if l := c.ledgerOf(link.Site); l != nil {
			l.answered(bytes)
		}
	}
}
