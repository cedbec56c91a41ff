package hydration

import (
	"strings"

	"newswire/extractor/internal/laxjson"
)

// A role is what a node of an editor's document is for.
type role struct {
	kind  roleKind
	level int // of a heading
}

type roleKind uint8

const (
	unnamed roleKind = iota // says nothing of itself
	unfamiliar
	skipped // no text: pictures, embeds, prompts
	paragraph
	heading
	list
	item
	quote
	code
	table
	row
	cell
	lineBreak
)

// isText tells whether nodes of the role are pieces of a text.
func (r role) isText() bool {
	switch r.kind {
	case paragraph, heading, list, item, quote:
		return true
	}
	return false
}

// roleOf tells a node's role from its type, and from what refines it.
func roleOf(o laxjson.Object) role {
	var r role
	for _, name := range []string{"type", "_type", "nodeType", "blockName", "__typename", "name", "kind", "component", "tag"} {
		s, ok := o.Get(name).(string)
		if !ok || s == "" {
			continue
		}
		if r = roleOfType(s); r.kind != unfamiliar {
			break
		}
	}
	if r.kind == paragraph {
		// Portable Text and the like: a paragraph whose style says more.
		if s, ok := o.Get("listItem").(string); ok && s != "" {
			return role{kind: item}
		}
		if s, ok := o.Get("style").(string); ok && s != "" {
			if styled := roleOfType(s); styled.kind == heading || styled.kind == quote {
				return styled
			}
		}
	}
	if r.kind == heading && r.level == 0 {
		r.level = headingLevel(o)
	}
	return r
}

// headingLevel reads a heading's level from its members; 2 without one.
func headingLevel(o laxjson.Object) int {
	for _, name := range []string{"level", "tag", "depth"} {
		digit := ""
		switch v := o.Get(name).(type) {
		case laxjson.Number:
			digit = string(v)
		case string:
			digit = strings.TrimLeft(v, "hH")
		}
		if len(digit) == 1 && '1' <= digit[0] && digit[0] <= '6' {
			return int(digit[0] - '0')
		}
	}
	for _, name := range []string{"attrs", "data", "attributes"} {
		if inner, ok := o.Get(name).(laxjson.Object); ok && len(inner) < 50 {
			return headingLevel(inner)
		}
	}
	return 2
}

// roleOfType reads the name of a type: core/list-item, heading-two, TextBlockElement, bulletedList.
func roleOfType(s string) role {
	if i := strings.LastIndexAny(s, "/."); i >= 0 {
		s = s[i+1:]
	}
	if len(s) > 40 {
		return role{kind: unfamiliar}
	}
	s = strings.ToLower(strings.Map(withoutJoints, s))
	s = strings.TrimPrefix(s, "core")
	for _, suffix := range []string{"element", "block", "node", "component"} {
		if t := strings.TrimSuffix(s, suffix); t != "" {
			s = t
		}
	}
	if r, ok := roles[s]; ok {
		return r
	}
	for _, word := range strange {
		if strings.Contains(s, word) {
			return role{kind: skipped}
		}
	}
	return role{kind: unfamiliar}
}

// withoutJoints drops what only joins words.
func withoutJoints(r rune) rune {
	if r == '-' || r == '_' || r == ' ' {
		return -1
	}
	return r
}

// roles maps types to roles, in lower case, without what only joins words.
var roles = func() map[string]role {
	m := map[string]role{}
	for kind, names := range map[roleKind]string{
		paragraph: `paragraph p text unstyled block normal html body bodytext richtext textblock freeform lead intro
			introduction textparagraph articleparagraph storytext para copy correction infotext standfirst`,
		heading: `heading header headline subheading subheader subhead title crosshead crossheading intertitle`,
		list: `list ul ol bulletlist bulletedlist numberedlist orderedlist unorderedlist numberlist olist ulist uls
			listblock`,
		item:      `listitem li lic uli oli unorderedlistitem orderedlistitem bulletlistitem numberedlistitem bullet listitemchild`,
		quote:     `quote blockquote pullquote bq pq pulledquote citation`,
		code:      `code codeblock pre preformatted`,
		table:     `table`,
		row:       `tablerow tr`,
		cell:      `tablecell tableheader tableheadercell td th`,
		lineBreak: `hardbreak linebreak br softbreak`,
		skipped: `ad ads advert image img photo media figure video audio embed tweet instagram youtube iframe hr
			divider separator oembed script style`,
	} {
		for _, name := range strings.Fields(names) {
			m[name] = role{kind: kind}
		}
	}
	for level, names := range []string{1: "h1 headingone headerone heading1", 2: "h2 headingtwo headertwo heading2", 3: "h3 headingthree headerthree heading3",
		4: "h4 headingfour headerfour heading4", 5: "h5 headingfive headerfive heading5", 6: "h6 headingsix headersix heading6"} {
		for _, name := range strings.Fields(names) {
			m[name] = role{kind: heading, level: level}
		}
	}
	return m
}()

// strange are words in the types of what is no text.
var strange = []string{"image", "photo", "picture", "video", "audio", "gallery", "slideshow", "carousel", "embed", "iframe", "advert", "newsletter", "related", "recirc",
	"recommend", "interstitial", "promo", "signup", "subscri", "divider", "author", "byline", "credit", "caption", "social", "share", "comment", "poll", "quiz", "podcast", "player",
	"teaser", "readmore", "readalso", "seealso", "paywall"}
