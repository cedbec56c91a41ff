package wire

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// tick is the last firing of a schedule. By makes each process's write differ, so that one whose
// confirmation was lost can be told from another's.
type tick struct {
	At time.Time `json:"at"`
	By string    `json:"by"`
}

// Tick claims one firing of a site's schedule. Among all processes that claim the same or an earlier tick,
// exactly one wins, once.
func (c *Conn) Tick(ctx context.Context, site string, at time.Time) (won bool, err error) {
	ticks := bucket{c, bucketCluster}
	for {
		var last tick
		revision, err := ticks.get(ctx, tickKey(site), &last)
		if err != nil {
			return false, fmt.Errorf("claiming the run of %s at %s: %w", site, at.Format(time.RFC3339), err)
		}
		if !at.After(last.At) {
			return false, nil
		}
		_, err = ticks.swap(ctx, tickKey(site), tick{at, c.session}, revision)
		switch {
		case err == nil:
			return true, nil
		case !errors.Is(err, ErrConflict): // who was faster may have claimed an earlier tick
			return false, fmt.Errorf("claiming the run of %s at %s: %w", site, at.Format(time.RFC3339), err)
		}
	}
}

// LastTick returns the latest tick that was claimed for a site, the zero time if none ever was.
func (c *Conn) LastTick(ctx context.Context, site string) (time.Time, error) {
	var last tick
	_, err := bucket{c, bucketCluster}.get(ctx, tickKey(site), &last)
	return last.At, err
}

func tickKey(site string) string { return "tick." + token(site) }

// leaseTTL is how long a lock outlives its last renewal: the time after which the work of a dead process
// goes to others.
const leaseTTL = 15 * time.Second

// ErrHeld means that another process holds the lock; the error that wraps it names the process.
var ErrHeld = errors.New("held by another process")

// holder is the value of a lock.
type holder struct {
	Instance string `json:"instance"`
	Session  string `json:"session"`
}

// Lock is held until Release, or until it was not renewed for 15 s since the server was away.
type Lock struct {
	leases   bucket
	key      string
	ttl      time.Duration
	revision uint64
	until    time.Time // by this process's clock; earlier than the server's end

	lost   chan struct{}
	cancel context.CancelFunc
	done   sync.WaitGroup
}

// Lock takes the lock of this name, such as a site's while it is crawled, or returns [ErrHeld] at once. A
// lock that an earlier process of the same [Config.Instance] left behind is taken over. It renews itself.
func (c *Conn) Lock(ctx context.Context, name string) (*Lock, error) {
	return c.lock(ctx, "lock."+token(name), name)
}

func (c *Conn) lock(ctx context.Context, key, name string) (*Lock, error) {
	l := &Lock{leases: bucket{c, bucketLeases}, key: key, ttl: c.leaseTTL(), lost: make(chan struct{})}
	var other holder
	revision, err := l.leases.get(ctx, key, &other)
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", name, err)
	}
	if revision > 0 && (other.Instance != c.instance || other.Session == c.session) {
		return nil, fmt.Errorf("locking %s: %w (%s)", name, ErrHeld, other.Instance)
	}
	err = l.write(ctx, revision)
	if errors.Is(err, ErrConflict) {
		return nil, fmt.Errorf("locking %s: %w", name, ErrHeld)
	}
	if err != nil {
		return nil, fmt.Errorf("locking %s: %w", name, err)
	}
	renewing, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	l.done.Go(func() { l.renew(renewing) })
	return l, nil
}

// write makes or renews the entry at revision.
func (l *Lock) write(ctx context.Context, revision uint64) error {
	sent := time.Now()
	c := l.leases.conn
	next, err := l.leases.swap(ctx, l.key, holder{c.instance, c.session}, revision)
	if err == nil {
		l.revision, l.until = next, sent.Add(l.ttl)
	}
	return err
}

func (l *Lock) renew(ctx context.Context) {
	ticker := time.NewTicker(l.ttl / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		one, cancel := context.WithDeadline(ctx, l.until)
		err := l.write(one, l.revision)
		cancel()
		if err != nil && ctx.Err() == nil {
			l.leases.conn.log.Warn("lost a lock", "lock", l.key, "error", err)
			close(l.lost)
			return
		}
	}
}

// Lost is closed when the lock is no longer held, though it was not released.
func (l *Lock) Lost() <-chan struct{} { return l.lost }

// Release gives the lock back. It is called once; a lost lock may be released too.
func (l *Lock) Release(ctx context.Context) error {
	l.cancel()
	l.done.Wait()
	select {
	case <-l.lost:
		return nil
	default:
	}
	if err := l.leases.remove(ctx, l.key, l.revision); err != nil {
		return fmt.Errorf("unlocking: %w", err)
	}
	return nil
}
