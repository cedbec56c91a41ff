package body

import "hash/maphash"

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
			x.topic, whole = phrases.of(s.foldedText(at), s.textOf(r))
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
			if x.topic == topicRelated {
				s.labels(int32(i))
			}
			switch x.topic {
			case topicRelated, topicSignup, topicTalk, topicTags:
				under = true
			case topicSources:
				sources = true
			}
		}
	}
}

// labels tells that the i-th sight names other articles, if a list or links follow at once, and these.
func (s *survey) labels(i int32) {
	from := s.lo + i + 1
	if from >= s.hi || s.sights[i].clues.has(listedLink) {
		return
	}
	to := from
	if list := s.within(s.runs[from].box, isList); list >= 0 && s.boxes[list].first == from && s.allLinked(&s.boxes[list]) {
		to = min(s.boxes[list].last, s.hi)
	}
	for to < s.hi && s.linky(to) {
		to++
	}
	for j := from; j < to; j++ {
		s.sights[j-s.lo].clues.set(listedLink)
	}
	s.sights[i].clues.setIf(to > from, labelsLinks)
}

// allLinked tells whether each run of a list has a link.
func (s *survey) allLinked(list *box) bool {
	for i := list.first; i < list.last; i++ {
		if s.runs[i].linked == 0 {
			return false
		}
	}
	return true
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
	seed := maphash.MakeSeed()
	alts := map[uint64]bool{}
	for i := range s.pictures {
		if alt := attribute(s.pictures[i].node, "alt"); len(alt) > 12 {
			buf = fold(buf[:0], alt, 600)
			alts[maphash.Bytes(seed, buf)] = true
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
		h := maphash.Bytes(seed, text)
		c.setIf(alts[h], altText)
		c.setIf(seen[h], repeated)
		if c.has(nearRoot) {
			continue
		}
		seen[h] = true
		c.setIf(c.has(inRoot) && len(text) > 25 && grams.repeats(text), echoed)
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
		share, ok := w.share(s.foldedText(at))
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
