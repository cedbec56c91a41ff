package body

import (
	"golang.org/x/net/html"

	"newswire/article"
)

// Extract finds the body of the page doc. It does not change the tree.
func Extract(doc *html.Node, h Hints) Result {
	r := reader{hints: &h}
	r.read(doc)
	p := &r.page
	p.inherit()
	k := h.known()
	lines := p.headlines(k.title)
	root := p.findRoot(lines)
	if root < 0 {
		return Result{}
	}
	s := newSurvey(p, k, lines, root)
	var res Result
	for i := range s.sights {
		x := &s.sights[i]
		run := &p.runs[s.lo+int32(i)]
		score, most := x.clues.judge()
		text := string(p.textOf(run))
		if h.Trace {
			res.Decisions = append(res.Decisions, Decision{Text: text, Kept: score > 0, Rule: most.String(), Score: float64(score)})
		}
		if score <= 0 {
			continue
		}
		kind := article.BlockParagraph
		switch {
		case run.marks&isHeading != 0:
			kind = article.BlockHeading
		case run.marks&isItem != 0:
			kind = article.BlockList
		}
		res.Blocks = append(res.Blocks, article.Block{Kind: kind, Text: text})
	}
	res.Rule = "dom"
	return res
}
