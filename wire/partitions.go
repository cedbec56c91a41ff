package wire

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Which process serves which partition stands in one key of bucket "cluster": a table with a row for each
// process, changed by compare-and-set alone. A row counts for as long as its process renews its lock
// worker.<instance>. Each process takes free partitions up to its share, and gives back what exceeds it
// when others join, so that a partition always has one server at most and all processes have work.
//
// A table of our own rather than pinned consumers: a pin holds one consumer, and a partition has one for
// each priority; and it stays with whoever came first, so that a second process would have nothing to do.

const keyPartitions = "partitions"

// table is who serves what, by instance.
type table map[string]row

// row is what one process serves. Session makes a row written anew differ from its predecessor's.
type row struct {
	Session    string `json:"session"`
	Partitions []int  `json:"partitions,omitempty"`
}

func (r row) equal(other row) bool {
	return r.Session == other.Session && slices.Equal(r.Partitions, other.Partitions)
}

// divide returns t without rows of the dead, and with the row of instance me at its fair share of the
// partitions: at most 64 divided by the processes, rounded up. Partitions that me is busy in are given
// back last; they are returned as drain and stay in the row.
func divide(t table, alive map[string]bool, me, session string, busy map[int]bool) (next table, drain []int) {
	next = table{}
	taken := make(map[int]bool)
	for name, r := range t {
		if alive[name] && name != me {
			next[name] = r
			for _, p := range r.Partitions {
				taken[p] = true
			}
		}
	}
	share := (Partitions + len(next)) / (len(next) + 1) // rounded up
	mine := slices.DeleteFunc(slices.Clone(t[me].Partitions), func(p int) bool { return taken[p] })
	slices.SortStableFunc(mine, func(a, b int) int { // the busy ones first, to be kept
		switch {
		case busy[a] == busy[b]:
			return a - b
		case busy[a]:
			return -1
		}
		return 1
	})
	if len(mine) > share {
		for _, p := range mine[share:] {
			if busy[p] {
				drain = append(drain, p)
			}
		}
		mine = append(mine[:share:share], drain...)
	}
	for _, p := range mine {
		taken[p] = true
	}
	for p := 0; p < Partitions && len(mine) < share; p++ {
		if !taken[p] {
			mine = append(mine, p)
		}
	}
	slices.Sort(mine)
	next[me] = row{session, mine}
	return next, drain
}

const workerPrefix = "worker."

// enrol makes this process one of the living.
func (f *Frontier) enrol(ctx context.Context) error {
	lock, err := f.conn.lock(ctx, workerPrefix+f.name, "worker "+f.conn.instance)
	if err != nil {
		return err
	}
	f.mu.Lock()
	f.lock, f.term = lock, rand.Text()
	f.mu.Unlock()
	return nil
}

// settle brings the table and what this process serves into agreement. Partitions are served until running
// ends.
func (f *Frontier) settle(ctx, running context.Context) error {
	cluster, leases := bucket{f.conn, bucketCluster}, bucket{f.conn, bucketLeases}
	for {
		// The table is read before the living are listed: who joins afterwards changes the table, and
		// what is decided here on the older list is refused.
		var have table
		revision, err := cluster.get(ctx, keyPartitions, &have)
		if err != nil {
			return err
		}
		names, err := leases.keys(ctx, workerPrefix+"*")
		if err != nil {
			return err
		}
		alive := make(map[string]bool, len(names))
		for _, name := range names {
			alive[strings.TrimPrefix(name, workerPrefix)] = true
		}
		next, drain := divide(have, alive, f.name, f.term, f.busy())
		mine := next[f.name].Partitions
		queues, err := f.conn.queueNames(ctx)
		if err != nil {
			return err
		}
		if !maps.EqualFunc(have, next, row.equal) {
			// What is given up is no longer served before the table says so, what is taken not until
			// it does; a link that was handed out meanwhile keeps its partition.
			f.serve(running, f.serving(mine), drain, queues)
			busy := f.busy()
			if slices.ContainsFunc(have[f.name].Partitions, func(p int) bool { return busy[p] && !slices.Contains(mine, p) }) {
				continue
			}
			_, err := cluster.swap(ctx, keyPartitions, next, revision)
			if errors.Is(err, ErrConflict) {
				continue
			}
			if err != nil {
				return err
			}
		}
		f.serve(running, mine, drain, queues)
		return nil
	}
}

// leave removes this process from the table.
func (f *Frontier) leave(ctx context.Context) error {
	cluster := bucket{f.conn, bucketCluster}
	for {
		var have table
		revision, err := cluster.get(ctx, keyPartitions, &have)
		if err != nil {
			return err
		}
		if _, ok := have[f.name]; !ok {
			return nil
		}
		delete(have, f.name)
		if _, err = cluster.swap(ctx, keyPartitions, have, revision); !errors.Is(err, ErrConflict) {
			return err
		}
	}
}

// steward keeps this process a member until ctx ends: it settles when the table changes, a queue is new, or
// a partition falls idle that should go to another; and regularly, to notice the dead.
func (f *Frontier) steward(ctx context.Context) {
	changes := f.watch(ctx)
	ticker := time.NewTicker(f.conn.leaseTTL() / 3)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-f.lock.Lost():
			f.serve(ctx, nil, nil, nil)
			if err := f.enrol(ctx); err != nil {
				if ctx.Err() == nil {
					f.conn.log.Warn("joining the crawl again", "error", err)
				}
				select {
				case <-ctx.Done():
				case <-ticker.C:
				}
				continue
			}
		case <-changes:
		case <-f.idle:
		case <-ticker.C:
		}
		one, cancel := context.WithTimeout(ctx, f.conn.leaseTTL())
		err := f.settle(one, ctx)
		cancel()
		if err != nil && ctx.Err() == nil {
			f.conn.log.Warn("dividing partitions", "error", err)
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
	watcher, err := kv.WatchFiltered(ctx, []string{keyPartitions, keyQueues})
	if err != nil {
		return fmt.Errorf("watching bucket %s: %w", bucketCluster, err)
	}
	defer watcher.Stop() //nolint:errcheck // it only unsubscribes
	for {
		select {
		case <-ctx.Done():
			return nil
		case _, ok := <-watcher.Updates():
			if !ok {
				return nil
			}
			notify(changed)
		}
	}
}

// notify leaves a signal, unless one is there.
func notify(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}
