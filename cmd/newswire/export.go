package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"newswire/config"
	"newswire/sink"
)

// articleWriter writes articles in one format, and returns how many.
type articleWriter func(io.Writer, iter.Seq2[sink.Stored, error]) (int, error)

// exportFormats are the formats of an export, by the name and the ending of files.
var exportFormats = map[string]articleWriter{
	"jsonl":   sink.WriteJSONL,
	"csv":     sink.WriteCSV,
	"parquet": sink.WriteParquet,
}

func newExport(g *globals) *cobra.Command {
	var query sink.Query
	var format, from, to, output string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write stored articles to a file, as JSON Lines, CSV or Parquet",
		Long: `Export writes the current versions of stored articles, in no particular order. JSON Lines and Parquet have
every field, CSV those that fit into a cell. It reads the MongoDB of the configuration, or the embedded store
on data_dir, whether or not a newswire runs there.

--from and --to select by the time of publication; articles without a known one are then left out. A day
begins at midnight in the configuration's timezone. A file appears under its name once it is whole.`,
		Example: `  newswire export -o articles.parquet
  newswire export --format csv --site example-daily --from 2025-01-24 --to 2025-01-25 -o day.csv
  newswire export --category War | jq -r .title`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			write, err := exportFormat(format, output)
			if err != nil {
				return usage(err)
			}
			cfg, err := g.load(cmd, true)
			if err != nil {
				return err
			}
			if query.From, query.To, err = timeRange(from, to, cfg.Timezone); err != nil {
				return usage(err)
			}
			if err := holdsArticles(cfg); err != nil {
				return err
			}
			i := &instance{cfg: cfg, log: g.log}
			defer func() { err = errors.Join(err, i.close()) }()
			if err := i.openMongo(cmd.Context(), serveIfNot); err != nil {
				return err
			}
			return export(cmd.Context(), i.mongo, query, write, output)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&format, "format", "", "jsonl (JSON Lines), csv or parquet (default: by the ending of FILE, else jsonl)")
	flags.StringVar(&query.Site, "site", "", "only articles of a site")
	flags.StringVar(&query.Category, "category", "", "only articles of a category, as the page shows it")
	flags.StringVar(&from, "from", "", "only articles published at or after a day or time, such as 2025-01-24")
	flags.StringVar(&to, "to", "", "only articles published before a day or time, such as 2025-01-25T12:00:00+01:00")
	flags.StringVarP(&output, "output", "o", "-", "FILE to write; - is standard output")
	return cmd
}

// exportFormat returns the writer of a format, which may be left to the ending of the file.
func exportFormat(format, output string) (articleWriter, error) {
	if format == "" {
		format = strings.TrimPrefix(filepath.Ext(output), ".")
		if _, ok := exportFormats[format]; !ok {
			format = "jsonl"
		}
	}
	write, ok := exportFormats[format]
	if !ok {
		return nil, fmt.Errorf("--format %q: use jsonl, csv or parquet", format)
	}
	if format == "parquet" && output == "-" && isatty.IsTerminal(os.Stdout.Fd()) {
		return nil, errors.New("parquet is not for terminals: name a file with -o")
	}
	return write, nil
}

// timeRange reads --from and --to; "" is the zero time.
func timeRange(from, to, timezone string) (start, end time.Time, err error) {
	zone, err := time.LoadLocation(timezone)
	if err != nil {
		return start, end, fmt.Errorf("timezone %q: %w", timezone, err)
	}
	if start, err = dayOrTime("--from", from, zone); err != nil {
		return start, end, err
	}
	if end, err = dayOrTime("--to", to, zone); err != nil {
		return start, end, err
	}
	if !start.IsZero() && !end.IsZero() && !start.Before(end) {
		return start, end, fmt.Errorf("--from %s is not before --to %s, which is itself left out: one day is --from 2025-01-24 --to 2025-01-25",
			from, to)
	}
	return start, end, nil
}

func dayOrTime(flag, value string, zone *time.Location) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	if t, err := time.ParseInLocation(time.DateOnly, value, zone); err == nil {
		return t, nil
	}
	t, err := time.Parse(time.RFC3339, value)
	if err != nil {
		return time.Time{}, fmt.Errorf("%s %q: write a day, such as 2025-01-24, or a time with its offset, such as 2025-01-24T09:31:00+01:00", flag, value)
	}
	return t, nil
}

// holdsArticles tells a data_dir that was never stored to, for the embedded store would be made there.
func holdsArticles(cfg *config.Config) error {
	if cfg.Mongo.URI != "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(cfg.DataDir, mongoServer)); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("data_dir %s has no store: name another with --data-dir, or set mongo.uri in the configuration", cfg.DataDir)
		}
		return fmt.Errorf("reading data_dir: %w", err)
	}
	return nil
}

// export writes the selected articles to the file named output, and how many there were to standard error.
func export(ctx context.Context, mongo *sink.Mongo, query sink.Query, write articleWriter, output string) error {
	articles, finish := mongo.Stored(ctx, query), func() {}
	// A bar would get between the lines of articles on the same terminal.
	if isatty.IsTerminal(os.Stderr.Fd()) && (output != "-" || !isatty.IsTerminal(os.Stdout.Fd())) {
		total, err := mongo.Estimate(ctx, query)
		if err != nil {
			return err
		}
		articles, finish = withBar(os.Stderr, total, articles)
	}
	n := 0
	fill := func(w io.Writer) (err error) {
		n, err = write(w, articles)
		return err
	}
	var err error
	if output == "-" {
		err = fill(os.Stdout)
	} else {
		err = writeWhole(output, fill)
	}
	finish()
	switch {
	case err != nil && ctx.Err() != nil && output != "-":
		return fmt.Errorf("interrupted after %d articles: %s is not written", n, output)
	case err != nil && ctx.Err() != nil:
		return fmt.Errorf("interrupted after %d articles", n)
	case err != nil:
		return err
	}
	fmt.Fprintf(os.Stderr, "exported %d articles\n", n)
	return nil
}

// withBar yields the articles and shows on a terminal how many went by, of about total; -1 is unknown.
func withBar(out io.Writer, total int64, articles iter.Seq2[sink.Stored, error]) (_ iter.Seq2[sink.Stored, error], finish func()) {
	bar := progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(out),
		progressbar.OptionSetDescription("exporting"),
		progressbar.OptionSetWidth(24),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("articles"),
		progressbar.OptionThrottle(barEvery),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "█", SaucerPadding: "░", BarStart: "▕", BarEnd: "▏"}),
	)
	shown := func(yield func(sink.Stored, error) bool) {
		for a, err := range articles {
			_ = bar.Add(1) // fails only beyond the total, which is an estimate
			if !yield(a, err) {
				return
			}
		}
	}
	return shown, func() { _ = bar.Clear() }
}
