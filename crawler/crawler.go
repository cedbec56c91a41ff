package crawler

import (
	"context"
	"errors"
	"iter"
	"log/slog"

	"newswire/article"
	"newswire/site"
)

// Crawler crawls sites. Make one with [New]; all methods may be called concurrently.
type Crawler struct {
	cfg    Config
	queue  Queue
	states States
	handle Handler
	log    *slog.Logger
}

// Request asks for one run.
type Request struct {
	// ID identifies the run, Trigger tells who asked; see [site.Run].
	ID      string
	Trigger string
	// Site is the configured site's name.
	Site string
	// URLs are articles that a person named; they are fetched in place of what the sources list,
	// whether due or not.
	URLs []string
}

// New returns a crawler of sites. An error names the site, the value and what to write instead.
//
// A crawler that only discovers needs no queue, states and handler.
func New(cfg Config, sites []site.Site, q Queue, st States, h Handler, log *slog.Logger) (*Crawler, error) {
	return &Crawler{cfg: cfg.withDefaults(), queue: q, states: st, handle: h, log: log}, nil
}

// Run takes links from the queue and fetches them until ctx ends. Pages in flight are then finished
// for at most 8 s, all other leases released. Call it once.
func (c *Crawler) Run(ctx context.Context) error { return errors.ErrUnsupported }

// Crawl makes one run of one site: it asks the site's sources, queues what is due and waits until all
// of it has ended, as well as what an interrupted run left in the queue. Run must be running, here or
// in another process. When ctx ends it returns the ledger as it is, with ctx's error.
func (c *Crawler) Crawl(ctx context.Context, req Request) (site.Run, error) {
	return site.Run{}, errors.ErrUnsupported
}

// Discover fetches what the site's sources list now and yields the links that pass the site's filters.
// The queue is not touched. An error of one source does not end the others.
func (c *Crawler) Discover(ctx context.Context, siteName string) iter.Seq2[article.Link, error] {
	return func(yield func(article.Link, error) bool) {}
}

// Runs returns snapshots of the runs in progress, with their counts so far.
func (c *Crawler) Runs() []site.Run { return nil }
