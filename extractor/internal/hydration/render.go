package hydration

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"newswire/extractor/internal/laxjson"
)

// A writer writes the nodes of an editor's document as HTML.
type writer struct {
	finder *finder
	out    []byte
	loose  bool // the last block was an item outside of any list
}

// children and texts are the members that hold a node's children or its text, best first; wrappers hold
// another object that has them.
var (
	children = []string{"content_elements", "children", "content", "nodes", "items", "blocks", "innerBlocks", "elements", "paragraphs", "rows", "fragments", "list_items"}
	texts    = []string{"html", "innerHTML", "text", "value", "content", "body", "raw"}
	wrappers = []string{"data", "attributes", "attrs", "model", "root", "document", "fields", "json", "body", "text", "content", "caption"}
)

// blocks writes the nodes of a list, each as a block of its own.
func (w *writer) blocks(list []any, depth int) {
	for _, e := range list {
		w.block(w.finder.resolve(e), depth)
	}
	w.endItems()
}

func (w *writer) block(v any, depth int) {
	if !w.finder.spend(v, depth) {
		return
	}
	switch v := v.(type) {
	case string:
		w.endItems()
		w.element("p", func() { w.text(v) })
	case []any:
		w.blocks(v, depth+1)
	case laxjson.Object:
		r := roleOf(v)
		if r.kind == item {
			if !w.loose {
				w.write("<ul>")
			}
			w.loose = true
			w.item(v, depth)
			return
		}
		w.endItems()
		w.named(v, r, depth)
	}
}

// named writes a node that stands among blocks by its role.
func (w *writer) named(o laxjson.Object, r role, depth int) {
	inside := func() { w.inside(o, depth+1) }
	switch r.kind {
	case skipped:
	case heading:
		w.element("h"+strconv.Itoa(r.level), inside)
	case quote:
		w.element("blockquote", func() { w.element("p", inside) })
	case code:
		w.element("pre", inside)
	case list:
		w.list(o, depth)
	case table, row, cell:
		w.table(o, depth)
	default:
		if nodes, ok := w.nodes(o); ok && !w.isLine(nodes) {
			w.blocks(nodes, depth+1)
			return
		}
		w.element("p", inside)
	}
}

// endItems ends the list of loose items, if one is open.
func (w *writer) endItems() {
	if w.loose {
		w.write("</ul>")
		w.loose = false
	}
}

// element writes what inside writes as an element, and nothing where that is nothing.
func (w *writer) element(tag string, inside func()) {
	empty := len(w.out)
	w.write("<" + tag + ">")
	before := len(w.out)
	inside()
	if len(w.out) > before {
		w.write("</" + tag + ">\n")
		return
	}
	w.out = w.out[:empty]
}

func (w *writer) write(s string) {
	if w.finder.afford(len(s)) {
		w.out = append(w.out, s...)
	}
}

// nodes returns the children of a node, also of one in a wrapper.
func (w *writer) nodes(o laxjson.Object) ([]any, bool) {
	for _, name := range children {
		if nodes, ok := o.Get(name).([]any); ok && len(nodes) > 0 {
			return nodes, true
		}
	}
	for _, name := range wrappers {
		if inner, ok := w.finder.resolve(o.Get(name)).(laxjson.Object); ok && w.finder.spend(inner, 0) {
			for _, name := range children {
				if nodes, ok := inner.Get(name).([]any); ok && len(nodes) > 0 {
					return nodes, true
				}
			}
		}
	}
	return nil, false
}

// isLine tells whether nodes are the pieces of one line: texts, links and the like, and no blocks.
func (w *writer) isLine(nodes []any) bool {
	for _, e := range nodes {
		o, ok := e.(laxjson.Object)
		if !ok || !w.finder.spend(o, 0) {
			return false
		}
		switch r := roleOf(o); {
		case r.kind == unnamed, r.kind == unfamiliar, r.kind == skipped, r.kind == lineBreak:
		case r.kind == paragraph && isLeaf(o):
		default:
			return false
		}
	}
	return true
}

// isLeaf tells whether a node has its text in itself, as pieces of a line do.
func isLeaf(o laxjson.Object) bool {
	for _, name := range []string{"text", "value"} {
		if _, ok := o.Get(name).(string); ok {
			return true
		}
	}
	return false
}

