package body

import (
	"bytes"
	"unicode"
	"unicode/utf8"

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

// appearance tells what the characters of a text look like.
func appearance(text []byte, c *clues) {
	switch lastMark(text) {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '։':
		c.set(sentence)
	case ':', '：':
		c.set(colon)
	}
	var upper, lower, digits, letters int
	for i := 0; i < min(len(text), 300); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case 'a' <= r && r <= 'z':
			lower++
			letters++
		case '0' <= r && r <= '9':
			digits++
		case r == '|' || r == '·' || r == '•' && i > 0:
			c.set(bars)
		case r == '@':
			c.set(atSign)
		case r == '©' || i == 0 && isBullet(r):
			c.set(sign)
		case unicode.IsUpper(r):
			upper++
			letters++
		case unicode.IsLower(r):
			lower++
			letters++
		case unicode.IsLetter(r):
			letters++
		}
		i += size
	}
	c.setIf(upper > 3 && lower == 0, capitals)
	c.setIf(digits*10 > (digits+letters)*3, manyDigits)
	c.setIf(len(text) < 80 && digits >= 3 && hasTime(text), dateLike)
}

func isBullet(r rune) bool {
	switch r {
	case '>', '»', '→', '▶', '►', '•', '*':
		return true
	}
	return false
}

// lastMark is the last character of a text but for closing quotes and brackets.
func lastMark(text []byte) rune {
	for len(text) > 0 {
		r, size := utf8.DecodeLastRune(text)
		switch r {
		case '"', '\'', '”', '’', '»', '“', ')', ' ', '」', '』', '）':
			text = text[:len(text)-size]
		default:
			return r
		}
	}
	return 0
}

// hasTime tells whether a text has a year of our times or a clock time in it.
func hasTime(text []byte) bool {
	digits := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && isDigit(text[i]) {
			digits++
			continue
		}
		if digits == 4 && (text[i-4] == '2' && text[i-3] == '0' || text[i-4] == '1' && text[i-3] == '9') {
			return true
		}
		if (digits == 1 || digits == 2) && i+2 < len(text) && text[i] == ':' && isDigit(text[i+1]) && isDigit(text[i+2]) {
			return true
		}
		digits = 0
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

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

// messageSize is the length in bytes of the longest hidden text that is taken for a message.
const messageSize = 200

// company tells what a run's holder, list or card is like.
func (s *survey) company() {
	size := s.sums(func(r *run) int { return int(r.end - r.start) })
	linked := s.sums(func(r *run) int { return int(r.linked) })
	of := func(sums []int, b int32) int { return sums[s.boxes[b].last] - sums[s.boxes[b].first] }
	repeats := s.repeats()

	// Whether a box is, or stands in, a card or a list of links, from the outside in.
	inCard := make([]bool, len(s.boxes))
	inList := make([]bool, len(s.boxes))
	inMessage := make([]bool, len(s.boxes))
	for i := s.root; i < int32(len(s.boxes)); i++ {
		b := &s.boxes[i]
		if i != s.root && b.parent >= 0 {
			inCard[i], inList[i], inMessage[i] = inCard[b.parent], inList[b.parent], inMessage[b.parent]
			if b.own&isHidden != 0 && of(size, i) < messageSize {
				inMessage[i] = true
			}
			if repeats[i] >= 3 && of(linked, i)*4 > of(size, i) {
				inCard[i] = true
			}
			if b.own&(isList|isTable) != 0 && of(linked, i)*10 > of(size, i)*6 {
				inList[i] = true
			}
		}
	}
	afterPictures := make([]bool, s.hi-s.lo)
	for i := range s.pictures {
		if at := s.pictures[i].run; at >= s.lo && at < s.hi {
			afterPictures[at-s.lo] = true
		}
	}
	for i := range s.sights {
		x := &s.sights[i]
		if b := s.runs[s.lo+int32(i)].box; b >= 0 {
			x.clues.setIf(inCard[b], card)
			x.clues.setIf(inList[b], linkyList)
			x.clues.setIf(inMessage[b], hiddenShort)
		}
		x.clues.setIf(afterPictures[i], afterPicture)
		if h := x.holder; h >= 0 && h != s.root {
			x.clues.setIf(of(linked, h)*2 > of(size, h), linkyHolder)
			x.clues.setIf(of(size, h) < 200, shortHolder)
			x.clues.setIf(s.boxes[h].lastPicture > s.boxes[h].firstPicture, withPicture)
		}
	}
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
		c.setIf(r.marks&isStandfirst != 0, leadStandfirst)
		c.setIf(r.end-r.start > 60 && c.has(sentence) && r.linked*4 < r.end-r.start, leadSentence)
	}
}

