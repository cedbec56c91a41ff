package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"newswire/article"
	"newswire/pipeline"
	"newswire/sink"
	"newswire/wire"
)

const (
	megabyte = 1e6
	// memoryLimit is what a process that delivers may keep resident, in MB.
	memoryLimit = 300
	// storedShare of the articles goes into the embedded store as well, which takes its time.
	storedShare = 10
)

// memory sends gb gigabytes of articles through the wire and measures the largest resident memory of each
// process that has a part in it: this one, which publishes, consumes and encodes them; a newswire with the
// NATS server; and a newswire that writes a tenth of them to its embedded store.
func memory(ctx context.Context, dir, binary string, gb float64) (_ []figure, err error) {
	cfg := dataConfig(dir)
	fleet := &fleet{binary: binary}
	defer func() { err = errors.Join(err, fleet.stop()) }()
	server, err := fleet.start(ctx, cfg, "nats")
	if err != nil {
		return nil, err
	}
	address, err := endpoint(ctx, dir, "nats")
	if err != nil {
		return nil, err
	}
	quiet := slog.New(slog.DiscardHandler)
	conn, err := wire.Connect(ctx, wire.Config{URL: address}, quiet)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if err := conn.Setup(ctx); err != nil {
		return nil, err
	}

	total := int64(gb * 1000 * megabyte)
	var p press
	store, err := pipeline.NewStore(ctx, conn, encoder{}, quiet)
	if err != nil {
		return nil, err
	}
	running, stop := context.WithCancel(ctx)
	defer stop()
	var storing errgroup.Group
	storing.Go(func() error { return store.Run(running) })
	err = errors.Join(p.publish(ctx, conn, total), pipeline.Drain(ctx, conn))
	stop()
	if err := errors.Join(err, storing.Wait()); err != nil {
		return nil, err
	}
	if n := store.Counts().Created; n != int64(p.made) {
		return nil, fmt.Errorf("%d articles published, %d stored", p.made, n)
	}

	writer, err := fleet.start(ctx, cfg, "mongo,store")
	if err != nil {
		return nil, err
	}
	if err := errors.Join(p.publish(ctx, conn, total/storedShare), pipeline.Drain(ctx, conn)); err != nil {
		return nil, err
	}
	var figures []figure
	for _, process := range []struct {
		name string
		pid  int
	}{
		{"delivery_memory", os.Getpid()},
		{"nats_memory", server.Process.Pid},
		{"embedded_store_memory", writer.Process.Pid},
	} {
		peak, err := resident(process.pid)
		if err != nil {
			return nil, err
		}
		figures = append(figures, figure{process.name, peak, "MB", "limit", memoryLimit})
	}
	return figures, nil
}

// publish publishes new articles of that many bytes in all, as JSON.
func (p *press) publish(ctx context.Context, conn *wire.Conn, bytes int64) error {
	for bytes > 0 {
		edition, err := p.print(turn)
		if err != nil {
			return err
		}
		for _, a := range edition {
			data, err := json.Marshal(a)
			if err != nil {
				return err
			}
			bytes -= int64(len(data))
		}
		if _, err := byWorkers(edition, func(a *article.Article) error { return conn.Publish(ctx, a, wire.Created, "") }); err != nil {
			return err
		}
	}
	return nil
}

// encoder is a sink that encodes articles and keeps nothing.
type encoder struct{}

func (encoder) Write(_ context.Context, batch []*article.Article) []sink.Result {
	results := make([]sink.Result, len(batch))
	for i, a := range batch {
		results[i] = sink.Result{Status: sink.Created, Revision: 1, Err: json.NewEncoder(io.Discard).Encode(a)}
	}
	return results
}

// resident returns the largest resident memory that a process ever had, in MB.
func resident(pid int) (float64, error) { return memoryOf(pid, "VmHWM:") }

// current returns the resident memory of a process, in MB.
func current(pid int) (float64, error) { return memoryOf(pid, "VmRSS:") }

// errEnded is a process that has ended and was not waited for yet.
var errEnded = errors.New("the process has ended")

// memoryOf returns a line of a process's status, in MB.
func memoryOf(pid int, line string) (float64, error) {
	path := fmt.Sprintf("/proc/%d/status", pid)
	status, err := os.ReadFile(path)
	if err != nil {
		return 0, fmt.Errorf("this figure needs Linux: %w", err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(status)); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), line); ok {
			kilobytes, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "kB")), 64)
			return kilobytes * 1024 / megabyte, err
		}
	}
	return 0, fmt.Errorf("%w: no %s in %s", errEnded, line, path)
}
