package body

import (
	"bytes"
	"hash/maphash"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// A clue is something seen of a run that speaks for or against its being part of the article.
type clue uint8

const (
	cAlways clue = iota
	// place
	cInRoot
	cLead        // between headline and root
	cNearRoot    // elsewhere in the parent of the root
	cOutside     // elsewhere
	cBeforeProse // in the root, before the first paragraph of the flow
	cAfterProse  // in the root, after the last paragraph of the flow
	// element
	cParagraphTag
	cBareText // text that stands in a div itself
	cHeading
	cHeading1
	cItem
	cCell
	cQuote
	cPre
	// size
	cUnder20
	cUnder40
	cUnder80
	cUnder160
	cUnder320
	cLong
	// look
	cBold
	cSentence // ends as a sentence does
	cColon
	cNoCase // has no small letter though its script has them
	cBars   // has | or · between words
	cAt     // has @
	cSign   // has ©, or begins with an arrow or the like
	cDate
	cDigits
	// links
	cNoLink
	cFewLinks
	cHalfLinks
	cMostLinks
	cAllLink
	// flow
	cFlowMost
	cFlowSome
	cFlowFew
	cFlowNone
	cAtFlow // its holder holds most of the prose
	cPrevFlow
	cNextFlow
	cPrevLink
	cNextLink
	cNextHeading
	// group
	cLinkyHolder
	cLinkyList
	cCard
	cShortHolder
	// text
	cTitle
	cAuthor
	cSection
	cPublished
	cDescription
	cRepeated    // the same as a run before
	cEchoed      // all of it stands within another run
	cAuthorStart // begins with an author's name
	cAlt         // is the alternative text of a picture
	cAfterPicture
	cWithPicture // its holder holds a picture too
	cItalic
	cTopicWhole
	cTopicOpening
	cUnderTopic
	cLeadStandfirst // marked standfirst, between headline and first paragraph
	cLeadSentence
	cTitleHeading
	cWitnessed
	cUnwitnessed
	cTopic0    // and one for each topic
	cTopicLast = cTopic0 + clue(topicMenu)
	cMark0     = cTopicLast + 1 // and one for each mark
	cNear0     = cMark0 + 32    // and one for each mark of the nearest box that has any
	clueCount  = cNear0 + 32
)

// A sight is all that is seen of one run.
type sight struct {
	clues  [3]uint64
	topic  topic
	whole  bool
	holder int32 // the box that holds this run's block among others
}

func (s *sight) set(c clue)      { s.clues[c>>6] |= 1 << (c & 63) }
func (s *sight) has(c clue) bool { return s.clues[c>>6]&(1<<(c&63)) != 0 }

// A survey is what the page looks like from its root.
type survey struct {
	*page
	hints    *Hints
	root     int32
	headline int32 // run that shows the title, or -1
	sights   []sight
	seed     maphash.Seed
	from, to int32 // runs of the root's flow: first and last prose
}

func isLeafBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd,
		atom.Blockquote, atom.Pre, atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Table, atom.Figcaption, atom.Figure,
		atom.Span, atom.Em, atom.Strong, atom.A, atom.B, atom.I:
		return true
	}
	return false
}

func (p *page) holderOf(r *run) int32 {
	b := r.box
	for b >= 0 && p.boxes[b].parent >= 0 && isLeafBlock(p.boxes[b].node.DataAtom) {
		b = p.boxes[b].parent
	}
	return b
}

func (p *page) signature(seed maphash.Seed, b int32) uint64 {
	if b < 0 {
		return 0
	}
	n := p.boxes[b].node
	h := maphash.String(seed, n.Data)
	for i := range n.Attr {
		if n.Attr[i].Key == "class" {
			h = h*31 ^ maphash.String(seed, n.Attr[i].Val)
		}
	}
	return h
}

func newSurvey(p *page, h *Hints, root int) *survey {
	s := &survey{page: p, hints: h, root: int32(root), seed: maphash.MakeSeed(), sights: make([]sight, len(p.runs))}
	s.survey()
	return s
}

