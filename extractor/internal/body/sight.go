package body

import (
	"bytes"

	"golang.org/x/net/html/atom"
)

// look sets the clues of all runs.
func (s *survey) look() {
	s.sights = make([]sight, s.hi-s.lo)
	for i := s.lo; i < s.hi; i++ {
		x := &s.sights[i-s.lo]
		x.holder = s.holder(&s.runs[i])
		x.clues.set(always)
		s.place(i, x)
		s.element(i, x)
		s.measure(i, x)
		appearance(s.textOf(&s.runs[i]), &x.clues)
		s.neighbours(i, x)
		s.compare(i, x)
	}
	s.company()
	s.phrases()
	s.ending()
	s.repetitions()
	s.testimony()
}

// place tells where a run stands.
func (s *survey) place(i int32, x *sight) {
	root := &s.boxes[s.root]
	switch {
	case i >= root.first && i < root.last:
		x.clues.set(inRoot)
		x.clues.setIf(s.first >= 0 && i < s.first, beforeProse)
		x.clues.setIf(s.first >= 0 && i > s.last, afterProse)
	case s.headline >= 0 && i > s.headline && i < root.first:
		x.clues.set(inLead)
	default:
		x.clues.set(nearRoot)
	}
}

// element tells what element shows a run.
func (s *survey) element(i int32, x *sight) {
	r := &s.runs[i]
	r.marks.each(func(m clue) { x.clues.set(markClue + m) })
	if r.box >= 0 {
		s.boxes[r.box].near.each(func(m clue) { x.clues.set(nearClue + m) })
	}
	tag := atom.Atom(0)
	if r.box >= 0 {
		tag = s.boxes[r.box].node.DataAtom
	}
	switch {
	case r.marks&isHeading != 0:
		x.clues.set(heading)
		x.clues.setIf(tag == atom.H1, heading1)
	case r.marks&isCell != 0:
		x.clues.set(cell)
	case r.marks&isItem != 0:
		x.clues.set(item)
	case r.marks&isPre != 0:
		x.clues.set(preformatted)
	case r.marks&isQuote != 0:
		x.clues.set(quote)
	case tag == atom.P:
		x.clues.set(paragraphTag)
	default:
		x.clues.set(bareText)
	}
}

// measure tells a run's length, and how much of it is bold, italic or a link.
func (s *survey) measure(i int32, x *sight) {
	r := &s.runs[i]
	n, linked := r.end-r.start, r.linked
	switch {
	case n < 20:
		x.clues.set(under20)
	case n < 40:
		x.clues.set(under40)
	case n < 80:
		x.clues.set(under80)
	case n < 160:
		x.clues.set(under160)
	case n < 320:
		x.clues.set(under320)
	default:
		x.clues.set(long)
	}
	switch {
	case linked == 0:
		x.clues.set(noLink)
	case linked*4 < n:
		x.clues.set(fewLinks)
	case linked*10 < n*6:
		x.clues.set(halfLinks)
	case linked*20 < n*19:
		x.clues.set(mostLinks)
	default:
		x.clues.set(allLink)
	}
	x.clues.setIf(r.bold, bold)
	x.clues.setIf(r.italic, italic)
}

// neighbours tells how a run belongs to the flow, and what stands before and after it.
func (s *survey) neighbours(i int32, x *sight) {
	r := &s.runs[i]
	prose := 0
	if x.holder >= 0 {
		prose = s.holders[s.shapes[x.holder]]
	}
	switch {
	case prose*2 >= s.prose:
		x.clues.set(flowMost)
	case prose*10 >= s.prose:
		x.clues.set(flowSome)
	case prose > 0:
		x.clues.set(flowFew)
	default:
		x.clues.set(flowNone)
	}
	x.clues.setIf(s.at[x.holder]*2 >= s.prose, atFlow)
	x.clues.setIf(r.box >= 0 && s.twins[s.shapes[r.box]]*2 >= s.prose, twin)
	x.clues.setIf(s.inFlow(i-1), prevFlow)
	x.clues.setIf(s.inFlow(i+1), nextFlow)
	x.clues.setIf(s.linky(i-1), prevLink)
	x.clues.setIf(s.linky(i+1), nextLink)
	x.clues.setIf(int(i)+1 < len(s.runs) && s.runs[i+1].marks&isHeading != 0, nextHeading)
}

// compare tells what of the hints a run repeats.
func (s *survey) compare(i int32, x *sight) {
	k, c, text := &s.known, &x.clues, s.foldedText(i)
	r := &s.runs[i]
	early := c.has(inLead) || c.has(beforeProse)
	c.setIf(sameTitle(text, k.title), title)
	c.setIf(len(k.title) >= 15 && len(text) < len(k.title)+80 && (early || c.has(heading)) && bytes.Contains(text, k.title), titleWithin)
	for _, a := range k.authors {
		c.setIf(bytes.HasPrefix(text, a), authorFirst)
		c.setIf(len(text) < len(a)+60 && bytes.Contains(text, a), author)
	}
	c.setIf(len(k.section) > 0 && bytes.Equal(text, k.section), section)
	c.setIf(len(k.published) > 0 && len(text) < len(k.published)+40 && bytes.Contains(text, k.published), published)
	c.setIf(k.describes(text), description)
	if early && r.marks&(isCaption|isFigure) == 0 {
		c.setIf(r.marks&(isStandfirst|isExcerpt) != 0, leadStandfirst)
		c.setIf(r.end-r.start > 60 && c.has(sentence) && r.linked*4 < r.end-r.start, leadSentence)
	}
}
