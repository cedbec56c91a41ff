package body

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// A trait is something seen of all that was kept of a page, from 0 to 1, that tells how far it can be trusted.
// confidence.txt says how much.
type trait uint8

const (
	traitAlways    trait = iota
	traitExpected        // the F1 to be expected if each run is part of the article with the chance that its clues give
	traitUnsure          // share of the text that was close to being dropped
	traitLong            // how much longer than 10 kB it is: lists of things, pages of several articles
	traitScattered       // share of it that stands in elements of other shapes than most of the prose
	traitRepeated        // share of it that repeats other runs
	traitOutside         // share of the page's prose that was not kept
	traitDoubted         // share of it that structured data do not know, where they give the body

	traitCount
)

// traitNames are the names of traits in confidence.txt.
var traitNames = [traitCount]string{"always", "expected", "unsure", "long", "scattered", "repeated", "outside", "doubted"}

// traits are the values of all traits.
type traits [traitCount]float64

// odds is what judging adds up of the chances of runs, in bytes.
type odds struct {
	right  float64 // of the kept text, what is to be expected in the article
	all    float64 // the same of all text
	unsure float64 // kept text that was close to being dropped
}

// traits reads the traits of what was kept.
func (s *survey) traits(kept []bool, o odds) (g traits) {
	var all, scattered, repetitive, known float64
	for i := range s.sights {
		if !kept[i] {
			continue
		}
		c, at := &s.sights[i].clues, s.lo+int32(i)
		n := float64(s.runs[at].end - s.runs[at].start)
		all += n
		if !c.has(flowMost) {
			scattered += n
		}
		if c.has(repeated) || c.has(echoed) {
			repetitive += n
		}
		if w := s.known.witness; w != nil {
			share, _ := w.share(s.foldedText(at))
			known += share * n
		}
	}
	if all == 0 {
		return g
	}
	prose := 0
	for i := range s.runs {
		prose += s.page.prose(&s.runs[i])
	}
	g[traitAlways] = 1
	g[traitExpected] = 2 * o.right / (all + o.all)
	g[traitUnsure] = o.unsure / all
	g[traitLong] = min(1, max(0, math.Log2(all/10_000)/4))
	g[traitScattered] = scattered / all
	g[traitRepeated] = repetitive / all
	g[traitOutside] = max(0, 1-all/float64(max(prose, 1)))
	if s.known.witness != nil {
		g[traitDoubted] = 1 - known/all
	}
	return g
}

// confidence is the F1 that the traits foretell.
func (g *traits) confidence() float64 {
	if g[traitAlways] == 0 {
		return 0
	}
	sum := 0.0
	for i := range g {
		sum += g[i] * confidenceWeights[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// confidenceText is a table of traits and weights, one a line, learned from pages whose article is known; see
// the command in train.
//
//go:embed confidence.txt
var confidenceText string

var confidenceWeights = parseConfidence(confidenceText)

func parseConfidence(text string) (w traits) {
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		at := slices.Index(traitNames[:], name)
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if at < 0 || err != nil {
			panic(fmt.Sprintf("confidence.txt: %q is no trait and weight", line))
		}
		w[at] = x
	}
	return w
}
