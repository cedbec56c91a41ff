package extractor

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newswire/extractor/internal/date"
)

// The reach of a byline: characters of text between it and the headline.
const (
	bylineBefore = 600
	bylineAfter  = 2500
)

// shownAuthors reads the bylines that the page shows around its headline.
func (r *reading) shownAuthors(b *bylines) {
	var linked, marked, far credits
	boxes := 0.55 // the weight of bylines far from the headline
	for _, m := range r.bylines {
		if r.apart(m) || describesAuthor(m.node) {
			continue
		}
		if m.at < r.headlineAt-bylineBefore || m.at > r.headlineAt+bylineAfter {
			if m.hints&hintByline == 0 || boxes < 0.55 {
				continue
			}
			switch box := r.authorBox(m.node); {
			case len(far.people) == 0 && len(box.people) > 0, len(far.names()) == 0:
				far = box
			case len(box.people) > 0 && sharedNames(far.people, box.people) == 0: // as under links to other articles
				boxes = 0.45
			}
			continue
		}
		if len(linked.people) == 0 {
			r.readAuthorLinks(&linked, m.node)
			if m.node.DataAtom == atom.A && len(linked.people) > 0 {
				r.readLinkedOn(&linked, m.node)
			}
		}
		if m.hints&hintByline != 0 && len(marked.people) == 0 {
			r.readByline(&marked, m.node)
		}
	}
	b.others = linked.others
	r.addCredits(b, &linked, "visible.author_link", 0.72)
	r.addCredits(b, &marked, "visible.byline", 0.7)
	r.addCredits(b, &far, "visible.author_box", boxes)
	r.authorLines(b)
}

// authorBox reads a byline far from the headline, by links to authors or by its first line.
func (r *reading) authorBox(n *html.Node) credits {
	var c credits
	r.readAuthorLinks(&c, n)
	if s, _, _ := strings.Cut(textLines(n, 80), "\n"); len(c.people) == 0 && len(s) < 80 {
		r.readNames(&c, s, inText)
		if !hasLabel(s) {
			c.orgs = nil
		}
	}
	return c
}

// describesAuthor tells elements that say what an author is, not who: "author-bio", "byline__role".
func describesAuthor(n *html.Node) bool {
	for word := range strings.FieldsFuncSeq(attr(n, "class"), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch word {
		case "bio", "biography", "role", "description", "desc", "position", "job":
			return true
		}
	}
	return false
}

// readByline reads an element whose class calls it a byline. Where its lines make no names, each of its
// inner elements may hold one.
func (r *reading) readByline(c *credits, n *html.Node) {
	s := textLines(n, 300)
	if len(s) >= 300 {
		return
	}
	from := inText
	if hasLabel(s) || !isCased(s) && !strings.ContainsAny(s, ":：") && isLoneText(n) { // a class is as good as a label
		from = inLink
	}
	r.readNames(c, s, from)
	if len(c.people) > 0 {
		return
	}
	for inner := range n.Descendants() {
		if inner.Type == html.TextNode && inner.Parent != n && shown(inner.Parent) {
			r.readNames(c, fold(inner.Data), inText)
		}
	}
	if from == inText && strings.Contains(s, ": ") { // "Source: Reuters"
		c.orgs = nil
	}
	c.orgs = c.orgs[:min(len(c.orgs), 1)]
}

// isLoneText tells whether n holds one piece of text: in scripts without capitals nothing else tells where
// a name ends.
func isLoneText(n *html.Node) bool {
	texts := 0
	for inner := range n.Descendants() {
		if inner.Type == html.TextNode && fold(inner.Data) != "" {
			texts++
		}
	}
	return texts == 1
}

