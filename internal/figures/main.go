// Command figures measures what docs/figures.md claims of delivery:
//
//	go run ./internal/figures throughput -pages 5000
//	go run ./internal/figures memory -gb 1
//
// It prints its figures last, one a line: name value unit (floor: value, ratio).
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

func run(ctx context.Context, args []string) ([]figure, error) {
	if len(args) == 0 {
		return nil, errors.New("which figures: throughput or memory?")
	}
	flags := flag.NewFlagSet(args[0], flag.ExitOnError)
	switch args[0] {
	case "throughput":
		pages := flags.Int("pages", 5000, "number of articles on each side")
		if err := flags.Parse(args[1:]); err != nil {
			return nil, err
		}
		return inFolder(func(dir string) ([]figure, error) { return throughput(ctx, dir, *pages) })
	case "memory":
		gb := flags.Float64("gb", 1, "gigabytes of articles")
		binary := flags.String("newswire", "bin/newswire", "the newswire to run the servers with")
		if err := flags.Parse(args[1:]); err != nil {
			return nil, err
		}
		return inFolder(func(dir string) ([]figure, error) { return memory(ctx, dir, *binary, *gb) })
	}
	return nil, fmt.Errorf("no figures are called %q: throughput or memory", args[0])
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
	return fmt.Sprintf("%s %.0f %s (%s: %.0f, %.2f)", f.name, f.value, f.unit, f.floor, f.peer, f.value/f.peer)
}
