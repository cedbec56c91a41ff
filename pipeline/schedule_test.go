package pipeline

import (
	"testing"
	"time"

	"newswire/site"
)

func TestNextRun(t *testing.T) {
	t.Parallel()
	at := func(clock string) time.Time {
		parsed, err := time.Parse(time.TimeOnly, clock)
		if err != nil {
			t.Fatal(err)
		}
		return parsed.AddDate(2025, 0, 0)
	}
	for _, c := range []struct {
		name, overlap   string
		tick, now, want string
		sooner          int
	}{
		{"the next tick", "", "09:00:00", "09:03:00", "09:20:00", 0},
		{"ticks that passed are left out", "", "09:00:00", "09:43:00", "10:00:00", 0},
		{"or made up for once", site.OverlapWait, "09:00:00", "09:43:00", "09:40:00", 0},
		{"and no tick twice", site.OverlapWait, "09:40:00", "09:43:00", "10:00:00", 0},
		{"sooner by half", "", "09:00:00", "09:03:00", "09:13:00", 1},
		{"by a quarter", "", "09:00:00", "09:03:00", "09:08:00", 2},
		{"never later than the tick", "", "09:00:00", "09:19:00", "09:20:00", 1},
		{"nor within a minute", "", "09:00:00", "09:03:00", "09:04:15", 4},
	} {
		got, err := nextRun(site.Site{Schedule: "*/20 * * * *", Overlap: c.overlap}, at(c.tick), at(c.now), c.sooner)
		if err != nil || !got.Equal(at(c.want)) {
			t.Errorf("%s: %s, %v, want %s", c.name, got.Format(time.TimeOnly), err, c.want)
		}
	}
	often, err := nextRun(site.Site{Schedule: "*/2 * * * *"}, at("09:00:00"), at("09:00:10"), 3)
	if err != nil || !often.Equal(at("09:01:10")) {
		t.Errorf("a run follows another at %s, %v, want a minute after it", often, err)
	}
}

func TestNextRunAcrossSummerTime(t *testing.T) {
	t.Parallel()
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2025, 3, 29, 12, 0, 0, 0, copenhagen) // clocks go forward in the night
	next, err := nextRun(site.Site{Schedule: "0 6 * * *"}, now, now, 0)
	if want := time.Date(2025, 3, 30, 4, 0, 0, 0, time.UTC); err != nil || !next.Equal(want) {
		t.Errorf("next run at %s, %v, want %s", next.UTC(), err, want)
	}
}

func TestJitter(t *testing.T) {
	t.Parallel()
	if d := jitter(0); d != 0 {
		t.Errorf("no jitter waits %s", d)
	}
	seen := map[time.Duration]bool{}
	for range 100 {
		d := jitter(time.Minute)
		if d < 0 || d >= time.Minute {
			t.Fatalf("jitter of a minute waits %s", d)
		}
		seen[d] = true
	}
	if len(seen) < 2 {
		t.Error("jitter is always the same")
	}
}
