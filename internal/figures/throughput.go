package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"newswire/article"
	"newswire/internal/embedded"
	"newswire/pipeline"
	"newswire/sink"
	"newswire/wire"
)

const (
	// turn is the number of articles that are published on one side before it is the other's turn: few, so
	// that a disk that is slow for a second is slow for both.
	turn = 500
	// storeTurns of all pages are stored on each side: fewer, and reading ahead would not be seen.
	storeTurns = 5
	// workers is how many articles a crawler handles at a time, by default.
	workers = 16
	// storeStall bounds the time that a round of storing may take.
	storeStall = 5 * time.Minute
)

// bench is the embedded servers as newswire runs them, and a connection to each as newswire has it and as
// the floor has it.
type bench struct {
	press press
	conn  *wire.Conn
	mongo *sink.Mongo
	floor *floor
	close []func(context.Context) error
}

// throughput measures publishing and storing of embedded servers against bare loops of the same.
func throughput(ctx context.Context, dir string, pages int) (_ []figure, err error) {
	b := &bench{}
	defer func() { err = errors.Join(err, b.shut()) }()
	if err := b.open(ctx, dir); err != nil {
		return nil, err
	}
	if pages < turn {
		return nil, fmt.Errorf("-pages %d: want %d or more", pages, turn)
	}
	// First, while nothing else is published that would wait to be stored.
	stored, err := b.contest(ctx, storeTurns, pages, b.floor.insert, b.store)
	if err != nil {
		return nil, err
	}
	published, err := b.contest(ctx, pages/turn, turn, b.floor.publish, b.publish, b.floor.publishBoth, b.publishAndRemember)
	if err != nil {
		return nil, err
	}
	told, err := b.contest(ctx, pages/turn, turn, b.unchanged)
	if err != nil {
		return nil, err
	}
	return []figure{
		{"publish_rate", published[1], "articles/s", "bare PublishAsync of the same", published[0]},
		{"publish_and_remember_rate", published[3], "articles/s", "bare PublishAsync of the same two messages", published[2]},
		{"store_rate", stored[1], "articles/s", "bare InsertMany of 500", stored[0]},
		{"unchanged_rate", told[0], "articles/s", "bare InsertMany of 500", stored[0]},
	}, nil
}

func (b *bench) open(ctx context.Context, dir string) error {
	quiet := slog.New(slog.DiscardHandler)
	server, err := embedded.StartNATS(embedded.NATSConfig{Dir: filepath.Join(dir, "nats")}, quiet)
	if err != nil {
		return err
	}
	b.close = append(b.close, func(context.Context) error { server.Close(); return nil })
	if b.conn, err = wire.Connect(ctx, wire.Config{URL: server.URL()}, quiet); err != nil {
		return err
	}
	b.close = append(b.close, b.conn.Close)
	if err := b.conn.Setup(ctx); err != nil {
		return err
	}
	store, err := embedded.StartStore(ctx, embedded.StoreConfig{Dir: filepath.Join(dir, "mongo")}, quiet)
	if err != nil {
		return err
	}
	b.close = append(b.close, store.Close)
	if b.mongo, err = sink.Open(ctx, sink.Config{URI: store.URI()}, quiet); err != nil {
		return err
	}
	b.close = append(b.close, b.mongo.Close)
	// The floor gets collections of its own, made like newswire's.
	twin, err := sink.Open(ctx, sink.Config{URI: store.URI(), Database: "floor"}, quiet)
	if err != nil {
		return err
	}
	b.close = append(b.close, twin.Close)
	if b.floor, err = openFloor(server.URL(), store.URI(), "floor"); err != nil {
		return err
	}
	b.close = append(b.close, b.floor.close)
	return store.IndexIDs(ctx)
}

func (b *bench) shut() error {
	var errs []error
	for _, f := range slices.Backward(b.close) {
		errs = append(errs, f(context.Background()))
	}
	return errors.Join(errs...)
}

