package extractor

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// headline finds the article's title: the heading that the page shows, where the page's own metadata
// bear it out, rather than the title written for search engines or social networks.
func (r *reading) headline() ballot[string] {
	var b ballot[string]
	r.profileText(&b, "title", r.profile.title)

	refs := r.titleReferences()
	for _, c := range refs {
		b.add(c.value, c.rule, c.weight)
	}
	r.shownHeadlines(&b, refs)
	keys := make([]string, len(b))
	for i := range b {
		keys[i] = key(b[i].value)
	}
	for i := range b {
		c := &b[i]
		switch {
		case c.weight >= profileWeight:
			continue
		case keys[i] == "":
			c.lost = "no words"
		case r.isSiteKey(keys[i]):
			c.lost = "the site's name"
		case len(c.value) >= maxLine:
			c.lost = "too long for a headline"
		}
		for j := range b {
			if i != j && keys[i] == keys[j] && b[j].rule != c.rule {
				c.weight += 0.06
			}
		}
	}
	return b
}

// titleReferences are the titles in the page's metadata, without the site's name.
func (r *reading) titleReferences() []candidate[string] {
	var b ballot[string]
	add := func(s, rule string, weight float64) {
		if s = r.withoutSiteName(plain(s)); s != "" && !genericTitle(s) {
			b.add(s, rule, weight)
		}
	}
	for _, it := range r.things {
		weight := 0.9
		if it.source != "jsonld" {
			weight = 0.8
		}
		add(it.str("headline"), it.source+".headline", weight)
		if rank(it.kinds()) > 1 || it.str("headline") == "" {
			add(it.str("name"), it.source+".name", weight-0.3)
		}
	}
	for _, m := range []struct {
		name   string
		weight float64
	}{
		{"og:title", 0.8}, {"parsely-title", 0.75}, {"sailthru.title", 0.72}, {"twitter:title", 0.65},
		{"dc.title", 0.6}, {"dcterms.title", 0.6}, {"citation_title", 0.9}, {"cxenseparse:title", 0.7}, {"title", 0.4},
		{"hdl", 0.8}, {"headline", 0.7}, {"bt:title", 0.6}, {"article:title", 0.6},
	} {
		if content, name := r.meta1(m.name); content != "" {
			add(content, "meta."+name, m.weight)
		}
	}
	add(r.index.title, "html.title", 0.5)
	return b
}

// maxHeadings is the number of lesser headings that are looked at; the headline is among the first.
const maxHeadings = 12

// shownHeadlines adds the headings that a reader sees, weighed by how well the metadata agree.
func (r *reading) shownHeadlines(b *ballot[string], refs []candidate[string]) {
	grams := make([]gram, len(refs))
	for i := range refs {
		grams[i] = gramsOf(refs[i].value)
	}
	agree := func(s string) float64 {
		g, best := gramsOf(s), 0.0
		for i := range grams {
			if headOf(s, refs[i].value) {
				return 1
			}
			best = max(best, g.overlap(&grams[i]))
		}
		return best
	}
	firstH1, h1s, h2s := true, 0, 0
	for _, m := range r.headings {
		if m.node.DataAtom == atom.H1 && m.zone&zoneHidden == 0 {
			h1s++
		}
	}
	for _, m := range r.headings {
		h1 := m.node.DataAtom == atom.H1
		if !h1 {
			if h2s++; h2s > maxHeadings {
				continue
			}
		}
		s := withoutKicker(r.withoutSiteName(unescape(text(m.node, maxLine))), m.node, refs)
		if s == "" {
			continue
		}
		base, rule := 0.6, "visible.h1"
		if !h1 {
			base, rule = 0.3, "visible.h2"
		}
		switch {
		case m.zone&(zoneTeaser|zoneComments|zoneFooter) != 0:
			base -= 0.3
		case m.zone&zoneArticle != 0 || m.hints&hintHeadline != 0:
			base += 0.05
		}
		if h1 && firstH1 {
			base += 0.05
		}
		firstH1 = firstH1 && (!h1 || r.isSiteName(s))
		if h1 && h1s == 1 && len(s) > 20 {
			base += 0.2
		}
		a := agree(s)
		if h1 && a < 0.15 && len(refs) > 1 {
			base -= 0.15
		}
		if !h1 && a < 0.7 {
			continue
		}
		b.add(s, rule, base+0.7*a)
	}
	for i, m := range r.titled {
		s := text(m.node, maxLine)
		if s == "" || len(s) >= maxLine || i > 2*maxHeadings {
			continue
		}
		if a := agree(s); a >= 0.8 {
			b.add(r.withoutSiteName(s), "visible.headline", 0.2+0.7*a)
		}
	}
}

