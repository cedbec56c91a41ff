package extractor

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newswire/extractor/internal/hydration"
)

// index is what one walk over the tree collects for all fields, so that no field walks it again.
type index struct {
	lang  string // of <html>
	base  string // <base href>
	title string // <title>
	metas []meta
	links []link
	scripts

	headings []mark // h1 and h2
	titled   []mark // other elements whose class calls them a headline
	times    []mark // <time>
	bylines  []mark
	dates    []mark // elements whose class speaks of dates
	sections []mark
	crumbs   []mark
	tags     []mark
	props    []prop
	scopes   []scope

	seen hint // every hint that any element gave

	text, linkText int // characters shown, and those of them inside links
	anchors        int
	videos, audios int
	body           *html.Node
}

// meta is one <meta>: name in lower case, of name=, property= or itemprop=.
type meta struct{ name, content string }

// link is one <link rel=…>.
type link struct{ rel, href string }

// mark is an element that may matter to some field.
type mark struct {
	node  *html.Node
	at    int  // characters shown before it
	hints hint // the element's own
	zone  hint // of the element and what holds it
}

// scope is one microdata item, or RDFa resource.
type scope struct {
	kind   string // last segment of its type: "NewsArticle"
	parent int    // index of the item that holds it, -1 for none
	prop   string // the property that it is of its parent
	zone   hint
}

// prop is one property of a microdata item.
type prop struct {
	mark
	names string // as written, blank between several
	scope int    // the item that it belongs to, -1 outside of any
	item  int    // the item that is its value, -1 where the value is text
	rdfa  bool
}

// maxMarks bounds each kind of mark: beyond that a page lists things, and is not about one of them.
const maxMarks = 400

// newIndex walks the tree once. Scripts are those that the tree is without.
func newIndex(doc *html.Node, set scripts) *index {
	x := &index{scripts: set}
	x.children(doc, 0, -1)
	return x
}

func (x *index) children(n *html.Node, zone hint, scope int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			x.text += visible(c.Data)
		case html.ElementNode:
			x.element(c, zone, scope)
		}
	}
}

// visible counts the bytes of s that are no white space.
func visible(s string) int {
	size := 0
	for i := range len(s) {
		if s[i] > ' ' {
			size++
		}
	}
	return size
}

func (x *index) element(n *html.Node, zone hint, scope int) {
	switch n.DataAtom {
	case atom.Style, atom.Svg, atom.Noscript, atom.Template, atom.Iframe:
		x.embed(n)
		return
	case atom.Script:
		x.script(n)
		return
	case atom.Meta:
		x.meta(n, zone, scope)
		return
	case atom.Link:
		x.link(n)
		return
	case atom.Title:
		if x.title == "" && n.Namespace == "" {
			x.title = text(n, maxLine)
		}
		return
	case atom.Base:
		if x.base == "" {
			x.base = attr(n, "href")
		}
		return
	case atom.Html:
		x.lang = attr(n, "lang")
		if x.lang == "" {
			x.lang = attr(n, "xml:lang")
		}
	case atom.Body:
		x.body = n
	case atom.Video:
		x.videos++
	case atom.Audio:
		x.audios++
	}

	h := x.hints(n)
	x.seen |= h
	switch n.DataAtom {
	case atom.Body, atom.Html, atom.Main:
		h &^= zones // the page as a whole: its classes name its template
	case atom.H1, atom.Time:
		h &^= zoneTeaser | zoneFigure
	}
	if zone&zoneArticle != 0 {
		h &^= zoneFooter // an article's own foot holds its date and author as often as its head does
	}
	inner := zone | h&zones
	scope = x.scope(n, inner, scope)
	x.mark(n, mark{node: n, at: x.text, hints: h, zone: inner})

	before := x.text
	x.children(n, inner, scope)
	if n.DataAtom == atom.A {
		x.anchors++
		x.linkText += x.text - before
	}
}

// hints reads an element's tag and attributes.
func (x *index) hints(n *html.Node) hint {
	var h hint
	switch n.DataAtom {
	case atom.Article, atom.Main:
		h = zoneArticle
	case atom.Aside:
		h = zoneTeaser
	case atom.Nav:
		h = zoneNav
	case atom.Footer:
		h = zoneFooter
	case atom.Figure, atom.Figcaption:
		h = zoneFigure
	case atom.Address:
		h = hintByline
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class", "id", "data-testid", "data-component", "data-qa":
			if len(a.Val) < 1000 {
				h |= classHints(a.Val)
			}
		case "href":
			if n.DataAtom == atom.A && authorPath(a.Val) {
				h |= hintByline
			}
		case "rel":
			switch {
			case strings.Contains(a.Val, "author"):
				h |= hintByline
			case strings.Contains(a.Val, "tag"):
				h |= hintTags
			}
		case "itemtype":
			if strings.HasSuffix(a.Val, "/BreadcrumbList") {
				h |= hintCrumbs
			}
		case "aria-label":
			if len(a.Val) < 40 && strings.EqualFold(a.Val, "breadcrumb") || strings.EqualFold(a.Val, "breadcrumbs") {
				h |= hintCrumbs
			}
		case "hidden":
			h |= zoneHidden
		case "style":
			if strings.Contains(a.Val, "display:none") || strings.Contains(a.Val, "display: none") {
				h |= zoneHidden
			}
		}
	}
	if h&(hintByline|hintDate) != 0 { // not the box that the tag suggests
		h &^= zoneTeaser
	}
	if h&hintCrumbs != 0 { // a trail is often a <nav>, and tells the section all the same
		h &^= zoneNav
	}
	return h
}

