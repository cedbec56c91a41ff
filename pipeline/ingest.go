package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"newswire/archive"
	"newswire/article"
	"newswire/crawler"
	"newswire/extractor"
	"newswire/site"
	"newswire/syndication"
	"newswire/wire"
)

// IngestConfig configures an [Ingest].
type IngestConfig struct {
	Crawler crawler.Config
	Sites   []site.Site
	// Timezone is the IANA name for dates that name no zone on sites that name none. Default: UTC.
	Timezone string
	// Archive keeps every page that may be kept, before it is extracted; nil: none. Its owner closes it after the Ingest.
	Archive *archive.Archive
	// Callback is the public address below which WebSub hubs reach [Ingest.Subscriptions]; "": feeds are polled only.
	Callback string
	// Syndication says how copies of one article on several sites are told.
	Syndication syndication.Config
}

// Ingest turns links into published articles.
type Ingest struct {
	conn      *wire.Conn
	frontier  *wire.Frontier
	crawler   *crawler.Crawler
	extractor *extractor.Extractor
	cores     chan struct{}      // holds one place for each page being extracted
	archive   *archive.Archive   // nil: pages are not kept
	known     *syndication.Index // what was published lately, by all processes
	subs      *Subscriptions     // nil: hubs cannot call back
	log       *slog.Logger

	created, updated atomic.Int64
}

// Published counts the articles that an [Ingest] published since its start.
type Published struct{ Created, Updated int64 }

// NewIngest prepares the crawl; [Ingest.Run] begins it. Close the Ingest before conn.
func NewIngest(ctx context.Context, cfg IngestConfig, conn *wire.Conn, log *slog.Logger) (*Ingest, error) {
	ex, err := extractor.New(extractor.Config{Sites: cfg.Sites, Timezone: cfg.Timezone})
	if err != nil {
		return nil, err
	}
	in := &Ingest{
		conn: conn, extractor: ex, cores: make(chan struct{}, runtime.GOMAXPROCS(0)), archive: cfg.Archive,
		known: syndication.New(cfg.Syndication), log: log,
	}
	if in.subs = newSubscriptions(cfg.Callback, conn, log); in.subs != nil {
		cfg.Crawler.Offered = in.subs.Offer
	}
	in.frontier, err = conn.Frontier(ctx, wire.FrontierConfig{
		Answer: func(ctx context.Context, host string, h wire.Held, request []byte) []byte {
			return in.crawler.Answer(ctx, host, crawler.Held(h), request) // nobody asks before the crawler's first call
		},
	})
	if err != nil {
		return nil, fmt.Errorf("opening the frontier: %w", err)
	}
	cfg.Crawler.Owners = frontier{in.frontier}
	cfg.Crawler.Revisits, cfg.Crawler.Shapes, cfg.Crawler.Paces = conn.Revisits(), conn.Shapes(), conn.Paces()
	in.crawler, err = crawler.New(cfg.Crawler, cfg.Sites, frontier{in.frontier}, conn.States(), in.handle, log)
	if err != nil {
		return nil, errors.Join(err, in.frontier.Close(ctx))
	}
	if in.subs != nil {
		in.subs.crawler = in.crawler
	}
	return in, nil
}

// Run fetches links from the frontier until ctx ends; pages in flight are finished or put back.
func (in *Ingest) Run(ctx context.Context) error {
	aside, stop := context.WithCancel(ctx)
	defer stop()
	var helpers sync.WaitGroup
	helpers.Go(func() { in.listen(aside) })
	if in.archive != nil {
		helpers.Go(func() { in.sweep(aside) })
	}
	err := in.crawler.Run(ctx)
	stop()
	helpers.Wait()
	return err
}

// sweep removes what the archive keeps no longer, at the start and every hour.
func (in *Ingest) sweep(ctx context.Context) {
	for {
		if err := in.archive.Sweep(ctx); err != nil && ctx.Err() == nil {
			in.log.Warn("the archive was not swept", "error", err)
		}
		if !sleep(ctx, time.Hour) {
			return
		}
	}
}

// listenSince is how far back the stream is read at the start for articles that may turn out copied.
const listenSince = 72 * time.Hour

// listen remembers what other processes publish, and what this one did in an earlier life, so that a copy is known whoever published the original. It
// is no more than a help: an article is never held up for it.
func (in *Ingest) listen(ctx context.Context) {
	since := time.Now().Add(-listenSince)
	for ctx.Err() == nil {
		for t, err := range in.conn.Traces(ctx, since) {
			if err != nil {
				in.log.Debug("listening for published articles", "error", err)
				break
			}
			since = t.PublishedAt
			var trace syndication.Trace
			if err := trace.UnmarshalText([]byte(t.Text)); err != nil { // of another version
				in.log.Debug("reading the trace of a published article", "error", err)
				continue
			}
			in.known.AddTrace(trace)
		}
		sleep(ctx, firstRetry)
	}
}

