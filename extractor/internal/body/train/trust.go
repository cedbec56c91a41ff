package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"newswire/extractor/internal/body"
)

// The course of learning how far bodies can be trusted: descent over all pages at once, with step sizes by
// the slopes so far (RMSProp), the last third of it in small steps.
const (
	trustRounds = 3000
	trustStep   = 0.02
	trustPull   = 0.01
)

// learnTrust returns the weights of the traits that foretell a page's F1, by logistic regression on the F1 as
// if it were a chance. Sets count by the root of their size.
func learnTrust(sets [][]page, held bool) []float64 {
	n := len(body.TraitNames())
	weights, squares := make([]float64, n), make([]float64, n)
	for round := range trustRounds {
		slope := make([]float64, n)
		for _, pages := range sets {
			share := 1 / math.Sqrt(float64(len(pages)))
			for i := range pages {
				p := &pages[i]
				if p.traits == nil || held && p.held {
					continue
				}
				off := (trust(p.traits, weights) - p.f1) * share
				for j, x := range p.traits {
					slope[j] += off * x
				}
			}
		}
		step := trustStep
		if round > trustRounds*2/3 {
			step /= 10
		}
		for j := range weights {
			g := slope[j] + trustPull*weights[j]
			squares[j] = 0.98*squares[j] + 0.02*g*g
			weights[j] -= step * g / (1e-6 + math.Sqrt(squares[j]))
		}
	}
	return weights
}

func trust(traits, weights []float64) float64 {
	sum := 0.0
	for j, x := range traits {
		sum += x * weights[j]
	}
	return 1 / (1 + math.Exp(-sum))
}

// measureTrust tells, for the pages that count, the correlation of confidence and F1, and how many of the pages
// below an F1 of 0.8 are among the tenth with the least confidence.
func measureTrust(pages []page, weights []float64, counts func(*page) bool) string {
	var guesses, truths []float64
	for i := range pages {
		if p := &pages[i]; p.traits != nil && counts(p) {
			guesses, truths = append(guesses, trust(p.traits, weights)), append(truths, p.f1)
		}
	}
	if len(guesses) == 0 {
		return "no pages"
	}
	sorted := slices.Sorted(slices.Values(guesses))
	limit := sorted[len(sorted)/10]
	poor, flagged := 0, 0
	for i := range truths {
		if truths[i] < 0.8 {
			poor++
			if guesses[i] <= limit {
				flagged++
			}
		}
	}
	return fmt.Sprintf("pages %d correlation %.3f, of %d below 0.8 the least trusted tenth (up to %.2f) has %d", len(guesses), correlation(guesses, truths), poor, limit, flagged)
}

// correlation is Pearson's.
func correlation(a, b []float64) float64 {
	n := float64(len(a))
	var sa, sb, saa, sbb, sab float64
	for i := range a {
		sa, sb = sa+a[i], sb+b[i]
		saa, sbb, sab = saa+a[i]*a[i], sbb+b[i]*b[i], sab+a[i]*b[i]
	}
	return (n*sab - sa*sb) / math.Sqrt((n*saa-sa*sa)*(n*sbb-sb*sb))
}

// f1 compares texts by their sequences of four words.
func f1(want, got []string) float64 {
	a, b := sequences(want), sequences(got)
	both, all := 0, 0
	for k, n := range a {
		both += min(n, b[k])
		all += n
	}
	for _, n := range b {
		all += n
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(both) / float64(all)
}

func sequences(words []string) map[string]int {
	m := map[string]int{}
	for i := 0; i+shingle <= len(words); i++ {
		m[strings.Join(words[i:i+shingle], " ")]++
	}
	return m
}
