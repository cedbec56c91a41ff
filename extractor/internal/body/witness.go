package body

import (
	"strings"

	"golang.org/x/net/html"

	"newswire/article"
)

// Fuller returns the body that h.ArticleBody gives, found by rule, where res shows much less of it; else res.
func Fuller(res Result, rule string, h Hints) Result {
	shown := len(Text(res.Blocks))
	if len(h.ArticleBody) < 200 || shown*5 > len(h.ArticleBody)*2 {
		return res
	}
	blocks, confidence := textBlocks(&h)
	if shown*5 > len(Text(blocks))*2 {
		return res
	}
	t := testimonyOf(res.Blocks, blocks, &h)
	if rule == RuleHydration && !t.goesOn(h.Unsure) {
		return res
	}
	if res.Standfirst != "" && !strings.Contains(h.ArticleBody, res.Standfirst) {
		blocks = append([]article.Block{{Kind: article.BlockParagraph, Text: res.Standfirst}}, blocks...)
	} else {
		res.Standfirst = ""
	}
	res.Blocks, res.Rule, res.Confidence = blocks, rule, confidence*t.trust()
	return res
}

// testimony is what the page says of a body that it does not show.
type testimony struct {
	size      int     // of the text that the page shows, in bytes; 0 if that has too few words to tell
	shown     float64 // share of that text that the body has
	described float64 // likewise of the page's description
}

func testimonyOf(shown, fuller []article.Block, h *Hints) testimony {
	all := fold(nil, Text(fuller), 1<<20)
	known := newSketch(len(all))
	known.add(all)
	var t testimony
	text := Text(shown)
	if share, ok := known.share(fold(nil, text, 1<<20)); ok {
		t.size, t.shown = len(text), share
	}
	t.described, _ = known.share(fold(nil, h.Description, 1<<20))
	return t
}

// littleShown is the length in bytes of the longest text that may be no part of the article whose body it stands
// in the place of.
const littleShown = 200

// goesOn tells whether the body has what the page shows, if that is more than a line or two. States hold
// other texts than the page's article: an unsure one must have what the page shows or its description.
func (t testimony) goesOn(unsure bool) bool {
	if unsure {
		return max(t.shown, t.described) > 0.5
	}
	return t.size <= littleShown || t.shown > 0.5
}

// trust is how far the body can be trusted to be the article's, from 0.7 where nothing on the page bears it
// out to 1 where it has all of the text that the page shows, or of its description.
func (t testimony) trust() float64 { return 0.7 + 0.3*max(t.shown, t.described) }

// plainConfidence is that of a body that is nothing but text: all of it was written as the body.
const plainConfidence = 0.95

// textBlocks parts the hints' body into blocks, and tells how far these can be trusted to be all of it: a page
// of its own where it is HTML, else lines.
func textBlocks(h *Hints) ([]article.Block, float64) {
	text := h.ArticleBody
	if strings.Contains(text, "</") || strings.Contains(text, "<br") {
		if doc, err := html.Parse(strings.NewReader(text)); err == nil {
			res := Extract(doc, Hints{Title: h.Title, Authors: h.Authors, Section: h.Section, DropText: h.DropText})
			return res.Blocks, res.Confidence
		}
	}
	var blocks []article.Block
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			blocks = append(blocks, article.Block{Kind: article.BlockParagraph, Text: strings.ToValidUTF8(line, "")})
		}
	}
	return blocks, plainConfidence
}
