package body

// inherit settles every box's marks: its own, unless the box holds so much of the page's prose that
// they cannot be meant for all of it, and those of the boxes around it.
func (p *page) inherit() {
	prose := p.prefix(func(r *run) int { return p.prose(r) })
	total := prose[len(prose)-1]
	for i := range p.boxes {
		b := &p.boxes[i]
		if b.own&(foreign|isHidden|isHeader) != 0 {
			share := prose[b.last] - prose[b.first]
			if 100*share > 45*total {
				b.own &^= foreign | isHidden | isHeader
			}
		}
		b.marks = b.own
		if b.parent >= 0 {
			b.marks |= p.boxes[b.parent].marks & inherits
		}
	}
	for i := range p.runs {
		if r := &p.runs[i]; r.box >= 0 {
			r.marks = p.boxes[r.box].marks
		}
	}
}

// prose is how much a run looks like a paragraph of an article, in bytes.
func (p *page) prose(r *run) int {
	n := int(r.end - r.start)
	if n < 60 || int(r.linked)*3 > n {
		return 0
	}
	return n
}

// prefix gives the running sums of value over all runs: sums[j]-sums[i] is that of runs[i:j].
func (p *page) prefix(value func(*run) int) []int {
	sums := make([]int, len(p.runs)+1)
	for i := range p.runs {
		sums[i+1] = sums[i] + value(&p.runs[i])
	}
	return sums
}

// findRoot returns the box that holds the article's text, or -1.
func (p *page) findRoot() int {
	value := p.prefix(func(r *run) int {
		if r.marks&(foreign|isHidden) != 0 {
			return 0
		}
		n := p.prose(r)
		if r.marks&isItem != 0 {
			n /= 2
		}
		return n
	})
	total := value[len(value)-1]
	if total == 0 {
		return -1
	}
	best := -1
	for i := range p.boxes {
		b := &p.boxes[i]
		v := value[b.last] - value[b.first]
		if b.own&isBody != 0 && 100*v >= 40*total {
			return i
		}
		if best >= 0 && i >= int(p.boxes[best].end) {
			break
		}
		if best < 0 || 100*v >= 85*(value[p.boxes[best].last]-value[p.boxes[best].first]) {
			best = i
		}
	}
	for best >= 0 && p.boxes[best].own&(isItem|isQuote|isCell|isPre) != 0 || best >= 0 && p.boxes[best].node.Data == "p" {
		best = int(p.boxes[best].parent)
	}
	return best
}