// headOf tells whether s is what stands before a separator in a longer title, where more than a label does.
func headOf(s, title string) bool {
	rest, ok := strings.CutPrefix(title, s)
	if !ok || strings.Count(s, " ") < 3 {
		return false
	}
	for _, sep := range separators {
		if strings.HasPrefix(rest, sep) && len(sep) > 1 {
			return true
		}
	}
	return false
}

// withoutKicker takes a label off the front of a heading where it is an element of its own and the
// metadata have the headline without it, never with it.
func withoutKicker(s string, n *html.Node, refs []candidate[string]) string {
	first := n.FirstChild
	for first != nil && strings.TrimSpace(text(first, maxLine)) == "" {
		first = first.NextSibling
	}
	if first == nil || first.Type != html.ElementNode {
		return s
	}
	label := text(first, maxLine)
	rest, ok := strings.CutPrefix(s, label)
	rest = strings.TrimLeft(rest, " :|–-")
	if !ok || rest == "" || len(label) > len(rest) {
		return s
	}
	whole, part := key(s), key(rest)
	found := false
	for i := range refs {
		switch key(refs[i].value) {
		case whole:
			return s
		case part:
			found = true
		}
	}
	if !found {
		return s
	}
	return rest
}

// respelled returns the title as most sources spell it, where they differ in blanks, colons, quotes or the
// width of dashes alone: a heading made of several elements often lacks what keeps them apart.
func respelled(title string, b ballot[string]) string {
	k := spelling(title)
	best, votes := title, 0
	for i := range b {
		if spelling(b[i].value) != k {
			continue
		}
		n := 0
		for j := range b {
			if b[j].value == b[i].value {
				n++
			}
		}
		if n > votes || n == votes && b[i].value == title {
			best, votes = b[i].value, n
		}
	}
	return best
}

// spelling folds blanks, colons, quotes and dashes.
func spelling(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u3000', ':':
			return -1
		case '‘', '’', '“', '”', '„', '‚', '«', '»', '"', '`', '´':
			return '\''
		case '–', '—', '‐', '‑', '−':
			return '-'
		}
		return unicode.ToLower(r)
	}, strings.ReplaceAll(s, "--", "-"))
}

// headlineNode returns the element that shows the title and the characters shown before it; nil if none
// does. A heading outside of teasers and menus is preferred to one inside, and any heading to a mere
// piece of text, as old pages have it.
func (r *reading) headlineNode(title string) (node *html.Node, at int) {
	k := key(title)
	if k == "" {
		return nil, 0
	}
	const elsewhere = zoneTeaser | zoneComments | zoneFooter | zoneHidden
	for _, avoid := range []hint{elsewhere, 0} {
		for _, marks := range [][]mark{r.headings, r.titled} {
			for _, m := range marks {
				if m.zone&avoid != 0 {
					continue
				}
				if s := key(text(m.node, maxLine)); s == k || len(k) > 12 && strings.HasPrefix(s, k) {
					return m.node, m.at
				}
			}
		}
	}
	best := 0.5
	g := gramsOf(title)
	for _, m := range r.headings {
		// A title of the metadata may go on where the heading ends: " - Site's guide to the subject".
		if s := key(text(m.node, maxLine)); m.zone&zoneHidden == 0 && len(s) > 20 && strings.HasPrefix(k, s) {
			return m.node, m.at
		}
	}
	for _, m := range r.headings {
		if m.zone&elsewhere == 0 {
			t := gramsOf(text(m.node, maxLine))
			if o := g.overlap(&t); o > best {
				node, at, best = m.node, m.at, o
			}
		}
	}
	if node != nil {
		return node, at
	}
	return r.titleText(k)
}

// titleText looks for the title among all pieces of text.
func (r *reading) titleText(k string) (*html.Node, int) {
	if r.index.body == nil {
		return nil, 0
	}
	at := 0
	for n := range r.index.body.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		if len(n.Data) >= len(k) && len(n.Data) < 3*len(k)+40 && n.Parent.DataAtom != atom.Script && key(n.Data) == k {
			return n.Parent, at
		}
		if n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style {
			at += visible(n.Data)
		}
	}
	return nil, 0
}

// genericTitle tells titles that say nothing of the page.
func genericTitle(s string) bool {
	switch strings.ToLower(s) {
	case "home", "homepage", "untitled", "article", "news", "title", "index", "startseite", "inicio", "accueil":
		return true
	}
	return false
}
