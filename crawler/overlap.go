package crawler

import "sync"

const (
	// enoughKnown is the share of a feed's items that the poll before should have had: with less, some may
	// have come and gone between the two.
	enoughKnown = 1.0 / 3
	// keptPolls bounds the feeds that are remembered.
	keptPolls = 10_000
)

// polls remembers what each feed listed last, in this process.
type polls struct {
	mu   sync.Mutex
	last map[listingKey]map[linkKey]struct{}
}

// known returns the share of a feed's items that it listed at the poll before, if there was one (again), and
// remembers them for the next. Where either lists nothing, all counts as known.
func (p *polls) known(siteName, address string, items []linkKey) (share float64, again bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := listingKey{siteName, address}
	before, polled := p.last[key]
	now := make(map[linkKey]struct{}, len(items))
	kept := 0
	for _, item := range items {
		now[item] = struct{}{}
	}
	for item := range now {
		if _, ok := before[item]; ok {
			kept++
		}
	}
	if polled || len(p.last) < keptPolls {
		p.last[key] = now
	}
	if len(before) == 0 || len(now) == 0 {
		return 1, polled
	}
	return float64(kept) / float64(len(now)), true
}
