package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"newswire/config"
	"newswire/crawler"
	"newswire/pipeline"
	"newswire/site"
)

func newCrawl(g *globals) *cobra.Command {
	var dryRun bool
	var list, form string
	cmd := &cobra.Command{
		Use:   "crawl [SITE|URL|-]...",
		Short: "Crawl once and store what was found",
		Long: `Crawl makes one run of each named site (default: every configured one), or fetches the named addresses,
and ends when everything found is stored. An address of a site's front page stands for the articles that
it links to. With - or --urls, further addresses are read from standard input or a file, one a line; empty lines
and lines that begin with # are passed over. Named addresses are fetched whether due or not, and whatever
limits.pages says. Where "newswire run" runs on the same data_dir, its servers are used.

--report fetches no article: it holds what feeds, sitemaps and sections list now against what became of each
address, and counts each once: created, updated or unchanged at its last fetch, not_article:WHY, robots,
filtered:RULE, gone, failed:HOW, or not_fetched. With --report=json it lists them, one a line.

Exit status: 0 done, 1 not done, 2 wrong usage or configuration, 3 done, but with failures listed.`,
		Example: `  newswire crawl                       every configured site
  newswire crawl example-daily         one of them
  newswire crawl https://www.example.com/2025/01/story.html
  newswire crawl --urls backlist.txt   the addresses in a file
  newswire crawl --dry-run example-daily   list what would be fetched
  newswire crawl --report example-daily    is everything there that the site lists?`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case form != "" && form != reportTable && form != reportJSON:
				return usage(fmt.Errorf("--report %q: use table or json", form))
			case form != "" && dryRun:
				return usage(errors.New("--report and --dry-run: use one of them"))
			}
			cfg, err := g.load(cmd, true)
			if err != nil {
				return err
			}
			args, addresses, err := namedAddresses(args, list, cmd.InOrStdin())
			if err != nil {
				return usage(err)
			}
			requests, err := plan(cfg, args, addresses)
			if err != nil {
				return usage(err)
			}
			if form != "" {
				return report(cmd.Context(), cmd.OutOrStdout(), cfg, requests, form, g)
			}
			if dryRun {
				return listLinks(cmd, cfg, requests, g)
			}
			return crawlOnce(cmd.Context(), cmd, cfg, requests, g)
		},
	}
	cmd.Flags().StringVar(&list, "urls", "", "file with addresses to crawl, one a line; - is standard input")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "list the links that the sources give, fetch no article")
	cmd.Flags().StringVar(&form, "report", "", "tell what became of all that the sources list, as table or json; fetch no article")
	cmd.Flags().Lookup("report").NoOptDefVal = reportTable
	return cmd
}

// listLinks prints what the sources list now.
func listLinks(cmd *cobra.Command, cfg *config.Config, requests []crawler.Request, g *globals) (err error) {
	i := &instance{cfg: cfg, log: g.log}
	defer func() { err = errors.Join(err, i.close()) }()
	c, err := i.reader(cmd.Context())
	if err != nil {
		return usage(err)
	}
	var failures []error
	for _, req := range requests {
		for _, address := range req.URLs {
			fmt.Fprintf(cmd.OutOrStdout(), "%s\tnamed\t%s\n", req.Site, address)
		}
		if len(req.URLs) > 0 {
			continue
		}
		for link, err := range c.Discover(cmd.Context(), req.Site) {
			if err != nil {
				failures = append(failures, err)
				continue
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s\t%s\t%s\n", req.Site, link.Source, link.URL)
		}
	}
	if len(failures) > 0 {
		return partly(errors.Join(failures...))
	}
	return cmd.Context().Err()
}

func crawlOnce(ctx context.Context, cmd *cobra.Command, cfg *config.Config, requests []crawler.Request, g *globals) (err error) {
	i := &instance{cfg: cfg, log: g.log}
	defer func() { err = errors.Join(err, i.close()) }()
	if err := i.openNATS(ctx, serveIfNot); err != nil {
		return err
	}
	if err := i.openMongo(ctx, serveIfNot); err != nil {
		return err
	}
	d := &daemon{instance: i}
	// Another process's embedded store is written by that process alone.
	if err := d.prepare(ctx, roles{crawl: true, store: !i.foreignStore}); err != nil {
		return err
	}
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- d.run(running) }()
	runs, crawlErr := d.crawl(ctx, requests)
	stop()
	if err := errors.Join(crawlErr, <-ended, printRuns(cmd.OutOrStdout(), cmd.ErrOrStderr(), runs)); err != nil {
		return err
	}
	failed := tallyOf(runs).failed
	for _, run := range runs {
		failed = max(failed, len(run.Errors))
	}
	if failed > 0 {
		return partly(fmt.Errorf("done, but with failures: %d", failed))
	}
	return nil
}

// drainTimeout bounds the wait for the last articles to be stored.
const drainTimeout = 2 * time.Minute

// crawl makes the requested runs side by side, shows progress on standard error, and returns the runs'
// ledgers, recorded, once everything they published is stored. The daemon's run must be running. When
// ctx ends, the ledgers are returned as they are.
func (d *daemon) crawl(ctx context.Context, requests []crawler.Request) ([]site.Run, error) {
	var mu sync.Mutex
	var runs []site.Run // the ended ones
	reporting, stopReport := context.WithCancel(ctx)
	defer stopReport()
	wait := showProgress(reporting, os.Stderr, func() tally {
		mu.Lock()
		defer mu.Unlock()
		t := tallyOf(slices.Concat(runs, d.ingest.Runs()))
		if d.store != nil {
			counts := d.store.Counts()
			t.stored = int(counts.Created + counts.Updated)
		}
		return t
	})

	var crawls errgroup.Group
	for _, req := range requests {
		crawls.Go(func() error {
			run, err := d.ingest.Crawl(ctx, req)
			mu.Lock()
			runs = append(runs, run)
			mu.Unlock()
			if err != nil {
				return fmt.Errorf("crawling %s: %w", req.Site, err)
			}
			return nil
		})
	}
	err := crawls.Wait()
	stopReport()
	wait()
	if ctx.Err() == nil {
		drain, cancel := context.WithTimeout(ctx, drainTimeout)
		defer cancel()
		err = errors.Join(err, pipeline.Drain(drain, d.conn))
	}
	if ctx.Err() != nil {
		err = errors.New("interrupted: what is left stays queued for the next crawl")
	}
	slices.SortFunc(runs, func(a, b site.Run) int { return strings.Compare(a.Site, b.Site) })
	for _, run := range runs {
		if run.ID != "" {
			err = errors.Join(err, pipeline.Record(ctx, d.mongo, run, d.log))
		}
	}
	return runs, err
}
