package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"newswire/pipeline"
	"newswire/wire"
)

func newDead(g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dead",
		Short: "Look at what could not be processed, and try it again",
		Long: `Dead letters are articles and pages that could not be processed, kept with the reason until a person has
looked at them. An article that the store refused holds its payload; a page that could not be extracted
holds its address.`,
		Example: `  newswire dead list
  newswire dead list --stage store --site example-daily
  newswire dead show 17
  newswire dead retry 17 18
  newswire dead retry --all --stage extract
  newswire dead drop 17`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newDeadList(g), newDeadShow(g),
		newDeadEach(g, "retry", "Process dead letters once more", "retried", pipeline.Revive),
		newDeadEach(g, "drop", "Remove dead letters for good", "dropped", func(ctx context.Context, conn *wire.Conn, seq uint64) error {
			return conn.Drop(ctx, seq)
		}))
	return cmd
}

// withWire runs f on the NATS server of the configuration, or of the newswire that runs on data_dir.
func withWire(cmd *cobra.Command, g *globals, f func(context.Context, *wire.Conn) error) (err error) {
	cfg, err := g.load(cmd, true)
	if err != nil {
		return err
	}
	i := &instance{cfg: cfg, log: g.log}
	defer func() { err = errors.Join(err, i.close()) }()
	if err := i.openNATS(cmd.Context(), attach); err != nil {
		return err
	}
	return f(cmd.Context(), i.conn)
}

func filterFlags(cmd *cobra.Command, filter *wire.DeadFilter) {
	cmd.Flags().StringVar(&filter.Stage, "stage", "", "only those of a stage: extract or store")
	cmd.Flags().StringVar(&filter.Site, "site", "", "only those of a site")
}

func newDeadList(g *globals) *cobra.Command {
	var filter wire.DeadFilter
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List dead letters, the oldest first",
		Example: "  newswire dead list --stage store",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withWire(cmd, g, func(ctx context.Context, conn *wire.Conn) error {
				w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
				fmt.Fprintln(w, "NUMBER\tAT\tSTAGE\tSITE\tATTEMPTS\tURL\tREASON")
				for d, err := range conn.DeadLetters(ctx, filter) {
					if err != nil {
						return err
					}
					fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%d\t%s\t%s\n", d.Seq, d.At.Format("2006-01-02 15:04:05"), d.Stage, d.Site, d.Attempts,
						cell(d.URL, 60), cell(d.Reason, 80))
				}
				return w.Flush()
			})
		},
	}
	filterFlags(cmd, &filter)
	return cmd
}

func newDeadShow(g *globals) *cobra.Command {
	return &cobra.Command{
		Use:     "show NUMBER",
		Short:   "Print one dead letter with its payload, as JSON",
		Example: "  newswire dead show 17 | jq .payload.title",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			numbers, err := letterNumbers(args)
			if err != nil {
				return err
			}
			return withWire(cmd, g, func(ctx context.Context, conn *wire.Conn) error {
				d, err := conn.DeadLetter(ctx, numbers[0])
				if err != nil {
					return err
				}
				return printLetter(cmd.OutOrStdout(), d)
			})
		},
	}
}

func printLetter(out io.Writer, d wire.DeadLetter) error {
	shown := map[string]any{
		"number": d.Seq, "at": d.At, "stage": d.Stage, "site": d.Site, "reason": d.Reason,
		"url": d.URL, "article_id": d.ArticleID, "attempts": d.Attempts, "subject": d.Subject,
	}
	switch {
	case json.Valid(d.Payload):
		shown["payload"] = json.RawMessage(d.Payload)
	case len(d.Payload) > 0:
		shown["payload"] = d.Payload // base64
	}
	return printJSON(out, shown)
}

// newDeadEach returns a command that does the same to each named letter, or to all that a filter selects.
func newDeadEach(g *globals, name, short, done string, do func(context.Context, *wire.Conn, uint64) error) *cobra.Command {
	var filter wire.DeadFilter
	var all bool
	cmd := &cobra.Command{
		Use:     name + " NUMBER...|--all",
		Short:   short,
		Example: "  newswire dead " + name + " 17 18\n  newswire dead " + name + " --all --site example-daily",
		RunE: func(cmd *cobra.Command, args []string) error {
			if all == (len(args) > 0) {
				return usage(errors.New("name the dead letters, or say --all"))
			}
			numbers, err := letterNumbers(args)
			if err != nil {
				return err
			}
			return withWire(cmd, g, func(ctx context.Context, conn *wire.Conn) error {
				if all {
					for d, err := range conn.DeadLetters(ctx, filter) {
						if err != nil {
							return err
						}
						numbers = append(numbers, d.Seq)
					}
				}
				var failures []error
				for _, n := range numbers {
					if err := do(ctx, conn, n); err != nil {
						failures = append(failures, err)
					}
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s %d of %d\n", done, len(numbers)-len(failures), len(numbers))
				if len(failures) > 0 {
					return partly(errors.Join(failures...))
				}
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&all, "all", false, "all of them, or all that --stage and --site select")
	filterFlags(cmd, &filter)
	return cmd
}

func letterNumbers(args []string) ([]uint64, error) {
	var numbers []uint64
	for _, arg := range args {
		n, err := strconv.ParseUint(arg, 10, 64)
		if err != nil {
			return nil, usage(fmt.Errorf("%q is no number of a dead letter: see newswire dead list", arg))
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}
