package wire

import (
	"context"
	"fmt"
	"time"

	"newswire/article"
)

// backlog is how many links of each partition are due or leased. All runs of a process ask the server with one
// request, and no more than once in backlogAge: a stream's subjects would be as many as its links, and its
// consumers, asked one by one, three for each host of each run.
type backlog struct {
	asking chan struct{} // has room for the one who asks
	asked  time.Time
	links  [Partitions]int
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

// ask takes note of what all queues hold.
func (b *backlog) ask(ctx context.Context, c *Conn) error {
	parts := make(map[string]int, Partitions*article.Priorities) // by queue
	for p := range Partitions {
		for priority := range article.Priority(article.Priorities) {
			parts[queueOf(p, priority).name()] = p
		}
	}
	return c.persist(ctx, func(ctx context.Context) error {
		stream, err := c.stream(ctx, streamFrontier)
		if err != nil {
			return err
		}
		var links [Partitions]int
		asked := time.Now()
		list := stream.ListConsumers(ctx)
		for info := range list.Info() {
			if p, ours := parts[info.Name]; ours {
				links[p] += int(info.NumPending) + info.NumAckPending //nolint:gosec // below FrontierMaxLinks
			}
		}
		if err := list.Err(); err != nil {
			return err
		}
		b.links, b.asked = links, asked
		return nil
	})
}
