package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"newswire/crawler"
	"newswire/site"
	"newswire/wire"
)

// Reader asks what sites list, in turn with the processes that crawl them: a host's requests are made by
// the one that has it, by this one while there is none. It takes no links from the frontier.
type Reader struct {
	*crawler.Crawler
	frontier *wire.Frontier
}

// NewReader returns a reader of sites. Close it before conn.
func NewReader(ctx context.Context, cfg crawler.Config, sites []site.Site, conn *wire.Conn, log *slog.Logger) (*Reader, error) {
	r := &Reader{}
	var err error
	r.frontier, err = conn.Frontier(ctx, wire.FrontierConfig{
		Answer: func(ctx context.Context, host string, h wire.Held, request []byte) []byte {
			return r.Answer(ctx, host, crawler.Held(h), request) // nobody asks before the crawler's first call
		},
	})
	if err != nil {
		return nil, fmt.Errorf("opening the frontier: %w", err)
	}
	cfg.Owners, cfg.Shapes, cfg.Paces = frontier{r.frontier}, conn.Shapes(), conn.Paces()
	if r.Crawler, err = crawler.New(cfg, sites, nil, conn.States(), nil, log); err != nil {
		return nil, errors.Join(err, r.frontier.Close(ctx))
	}
	return r, nil
}

// Close gives the hosts up to other processes.
func (r *Reader) Close(ctx context.Context) error { return r.frontier.Close(ctx) }
