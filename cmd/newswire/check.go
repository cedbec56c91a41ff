package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"newswire/crawler"
)

// checkTimeout bounds the look at one site's sources.
const checkTimeout = time.Minute

func newCheck(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Check configuration, NATS, store and each site's sources",
		Long: `Check reads the configuration, connects to NATS and the store where the configuration names them, and
asks each site's sources what they list. Nothing is queued or stored.`,
		Example: `  newswire check
  newswire check -c /etc/newswire/newswire.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			cfg, err := g.load(cmd, false)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "ok    configuration  %s: %d sites\n", g.config, len(cfg.Sites))
			i := &instance{cfg: cfg, log: g.log}
			defer func() { err = errors.Join(err, i.close()) }()
			failed := i.checkServers(cmd.Context(), out)
			c, err := i.reader(cmd.Context())
			if err != nil {
				return usage(err)
			}
			for _, s := range cfg.Sites {
				if !checkSources(cmd.Context(), out, c, s.Name) {
					failed++
				}
			}
			if failed > 0 {
				return fmt.Errorf("%d checks failed", failed)
			}
			return nil
		},
	}
}

// checkServers reports on the configured servers and returns the number that cannot be used.
func (i *instance) checkServers(ctx context.Context, out io.Writer) (failed int) {
	report := func(name, address string, open func(context.Context, serving) error) {
		if address == "" {
			fmt.Fprintf(out, "ok    %-13s  embedded, in %s\n", name, i.cfg.DataDir)
			return
		}
		if err := open(ctx, attach); err != nil {
			fmt.Fprintf(out, "FAIL  %-13s  %s\n", name, oneLine(err.Error()))
			failed++
			return
		}
		fmt.Fprintf(out, "ok    %-13s  %s\n", name, redacted(address))
	}
	report(natsServer, i.cfg.NATS.URL, i.openNATS)
	report(mongoServer, i.cfg.Mongo.URI, i.openMongo)
	return failed
}

// checkSources reports how many links a site's sources list now.
func checkSources(ctx context.Context, out io.Writer, c *crawler.Crawler, name string) bool {
	ctx, cancel := context.WithTimeout(ctx, checkTimeout)
	defer cancel()
	links := map[string]int{}
	var failures []error
	for link, err := range c.Discover(ctx, name) {
		if err != nil {
			failures = append(failures, err)
			continue
		}
		links[link.Source]++
	}
	switch {
	case len(failures) > 0:
		fmt.Fprintf(out, "FAIL  site           %s: %s\n", name, oneLine(errors.Join(failures...).Error()))
		return false
	case len(links) == 0:
		fmt.Fprintf(out, "FAIL  site           %s: its sources list no article: see articles.match, limits.max_age\n", name)
		return false
	}
	fmt.Fprintf(out, "ok    site           %s: %v links\n", name, links)
	return true
}
