package wire

import (
	"slices"
	"sync"
	"time"
)

// Which process serves which partition stands in one key of bucket "cluster": a table with a row for each
// process, changed by compare-and-set alone. Each process changes its own row every few seconds, and one
// whose row has stayed as it was for leaseTTL is dead. Each takes free partitions up to its share, and gives
// back what exceeds it when others join, so that a partition always has one server at most and all
// processes have work.
//
// The sign of life stands in the table, and not in keys that expire by themselves: a list of such keys may
// be read from a replica that is behind and miss a process that has just joined, while a table that is
// behind is refused when it is written.
//
// A table of our own rather than pinned consumers: a pin holds one consumer, and a partition has one for
// each priority; and it stays with whoever came first, so that a second process would have nothing to do.

const keyPartitions = "partitions"

// table is who serves what, by instance.
type table map[string]row

// row is what one process serves.
type row struct {
	// Session tells the process from an earlier one of its name.
	Session string `json:"session"`
	// Beat counts the writes of the row.
	Beat uint64 `json:"beat"`
	// Guest marks a process that takes no links, and makes requests only while no other process does.
	Guest      bool  `json:"guest,omitempty"`
	Partitions []int `json:"partitions,omitempty"`
}

// same tells whether two rows differ in nothing but their beat.
func (r row) same(other row) bool {
	return r.Session == other.Session && r.Guest == other.Guest && slices.Equal(r.Partitions, other.Partitions)
}

// divide returns t without rows of the dead, and with the row of instance name at its fair share of the
// partitions: at most 64 divided by the processes, rounded up; none for a guest among others. Partitions
// that the process is busy in are given back last; they are returned as drain and stay in the row.
func divide(t table, alive map[string]bool, name string, me row, busy map[int]bool) (next table, drain []int) {
	next = table{}
	taken := make(map[int]bool)
	guests, workers := 0, 0
	for other, r := range t {
		if !alive[other] || other == name {
			continue
		}
		next[other] = r
		if r.Guest {
			guests++
		} else {
			workers++
		}
		for _, p := range r.Partitions {
			taken[p] = true
		}
	}
	share := 0
	switch {
	case !me.Guest:
		share = (Partitions + workers) / (workers + 1) // rounded up
	case workers == 0:
		share = (Partitions + guests) / (guests + 1)
	}
	mine := slices.DeleteFunc(slices.Clone(t[name].Partitions), func(p int) bool { return taken[p] })
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
	me.Partitions = mine
	next[name] = me
	return next, drain
}

// census tells the living from the dead by when their rows changed last, on this process's clock.
type census struct {
	mu   sync.Mutex
	seen map[string]sighting
}

type sighting struct {
	session string
	beat    uint64
	at      time.Time // when the row was first seen with this beat
}

// take notes the rows of a table and returns which processes were seen alive within ttl.
func (c *census) take(t table, ttl time.Duration) (alive map[string]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	alive = make(map[string]bool, len(t))
	seen := make(map[string]sighting, len(t))
	for name, r := range t {
		s := c.seen[name]
		if s.session != r.Session || s.beat != r.Beat {
			s = sighting{r.Session, r.Beat, now}
		}
		seen[name] = s
		alive[name] = now.Sub(s.at) <= ttl
	}
	c.seen = seen
	return alive
}