// authorLines reads the lines around the headline: those with a label ("By …", or a label alone and the
// name below it), and those below the headline that put a name beside a date.
func (r *reading) authorLines(b *bylines) {
	var group credits // the first group that signs, where no person does
	for i, l := range r.lines {
		s := l.text
		if len(s) > 200 || !hasLabel(s) {
			continue
		}
		if trimLabel(s) == "" && i+1 < len(r.lines) {
			s = r.lines[i+1].text
		}
		var c credits
		weight := 0.8
		r.readLinkAfter(&c, l)
		if len(c.people) == 0 {
			weight = 0.68
			r.readNames(&c, s, r.labelled(i))
		}
		if len(c.people) > 0 {
			r.addCredits(b, &credits{people: c.people}, "visible.line", weight)
			if len(c.people) > 1 || !lone(c.people[0]) { // else "Articles by Jane" may stand below "Jane Doe"
				return
			}
		}
		if len(group.orgs) == 0 && len(c.orgs) > 0 && len(s) < 60 {
			group = c
		}
	}
	if !b.people {
		r.addCredits(b, &group, "visible.line", 0.72)
	}
	r.besideDate(b)
}

// labelled tells how much to expect of the i-th line, which starts with a label. "Written by" announces a
// name, be it a single word; "by" may also stand on a menu ("By Industry"), unless a date is near.
func (r *reading) labelled(i int) origin {
	s := strings.TrimSpace(r.lines[i].text)
	if label := len(s) - len(trimLabel(s)); len(s) < 80 && (label > len("from ") || len(s) < 40 && r.nearDate(i)) {
		return inLink
	}
	return inText
}

// nearDate tells whether a line beside the i-th shows a date.
func (r *reading) nearDate(i int) bool {
	return i > 0 && r.datesPage(r.lines[i-1].text) || i+1 < len(r.lines) && r.datesPage(r.lines[i+1].text)
}

// datesPage tells lines with a date or the label of one.
func (r *reading) datesPage(s string) bool {
	return len(s) < 40 && (saysPublished(s) || saysModified(s)) || r.showsDate(s)
}

func (r *reading) showsDate(s string) bool {
	if len(s) > 100 || !looksLikeDate(s) {
		return false
	}
	if len(s) < 20 && !strings.ContainsFunc(s, unicode.IsLetter) { // "12/19 — 2025"
		return true
	}
	_, ok := date.Find(s, r.dates(nil))
	return ok
}

// besideDateLines is the number of lines below the headline that may hold a byline without any mark.
const besideDateLines = 12

// besideDate reads the lines below the headline that have a name and a date, or a name alone beside a
// line with a date or a role: bylines without label, class or link.
func (r *reading) besideDate(b *bylines) {
	below := slices.IndexFunc(r.lines, func(l line) bool { return !l.before })
	if below < 0 {
		return
	}
	paragraphs := 0
	for i := below; i < min(below+besideDateLines, len(r.lines)); i++ {
		l := r.lines[i]
		if len(l.text) >= 100 {
			if paragraphs++; paragraphs > 1 { // one may be the standfirst
				return
			}
			r.standfirstNames(b, l.text)
			continue
		}
		if s := agencyLine(l.text); s != "" && r.mayName(l) {
			r.addCredits(b, &credits{orgs: []string{s}}, "visible.line", 0.5)
			continue
		}
		var c credits
		r.readNames(&c, l.text, inText)
		if len(c.people) == 0 || len(c.people) > 4 || !r.mayName(l) {
			continue
		}
		if besideComma(l.text, c.people) && !r.aboveRole(i) && !b.names(c.people) { // "Hong Kong, 24 January 2025"
			continue
		}
		if first, _, _ := strings.Cut(strings.ToLower(c.people[0]), " "); regionWords[first] || placeNames[key(c.people[0])] { // "Middle East"
			continue
		}
		if r.showsDate(l.text) || strings.HasPrefix(l.text, c.people[0]) && (r.nearDate(i) || r.aboveRole(i) || namesDegree(l.text)) {
			r.addCredits(b, &credits{people: c.people}, "visible.beside_date", 0.5)
			return
		}
	}
}

// standfirstNames reads the author that a standfirst ends with: "… the valley has changed, writes Jane Doe".
func (r *reading) standfirstNames(b *bylines, s string) {
	i := strings.LastIndex(s, " writes ")
	if i < 0 {
		i = strings.LastIndex(s, " says ")
	}
	if i < 0 {
		return
	}
	_, name, _ := strings.Cut(strings.TrimRight(s[i+1:], "."), " ")
	if words := strings.Fields(name); len(words) < 2 || strings.HasPrefix(s[i:], " says ") && !allCapitals(words) { // who is quoted, mostly
		return
	}
	var c credits
	if r.readNames(&c, name, inText); len(c.people) == 1 && sameText(c.people[0], name) {
		r.addCredits(b, &c, "visible.standfirst", 0.5)
	}
}

