package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"path/filepath"

	"golang.org/x/sync/errgroup"

	"newswire/crawler"
	"newswire/internal/embedded"
	"newswire/pipeline"
	"newswire/site"
	"newswire/wire"
)

// homeShare is the share of all articles that a home page alone is to lead to.
const homeShare = 0.95

// discovery crawls news sites with so many articles each, once by the sources that they have and once from
// their home pages, and counts what the sites were asked for.
func discovery(ctx context.Context, dir string, articles int) ([]figure, error) {
	var figures []figure
	for i, l := range []layout{feeds, sitemaps, sections} {
		for _, bare := range []bool{false, true} {
			name, floor, share := "discovery_"+string(l), "all", 1.0
			if bare {
				name, floor, share = name+"_from_home", "95 % of all", homeShare
			}
			p, err := openPublisher(l, fmt.Sprintf("127.0.0.%d:0", i+2), articles)
			if err != nil {
				return nil, err
			}
			run, err := crawlOnce(ctx, filepath.Join(dir, name), p.site(bare))
			if err := errors.Join(err, p.close()); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			found, requests := p.found()
			// An article whose lease ran out on a busy machine is fetched again, and then unchanged.
			if n := run.Counts.Outcomes[string(crawler.Created)] + run.Counts.Outcomes[string(crawler.Unchanged)]; n != found {
				return nil, fmt.Errorf("%s: %d articles were asked for, but %d published: %+v", name, found, n, run)
			}
			figures = append(figures,
				figure{name, float64(found), "articles", floor, share * float64(articles)},
				figure{name + "_requests", float64(requests), "requests", "one for each", float64(found)})
		}
	}
	return figures, nil
}

// crawlOnce makes one run of a site on a NATS server of its own, up to publication.
func crawlOnce(ctx context.Context, dir string, s site.Site) (_ site.Run, err error) {
	quiet := slog.New(slog.DiscardHandler)
	server, err := embedded.StartNATS(embedded.NATSConfig{Dir: dir}, quiet)
	if err != nil {
		return site.Run{}, err
	}
	defer server.Close()
	conn, err := wire.Connect(ctx, wire.Config{URL: server.URL()}, quiet)
	if err != nil {
		return site.Run{}, err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if err := conn.Setup(ctx); err != nil {
		return site.Run{}, err
	}
	loopback := crawler.Network{Prefix: netip.MustParsePrefix("127.0.0.0/8")}
	ingest, err := pipeline.NewIngest(ctx, pipeline.IngestConfig{
		Crawler: crawler.Config{HTTP: crawler.HTTP{AllowAddresses: []crawler.Network{loopback}}},
		Sites:   []site.Site{s},
	}, conn, quiet)
	if err != nil {
		return site.Run{}, err
	}
	defer func() { err = errors.Join(err, ingest.Close(context.WithoutCancel(ctx))) }()
	running, stop := context.WithCancel(ctx)
	defer stop()
	var working errgroup.Group
	working.Go(func() error { return ingest.Run(running) })
	run, err := ingest.Crawl(ctx, crawler.Request{ID: pipeline.RunID(s.Name), Site: s.Name, Trigger: "command"})
	stop()
	return run, errors.Join(err, working.Wait())
}
