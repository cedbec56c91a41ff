package body

import "math/bits"

// A clue is something seen of a run that speaks for or against its being part of the article.
// weights.txt says how much.
type clue uint8

const (
	always clue = iota

	// Where it stands.
	inRoot
	inLead      // between the headline and the root
	nearRoot    // in the element around the root
	beforeProse // in the root, before the first paragraph of the flow
	afterProse  // in the root, after the last paragraph of the flow

	// What element shows it.
	paragraphTag
	bareText // a div or the like itself
	heading
	heading1
	item
	cell
	quote
	preformatted

	// How long it is, in bytes.
	under20
	under40
	under80
	under160
	under320
	long

	// What it looks like.
	bold
	italic
	sentence   // ends as sentences do
	colon      // ends with a colon
	capitals   // has capitals and no small letters
	bars       // has | or a dot between words
	atSign     // has @
	sign       // has ©, or begins with an arrow or bullet
	dateLike   // short, with a year or a clock time
	manyDigits // a third of it is digits

	// What of it is a link.
	noLink
	fewLinks
	halfLinks
	mostLinks
	allLink

	// How it belongs to the flow: the elements that hold the root's prose.
	flowMost // elements of the shape of its holder have half of the prose
	flowSome // a tenth
	flowFew  // less
	flowNone
	atFlow // its holder itself has half of the prose
	twin   // its own element has the shape that most of the prose has
	prevFlow
	nextFlow
	prevLink
	nextLink
	nextHeading

	// What it stands with.
	linkyHolder // in its holder most is links
	shortHolder
	linkyList
	card          // one of several alike with links
	nestedArticle // in an article element inside the root
	hiddenShort   // in a hidden element with little text, as messages to come are
	afterPicture
	withPicture // its holder has a picture

	// What it repeats.
	title
	titleWithin
	author
	authorFirst // it begins with an author's name
	section
	published
	description
	repeated // the same as a run before
	echoed   // all of it stands within another run, as a pull quote does
	altText  // the alternative text of a picture
	leadStandfirst
	leadSentence
	witnessed
	unwitnessed
	surelyUnwitnessed // and the witness knows most of the flow

	// Which phrase it is or begins with.
	phraseWhole
	phraseOpening
	underPhrase  // a heading of this kind stands above
	underSources // a heading of references stands above
	labelsLinks  // names other articles, and links or a list follow at once
	listedLink   // these links, or this list
	mentionsSignup
	mentionsPeople
	mentionsLegal
	mentionsRelated
	mentionsShare

	// How it stands at the end.
	lastOfFlow
	tail     // one of the last three paragraphs of the flow, or after them
	tailLink // and with a link
	tailItalic
	tailMention
	tailShort

	plainClues
)

// Then come one clue for each topic of phrases, one for each mark on the elements around the run, and
// one for each mark on the nearest element that has any.
const (
	topicClue = plainClues
	markClue  = topicClue + clue(topicCount)
	nearClue  = markClue + markCount
	clueCount = nearClue + markCount
)

// clueNames are the names of clues in weights.txt and in decisions.
var clueNames = nameClues()

func nameClues() []string {
	names := make([]string, plainClues, clueCount)
	copy(names, []string{
		always: "always", inRoot: "in-root", inLead: "in-lead", nearRoot: "near-root", beforeProse: "before-prose",
		afterProse: "after-prose", paragraphTag: "p", bareText: "bare-text", heading: "heading", heading1: "h1",
		item: "item", cell: "cell", quote: "quote", preformatted: "preformatted", under20: "under-20",
		under40: "under-40", under80: "under-80", under160: "under-160", under320: "under-320", long: "long",
		bold: "bold", italic: "italic", sentence: "sentence", colon: "colon", capitals: "capitals", bars: "bars",
		atSign: "at-sign", sign: "sign", dateLike: "date-like", manyDigits: "many-digits", noLink: "no-link",
		fewLinks: "few-links", halfLinks: "half-links", mostLinks: "most-links", allLink: "all-link",
		flowMost: "flow-most", flowSome: "flow-some", flowFew: "flow-few", flowNone: "flow-none", atFlow: "at-flow",
		twin: "twin", prevFlow: "prev-flow", nextFlow: "next-flow", prevLink: "prev-link", nextLink: "next-link",
		nextHeading: "next-heading", linkyHolder: "linky-holder", shortHolder: "short-holder",
		linkyList: "linky-list", card: "card", hiddenShort: "hidden-short", nestedArticle: "nested-article", afterPicture: "after-picture", withPicture: "with-picture",
		title: "title", titleWithin: "title-within", author: "author", authorFirst: "author-first",
		section: "section", published: "published", description: "description", repeated: "repeated",
		echoed: "echoed", altText: "alt-text", leadStandfirst: "lead-standfirst", leadSentence: "lead-sentence",
		witnessed: "witnessed", unwitnessed: "unwitnessed", surelyUnwitnessed: "surely-unwitnessed",
		underSources: "under-sources", labelsLinks: "labels-links", listedLink: "listed-link", mentionsSignup: "mentions-signup", mentionsPeople: "mentions-people",
		mentionsLegal: "mentions-legal", mentionsRelated: "mentions-related", mentionsShare: "mentions-share",
		lastOfFlow: "last-of-flow", tail: "tail", tailLink: "tail-link", tailItalic: "tail-italic",
		tailMention: "tail-mention", tailShort: "tail-short",
		phraseWhole: "phrase-whole", phraseOpening: "phrase-opening", underPhrase: "under-phrase",
	})
	for _, n := range topicNames {
		names = append(names, "topic-"+n)
	}
	for _, n := range markNames {
		names = append(names, "mark-"+n)
	}
	for _, n := range markNames {
		names = append(names, "near-"+n)
	}
	return names
}

func (c clue) String() string { return clueNames[c] }

// clues is a set of clues.
type clues [(clueCount + 63) / 64]uint64

func (s *clues) set(c clue)      { s[c>>6] |= 1 << (c & 63) }
func (s *clues) has(c clue) bool { return s[c>>6]&(1<<(c&63)) != 0 }

// setIf sets c where ok.
func (s *clues) setIf(ok bool, c clue) {
	if ok {
		s.set(c)
	}
}

// all calls f with each clue of the set, in order.
func (s *clues) all(f func(clue)) {
	for i, word := range s {
		for ; word != 0; word &= word - 1 {
			f(clue(i<<6 + bits.TrailingZeros64(word)))
		}
	}
}