// agencyLine returns the agency of a line that is nothing but an agency and a place: "AFP, MANILA".
func agencyLine(s string) string {
	agency, place, ok := strings.Cut(s, ", ")
	if !ok || len(s) > 40 || !isAgency(agency) || !allCapitals(strings.Fields(place)) {
		return ""
	}
	return agency
}

// namesDegree tells a list of names that has an academic degree in it: "Jane Doe, DVM".
func namesDegree(s string) bool { return slices.ContainsFunc(splitCommas(s), degree) }

// besideComma tells a line that is one name and a date, with a comma between: as often as a byline it is a
// dateline, whose name is a place's.
func besideComma(s string, people []string) bool {
	_, rest, ok := strings.Cut(s, people[0])
	return len(people) == 1 && ok && strings.HasPrefix(rest, ",") && looksLikeDate(rest)
}

// names tells whether a candidate names one of the people.
func (b *bylines) names(people []string) bool {
	return slices.ContainsFunc(b.ballot, func(c candidate[[]string]) bool { return sharedNames(c.value, people) > 0 })
}

// aboveRole tells whether the line below the i-th says what somebody does.
func (r *reading) aboveRole(i int) bool {
	if i+1 >= len(r.lines) {
		return false
	}
	words := strings.Fields(r.lines[i+1].text)
	return len(words) <= 6 && hasWord(words, roleWords)
}

// mayName tells lines that may be a byline from the names of sections, which link to them, and from what
// is not about the article.
func (r *reading) mayName(l line) bool {
	for n := l.node; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.A:
			if href := attr(n, "href"); !authorPath(href) && !strings.HasPrefix(href, "mailto:") {
				return false
			}
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return false
		}
		if n.Type == html.ElementNode && breaksLine(n) {
			break
		}
	}
	k := key(l.text)
	return !strings.Contains(l.text, ": ") && !r.sectionKeys[k] && !r.aside(l.node)
}

// readLinkAfter reads the link that follows the label of a line, which tells where the name ends.
func (r *reading) readLinkAfter(c *credits, l line) {
	rest := trimLabel(l.text)
	n := l.node.Parent
	for n != nil && !breaksLine(n) {
		n = n.Parent
	}
	if n == nil || rest == "" {
		return
	}
	for _, s := range linkTexts(n) {
		if strings.HasPrefix(rest, s) {
			r.readNames(c, s, inLink)
			rest = trimLabel(strings.TrimLeft(strings.TrimPrefix(rest, s), " ,&"))
			for _, w := range leadingAnd {
				rest = strings.TrimPrefix(rest, w)
			}
		}
	}
}

// readAuthorLinks reads links to authors' pages inside of n, or n itself.
func (r *reading) readAuthorLinks(c *credits, n *html.Node) {
	eachLink(n, 100, func(a *html.Node) bool {
		switch {
		case !linksAuthor(a):
		case c.hadOtherPart(a):
			if name := text(a, 120); name != "" && len(c.others) < maxAuthors {
				c.others = append(c.others, name)
			}
		default:
			r.readNames(c, textLines(a, 120), inLink)
		}
		return true
	})
}

// linksAuthor tells links to a page about an author.
func linksAuthor(n *html.Node) bool { return attr(n, "rel") == "author" || authorPath(attr(n, "href")) }

// authorPath tells addresses of pages about an author: "/people/jane-doe".
func authorPath(href string) bool {
	for {
		i := strings.IndexByte(href, '/')
		if i < 0 {
			return false
		}
		switch href[:i] {
		case "author", "authors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "autori", "people", "person", "profile", "profiles", "staff", "by",
			"writer", "writers", "contributor", "contributors", "journalist", "journalists", "journaliste", "redaktion", "team", "reporter", "reporters", "bio", "bios",
			"columnist", "columnists", "correspondents", "firmas", "byline", "bylines", "our_people", "experts", "redactie", "skribent", "toimittajat":
			if len(href) > i+1 {
				return true
			}
		}
		href = href[i+1:]
	}
}
