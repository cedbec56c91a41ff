package extractor

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newswire/article"
	"newswire/site"
)

// Draft returns a profile that finds on p what the general extractor finds there: a start for one written
// by hand. A field that no element of the page shows by itself, or that no short selector finds, has no
// rule. The errors are those of [Extractor.Extract].
func (e *Extractor) Draft(p *article.Page) (site.Profile, error) {
	address, err := addressOf(p)
	if err != nil {
		return site.Profile{}, fmt.Errorf("extracting %s: %w", p.Address(), err)
	}
	doc, _, err := parse(p, true)
	if err != nil {
		return site.Profile{}, fmt.Errorf("extracting %s: %w", p.Address(), err)
	}
	known := e.siteOf(p, address)
	d := &draft{page: p, doc: doc, site: site.Site{Name: known.name, Hosts: known.hosts}}
	if known.location != nil {
		d.site.Timezone = known.location.String()
	}
	if d.general, err = d.read(site.Profile{}); err != nil {
		return site.Profile{}, err
	}
	return site.Profile{
		Title:       d.textRule("title", func(a *article.Article) string { return a.Title }, func(p *site.Profile) *site.Rule { return &p.Title }),
		Subtitle:    d.textRule("subtitle", func(a *article.Article) string { return a.Subtitle }, func(p *site.Profile) *site.Rule { return &p.Subtitle }),
		Authors:     d.authorsRule(),
		PublishedAt: d.publishedRule(),
		Category:    d.textRule("category", func(a *article.Article) string { return a.Category }, func(p *site.Profile) *site.Rule { return &p.Category }),
		Body:        d.bodyRule(),
	}, nil
}

// draft is a profile in the making.
type draft struct {
	page    *article.Page
	doc     *html.Node
	site    site.Site        // without a profile
	general *article.Article // what is to be found
}

// read reads the page with nothing but profile.
func (d *draft) read(profile site.Profile) (*article.Article, error) {
	s := d.site
	s.Profiles = site.Profiles{profile}
	e, err := New(Config{Sites: []site.Site{s}})
	if err != nil {
		return nil, err
	}
	p := *d.page
	p.Site = s.Name
	result, err := e.Extract(&p)
	if err != nil {
		return nil, err
	}
	return result.Article, nil
}

// rule returns the first rule for an element of nodes that makes the profile find what is to be found,
// the zero rule if there is none. attr is the attribute to take, "" for the text.
func (d *draft) rule(field, attr string, nodes iter.Seq[*html.Node], of func(*site.Profile) *site.Rule, same func(a *article.Article) bool) site.Rule {
	for n := range nodes {
		for selector := range selectors(n) {
			rule := site.Rule{Selector: selector, Attr: attr}
			var p site.Profile
			*of(&p) = rule
			if a, err := d.read(p); err == nil && strings.HasPrefix(a.Extraction.Rules[field], "profile."+field) && same(a) {
				return rule
			}
		}
	}
	return site.Rule{}
}

func (d *draft) textRule(field string, read func(*article.Article) string, of func(*site.Profile) *site.Rule) site.Rule {
	value := read(d.general)
	if value == "" {
		return site.Rule{}
	}
	nodes := d.showing(func(s string) bool { return key(s) == key(value) })
	return d.rule(field, "", nodes, of, func(a *article.Article) bool { return read(a) == value })
}

func (d *draft) authorsRule() site.Rule {
	authors := d.general.Authors
	if len(authors) == 0 {
		return site.Rule{}
	}
	nodes := d.showing(func(s string) bool { // a name with little beside it, or all of them
		return strings.Contains(s, authors[0]) && len(s) < len(strings.Join(authors, ", "))+30
	})
	return d.rule("authors", "", nodes, func(p *site.Profile) *site.Rule { return &p.Authors }, func(a *article.Article) bool {
		return reflect.DeepEqual(a.Authors, authors)
	})
}

