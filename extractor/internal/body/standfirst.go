package body

import "bytes"

// standfirst returns the run that sums the article up before it begins, or -1: the first that is kept,
// if it is marked as such, repeats the page's description, stands before the flow of the text, stands
// alone, or is bold while the text is not.
func (s *survey) standfirst(kept []bool) int32 {
	for i := range s.sights {
		at := s.lo + int32(i)
		c, r := &s.sights[i].clues, &s.runs[at]
		if !kept[i] || at <= s.headline || c.has(item) || c.has(cell) || r.end-r.start < 20 {
			continue
		}
		if s.marked(at) || c.has(leadStandfirst) || c.has(description) && at < s.first {
			return at
		}
		switch {
		case c.has(heading):
			continue
		case s.stressed(i, kept):
			return at
		case s.first >= 0 && at > s.first:
			return -1
		case c.has(leadSentence) || s.alone(i, kept):
			return at
		}
		return -1
	}
	return -1
}

// marked tells whether run i's own element is marked as the standfirst.
func (s *survey) marked(i int32) bool {
	b := s.runs[i].box
	return b >= 0 && s.boxes[b].own&isStandfirst != 0
}

// standfirstSize is the length in bytes of the longest standfirst that is known by standing alone.
const standfirstSize = 240

// alone tells whether the i-th sight, the first that is kept, is one sentence that other things than an
// advertisement part from the paragraphs to come.
func (s *survey) alone(i int, kept []bool) bool {
	text := s.textOf(&s.runs[s.lo+int32(i)])
	if len(text) > standfirstSize || bytes.Contains(text, []byte(". ")) || i+1 >= len(kept) {
		return false
	}
	return !kept[i+1] && s.sights[i+1].topic != topicAd
}

// stressed tells whether the i-th sight, the first that is kept, is bold and the next paragraph is not.
func (s *survey) stressed(i int, kept []bool) bool {
	if !s.sights[i].clues.has(bold) {
		return false
	}
	for j := i + 1; j < len(kept); j++ {
		if kept[j] {
			return !s.sights[j].clues.has(bold)
		}
	}
	return false
}
