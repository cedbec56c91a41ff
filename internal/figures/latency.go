package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"golang.org/x/sync/errgroup"

	"newswire/article"
	"newswire/internal/newsstand"
	"newswire/site"
	"newswire/wire"
)

const (
	// pollInterval is that of everyMinute.
	pollInterval = time.Minute
	everyMinute  = "* * * * *"
	// latencyAim is what an article may take beyond the poll interval.
	latencyAim = 2 * time.Second
	// storedPoll is how often the store is asked for an article that was published.
	storedPoll = 20 * time.Millisecond
)

// feedLatency runs a daemon that polls a feed of each of so many sites once a minute, lets articles appear in
// the feeds at random times, one a minute and site on average, and measures how long each takes to be stored.
func feedLatency(ctx context.Context, dir, newswire string, sites, minutes int) (_ []figure, err error) {
	stand, err := newsstand.Open(newsstand.Config{Hosts: sites, Pages: sites * (1 + minutes)})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stand.Close()) }()
	cfg, err := standConfig(filepath.Join(dir, "data"), stand)
	if err != nil {
		return nil, err
	}
	for i := range cfg.Sites {
		stand.Release(i) // a feed is never empty
		s := &cfg.Sites[i]
		s.Schedule, s.Pace, s.Sources = everyMinute, site.Pace{}, []site.Source{{Feed: stand.Feed(i)}}
	}
	fleet := &fleet{binary: newswire}
	defer func() { err = errors.Join(err, fleet.stop()) }()
	if _, err := fleet.start(ctx, cfg, "schedule,crawl,store,nats,mongo"); err != nil {
		return nil, err
	}
	took, err := releaseAndAwait(ctx, stand, cfg.DataDir, sites, sites*minutes, time.Duration(minutes)*time.Minute)
	if err != nil {
		return nil, err
	}
	slices.Sort(took)
	p99 := took[(len(took)*99+99)/100-1]
	fmt.Printf("%d articles of %d sites: median %s, longest %s\n", len(took), sites,
		took[len(took)/2].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	return []figure{{"feed_latency_p99", p99.Seconds(), "s", "aim, a poll interval and 2 s", (pollInterval + latencyAim).Seconds()}}, nil
}

// releaseAndAwait lets so many articles, from first on, appear within a time, and returns how long each took
// to be in the store of a data directory.
func releaseAndAwait(ctx context.Context, stand *newsstand.Stand, dataDir string, first, articles int, within time.Duration) (took []time.Duration, err error) {
	natsURL, err := endpoint(ctx, dataDir, "nats")
	if err != nil {
		return nil, err
	}
	mongoURI, err := endpoint(ctx, dataDir, "mongo")
	if err != nil {
		return nil, err
	}
	conn, err := wire.Connect(ctx, wire.Config{URL: natsURL}, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if err := conn.Setup(ctx); err != nil { // the daemon may not have come to it
		return nil, err
	}
	client, err := mongo.Connect(options.Client().ApplyURI(mongoURI))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, client.Disconnect(context.WithoutCancel(ctx))) }()

	ctx, stop := context.WithTimeout(ctx, within+3*pollInterval)
	defer stop()
	var both errgroup.Group
	published := make(chan *article.Article, articles)
	both.Go(func() error { return tail(ctx, conn, published) })
	released := map[string]time.Time{} // by address
	times := make([]time.Duration, articles)
	for i := range times {
		times[i] = rand.N(within) //nolint:gosec // no secret
	}
	slices.Sort(times)
	began := time.Now()
	var waiting []*article.Article // published, not known to be stored
	for n := 0; len(took) < articles; {
		for ; n < articles && time.Since(began) >= times[n]; n++ {
			released[stand.Release(first+n)] = time.Now()
		}
		select {
		case a := <-published:
			if _, ours := released[a.URL]; ours {
				waiting = append(waiting, a)
			}
			continue
		case <-ctx.Done():
			return nil, fmt.Errorf("%d of %d articles stored: %w", len(took), articles, errors.Join(ctx.Err(), both.Wait()))
		case <-time.After(storedPoll):
		}
		waiting = slices.DeleteFunc(waiting, func(a *article.Article) bool {
			err := client.Database("news").Collection("articles").FindOne(ctx, bson.D{{Key: "_id", Value: a.ID}}).Err()
			if err == nil {
				took = append(took, time.Since(released[a.URL]))
			}
			return err == nil // ErrNoDocuments, or one that will come back
		})
	}
	stop()
	return took, both.Wait()
}

// tail hands on what is published until ctx ends.
func tail(ctx context.Context, conn *wire.Conn, published chan<- *article.Article) error {
	for d, err := range conn.Tail(ctx, wire.TailConfig{}) {
		if err == nil {
			err = d.Err
		}
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		published <- d.Article
	}
	return nil
}
