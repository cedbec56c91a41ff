package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"newswire/config"
	"newswire/pipeline"
	"newswire/web"
)

func newRun(g *globals) *cobra.Command {
	var list string
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Run the daemon: schedules, crawl, store and dashboard",
		Long: `Run crawls the configured sites on their schedules until it is interrupted; what is in flight is then
finished or put back. Without nats.url and mongo.uri it runs an embedded NATS server and an embedded
store under data_dir. The parts may run in processes of their own, as many as you like, by --roles.`,
		Example: `  newswire run -c newswire.yaml
  newswire run --roles nats,mongo            # the embedded servers alone, on one data_dir with
  newswire run --roles schedule,crawl,store  # the workers, in a second process
  newswire run --roles crawl                 # one more crawler on a NATS cluster (nats.url)`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := g.load(cmd, false)
			if err != nil {
				return err
			}
			r, err := parseRoles(list, cfg)
			if err != nil {
				return usage(err)
			}
			if g.logLevel == "" {
				if g.log, err = newLogger("info", g.logFormat); err != nil {
					return usage(err)
				}
			}
			return runDaemon(cmd.Context(), cfg, r, g)
		},
	}
	cmd.Flags().StringVar(&list, "roles", "", "parts that this process plays: schedule,crawl,store,web,nats,mongo (default: all that the configuration needs)")
	return cmd
}

func runDaemon(ctx context.Context, cfg *config.Config, r roles, g *globals) (err error) {
	i := &instance{cfg: cfg, log: g.log}
	defer func() { err = errors.Join(err, i.close()) }()
	if r != (roles{mongo: true}) {
		if err := i.openNATS(ctx, servedHere(r.nats)); err != nil {
			return err
		}
	}
	if r.mongo || r.store || r.schedule || r.web {
		if err := i.openMongo(ctx, servedHere(r.mongo)); err != nil {
			return err
		}
	}
	if r.store && i.foreignStore {
		// The embedded store has no safe compare-and-set: see docs/operating.md.
		g.log.Info("the embedded store belongs to another process: let no third one write to it")
	}
	d := &daemon{instance: i}
	if err := d.prepare(ctx, r); err != nil {
		return err
	}
	g.log.Info("newswire is running", "version", version, "nats", redacted(i.natsURL), "mongo", redacted(i.mongoURI),
		"dashboard", d.dashboardURL(), "sites", len(cfg.Sites), "data_dir", cfg.DataDir)
	return d.run(ctx)
}

// daemon is the parts of the pipeline that one process runs; those of other processes are nil.
type daemon struct {
	*instance
	crawls   bool
	ingest   *pipeline.Ingest
	schedule *pipeline.Schedule
	store    *pipeline.Store
	web      *web.Server
}

// prepare makes the parts that r asks for, so that what cannot work is told before anything begins.
func (d *daemon) prepare(ctx context.Context, r roles) error {
	var err error
	callback := ""
	if d.cfg.Web.PublicURL != "" && (r.schedule || r.web) {
		callback = strings.TrimSuffix(d.cfg.Web.PublicURL, "/") + web.CallbackPath
	}
	if r.crawl || r.schedule || callback != "" {
		d.crawls = r.crawl
		if d.ingest, err = d.newIngest(ctx, callback); err != nil {
			return err
		}
	}
	if r.schedule {
		d.schedule = pipeline.NewSchedule(d.cfg.Sites, d.cfg.Timezone, d.ingest, d.conn, d.mongo, d.log)
	}
	if r.store {
		if d.store, err = pipeline.NewStore(ctx, d.conn, d.mongo, d.log); err != nil {
			return err
		}
	}
	if r.web {
		cfg := web.Config{Listen: d.cfg.Web.Listen, Token: d.cfg.Web.Token, Version: version}
		if d.ingest != nil && d.ingest.Subscriptions() != nil {
			cfg.Subscriber = d.ingest.Subscriptions()
		}
		backend := &backend{instance: d.instance, ingest: d.ingest, store: d.store}
		d.web, err = web.New(cfg, backend, d.log)
	}
	return err
}

// newIngest prepares the crawl and has it closed before the connections are. callback is where hubs call
// back, "" if they do not.
func (i *instance) newIngest(ctx context.Context, callback string) (*pipeline.Ingest, error) {
	pages, err := i.openArchive()
	if err != nil {
		return nil, err
	}
	crawl := i.cfg.Crawler()
	crawl.Dial = i.dial
	ingest, err := pipeline.NewIngest(ctx, pipeline.IngestConfig{
		Crawler:     crawl,
		Sites:       i.cfg.Sites,
		Timezone:    i.cfg.Timezone,
		Archive:     pages,
		Callback:    callback,
		Syndication: i.cfg.Syndication,
	}, i.conn, i.log)
	if err != nil {
		return nil, err
	}
	i.closers = append(i.closers, ingest.Close)
	return ingest, nil
}

// run runs the parts until ctx ends or one of them fails. What makes articles stops first, what stores
// and shows them last.
func (d *daemon) run(ctx context.Context) error {
	running, stop := context.WithCancel(ctx)
	defer stop()
	ending, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()

	back, backCtx := errgroup.WithContext(ending)
	if d.store != nil {
		back.Go(func() error { return d.store.Run(backCtx) })
	}
	if d.web != nil {
		back.Go(func() error { return d.web.Run(backCtx) })
	}
	context.AfterFunc(backCtx, stop) // a dashboard that fails ends the whole, with its error

	front, frontCtx := errgroup.WithContext(running)
	if d.crawls {
		front.Go(func() error { return d.ingest.Run(frontCtx) })
	}
	if d.schedule != nil {
		front.Go(func() error { return d.schedule.Run(frontCtx) })
		if subs := d.ingest.Subscriptions(); subs != nil {
			front.Go(func() error { return subs.Run(frontCtx) })
		}
	}
	front.Go(func() error { <-frontCtx.Done(); return nil })
	err := front.Wait()
	end()
	return errors.Join(err, back.Wait())
}

func (d *daemon) dashboardURL() string {
	if d.web == nil {
		return ""
	}
	return d.web.URL()
}
