package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"newswire/archive"
	"newswire/config"
	"newswire/crawler"
	"newswire/internal/newsstand"
	"newswire/pipeline"
	"newswire/wire"
)

const (
	// workerLimit is what a worker may keep resident, in MB.
	workerLimit = 400
	// flatness is the growth over the second half of a crawl that still counts as none.
	flatness = 1.1
	// sampleEvery is how often memory is looked at.
	sampleEvery = time.Second
)

// workerCommand makes this program the worker of a crawl in place of measuring one.
const workerCommand = "worker"

// growing is the memory of one process, sampled while a crawl is under way.
type growing struct{ peak, half, after float64 } // in MB: the most, that at half of the pages, the most after that

// frontier crawls so many pages of 1 KB with a worker and a NATS server that are processes of their own, and
// measures the memory of both.
func frontier(ctx context.Context, dir, newswire string, pages int) (_ []figure, err error) {
	stand, err := newsstand.Open(newsstand.Config{Hosts: crawlHosts, Pages: pages, Plain: true})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stand.Close()) }()
	server := dataConfig(filepath.Join(dir, "nats"))
	fleet := &fleet{binary: newswire}
	defer func() { err = errors.Join(err, fleet.stop()) }()
	nats, err := fleet.start(ctx, server, "nats")
	if err != nil {
		return nil, err
	}
	address, err := endpoint(ctx, server.DataDir, "nats")
	if err != nil {
		return nil, err
	}
	cfg, err := standConfig(filepath.Join(dir, "worker"), stand)
	if err != nil {
		return nil, err
	}
	cfg.NATS.URL = address
	file, err := writeConfig(cfg)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	base, err := current(nats.Process.Pid)
	if err != nil {
		return nil, err
	}
	worker := exec.CommandContext(ctx, self, workerCommand, "-config", file)
	worker.Stderr = os.Stderr
	if err := worker.Start(); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	began := time.Now()
	go func() { ended <- worker.Wait() }()
	var memory growing
	var serverPeak float64
	for running := true; running; {
		select {
		case err := <-ended:
			if err != nil {
				return nil, fmt.Errorf("worker: %w", err)
			}
			running = false
		case <-time.After(sampleEvery):
			if err := memory.sample(worker.Process.Pid, stand.Pages(), pages); err != nil {
				return nil, err
			}
			now, err := current(nats.Process.Pid)
			if err != nil {
				return nil, err
			}
			serverPeak = max(serverPeak, now)
		}
	}
	if n := stand.Pages(); n != pages {
		return nil, fmt.Errorf("the worker asked for %d pages of %d", n, pages)
	}
	disk, err := size(filepath.Join(server.DataDir, "nats"))
	if err != nil {
		return nil, err
	}
	fmt.Printf("%d pages in %s, %.0f pages/s\n", pages, time.Since(began).Round(time.Second), float64(pages)/time.Since(began).Seconds())
	return []figure{
		{"frontier_memory", memory.peak, "MB", "limit", workerLimit},
		{"frontier_growth", memory.after, "MB at most in the second half", "limit, 1.1 of that at its beginning", flatness * memory.half},
		{"frontier_server", (serverPeak - base) * megabyte / float64(pages), "bytes/URL resident", "on disk", disk / float64(pages)},
	}, nil
}

// sample looks at a process after so many pages of all.
func (g *growing) sample(pid, done, pages int) error {
	now, err := current(pid)
	switch {
	case errors.Is(err, errEnded):
		return nil
	case err != nil:
		return err
	}
	g.peak = max(g.peak, now)
	if done < pages/2 {
		return nil
	}
	if g.half == 0 {
		g.half = now
	}
	g.after = max(g.after, now)
	return nil
}

// size is how many bytes the files in a folder take.
func size(dir string) (bytes float64, err error) {
	err = filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			bytes += float64(info.Size())
		}
		return err
	})
	return bytes, err
}

// work crawls every site of a configuration once, in this process, as `newswire run` with the roles schedule and crawl
// does, and returns when nothing is left in the frontier.
func work(ctx context.Context, file string) (err error) {
	cfg, err := config.Load(file)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	conn, err := wire.Connect(ctx, cfg.NATS, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if err := conn.Setup(ctx); err != nil {
		return err
	}
	pages, err := archive.Open(archive.Config{Dir: filepath.Join(cfg.DataDir, "archive")}, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pages.Close(context.WithoutCancel(ctx))) }()
	ingest, err := pipeline.NewIngest(ctx, pipeline.IngestConfig{Crawler: cfg.Crawler(), Sites: cfg.Sites, Archive: pages}, conn, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ingest.Close(context.WithoutCancel(ctx))) }()
	running, stop := context.WithCancel(ctx)
	defer stop()
	var worker, runs errgroup.Group
	worker.Go(func() error { return ingest.Run(running) })
	for _, s := range cfg.Sites {
		runs.Go(func() error {
			run, err := ingest.Crawl(ctx, crawler.Request{ID: pipeline.RunID(s.Name), Site: s.Name, Trigger: "figures"})
			if err == nil && len(run.Errors) > 0 {
				err = fmt.Errorf("site %s: %v", s.Name, run.Errors)
			}
			return err
		})
	}
	err = runs.Wait()
	stop()
	return errors.Join(err, worker.Wait())
}
