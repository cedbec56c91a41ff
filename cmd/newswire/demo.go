package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"newswire/article"
	"newswire/config"
	"newswire/crawler"
	"newswire/internal/demo"
	"newswire/pipeline"
	"newswire/sink"
)

// demoSchedule keeps the demo alive while it is being looked at: every minute.
const demoSchedule = "* * * * *"

func newDemo(g *globals) *cobra.Command {
	var once bool
	var listen string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Run everything on this machine, with demo sites",
		Long: `Demo starts an embedded NATS server and an embedded store under ./data/demo, serves made-up news sites on
loopback, crawls them, prints what was stored, and goes on, with the dashboard, until it is interrupted.
It needs no configuration and no services. Crawled again, the sites show one changed article.

With --once it ends after the crawl: exit status 0 if every article was stored with every field as
expected, else 1.`,
		Example: `  newswire demo
  newswire demo --once
  newswire tail --data-dir data/demo --since 1h     in another terminal`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg := config.Default()
			cfg.DataDir = "data/demo"
			if g.dataDir != "" {
				cfg.DataDir = g.dataDir
			}
			cfg.Web.Listen = listen
			return runDemo(cmd.Context(), cmd.OutOrStdout(), &cfg, once, g)
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "end after the crawl")
	cmd.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "where the dashboard listens; port 0 takes a free one")
	return cmd
}

func runDemo(ctx context.Context, out io.Writer, cfg *config.Config, once bool, g *globals) (err error) {
	sites, err := demo.Start(ctx)
	if err != nil {
		return err
	}
	i := &instance{cfg: cfg, log: g.log, dial: sites.DialContext, closers: []func(context.Context) error{sites.Close}}
	defer func() { err = errors.Join(err, i.close()) }()
	cfg.Sites = sites.Sites()
	for n := range cfg.Sites {
		cfg.Sites[n].Schedule = demoSchedule
	}
	if err := i.openNATS(ctx, serve); err != nil {
		return err
	}
	if err := i.openMongo(ctx, serve); err != nil {
		return err
	}
	d := &daemon{instance: i}
	if err := d.prepare(ctx, roles{crawl: true, store: true, web: true}); err != nil {
		return err
	}
	fmt.Fprintf(out, "dashboard   %s\nNATS        %s\nMongoDB     %s\ndemo sites  http://%s (by Host header)\ndata        %s\n\n",
		d.web.URL(), i.natsURL, i.mongoURI, sites.Addr(), cfg.DataDir)

	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- d.run(running) }()
	err = d.demonstrate(ctx, out, sites.Expected())
	if err == nil && !once {
		printHowTo(out, i, cfg)
		schedule := pipeline.NewSchedule(cfg.Sites, cfg.Timezone, d.ingest, d.conn, d.mongo, d.log)
		err = schedule.Run(running)
	}
	stop()
	return errors.Join(err, <-ended)
}

// demonstrate crawls the demo sites once, prints what is stored and compares it with what is expected.
func (d *daemon) demonstrate(ctx context.Context, out io.Writer, expected []demo.Expected) error {
	requests := make([]crawler.Request, 0, len(d.cfg.Sites))
	for _, s := range d.cfg.Sites {
		requests = append(requests, crawler.Request{ID: pipeline.RunID(s.Name), Site: s.Name, Trigger: "demo", Leftovers: true})
	}
	runs, err := d.crawl(ctx, requests)
	if err != nil {
		return err
	}
	var stored []*article.Article
	for a, err := range d.mongo.Articles(ctx, sink.Query{}) {
		if err != nil {
			return fmt.Errorf("reading the stored articles: %w", err)
		}
		stored = append(stored, a)
	}
	slices.SortFunc(stored, func(a, b *article.Article) int {
		return cmp.Or(strings.Compare(a.Site, b.Site), b.PublishedAt.Compare(a.PublishedAt))
	})
	if err := printArticles(out, stored); err != nil {
		return err
	}
	fmt.Fprintln(out)
	if err := printRuns(out, os.Stderr, runs); err != nil {
		return err
	}
	differences := compare(stored, expected)
	for _, line := range differences {
		fmt.Fprintln(out, "differs:", line)
	}
	if len(differences) > 0 {
		return fmt.Errorf("%d differences between what was stored and what the demo sites hold", len(differences))
	}
	fmt.Fprintf(out, "\nstored and as expected: %d articles\n", len(stored))
	return nil
}

// compare returns one line for each way in which stored differs from expected.
func compare(stored []*article.Article, expected []demo.Expected) []string {
	byID := map[string]*article.Article{}
	for _, a := range stored {
		byID[a.ID] = a
	}
	var lines []string
	for _, e := range expected {
		address := e.Versions[0].CanonicalURL
		a, ok := byID[article.ID(address)]
		if !ok {
			lines = append(lines, address+": not stored")
			continue
		}
		delete(byID, a.ID)
		for _, difference := range e.Compare(a) {
			lines = append(lines, address+": "+difference)
		}
	}
	for _, a := range byID {
		lines = append(lines, a.CanonicalURL+": stored, but not expected")
	}
	return lines
}

func printHowTo(out io.Writer, i *instance, cfg *config.Config) {
	fmt.Fprintf(out, `
Subscribe, in another terminal:
  newswire tail --data-dir %[1]s --since 1h
  nats --server %[2]s sub 'news.article.>'
Query:
  mongosh %[3]snews --eval 'db.articles.find({site: "harbour-post"}, {title: 1, published_at: 1}).limit(5)'

The sites are crawled again every minute; Ctrl-C ends the demo.
`, cfg.DataDir, i.natsURL, i.mongoURI)
}