func (d *draft) publishedRule() site.Rule {
	want := d.general
	if want.PublishedAt.IsZero() {
		return site.Rule{}
	}
	of := func(p *site.Profile) *site.Rule { return &p.PublishedAt }
	same := func(a *article.Article) bool {
		return a.PublishedAt.Equal(want.PublishedAt) && a.PublishedPrecision == want.PublishedPrecision
	}
	times := func(yield func(*html.Node) bool) {
		for n := range d.doc.Descendants() {
			if n.DataAtom == atom.Time && attr(n, "datetime") != "" && !yield(n) {
				return
			}
		}
	}
	if rule := d.rule("published_at", "datetime", times, of, same); !rule.IsZero() {
		return rule
	}
	nodes := d.showing(func(s string) bool {
		return strings.Contains(s, want.PublishedRaw) && len(s) < len(want.PublishedRaw)+40
	})
	return d.rule("published_at", "", nodes, of, same)
}

// bodyRule looks for the innermost element around the first and the last paragraph.
func (d *draft) bodyRule() site.Rule {
	blocks := d.general.Blocks
	if len(blocks) == 0 {
		return site.Rule{}
	}
	first, last := fold(blocks[0].Text), fold(blocks[len(blocks)-1].Text)
	around := func(n *html.Node) bool {
		s := text(n, 1<<20)
		return first != "" && last != "" && strings.Contains(s, first) && strings.Contains(s, last)
	}
	inner := d.doc
	for descend := true; descend; {
		descend = false
		for c := range inner.ChildNodes() {
			if c.Type == html.ElementNode && around(c) {
				inner, descend = c, true
				break
			}
		}
	}
	nodes := func(yield func(*html.Node) bool) {
		for n := inner; n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Body && yield(n); n = n.Parent {
		}
	}
	return d.rule("body", "", nodes, func(p *site.Profile) *site.Rule { return &p.Body }, func(a *article.Article) bool {
		return a.Body == d.general.Body
	})
}

// showing returns the elements whose text on the page is as wanted, those with least text first.
func (d *draft) showing(wanted func(string) bool) iter.Seq[*html.Node] {
	length := map[*html.Node]int{}
	var found []*html.Node
	for n := range d.doc.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		for up := n.Parent; up != nil && up.Type == html.ElementNode && shown(up); up = up.Parent {
			s := text(up, maxLine)
			if len(s) >= maxLine {
				break
			}
			if length[up] == 0 && wanted(s) {
				length[up] = len(s)
				found = append(found, up)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *html.Node) int { return length[a] - length[b] })
	return slices.Values(found)
}

// selectors yields selectors that match n, from short to long: by its own marks, then by those of an
// element around it as well.
func selectors(n *html.Node) iter.Seq[string] {
	return func(yield func(string) bool) {
		own := marks(n)
		for _, m := range own {
			if !yield(m) {
				return
			}
		}
		if (n.DataAtom == atom.H1 || n.DataAtom == atom.Time || n.DataAtom == atom.Article) && !yield(n.Data) {
			return
		}
		own = append(own, n.Data)
		up := n.Parent
		for range 4 {
			if up == nil || up.Type != html.ElementNode {
				return
			}
			for _, outer := range marks(up) {
				for _, inner := range own {
					if !yield(outer + " " + inner) {
						return
					}
				}
			}
			up = up.Parent
		}
	}
}

// marks are selectors for what an element is called, in so far as other pages of the site will call it so.
func marks(n *html.Node) []string {
	var list []string
	for _, name := range []string{"itemprop", "rel", "data-testid", "data-component"} {
		if v := attr(n, name); lasting(v) {
			list = append(list, fmt.Sprintf("%s[%s=%q]", n.Data, name, v))
		}
	}
	for class := range strings.FieldsSeq(attr(n, "class")) {
		if lasting(class) {
			list = append(list, n.Data+"."+class)
		}
	}
	return list
}

// lasting tells names from the hashes and numbers that build tools and content systems give.
func lasting(name string) bool {
	if len(name) < 3 || len(name) > 40 {
		return false
	}
	for i, r := range name {
		if !unicode.IsLetter(r) && (i == 0 || r != '-' && r != '_') || r > unicode.MaxASCII {
			return false
		}
	}
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' }) {
		lower := strings.ToLower(part)
		if part != lower && part != strings.ToUpper(part) && part[1:] != lower[1:] && len(part) < 8 {
			return false // "aBcXy": a hash without digits
		}
	}
	return true
}
