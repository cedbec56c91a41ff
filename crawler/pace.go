package crawler

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"newswire/article"
	"newswire/site"
)

const (
	defaultDelay       = time.Second
	defaultParallelism = 2

	// minPenalty and maxPenalty bound the extra delay of a host that refuses or fails.
	minPenalty = time.Second
	maxPenalty = 5 * time.Minute
	// slow is the response time from which on a host gets at least as long to rest as it takes to answer.
	slow = 2 * time.Second
	// holdFor is how far ahead leases are held in memory for their host; fresh ones twice as far.
	holdFor = 15 * time.Second
	// maxPutOff bounds how far ahead links of a busy host are put off, so that fresh news found
	// meanwhile does not wait behind a long backlog.
	maxPutOff = 10 * time.Minute
)

// pacer lets requests start: never more at a time than there are slots, and on each host no more than
// its parallelism and no sooner than its delay.
type pacer struct {
	slots chan struct{}

	mu    sync.Mutex
	paces map[string]site.Pace // what the sites say, by host
	hosts map[string]*hostPace
}

// hostPace is the pace of one host. places has one element for each request under way, starting one
// while a request waits for its start or is being sent.
type hostPace struct {
	places   chan struct{}
	starting chan struct{}

	mu      sync.Mutex
	delay   time.Duration // as configured
	asked   time.Duration // robots.txt's Crawl-delay
	penalty time.Duration // for refusals
	latency time.Duration // smoothed response time
	next    time.Time     // no start before
	since   time.Time     // when this process got the host
	held    int           // leases in memory
	horizon time.Time     // the next time to put a link off to
}

// notDueError tells that a host is closed for longer than the caller cares to wait.
type notDueError struct {
	host string
	at   time.Time
}

func (e *notDueError) Error() string {
	return fmt.Sprintf("%s is not due before %s", e.host, e.at.Format(time.RFC3339))
}

func newPacer(slots int, paces map[string]site.Pace) *pacer {
	return &pacer{slots: make(chan struct{}, slots), paces: paces, hosts: map[string]*hostPace{}}
}

func (p *pacer) host(name string) *hostPace {
	p.mu.Lock()
	defer p.mu.Unlock()
	h := p.hosts[name]
	if h == nil {
		pace := p.paces[name]
		if pace.Parallelism == 0 {
			pace.Parallelism = defaultParallelism
		}
		if pace.Delay == 0 {
			pace.Delay = defaultDelay
		}
		h = &hostPace{
			places:   make(chan struct{}, pace.Parallelism),
			starting: make(chan struct{}, 1),
			delay:    pace.Delay,
		}
		p.hosts[name] = h
	}
	return h
}

// pace returns what the sites say of a host, the zero value if nothing.
func (p *pacer) pace(host string) site.Pace {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.paces[host]
}

// learn takes note of what another process's sites say of a host that this one's say nothing of.
func (p *pacer) learn(host string, pace site.Pace) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.paces[host]; !known && pace != (site.Pace{}) && p.hosts[host] == nil {
		p.paces[host] = pace
	}
}

// took tells whether take was called for a host that this process got at the given time.
func (p *pacer) took(host string, got time.Time) bool {
	h := p.host(host)
	h.mu.Lock()
	defer h.mu.Unlock()
	return !got.After(h.since)
}

// take takes note of when this process got a host, since another one's last request may have been just before, and of
// what that one knew.
func (p *pacer) take(host string, got time.Time, known article.HostPace) {
	h := p.host(host)
	h.mu.Lock()
	defer h.mu.Unlock()
	if !got.After(h.since) {
		return
	}
	h.since = got
	if got.Sub(known.NotBefore) < maxPenalty { // else it has had its rest
		h.penalty, h.latency = max(h.penalty, known.Penalty), max(h.latency, known.Latency)
	}
	h.next = later(h.next, later(known.NotBefore, got.Add(h.interval())))
}

// learnt returns what the next process that gets a host has to know.
func (p *pacer) learnt(host string) article.HostPace {
	h := p.host(host)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.penalty == 0 && h.latency <= slow {
		return article.HostPace{}
	}
	return article.HostPace{NotBefore: h.next, Penalty: h.penalty, Latency: h.latency}
}

// turn is the right to make one request. Its owner calls sent when the request has gone out, answered
// when the response is in, and done when the page has been dealt with; the latter two exactly once.
type turn struct {
	pacer *pacer
	host  *hostPace
	once  sync.Once
}

