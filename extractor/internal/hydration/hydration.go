// Package hydration reads the article's body, and when it was published (published.go), out of the state that
// a page hands to its own scripts: where the markup is empty until these have run, they stand there alone.
//
// Frameworks keep their state in different places (sources.go), editors keep a text in different forms
// (roles.go, render.go): HTML in one string, a list of paragraphs, or a tree of typed nodes, as do
// ProseMirror, Slate, Lexical, Draft.js, Editor.js, Portable Text, Gutenberg and Arc. All are read alike, by
// what their nodes are called.
package hydration

import (
	"strings"
	"unicode"

	"newswire/extractor/internal/laxjson"
)

// leastSize is the length in bytes of the shortest text that is taken for a body.
const leastSize = 400

// maxDepth is deeper than states are nested.
const maxDepth = 60

// Body returns the body of the article with that title, as HTML or as plain text, from the scripts that may
// hold a page's state; "" without one. A text that stands with another headline is of another article, and
// does not count; with an empty title all do. Sure tells that the state has the page's headline: without, the
// text may be any other that pages hand to scripts. The work is linear in the size of the scripts.
func Body(scripts []string, title string) (text string, sure bool) {
	f := newFinder(scripts, title)
	docs := f.read(scripts)
	for _, doc := range docs {
		f.index(doc, 0)
	}
	for _, doc := range docs {
		f.walk(doc, "", unknown, 0)
	}
	return f.best, f.best != "" && f.headline
}

// kinship tells whether a part of the state is of the page's article.
type kinship int8

const (
	other   kinship = iota // it stands with another headline
	unknown                // it stands with none
	own                    // it stands with the page's
)

type finder struct {
	title   string
	refs    map[string]any // parts of the state that other parts name
	budget  int            // values and bytes that may still be looked at: parts may be named many times over
	best    string
	kinship kinship

	headline bool // the page's headline was met
}

// newFinder allows several looks at all that the scripts hold.
func newFinder(scripts []string, title string) *finder {
	f := &finder{title: key(title), refs: map[string]any{}}
	for _, s := range scripts {
		f.budget += 8 * len(s)
	}
	return f
}

// spend tells whether v, at that depth, may be looked at, which costs as much as it has members.
func (f *finder) spend(v any, depth int) bool {
	o, _ := v.(laxjson.Object)
	return f.afford(1+len(o)) && depth < maxDepth
}

// afford tells whether n more bytes may be read or written.
func (f *finder) afford(n int) bool {
	f.budget -= n
	return f.budget > 0
}

// offer takes a text if it is a better body than the best so far.
func (f *finder) offer(text string, k kinship) {
	if len(text) < leastSize || k == other || k < f.kinship || k == f.kinship && len(text) <= len(f.best) || isCode(text) {
		return
	}
	f.best, f.kinship = text, k
}

// isCode tells scripts and style sheets, which states hold as well, by their braces.
func isCode(text string) bool { return strings.Count(text, "{")*300 > len(text) }

// index notes the parts of normalised states, such as Apollo's, under the names that others call them by.
func (f *finder) index(v any, depth int) {
	if !f.spend(v, depth) {
		return
	}
	switch v := v.(type) {
	case laxjson.Object:
		for i := range v {
			if strings.Contains(v[i].Name, ":") {
				f.refs[v[i].Name] = v[i].Value
			}
			f.index(v[i].Value, depth+1)
		}
	case []any:
		for _, e := range v {
			f.index(e, depth+1)
		}
	}
}

// resolve follows v to the part of the state that it names, if it names one.
func (f *finder) resolve(v any) any {
	name := ""
	switch v := v.(type) {
	case laxjson.Object:
		if len(v) > 4 {
			return v
		}
		if name, _ = v.Get("__ref").(string); name == "" && v.Get("type") == "id" {
			name, _ = v.Get("id").(string)
		}
	case string:
		if len(v) > 1 && len(v) < 10 && v[0] == '$' {
			name = v
		}
	}
	if part, ok := f.refs[name]; ok && name != "" {
		return part
	}
	return v
}

