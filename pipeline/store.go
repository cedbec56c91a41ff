package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"newswire/article"
	"newswire/sink"
	"newswire/wire"
)

const (
	// storeDurable names the consumer that all store processes share.
	storeDurable = "store"
	// A batch is written when it has batchSize articles or batchWait after its first: inserts of 500
	// reach the store's full rate, and a single article is still stored within the second.
	batchSize = 500
	batchWait = 200 * time.Millisecond
	// finishTimeout bounds the last batch after the end of Run's context.
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

// Run writes until ctx ends, and then finishes the batch in hand. It outlives outages of both ends.
func (s *Store) Run(ctx context.Context) error {
	for {
		batch, err := s.consumer.Batch(ctx, batchSize, batchWait)
		if len(batch) > 0 {
			finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), finishTimeout)
			s.write(finish, batch)
			cancel()
		}
		switch {
		case ctx.Err() != nil:
			return nil //nolint:nilerr // the end of ctx is how Run ends
		case err != nil:
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
	for i, result := range s.sink.Write(ctx, articles) {
		s.settle(ctx, readable[i], result)
	}
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
