package body

import "golang.org/x/net/html/atom"

// inherit settles the marks of boxes and runs: an element's own, unless it holds so much of the page's
// prose that they cannot be meant for all of it, and those of the elements around it.
func (p *page) inherit(title []byte) {
	p.unmarkLayout()
	prose := p.sums(p.prose)
	total := prose[len(prose)-1]
	for b := p.titleBox(title); b >= 0; b = p.boxes[b].parent {
		if p.boxes[b].own&isArticle != 0 {
			p.boxes[b].own &^= foreign
			break
		}
	}
	for i := range p.boxes {
		b := &p.boxes[i]
		if b.own&(foreign|isHidden|isHeader) != 0 {
			b.own &^= excused(prose[b.last]-prose[b.first], total)
		}
		b.marks, b.near, b.holder = b.own, b.own&^structure, int32(i)
		if b.parent < 0 {
			continue
		}
		around := &p.boxes[b.parent]
		b.marks |= around.marks & inherits
		if b.near == 0 {
			b.near = around.near
		}
		if isTextual(b.node.DataAtom) {
			b.holder = around.holder
		}
	}
	for i := range p.runs {
		if r := &p.runs[i]; r.box >= 0 {
			r.marks = p.boxes[r.box].marks
		}
	}
}

// titleBox returns the box of the first h1 that shows the title, or -1.
func (p *page) titleBox(title []byte) int32 {
	var buf []byte
	for i := range p.runs {
		if r := &p.runs[i]; r.box >= 0 && r.end-r.start < 400 && p.inHeading1(r.box) {
			if buf = fold(buf[:0], p.textOf(r), 400); sameTitle(buf, title) {
				return r.box
			}
		}
	}
	return -1
}

// excused are the marks that do not count for an element with so much of all prose. Sites hide the text
// of paid articles, so less is enough to excuse that; menus, labels and the like hold no long text at all;
// comments may outgrow their article.
func excused(prose, total int) mark {
	m := mark(0)
	if prose*5 > total {
		m |= isHidden
	}
	if prose > 600 && prose*7 > total {
		m |= isNav | isContents | isTags | isShare | isDate | isTitle
	}
	if prose*9 > total*4 {
		m |= foreign&^isComments | isHeader
	}
	if prose*5 > total*4 {
		m |= isComments
	}
	return m
}

// prose is how much a run looks like a paragraph of an article: its bytes, or 0.
func (p *page) prose(r *run) int {
	n := int(r.end - r.start)
	if n < 60 || int(r.linked)*5 > n*2 {
		return 0
	}
	return n
}

// ownProse is the prose of a run that stands in no element of another purpose.
func (p *page) ownProse(r *run) int {
	if r.marks&(foreign|isHidden) != 0 {
		return 0
	}
	return p.prose(r)
}

// sums gives the running sums of value over all runs: sums[j]-sums[i] is that of runs[i:j].
func (p *page) sums(value func(*run) int) []int {
	sums := make([]int, len(p.runs)+1)
	for i := range p.runs {
		sums[i+1] = sums[i] + value(&p.runs[i])
	}
	return sums
}

// findRoot returns the box that holds the article's text, or -1 where the page has no text. Headlines
// are the runs that may be the headline.
func (p *page) findRoot(headlines []headline) int32 {
	value := p.sums(func(r *run) int {
		n := p.ownProse(r)
		if r.marks&isItem != 0 {
			n /= 2
		}
		return n
	})
	total := value[len(value)-1]
	if total == 0 {
		return -1
	}
	in := func(b int32) int { return value[p.boxes[b].last] - value[p.boxes[b].first] }
	root := p.around(headlines, func(b int32) int { return in(b) * 100 / total })
	if marked := p.markedBody(root, in); marked >= 0 {
		return marked
	}
	// Follow the element that holds nearly all of it.
	for i := root + 1; i < p.boxes[root].end; i++ {
		if in(i)*20 >= in(root)*17 {
			root = i
		}
	}
	for p.boxes[root].parent >= 0 && p.isText(root) {
		root = p.boxes[root].parent
	}
	return root
}

// around returns the smallest box around the headline that has enough percent of the prose, or the
// first box: on a page of several articles the first is meant, though others may be longer.
func (p *page) around(headlines []headline, percent func(int32) int) int32 {
	if len(headlines) == 0 || headlines[0].grade < sameText {
		return 0
	}
	b := p.runs[headlines[0].run].box
	for b > 0 && percent(b) < 42 && (p.boxes[b].own&isArticle == 0 || percent(b) < 30) {
		b = p.boxes[b].parent
	}
	return max(b, 0)
}

// markedBody returns the box inside root that markup names as the text: the one such box that holds
// most of the prose, or the box around several that share it; -1 where they hold too little of it.
func (p *page) markedBody(root int32, in func(int32) int) int32 {
	sum, best, first, last := 0, int32(-1), int32(-1), int32(-1)
	for i := root; i < p.boxes[root].end; i++ {
		if p.boxes[i].own&isBody == 0 || p.isText(i) || p.boxes[i].marks&(isComments|isRelated) != 0 {
			continue
		}
		v := in(i)
		sum += v
		if best < 0 || v > in(best) {
			best = i
		}
		if v*10 >= in(root) {
			if first < 0 {
				first = i
			}
			last = i
		}
		i = p.boxes[i].end - 1 // those inside do not count again
	}
	switch {
	case sum*5 < in(root)*2:
		return -1
	case in(best)*5 >= sum*4 || first == last:
		return best
	}
	for first >= 0 && p.boxes[first].end <= last {
		first = p.boxes[first].parent
	}
	return first
}

// isText tells whether a box holds no more than one piece of text.
func (p *page) isText(b int32) bool {
	return p.boxes[b].own&(isItem|isQuote|isCell|isPre|isHeading) != 0 || p.boxes[b].node.DataAtom == atom.P
}
