package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"newswire/article"
	"newswire/sink"
	"newswire/wire"
)

const (
	// storeDurable names the consumer that all store processes share.
	storeDurable = "store"
	// A batch is what is there when its first article comes, at most batchSize: while one is written, the
	// next gathers, and inserts of 500 reach the store's full rate.
	batchSize = 500
	// idleWait is how long one request for the first article waits. The shorter, the likelier an article
	// meets a request that has just ended, and then waits for its lease to run out.
	idleWait = 30 * time.Second
	// acksAtOnce is how many articles of a batch are acknowledged at a time; each waits for the server.
	acksAtOnce = 16
	// writeTimeout bounds one batch: it and the one that was read meanwhile end before they are delivered
	// anew. What it cuts off is tried again.
	writeTimeout = 25 * time.Second
	// finishTimeout bounds all writing after the end of Run's context.
	finishTimeout = 3 * time.Second
	// Transient failures are retried for ever: an outage of the store must not lose articles.
	firstRetry = time.Second
	lastRetry  = time.Minute
)

// Sink stores articles. [sink.Mongo] is one.
type Sink interface {
	// Write stores a batch and returns one result for each article, in order. It must be idempotent. An
	// error that is [sink.ErrPermanent] will not be tried again.
	Write(ctx context.Context, batch []*article.Article) []sink.Result
}

// Store writes published articles to a sink.
type Store struct {
	consumer *wire.Consumer
	sink     Sink
	log      *slog.Logger
	counts   [4]atomic.Int64
}

// StoreCounts is what a [Store] has done since its start. Dead counts dead letters, Retried failed
// attempts.
type StoreCounts struct{ Created, Updated, Dead, Retried int64 }

const (
	countCreated = iota
	countUpdated
	countDead
	countRetried
)

// NewStore joins the store processes' consumer; [Store.Run] begins to write.
func NewStore(ctx context.Context, conn *wire.Conn, s Sink, log *slog.Logger) (*Store, error) {
	consumer, err := join(ctx, conn)
	if err != nil {
		return nil, err
	}
	return &Store{consumer: consumer, sink: s, log: log}, nil
}

// Run writes until ctx ends, and then finishes what is in hand. It outlives outages of both ends. The next
// batch is read while one is written.
func (s *Store) Run(ctx context.Context) error {
	finish, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(finishTimeout, cancel) })()
	batches := make(chan []*wire.Delivery)
	go func() {
		defer close(batches)
		s.read(ctx, batches)
	}()
	for batch := range batches {
		limited, cancel := context.WithTimeout(finish, writeTimeout)
		s.write(limited, batch)
		cancel()
	}
	return nil
}

// read hands on batches until ctx ends.
func (s *Store) read(ctx context.Context, batches chan<- []*wire.Delivery) {
	for ctx.Err() == nil {
		batch, err := s.consumer.Batch(ctx, batchSize, idleWait)
		if len(batch) > 0 {
			batches <- batch
		}
		if err != nil && ctx.Err() == nil {
			s.log.Warn("cannot read articles, trying again", "error", err)
			sleep(ctx, firstRetry)
		}
	}
}

// Counts returns what was done so far.
func (s *Store) Counts() StoreCounts {
	return StoreCounts{
		Created: s.counts[countCreated].Load(),
		Updated: s.counts[countUpdated].Load(),
		Dead:    s.counts[countDead].Load(),
		Retried: s.counts[countRetried].Load(),
	}
}

// Pending returns the number of published articles that are not stored yet.
func (s *Store) Pending(ctx context.Context) (uint64, error) { return s.consumer.Pending(ctx) }

// Drain waits until everything published so far is stored, by this process or another.
func Drain(ctx context.Context, conn *wire.Conn) error {
	consumer, err := join(ctx, conn)
	if err != nil {
		return err
	}
	for {
		pending, err := consumer.Pending(ctx)
		if err == nil && pending == 0 {
			return nil
		}
		if !sleep(ctx, 50*time.Millisecond) {
			return fmt.Errorf("waiting for %d articles to be stored: %w", pending, errors.Join(ctx.Err(), err))
		}
	}
}

// join returns the consumer that all store processes share.
func join(ctx context.Context, conn *wire.Conn) (*wire.Consumer, error) {
	consumer, err := conn.Consume(ctx, wire.ConsumeConfig{Durable: storeDurable, MaxAckPending: 4 * batchSize})
	if err != nil {
		return nil, fmt.Errorf("joining the store's consumer: %w", err)
	}
	return consumer, nil
}

func (s *Store) write(ctx context.Context, batch []*wire.Delivery) {
	readable := make([]*wire.Delivery, 0, len(batch))
	articles := make([]*article.Article, 0, len(batch))
	for _, d := range batch {
		if d.Err != nil {
			s.bury(ctx, d, d.Err)
			continue
		}
		readable = append(readable, d)
		articles = append(articles, d.Article)
	}
	var settling errgroup.Group
	settling.SetLimit(acksAtOnce)
	for i, result := range s.sink.Write(ctx, articles) {
		settling.Go(func() error {
			s.settle(ctx, readable[i], result)
			return nil
		})
	}
	_ = settling.Wait()
}

// settle acknowledges one delivery by what became of it.
func (s *Store) settle(ctx context.Context, d *wire.Delivery, result sink.Result) {
	switch {
	case errors.Is(result.Err, sink.ErrPermanent):
		s.bury(ctx, d, result.Err)
	case result.Err != nil:
		s.counts[countRetried].Add(1)
		delay := min(firstRetry<<min(d.Attempt, 10), lastRetry)
		s.log.Warn("article not stored, trying again", "article", d.Article.ID, "attempt", d.Attempt, "delay", delay, "error", result.Err)
		if err := d.Retry(ctx, delay); err != nil {
			s.log.Warn("delivery not put back, it comes back by itself", "article", d.Article.ID, "error", err)
		}
	default:
		switch result.Status {
		case sink.Created:
			s.counts[countCreated].Add(1)
		case sink.Updated:
			s.counts[countUpdated].Add(1)
		}
		if err := d.Ack(ctx); err != nil {
			s.log.Warn("stored article not acknowledged, it comes again", "article", d.Article.ID, "error", err)
		}
	}
}

func (s *Store) bury(ctx context.Context, d *wire.Delivery, reason error) {
	s.counts[countDead].Add(1)
	s.log.Error("article goes to the dead letters", "subject", d.Subject, "sequence", d.Sequence, "error", reason)
	if err := d.Bury(ctx, "store", reason.Error()); err != nil {
		s.log.Warn("dead letter not written, the article comes again", "sequence", d.Sequence, "error", err)
	}
}

// sleep waits for d and returns true, or false if ctx ends first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
