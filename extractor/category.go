package extractor

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxLabel is longer than any section's name, in bytes.
const maxLabel = 60

// readCategory finds the section as the page shows it, and the whole breadcrumb.
func (r *reading) readCategory() {
	trail, trailRule := r.breadcrumb()
	if len(trail) > 0 {
		r.Article.Categories = trail
		r.Article.Extraction.Rules["categories"] = trailRule
	}
	candidates := r.category(trail, trailRule)
	t := settle(r, "category", candidates)
	if t == nil {
		return
	}
	r.Article.Category = asShown(t.value, candidates)
	if len(trail) == 0 {
		r.Article.Categories = []string{r.Article.Category}
		r.Article.Extraction.Rules["categories"] = t.rule
	}
}

func (r *reading) category(trail []string, trailRule string) ballot[string] {
	var b ballot[string]
	r.profileText(&b, "category", r.profile.category)
	for _, it := range r.things {
		if s := it.strs("articleSection"); len(s) > 0 {
			b.add(s[0], it.source+".articleSection", 0.8)
		}
	}
	for _, name := range []string{"article:section", "parsely-section", "og:article:section", "cxenseparse:section", "section", "article.section",
		"sailthru.section", "news_section", "dc.subject.section", "category", "cg", "bt:section"} {
		if content, _ := r.meta1(name); content != "" {
			b.add(r.withoutSiteName(plain(content)), "meta."+name, 0.75)
		}
	}
	if len(trail) > 0 {
		b.add(trail[len(trail)-1], trailRule, 0.78)
	}
	r.shownSections(&b)
	for i := range b {
		c := &b[i]
		switch {
		case c.lost != "" || c.weight >= profileWeight:
		case !r.likeSection(c.value):
			c.lost = "not like a section's name"
		default:
			c.weight += r.sectionSupport(b, i)
		}
	}
	return b
}

// asShown returns the name as a reader sees it, where metadata have it in lower case ("us news").
func asShown(name string, b ballot[string]) string {
	if strings.ToLower(name) != name {
		return name
	}
	k := key(name)
	for i := range b {
		if s := b[i].value; b[i].lost != "not like a section's name" && strings.ToLower(s) != s && key(s) == k {
			return s
		}
	}
	return name
}

// sectionSupport is what the rest of the page adds to a candidate.
func (r *reading) sectionSupport(b ballot[string], i int) float64 {
	more := 0.0
	k := key(b[i].value)
	for j := range b {
		if j != i && b[j].lost == "" && b[j].rule != b[i].rule && key(b[j].value) == k {
			more += 0.1
		}
	}
	for part := range strings.SplitSeq(r.address.Path, "/") {
		if key(part) == k {
			more += 0.1
			break
		}
	}
	return more
}

// likeSection refuses what no section is called.
func (r *reading) likeSection(s string) bool {
	if len(s) == 0 || len(s) > maxLabel || r.isSiteName(s) || sameText(s, r.Article.Title) || looksLikeDate(s) || strings.Contains(s, "://") {
		return false
	}
	for _, author := range r.Article.Authors {
		if sameText(s, author) {
			return false
		}
	}
	return !homeWord(s)
}

// homeWord tells the first link of a breadcrumb and other labels that every article has.
func homeWord(s string) bool {
	switch key(s) {
	case "home", "homepage", "startseite", "start", "inicio", "portada", "accueil", "homepagina", "hjem", "hem", "forside", "forsiden", "etusivu", "strona główna",
		"stronagłówna", "главная", "anasayfa", "beranda", "trangchủ", "početna", "domů", "úvod", "kezdőlap", "acasă", "αρχική", "首页", "トップ", "トップページ", "ホーム", "الرئيسية",
		"breadcrumb", "breadcrumbs", "article", "articles", "artikel", "story", "uncategorized", "allgemein", "nosection", "section", "sincategoria", "sincategoría",
		"youarehere", "menu", "back", "uncategorised", "default", "none", "root", "web", "advertisement", "share":
		return true
	}
	return false
}

