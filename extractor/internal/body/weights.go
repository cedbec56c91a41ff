package body

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// weightsText is a table of clues and weights, one a line, learned by logistic regression from pages
// whose article is known; see the command in train. A weight is in units of log odds: a run whose clues
// add up to 0 is as likely part of the article as not.
//
//go:embed weights.txt
var weightsText string

var weights = parseWeights(weightsText)

func parseWeights(text string) (w [clueCount]float32) {
	number := make(map[string]clue, clueCount)
	for c, name := range clueNames {
		number[name] = clue(c)
	}
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		c, known := number[name]
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 32)
		if !known || err != nil {
			panic(fmt.Sprintf("weights.txt: %q is no clue and weight", line))
		}
		w[c] = float32(x)
	}
	return w
}

// judge adds up the weights of all clues, and names the one that told most in the sense of the sum.
func (s *clues) judge() (score float32, most clue) {
	low, high := always, always
	s.all(func(c clue) {
		w := weights[c]
		score += w
		if w < weights[low] {
			low = c
		}
		if w > weights[high] {
			high = c
		}
	})
	if score > 0 {
		return score, high
	}
	return score, low
}
