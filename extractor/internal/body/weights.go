package body

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// clueNames are the names of the clues in weights.txt and in decisions.
var clueNames = nameClues()

func nameClues() (names [clueCount]string) {
	for c, n := range map[clue]string{
		cLeadStandfirst: "lead-standfirst",
		cLeadSentence:   "lead-sentence",
		cTitleHeading:   "title-heading",
		cAlways:         "always",
		cInRoot:         "in-root",
		cLead:           "lead",
		cNearRoot:       "near-root",
		cOutside:        "outside",
		cBeforeProse:    "before-prose",
		cAfterProse:     "after-prose",
		cParagraphTag:   "paragraph-tag",
		cBareText:       "bare-text",
		cHeading:        "heading",
		cHeading1:       "heading-1",
		cItem:           "item",
		cCell:           "cell",
		cQuote:          "quote",
		cPre:            "pre",
		cUnder20:        "under-2-0",
		cUnder40:        "under-4-0",
		cUnder80:        "under-8-0",
		cUnder160:       "under-1-6-0",
		cUnder320:       "under-3-2-0",
		cLong:           "long",
		cBold:           "bold",
		cSentence:       "sentence",
		cColon:          "colon",
		cNoCase:         "no-case",
		cBars:           "bars",
		cAt:             "at",
		cSign:           "sign",
		cDate:           "date",
		cDigits:         "digits",
		cNoLink:         "no-link",
		cFewLinks:       "few-links",
		cHalfLinks:      "half-links",
		cMostLinks:      "most-links",
		cAllLink:        "all-link",
		cFlowMost:       "flow-most",
		cFlowSome:       "flow-some",
		cFlowFew:        "flow-few",
		cFlowNone:       "flow-none",
		cAtFlow:         "at-flow",
		cPrevFlow:       "prev-flow",
		cNextFlow:       "next-flow",
		cPrevLink:       "prev-link",
		cNextLink:       "next-link",
		cNextHeading:    "next-heading",
		cLinkyHolder:    "linky-holder",
		cLinkyList:      "linky-list",
		cCard:           "card",
		cShortHolder:    "short-holder",
		cTitle:          "title",
		cAuthor:         "author",
		cSection:        "section",
		cPublished:      "published",
		cDescription:    "description",
		cEchoed:         "echoed", cAuthorStart: "author-start", cAlt: "alt", cAfterPicture: "after-picture", cWithPicture: "with-picture", cItalic: "italic",
		cRepeated:     "repeated",
		cTopicWhole:   "topic-whole",
		cTopicOpening: "topic-opening",
		cUnderTopic:   "under-topic",
		cWitnessed:    "witnessed",
		cUnwitnessed:  "unwitnessed",
	} {
		names[c] = n
	}
	for t, n := range topicNames {
		names[cTopic0+clue(t)] = "topic-" + n
	}
	for m, n := range markNames {
		names[cMark0+clue(m)] = "mark-" + n
		names[cNear0+clue(m)] = "near-" + n
	}
	return names
}

var topicNames = [...]string{"none", "ad", "related", "signup", "share", "talk", "credit", "people", "legal", "player", "tags", "date", "menu"}

var markNames = [...]string{
	"body", "standfirst", "title", "heading", "quote", "item", "table", "cell", "pre", "figure", "caption", "credit", "byline", "date",
	"hidden", "header", "footer", "nav", "aside", "form", "comments", "related", "share", "signup", "ad", "tags", "notice", "player",
	"contents", "article", "list", "skipped",
}

//go:embed weights.txt
var weightsText string

// weights says how much each clue speaks for a run (above zero) or against it.
var weights = parseWeights(weightsText)

func parseWeights(text string) (w [clueCount]float32) {
	numbers := make(map[string]clue)
	for c, n := range clueNames {
		if n != "" {
			numbers[n] = clue(c)
		}
	}
	for line := range strings.Lines(text) {
		f := strings.Fields(line)
		c, known := numbers[f[0]]
		if !known {
			panic(fmt.Sprintf("weights.txt: bad line %q", line))
		}
		x, err := strconv.ParseFloat(f[1], 32)
		if err != nil {
			panic(fmt.Sprintf("weights.txt: bad line %q", line))
		}
		w[c] = float32(x)
	}
	return w
}