func (s *survey) survey() {
	p := s.page
	rb := p.boxes[s.root]
	var tb, ab, sb, db, pb []byte
	tb = fold(nil, s.hints.Title, 400)
	sb = fold(nil, s.hints.Section, 100)
	db = fold(nil, s.hints.Description, 2000)
	pb = fold(nil, s.hints.PublishedRaw, 100)
	var authors [][]byte
	for _, a := range s.hints.Authors {
		if f := fold(nil, a, 100); len(f) > 3 {
			authors = append(authors, f)
		}
	}
	_ = ab
	witness := newWitness(s.hints.ArticleBody)
	// flow: prose bytes by holder signature
	flow := map[uint64]int{}
	at := map[int32]int{}
	total := 0
	s.from, s.to = -1, -1
	for i := rb.first; i < rb.last; i++ {
		r := &p.runs[i]
		if r.marks&(foreign|isHidden) != 0 {
			continue
		}
		if n := p.prose(r); n > 0 {
			hd := p.holderOf(r)
			flow[p.signature(s.seed, hd)] += n
			at[hd] += n
			total += n
		}
	}
	inFlow := func(i int32) bool {
		if i < 0 || int(i) >= len(p.runs) {
			return false
		}
		r := &p.runs[i]
		if r.marks&(foreign|isHidden|isHeading) != 0 || p.prose(r) == 0 {
			return false
		}
		hd := p.holderOf(r)
		return 10*flow[p.signature(s.seed, hd)] >= total
	}
	for i := rb.first; i < rb.last; i++ {
		if inFlow(i) {
			if s.from < 0 {
				s.from = i
			}
			s.to = i
		}
	}
	// headline
	s.headline = -1
	limit := s.from
	if limit < 0 {
		limit = rb.last
	}
	var fb []byte
	for i := int32(0); i < limit; i++ {
		r := &p.runs[i]
		if r.end-r.start > 400 {
			continue
		}
		fb = fold(fb[:0], p.textOf(r), 400)
		if len(tb) > 0 && same(fb, tb) || r.box >= 0 && p.boxes[r.box].node.DataAtom == atom.H1 {
			s.headline = i
		}
	}
	// holder link density
	linked := p.prefix(func(r *run) int { return int(r.linked) })
	size := p.prefix(func(r *run) int { return int(r.end - r.start) })
	repeats := p.repeats(s.seed)
	seenText := map[uint64]bool{}
	alts := map[uint64]bool{}
	afterPicture := map[int32]bool{}
	for i := range p.pictures {
		pic := &p.pictures[i]
		afterPicture[pic.run] = true
		if a := attribute(pic.node, "alt"); len(a) > 12 {
			fb = fold(fb[:0], a, 600)
			alts[maphash.Bytes(s.seed, fb)] = true
		}
	}
	grams := map[uint64]int32{}
	for i := rb.first; i < rb.last; i++ {
		fb = fold(fb[:0], p.textOf(&p.runs[i]), 1<<20)
		eachGram(fb, func(h uint64) { grams[h]++ })
	}
	parent := rb.parent
	under := noTopic
	underHolder := int32(-1)
	for i := range p.runs {
		r := &p.runs[i]
		x := &s.sights[i]
		text := p.textOf(r)
		n := int(r.end - r.start)
		x.set(cAlways)
		id := int32(i)
		switch {
		case id >= rb.first && id < rb.last:
			x.set(cInRoot)
			if s.from >= 0 && id < s.from {
				x.set(cBeforeProse)
			}
			if s.to >= 0 && id > s.to {
				x.set(cAfterProse)
			}
		case s.headline >= 0 && id > s.headline && id < rb.first:
			x.set(cLead)
		case parent >= 0 && id >= p.boxes[parent].first && id < p.boxes[parent].last:
			x.set(cNearRoot)
		default:
			x.set(cOutside)
		}
		for m := 0; m < 32; m++ {
			if r.marks&(1<<m) != 0 {
				x.set(cMark0 + clue(m))
			}
		}
		for b := r.box; b >= 0; b = p.boxes[b].parent {
			if o := p.boxes[b].own &^ (isHeading | isArticle | isList | isItem); o != 0 {
				for m := 0; m < 32; m++ {
					if o&(1<<m) != 0 {
						x.set(cNear0 + clue(m))
					}
				}
				break
			}
		}
		tag := atom.Atom(0)
		if r.box >= 0 {
			tag = p.boxes[r.box].node.DataAtom
		}
		switch {
		case r.marks&isHeading != 0:
			x.set(cHeading)
			if tag == atom.H1 {
				x.set(cHeading1)
			}
		case r.marks&isCell != 0:
			x.set(cCell)
		case r.marks&isItem != 0:
			x.set(cItem)
		case r.marks&isPre != 0:
			x.set(cPre)
		case r.marks&isQuote != 0:
			x.set(cQuote)
		case tag == atom.P:
			x.set(cParagraphTag)
		default:
			x.set(cBareText)
		}
		switch {
		case n < 20:
			x.set(cUnder20)
		case n < 40:
			x.set(cUnder40)
		case n < 80:
			x.set(cUnder80)
		case n < 160:
			x.set(cUnder160)
		case n < 320:
			x.set(cUnder320)
		default:
			x.set(cLong)
		}
		if r.bold {
			x.set(cBold)
		}
		if r.italic {
			x.set(cItalic)
		}
		l := int(r.linked)
		switch {
		case l == 0:
			x.set(cNoLink)
		case l*4 < n:
			x.set(cFewLinks)
		case l*10 < n*6:
			x.set(cHalfLinks)
		case l*20 < n*19:
			x.set(cMostLinks)
		default:
			x.set(cAllLink)
		}
		s.look(x, text)
		// flow
		hd := p.holderOf(r)
		x.holder = hd
		f := flow[p.signature(s.seed, hd)]
		switch {
		case f*2 >= total:
			x.set(cFlowMost)
		case f*10 >= total:
			x.set(cFlowSome)
		case f > 0:
			x.set(cFlowFew)
		default:
			x.set(cFlowNone)
		}
		if at[hd]*2 >= total {
			x.set(cAtFlow)
		}
		if inFlow(id - 1) {
			x.set(cPrevFlow)
		}
		if inFlow(id + 1) {
			x.set(cNextFlow)
		}
		lk := func(j int) bool {
			if j < 0 || j >= len(p.runs) {
				return false
			}
			q := &p.runs[j]
			return int(q.linked)*10 >= int(q.end-q.start)*8
		}
		if lk(i - 1) {
			x.set(cPrevLink)
		}
		if lk(i + 1) {
			x.set(cNextLink)
		}
		if i+1 < len(p.runs) && p.runs[i+1].marks&isHeading != 0 {
			x.set(cNextHeading)
		}
		// group
		if hd >= 0 && hd != s.root {
			b := &p.boxes[hd]
			sz, lkd := size[b.last]-size[b.first], linked[b.last]-linked[b.first]
			if lkd*2 > sz {
				x.set(cLinkyHolder)
			}
			if sz < 200 {
				x.set(cShortHolder)
			}
		}
		for b := r.box; b >= 0 && b != s.root; b = p.boxes[b].parent {
			switch p.boxes[b].node.DataAtom {
			case atom.Ul, atom.Ol, atom.Table:
				q := &p.boxes[b]
				if (linked[q.last]-linked[q.first])*10 > (size[q.last]-size[q.first])*6 {
					x.set(cLinkyList)
				}
			}
			if repeats[b] >= 3 {
				q := &p.boxes[b]
				if (linked[q.last]-linked[q.first])*4 > (size[q.last] - size[q.first]) {
					x.set(cCard)
				}
			}
		}
		// text
		fb = fold(fb[:0], text, 2000)
		if len(tb) > 0 && same(fb, tb) {
			x.set(cTitle)
		}
		if len(tb) >= 15 && len(fb) < len(tb)+80 && (x.has(cHeading) || x.has(cBeforeProse) || x.has(cLead)) && bytes.Contains(fb, tb) {
			x.set(cTitleHeading)
		}
		if (x.has(cLead) || x.has(cBeforeProse)) && r.marks&(isCaption|isFigure) == 0 {
			if r.marks&isStandfirst != 0 {
				x.set(cLeadStandfirst)
			}
			if n > 60 && x.has(cSentence) && r.linked*4 < r.end-r.start {
				x.set(cLeadSentence)
			}
		}
		if afterPicture[id] {
			x.set(cAfterPicture)
		}
		if hd >= 0 && hd != s.root && p.boxes[hd].lastPicture > p.boxes[hd].firstPicture {
			x.set(cWithPicture)
		}
		if x.has(cInRoot) && n > 25 {
			all, twice := 0, 0
			eachGram(fb, func(h uint64) {
				all++
				if grams[h] > 1 {
					twice++
				}
			})
			if all > 2 && twice*10 >= all*9 {
				x.set(cEchoed)
			}
		}
		for _, a := range authors {
			if bytes.HasPrefix(fb, a) {
				x.set(cAuthorStart)
			}
			if len(fb) < len(a)+60 && bytes.Contains(fb, a) {
				x.set(cAuthor)
			}
		}
		if len(sb) > 0 && bytes.Equal(fb, sb) {
			x.set(cSection)
		}
		if len(pb) > 0 && len(fb) < len(pb)+40 && bytes.Contains(fb, pb) {
			x.set(cPublished)
		}
		if len(db) > 30 && len(fb) > 30 && (bytes.Contains(db, fb) || bytes.HasPrefix(fb, db[:min(len(db), 80)])) {
			x.set(cDescription)
		}
		if len(fb) > 0 {
			k := maphash.Bytes(s.seed, fb)
			if alts[k] {
				x.set(cAlt)
			}
			if seenText[k] {
				x.set(cRepeated)
			}
			if x.has(cInRoot) || x.has(cLead) {
				seenText[k] = true
			}
		}
		if n < 400 {
			x.topic, x.whole = topics.of(fb)
			if x.topic != noTopic {
				x.set(cTopic0 + clue(x.topic))
				if x.whole {
					x.set(cTopicWhole)
				} else {
					x.set(cTopicOpening)
				}
			}
		}
		if inFlow(id) || r.marks&isHeading != 0 && x.topic == noTopic {
			under = noTopic
		}
		if under != noTopic {
			x.set(cUnderTopic)
		}
		if x.whole && (x.topic == topicRelated || x.topic == topicSignup || x.topic == topicTalk || x.topic == topicTags) {
			under, underHolder = x.topic, hd
		}
		_ = underHolder
		if witness.usable(total) {
			switch share := witness.share(fb); {
			case share > 0.6:
				x.set(cWitnessed)
			case share < 0.3 && !x.has(cLead) && !x.has(cBeforeProse) && !x.has(cHeading):
				x.set(cUnwitnessed)
			}
		}
	}
}

