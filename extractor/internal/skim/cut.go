package skim

import "bytes"

// nextCut finds the first piece from i on that is to be left out: page[cut:end]. It is empty, at the end of the
// page, if there is none.
func (r *reader) nextCut(i int) (cut, end int) {
	page := r.page
	for {
		if r.element != nil {
			if cut, end = r.attributes(i); cut < end {
				return cut, end
			}
			drawing := string(r.element) == "svg"
			if breaksLine(r.element) {
				r.broken = end
			}
			i, r.element = end, nil
			if drawing {
				if end = drawingEnd(page, i); i < end {
					return i, end
				}
			}
		}
		if r.blank(i) {
			return i, blanksEnd(page, i)
		}
		tag := bytes.IndexByte(page[i:], '<')
		if tag < 0 || i+tag+2 >= len(page) {
			return len(page), len(page)
		}
		tag += i + 1
		switch c := page[tag]; {
		case isLetter(c):
			if cut, end = r.startTag(tag); cut < end {
				return cut, end
			}
			i = end
		case c == '/' && isLetter(page[tag+1]):
			name := tagName(page[tag+1:])
			if i, _ = tagEnd(page, tag+1+len(name)); breaksLine(name) {
				r.broken = i
			}
		case c == '/' && page[tag+1] == '>':
			i = tag + 2
		case c == '!' && bytes.HasPrefix(page[tag:], []byte("!--")):
			if i = commentEnd(page, tag+3); r.parts(tag-1, i) {
				return tag - 1, i
			}
		case c == '/', c == '!', c == '?':
			i = after(page, tag+1, ">")
		default:
			i = tag
		}
	}
}

// startTag returns what is to be left out from the start tag on whose name begins at tag; if that is nothing,
// twice where to go on.
func (r *reader) startTag(tag int) (cut, end int) {
	page := r.page
	name := tagName(page[tag:])
	kind := kindOf(name)
	if kind == preformatted {
		r.preformatted, kind = true, plain
	}
	if kind == plain && r.reads.Attribute != nil && !hasCapital(name) {
		r.element = name
		return tag + len(name), tag + len(name)
	}
	text, _ := tagEnd(page, tag+len(name))
	switch kind {
	case plain:
		return text, text
	case link:
		if !r.reads.Link(page[tag:text]) && r.parts(tag-1, text) {
			return tag - 1, text
		}
		return text, text
	case plainText:
		return len(page), len(page)
	}
	textEnd := rawTextEnd(page, text, name)
	switch {
	case kind == raw:
		return textEnd, textEnd
	case page[text-2] == '/', kind == script && escapes(page[text:textEnd]):
		// <style/> has no text inside of SVG and all that follows elsewhere: only the parser knows.
		return len(page), len(page)
	case kind == script && r.reads.Script(page[tag:text], page[text:textEnd]):
		return textEnd, textEnd
	}
	end = textEnd
	if textEnd < len(page) {
		end, _ = tagEnd(page, textEnd+len("</")+len(name))
	}
	if r.parts(tag-1, end) {
		return tag - 1, end
	}
	return text, textEnd
}

// blank tells whether there is nothing but blanks from i up to the next tag, and a line ends there anyhow.
func (r *reader) blank(i int) bool {
	end := blanksEnd(r.page, i)
	if end == i || end+2 >= len(r.page) || r.page[end] != '<' || r.preformatted || r.reads.Attribute == nil {
		return false
	}
	tag := bytes.TrimPrefix(r.page[end+1:], []byte("/"))
	if !isLetter(tag[0]) || r.broken != i && !breaksLine(tagName(tag)) {
		return false // there may be text: 1 <2
	}
	r.before = ' '
	return true
}

// parts tells whether page[from:to] may be left out as a whole: there is no text right before it that would
// go on right after it.
func (r *reader) parts(from, to int) bool {
	before := r.before
	if from > r.end {
		before = r.page[from-1]
	}
	joins := before != '>' && !isBlank(before) && to < len(r.page) && r.page[to] != '<' && !isBlank(r.page[to])
	if joins || r.reads.Attribute == nil {
		return false
	}
	r.before = before
	return true
}

// attributes returns the first attribute from i on that is to be left out of the start tag of r.element; if there
// is none, twice the tag's end.
func (r *reader) attributes(i int) (cut, end int) {
	page := r.page
	for {
		key := blanksEnd(page, i)
		switch {
		case key == len(page):
			return key, key
		case page[key] == '>':
			return key + 1, key + 1
		case page[key] == '/':
			i = key + 1
			continue
		}
		nameEnd, end := attribute(page, key)
		switch name := page[key:nameEnd]; {
		case hasCapital(name), r.reads.Attribute(r.element, name), r.holds(i, end):
			i = end
		case page[end] == '>', isBlank(page[end]):
			return i, end // with the blanks before it
		default:
			return key, end
		}
	}
}

// holds tells whether without the attribute page[from:to], and the blanks before it, the rest of its tag might read
// otherwise: a slash would close the tag, or an equals sign give another attribute its value.
func (r *reader) holds(from, to int) bool {
	page := r.page
	return to == len(page) || page[from-1] == '/' || page[to-1] == '/' || bytes.HasPrefix(page[blanksEnd(page, to):], []byte("="))
}
