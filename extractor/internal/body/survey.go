package body

import (
	"hash/maphash"

	"golang.org/x/net/html/atom"
)

// A survey is what the page looks like from its root. It looks at runs[lo:hi]: from the headline to the
// end of the element around the root.
type survey struct {
	*page
	known    known
	root     int32
	headline int32 // run, or -1
	lo, hi   int32
	first    int32 // first and last paragraph of the flow, -1 if there is none
	last     int32
	prose    int // bytes of prose in the root

	shapes  []uint64       // of each box: a hash of its tag and class
	holders map[uint64]int // bytes of the root's prose by the shape of its holder
	twins   map[uint64]int // and by the shape of its own element
	at      map[int32]int  // and by its holder

	folded  []byte // texts of runs[lo:hi], one after another
	foldEnd []int32
	sights  []sight // of runs[lo:hi]
}

// A sight is what was seen of one run.
type sight struct {
	clues  clues
	topic  topic
	holder int32
}

func newSurvey(p *page, k known, headlines []headline, root int32) *survey {
	s := &survey{page: p, known: k, root: root, first: -1, last: -1}
	s.findShapes()
	s.findFlow()
	limit := s.first
	if limit < 0 {
		limit = p.boxes[root].last
	}
	s.headline = lastBefore(headlines, limit)
	around := p.boxes[root]
	if around.parent >= 0 {
		around = p.boxes[around.parent]
	}
	s.lo, s.hi = around.first, around.last
	if s.headline >= 0 {
		s.lo = min(s.lo, s.headline)
	}
	s.fold()
	s.look()
	return s
}

// findShapes computes the shape of each box. Elements that a template makes alike have the same shape.
func (s *survey) findShapes() {
	s.shapes = make([]uint64, len(s.boxes))
	tag, class := maphash.MakeSeed(), maphash.MakeSeed()
	for i := range s.boxes {
		n := s.boxes[i].node
		s.shapes[i] = maphash.String(tag, n.Data) ^ maphash.String(class, attribute(n, "class"))
	}
}

// holder returns the box that holds a run's block among other blocks, or -1.
func (s *survey) holder(r *run) int32 {
	if r.box < 0 {
		return -1
	}
	return s.boxes[r.box].holder
}

// isTextual tells whether an element is a piece of text, not what holds pieces together.
func isTextual(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt,
		atom.Dd, atom.Blockquote, atom.Pre, atom.Table, atom.Tbody, atom.Thead, atom.Tr, atom.Td, atom.Th, atom.Figure,
		atom.Figcaption, atom.Span, atom.Em, atom.Strong, atom.A, atom.B, atom.I:
		return true
	}
	return false
}

// findFlow learns in which elements the root's prose stands.
func (s *survey) findFlow() {
	s.holders, s.twins, s.at = map[uint64]int{}, map[uint64]int{}, map[int32]int{}
	root := &s.boxes[s.root]
	for i := root.first; i < root.last; i++ {
		r := &s.runs[i]
		n := s.ownProse(r)
		if n == 0 {
			continue
		}
		h := s.holder(r)
		s.holders[s.shapes[h]] += n
		s.twins[s.shapes[r.box]] += n
		s.at[h] += n
		s.prose += n
	}
	for i := root.first; i < root.last; i++ {
		if s.inFlow(i) {
			if s.first < 0 {
				s.first = i
			}
			s.last = i
		}
	}
}

// inFlow tells whether run i is a paragraph of the article beyond doubt: prose, in an element of a shape
// that has a tenth of all prose.
func (s *survey) inFlow(i int32) bool {
	if i < 0 || int(i) >= len(s.runs) {
		return false
	}
	r := &s.runs[i]
	return r.box >= 0 && r.marks&isHeading == 0 && s.ownProse(r) > 0 && s.holders[s.shapes[s.holder(r)]]*10 >= s.prose
}

// linky tells whether run i is a link and little else.
func (s *survey) linky(i int32) bool {
	if i < 0 || int(i) >= len(s.runs) {
		return false
	}
	r := &s.runs[i]
	return r.linked*10 >= (r.end-r.start)*8
}

// foldLimit is how much of a run is compared with other texts.
const foldLimit = 4000

func (s *survey) fold() {
	s.foldEnd = make([]int32, s.hi-s.lo)
	if s.hi > s.lo {
		s.folded = make([]byte, 0, s.runs[s.hi-1].end-s.runs[s.lo].start+64)
	}
	for i := s.lo; i < s.hi; i++ {
		s.folded = fold(s.folded, s.textOf(&s.runs[i]), foldLimit)
		s.foldEnd[i-s.lo] = int32(len(s.folded))
	}
}

func (s *survey) foldedText(i int32) []byte {
	from := int32(0)
	if i > s.lo {
		from = s.foldEnd[i-s.lo-1]
	}
	return s.folded[from:s.foldEnd[i-s.lo]]
}

// repeats counts, for each box, the neighbouring siblings of its shape, itself included. Text elements
// do not count: paragraphs are alike.
func (s *survey) repeats() []int32 {
	first := make([]int32, len(s.boxes)) // of the group
	count := make([]int32, len(s.boxes))
	child := make([]int32, len(s.boxes)+1) // last child so far, by parent, plus one
	for i := range s.boxes {
		b := &s.boxes[i]
		first[i] = int32(i)
		switch b.node.DataAtom {
		case atom.P, atom.H2, atom.H3, atom.H4, atom.Tr, atom.Td, atom.Li:
			count[i] = 1
			continue
		}
		if prev := child[b.parent+1] - 1; prev >= 0 && s.shapes[prev] == s.shapes[i] {
			first[i] = first[prev]
		}
		count[first[i]]++
		child[b.parent+1] = int32(i) + 1
	}
	for i := range count {
		count[i] = count[first[i]]
	}
	return count
}