// phraseLimit is the length of the longest run, in bytes, that phrases are looked for in.
const phraseLimit = 400

// phrases tells which phrases runs are, begin with or mention, and what stands under headings that are
// such.
func (s *survey) phrases() {
	under, sources := false, false
	for i := range s.sights {
		x, at := &s.sights[i], s.lo+int32(i)
		c := &x.clues
		whole := false
		if r := &s.runs[at]; r.end-r.start < phraseLimit {
			x.topic, whole = phrases.of(s.foldedText(at))
			phrases.mentioned(s.foldedText(at), func(t topic) { c.set(mentionClues[t]) })
		}
		if x.topic != noTopic {
			c.set(topicClue + clue(x.topic))
			c.setIf(whole, phraseWhole)
			c.setIf(!whole, phraseOpening)
		}
		if c.has(heading) && x.topic == noTopic {
			under, sources = false, false
		}
		if s.inFlow(at) {
			under = false
		}
		c.setIf(under, underPhrase)
		c.setIf(sources, underSources)
		if whole {
			switch x.topic {
			case topicRelated, topicSignup, topicTalk, topicTags:
				under = true
			case topicSources:
				sources = true
			}
		}
	}
}

var mentionClues = [topicCount]clue{
	topicSignup: mentionsSignup, topicPeople: mentionsPeople, topicLegal: mentionsLegal, topicRelated: mentionsRelated,
	topicShare: mentionsShare,
}

// ending tells what stands at the end of the flow.
func (s *survey) ending() {
	left := 3 // paragraphs of the tail still to come
	for i := len(s.sights) - 1; i >= 0; i-- {
		c, at := &s.sights[i].clues, s.lo+int32(i)
		if !c.has(inRoot) {
			continue
		}
		c.setIf(at == s.last, lastOfFlow)
		c.set(tail)
		c.setIf(!c.has(noLink), tailLink)
		c.setIf(c.has(italic), tailItalic)
		c.setIf(c.has(mentionsSignup) || c.has(mentionsPeople) || c.has(mentionsLegal) || c.has(mentionsRelated) || c.has(mentionsShare), tailMention)
		c.setIf(c.has(under20) || c.has(under40) || c.has(under80), tailShort)
		if s.inFlow(at) {
			if left--; left == 0 {
				return
			}
		}
	}
}

// repetitions tells which runs repeat other runs or the alternative text of a picture.
func (s *survey) repetitions() {
	var buf []byte
	alts := map[uint64]bool{}
	for i := range s.pictures {
		if alt := attribute(s.pictures[i].node, "alt"); len(alt) > 12 {
			buf = fold(buf[:0], alt, 600)
			alts[hash(buf)] = true
		}
	}
	root := &s.boxes[s.root]
	grams := newSketch(len(s.folded))
	for i := root.first; i < root.last; i++ {
		grams.add(s.foldedText(i))
	}
	seen := make(map[uint64]bool, len(s.sights))
	for i := range s.sights {
		c, at := &s.sights[i].clues, s.lo+int32(i)
		text := s.foldedText(at)
		if len(text) == 0 {
			continue
		}
		h := hash(text)
		c.setIf(alts[h], altText)
		c.setIf(seen[h], repeated)
		if c.has(nearRoot) {
			continue
		}
		seen[h] = true
		if c.has(inRoot) && len(text) > 25 {
			share, ok := grams.share(text, 2)
			c.setIf(ok && share >= 0.9, echoed)
		}
	}
}

// testimony tells what of the runs the witness knows. A witness that gives much less than the page is a
// summary, and no witness.
func (s *survey) testimony() {
	w := s.known.witness
	if w == nil || w.text*10 <= s.prose*7 {
		return
	}
	told := 0
	for i := range s.sights {
		c, at := &s.sights[i].clues, s.lo+int32(i)
		share, ok := w.share(s.foldedText(at), 1)
		switch {
		case !ok:
		case share > 0.6:
			c.set(witnessed)
			if c.has(inRoot) {
				told += s.ownProse(&s.runs[at])
			}
		case share < 0.3 && !c.has(inLead) && !c.has(beforeProse) && !c.has(heading):
			c.set(unwitnessed)
		}
	}
	if told*10 <= s.prose*8 {
		return
	}
	for i := range s.sights {
		c := &s.sights[i].clues
		c.setIf(c.has(unwitnessed), surelyUnwitnessed)
	}
}