func (s *survey) look(x *sight, text []byte) {
	end := text
	for len(end) > 0 {
		c, size := utf8.DecodeLastRune(end)
		switch c {
		case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '։':
			x.set(cSentence)
		case ':', '：':
			x.set(cColon)
		case '"', '\'', '”', '’', '»', '“', ')', ' ', '」', '』', '）':
			end = end[:len(end)-size]
			continue
		}
		break
	}
	upper, lower, digits, letters := 0, 0, 0, 0
	for i := 0; i < len(text) && i < 300; {
		c, size := utf8.DecodeRune(text[i:])
		switch {
		case c == '|' || c == '·' || c == '•' && i > 0:
			x.set(cBars)
		case c == '@':
			x.set(cAt)
		case c == '©' || i == 0 && (c == '>' || c == '»' || c == '→' || c == '▶' || c == '►' || c == '•' || c == '*'):
			x.set(cSign)
		case '0' <= c && c <= '9':
			digits++
		case unicode.IsUpper(c):
			upper++
			letters++
		case unicode.IsLower(c):
			lower++
			letters++
		case unicode.IsLetter(c):
			letters++
		}
		i += size
	}
	if upper > 3 && lower == 0 {
		x.set(cNoCase)
	}
	if digits*10 > (digits+letters)*3 {
		x.set(cDigits)
	}
	if len(text) < 80 && digits >= 3 && dateLike(text) {
		x.set(cDate)
	}
}

