package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"

	"newswire/crawler"
	"newswire/site"
)

// tally is what a set of runs amounts to so far.
type tally struct {
	found, queued, ended                  int
	fetched                               int
	created, updated, unchanged, deferred int
	notArticle, refused, gone, failed     int
}

func tallyOf(runs []site.Run) tally {
	var t tally
	for _, run := range runs {
		t.found += run.Counts.Found
		t.queued += run.Counts.Queued
		t.fetched += run.Counts.Fetched
		for outcome, n := range run.Counts.Outcomes {
			t.ended += n
			kind, _, _ := strings.Cut(outcome, ":")
			switch kind {
			case string(crawler.Created):
				t.created += n
			case string(crawler.Updated):
				t.updated += n
			case string(crawler.Unchanged):
				t.unchanged += n
			case string(crawler.Deferred):
				t.deferred += n
			case string(crawler.Gone):
				t.gone += n
			case string(crawler.Robots), "filtered":
				t.refused += n
			case "not_article":
				t.notArticle += n
			case "failed":
				t.failed += n
			}
		}
	}
	return t
}

func (t tally) String() string {
	return fmt.Sprintf("found %d, fetched %d, new %d, updated %d, unchanged %d, failed %d",
		t.found, t.fetched, t.created, t.updated, t.unchanged, t.failed)
}

const (
	barEvery  = 100 * time.Millisecond
	lineEvery = 2 * time.Second
)

// showProgress reports the runs that snapshot returns until ctx ends: as a bar on a terminal, else as
// a plain line every two seconds in which something changed. It returns a function that waits for the
// last report.
func showProgress(ctx context.Context, out *os.File, snapshot func() tally) (wait func()) {
	report, every := lines(out), lineEvery
	if isatty.IsTerminal(out.Fd()) {
		report, every = bar(out), barEvery
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				report(snapshot(), true)
				return
			case <-ticker.C:
				report(snapshot(), false)
			}
		}
	}()
	return func() { <-done }
}

// lines reports in plain lines, one for each change.
func lines(out io.Writer) func(tally, bool) {
	var last tally
	return func(t tally, _ bool) {
		if t != last {
			fmt.Fprintln(out, "crawling:", t)
			last = t
		}
	}
}

// bar reports on a bar whose end moves as links are found.
func bar(out io.Writer) func(tally, bool) {
	b := progressbar.NewOptions(1,
		progressbar.OptionSetWriter(out),
		progressbar.OptionSetWidth(24),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString("pages"),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "█", SaucerPadding: "░", BarStart: "▕", BarEnd: "▏"}),
	)
	return func(t tally, last bool) {
		// A bar is finished, and gone, once it reaches its end: one page is held back until the last report.
		b.ChangeMax(max(t.queued, t.ended) + 1)
		b.Describe(t.String())
		_ = b.Set(t.ended) // fails only beyond the maximum
		if last {
			_ = b.Finish()
		}
	}
}
