package body

import (
	"strings"

	"golang.org/x/net/html/atom"

	"newswire/article"
)

// blocks puts the kept runs together: the standfirst first, the items of a list and the cells of a
// table in one block each. Headings that nothing follows are left out.
func (s *survey) blocks(kept []bool, standfirst int32) []article.Block {
	var b builder
	if standfirst >= 0 {
		b.add(article.Block{Kind: article.BlockParagraph, Text: s.clean(standfirst)})
	}
	for i := range s.sights {
		at := s.lo + int32(i)
		if !kept[i] || at == standfirst {
			continue
		}
		s.put(&b, at)
	}
	return b.finish()
}

// put adds run i to the blocks.
func (s *survey) put(b *builder, i int32) {
	r, text := &s.runs[i], s.clean(i)
	c := &s.sights[i-s.lo].clues
	switch {
	case text == "":
		// Nothing but broken bytes.
	case c.has(heading):
		b.add(article.Block{Kind: article.BlockHeading, Text: oneLine(text), Level: s.level(r.box)})
	case c.has(preformatted):
		b.add(article.Block{Kind: article.BlockCode, Text: text})
	case c.has(cell) && !c.has(long) && !c.has(item):
		b.addCell(s.within(r.box, isTable), s.row(r.box), s.within(r.box, isCell), oneLine(text))
	case c.has(item):
		b.addItem(s.within(r.box, isList), s.within(r.box, isItem), oneLine(text))
	case c.has(quote):
		b.add(article.Block{Kind: article.BlockQuote, Text: text})
	default:
		b.add(article.Block{Kind: article.BlockParagraph, Text: text})
	}
}

// closeBy is how many levels up the list or table of a run is looked for.
const closeBy = 24

// within returns the nearest box around b, b included, with one of the marks of its own, or -1.
func (s *survey) within(b int32, m mark) int32 {
	for range closeBy {
		if b < 0 || s.boxes[b].own&m != 0 {
			return b
		}
		b = s.boxes[b].parent
	}
	return -1
}

// row returns the table row around b, or -1.
func (s *survey) row(b int32) int32 {
	for range closeBy {
		if b < 0 || s.boxes[b].node.DataAtom == atom.Tr {
			return b
		}
		b = s.boxes[b].parent
	}
	return -1
}

// level is that of the heading around b.
func (s *survey) level(b int32) int {
	for range closeBy {
		if b < 0 {
			break
		}
		switch s.boxes[b].node.DataAtom {
		case atom.H1:
			return 1
		case atom.H2:
			return 2
		case atom.H3:
			return 3
		case atom.H4:
			return 4
		case atom.H5:
			return 5
		case atom.H6:
			return 6
		}
		b = s.boxes[b].parent
	}
	return 2
}

// oneLine folds the line breaks of a text that must not have any.
func oneLine(s string) string {
	return strings.ReplaceAll(s, "\n", " ")
}

// A builder makes blocks. List, row and cell are the boxes of what it added last; they tell whether the
// next run goes on with it.
type builder struct {
	out        []article.Block
	list, item int32
	table, row int32
	cell       int32
}

func (b *builder) add(block article.Block) {
	b.out = append(b.out, block)
	b.list, b.table = -1, -1
}

// addItem adds text to a list, in a new item unless the last one is not over.
func (b *builder) addItem(list, item int32, text string) {
	if n := len(b.out); n > 0 && list >= 0 && b.list == list && b.out[n-1].Kind == article.BlockList {
		last := &b.out[n-1]
		if b.item == item {
			last.Items[len(last.Items)-1] += " " + text
		} else {
			last.Items = append(last.Items, text)
		}
		b.item = item
		return
	}
	b.add(article.Block{Kind: article.BlockList, Items: []string{text}})
	b.list, b.item = list, item
}

// addCell adds text to a table: in the last cell, in a new cell, or in a new row.
func (b *builder) addCell(table, row, cell int32, text string) {
	if n := len(b.out); n > 0 && table >= 0 && b.table == table && b.out[n-1].Kind == article.BlockTable {
		sep := "\n"
		switch {
		case b.cell == cell:
			sep = " "
		case b.row == row:
			sep = "\t"
		}
		last := &b.out[n-1]
		last.Items = append(last.Items, sep, text)
	} else {
		b.add(article.Block{Kind: article.BlockTable, Items: []string{text}})
		b.table = table
	}
	b.row, b.cell = row, cell
}

// finish gives the blocks their text.
func (b *builder) finish() []article.Block {
	for i := range b.out {
		switch k := &b.out[i]; k.Kind {
		case article.BlockList:
			k.Text = strings.Join(k.Items, "\n")
		case article.BlockTable:
			k.Text, k.Items = strings.Join(k.Items, ""), nil
		}
	}
	out := b.out
	for len(out) > 0 && out[len(out)-1].Kind == article.BlockHeading {
		out = out[:len(out)-1]
	}
	return out
}
