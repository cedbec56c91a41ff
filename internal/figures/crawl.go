package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newswire/internal/newsstand"
)

const (
	// crawlHosts share the pages, so that no host's pace is what is measured.
	crawlHosts = 8
	// crawlTurns is how often each program crawls all pages.
	crawlTurns = 3
)

// pass is what one crawl of all pages took.
type pass struct {
	wall time.Duration // from the first request to the exit
	cpu  time.Duration // of the program, user and system
}

// crawlSpeed measures a whole crawl, from discovery to the stored article, against Colly with a goquery parse in its
// callback and against the obvious program; each is a process of its own, and they take turns.
func crawlSpeed(ctx context.Context, dir, newswire, peers string, pages int) (_ []figure, err error) {
	stand, err := newsstand.Open(newsstand.Config{Hosts: crawlHosts, Pages: pages})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stand.Close()) }()
	addresses := strings.Join(slices.Collect(stand.URLs()), "\n")
	turn := 0
	sides := []func() (pass, error){
		func() (pass, error) {
			return measure(ctx, stand, pages, exec.CommandContext(ctx, peers, "parse"), addresses)
		},
		func() (pass, error) {
			return storedByPeer(ctx, stand, filepath.Join(dir, fmt.Sprintf("peer-%d", turn)), newswire, peers, pages, addresses)
		},
		func() (pass, error) {
			cfg, err := standConfig(filepath.Join(dir, fmt.Sprintf("newswire-%d", turn)), stand)
			if err != nil {
				return pass{}, err
			}
			file, err := writeConfig(cfg)
			if err != nil {
				return pass{}, err
			}
			return measure(ctx, stand, pages, exec.CommandContext(ctx, newswire, "crawl", "-c", file), "")
		},
	}
	passes := make([][]pass, len(sides))
	for turn = range crawlTurns {
		for k := range sides {
			i := (turn + k) % len(sides)
			p, err := sides[i]()
			if err != nil {
				return nil, err
			}
			fmt.Printf("%s: %.0f pages/s, %.2f ms of CPU a page\n", []string{"colly and goquery", "obvious program", "newswire"}[i],
				float64(pages)/p.wall.Seconds(), p.cpu.Seconds()*1000/float64(pages))
			passes[i] = append(passes[i], p)
		}
	}
	rate := func(side int) float64 { return float64(pages) / median(passes[side]).wall.Seconds() }
	return []figure{
		{"crawl_rate", rate(2), "pages/s", "floor, colly and a goquery parse", rate(0)},
		{"crawl_rate", rate(2), "pages/s", "peer, the obvious program", rate(1)},
	}, nil
}

// median returns the pass whose time is in the middle.
func median(passes []pass) pass {
	sorted := slices.SortedFunc(slices.Values(passes), func(a, b pass) int { return cmp.Compare(a.wall, b.wall) })
	return sorted[len(sorted)/2]
}

// measure runs a program that is to ask the stand for each page once.
func measure(ctx context.Context, stand *newsstand.Stand, pages int, cmd *exec.Cmd, stdin string) (pass, error) {
	stand.Reset()
	var output bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &output, &output
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = stopWait
	err := cmd.Run()
	took := time.Since(stand.Began())
	if err != nil {
		return pass{}, errors.Join(ctx.Err(), fmt.Errorf("running %s: %w\n%s", cmd, err, output.Bytes()))
	}
	if n := stand.Pages(); n != pages {
		return pass{}, fmt.Errorf("%s asked for %d pages of %d:\n%s", cmd, n, pages, output.Bytes())
	}
	return pass{wall: took, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}, nil
}

// storedByPeer runs the obvious program on servers that Newswire brings.
func storedByPeer(ctx context.Context, stand *newsstand.Stand, dir, newswire, peers string, pages int, addresses string) (_ pass, err error) {
	cfg := dataConfig(dir)
	fleet := &fleet{binary: newswire}
	defer func() { err = errors.Join(err, fleet.stop()) }()
	if _, err := fleet.start(ctx, cfg, "nats,mongo"); err != nil {
		return pass{}, err
	}
	natsURL, err := endpoint(ctx, dir, "nats")
	if err != nil {
		return pass{}, err
	}
	mongoURI, err := endpoint(ctx, dir, "mongo")
	if err != nil {
		return pass{}, err
	}
	return measure(ctx, stand, pages, exec.CommandContext(ctx, peers, "store", "-nats", natsURL, "-mongo", mongoURI), addresses)
}
