package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"newswire/archive"
	"newswire/pipeline"
)

func newReextract(g *globals) *cobra.Command {
	var r archive.Range
	var from, to string
	cmd := &cobra.Command{
		Use:   "reextract",
		Short: "Run archived pages through today's extractor",
		Long: `Reextract reads the archived pages of a range, extracts them anew, and publishes the articles that come out
other than they were: after a new release, or a change of a site's profile. No page is fetched. Use
the configuration that the pages were crawled with, since profiles and time zones count. The articles are
stored by the "newswire run" that runs on data_dir or on the same NATS server.`,
		Example: `  newswire reextract --site example-daily
  newswire reextract --from 2025-01-24 --to 2025-02-01`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			cfg, err := g.load(cmd, true)
			if err != nil {
				return err
			}
			if r.From, r.To, err = timeRange(from, to, cfg.Timezone); err != nil {
				return usage(err)
			}
			dir := filepath.Join(cfg.DataDir, archiveDir)
			if _, err := os.Stat(dir); err != nil {
				return fmt.Errorf("data_dir %s has no archive: name another with --data-dir", cfg.DataDir)
			}
			pages, err := archive.Open(archive.Config{Dir: dir, ReadOnly: true}, g.log)
			if err != nil {
				return err
			}
			i := &instance{cfg: cfg, log: g.log, closers: []func(context.Context) error{pages.Close}}
			defer func() { err = errors.Join(err, i.close()) }()
			if err := i.openNATS(cmd.Context(), serveIfNot); err != nil {
				return err
			}
			progress, finish := reextractBar()
			n, err := pipeline.Reextract(cmd.Context(), pages, r, cfg.Sites, cfg.Timezone, i.conn, g.log, progress)
			finish()
			fmt.Fprintf(cmd.OutOrStdout(), "read %d pages: %d articles updated, %d new, %d unchanged; %d no articles, %d failed\n",
				n.Pages, n.Updated, n.Created, n.Unchanged, n.NotArticle, n.Failed)
			if err == nil && n.Failed > 0 {
				err = partly(fmt.Errorf("pages that could not be extracted: %d", n.Failed))
			}
			return err
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&r.Site, "site", "", "only pages of a site")
	flags.StringVar(&from, "from", "", "only pages fetched at or after a day or time, such as 2025-01-24")
	flags.StringVar(&to, "to", "", "only pages fetched before a day or time")
	return cmd
}

// reextractBar shows progress on a terminal; the number of pages is not known beforehand.
func reextractBar() (progress func(pipeline.Reextracted), finish func()) {
	if !isatty.IsTerminal(os.Stderr.Fd()) {
		return nil, func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(os.Stderr), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("pages"), progressbar.OptionClearOnFinish(), progressbar.OptionSetDescription("reextracting"))
	return func(n pipeline.Reextracted) { _ = bar.Set(n.Pages) }, func() { _ = bar.Finish() } // a bar is no reason to fail
}
