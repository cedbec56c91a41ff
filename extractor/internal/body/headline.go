package body

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// A headline is a run that may be the article's headline.
type headline struct {
	run   int32
	grade headlineGrade
}

type headlineGrade uint8

const (
	topHeading  headlineGrade = iota // an h1 of another text than the title
	sameText                         // the title, in another element
	sameHeading                      // the title, in an h1
)

// headlines finds the runs that may be the headline, best first, in page order among equals.
func (p *page) headlines(title []byte) []headline {
	var grades [sameHeading + 1][]headline
	var buf []byte
	for i := range p.runs {
		r := &p.runs[i]
		if r.box < 0 || r.end-r.start > 400 {
			continue
		}
		h1 := p.inHeading1(r.box)
		if n := int(r.end - r.start); !h1 && (n < len(title)/2 || n > 2*len(title)+20) {
			continue
		}
		buf = fold(buf[:0], p.textOf(r), 400)
		g := topHeading
		switch same := sameTitle(buf, title); {
		case same && h1:
			g = sameHeading
		case same && r.marks&(isNav|isRelated|isAside|isFooter) == 0:
			g = sameText
		case !h1:
			continue
		}
		grades[g] = append(grades[g], headline{int32(i), g})
	}
	return append(append(grades[sameHeading], grades[sameText]...), grades[topHeading]...)
}

// inHeading1 tells whether box b is an h1 or stands right inside one.
func (p *page) inHeading1(b int32) bool {
	for range 3 {
		if b < 0 {
			return false
		}
		if p.boxes[b].node.DataAtom == atom.H1 {
			return true
		}
		b = p.boxes[b].parent
	}
	return false
}

// lastBefore returns the last of the best headlines before a run, or -1.
func lastBefore(headlines []headline, before int32) int32 {
	at, grade := int32(-1), topHeading
	for _, h := range headlines {
		if h.run < before && (at < 0 || h.grade >= grade) {
			at, grade = max(at, h.run), h.grade
		}
	}
	return at
}

// sameTitle tells whether two folded texts are the same headline: equal, or one is most of the other.
func sameTitle(a, b []byte) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == len(b) {
		return len(a) > 0 && bytes.Equal(a, b)
	}
	return len(a) >= 20 && len(a)*10 >= len(b)*7 && bytes.Contains(b, a)
}
