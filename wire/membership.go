package wire

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"
)

// staleWait is the wait for a replica that is behind.
const staleWait = 50 * time.Millisecond

// join makes this process a member, once: a guest, until it takes links.
func (f *Frontier) join(ctx context.Context, worker bool) error {
	f.membership.Lock()
	defer f.membership.Unlock()
	if f.closed {
		return errFrontierClosed
	}
	f.mu.Lock()
	promoted := worker && !f.worker
	f.worker = f.worker || worker
	f.mu.Unlock()
	if f.member {
		if promoted {
			notify(f.idle)
		}
		return nil
	}
	running, cancel := context.WithCancel(context.Background()) // the frontier's life, not this call's
	f.cancel = cancel
	f.session = rand.Text()
	if err := f.settle(ctx, running, true); err != nil {
		cancel()
		return fmt.Errorf("joining the crawl: %w", err)
	}
	f.member = true
	f.running.Go(func() { f.steward(running) })
	return nil
}

// settle brings the table and what this process serves into agreement; renew writes the table in any case,
// as a sign of life. Partitions are served until running ends.
func (f *Frontier) settle(ctx, running context.Context, renew bool) error {
	cluster := bucket{f.conn, bucketCluster}
	for {
		var have table
		revision, err := cluster.get(ctx, keyPartitions, &have)
		if err != nil {
			return err
		}
		if revision < f.revision { // read from a replica that is behind
			if err := pause(ctx, staleWait); err != nil {
				return fmt.Errorf("reading the table of partitions: revision %d, after %d: %w", revision, f.revision, err)
			}
			continue
		}
		f.revision = revision
		f.mu.Lock()
		me := row{Session: f.session, Beat: have[f.name].Beat, Guest: !f.worker}
		f.mu.Unlock()
		next, drain := divide(have, f.census.take(have, f.conn.leaseTTL()), f.name, me, f.busy())
		me = next[f.name]
		if renew || !maps.EqualFunc(have, next, row.same) {
			// What is given up is no longer served before the table says so, what is taken not until
			// it does; where a request is under way meanwhile, the partition is kept.
			f.serve(running, f.mine(me.Partitions), drain, nil)
			busy := f.busy()
			if slices.ContainsFunc(have[f.name].Partitions, func(p int) bool { return busy[p] && !slices.Contains(me.Partitions, p) }) {
				continue
			}
			me.Beat++
			next[f.name] = me
			sent := time.Now()
			written, err := cluster.swap(ctx, keyPartitions, next, revision)
			if errors.Is(err, ErrConflict) {
				continue
			}
			if err != nil {
				return err
			}
			f.revision = written
			if have[f.name].Session != f.session { // it joins, or was thought dead
				f.resign()
			}
			f.renew(sent.Add(f.conn.leaseTTL()))
		}
		f.serve(running, me.Partitions, drain, nil)
		f.conn.log.Debug("partitions", "revision", f.revision, "mine", me.Partitions, "drain", drain)
		queues, err := f.conn.queueNames(ctx)
		if err != nil {
			return err
		}
		f.serve(running, me.Partitions, drain, queues)
		return nil
	}
}

// renew prolongs this process's tenure: others respect its row for that long.
func (f *Frontier) renew(until time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.tenure == nil || f.tenure.Err() != nil {
		f.tenure, f.endTenure = context.WithCancel(context.Background())
		for i := range f.parts {
			f.parts[i].mine = false // others may have served it since
		}
	}
	if f.expiry != nil {
		f.expiry.Stop()
	}
	end := f.endTenure
	f.expiry = time.AfterFunc(time.Until(until), func() {
		end()
		notify(f.lost)
	})
}

// resign ends the tenure: requests under way are broken off.
func (f *Frontier) resign() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.expiry != nil {
		f.expiry.Stop()
	}
	if f.endTenure != nil {
		f.endTenure()
	}
}

// inOffice tells whether this process's row still counts. f.mu is held.
func (f *Frontier) inOffice() bool { return f.tenure != nil && f.tenure.Err() == nil }

// leave removes this process from the table.
func (f *Frontier) leave(ctx context.Context) error {
	cluster := bucket{f.conn, bucketCluster}
	for {
		var have table
		revision, err := cluster.get(ctx, keyPartitions, &have)
		if err != nil {
			return err
		}
		if have[f.name].Session != f.session {
			return nil
		}
		delete(have, f.name)
		if _, err = cluster.swap(ctx, keyPartitions, have, revision); !errors.Is(err, ErrConflict) {
			return err
		}
	}
}

// steward keeps this process a member until ctx ends: it settles regularly, as a sign of life and to notice
// the dead, and when the table changes, a queue is new, or a partition falls idle that should go to another.
func (f *Frontier) steward(ctx context.Context) {
	changes := f.watch(ctx)
	every := f.conn.leaseTTL() / 3
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	var again <-chan time.Time
	for {
		renew := false
		select {
		case <-ctx.Done():
			return
		case <-f.lost:
			f.conn.log.Warn("the server did not answer in time: others may crawl this process's hosts meanwhile")
			f.serve(ctx, nil, nil, nil)
			f.revision = 0
			renew = true
		case <-changes:
		case <-f.idle:
		case <-again:
			renew = true
		case <-ticker.C:
			renew = true
		}
		one, cancel := context.WithTimeout(ctx, every)
		err := f.settle(one, ctx, renew)
		cancel()
		again = nil
		if err != nil && ctx.Err() == nil {
			f.conn.log.Warn("dividing partitions", "error", err)
			again = time.After(reconnectWait)
		}
	}
}

// watch signals changes of the table and new queues.
func (f *Frontier) watch(ctx context.Context) <-chan struct{} {
	changed := make(chan struct{}, 1)
	f.running.Go(func() {
		for ctx.Err() == nil {
			err := f.follow(ctx, changed)
			if err != nil && ctx.Err() == nil {
				f.conn.log.Warn("watching partitions", "error", err)
			}
			select { // the ticker settles meanwhile
			case <-ctx.Done():
			case <-time.After(f.conn.leaseTTL() / 3):
			}
		}
	})
	return changed
}

func (f *Frontier) follow(ctx context.Context, changed chan<- struct{}) error {
	kv, err := f.conn.bucket(ctx, bucketCluster)
	if err != nil {
		return err
	}
	watcher, err := kv.WatchFiltered(ctx, []string{keyPartitions, keyQueue + "*"})
	if err != nil {
		return fmt.Errorf("watching bucket %s: %w", bucketCluster, err)
	}
	defer watcher.Stop() //nolint:errcheck // it only unsubscribes
	var last table
	for {
		select {
		case <-ctx.Done():
			return nil
		case entry, ok := <-watcher.Updates():
			if !ok {
				return nil
			}
			if entry != nil && entry.Key() == keyPartitions {
				var t table
				if json.Unmarshal(entry.Value(), &t) == nil {
					f.census.take(t, 0)
					if maps.EqualFunc(last, t, row.same) {
						continue // signs of life alone
					}
					last = t
				}
			}
			notify(changed)
		}
	}
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// notify leaves a signal, unless one is there.
func notify(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
