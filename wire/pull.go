package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// ackWait is how long a lease lasts that nobody extends.
const ackWait = time.Minute

// keyQueue, with its name, is the key in bucket "cluster" of a queue that links were put in, so that who serves its
// partition learns of it.
const keyQueue = "queue."

// ensureQueue makes the consumer of a queue when the first link is queued there: one for each priority of
// each partition, since a consumer delivers in the order of arrival whatever the subject. Most of the 192
// are never needed, and making them takes the server a second or more.
func (c *Conn) ensureQueue(ctx context.Context, q queue) error {
	if _, known := c.queues.Load(q); known {
		return nil
	}
	// One at a time: the first links of a host come together, and would all make its queue.
	select {
	case c.making <- struct{}{}:
		defer func() { <-c.making }()
	case <-ctx.Done():
		return fmt.Errorf("making queue %s of the frontier: %w", q.name(), ctx.Err())
	}
	if _, known := c.queues.Load(q); known {
		return nil
	}
	_, err := c.makeQueue(ctx, q)
	if err == nil {
		err = bucket{c, bucketCluster}.put(ctx, keyQueue+q.name(), q.name())
	}
	if err != nil {
		return fmt.Errorf("making queue %s of the frontier: %w", q.name(), err)
	}
	c.queues.Store(q, true)
	return nil
}

// makeQueue returns the consumer of a queue, which is made if it is not there. Who has which link is kept in the
// server's memory: on disk, each queue in use would cost some thirty syncs a second. When the server starts
// anew, the links that were leased are due again, and those leased here are known by their sequence; see lease.
func (c *Conn) makeQueue(ctx context.Context, q queue) (consumer jetstream.Consumer, err error) {
	err = c.persist(ctx, func(ctx context.Context) error {
		consumer, err = c.js.CreateOrUpdateConsumer(ctx, streamFrontier, jetstream.ConsumerConfig{
			Durable:       q.name(),
			FilterSubject: q.subject("*"),
			AckPolicy:     jetstream.AckExplicitPolicy,
			AckWait:       ackWait,
			MaxDeliver:    -1, // a link is given up by the crawler, never by silence
			MemoryStorage: true,
		})
		return err
	})
	return consumer, err
}

// queueNames lists the queues that links were ever put in.
func (c *Conn) queueNames(ctx context.Context) (map[string]bool, error) {
	keys, err := bucket{c, bucketCluster}.keys(ctx, keyQueue+"*")
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool, len(keys))
	for _, key := range keys {
		names[strings.TrimPrefix(key, keyQueue)] = true
	}
	return names, nil
}

// part is one partition as this process sees it. Each of its queues has one link at hand, fetched before
// it is asked for, so that Next can choose among priorities and partitions without asking the server.
type part struct {
	number  int
	mine    bool      // whether the table gives it to this process
	since   time.Time // when it did so first
	serving bool      // whether links are handed out and requests answered
	// term ends when another process is to have it; nil before it is served.
	term    context.Context //nolint:containedctx // it is no call's
	endTerm context.CancelFunc
	leased  int // links handed out and not ended
	held    int // calls of Hold not released
	asked   *nats.Subscription
	hands   [article.Priorities]*Lease
	taken   [article.Priorities]chan struct{}      // a link at hand was handed out
	cancel  [article.Priorities]context.CancelFunc // nil where nothing is pulled
	pulling sync.WaitGroup
}

func (p *part) init(number int) {
	p.number = number
	for i := range p.taken {
		p.taken[i] = make(chan struct{}, 1)
	}
}

// busy returns the partitions that this process works on links of.
func (f *Frontier) busy() map[int]bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	busy := make(map[int]bool)
	for i := range f.parts {
		if f.parts[i].busy() {
			busy[i] = true
		}
	}
	return busy
}

// busy tells whether a link is leased or a request under way. f.mu is held.
func (p *part) busy() bool { return p.leased > 0 || p.held > 0 }

// mine returns those of the partitions that this process has already.
func (f *Frontier) mine(partitions []int) []int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(partitions), func(i int) bool { return !f.parts[i].mine })
}

// serve makes this process serve the partitions in mine and not in drain, as far as they are among queues, and
// stop all others. When it returns, those others have no link at hand, though they may have links leased; who
// has one in drain is told. What is served, is until ctx ends.
func (f *Frontier) serve(ctx context.Context, mine, drain []int, queues map[string]bool) {
	for i := range f.parts {
		p := &f.parts[i]
		has := slices.Contains(mine, i)
		want := has && !slices.Contains(drain, i)
		f.mu.Lock()
		if has && !p.mine {
			p.since = time.Now()
		}
		p.mine = has
		p.serving = want
		switch {
		case want && (p.term == nil || p.term.Err() != nil):
			p.term, p.endTerm = context.WithCancel(context.Background())
		case has && !want && p.endTerm != nil:
			p.endTerm()
		}
		pulls := f.worker
		f.mu.Unlock()
		f.listen(ctx, p, want)
		for priority := range p.cancel {
			q := queueOf(i, article.Priority(priority))
			switch {
			case !want && p.cancel[priority] != nil:
				p.cancel[priority]()
				p.cancel[priority] = nil
			case want && pulls && p.cancel[priority] == nil && queues[q.name()]:
				pulling, cancel := context.WithCancel(ctx)
				p.cancel[priority] = cancel
				p.pulling.Go(func() { f.pull(pulling, p, q) })
			}
		}
		if !want {
			p.pulling.Wait()
		}
	}
}

