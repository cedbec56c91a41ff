package main

import (
	"strings"
	"testing"
	"time"
)

func TestTimeRange(t *testing.T) {
	t.Parallel()
	day := time.Date(2025, 1, 24, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		from, to, zone string
		start, end     time.Time
		wrong          string // in the error
	}{
		{"", "", "UTC", time.Time{}, time.Time{}, ""},
		{"2025-01-24", "2025-01-25", "UTC", day, day.AddDate(0, 0, 1), ""},
		{"2025-01-24", "", "Europe/Copenhagen", day.Add(-time.Hour), time.Time{}, ""},
		{"", "2025-01-24T12:00:00+01:00", "UTC", time.Time{}, day.Add(11 * time.Hour), ""},
		{"2025-01-24", "2025-01-24", "UTC", day, day, "--from 2025-01-24 is not before --to 2025-01-24"},
		{"yesterday", "", "UTC", time.Time{}, time.Time{}, `--from "yesterday"`},
		{"", "2025-01-24 12:00", "UTC", time.Time{}, time.Time{}, `--to "2025-01-24 12:00"`},
		{"", "2025-02-30", "UTC", time.Time{}, time.Time{}, `--to "2025-02-30"`},
	} {
		start, end, err := timeRange(tt.from, tt.to, tt.zone)
		if (err != nil) != (tt.wrong != "") || err != nil && !strings.Contains(err.Error(), tt.wrong) {
			t.Errorf("from %q to %q: error %v, want %q", tt.from, tt.to, err, tt.wrong)
		}
		if !start.Equal(tt.start) || !end.Equal(tt.end) {
			t.Errorf("from %q to %q in %s: %v to %v, want %v to %v", tt.from, tt.to, tt.zone, start, end, tt.start, tt.end)
		}
	}
}
