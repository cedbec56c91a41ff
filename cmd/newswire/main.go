// Command newswire turns news sites into a live, queryable stream of articles.
//
// It is the command line and nothing else: one file a command, and beside them what commands share:
// the servers and connections of a process (instance.go), how processes of one data directory find
// each other (runtime.go), progress (progress.go) and tables (table.go).
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"newswire/config"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // it could not be done
	exitUsage  = 2 // the command line or the configuration is wrong
	exitPartly = 3 // done, but with failures listed
)

// statusError is an error that asks for an exit status other than exitFailed.
type statusError struct {
	status int
	err    error
}

func (e *statusError) Error() string { return e.err.Error() }
func (e *statusError) Unwrap() error { return e.err }

func usage(err error) error  { return &statusError{exitUsage, err} }
func partly(err error) error { return &statusError{exitPartly, err} }

func main() {
	// A goroutine that syncs a file keeps its place on a core for up to 10 ms, and with a place for each core two
	// syncs of the embedded servers hold up everything else.
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(2 * runtime.GOMAXPROCS(0))
	}
	os.Exit(run(os.Args[1:]))
}

// run executes one command line and returns its exit status. The first interrupt ends the command's
// context; the second is not caught and ends the process at once.
func run(args []string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	root, started := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(os.Stderr, "newswire:", oneLine(err.Error()))
	if e, ok := errors.AsType[*statusError](err); ok {
		return e.status
	}
	if !*started {
		return exitUsage // cobra refused flags, arguments or the command's name
	}
	return exitFailed
}

// oneLine keeps the promise that an error is one line, whatever a library wrote into it.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}

// globals are the flags of every command.
type globals struct {
	config    string
	dataDir   string
	logLevel  string
	logFormat string
	log       *slog.Logger
}

// newRoot returns the command tree; started becomes true once a command's own code runs.
func newRoot() (root *cobra.Command, started *bool) {
	g := &globals{}
	started = new(bool)
	root = &cobra.Command{
		Use:   "newswire",
		Short: "Turn news sites into a live, queryable stream of articles",
		Long: `Newswire discovers and fetches the article pages of news sites, extracts their text and facts,
carries them through NATS JetStream and stores them in MongoDB.

Begin with "newswire demo": it needs no configuration and no services.`,
		Example: `  newswire demo                        everything on this machine, with demo sites
  newswire init                        write a starter newswire.yaml
  newswire run -c newswire.yaml        the daemon
  newswire crawl https://www.example.com/2025/01/story.html
  newswire extract story.html          one page to JSON`,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			log, err := newLogger(g.logLevel, g.logFormat)
			if err != nil {
				return err
			}
			g.log = log
			*started = true
			return nil
		},
	}
	flags := root.PersistentFlags()
	flags.StringVarP(&g.config, "config", "c", "newswire.yaml", "configuration file")
	flags.StringVar(&g.dataDir, "data-dir", "", "folder for queues, articles and state (default: data_dir of the configuration)")
	flags.StringVar(&g.logLevel, "log-level", "", "debug, info, warn or error (default: info for run, else warn)")
	flags.StringVar(&g.logFormat, "log-format", "text", "text or json")
	root.AddCommand(
		newDemo(g), newInit(), newRun(g), newCrawl(g), newExtract(g), newTail(g), newDead(g), newReextract(g), newExport(g), newSite(g), newCheck(g), newSchema(), newVersion(),
	)
	return root, started
}

// newLogger returns a logger to standard error. An empty level is warn; the daemon asks for info.
func newLogger(level, format string) (*slog.Logger, error) {
	l := slog.LevelWarn
	if level != "" {
		if err := l.UnmarshalText([]byte(level)); err != nil {
			return nil, fmt.Errorf("--log-level %q: use debug, info, warn or error", level)
		}
	}
	options := &slog.HandlerOptions{Level: l}
	switch format {
	case "text":
		return slog.New(slog.NewTextHandler(os.Stderr, options)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(os.Stderr, options)), nil
	}
	return nil, fmt.Errorf("--log-format %q: use text or json", format)
}

// load reads the configuration. Where the default file is not there and optional is set, an empty
// configuration takes its place.
func (g *globals) load(cmd *cobra.Command, optional bool) (*config.Config, error) {
	cfg, err := config.Load(g.config)
	if errors.Is(err, config.ErrNotFound) && optional && !cmd.Flags().Changed("config") {
		empty := config.Default()
		cfg, err = &empty, nil
	}
	if err != nil {
		return nil, usage(err)
	}
	if g.dataDir != "" {
		cfg.DataDir = g.dataDir
	}
	return cfg, nil
}
