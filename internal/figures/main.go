// Command figures measures what docs/figures.md claims of crawling, discovery and delivery:
//
//	go run ./internal/figures throughput -pages 5000
//	go run ./internal/figures memory -gb 1
//	go run ./internal/figures discovery -articles 10000
//	go run ./internal/figures crawl -pages 5000
//	go run ./internal/figures coordination -pages 5000
//	go run ./internal/figures frontier -urls 1000000
//	go run ./internal/figures latency -sites 60 -minutes 5
//
// All but the first and discovery want a newswire (make build), crawl also the program of bench/crawl. It prints its
// figures last, one a line: name value unit (floor, peer or limit: value, ratio).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	figures, err := run(ctx, os.Args[1:])
	if err != nil {
		log.Fatal(err) //nolint:gocritic // nothing is left to stop
	}
	for _, f := range figures {
		fmt.Println(f)
	}
}

// measurement is one set of figures, and what it takes from the command line.
type measurement func(ctx context.Context, dir string) ([]figure, error)

// names lists the measurements.
const names = "throughput, memory, discovery, crawl, coordination, frontier or latency"

func run(ctx context.Context, args []string) ([]figure, error) {
	if len(args) == 0 {
		return nil, errors.New("which figures: " + names + "?")
	}
	flags := flag.NewFlagSet(args[0], flag.ExitOnError)
	binary := flags.String("newswire", "bin/newswire", "the newswire to measure")
	var measure measurement
	switch args[0] {
	case "throughput":
		pages := flags.Int("pages", 5000, "number of articles on each side")
		measure = func(ctx context.Context, dir string) ([]figure, error) { return throughput(ctx, dir, *pages) }
	case "memory":
		gb := flags.Float64("gb", 1, "gigabytes of articles")
		measure = func(ctx context.Context, dir string) ([]figure, error) { return memory(ctx, dir, *binary, *gb) }
	case "discovery":
		articles := flags.Int("articles", 10_000, "number of articles on each site")
		measure = func(ctx context.Context, dir string) ([]figure, error) { return discovery(ctx, dir, *articles) }
	case "crawl":
		pages := flags.Int("pages", 5000, "number of pages in one crawl")
		peers := flags.String("peers", "bin/bench-crawl", "the program of bench/crawl")
		measure = func(ctx context.Context, dir string) ([]figure, error) {
			return crawlSpeed(ctx, dir, *binary, *peers, *pages)
		}
	case "coordination":
		pages := flags.Int("pages", 5000, "number of pages in one crawl")
		measure = func(ctx context.Context, dir string) ([]figure, error) {
			return coordination(ctx, dir, *binary, *pages)
		}
	case "frontier":
		urls := flags.Int("urls", 1_000_000, "number of pages")
		measure = func(ctx context.Context, dir string) ([]figure, error) { return frontier(ctx, dir, *binary, *urls) }
	case "latency":
		sites := flags.Int("sites", 30, "number of sites with a feed")
		minutes := flags.Int("minutes", 5, "how long articles appear")
		measure = func(ctx context.Context, dir string) ([]figure, error) {
			return feedLatency(ctx, dir, *binary, *sites, *minutes)
		}
	case workerCommand:
		file := flags.String("config", "", "configuration")
		measure = func(ctx context.Context, _ string) ([]figure, error) { return nil, work(ctx, *file) }
	default:
		return nil, fmt.Errorf("no figures are called %q: %s", args[0], names)
	}
	if err := flags.Parse(args[1:]); err != nil {
		return nil, err
	}
	return inFolder(func(dir string) ([]figure, error) { return measure(ctx, dir) })
}

// inFolder calls f with a folder that is removed afterwards.
func inFolder(f func(dir string) ([]figure, error)) (figures []figure, err error) {
	dir, err := os.MkdirTemp("", "newswire-figures-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	return f(dir)
}

// figure is one measured value, and what it is measured against.
type figure struct {
	name  string
	value float64
	unit  string
	floor string // what it is measured against
	peer  float64
}

func (f figure) String() string {
	return fmt.Sprintf("%s %s %s (%s: %s, %.2f)", f.name, short(f.value), f.unit, f.floor, short(f.peer), f.value/f.peer)
}

// short writes a number with three digits or more.
func short(v float64) string {
	if v < 100 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}
