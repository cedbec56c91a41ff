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
	blocks := textBlocks(&h)
	if shown*5 > len(Text(blocks))*2 || rule == RuleHydration && !goesOn(res.Blocks, blocks, &h) {
		return res
	}
	if res.Standfirst != "" && !strings.Contains(h.ArticleBody, res.Standfirst) {
		blocks = append([]article.Block{{Kind: article.BlockParagraph, Text: res.Standfirst}}, blocks...)
	} else {
		res.Standfirst = ""
	}
	res.Blocks, res.Rule, res.Confidence = blocks, rule, witnessConfidence
	return res
}

// littleShown is the length in bytes of the longest text that may be no part of the article whose body it stands
// in the place of.
const littleShown = 200

// goesOn tells whether a fuller body has what the page shows, if that is more than a line or two. States hold
// other texts than the page's article: an unsure one must have what the page shows or its description.
func goesOn(shown, fuller []article.Block, h *Hints) bool {
	text := Text(shown)
	if len(text) <= littleShown && !h.Unsure {
		return true
	}
	all := fold(nil, Text(fuller), 1<<20)
	known := newSketch(len(all))
	known.add(all)
	share, ok := known.share(fold(nil, text, 1<<20))
	if !h.Unsure {
		return !ok || share > 0.5
	}
	described, _ := known.share(fold(nil, h.Description, 1<<20))
	return max(share, described) > 0.5
}

// witnessConfidence is that of a body which the page does not show.
const witnessConfidence = 0.85

// textBlocks parts the hints' body into blocks: a page of its own where it is HTML, else lines.
func textBlocks(h *Hints) []article.Block {
	text := h.ArticleBody
	if strings.Contains(text, "</") || strings.Contains(text, "<br") {
		if doc, err := html.Parse(strings.NewReader(text)); err == nil {
			return Extract(doc, Hints{Title: h.Title, Authors: h.Authors, Section: h.Section, DropText: h.DropText}).Blocks
		}
	}
	var blocks []article.Block
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			blocks = append(blocks, article.Block{Kind: article.BlockParagraph, Text: strings.ToValidUTF8(line, "")})
		}
	}
	return blocks
}