// dateLike tells whether a short text has a year or a clock time in it.
func dateLike(text []byte) bool {
	run := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && '0' <= text[i] && text[i] <= '9' {
			run++
			continue
		}
		if run == 4 && (text[i-4] == '2' && text[i-3] == '0' || text[i-4] == '1' && text[i-3] == '9') {
			return true
		}
		if i+2 < len(text) && run > 0 && run <= 2 && text[i] == ':' && '0' <= text[i+1] && text[i+1] <= '5' && '0' <= text[i+2] && text[i+2] <= '9' {
			return true
		}
		run = 0
	}
	return false
}

// same tells whether two folded texts are the same headline: equal, or one the most of the other.
func same(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= 20 && len(a)*10 >= len(b)*7 && bytes.Contains(b, a)
}

// repeats counts, for each box, the neighbouring siblings of the same tag and class, itself included.
func (p *page) repeats(seed maphash.Seed) []int32 {
	n := make([]int32, len(p.boxes))
	group := make([]int32, len(p.boxes)) // first of the group
	lastChild := make([]int32, len(p.boxes)+1)
	sig := make([]uint64, len(p.boxes))
	for i := range p.boxes {
		b := &p.boxes[i]
		switch b.node.DataAtom {
		case atom.P, atom.H2, atom.H3, atom.H4, atom.Tr, atom.Td, atom.Li:
			group[i] = int32(i)
			n[i] = 1
			continue
		}
		sig[i] = p.signature(seed, int32(i))
		prev := lastChild[b.parent+1] - 1
		if prev >= 0 && sig[prev] == sig[i] {
			group[i] = group[prev]
		} else {
			group[i] = int32(i)
		}
		n[group[i]]++
		lastChild[b.parent+1] = int32(i) + 1
	}
	for i := range n {
		n[i] = n[group[i]]
	}
	return n
}