// walk looks for bodies in v, which stands under name.
func (f *finder) walk(v any, name string, k kinship, depth int) {
	ref, _ := v.(string)
	v = f.resolve(v)
	if !f.spend(v, depth) {
		return
	}
	switch v := v.(type) {
	case laxjson.Object:
		if headed := f.headed(v); headed != unknown {
			k = headed
		}
		for i := range v {
			if member := plainName(v[i].Name); !otherNames[member] {
				f.walk(v[i].Value, member, k, depth+1)
			}
		}
	case []any:
		if f.isText(v, name) {
			w := writer{finder: f}
			w.blocks(v, depth+1)
			if len(w.out) >= leastSize && f.budget > 0 {
				f.offer(string(w.out), k)
				return
			}
		}
		for _, e := range v {
			f.walk(e, name, k, depth+1)
		}
	case string:
		switch {
		case !bodyNames[name] && (v == ref || !isHTML(v)) || len(v) < leastSize || !f.afford(len(v)):
		case v[0] == '{' || v[0] == '[':
			for _, doc := range laxjson.Parse(v) {
				f.walk(doc, name, k, depth+1)
			}
		default:
			f.offer(v, k)
		}
	}
}

// isHTML tells a text in paragraphs. One that a stream sends in a row of its own is a body whatever names it.
func isHTML(text string) bool {
	return strings.Contains(text, "</p>") || strings.Contains(text, "<br")
}

// plainName is a member's name without the arguments that GraphQL clients add: content({"page":1}).
func plainName(name string) string {
	name, _, _ = strings.Cut(name, "(")
	return name
}

// headed tells whose headline an object has.
func (f *finder) headed(o laxjson.Object) kinship {
	if f.title == "" {
		return unknown
	}
	k := unknown
	for i := range o {
		if !headlineNames[o[i].Name] {
			continue
		}
		headline, ok := o[i].Value.(string)
		if inner, isObject := o[i].Value.(laxjson.Object); isObject && len(inner) > 0 {
			headline, ok = inner[0].Value.(string)
		}
		if !ok || len(headline) < 12 || !f.afford(len(headline)) {
			continue
		}
		if sameHeadline(key(headline), f.title) {
			f.headline = true
			return own
		}
		k = other
	}
	return k
}

// sameHeadline tells whether two folded headlines are the same, or one is most of the other.
func sameHeadline(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len(a) >= 12 && len(a)*2 >= len(b) && strings.Contains(b, a)
}

// key folds a headline for comparison: its letters and digits in lower case.
func key(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// isText tells whether a list under that name is a text: most of what it holds are pieces of one.
func (f *finder) isText(list []any, name string) bool {
	pieces := 0
	for _, e := range list {
		e = f.resolve(e)
		if !f.spend(e, 0) {
			return false
		}
		switch e := e.(type) {
		case laxjson.Object:
			if r := roleOf(e); r.isText() || r.kind == unnamed && listNames[name] && isPiece(e) {
				pieces++
			}
		case string:
			if bodyNames[name] || name == "paragraphs" {
				pieces++
			}
		}
	}
	return pieces > 0 && pieces*4 >= len(list)
}

// isPiece tells whether an object without a type is a paragraph, and no teaser.
func isPiece(o laxjson.Object) bool {
	text := false
	for i := range o {
		switch o[i].Name {
		case "url", "href", "slug", "headline", "title", "author":
			return false
		case "text", "html", "content", "value":
			_, text = o[i].Value.(string)
		}
	}
	return text
}

func set(names string) map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields(names) {
		m[name] = true
	}
	return m
}

var (
	// bodyNames are what states call a body that is one string.
	bodyNames = set(`articleBody body bodyHtml bodyHTML body_html bodyText body_text content contentHtml content_html
		html text rendered storyBody story_body articleText article_text fullText full_text mainContent
		articleContent article_content textHtml`)
	// listNames are what states call a list of paragraphs that have no types.
	listNames = set(`articleBody body bodyText body_text content contents blocks paragraphs children nodes elements
		content_elements text texts sections`)
	headlineNames = set(`title headline headlines articleTitle article_title storyTitle`)
	// otherNames are of what is no part of the article.
	otherNames = set(`comments replies related relatedArticles relatedContent related_content relatedStories
		recommended recommendations recirc trending mostRead mostPopular latest navigation menu footer header
		author authors byline bylines credits contributors promo_items promo_image taxonomy tags translations i18n
		locales messages config newsletters leadImage images image video videos gallery`)
)
