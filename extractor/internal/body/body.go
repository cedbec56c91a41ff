package body

import (
	"regexp"

	"golang.org/x/net/html"

	"newswire/article"
)

// Hints is what the rest of the page's reading already knows. Every field may be zero.
type Hints struct {
	// Base is the page's URL, to tell the site's own links. URLs of images stay as the markup gives them.
	Base string
	// Lang is the page's language as a BCP 47 tag.
	Lang string
	// Title is the headline as found; Description the meta description, which often repeats the standfirst.
	Title, Description string
	// Authors and Section recognise byline and section labels that stand in the body.
	Authors []string
	Section string
	// PublishedRaw is the publication time as the page shows it, to recognise the dateline.
	PublishedRaw string
	// ArticleBody is the text that JSON-LD gives for the body: a second witness, and the fallback where the
	// markup is empty.
	ArticleBody string
	// Unsure tells that ArticleBody may be of another text: [Fuller] takes it only where it has what the page shows,
	// or Description.
	Unsure bool
	// Root is the element that the site's profile names as the body; nil: find it.
	Root *html.Node
	// Drop holds elements that the profile drops, DropText patterns of blocks that it drops whole.
	Drop     map[*html.Node]bool
	DropText []*regexp.Regexp
	// Trace asks for Result.Decisions.
	Trace bool
}

// Result is the body of a page.
type Result struct {
	// Blocks is the body in reading order, the standfirst first if there is one.
	Blocks []article.Block
	// Standfirst is the sentence under the headline that sums the article up; also the text of Blocks[0].
	Standfirst string
	// Images has the lead image first. An URL is as the markup gives it, not resolved.
	Images []article.Image
	// Rule tells how the body was found: one of the Rule constants; empty without a body.
	Rule string
	// Confidence, 0 to 1, predicts the F1 of the body.
	Confidence float64
	// Decisions has each block seen, if Hints.Trace asked for it.
	Decisions []Decision
}

// Decision tells why one block of the page is in the body or not.
type Decision struct {
	Text  string
	Kept  bool
	Rule  string
	Score float64
}
