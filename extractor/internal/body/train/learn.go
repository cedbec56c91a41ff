package main

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// The course of learning: logistic regression by stochastic descent with AdaGrad's step sizes (Duchi,
// Hazan, Singer 2011) and a pull of the weights towards zero.
const (
	epochs = 25
	step   = 0.1
	pull   = 0.01
)

// learn returns the weight of each clue.
func learn(examples []example, clues int) []float64 {
	mean := 0.0
	for i := range examples {
		mean += examples[i].weight / float64(len(examples))
	}
	weights, squares := make([]float64, clues), make([]float64, clues)
	random := rand.New(rand.NewPCG(1, 2))
	order := random.Perm(len(examples))
	for range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			e := &examples[i]
			off := (chance(e, weights) - e.truth) * e.weight / mean
			for _, c := range e.clues {
				g := off + pull*weights[c]
				squares[c] += g * g
				weights[c] -= step * g / (1e-3 + math.Sqrt(squares[c]))
			}
		}
	}
	return weights
}

// chance is the probability that an example is part of the article.
func chance(e *example, weights []float64) float64 {
	sum := 0.0
	for _, c := range e.clues {
		sum += weights[c]
	}
	return 1 / (1 + math.Exp(-sum))
}

// measure gives the mean precision and recall, in words, of the pages that count.
func measure(pages []page, weights []float64, counts func(*page) bool) string {
	var precision, recall, n float64
	for i := range pages {
		p := &pages[i]
		if !counts(p) || p.words == 0 {
			continue
		}
		n++
		var kept, right float64
		for j := range p.runs {
			if e := &p.runs[j]; chance(e, weights) > 0.5 {
				kept += float64(e.words)
				right += float64(e.words) * e.truth
			}
		}
		if kept > 0 {
			precision += right / kept
		}
		recall += min(1, right/float64(p.words))
	}
	if n == 0 {
		return "no pages"
	}
	precision, recall = precision/n, recall/n
	return fmt.Sprintf("pages %.0f precision %.4f recall %.4f f1 %.4f", n, precision, recall, 2*precision*recall/(precision+recall))
}
