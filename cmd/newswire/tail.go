package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"newswire/wire"
)

func newTail(g *globals) *cobra.Command {
	var subject, format string
	var since time.Duration
	var count int
	cmd := &cobra.Command{
		Use:   "tail",
		Short: "Print articles as they are published",
		Long: `Tail prints articles as they are published, until it is interrupted. It reads the NATS server of the
configuration, or that of the "newswire run" or "newswire demo" which runs on data_dir.`,
		Example: `  newswire tail
  newswire tail --since 1h --format json | jq .title
  newswire tail --subject 'news.article.*.politics'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "line" && format != "json" && format != "text" && format != "markdown" {
				return usage(fmt.Errorf("--format %q: use line, json, text or markdown", format))
			}
			if since < 0 {
				return usage(fmt.Errorf("--since %s: use a time back, such as 1h", since))
			}
			tail := wire.TailConfig{Subject: subject}
			if since > 0 {
				tail.Since = time.Now().Add(-since)
			}
			return withWire(cmd, g, func(ctx context.Context, conn *wire.Conn) error {
				return follow(ctx, cmd, conn, tail, format, count, g)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&subject, "subject", "news.article.>", "what to read: news.article.SITE.CATEGORY, * for any one, > for the rest")
	flags.DurationVar(&since, "since", 0, "begin with what was published this long ago (default: now)")
	flags.StringVar(&format, "format", "line", "line, json (JSON Lines), text or markdown")
	flags.IntVarP(&count, "count", "n", 0, "end after so many articles (default: never)")
	return cmd
}

// follow prints what is published until ctx ends, which is how a tail ends, or count articles are out.
func follow(ctx context.Context, cmd *cobra.Command, conn *wire.Conn, tail wire.TailConfig, format string, count int, g *globals) error {
	for d, err := range conn.Tail(ctx, tail) {
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if d.Err != nil {
			g.log.Warn("unreadable message", "subject", d.Subject, "sequence", d.Sequence, "error", d.Err)
			continue
		}
		if err := printDelivery(cmd, d, format); err != nil {
			return err
		}
		if count--; count == 0 {
			return nil
		}
	}
	return nil
}

func printDelivery(cmd *cobra.Command, d *wire.Delivery, format string) error {
	out := cmd.OutOrStdout()
	a := d.Article
	var err error
	switch format {
	case "json":
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		err = enc.Encode(a)
	case "text":
		_, err = fmt.Fprintf(out, "%s\n\n%s\n", plainText(a), "————")
	case "markdown":
		_, err = fmt.Fprintf(out, "%s\n---\n\n", markdown(a))
	default:
		_, err = fmt.Fprintf(out, "%s  %-7s  %s  %s  %s\n", d.PublishedAt.Format("2006-01-02 15:04:05"), d.Event,
			cell(a.Site, 24), cell(a.Category, 16), cell(a.Title, 80))
	}
	return err
}
