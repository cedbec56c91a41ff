package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// Lease is a link handed out to this process for a minute, which Extend starts anew. It ends with one call
// of Done, Defer or Release; whatever that returns, the lease is over, and a link that the server was not
// told about comes back by itself.
type Lease struct {
	frontier *Frontier
	part     *part
	queue    queue
	sequence uint64        // in the stream
	msg      jetstream.Msg // the latest delivery; guarded by frontier.mu
	link     article.Link
	term     context.Context //nolint:containedctx // of the partition when the link was handed out
	once     sync.Once
}

// Link is what to fetch.
func (l *Lease) Link() article.Link { return l.link }

// Until returns ctx, which ends early when another process is to have the link's host: a link that nothing was done
// for is then released, and goes to that one. The function frees what that takes.
func (l *Lease) Until(ctx context.Context) (context.Context, context.CancelFunc) {
	return until(ctx, l.term)
}

// until returns ctx, which ends with term as well.
func until(ctx, term context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(term, cancel)
	return ctx, func() {
		stop()
		cancel()
	}
}

// message returns the latest delivery.
func (l *Lease) message() jetstream.Msg {
	l.frontier.mu.Lock()
	defer l.frontier.mu.Unlock()
	return l.msg
}

// Extend starts the lease's minute anew. Callers do so every 20 s or more often. A lease that has ended meanwhile
// stays so, without an error.
func (l *Lease) Extend() error {
	if err := l.message().InProgress(); err != nil && !errors.Is(err, jetstream.ErrMsgAlreadyAckd) {
		return fmt.Errorf("extending the lease of %s: %w", l.link.URL, err)
	}
	return nil
}

// Done removes the link from the queue, and returns when the server has done so.
func (l *Lease) Done(ctx context.Context) error {
	defer l.end()
	if err := l.frontier.conn.doubleAck(ctx, l.message); err != nil {
		return fmt.Errorf("acknowledging %s: %w", l.link.URL, err)
	}
	return nil
}

// Defer queues link, usually [Lease.Link] with one more attempt, for the time at, then ends this lease. The
// server keeps time in whole seconds: the link is due up to a second later, never earlier.
func (l *Lease) Defer(ctx context.Context, at time.Time, link article.Link) error {
	defer l.end()
	q, err := route(link)
	if err != nil {
		return err
	}
	data, err := json.Marshal(link)
	if err != nil {
		return fmt.Errorf("encoding link %s: %w", link.URL, err)
	}
	at = at.Add(time.Second - 1).Truncate(time.Second)
	conn := l.frontier.conn
	if err := conn.ensureQueue(ctx, q); err != nil {
		return err
	}
	err = conn.persist(ctx, func(ctx context.Context) error {
		_, err := conn.js.Publish(ctx, laterSubject(link.ID), data,
			jetstream.WithScheduleAt(at), jetstream.WithScheduleTarget(q.subject(link.ID)))
		return err
	})
	if err == nil {
		err = conn.doubleAck(ctx, l.message)
	}
	if err != nil {
		return fmt.Errorf("deferring %s: %w", link.URL, err)
	}
	return nil
}

// Release gives the link back unchanged; it is due at once.
func (l *Lease) Release(ctx context.Context) error {
	defer l.end()
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.giveBack(); err != nil {
		return fmt.Errorf("giving back %s: %w", l.link.URL, err)
	}
	return nil
}

// giveBack has the server deliver the link anew, to whoever asks.
func (l *Lease) giveBack() error {
	f := l.frontier
	f.mu.Lock()
	delete(f.leases, l.sequence) // before it comes back
	f.mu.Unlock()
	return l.message().Nak()
}

// end makes room for another link of the partition.
func (l *Lease) end() {
	l.once.Do(func() {
		f := l.frontier
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.leases, l.sequence)
		l.part.leased--
		if !l.part.busy() && !l.part.serving {
			notify(f.idle)
		}
		f.changed()
	})
}
