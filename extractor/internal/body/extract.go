package body

import (
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
	b := p.boxes[root]
	var res Result
	for i := range p.runs {
		run := &p.runs[i]
		rule := ""
		switch {
		case int32(i) < b.first || int32(i) >= b.last:
			rule = "outside"
		case run.marks&isHidden != 0:
			rule = "hidden"
		case run.marks&foreign != 0:
			rule = "marked"
		case run.linked*10 > (run.end-run.start)*9:
			rule = "links"
		}
		text := string(p.textOf(run))
		if h.Trace {
			res.Decisions = append(res.Decisions, Decision{Text: text, Kept: rule == "", Rule: rule})
		}
		if rule != "" {
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
	return res
}
