package main

import (
	"math"
	"testing"
)

func TestLearnTrust(t *testing.T) {
	t.Parallel()
	pages := make([]page, 40)
	for i := range pages {
		doubt := float64(i%4) / 3
		pages[i] = page{traits: make([]float64, 8), f1: 1 - doubt/2}
		pages[i].traits[0], pages[i].traits[3] = 1, doubt
	}
	weights := learnTrust([][]page{pages}, false)
	if sure, unsure := trust(pages[0].traits, weights), trust(pages[3].traits, weights); sure < 0.9 || unsure > 0.65 {
		t.Errorf("confidence %.2f and %.2f for an F1 of 1 and 0.5", sure, unsure)
	}
}

func TestCorrelation(t *testing.T) {
	t.Parallel()
	up, down := []float64{1, 2, 3, 5}, []float64{-2, -4, -6, -10}
	if got := correlation(up, up); math.Abs(got-1) > 1e-9 {
		t.Errorf("got %v, want 1", got)
	}
	if got := correlation(up, down); math.Abs(got+1) > 1e-9 {
		t.Errorf("got %v, want -1", got)
	}
}

func TestF1(t *testing.T) {
	t.Parallel()
	want := tokens("one two three four five six seven eight")
	for text, f := range map[string]float64{"one two three four five six seven eight": 1, "one two three four five six": 0.75, "nothing of it at all": 0} {
		if got := f1(want, tokens(text)); got != f {
			t.Errorf("F1 of %q is %v, want %v", text, got, f)
		}
	}
}
