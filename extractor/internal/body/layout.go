package body

// unmarkLayout takes the marks of tables off those that only lay the page out: tables that hold tables,
// that say so by their role, or that have a cell with running text.
func (p *page) unmarkLayout() {
	prose := p.sums(func(r *run) int { return min(1, p.prose(r)) })
	table := make([]int32, len(p.boxes)) // the nearest table, itself included, or -1
	layout := make([]bool, len(p.boxes))
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
		if b.own&isCell != 0 && table[i] >= 0 && b.last-b.first >= 3 && prose[b.last]-prose[b.first] >= 2 {
			layout[table[i]] = true
		}
	}
	for i := range p.boxes {
		if b := &p.boxes[i]; b.own&(isTable|isCell) != 0 && table[i] >= 0 && layout[table[i]] {
			b.own &^= isTable | isCell
		}
	}
}
