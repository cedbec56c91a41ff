package extractor

import (
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
			r.readNames(&c, v, true)
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
func addCredits(b *ballot[[]string], c *credits, rule string, weight float64) {
	names := c.names()
	if len(names) == 0 {
		return
	}
	if len(c.people) == 0 {
		weight -= 0.6
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
					r.readNames(&c, plain(s), true)
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
			addCredits(b, &c, it.source+"."+name, weight)
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
		r.readNames(&one, s, true)
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
			if r.metas[i].name == m.name {
				r.readNames(&c, plain(r.metas[i].content), true)
			}
		}
		addCredits(b, &c, "meta."+m.name, m.weight)
	}
	// The pairs that social networks show under a link: <meta name="twitter:label1" content="Written by">.
	for _, n := range []string{"1", "2"} {
		label, _ := r.meta1("twitter:label" + n)
		if data, _ := r.meta1("twitter:data" + n); data != "" && r.hasLabel(label+" x") {
			var c credits
			r.readNames(&c, plain(data), true)
			addCredits(b, &c, "meta.twitter:data"+n, 0.7)
		}
	}
}

// The reach of a byline: characters of text between it and the headline.
const (
	bylineBefore = 600
	bylineAfter  = 2500
)

// shownAuthors reads the bylines that stand near the headline.
func (r *reading) shownAuthors(b *ballot[[]string]) {
	var linked, marked credits
	for _, m := range r.bylines {
		if m.zone&(zoneTeaser|zoneComments|zoneNav|zoneFooter|zoneHidden|zoneFigure) != 0 || m.at < r.headlineAt-bylineBefore || m.at > r.headlineAt+bylineAfter {
			continue
		}
		if len(linked.people) == 0 {
			r.readAuthorLinks(&linked, m.node)
		}
		if m.hints&hintByline != 0 && len(marked.people) == 0 {
			if s := textLines(m.node, 300); len(s) < 300 {
				r.readNames(&marked, s, false)
			}
		}
	}
	addCredits(b, &linked, "visible.author_link", 0.75)
	if len(marked.people) > 0 {
		b.add(marked.people, "visible.byline", 0.7)
	}
	for _, l := range r.lines {
		if len(l.text) < 200 && r.hasLabel(l.text) {
			var c credits
			r.readNames(&c, l.text, false)
			if len(c.people) > 0 {
				b.add(c.people, "visible.line", 0.65)
				break
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
				r.readNames(c, textLines(n, 120), false)
			}
			return
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(n)
}

// authorPath tells addresses of pages about an author.
func authorPath(href string) bool {
	href = strings.ToLower(href)
	for _, p := range []string{"/author", "/autor", "/auteur", "/autore", "/people/", "/person/", "/profile", "/staff/", "/by/", "/writer", "/contributor",
		"/journalist", "/redaktion/", "/team/", "/reporter", "/bio/", "/firmas/", "/correspondents/", "/columnist", "/byline", "author="} {
		if strings.Contains(href, p) {
			return true
		}
	}
	return false
}

// weighAuthors raises what several sources or the page itself bear out.
func (r *reading) weighAuthors(b ballot[[]string]) {
	for i := range b {
		c := &b[i]
		if c.lost != "" || strings.HasPrefix(c.rule, "profile") {
			continue
		}
		for j := range b {
			if i == j || b[j].lost != "" {
				continue
			}
			switch shared := sharedNames(c.value, b[j].value); {
			case shared == len(c.value) && shared == len(b[j].value):
				c.weight += 0.08
			case shared > 0 && shared == len(b[j].value): // says more than the other
				c.weight += 0.06
			}
		}
	}
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