// shownSections adds labels above and below the headline.
func (r *reading) shownSections(b *ballot[string]) {
	count := 0
	for _, m := range r.sections {
		if r.apart(m) || m.at < r.headlineAt-reachBefore || m.at > r.headlineAt+reachAfter || count >= 4 {
			continue
		}
		s := firstLine(textLines(m.node, 3*maxLabel))
		if s == "" || len(s) > maxLabel {
			continue
		}
		count++
		b.add(s, "visible.section", 0.7-0.02*float64(count))
	}
	// A label is one short line near the headline that comes again: in the address, as a link to a
	// section, or at the article's foot.
	var labels []line
	linked := ""
	for i, l := range r.lines {
		if !r.besideHeadline(i) || len(l.text) > maxLabel/2 || len(strings.Fields(l.text)) > 4 || hasWord(strings.Fields(l.text), buttonWords) ||
			utf8.RuneCountInString(key(l.text)) < 2 || r.namesAuthor(l.text) || !r.likeSection(l.text) {
			continue
		}
		switch {
		case r.inPath(l.text):
			b.add(l.text, "visible.label", 0.66)
			return
		case r.sectionLink(l.node):
			if linked == "" && !r.inMenu(i) {
				linked = l.text
			}
		case !l.before && !strings.HasSuffix(l.text, ":") && !strings.HasSuffix(l.text, ".") && !r.aside(l.node):
			labels = append(labels, l)
		}
	}
	if linked != "" {
		b.add(linked, "visible.label", 0.66)
		return
	}
	if s := r.repeatedAtFoot(labels); s != "" {
		b.add(s, "visible.label", 0.64)
	}
}

// namesAuthor tells bylines.
func (r *reading) namesAuthor(s string) bool {
	return hasLabel(s) || slices.ContainsFunc(r.Article.Authors, func(name string) bool { return strings.Contains(s, name) })
}

// besideHeadline tells whether line i is one of the few before and after the headline.
func (r *reading) besideHeadline(i int) bool {
	const above, below = 5, 12
	if r.lines[i].before {
		return i+above >= len(r.lines) || !r.lines[i+above].before
	}
	return i < below || r.lines[i-below].before
}

// buttonWords stand on buttons rather than labels.
var buttonWords = wordSet(`share this read follow subscribe advertisement comment comments print email save more listen watch recommended trending login log sign register search menu
skip contact about help account profile cart donate demo advertise careers facebook twitter instagram privacy link e-paper epaper newsletter anmelden abo login einloggen connexion suscríbete entrar accedi inloggen`)

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return strings.TrimSpace(s)
}

// inPath tells whether a segment of the address is called like the label.
func (r *reading) inPath(label string) bool {
	k := key(label)
	for part := range strings.SplitSeq(r.address.Path, "/") {
		if k != "" && key(part) == k {
			return true
		}
	}
	return false
}

// sectionLink tells whether a text node is a link to an address that is called like it.
func (r *reading) sectionLink(n *html.Node) bool {
	for p := n.Parent; p != nil && p.DataAtom != atom.Body; p = p.Parent {
		if p.DataAtom == atom.A {
			k := key(n.Data)
			path, _, _ := strings.Cut(attr(p, "href"), "#") // else it leads to a part of the page
			for part := range strings.SplitSeq(path, "/") {
				if key(part) == k {
					return true
				}
			}
			return false
		}
	}
	return false
}

// inMenu tells whether the i-th line, a link to a section, stands in a menu: in a part of the page that is
// marked as one, or beside another such link in the same list.
func (r *reading) inMenu(i int) bool {
	if r.aside(r.lines[i].node) {
		return true
	}
	for _, j := range []int{i - 1, i + 1} {
		if j >= 0 && j < len(r.lines) && r.lines[j].before == r.lines[i].before && listed(r.lines[i].node, r.lines[j].node) {
			return true
		}
	}
	return false
}

