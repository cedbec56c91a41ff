package main

import (
	"strings"
	"testing"
	"time"

	"newswire/site"
)

func TestTally(t *testing.T) {
	t.Parallel()
	counts := site.Counts{Found: 30, Queued: 20, Fetched: 19, Outcomes: map[string]int{"created": 5, "updated": 1, "unchanged": 2, "failed:timeout": 2,
		"failed:status 500": 1, "gone": 1, "not_article:gallery": 3, "filtered:host": 1, "deferred": 1}}
	got := tallyOf([]site.Run{{Counts: counts}, {Counts: counts}})
	got.stored = 12
	const want = "found 60, queued 40, fetched 38, new 10, updated 2, stored 12, unchanged 4, failed 6 (status 500 2, timeout 4)"
	if got.String() != want || got.ended != 34 {
		t.Errorf("%s, %d ended, want %s, 34", got, got.ended, want)
	}
}

func TestMeter(t *testing.T) {
	t.Parallel()
	var m meter
	start := time.Now()
	for _, c := range []struct {
		after         time.Duration
		queued, ended int
		want          string
	}{
		{0, 10, 0, "0.0/s, time left unknown"},
		{2 * time.Second, 100, 20, "10.0/s, 8s left"},
		{12 * time.Second, 1000, 40, "2.0/s, 8m0s left"}, // of the last ten seconds alone
		{30 * time.Second, 1000, 40, "0.0/s, time left unknown"},
		{31 * time.Second, 1000, 1000, "50.5/s"},
	} {
		if got := m.pace(tally{queued: c.queued, ended: c.ended}, start.Add(c.after)); got != c.want {
			t.Errorf("after %s: %s, want %s", c.after, got, c.want)
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	report := lines(&out)
	for _, queued := range []int{1, 1, 2} {
		report(tally{queued: queued}, false)
	}
	if got := strings.Count(out.String(), "crawling: found 0, queued "); got != 2 {
		t.Errorf("%d lines for two states:\n%s", got, out.String())
	}
}