// Crawl makes one run of one site and returns its ledger, see [crawler.Crawler.Crawl].
func (in *Ingest) Crawl(ctx context.Context, req crawler.Request) (site.Run, error) {
	return in.crawler.Crawl(ctx, req)
}

// Subscriptions returns the subscriptions at hubs, nil if hubs cannot call back.
func (in *Ingest) Subscriptions() *Subscriptions { return in.subs }

// Runs returns snapshots of the runs in progress.
func (in *Ingest) Runs() []site.Run { return in.crawler.Runs() }

// Published returns what was published so far.
func (in *Ingest) Published() Published {
	return Published{Created: in.created.Load(), Updated: in.updated.Load()}
}

// Close gives the frontier's partitions up to other processes. Run must have ended.
func (in *Ingest) Close(ctx context.Context) error { return in.frontier.Close(ctx) }

// handle is the crawler's handler: archive, extract, publish, remember.
func (in *Ingest) handle(ctx context.Context, link article.Link, page *article.Page) (crawler.Handled, error) {
	if in.archive != nil && !page.NoArchive {
		if _, err := in.archive.Store(ctx, page); err != nil {
			return crawler.Handled{}, fmt.Errorf("archiving %s: %w", page.Address(), err)
		}
	}
	result, err := in.extract(ctx, page)
	if ctx.Err() != nil {
		return crawler.Handled{}, ctx.Err()
	}
	if err != nil {
		return in.bury(ctx, link, page, err)
	}
	if !result.Verdict.IsArticle() {
		return crawler.Handled{Outcome: crawler.NotArticle(string(result.Verdict))}, nil
	}
	a := result.Article
	outcome, err := in.publish(ctx, a)
	if err != nil {
		return crawler.Handled{}, fmt.Errorf("publishing %s: %w", a.CanonicalURL, err)
	}
	return crawler.Handled{
		Outcome: outcome, ArticleID: a.ID, ContentHash: a.ContentHash, ChangedAt: changedAt(a),
		Profile: a.Extraction.Profile, Missed: extractor.Missed(a.Extraction),
	}, nil
}

// extract reads a page once a core is free: more trees in memory than cores to build them would serve nobody.
func (in *Ingest) extract(ctx context.Context, page *article.Page) (*extractor.Result, error) {
	select {
	case in.cores <- struct{}{}:
		defer func() { <-in.cores }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return in.extractor.Extract(page)
}

// changedAt is when an article changed last by its own dates, zero if it has none.
func changedAt(a *article.Article) time.Time {
	if a.ModifiedAt.After(a.PublishedAt) {
		return a.ModifiedAt
	}
	return a.PublishedAt
}

// publish sends a unless its record is the one published last. What was published is remembered only
// after JetStream's acknowledgement: a crash in between publishes once more, which the message ID and
// the sink make harmless; the other order would lose the article.
func (in *Ingest) publish(ctx context.Context, a *article.Article) (crawler.Outcome, error) {
	for {
		seen, version, err := in.conn.Seen().Get(ctx, a.ID)
		if err != nil {
			return "", err
		}
		if seen.RecordHash == a.RecordHash {
			return crawler.Unchanged, nil
		}
		event, outcome, count := wire.Created, crawler.Created, &in.created
		if version > 0 {
			event, outcome, count = wire.Updated, crawler.Updated, &in.updated
		}
		a.Revision = seen.Revision + 1
		trace, traced := syndication.TraceOf(a)
		var left []byte
		if traced {
			if match, ok := in.known.FindTrace(trace); ok {
				a.ClusterID, a.CanonicalOf = match.ClusterID, match.CanonicalOf
			}
			if left, err = trace.MarshalText(); err != nil {
				return "", err
			}
		}
		if err := in.conn.Publish(ctx, a, event, string(left)); err != nil {
			return "", err
		}
		err = in.conn.Seen().Put(ctx, a.ID, article.Seen{
			RecordHash: a.RecordHash,
			Revision:   a.Revision,
			Version:    extractor.Version,
			FetchedAt:  a.FetchedAt,
		}, version)
		if errors.Is(err, wire.ErrConflict) {
			continue // the same article was published from another address meanwhile
		}
		count.Add(1)
		if traced {
			in.known.AddTrace(trace)
		}
		return outcome, err
	}
}

// bury sends a page that cannot be extracted to the dead letters, by its address and not its bytes.
func (in *Ingest) bury(ctx context.Context, link article.Link, page *article.Page, reason error) (crawler.Handled, error) {
	in.log.Warn("page cannot be extracted", "url", page.Address(), "error", reason)
	err := in.conn.Bury(ctx, wire.DeadLetter{
		Stage:    "extract",
		Site:     link.Site,
		Reason:   reason.Error(),
		URL:      page.Address(),
		Attempts: link.Attempt + 1,
		At:       time.Now(),
	})
	if err != nil {
		return crawler.Handled{}, fmt.Errorf("dead-lettering %s: %w", page.Address(), err)
	}
	return crawler.Handled{Outcome: crawler.Failed("extract")}, nil
}
