package body

import (
	"strings"

	"golang.org/x/net/html"

	"newswire/article"
)

// The values of Result.Rule.
const (
	RuleDOM       = "dom"
	RuleProfile   = "profile"
	RuleJSONLD    = "jsonld.articleBody"
	RuleHydration = "hydration"
)

// Extract finds the body of the page doc. It does not change the tree. The work is linear in the size of
// the page.
func Extract(doc *html.Node, h Hints) Result {
	s := surveyOf(doc, &h)
	if s == nil {
		return Fuller(Result{}, RuleJSONLD, h)
	}
	defer s.release()
	v := s.judge(&h)
	res := Result{Rule: RuleDOM, Confidence: v.traits.confidence(), Decisions: v.decisions}
	if s.boxes[s.root].node == h.Root {
		res.Rule = RuleProfile
	}
	standfirst := s.standfirst(v.kept)
	if standfirst >= 0 {
		res.Standfirst = s.clean(standfirst)
	}
	res.Blocks = s.blocks(v.kept, standfirst)
	res.Images = s.images(v.kept)
	if len(res.Blocks) == 0 {
		res.Rule, res.Confidence = "", 0
	}
	return Fuller(res, RuleJSONLD, h)
}

// surveyOf reads a page and looks at it from its root; nil for a page without text. Who has done with it
// releases it.
func surveyOf(doc *html.Node, h *Hints) *survey {
	p := readPage(doc, h)
	known := h.known()
	p.inherit(known.title)
	headlines := p.headlines(known.title)
	root := p.boxOf(h.Root)
	if root < 0 {
		root = p.findRoot(headlines)
	}
	if root < 0 {
		p.release()
		return nil
	}
	return newSurvey(p, known, headlines, root)
}

// boxOf returns the box of a node, or -1.
func (p *page) boxOf(n *html.Node) int32 {
	if n == nil {
		return -1
	}
	for i := range p.boxes {
		if p.boxes[i].node == n {
			return int32(i)
		}
	}
	return -1
}

// clean is the text of run i as an article shows it.
func (s *survey) clean(i int32) string {
	return strings.ToValidUTF8(string(s.textOf(&s.runs[i])), "")
}

// Text is the plain text of blocks as [article.Article.Body] has it: blocks separated by a blank line.
func Text(blocks []article.Block) string {
	n := 0
	for i := range blocks {
		n += len(blocks[i].Text) + 2
	}
	var b strings.Builder
	b.Grow(n)
	for i := range blocks {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(blocks[i].Text)
	}
	return b.String()
}
