package extractor

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// authors finds who wrote the article: people by name, or the organisation that signs for them.
func (r *reading) authors() ballot[[]string] {
	var b ballot[[]string]
	if rule := r.profile.authors; rule != nil {
		var c credits
		for _, v := range rule.values(r.doc) {
			r.readNames(&c, v, inField)
		}
		if names := c.names(); len(names) > 0 {
			b.add(names, "profile.authors", profileWeight)
		} else {
			r.missed("authors")
		}
	}
	r.structuredAuthors(&b)
	r.metaAuthors(&b)
	r.shownAuthors(&b)
	r.weighAuthors(b)
	return b
}

// addCredits adds what a source names, with less weight where it names no person.
func (r *reading) addCredits(b *ballot[[]string], c *credits, rule string, weight float64) {
	names := c.names()
	if len(names) == 0 {
		return
	}
	switch {
	case len(c.people) > 0:
	case r.isSiteName(names[0]):
		weight -= 0.75
	default:
		weight -= 0.5
	}
	b.add(names, rule, weight)
}

// structuredAuthors reads the authors of JSON-LD, microdata and RDFa.
func (r *reading) structuredAuthors(b *ballot[[]string]) {
	for _, it := range r.things {
		for _, name := range []string{"author", "creator", "contributor"} {
			var c credits
			it.each(name, func(v any) {
				if s, ok := v.(string); ok {
					r.readNames(&c, untagged(s), inField)
				}
			})
			for _, author := range it.items(name) {
				r.readThing(&c, author)
			}
			weight := 1.0
			if it.source != "jsonld" {
				weight = 0.9
			}
			if rank(it.kinds()) < 3 {
				weight -= 0.2
			}
			if name == "contributor" {
				weight -= 0.5
			}
			r.addCredits(b, &c, it.source+"."+name, weight)
		}
	}
}

// readThing reads a person or organisation.
func (r *reading) readThing(c *credits, author item) {
	isOrg := false
	for _, k := range author.kinds() {
		isOrg = isOrg || strings.HasSuffix(k, "Organization") || k == "Corporation"
	}
	for _, s := range author.strs("name") {
		var one credits
		r.readNames(&one, s, inField)
		if isOrg {
			one.orgs = append(one.orgs, one.people...)
			one.people = nil
		}
		for _, p := range one.people {
			c.addPerson(p)
		}
		for _, o := range one.orgs {
			c.addOrg(o)
		}
	}
}

// authorMetas are the meta tags that name authors, with their weight.
var authorMetas = []struct {
	name   string
	weight float64
}{
	{"author", 0.75}, {"article:author", 0.7}, {"parsely-author", 0.8}, {"sailthru.author", 0.78}, {"byl", 0.85}, {"dc.creator", 0.7},
	{"dcterms.creator", 0.7}, {"citation_author", 0.9}, {"cxenseparse:author", 0.7}, {"article:author_name", 0.8}, {"authors", 0.7}, {"byline", 0.8},
	{"dcsext.author", 0.7}, {"dc.creator.personalname", 0.7}, {"article.author", 0.7}, {"og:author", 0.65}, {"og:article:author", 0.65}, {"cxenseparse:author-name", 0.7},
	{"creator", 0.6}, {"vr:author", 0.7}, {"news_authors", 0.8}, {"author_name", 0.7}, {"bt:author", 0.7}, {"content_author", 0.7},
}

func (r *reading) metaAuthors(b *ballot[[]string]) {
	for _, m := range authorMetas {
		var c credits
		for i := range r.metas {
			if r.metas[i].name != m.name {
				continue
			}
			name := plain(r.metas[i].content)
			if m.name == "citation_author" {
				name = givenFirst(name)
			}
			r.readNames(&c, name, inField)
		}
		r.addCredits(b, &c, "meta."+m.name, m.weight)
	}
	// The pairs that social networks show under a link: <meta name="twitter:label1" content="Written by">.
	for _, n := range []string{"1", "2"} {
		label, _ := r.meta1("twitter:label" + n)
		if data, _ := r.meta1("twitter:data" + n); data != "" && hasLabel(label+" x") {
			var c credits
			r.readNames(&c, plain(data), inField)
			r.addCredits(b, &c, "meta.twitter:data"+n, 0.7)
		}
	}
}

// givenFirst turns "Doe, Jane" around, as bibliographies write a name.
func givenFirst(s string) string {
	family, given, ok := strings.Cut(s, ",")
	if !ok || strings.Contains(given, ",") {
		return s
	}
	return strings.TrimSpace(given) + " " + strings.TrimSpace(family)
}

