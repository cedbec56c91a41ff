package main

import (
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"newswire/article"
	"newswire/pipeline"
	"newswire/site"
	"newswire/wire"
)

// recentRuns is the number of ended runs that the dashboard shows.
const recentRuns = 20

// backend is what the dashboard shows of a process: its own crawl and store where it has them, the
// rest from the wire and the store.
type backend struct {
	*instance
	ingest *pipeline.Ingest // nil: this process does not crawl
	store  *pipeline.Store  // nil: this process does not store
}

// Tail yields articles from the wire.
func (b *backend) Tail(ctx context.Context, since time.Time) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		for d, err := range b.conn.Tail(ctx, wire.TailConfig{Since: since}) {
			switch {
			case err != nil:
				if !yield(nil, err) {
					return
				}
			case d.Err != nil:
				b.log.Warn("unreadable message", "subject", d.Subject, "sequence", d.Sequence, "error", d.Err)
			case !yield(d.Article, nil):
				return
			}
		}
	}
}

// Runs returns this process's running crawls and the store's ended ones.
func (b *backend) Runs(ctx context.Context) ([]site.Run, error) {
	var runs []site.Run
	if b.ingest != nil {
		runs = b.ingest.Runs()
	}
	ended, err := b.mongo.Runs(ctx, recentRuns)
	return slices.Concat(runs, ended), err
}

// Sites returns the health of every configured site, those without a run included.
func (b *backend) Sites(ctx context.Context) ([]site.Health, error) {
	known, err := b.mongo.Healths(ctx)
	for _, s := range b.cfg.Sites {
		if !slices.ContainsFunc(known, func(h site.Health) bool { return h.Site == s.Name }) {
			known = append(known, site.Health{Site: s.Name})
		}
	}
	return known, err
}

// Check looks at the connections.
func (b *backend) Check(ctx context.Context) map[string]error {
	checks := map[string]error{natsServer: nil, mongoServer: b.mongo.Ping(ctx)}
	if !b.conn.Connected() {
		checks[natsServer] = errors.New("not connected")
	}
	return checks
}

// Counters returns what this process did since its start, and what waits to be stored.
func (b *backend) Counters() map[string]int64 {
	counters := map[string]int64{}
	if b.ingest != nil {
		published := b.ingest.Published()
		counters["published_created"], counters["published_updated"] = published.Created, published.Updated
	}
	if b.store != nil {
		stored := b.store.Counts()
		counters["stored_created"], counters["stored_updated"] = stored.Created, stored.Updated
		counters["dead"], counters["retried"] = stored.Dead, stored.Retried
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if pending, err := b.store.Pending(ctx); err == nil {
			counters["store_pending"] = int64(pending)
		}
	}
	return counters
}
