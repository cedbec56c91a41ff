package main

import "testing"

func TestRatings(t *testing.T) {
	t.Parallel()
	r := ratings{{0.1, 0.2}, {0.9, 0.95}, {0.8, 0.9}, {0.95, 0.7}, {0.99, 1}, {0.98, 0.99}, {0.97, 1}, {0.96, 1}, {0.95, 1}, {0.94, 0.9}, {0.93, 0.9}}
	if flagged, all := r.flagged(); flagged != 1 || all != 2 {
		t.Errorf("flagged %d of %d, want 1 of 2", flagged, all)
	}
	if got := r.String(); got != "0.93\t1 of 2\t" {
		t.Errorf("got %q", got)
	}
	if got := (ratings{{0, 0.5}, {0, 1}}).String(); got != "-\t-\t" {
		t.Errorf("without confidence %q", got)
	}
}
