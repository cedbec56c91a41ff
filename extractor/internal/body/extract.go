package body

import (
	"math"
	"strings"

	"golang.org/x/net/html"

	"newswire/article"
)

// Extract finds the body of the page doc. It does not change the tree.
func Extract(doc *html.Node, h Hints) Result {
	r := reader{hints: &h}
	r.read(doc)
	p := &r.page
	p.inherit()
	root := p.findRoot()
	if root < 0 {
		return Result{}
	}
	s := newSurvey(p, &h, root)
	var res Result
	var right, kept, all float64
	for i := range p.runs {
		run := &p.runs[i]
		x := &s.sights[i]
		if x.has(cOutside) && !h.Trace {
			continue
		}
		score, rule := x.judge()
		keep := score > 0
		if x.has(cOutside) {
			keep, rule = false, "outside"
		} else {
			p := 1 / (1 + math.Exp(-float64(score)))
			n := float64(run.end - run.start)
			all += p * n
			if keep {
				kept += n
				right += p * n
			}
		}
		text := string(p.textOf(run))
		if h.Trace {
			res.Decisions = append(res.Decisions, Decision{Text: text, Kept: keep, Rule: rule, Score: float64(score)})
		}
		if !keep {
			continue
		}
		k := article.BlockParagraph
		switch {
		case run.marks&isHeading != 0:
			k = article.BlockHeading
		case run.marks&isItem != 0:
			k = article.BlockList
		}
		res.Blocks = append(res.Blocks, article.Block{Kind: k, Text: strings.TrimSpace(text)})
	}
	res.Rule = "dom"
	if kept+all > 0 {
		res.Confidence = 2 * right / (kept + all)
	}
	return res
}

// judge adds up the weights of all clues seen, and names the clue that told most.
func (x *sight) judge() (score float32, rule string) {
	var low, high clue
	for c := range clueCount {
		if !x.has(c) {
			continue
		}
		w := weights[c]
		score += w
		if w < weights[low] {
			low = c
		}
		if w > weights[high] {
			high = c
		}
	}
	if score > 0 {
		return score, clueNames[high]
	}
	return score, clueNames[low]
}