// inside writes all that a node holds as the inside of one block.
func (w *writer) inside(o laxjson.Object, depth int) {
	if !w.finder.spend(o, depth) {
		return
	}
	for _, name := range texts[:2] {
		if s, ok := w.finder.resolve(o.Get(name)).(string); ok && s != "" {
			w.write(s)
			return
		}
	}
	for _, name := range children {
		if nodes, ok := o.Get(name).([]any); ok && len(nodes) > 0 {
			w.line(nodes, depth)
			return
		}
	}
	for _, name := range texts[2:] {
		if s, ok := w.finder.resolve(o.Get(name)).(string); ok && s != "" {
			w.text(s)
			return
		}
	}
	for _, name := range wrappers {
		if inner, ok := w.finder.resolve(o.Get(name)).(laxjson.Object); ok {
			before := len(w.out)
			if w.inside(inner, depth+1); len(w.out) > before {
				return
			}
		}
	}
}

// line writes nodes one after another, with no break but where they are one or are blocks themselves.
func (w *writer) line(nodes []any, depth int) {
	for i, e := range nodes {
		e = w.finder.resolve(e)
		if !w.finder.spend(e, depth) {
			return
		}
		switch e := e.(type) {
		case string:
			w.text(e)
		case []any:
			w.line(e, depth+1)
		case laxjson.Object:
			switch r := roleOf(e); r.kind {
			case skipped:
			case lineBreak:
				w.write("<br>")
			case list:
				w.list(e, depth)
			case paragraph:
				if i > 0 && !isLeaf(e) {
					w.write("<br>")
				}
				w.inside(e, depth+1)
			default:
				w.inside(e, depth+1)
			}
		}
	}
}

// list writes a list, the lists in its items included.
func (w *writer) list(o laxjson.Object, depth int) {
	if !w.finder.spend(o, depth) {
		return
	}
	nodes, ok := w.nodes(o)
	if !ok {
		w.inside(o, depth+1) // "<li>...</li>" in one string
		return
	}
	w.element("ul", func() {
		for _, e := range nodes {
			w.item(w.finder.resolve(e), depth+1)
		}
	})
}

// item writes an item of a list. What it holds may be a string, pieces of a line, or blocks.
func (w *writer) item(v any, depth int) {
	if !w.finder.spend(v, depth) {
		return
	}
	w.element("li", func() {
		switch v := v.(type) {
		case string:
			w.text(v)
		case laxjson.Object:
			if roleOf(v).kind == list {
				w.list(v, depth+1)
				return
			}
			if s, ok := v.Get("content").(string); ok { // Editor.js: a text, and the items below it
				w.text(s)
				if below, ok := v.Get("items").([]any); ok && len(below) > 0 {
					w.list(laxjson.Object{{Name: "items", Value: below}}, depth+1)
				}
				return
			}
			w.inside(v, depth+1)
		}
	})
}

// table writes a table whose rows are nodes or lists.
func (w *writer) table(o laxjson.Object, depth int) {
	if !w.finder.spend(o, depth) {
		return
	}
	w.element("table", func() {
		if header, ok := o.Get("header").([]any); ok {
			w.row(header, depth+1)
		}
		nodes, _ := w.nodes(o)
		for _, e := range nodes {
			e = w.finder.resolve(e)
			if !w.finder.spend(e, depth) {
				return
			}
			switch e := e.(type) {
			case []any:
				w.row(e, depth+1)
			case laxjson.Object:
				if cells, ok := w.nodes(e); ok {
					w.row(cells, depth+1)
				}
			}
		}
	})
}

func (w *writer) row(cells []any, depth int) {
	w.element("tr", func() {
		for _, e := range cells {
			w.element("td", func() { w.line([]any{e}, depth+1) })
		}
	})
}

// text writes a text that may be HTML or none.
func (w *writer) text(s string) {
	if !w.finder.afford(len(s)) {
		return
	}
	if strings.Contains(s, "</") || strings.Contains(s, "<br") || strings.Contains(s, "&#") || strings.Contains(s, "&amp;") || strings.Contains(s, "&nbsp;") || strings.Contains(s, "&quot;") {
		w.write(s)
		return
	}
	w.write(strings.ReplaceAll(html.EscapeString(s), "\n", "<br>"))
}
