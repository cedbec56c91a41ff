package extractor

import (
	"strings"

	"golang.org/x/net/html/atom"

	"newswire/extractor/internal/laxjson"
)

// microdata makes items of the page's microdata and RDFa. Properties that stand outside of any item,
// as old templates have them, are taken as the article's.
func (x *index) microdata() []item {
	if len(x.props) == 0 {
		return nil
	}
	objects := make([]laxjson.Object, len(x.scopes)+1) // the last one: outside of any item
	rdfa := make([]bool, len(objects))
	outside := len(x.scopes)
	for i := range x.scopes {
		objects[i] = laxjson.Object{{Name: "@type", Value: x.scopes[i].kind}}
	}
	objects[outside] = laxjson.Object{{Name: "@type", Value: "Article"}}
	for i := range x.props {
		p := &x.props[i]
		if p.item >= 0 || p.zone&(zoneComments|zoneTeaser) != 0 && p.scope < 0 {
			continue // its value is an item, filed below, or it is of something else than the article
		}
		owner := p.scope
		if owner < 0 {
			owner = outside
		}
		rdfa[owner] = p.rdfa
		for name := range strings.FieldsSeq(p.names) {
			name = lastSegment(name)
			if value := p.value(name); value != "" {
				objects[owner] = append(objects[owner], laxjson.Member{Name: name, Value: value})
			}
		}
	}
	// Inner items come after the ones that hold them, so going backward each is whole when it is filed.
	for i := len(x.scopes) - 1; i >= 0; i-- {
		s := &x.scopes[i]
		if s.prop == "" || s.zone&(zoneComments|zoneTeaser) != 0 {
			continue
		}
		owner := s.parent
		if owner < 0 {
			owner = outside
		}
		for name := range strings.FieldsSeq(s.prop) {
			objects[owner] = append(objects[owner], laxjson.Member{Name: lastSegment(name), Value: objects[i]})
		}
	}
	var items []item
	for i, o := range objects {
		if len(o) < 2 || i < outside && x.scopes[i].prop != "" && rank(kindsOf(o)) < 3 {
			continue
		}
		source := "microdata"
		if rdfa[i] {
			source = "rdfa"
		}
		items = append(items, item{props: o, source: source})
	}
	return items
}

// value returns what an element says as the property name.
// Source: WHATWG HTML, "Values" of microdata.
func (p *prop) value(name string) string {
	switch name {
	case "articleBody", "text", "reviewBody": // the body's own reader finds it
		return ""
	}
	if v := attr(p.node, "content"); v != "" {
		return v
	}
	switch p.node.DataAtom {
	case atom.A, atom.Link, atom.Area:
		if name == "url" || name == "image" || name == "mainEntityOfPage" || name == "sameAs" || name == "item" {
			return attr(p.node, "href")
		}
	case atom.Img, atom.Iframe, atom.Source, atom.Video, atom.Audio, atom.Embed:
		return attr(p.node, "src")
	case atom.Time:
		if v := attr(p.node, "datetime"); v != "" {
			return v
		}
	}
	return textLines(p.node, maxLine)
}
