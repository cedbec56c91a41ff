package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"newswire/article"
)

// FrontierConfig says how this process takes links.
type FrontierConfig struct {
	// Inflight is how many links of one partition may be leased at a time, so that a slow host holds up
	// its own partition alone. Default 16.
	Inflight int
	// Answer makes a request that another process asks of this one, to a host that this process keeps until it
	// returns, and which it does not release. ctx ends when the process has to give up the host. A reply that is nil
	// leaves the request to the next one that has the host. Nil: this process answers nothing.
	Answer func(ctx context.Context, host string, held Held, request []byte) (reply []byte)
	// Answers is how many requests of others are worked on or wait for their host's turn at a time; what
	// is more is refused, and asked for again. Default 512.
	Answers int
}

// ErrFrontierFull means that as many links wait as may: discovery pauses and tries again later.
var ErrFrontierFull = errors.New("the frontier is full")

// errFrontierClosed is what a closed frontier says.
var errFrontierClosed = errors.New("the frontier is closed")

// Frontier is the queue of links that all processes share. The hosts are divided into partitions and the
// partitions among the processes, so that a host's links are leased by one process at a time. It is safe
// for concurrent use.
type Frontier struct {
	conn   *Conn
	limit  int
	answer func(ctx context.Context, host string, held Held, request []byte) []byte
	// answering has one element for each request of another process that is worked on.
	answering chan struct{}
	name      string // of this process in the table of partitions

	mu     sync.Mutex
	parts  [Partitions]part
	leases map[uint64]*Lease // the links at hand and handed out, by their sequence in the stream
	cursor int               // the partition that take looks at first
	change chan struct{}     // closed when a link may have become available
	worker bool              // whether this process takes links
	// tenure ends when this process's row in the table no longer counts; nil before the first.
	tenure    context.Context //nolint:containedctx // it is no call's
	endTenure context.CancelFunc
	expiry    *time.Timer
	lost      chan struct{} // a signal that the tenure has ended by itself

	membership sync.Mutex // held to join and to close
	member     bool
	closed     bool
	session    string // of membership
	revision   uint64 // of the table, the latest that was seen
	census     census
	idle       chan struct{} // a signal to settle
	cancel     context.CancelFunc
	running    sync.WaitGroup
	holds      sync.WaitGroup // calls of hold not released; none begins once the tenure has ended for good

	depth   depth
	backlog backlog
}

// Frontier opens the queue. This process begins to take links with the first call of Next; one that only
// pushes takes none, and one that only calls Hold and Ask is a guest. The caller closes it before the connection, and opens one of a connection at a time.
func (c *Conn) Frontier(_ context.Context, cfg FrontierConfig) (*Frontier, error) {
	if cfg.Inflight < 0 || cfg.Answers < 0 {
		return nil, fmt.Errorf("frontier: %d links in flight, %d answers: want 1 or more of both", cfg.Inflight, cfg.Answers)
	}
	f := &Frontier{
		conn:   c,
		limit:  cmp.Or(cfg.Inflight, 16),
		answer: cfg.Answer,
		name:   fmt.Sprintf("%.32s-%.8s", token(c.instance), article.ID(c.instance)),
		leases: make(map[uint64]*Lease),
		change: make(chan struct{}),
		idle:   make(chan struct{}, 1),
		lost:   make(chan struct{}, 1),

		answering: make(chan struct{}, cmp.Or(cfg.Answers, 512)),
		backlog:   backlog{asking: make(chan struct{}, 1)},
	}
	for i := range f.parts {
		f.parts[i].init(i)
	}
	return f, nil
}

// depth bounds the links that wait. It asks the server at most once a second and counts pushes between.
type depth struct {
	mu    sync.Mutex
	asked time.Time
	links uint64
}

const depthExpiry = time.Second

// admit counts one more link, or returns ErrFrontierFull.
func (d *depth) admit(ctx context.Context, c *Conn) error {
	limit := uint64(cmp.Or(c.cfg.FrontierMaxLinks, defaultLinks)) //nolint:gosec // validated by Connect
	d.mu.Lock()
	defer d.mu.Unlock()
	if time.Since(d.asked) > depthExpiry {
		err := c.persist(ctx, func(ctx context.Context) error {
			stream, err := c.stream(ctx, streamFrontier)
			if err != nil {
				return err
			}
			info, err := stream.Info(ctx)
			if err == nil {
				d.links, d.asked = info.State.Msgs, time.Now()
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("asking for the frontier's depth: %w", err)
		}
	}
	if d.links >= limit {
		return fmt.Errorf("%w: %d links wait, %d may", ErrFrontierFull, d.links, limit)
	}
	d.links++
	return nil
}

// Next leases a due link of a partition that this process serves, and waits for one. Partitions take
// turns; within one, the smallest priority comes first, then the longest wait. Every lease must be ended.
func (f *Frontier) Next(ctx context.Context) (*Lease, error) {
	if err := f.join(ctx, true); err != nil {
		return nil, err
	}
	for {
		f.mu.Lock()
		lease, change := f.take(), f.change
		f.mu.Unlock()
		if lease != nil {
			return lease, nil
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-change:
		}
	}
}

// take hands out a link that is at hand, if there is one. f.mu is held.
func (f *Frontier) take() *Lease {
	if !f.inOffice() { // others may serve these partitions by now, whatever the steward waits for
		return nil
	}
	for i := range f.parts {
		p := &f.parts[(f.cursor+i)%Partitions]
		if !p.serving || p.leased >= f.limit {
			continue
		}
		for priority, lease := range p.hands {
			if lease != nil {
				p.hands[priority] = nil
				p.leased++
				lease.term = p.term
				notify(p.taken[priority])
				f.cursor = (f.cursor + i + 1) % Partitions
				return lease
			}
		}
	}
	return nil
}

// changed wakes everyone who waits in Next. f.mu is held.
func (f *Frontier) changed() {
	close(f.change)
	f.change = make(chan struct{})
}

// Close gives back the partitions and the links at hand, within ctx. Leases should have ended before; one that has not
// is leased to another process after its partition is. Next fails from then on.
func (f *Frontier) Close(ctx context.Context) error {
	f.membership.Lock()
	defer f.membership.Unlock()
	if f.closed || !f.member {
		f.closed = true
		return nil
	}
	f.closed = true
	f.cancel()
	f.running.Wait()
	f.resign()
	f.serve(ctx, nil, nil, nil)
	f.holds.Wait()
	return f.leave(ctx)
}
