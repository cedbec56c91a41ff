package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"newswire/crawler"
	"newswire/site"
)

// tally is what a set of runs amounts to so far.
type tally struct {
	found, queued, ended                  int
	fetched, stored                       int
	created, updated, unchanged, deferred int
	notArticle, refused, gone, failed     int
	failures                              map[string]int // by their reason
}

func tallyOf(runs []site.Run) tally {
	t := tally{failures: map[string]int{}}
	for _, run := range runs {
		t.found += run.Counts.Found
		t.queued += run.Counts.Queued
		t.fetched += run.Counts.Fetched
		for outcome, n := range run.Counts.Outcomes {
			t.ended += n
			kind, reason, _ := strings.Cut(outcome, ":")
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
				t.failures[reason] += n
			}
		}
	}
	return t
}

func (t tally) String() string {
	s := fmt.Sprintf("found %d, queued %d, fetched %d, new %d, updated %d, stored %d, unchanged %d, failed %d",
		t.found, t.queued, t.fetched, t.created, t.updated, t.stored, t.unchanged, t.failed)
	if t.failed == 0 {
		return s
	}
	reasons := slices.Sorted(maps.Keys(t.failures))
	for i, reason := range reasons {
		reasons[i] = fmt.Sprintf("%s %d", reason, t.failures[reason])
	}
	return s + " (" + strings.Join(reasons, ", ") + ")"
}

// meter tells how fast links come to an end, over the last ten seconds or so.
type meter struct{ samples []sample }

type sample struct {
	at    time.Time
	ended int
}

const (
	meterSpan = 10 * time.Second
	// longLeft is beyond what a rate of this moment can tell.
	longLeft = 100 * time.Hour
)

// read returns the links a second, and the time until the queued ones have ended at that rate: 0 while that
// cannot be told.
func (m *meter) read(t tally, now time.Time) (rate float64, left time.Duration) {
	m.samples = append(m.samples, sample{now, t.ended})
	for len(m.samples) > 2 && now.Sub(m.samples[1].at) >= meterSpan {
		m.samples = m.samples[1:]
	}
	first := m.samples[0]
	if span := now.Sub(first.at); span > 0 {
		rate = float64(t.ended-first.ended) / span.Seconds()
	}
	if rate <= 0 {
		return rate, 0
	}
	left = time.Duration(float64(max(t.queued-t.ended, 0)) / rate * float64(time.Second))
	return rate, min(left, longLeft)
}

// pace is the meter's reading in words.
func (m *meter) pace(t tally, now time.Time) string {
	rate, left := m.read(t, now)
	switch {
	case t.queued <= t.ended:
		return fmt.Sprintf("%.1f/s", rate)
	case left == 0:
		return fmt.Sprintf("%.1f/s, time left unknown", rate)
	}
	return fmt.Sprintf("%.1f/s, %s left", rate, max(left.Round(time.Second), time.Second))
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
	var last string
	var m meter
	return func(t tally, _ bool) {
		pace := m.pace(t, time.Now())
		if line := t.String(); line != last {
			fmt.Fprintf(out, "crawling: %s, %s\n", line, pace)
			last = line
		}
	}
}

// barDetails are the lines under the bar.
const barDetails = 2

// bar reports on a bar whose end moves as links are found, with the figures under it.
func bar(out *os.File) func(tally, bool) {
	b := progressbar.NewOptions(1,
		progressbar.OptionSetWriter(out),
		progressbar.OptionSetDescription("crawling"),
		progressbar.OptionSetWidth(40),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(false), // it takes the time of discovery into account
		progressbar.OptionSetMaxDetailRow(barDetails),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "█", SaucerPadding: "░", BarStart: "▕", BarEnd: "▏"}),
	)
	var m meter
	return func(t tally, last bool) {
		if last {
			fmt.Fprint(out, "\r\x1b[J") // erases bar and figures; the library's Finish leaves the latter
			return
		}
		// A bar that reaches its end is finished and moves no more: one page is held back.
		b.ChangeMax(max(t.queued, t.ended) + 1)
		_ = b.Set(t.ended) // fails only beyond the maximum
		pace := m.pace(t, time.Now())
		width := 80
		if columns, _, err := term.GetSize(int(out.Fd())); err == nil && columns > 0 {
			width = columns
		}
		_ = b.AddDetail(cell(t.String(), width-1))
		_ = b.AddDetail(cell(pace, width-1))
	}
}