// A side does something with the articles and returns the time that it took, preparation left out.
type side func(ctx context.Context, edition []*article.Article) (time.Duration, error)

// contest lets the sides take turns, so that what else the machine does is the same for all, and returns
// the median rate of each, in articles a second. A side gets n new articles at each turn.
func (b *bench) contest(ctx context.Context, turns, n int, sides ...side) ([]float64, error) {
	rates := make([][]float64, len(sides))
	for t := range turns {
		for k := range sides {
			i := (t + k) % len(sides)
			edition, err := b.press.print(n)
			if err != nil {
				return nil, err
			}
			took, err := sides[i](ctx, edition)
			if err != nil {
				return nil, err
			}
			rates[i] = append(rates[i], float64(n)/took.Seconds())
		}
	}
	medians := make([]float64, len(sides))
	for i, r := range rates {
		slices.SortFunc(r, cmp.Compare[float64])
		medians[i] = r[len(r)/2]
	}
	return medians, nil
}

func (b *bench) publish(ctx context.Context, edition []*article.Article) (time.Duration, error) {
	return byWorkers(edition, func(a *article.Article) error { return b.conn.Publish(ctx, a, wire.Created, "") })
}

// publishAndRemember is what ingest does with an article that is new.
func (b *bench) publishAndRemember(ctx context.Context, edition []*article.Article) (time.Duration, error) {
	return byWorkers(edition, func(a *article.Article) error {
		_, version, err := b.conn.Seen().Get(ctx, a.ID)
		if err != nil {
			return err
		}
		if err := b.conn.Publish(ctx, a, wire.Created, ""); err != nil {
			return err
		}
		return b.conn.Seen().Put(ctx, a.ID, seen(a), version)
	})
}

// unchanged is what ingest does with an article that was published as it is.
func (b *bench) unchanged(ctx context.Context, edition []*article.Article) (time.Duration, error) {
	_, err := byWorkers(edition, func(a *article.Article) error { return b.conn.Seen().Put(ctx, a.ID, seen(a), 0) })
	if err != nil {
		return 0, err
	}
	return byWorkers(edition, func(a *article.Article) error {
		last, _, err := b.conn.Seen().Get(ctx, a.ID)
		if err == nil && last.RecordHash != a.RecordHash {
			err = fmt.Errorf("article %s is not remembered", a.ID)
		}
		return err
	})
}

func seen(a *article.Article) article.Seen {
	return article.Seen{RecordHash: a.RecordHash, Revision: a.Revision, Version: 1, FetchedAt: a.FetchedAt}
}

// byWorkers calls f for each article from as many goroutines as a crawler has workers.
func byWorkers(edition []*article.Article, f func(*article.Article) error) (time.Duration, error) {
	start := time.Now()
	var group errgroup.Group
	group.SetLimit(workers)
	for _, a := range edition {
		group.Go(func() error { return f(a) })
	}
	err := group.Wait()
	return time.Since(start), err
}

// store measures from the consumer's start to the end of the last article.
func (b *bench) store(ctx context.Context, edition []*article.Article) (time.Duration, error) {
	if _, err := b.publish(ctx, edition); err != nil {
		return 0, err
	}
	store, err := pipeline.NewStore(ctx, b.conn, b.mongo, slog.New(slog.DiscardHandler))
	if err != nil {
		return 0, err
	}
	running, stop := context.WithTimeout(ctx, storeStall)
	defer stop()
	start := time.Now()
	var group errgroup.Group
	group.Go(func() error { return store.Run(running) })
	for store.Counts().Created < int64(len(edition)) {
		if err := running.Err(); err != nil {
			return 0, fmt.Errorf("stored %+v of %d articles: %w", store.Counts(), len(edition), err)
		}
		time.Sleep(time.Millisecond)
	}
	took := time.Since(start)
	stop()
	return took, group.Wait()
}