// The reach of a byline: characters of text between it and the headline.
const (
	bylineBefore = 600
	bylineAfter  = 2500
)

// shownAuthors reads the bylines that the page shows.
func (r *reading) shownAuthors(b *ballot[[]string]) {
	var linked, marked, far credits
	for _, m := range r.bylines {
		if r.apart(m) {
			continue
		}
		if m.at < r.headlineAt-bylineBefore || m.at > r.headlineAt+bylineAfter {
			if m.hints&hintByline != 0 && len(far.people) == 0 {
				r.readAuthorLinks(&far, m.node)
				if s := textLines(m.node, 80); len(far.people) == 0 && len(s) < 80 {
					r.readNames(&far, s, inText)
				}
			}
			continue
		}
		if len(linked.people) == 0 {
			r.readAuthorLinks(&linked, m.node)
		}
		if m.hints&hintByline != 0 && len(marked.people) == 0 {
			r.readByline(&marked, m.node)
		}
	}
	r.addCredits(b, &linked, "visible.author_link", 0.72)
	r.addCredits(b, &marked, "visible.byline", 0.7)
	if len(far.people) > 0 {
		b.add(far.people, "visible.author_box", 0.55)
	}
	r.authorLines(b)
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
// name below it), and a line right below the headline that has a name and a date.
func (r *reading) authorLines(b *ballot[[]string]) {
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
			r.readNames(&c, s, labelled(l.text))
		}
		if len(c.people) > 0 {
			b.add(c.people, "visible.line", weight)
			return
		}
	}
	below := slices.IndexFunc(r.lines, func(l line) bool { return !l.before })
	if below < 0 {
		return
	}
	for _, l := range r.lines[below:min(below+3, len(r.lines))] {
		var c credits
		if len(l.text) < 100 && looksLikeDate(l.text) {
			r.readNames(&c, l.text, inText)
		}
		if len(c.people) > 0 && len(c.people) < 5 {
			b.add(c.people, "visible.beside_date", 0.5)
			return
		}
	}
}

// labelled tells how much to expect of a text that may start with a label. "Written by" announces a
// name, be it a single word; "by" may also stand on a menu ("By Industry").
func labelled(s string) origin {
	s = strings.TrimSpace(s)
	if label := len(s) - len(trimLabel(s)); label > len("from ") && len(s) < 80 {
		return inLink
	}
	return inText
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
	budget := 200
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if budget--; budget < 0 {
			return
		}
		if n.DataAtom == atom.A {
			if attr(n, "rel") == "author" || authorPath(attr(n, "href")) {
				r.readNames(c, textLines(n, 120), inLink)
			}
			return
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(n)
}

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

// weighAuthors raises what several sources bear out, and lowers names that the page does not show where
// it shows others: these are often the account that uploaded the text.
func (r *reading) weighAuthors(b ballot[[]string]) {
	signed := false
	for i := range b {
		signed = signed || strings.HasPrefix(b[i].rule, "visible.") && b[i].rule != "visible.author_box"
	}
	for i := range b {
		c := &b[i]
		if c.weight >= profileWeight {
			continue
		}
		shown := strings.HasPrefix(c.rule, "visible.")
		for j := range b {
			if i == j {
				continue
			}
			shared := sharedNames(c.value, b[j].value)
			shown = shown || shared > 0 && strings.HasPrefix(b[j].rule, "visible.")
			switch {
			case shared == len(c.value) && shared == len(b[j].value):
				c.weight += 0.08
			case shared > 0 && shared == len(b[j].value) && strings.HasPrefix(c.rule, "visible."): // shows more than the other says
				c.weight += 0.06
			}
		}
		if signed && !shown && !r.showsAny(c.value) {
			c.weight -= 0.4
		}
	}
}

// showsAny tells whether the page shows one of the names anywhere.
func (r *reading) showsAny(names []string) bool {
	if r.index.body == nil {
		return false
	}
	for n := range r.index.body.Descendants() {
		if n.Type != html.TextNode || n.Parent.DataAtom == atom.Script || n.Parent.DataAtom == atom.Style {
			continue
		}
		for _, name := range names {
			if strings.Contains(n.Data, name) {
				return true
			}
		}
	}
	return false
}

func sharedNames(a, b []string) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if key(x) == key(y) {
				n++
				break
			}
		}
	}
	return n
}
