package skim

import "bytes"

// drawingEnd returns where the end tag begins of the SVG element whose start tag ends at begin; begin itself if
// what is inside may be more than a drawing: it is not nested properly, or has other elements than those that
// draw. A parser would leave the SVG element at the first <p> or </p>.
func drawingEnd(page []byte, begin int) int {
	var open [20][]byte // names of elements that are open
	depth := 0
	if page[begin-2] == '/' {
		return begin
	}
	for i := begin; ; {
		tag := after(page, i, "<")
		if tag+1 >= len(page) {
			return begin
		}
		switch c := page[tag]; {
		case isLetter(c):
			name := tagName(page[tag:])
			if !draws(name) || depth == len(open) || depth > 0 && holdsText(open[depth-1]) {
				return begin
			}
			var empty bool
			if i, empty = tagEnd(page, tag+len(name)); !empty {
				open[depth] = name
				depth++
			}
		case c == '/' && isLetter(page[tag+1]):
			name := tagName(page[tag+1:])
			switch {
			case depth == 0 && string(name) == "svg":
				return tag - 1
			case depth == 0 || !bytes.Equal(name, open[depth-1]):
				return begin
			}
			depth--
			i, _ = tagEnd(page, tag+1+len(name))
		case c == '!' && bytes.HasPrefix(page[tag:], []byte("!--")):
			i = commentEnd(page, tag+3)
		default:
			return begin
		}
	}
}

// draws tells whether an element is one of those that drawings on web pages are made of.
// Source: https://www.w3.org/TR/SVG2/eltindex.html, without foreignObject, which holds HTML.
func draws(name []byte) bool {
	switch string(name) {
	case "a", "animate", "animateTransform", "circle", "clipPath", "defs", "desc", "ellipse", "filter", "g", "image", "line",
		"linearGradient", "marker", "mask", "metadata", "path", "pattern", "polygon", "polyline", "radialGradient", "rect",
		"stop", "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view":
		return true
	}
	return bytes.HasPrefix(name, []byte("fe")) // a step of a filter
}

// holdsText tells whether an element of a drawing would hold HTML if there were elements in it.
func holdsText(name []byte) bool { return string(name) == "title" || string(name) == "desc" }
