package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"newswire/article"
	"newswire/internal/newsstand"
	"newswire/wire"
)

// coordinationHosts are enough for two workers to get about as many each.
const coordinationHosts = 32

// coordination measures what a page costs two worker processes on one NATS server, and what it costs one.
func coordination(ctx context.Context, dir, newswire string, pages int) (_ []figure, err error) {
	stand, err := newsstand.Open(newsstand.Config{Hosts: coordinationHosts, Pages: pages})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stand.Close()) }()
	var costs [2][]time.Duration // by workers, less one
	for turn := range crawlTurns {
		for i := range costs {
			workers := 1 + (turn+i)%len(costs)
			cpu, err := byProcesses(ctx, filepath.Join(dir, fmt.Sprintf("%d-%d", turn, workers)), newswire, stand, pages, workers)
			if err != nil {
				return nil, err
			}
			fmt.Printf("%d workers: %.2f ms of CPU a page\n", workers, cpu.Seconds()*1000/float64(pages))
			costs[workers-1] = append(costs[workers-1], cpu)
		}
	}
	perPage := func(workers int) float64 {
		slices.Sort(costs[workers-1])
		return float64(costs[workers-1][crawlTurns/2].Microseconds()) / float64(pages)
	}
	return []figure{{"coordination_cpu", perPage(2), "µs/page", "one worker", perPage(1)}}, nil
}

// byProcesses has the pages crawled by so many processes, and returns the CPU time of all of them, from their start to their end.
func byProcesses(ctx context.Context, dir, newswire string, stand *newsstand.Stand, pages, workers int) (cpu time.Duration, err error) {
	server := dataConfig(filepath.Join(dir, "nats"))
	fleet := &fleet{binary: newswire}
	defer func() { err = errors.Join(err, fleet.stop()) }()
	if _, err := fleet.start(ctx, server, "nats"); err != nil {
		return 0, err
	}
	address, err := endpoint(ctx, server.DataDir, "nats")
	if err != nil {
		return 0, err
	}
	conn, err := wire.Connect(ctx, wire.Config{URL: address}, slog.New(slog.DiscardHandler))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if err := conn.Setup(ctx); err != nil {
		return 0, err
	}
	frontier, err := conn.Frontier(ctx, wire.FrontierConfig{})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, frontier.Close(context.WithoutCancel(ctx))) }()
	// All queues are there before the workers are: they divide the partitions at once.
	if err := push(ctx, frontier, links(stand)); err != nil {
		return 0, err
	}
	stand.Reset()
	var running []*exec.Cmd
	for i := range workers {
		cfg, err := standConfig(filepath.Join(dir, fmt.Sprintf("worker-%d", i)), stand)
		if err != nil {
			return 0, err
		}
		cfg.NATS.URL = address
		cmd, err := fleet.start(ctx, cfg, "crawl")
		if err != nil {
			return 0, err
		}
		running = append(running, cmd)
	}
	if err := drained(ctx, frontier, stand); err != nil {
		return 0, err
	}
	if n := stand.Pages(); n != pages {
		return 0, fmt.Errorf("%d workers asked for %d pages of %d", workers, n, pages)
	}
	for _, cmd := range running {
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			return 0, err
		}
		if err := cmd.Wait(); err != nil {
			return 0, fmt.Errorf("worker: %w", err)
		}
		cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	return cpu, nil
}

// links yields the articles of a stand.
func links(stand *newsstand.Stand) iter.Seq[article.Link] {
	return func(yield func(article.Link) bool) {
		for address := range stand.URLs() {
			if !yield(article.Link{URL: address, ID: article.ID(address), Priority: article.PriorityNormal, FoundAt: time.Now()}) {
				return
			}
		}
	}
}

// push queues links.
func push(ctx context.Context, frontier *wire.Frontier, links iter.Seq[article.Link]) error {
	const batch = 1000
	var waiting []article.Link
	flush := func() error {
		n, err := frontier.Push(ctx, waiting)
		if err == nil && n != len(waiting) {
			err = fmt.Errorf("%d of %d links queued", n, len(waiting))
		}
		waiting = waiting[:0]
		return err
	}
	for link := range links {
		if waiting = append(waiting, link); len(waiting) == batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// drained waits until no link of the stand's hosts is left.
func drained(ctx context.Context, frontier *wire.Frontier, stand *newsstand.Stand) error {
	var hosts []string
	for _, s := range stand.Sites(1) {
		hosts = append(hosts, s.Hosts...)
	}
	for {
		left, err := frontier.Backlog(ctx, hosts)
		if err != nil || left == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}
