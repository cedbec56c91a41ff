package extractor

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxSignatures is more lines that name somebody than an article has: with more, the page is a list.
const maxSignatures = 100

// signatures reads who signs the page anywhere else, where nobody is named around the headline: "Written
// by Jane Doe" at the foot, a name set to the right below the text, "（记者王小明）" behind a dateline. Where several
// sign, as under links to other articles, nobody is taken.
func (r *reading) signatures(b *bylines) {
	if r.index.body == nil {
		return
	}
	var found credits
	several, announced, named := false, false, 0
	var brief credits // names behind a brief label such as "By", which may begin a subheading as well
	above := ""       // the line before, if it may be a name
	take := func(c credits) {
		switch {
		case len(found.people) == 0 && len(c.people) > 0, len(found.names()) == 0:
			found = c
		case len(c.people) > 0 && sharedNames(found.people, c.people) == 0:
			several = true
		}
	}
	eachLine(r.index.body, nil, func(s string, at *html.Node) bool {
		if len(brief.names()) > 0 {
			if len(found.people) > 0 || len(s) < 100 || strings.Contains(s, brief.names()[0]) { // no text, or one about the author
				take(brief)
			}
			brief = credits{}
			if several {
				return false
			}
		}
		var c credits
		label := labelLength(s)
		switch {
		case announced:
			r.readNames(&c, s, inLink)
		case above != "" && r.introduced(&c, above, s):
		case len(s) > 40 && setItalic(at, s):
			r.readNames(&c, bioName(s), inText)
		case len(s) > 200:
			r.readNames(&c, reporters(s), inField)
		case label >= len("Posted by") && len(s) < 80 && r.showsDate(s):
			r.readNames(&c, s, inLink)
		case label > 0 && (label >= len("Author:") || len(s) < 60):
			r.readNames(&c, s, inText)
		case len(s) < 60 && setRight(at):
			r.readNames(&c, s, inText)
		}
		if above = ""; len(s) < 60 && label == 0 {
			above = s
		}
		announced = len(s) < 40 && len(s) >= len("Author") && trimLabel(s) == ""
		if len(c.names()) == 0 {
			return true
		}
		if named++; named > maxSignatures {
			several = true
			return false
		}
		if r.aside(at) {
			return true
		}
		if label > 0 && label < len("Author:") && isCased(s) && len(s) < 60 {
			if r.mayName(line{text: s, node: at}) {
				brief = c
			}
			return !several
		}
		take(c)
		return !several
	})
	if len(brief.names()) > 0 {
		take(brief)
	}
	if !several {
		r.addCredits(b, &found, "visible.signature", 0.5)
	}
}

// aside tells text in a box of links, a menu, a foot or among comments. It is [reading.apart] for text that
// the index has not marked.
func (r *reading) aside(n *html.Node) bool {
	inArticle := false
	for outer := n; outer != nil; outer = outer.Parent {
		inArticle = inArticle || outer.DataAtom == atom.Article
	}
	for n = n.Parent; n != nil && n.DataAtom != atom.Body && n.DataAtom != atom.Main; n = n.Parent {
		h := r.hints(n)
		if inArticle {
			h &^= zoneFooter
		}
		if h&zoneAside != 0 {
			return r.head == nil || !holds(n, r.head)
		}
	}
	return false
}

// labelLength is the length of the label that s starts with, 0 without.
func labelLength(s string) int {
	rest := trimLabel(s)
	return len(strings.TrimLeft(s, labelTrim)) - len(rest)
}

// reporters returns the names that Chinese newspapers put behind a dateline: "（记者 王小明、李红）".
func reporters(s string) string {
	for _, open := range []string{"（记者", "(记者", "（記者", "(記者"} {
		if _, rest, ok := strings.Cut(s, open); ok {
			if names, _, ok := strings.Cut(strings.Replace(rest, "）", ")", 1), ")"); ok && len(names) < 120 {
				return strings.Join(strings.FieldsFunc(names, func(r rune) bool { return r == ' ' || r == '、' || r == '　' || r == '，' }), "\n")
			}
		}
	}
	return ""
}

// setRight tells text that a paragraph sets to the right, as signatures are.
func setRight(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && breaksLine(n) {
			style := attr(n, "style")
			return strings.Contains(style, "text-align:right") || strings.Contains(style, "text-align: right") || attr(n, "align") == "right"
		}
	}
	return false
}
