package body

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A shape is how an element takes part in the layout.
type shape uint8

const (
	inline    shape = iota // flows within a line
	block                  // begins and ends a line
	lineBreak              // br
	rule                   // hr
	image                  // img
	ignored                // never holds text of an article
)

// shapeOf is the shape that browsers give n unless a style sheet says otherwise. Elements of unknown
// name are components of some framework: blocks.
func shapeOf(n *html.Node) shape {
	if n.Namespace != "" {
		return ignored
	}
	switch n.DataAtom {
	case atom.Span:
		if n.FirstChild == nil && hasWord(attribute(n, "class"), "br") {
			return lineBreak // a component that stands for br
		}
		return inline
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data,
		atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Ins, atom.Kbd, atom.Label, atom.Mark, atom.Nobr,
		atom.Q, atom.Rb, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Strike, atom.Strong, atom.Sub,
		atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr:
		return inline
	case atom.Button:
		// An accordion's questions are buttons in headings.
		if p := n.Parent; p != nil && markOfTag(p)&isHeading != 0 {
			return inline
		}
		return ignored
	case atom.Br:
		return lineBreak
	case atom.Hr:
		return rule
	case atom.Img:
		return image
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed,
		atom.Canvas, atom.Video, atom.Audio, atom.Map, atom.Select, atom.Input, atom.Textarea,
		atom.Datalist, atom.Progress, atom.Meter, atom.Rp, atom.Rt, atom.Link, atom.Meta, atom.Title,
		atom.Source, atom.Track, atom.Svg, atom.Math, atom.Frameset, atom.Frame, atom.Noframes, atom.Param:
		return ignored
	case 0:
		if n.Data == "amp-img" {
			return image
		}
		if !strings.Contains(n.Data, "-") {
			return inline
		}
	}
	return block
}

// hasWord tells whether word is one of a class attribute's words.
func hasWord(class, word string) bool {
	for w := range strings.FieldsSeq(class) {
		if w == word {
			return true
		}
	}
	return false
}

// mayBeBoxed tells whether an inline element is of a kind that sites use for pieces of their own.
func mayBeBoxed(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.Small, atom.Cite, atom.Label, atom.Em, atom.I:
		return len(n.Attr) > 0
	}
	return false
}

// attribute returns the value of n's attribute, or "".
func attribute(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}
