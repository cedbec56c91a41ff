package wire

import (
	"context"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// backlog is how many links of each partition are due or leased. All runs of a process ask the server with one
// request, and no more than once in backlogAge: a stream's subjects would be as many as its links, and its
// consumers, asked one by one, three for each host of each run.
type backlog struct {
	asking chan struct{} // has room for the one who asks
	asked  time.Time
	links  [Partitions]int
	names  map[string]bool // of the queues that the server may have forgotten
	since  uint64          // reconnections when names was read
}

// backlogAge is how old the answer to [Frontier.Backlog] may be.
const backlogAge = time.Second

// Backlog counts the links that are due or leased in the partitions of these hosts, whichever process
// serves them, as of at most a second ago; deferred links are not counted.
func (f *Frontier) Backlog(ctx context.Context, hosts []string) (int, error) {
	b := &f.backlog
	select {
	case b.asking <- struct{}{}:
		defer func() { <-b.asking }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if time.Since(b.asked) > backlogAge {
		if err := b.ask(ctx, f.conn); err != nil {
			return 0, fmt.Errorf("asking for the backlog of the frontier: %w", err)
		}
	}
	partitions := make(map[int]bool)
	total := 0
	for _, host := range hosts {
		if p := Partition(host); !partitions[p] {
			partitions[p] = true
			total += b.links[p]
		}
	}
	return total, nil
}

// ask takes note of what all queues hold. Those that the server forgot when it started anew are made again, lest
// their links be overlooked.
func (b *backlog) ask(ctx context.Context, c *Conn) error {
	if since := c.nc.Stats().Reconnects; b.names == nil || b.since != since {
		names, err := c.queueNames(ctx)
		if err != nil {
			return err
		}
		b.names, b.since = names, since
	}
	return c.persist(ctx, func(ctx context.Context) error {
		stream, err := c.stream(ctx, streamFrontier)
		if err != nil {
			return err
		}
		holding := make(map[string]*jetstream.ConsumerInfo, len(b.names))
		asked := time.Now()
		list := stream.ListConsumers(ctx)
		for info := range list.Info() {
			holding[info.Name] = info
		}
		if err := list.Err(); err != nil {
			return err
		}
		var links [Partitions]int
		for q := range queue(Partitions * article.Priorities) {
			info := holding[q.name()]
			if info == nil && b.names[q.name()] {
				consumer, err := c.makeQueue(ctx, q)
				if err != nil {
					return err
				}
				info = consumer.CachedInfo()
			}
			if info != nil {
				links[q.partition()] += int(info.NumPending) + info.NumAckPending //nolint:gosec // below FrontierMaxLinks
			}
		}
		b.links, b.asked = links, asked
		return nil
	})
}
