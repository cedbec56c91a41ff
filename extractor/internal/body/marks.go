package body

import (
	"math/bits"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A mark is a set of things that tag, role, attributes and class words say of an element.
type mark uint64

const (
	isBody       mark = 1 << iota // the article's text
	isStandfirst                  // the summary under the headline
	isTitle
	isHeading
	isQuote
	isItem
	isTable
	isCell
	isPre
	isFigure
	isCaption
	isCredit
	isByline
	isDate
	isHidden // not shown
	isHeader
	isFooter
	isNav
	isAside
	isForm
	isComments
	isRelated
	isShare
	isSignup // newsletters, subscriptions, calls to action
	isAd
	isTags
	isNotice // consent, log-in, pop-ups, paywalls
	isPlayer
	isContents // table of contents
	isEmbed    // a post of a social network
	isFrame    // set off from the text around
	isExcerpt  // the beginning of another text
	isCopy     // running text
	isUnseen   // has a class that hides it on some screens
	isArticle
	isList
	isGallery // pictures to go through, with what is said of each

	markCount = iota
)

const skipped mark = 1 << 63 // not read at all

// markNames are the names of the marks in clues, in order.
var markNames = [markCount]string{
	"body", "standfirst", "title", "heading", "quote", "item", "table", "cell", "pre", "figure", "caption", "credit",
	"byline", "date", "hidden", "header", "footer", "nav", "aside", "form", "comments", "related", "share", "signup",
	"ad", "tags", "notice", "player", "contents", "embed", "frame", "excerpt", "copy", "unseen", "article", "list", "gallery",
}

// each calls f with the number of each mark of the set.
func (m mark) each(f func(clue)) {
	for m &^= skipped; m != 0; m &= m - 1 {
		f(clue(bits.TrailingZeros64(uint64(m))))
	}
}

const (
	// boxed makes an inline element a box.
	boxed = isCaption | isCredit | isRelated | isShare | isAd | isTags | isPlayer
	// structure says what form an element has, not what it is for.
	structure = isHeading | isArticle | isList | isItem
	// inherits is what an element lends to those inside it.
	inherits = ^(isArticle | skipped)
	// foreign is what is no part of an article's text wherever it stands.
	foreign = isFigure | isCaption | isCredit | isByline | isDate | isFooter | isNav | isAside | isForm |
		isComments | isRelated | isShare | isSignup | isAd | isTags | isNotice | isPlayer | isContents | isTitle
)

// marksOf reads n's own marks.
func marksOf(n *html.Node) mark {
	m := markOfTag(n)
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class", "id", "data-testid", "data-component":
			// Those of the outermost elements tell of the page.
			if n.DataAtom != atom.Body && n.DataAtom != atom.Html && n.DataAtom != atom.Main {
				m |= markOfWords(a.Val)
			}
		case "role":
			m |= roleMarks[a.Val]
		case "itemprop":
			m |= itempropMarks[a.Val]
		case "hidden":
			if a.Val != "until-found" && !streamed(n) {
				m |= isHidden
			}
		case "aria-hidden":
			if a.Val == "true" {
				m |= isHidden
			}
		case "style":
			if strings.Contains(a.Val, "none") && hides(a.Val) {
				m |= isHidden
			}
		}
	}
	return m
}

// streamed tells whether React sends n's content ahead, to be put in its place by a script.
func streamed(n *html.Node) bool { return strings.HasPrefix(attribute(n, "id"), "S:") }

// hides tells whether a style attribute takes its element from view.
func hides(style string) bool {
	_, v, ok := strings.Cut(strings.ToLower(style), "display")
	return ok && strings.HasPrefix(strings.TrimLeft(v, " :"), "none")
}

func markOfTag(n *html.Node) mark {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return isHeading
	case atom.Blockquote:
		return isQuote
	case atom.Ul, atom.Ol, atom.Dl:
		return isList
	case atom.Li, atom.Dt, atom.Dd:
		return isItem
	case atom.Table:
		return isTable
	case atom.Td, atom.Th:
		return isCell
	case atom.Pre:
		return isPre
	case atom.Figure:
		return isFigure
	case atom.Figcaption:
		return isCaption
	case atom.Nav, atom.Menu:
		return isNav
	case atom.Aside:
		return isAside
	case atom.Footer:
		return isFooter
	case atom.Header:
		return isHeader
	case atom.Form:
		return isForm
	case atom.Article:
		return isArticle
	case atom.Dialog:
		return isNotice
	case atom.Address:
		return isByline
	case 0:
		if strings.HasPrefix(n.Data, "amp-") {
			switch n.Data[4:] {
			case "ad", "embed", "sidebar", "consent", "iframe", "video", "audio", "analytics", "social-share", "carousel":
				return skipped
			}
		}
	}
	return 0
}

var roleMarks = map[string]mark{
	"navigation": isNav, "menu": isNav, "menubar": isNav, "search": isForm, "complementary": isAside,
	"contentinfo": isFooter, "banner": isHeader, "dialog": isNotice, "alertdialog": isNotice, "tooltip": isNotice,
	"form": isForm, "heading": isHeading,
}

var itempropMarks = map[string]mark{
	"articleBody": isBody, "author": isByline, "headline": isTitle, "datePublished": isDate, "dateModified": isDate,
	"caption": isCaption, "keywords": isTags, "comment": isComments, "breadcrumb": isNav, "publisher": isByline,
	"description": isStandfirst, "alternativeHeadline": isStandfirst,
}

// markOfWords reads the words of a class or id: runs of letters and digits, parted where a capital
// follows a small letter. Each word counts alone and joined with the one before it, so "articlebody" in
// the table matches articleBody, article-body and article__body.
func markOfWords(s string) mark {
	var buf [64]byte
	var m mark
	n, prev := 0, 0 // buf[:prev] is the word before, buf[prev:n] the one being read
	other := false  // the word before says that the next is of something else: has-comments, no-sidebar
	end := func() {
		if n == prev {
			return
		}
		if !other {
			alone, _ := classMarks.get(buf[prev:n])
			m |= alone
			if prev > 0 {
				joined, _ := classMarks.get(buf[:n])
				m |= joined
			}
		}
		switch string(buf[prev:n]) {
		case "has", "no", "with", "without", "show", "enable", "hide":
			other = true
		default:
			other = false
		}
		copy(buf[:], buf[prev:n])
		n, prev = n-prev, n-prev
	}
	small := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			small = true
		case 'A' <= c && c <= 'Z':
			if small {
				end()
			}
			small = false
			c += 'a' - 'A'
		default:
			end()
			small = false
			if c == ' ' {
				n, prev, other = 0, 0, false
			}
			continue
		}
		if n == len(buf) {
			n, prev = 0, 0
		}
		buf[n] = c
		n++
	}
	end()
	return m
}
