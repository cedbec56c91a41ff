package body

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
	inArticle := make([]bool, len(s.boxes))
	for i := s.root; i < int32(len(s.boxes)); i++ {
		b := &s.boxes[i]
		if i != s.root && b.parent >= 0 {
			inCard[i], inList[i], inMessage[i] = inCard[b.parent], inList[b.parent], inMessage[b.parent]
			inArticle[i] = inArticle[b.parent] || b.own&isArticle != 0
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
			x.clues.setIf(inArticle[b] && x.clues.has(inRoot), nestedArticle)
		}
		x.clues.setIf(afterPictures[i], afterPicture)
		if h := x.holder; h >= 0 && h != s.root {
			x.clues.setIf(of(linked, h)*2 > of(size, h), linkyHolder)
			x.clues.setIf(of(size, h) < 200, shortHolder)
			x.clues.setIf(s.boxes[h].lastPicture > s.boxes[h].firstPicture, withPicture)
		}
	}
}