// A witness is a second telling of the body, from structured data.
type witness struct {
	grams map[uint64]struct{}
	size  int
}

const gramWords = 3

func newWitness(text string) *witness {
	w := &witness{}
	if len(text) < 200 {
		return w
	}
	f := fold(nil, text, 1<<20)
	w.size = len(f)
	w.grams = make(map[uint64]struct{}, len(f)/6)
	eachGram(f, func(h uint64) { w.grams[h] = struct{}{} })
	return w
}

func (w *witness) usable(total int) bool { return w.size*10 > total*7 }

func (w *witness) share(folded []byte) float64 {
	n, hit := 0, 0
	eachGram(folded, func(h uint64) {
		n++
		if _, ok := w.grams[h]; ok {
			hit++
		}
	})
	if n == 0 {
		return 0.5
	}
	return float64(hit) / float64(n)
}

// eachGram calls f with a hash of each sequence of three words.
func eachGram(folded []byte, f func(uint64)) {
	var h [gramWords]uint64
	words := 0
	cur := uint64(14695981039346656037)
	for i := 0; i <= len(folded); i++ {
		if i < len(folded) && folded[i] != ' ' {
			cur = (cur ^ uint64(folded[i])) * 1099511628211
			continue
		}
		h[0], h[1], h[2] = h[1], h[2], cur
		cur = 14695981039346656037
		if words++; words >= gramWords {
			f((h[0]*31+h[1])*31 + h[2])
		}
	}
}