// enter waits for a turn on host. It returns a *notDueError at once if the host will not be due within
// patience.
func (p *pacer) enter(ctx context.Context, host string, patience time.Duration) (*turn, error) {
	h := p.host(host)
	if err := acquire(ctx, h.places); err != nil {
		return nil, err
	}
	if err := acquire(ctx, h.starting); err != nil {
		<-h.places
		return nil, err
	}
	if err := p.start(ctx, h, host, time.Now().Add(patience)); err != nil {
		<-h.starting
		<-h.places
		return nil, err
	}
	return &turn{pacer: p, host: h}, nil
}

// start waits until the host is due and there is a slot. A refusal that comes in meanwhile prolongs it.
func (p *pacer) start(ctx context.Context, h *hostPace, host string, until time.Time) error {
	for {
		switch next := h.opens(); {
		case next.After(until):
			return &notDueError{host: host, at: next}
		case next.After(time.Now()):
			if err := sleep(ctx, time.Until(next)); err != nil {
				return err
			}
			continue
		}
		if err := acquire(ctx, p.slots); err != nil {
			return err
		}
		if !h.opens().After(time.Now()) {
			return nil
		}
		<-p.slots
	}
}

// opens is the time before which no request starts.
func (h *hostPace) opens() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.next
}

// sent starts the delay before the next request. The clock runs from here and not from enter, so that
// the server sees the delay however long the connection took to open.
func (t *turn) sent() {
	t.once.Do(func() {
		t.host.mu.Lock()
		t.host.next = later(t.host.next, time.Now().Add(t.host.interval()))
		t.host.mu.Unlock()
		<-t.host.starting
	})
}

// answered ends the request and draws the lesson from it: refused is true for a server that said 429
// or 503 or did not answer, notBefore its Retry-After if it gave one. It tells whether the next process that gets
// the host has to know.
func (t *turn) answered(elapsed time.Duration, refused bool, notBefore time.Time) (learnt bool) {
	t.sent()
	h := t.host
	h.mu.Lock()
	special := h.penalty > 0 || h.latency > slow
	if refused {
		h.penalty = min(max(2*h.penalty, h.delay, minPenalty), maxPenalty)
		h.next = later(h.next, later(notBefore, time.Now().Add(h.penalty)))
	} else {
		h.latency += (elapsed - h.latency) / 4
		h.penalty /= 2
		if h.penalty < h.delay {
			h.penalty = 0
		}
	}
	learnt = refused || special != (h.penalty > 0 || h.latency > slow)
	h.mu.Unlock()
	<-h.places
	return learnt
}

// done frees the turn's slot.
func (t *turn) done() { <-t.pacer.slots }

// interval is the delay that holds now. The caller has the lock.
func (h *hostPace) interval() time.Duration {
	d := max(h.delay, h.asked, h.penalty)
	if h.latency > slow {
		d = max(d, h.latency)
	}
	return d
}

// ask takes note of a host's Crawl-delay.
func (p *pacer) ask(host string, delay time.Duration) {
	h := p.host(host)
	h.mu.Lock()
	h.asked = delay
	h.mu.Unlock()
}

// hold decides whether a link of host is kept in memory until its turn, to be given up by unhold, or
// is put off, and until when: each link put off gets a place in line of its own.
func (p *pacer) hold(host string, fresh bool) (held bool, at time.Time) {
	h := p.host(host)
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	interval := max(h.delay, h.asked) // a penalty passes; while it lasts, next tells
	due := later(now, h.next).Add(time.Duration(h.held) * interval)
	ahead := holdFor
	if fresh {
		ahead *= 2
	}
	if due.Sub(now) <= ahead {
		h.held++
		return true, time.Time{}
	}
	at = later(h.horizon, due)
	if at.Sub(now) > maxPutOff {
		at = later(due, now.Add(maxPutOff))
	}
	h.horizon = at.Add(interval)
	return false, at
}

func (p *pacer) unhold(host string) {
	h := p.host(host)
	h.mu.Lock()
	h.held--
	h.mu.Unlock()
}

func acquire(ctx context.Context, places chan<- struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// finish is answered for what [fetcher.get] returned.
func (t *turn) finish(res *response, err error) (learnt bool) {
	if err != nil {
		e := failure(err)
		return t.answered(0, e.transient && e.outcome != Failed("truncated"), time.Time{})
	}
	busy := res.status == http.StatusTooManyRequests || res.status == http.StatusServiceUnavailable
	notBefore := time.Time{}
	if busy {
		notBefore = retryAfter(res.header.Get("Retry-After"), time.Now())
	}
	return t.answered(res.elapsed, busy, notBefore)
}
