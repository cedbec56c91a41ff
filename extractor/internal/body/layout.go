package body

import "golang.org/x/net/html"

// unmarkLayout takes the marks of tables off those that only lay the page out: tables that hold tables,
// that say so by their role, that have a cell with running text, or that have no two cells side by side.
func (p *page) unmarkLayout() {
	prose := p.sums(func(r *run) int { return min(1, p.prose(r)) })
	table := make([]int32, len(p.boxes)) // the nearest table, itself included, or -1
	layout := make([]bool, len(p.boxes))
	columns := make([]bool, len(p.boxes))  // tables with two cells in a row
	begun := make(map[*html.Node]struct{}) // rows that have a cell
	for i := range p.boxes {
		b := &p.boxes[i]
		table[i] = -1
		if b.parent >= 0 {
			table[i] = table[b.parent]
		}
		if b.own&isTable != 0 {
			if table[i] >= 0 {
				layout[table[i]] = true
			}
			table[i] = int32(i)
			role := attribute(b.node, "role")
			layout[i] = role == "presentation" || role == "none"
		}
		if b.own&isCell != 0 && table[i] >= 0 {
			if _, second := begun[b.node.Parent]; second {
				columns[table[i]] = true
			}
			begun[b.node.Parent] = struct{}{}
		}
		if b.own&isCell != 0 && table[i] >= 0 && b.last-b.first >= 3 && prose[b.last]-prose[b.first] >= 2 {
			layout[table[i]] = true
		}
	}
	for i := range p.boxes {
		b := &p.boxes[i]
		if b.own&(isTable|isCell) == 0 || table[i] < 0 || !layout[table[i]] && columns[table[i]] {
			continue
		}
		if b.own&isTable != 0 && p.frames(b) {
			b.own |= isFigure
		}
		b.own &^= isTable | isCell
	}
}

// captionSize is the length in bytes of the longest caption that a table round a picture may have.
const captionSize = 300

// frames tells whether a table of the layout is the frame of one picture and its caption.
func (p *page) frames(b *box) bool {
	if b.lastPicture-b.firstPicture != 1 || b.last-b.first > 3 {
		return false
	}
	return b.first == b.last || p.runs[b.last-1].end-p.runs[b.first].start <= captionSize
}
