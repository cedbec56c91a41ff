package main

import (
	"runtime"
	"slices"
	"time"
)

// result is what one system found on a set of pages, and what one page cost on average.
type result struct {
	system
	scores        []float64 // as scoreNames has them; nil if it is not scored
	confidence    ratings
	time          time.Duration
	times         float64 // of the time of the first system, the floor
	bytes, allocs float64
}

// speed is in pages a second.
func (r *result) speed() float64 { return 1 / r.time.Seconds() }

// measure runs the systems over all pages. They take turns at each page, so that what else the machine
// does slows all of them; times are medians of the rounds.
func measure(pages []page, systems []system, rounds int) []result {
	results := make([]result, len(systems))
	took := make([][]time.Duration, len(systems)) // by round
	for i, s := range systems {
		results[i].system = s
		if s.scored {
			found := score(pages, s)
			results[i].scores, results[i].confidence = found.values(), found.confidence
		}
		results[i].bytes, results[i].allocs = allocated(pages, s) // after scoring, which fills what is kept between pages
		took[i] = make([]time.Duration, rounds)
	}
	for round := range rounds {
		for p := range pages {
			for i, s := range systems {
				began := time.Now()
				s.run(&pages[p])
				took[i][round] += time.Since(began)
			}
		}
	}
	for i := range results {
		ratios := make([]float64, rounds)
		for round := range ratios {
			ratios[round] = took[i][round].Seconds() / took[0][round].Seconds()
		}
		results[i].times = median(ratios)
		results[i].time = median(took[i]) / time.Duration(len(pages))
	}
	return results
}

// allocated returns the bytes and allocations that a page takes on average.
func allocated(pages []page, s system) (bytes, allocs float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range pages {
		s.run(&pages[i])
	}
	runtime.ReadMemStats(&after)
	n := float64(len(pages))
	return float64(after.TotalAlloc-before.TotalAlloc) / n, float64(after.Mallocs-before.Mallocs) / n
}

// median returns the middle of some values, the lower of the two middle ones of an even number.
func median[T int64 | float64 | time.Duration](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}