// apart tells whether a mark stands in a part of the page that is not about the article: in a box of
// links, among the comments, in a menu. An element that holds the headline as well is no such part,
// whatever its class says.
func (r *reading) apart(m mark) bool {
	if m.zone&zoneAside == 0 {
		return false
	}
	if r.head == nil {
		return true
	}
	for n := m.node; n != nil && n.Type == html.ElementNode; n = n.Parent {
		h := r.hints(n)
		if n == m.node && (n.DataAtom == atom.H1 || n.DataAtom == atom.Time) {
			h = 0
		}
		if h&zoneAside&m.zone != 0 {
			return !holds(n, r.head)
		}
	}
	return false
}

// mark files the element under each kind that it may be.
func (x *index) mark(n *html.Node, m mark) {
	add := func(list *[]mark) {
		if len(*list) < maxMarks {
			*list = append(*list, m)
		}
	}
	switch n.DataAtom {
	case atom.H1, atom.H2:
		add(&x.headings)
	case atom.Time:
		add(&x.times)
	default:
		if m.hints&hintHeadline != 0 && m.zone&zoneAside == 0 {
			add(&x.titled)
		}
		if m.hints&(hintDate|hintMeta) != 0 {
			add(&x.dates)
		}
	}
	if m.hints&(hintByline|hintMeta) != 0 {
		add(&x.bylines)
	}
	if m.hints&hintSection != 0 {
		add(&x.sections)
	}
	if m.hints&hintCrumbs != 0 {
		add(&x.crumbs)
	}
	if m.hints&hintTags != 0 {
		add(&x.tags)
	}
}

// scope notes microdata and RDFa, and returns the item that the element's children belong to.
func (x *index) scope(n *html.Node, zone hint, current int) int {
	var names, kind string
	var isScope, rdfa bool
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "itemprop":
			names = a.Val
		case "property":
			if names == "" {
				names, rdfa = a.Val, true
			}
		case "itemscope":
			isScope = true
		case "itemtype", "typeof":
			isScope, kind = true, lastSegment(a.Val)
		}
	}
	inner, own := current, -1
	if isScope && len(x.scopes) < maxMarks {
		own = len(x.scopes)
		inner = own
		x.scopes = append(x.scopes, scope{kind: kind, parent: current, prop: names, zone: zone})
	}
	if names != "" && len(x.props) < maxMarks {
		x.props = append(x.props, prop{mark: mark{node: n, at: x.text, zone: zone}, names: names, scope: current, item: own, rdfa: rdfa})
	}
	return inner
}

// lastSegment returns "NewsArticle" of "http://schema.org/NewsArticle" or "schema:NewsArticle".
func lastSegment(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " ")
	return s[strings.LastIndexAny(s, "/:#")+1:]
}

func (x *index) meta(n *html.Node, zone hint, scope int) {
	var name, content, itemprop string
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "name", "property", "http-equiv":
			if name == "" {
				name = a.Val
			}
		case "itemprop":
			itemprop = a.Val
		case "content", "value":
			content = a.Val
		}
	}
	if content == "" {
		return
	}
	if itemprop != "" && len(x.props) < maxMarks {
		x.props = append(x.props, prop{mark: mark{node: n, at: x.text, zone: zone}, names: itemprop, scope: scope, item: -1})
	}
	if name != "" && len(x.metas) < maxMarks {
		x.metas = append(x.metas, meta{strings.ToLower(strings.TrimSpace(name)), content})
	}
}

func (x *index) link(n *html.Node) {
	if rel := attr(n, "rel"); rel != "" && len(x.links) < maxMarks {
		x.links = append(x.links, link{strings.ToLower(rel), attr(n, "href")})
	}
}

func (x *index) script(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	kind := attr(n, "type")
	switch data := n.FirstChild.Data; {
	case strings.Contains(kind, "ld+json"):
		x.ld = append(x.ld, data)
	case hydration.IsSource(kind, data):
		x.states = append(x.states, []byte(data))
	}
}

// embed counts players that stand in frames.
func (x *index) embed(n *html.Node) {
	if n.DataAtom != atom.Iframe {
		return
	}
	switch src := attr(n, "src"); {
	case strings.Contains(src, "youtube"), strings.Contains(src, "vimeo"), strings.Contains(src, "dailymotion"), strings.Contains(src, "video"):
		x.videos++
	case strings.Contains(src, "podcast"), strings.Contains(src, "soundcloud"), strings.Contains(src, "audio"):
		x.audios++
	}
}

// meta1 returns the content of the first meta with one of the names, and which one it was.
func (x *index) meta1(names ...string) (content, name string) {
	for _, name := range names {
		for i := range x.metas {
			if x.metas[i].name == name && strings.TrimSpace(x.metas[i].content) != "" {
				return x.metas[i].content, name
			}
		}
	}
	return "", ""
}

// rel returns the address of the first <link> of that relation.
func (x *index) rel(rel string) string {
	for i := range x.links {
		if x.links[i].rel == rel {
			return x.links[i].href
		}
	}
	return ""
}
