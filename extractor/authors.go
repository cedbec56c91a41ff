package extractor

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// authors finds who wrote the article: people by name, or the organisation that signs for them.
func (r *reading) authors() ballot[[]string] {
	var b bylines
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
	if !b.people {
		r.signatures(&b)
	}
	b.dropOthers()
	r.weighAuthors(&b)
	return b.ballot
}

// bylines are the candidates for an article's authors.
type bylines struct {
	ballot[[]string]
	people bool     // one of them names people
	signed bool     // one of those stands around the headline, marked as a byline
	others []string // who had another part in the article
}

// addCredits adds what a source names, with less weight where it names no person.
func (r *reading) addCredits(b *bylines, c *credits, rule string, weight float64) {
	names := c.names()
	if len(names) == 0 {
		return
	}
	switch {
	case len(c.people) > 0:
		b.people = true
		switch rule {
		case "visible.author_link", "visible.byline", "visible.line":
			b.signed = true
		}
	case r.isSiteName(names[0]):
		weight -= 0.9
	case strings.HasPrefix(rule, "visible."): // "By Example Staff" is more than the publisher as the author
		weight -= 0.2
	default:
		weight -= 0.5
	}
	b.add(names, rule, weight)
}

// structuredAuthors reads the authors of JSON-LD, microdata and RDFa.
func (r *reading) structuredAuthors(b *bylines) {
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
	{"articleauthor", 0.7}, {"citation_authors", 0.85},
}

func (r *reading) metaAuthors(b *bylines) {
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

// weighAuthors raises what several sources bear out, and lowers names that the page does not show where
// it shows others: these are often the account that uploaded the text.
func (r *reading) weighAuthors(bylines *bylines) {
	b := bylines.ballot
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
			if firstNameOf(c.value, b[j].value) {
				c.lost = "a part of " + b[j].value[0]
			}
			shared := sharedNames(c.value, b[j].value)
			shown = shown || shared > 0 && strings.HasPrefix(b[j].rule, "visible.")
			switch {
			case shared == len(c.value) && shared < len(b[j].value) && bylines.sure(&b[j]):
				c.lost = "the byline names more"
			case shared == len(c.value) && shared == len(b[j].value):
				c.weight += 0.08
			case shared > 0 && shared == len(b[j].value) && strings.HasPrefix(c.rule, "visible."): // shows more than the other says
				c.weight += 0.06
			}
		}
		if bylines.signed && !shown && !r.showsAny(c.value) {
			c.weight -= 0.4
		}
	}
}

// sure tells bylines that name authors alone: those with a label, and those whose links are all of its
// names. Links may also lead to reviewers and editors.
func (b *bylines) sure(c *candidate[[]string]) bool {
	switch c.rule {
	case "visible.line":
		return true
	case "visible.byline", "visible.beside_date":
		for i := range b.ballot {
			if l := &b.ballot[i]; l.rule == "visible.author_link" && len(l.value) == len(c.value) && sharedNames(l.value, c.value) == len(c.value) {
				return true
			}
		}
	}
	return false
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

// samePerson tells whether two names are one person's, though one may leave out what is in the middle:
// "Jane Mary Doe" and "Jane Doe".
func samePerson(a, b string) bool {
	a, b = bareName(a), bareName(b)
	if key(a) == key(b) {
		return true
	}
	v, w := strings.Fields(a), strings.Fields(b)
	return len(v) > 1 && len(w) > 1 && len(v) != len(w) && key(v[0]) == key(w[0]) && key(v[len(v)-1]) == key(w[len(w)-1])
}

// firstNameOf tells whether short is nothing but the first word of a longer name.
func firstNameOf(short, long []string) bool {
	return len(short) == 1 && len(long) > 0 && lone(short[0]) && strings.HasPrefix(long[0], short[0]+" ")
}

func sharedNames(a, b []string) int {
	n := 0
	for _, x := range a {
		for _, y := range b {
			if samePerson(x, y) {
				n++
				break
			}
		}
	}
	return n
}
