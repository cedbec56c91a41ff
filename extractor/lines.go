package extractor

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// line is a line of text as a reader sees it: what stands between two breaks.
type line struct {
	text   string
	node   *html.Node // its first text node
	before bool       // it stands before the headline
}

// The reach of the lines around the headline, in characters and lines.
const (
	reachBefore = 400
	reachAfter  = 1500
	maxLines    = 40
)

// linesAround returns the lines before and after the headline, where pages without any markup of their
// own show section, byline and date. A page without a headline has none.
func (r *reading) linesAround() []line {
	if r.head == nil {
		return nil
	}
	var list []line
	start := before(r.head, reachBefore)
	eachLine(start, r.head, func(s string, at *html.Node) bool {
		if len(list) == maxLines { // the nearest count
			list = append(list[:0], list[1:]...)
		}
		list = append(list, line{text: s, node: at, before: true})
		return true
	})
	size := 0
	eachLine(after(r.head), nil, func(s string, at *html.Node) bool {
		list = append(list, line{text: s, node: at})
		size += len(s)
		return size < reachAfter && len(list) < 2*maxLines
	})
	return list
}

// before returns the node in document order some characters of text before n.
func before(n *html.Node, reach int) *html.Node {
	start := n
	for steps := 0; reach > 0 && steps < 2000; steps++ {
		switch {
		case n.PrevSibling != nil:
			n = n.PrevSibling
			for n.LastChild != nil && shown(n) {
				n = n.LastChild
			}
		case n.Parent != nil:
			n = n.Parent
			continue
		default:
			return start
		}
		if n.Type == html.TextNode {
			reach -= len(strings.TrimSpace(n.Data))
		}
		start = n
	}
	return start
}

// eachLine calls yield for each line of text from start on in document order, up to end (nil: the
// document's), until yield returns false.
func eachLine(start, end *html.Node, yield func(s string, at *html.Node) bool) {
	var buf [256]byte
	b := buf[:0] // the line so far
	var at *html.Node
	flush := func() bool {
		s := string(bytes.TrimSpace(b))
		b = b[:0]
		return s == "" || yield(s, at)
	}
	for n := start; n != nil && n != end; {
		descend := false
		switch n.Type {
		case html.TextNode:
			if len(bytes.TrimSpace(b)) == 0 {
				at = n
			}
			if jammed(b, n.Data) {
				b = append(b, ' ')
			}
			b = appendFolded(b, n.Data, maxLine)
		case html.ElementNode:
			if breaksLine(n) && !flush() {
				return
			}
			descend = shown(n)
		}
		if descend && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		for n != nil && n.NextSibling == nil {
			if n = n.Parent; n != nil && n.Type == html.ElementNode && breaksLine(n) && !flush() {
				return
			}
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	flush()
}

// after returns the node that follows n and all that it holds, in document order.
func after(n *html.Node) *html.Node {
	for n != nil && n.NextSibling == nil {
		n = n.Parent
	}
	if n == nil {
		return nil
	}
	return n.NextSibling
}