// pull keeps one link of a queue at hand until ctx ends.
func (f *Frontier) pull(ctx context.Context, p *part, q queue) {
	consumer, err := f.conn.makeQueue(ctx, q)
	if err != nil {
		if ctx.Err() == nil {
			f.conn.log.Error("opening a queue of the frontier", "queue", q.name(), "error", err)
		}
		return
	}
	f.reclaim(ctx, consumer, q)
	for {
		lease := f.receive(ctx, consumer, p, q)
		if lease == nil {
			return
		}
		if !f.offer(ctx, p, q, lease) {
			return
		}
	}
}

// reclaim has the server deliver anew what it counts as leased though nobody has it: it was leased by a
// process that is gone, or was on its way here when the connection broke. Else it came back when its lease
// ends, a minute later. The links that are leased here are delivered anew as well; see lease.
func (f *Frontier) reclaim(ctx context.Context, consumer jetstream.Consumer, q queue) {
	err := f.conn.persist(ctx, func(ctx context.Context) error {
		info, err := consumer.Info(ctx)
		if errors.Is(err, jetstream.ErrConsumerNotFound) { // the server has started anew
			_, err = f.conn.makeQueue(ctx, q)
			return err
		}
		if err == nil && info.NumAckPending > f.leasedFrom(q) {
			_, err = f.conn.js.ResetConsumer(ctx, streamFrontier, q.name())
		}
		return err
	})
	if err != nil && ctx.Err() == nil { // servers before 2.14 cannot; the leases then end by themselves
		f.conn.log.Debug("resetting a queue of the frontier", "queue", q.name(), "error", err)
	}
}

// leasedFrom counts the links of a queue that this process has, at hand or handed out.
func (f *Frontier) leasedFrom(q queue) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, l := range f.leases {
		if l.queue == q {
			n++
		}
	}
	return n
}

// The times of one request for a link: how long it waits, and how long without a sign of the server.
const (
	pullWait      = time.Minute
	pullHeartbeat = 5 * time.Second
)

// receive waits for the queue's next link; nil means that ctx has ended.
func (f *Frontier) receive(ctx context.Context, consumer jetstream.Consumer, p *part, q queue) *Lease {
	for ctx.Err() == nil {
		one, cancel := context.WithTimeout(ctx, pullWait)
		stop := f.conn.reconnects.call(cancel) // the server has forgotten the request
		batch, err := consumer.Fetch(1, jetstream.FetchContext(one), jetstream.FetchHeartbeat(pullHeartbeat))
		if err == nil {
			for msg := range batch.Messages() {
				if lease := f.lease(ctx, msg, p, q); lease != nil {
					stop()
					cancel()
					return lease
				}
			}
			err = batch.Error()
		}
		given := one.Err() == nil // else it ended by ctx, a reconnection, or pullWait
		stop()
		cancel()
		if err == nil {
			continue // no link within pullWait, or one that is here already
		}
		if given && !passing(err) {
			f.conn.log.Warn("fetching links", "queue", consumer.CachedInfo().Name, "error", err)
		}
		if pause(ctx, reconnectWait) == nil {
			f.reclaim(ctx, consumer, q)
		}
	}
	return nil
}

// lease reads a message. One that holds no link is buried; one whose link is leased here already, which the
// server has delivered anew because it did not hear of it in time or was told to, takes the place of the
// first: nothing is fetched twice for that.
func (f *Frontier) lease(ctx context.Context, msg jetstream.Msg, p *part, q queue) *Lease {
	meta, err := msg.Metadata()
	if err != nil {
		f.conn.log.Error("reading a link", "subject", msg.Subject(), "error", err)
		return nil
	}
	l := &Lease{frontier: f, part: p, queue: q, sequence: meta.Sequence.Stream, msg: msg}
	if err := json.Unmarshal(msg.Data(), &l.link); err != nil {
		f.conn.log.Error("reading a link", "subject", msg.Subject(), "error", err)
		letter := DeadLetter{Stage: "frontier", Reason: err.Error(), Subject: msg.Subject(), Payload: msg.Data()}
		if f.conn.Bury(ctx, letter) == nil {
			_ = msg.Term() // delivered anew if this is lost
		}
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if earlier := f.leases[l.sequence]; earlier != nil {
		earlier.msg = msg
		return nil
	}
	f.leases[l.sequence] = l
	return l
}

// offer keeps a link at hand until it is handed out, and tells so. If ctx ends before, the link goes back.
func (f *Frontier) offer(ctx context.Context, p *part, q queue, lease *Lease) bool {
	hand, taken := &p.hands[q.priority()], p.taken[q.priority()]
	f.mu.Lock()
	*hand = lease
	f.changed()
	f.mu.Unlock()
	extend := time.NewTicker(ackWait / 3)
	defer extend.Stop()
	for {
		select {
		case <-taken:
			return true
		case <-extend.C:
			_ = lease.message().InProgress() // without it the link is delivered anew: no harm but a second fetch
		case <-ctx.Done():
			f.mu.Lock()
			mine := *hand == lease
			*hand = nil
			f.mu.Unlock()
			if !mine {
				<-taken
			} else if err := lease.giveBack(); err != nil {
				f.conn.log.Debug("giving back a link", "error", err)
			}
			return false
		}
	}
}
