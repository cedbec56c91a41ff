package body

import (
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A box is an element that shapes the page: a block-level element, or an inline one whose class says
// that it holds something of its own, such as a credit. Boxes stand in document order: the boxes inside
// boxes[i] are boxes[i+1:boxes[i].end], and its texts are runs[first:last].
type box struct {
	node        *html.Node
	parent      int32
	end         int32
	first, last int32
	// pictures[firstPicture:lastPicture] are inside
	firstPicture, lastPicture int32
	holder                    int32 // the nearest box, itself included, that is no paragraph, list or the like
	own                       mark  // what its own tag, role and class say
	marks                     mark  // the same, with what it inherits from the boxes around it
	near                      mark  // what the nearest box, itself included, that has any purpose says of itself
}

// A run is a piece of text that a reader sees as one block: a paragraph, a heading, a list item, a cell.
type run struct {
	box        int32
	start, end int32 // page.text[start:end]
	linked     int32 // bytes of it that are link text, without blanks unless in pre elements
	bold       bool  // all of it stands in b or strong
	italic     bool  // all of it stands in i or em
	marks      mark  // marks of its box
}

// A page is the flat reading of a tree. Every later step works on it and leaves the tree alone.
type page struct {
	boxes    []box
	runs     []run
	text     []byte
	pictures []picture
}

// A picture is an image of the page.
type picture struct {
	node *html.Node
	box  int32
	run  int32 // the run that follows
}

func (p *page) textOf(r *run) []byte { return p.text[r.start:r.end] }

// A reader turns a tree into a page in one walk without recursion.
type reader struct {
	page
	hints   *Hints
	current int32 // innermost box, -1 outside of all
	open    bool  // last of runs is still being written
	space   bool  // white space is due before the next letter
	breaks  int   // br elements since the last text
	links   int   // depth of a elements
	bold    int   // depth of b and strong elements
	italic  int   // depth of i and em elements
	pre     int   // depth of pre elements
}

// pages are read into again and again: nobody knows how long a page is before it is read.
var pages = sync.Pool{New: func() any { return new(page) }}

// readPage reads root. Who has done with the page releases it.
func readPage(root *html.Node, h *Hints) *page {
	p := pages.Get().(*page)
	r := reader{page: *p, hints: h}
	r.walk(root)
	*p = r.page
	return p
}

// release lets go of the tree and leaves the page's memory to others.
func (p *page) release() {
	clear(p.boxes)
	clear(p.pictures)
	*p = page{boxes: p.boxes[:0], runs: p.runs[:0], text: p.text[:0], pictures: p.pictures[:0]}
	pages.Put(p)
}

// walk reads the elements and texts from root on.
func (r *reader) walk(root *html.Node) {
	r.current = -1
	n := root
	for {
		if r.enter(n) {
			if n.FirstChild != nil {
				n = n.FirstChild
				continue
			}
			r.leave(n)
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			r.leave(n)
		}
		if n == root {
			r.flush()
			return
		}
		n = n.NextSibling
	}
}

// enter reads the beginning of n and tells whether its children count; if so, leave must follow.
func (r *reader) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		r.write(n.Data)
		return false
	case html.ElementNode:
	default:
		return n.Type == html.DocumentNode
	}
	shape := shapeOf(n)
	switch shape {
	case ignored:
		return false
	case lineBreak:
		r.breaks++
		if r.breaks == 2 {
			r.flush()
		}
		r.space = true
		return false
	case rule:
		r.flush()
		return false
	}
	if len(r.hints.Drop) > 0 && r.hints.Drop[n] {
		return false
	}
	if shape == image {
		r.pictures = append(r.pictures, picture{node: n, box: r.current, run: int32(len(r.runs))})
		return false
	}
	own := mark(0)
	if shape != inline || mayBeBoxed(n) {
		own = marksOf(n)
	}
	if own&skipped != 0 {
		return false
	}
	if shape == inline && own&boxed == 0 && n != r.hints.Root {
		r.count(n, 1)
		return true
	}
	r.flush()
	r.boxes = append(r.boxes, box{
		node: n, parent: r.current, first: int32(len(r.runs)), firstPicture: int32(len(r.pictures)), own: own,
	})
	r.current = int32(len(r.boxes) - 1)
	r.count(n, 1)
	return true
}

// leave reads the end of n.
func (r *reader) leave(n *html.Node) {
	if n.Type != html.ElementNode {
		return
	}
	r.count(n, -1)
	if r.current < 0 || r.boxes[r.current].node != n {
		return
	}
	r.flush()
	b := &r.boxes[r.current]
	b.end, b.last, b.lastPicture = int32(len(r.boxes)), int32(len(r.runs)), int32(len(r.pictures))
	r.current = b.parent
}

// count keeps the depth of the elements that lend their look to the text in them.
func (r *reader) count(n *html.Node, by int) {
	switch n.DataAtom {
	case atom.A:
		r.links += by
	case atom.B, atom.Strong:
		r.bold += by
	case atom.I, atom.Em:
		r.italic += by
	case atom.Pre:
		r.pre += by
	}
}
