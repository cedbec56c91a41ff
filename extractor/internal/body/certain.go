package body

import "bytes"

// certain names the rule that makes it certain that run i is no part of the body, whatever its clues
// weigh together; "" without one.
func (s *survey) certain(i int32, h *Hints) string {
	x, r := &s.sights[i-s.lo], &s.runs[i]
	c, n := &x.clues, r.end-r.start
	early := c.has(inLead) || c.has(beforeProse) || i <= s.headline
	switch {
	case c.has(title) && (early || c.has(heading1)):
		return "is the title"
	case i < s.headline:
		return "stands above the headline"
	case c.has(hiddenShort) && !s.isAnswer(i):
		return "is hidden"
	case c.has(section):
		return "is the section"
	case c.has(published) && n < labelSize:
		return "is the time of publication"
	case c.has(author) && n < labelSize && (x.topic == topicPeople || c.has(published) || c.has(dateLike) && !c.has(sentence)):
		return "is the byline"
	case c.has(phraseWhole) && x.topic == topicAd:
		return "labels an advertisement"
	case s.inLabelledAd(i):
		return "is an advertisement"
	case c.has(phraseWhole) && x.topic == topicRelated && !c.has(item) && !c.has(cell) && (!c.has(heading) || s.doubled(i)):
		return "labels other articles"
	case c.has(labelsLinks), c.has(listedLink):
		return "is of a list of other articles"
	case s.captionsSlide(i):
		return "captions a picture of a gallery"
	case c.has(phraseOpening) && x.topic == topicRelated && r.linked*2 > n && !c.has(heading):
		return "leads to another article"
	case x.topic == topicCredit && n < labelSize && !c.has(sentence):
		return "credits a picture"
	case creditedAtEnd(s.textOf(r)) && !c.has(heading):
		return "captions a picture"
	case !c.has(preformatted) && bytes.HasPrefix(s.textOf(r), []byte("<")) && bytes.Contains(s.textOf(r), []byte(`<a href="`)):
		return "is markup"
	case isPlaceholder(s.textOf(r)):
		return "is a template's placeholder"
	}
	for _, re := range h.DropText {
		if re.Match(s.textOf(r)) {
			return "profile.drop_text"
		}
	}
	return ""
}

// creditedAtEnd tells a caption by the agency's credit in brackets that it ends with: "(AP Photo/Jane Doe)".
func creditedAtEnd(text []byte) bool {
	text = bytes.TrimRight(text, ". ")
	if !bytes.HasSuffix(text, []byte(")")) {
		return false
	}
	open := bytes.LastIndexByte(text, '(')
	if open < 0 || len(text)-open > maxCredit {
		return false
	}
	inner := bytes.ToLower(text[open+1 : len(text)-1])
	for _, mark := range [][]byte{[]byte("ap photo/"), []byte("photo by "), []byte("photo: "), []byte(" via ap"), []byte("/getty images"), []byte("via getty images"), []byte("/afp via "), []byte("file photo/")} {
		if bytes.Contains(inner, mark) {
			return true
		}
	}
	return false
}

// adSize is the length in bytes of the longest advertisement in text that its label is enough to know.
const adSize = 200

// inLabelledAd tells whether run i stands right in a small element that begins with an advertisement's label.
func (s *survey) inLabelledAd(i int32) bool {
	r := &s.runs[i]
	if r.box < 0 {
		return false
	}
	b := &s.boxes[r.box]
	if b.first < s.lo || b.first >= i || s.runs[b.last-1].end-s.runs[b.first].start > adSize {
		return false
	}
	label := &s.sights[b.first-s.lo]
	return label.topic == topicAd && label.clues.has(phraseWhole)
}

// labelSize is the length in bytes of the longest label, such as a byline with a date.
const labelSize = 120

// doubled tells whether the run before or after run i says the same, as labels that are shown twice do.
func (s *survey) doubled(i int32) bool {
	text := s.foldedText(i)
	return i > s.lo && bytes.Equal(text, s.foldedText(i-1)) || i+1 < s.hi && bytes.Equal(text, s.foldedText(i+1))
}

// slideSize is the length in bytes of the longest caption in a gallery; longer texts are an article told in slides.
const slideSize = 400

// captionsSlide tells whether run i stands in a gallery that has pictures, and beside them captions at most.
func (s *survey) captionsSlide(i int32) bool {
	if s.runs[i].marks&isGallery == 0 || i < s.boxes[s.root].first {
		return false
	}
	outermost := int32(-1)
	for b := s.runs[i].box; b > s.root; b = s.boxes[b].parent {
		if s.boxes[b].own&isGallery != 0 {
			outermost = b
		}
	}
	if outermost < 0 {
		return false
	}
	b := &s.boxes[outermost]
	size := s.runs[b.last-1].end - s.runs[b.first].start
	return b.lastPicture > b.firstPicture && size <= slideSize*(b.lastPicture-b.firstPicture) && int(size) <= s.prose
}

// isAnswer tells whether run i follows a heading or a question, as what an accordion hides does.
func (s *survey) isAnswer(i int32) bool {
	if i == 0 {
		return false
	}
	before := &s.runs[i-1]
	return before.marks&(isHeading|isHidden) != 0 || lastMark(s.textOf(before)) == '?'
}

// isPlaceholder tells what a template was to put something else in the place of: $$AD$$, {{video}}.
func isPlaceholder(text []byte) bool {
	if len(text) < 5 || len(text) > labelSize || bytes.IndexByte(text, ' ') >= 0 {
		return false
	}
	for _, marks := range [][2]string{{"$$", "$$"}, {"{{", "}}"}, {"[[", "]]"}, {"%%", "%%"}, {"##", "##"}} {
		if bytes.HasPrefix(text, []byte(marks[0])) && bytes.HasSuffix(text, []byte(marks[1])) {
			return true
		}
	}
	return false
}