// listed tells whether two texts are links that a list holds alike, one beside the other.
func listed(a, b *html.Node) bool {
	const depth = 4
	linked := 0
	for range depth {
		a, b = a.Parent, b.Parent
		if a == nil || b == nil || a.DataAtom != b.DataAtom {
			return false
		}
		if a.DataAtom == atom.A {
			linked++
		}
		if a.Parent == b.Parent {
			return linked > 0
		}
	}
	return false
}

// repeatedAtFoot returns the first of the labels that stands alone again further down.
func (r *reading) repeatedAtFoot(labels []line) string {
	if len(labels) == 0 {
		return ""
	}
	found, count := "", 0
	last := labels[len(labels)-1].node
	eachLine(after(last), nil, func(s string, _ *html.Node) bool {
		count++
		if len(s) <= maxLabel/2 {
			for _, l := range labels {
				if s == l.text {
					found = s
				}
			}
		}
		return found == "" && count < 1000
	})
	return found
}

// breadcrumb returns the trail of sections that leads to the article, without home and headline.
func (r *reading) breadcrumb() (trail []string, rule string) {
	for _, it := range r.linked.items {
		for _, k := range it.kinds() {
			if k == "BreadcrumbList" {
				if trail = r.cleanTrail(trailOf(it)); len(trail) > 0 {
					return trail, "jsonld.breadcrumb"
				}
			}
		}
	}
	for _, m := range r.crumbs {
		if m.zone&(zoneComments|zoneHidden) != 0 || m.at > r.headlineAt+reachAfter {
			continue
		}
		trail = r.cleanTrail(linkTexts(m.node))
		if len(trail) == 0 {
			trail = r.cleanTrail(splitTrail(text(m.node, maxLine)))
		}
		if len(trail) > 0 && len(trail) < 8 {
			return trail, "visible.breadcrumb"
		}
	}
	for _, l := range r.lines {
		if !l.before || !strings.ContainsAny(l.text, ">»›→") {
			continue
		}
		if names := splitTrail(l.text); len(names) > 1 && homeWord(names[0]) {
			trail, rule = r.cleanTrail(names), "visible.breadcrumb"
		}
	}
	return trail, rule
}

// splitTrail splits "You are here: Home > News > Coast", as pages without links in their trail have it.
func splitTrail(s string) []string {
	if _, rest, ok := strings.Cut(s, ": "); ok {
		s = rest
	}
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == '>' || c == '»' || c == '›' || c == '/' || c == '→' || c == '|' })
	if len(parts) < 2 {
		return nil
	}
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

func trailOf(list item) []string {
	var names []string
	for _, e := range list.items("itemListElement") {
		name := e.str("name")
		if name == "" {
			for _, inner := range e.items("item") {
				name = inner.str("name")
			}
		}
		names = append(names, name)
	}
	return names
}

func (r *reading) cleanTrail(names []string) []string {
	var trail []string
	for i, s := range names {
		if i > 0 && i == len(names)-1 && (sameText(s, r.Article.Title) || len(s) > maxLabel) {
			break
		}
		if r.likeSection(s) {
			trail = appendNew(trail, s)
		}
	}
	return trail
}

// linkTexts returns the texts of the links inside of n; none of an element that holds too much to be a list of
// labels, whatever its class says.
func linkTexts(n *html.Node) []string {
	var list []string
	whole := eachLink(n, 200, func(a *html.Node) bool {
		if s := text(a, 2*maxLabel); s != "" {
			list = append(list, s)
		}
		return len(list) <= 50
	})
	if !whole {
		return nil
	}
	return list
}

// eachLink calls f for the links inside of n, or n itself, until f returns false. It is false if there are more than
// so many elements on the way, of which the rest is not looked at.
func eachLink(n *html.Node, elements int, f func(a *html.Node) bool) (whole bool) {
	going := true
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			elements--
		}
		if elements < 0 || !going {
			return
		}
		if n.DataAtom == atom.A {
			going = f(n)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return elements >= 0
}
