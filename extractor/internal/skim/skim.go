// Package skim reads HTML pages without what no field of an article is read from: the text of style sheets
// and of most scripts. That is up to half of a page's bytes, and a third of the time that parsing it takes.
//
// It cuts where the HTML tokenizer would, https://html.spec.whatwg.org/multipage/parsing.html#tokenization:
// the tree has every element that it would have, but some are empty. What it is not sure of, it leaves in.
package skim

import (
	"bytes"
	"io"
)

// NewReader returns a reader of page, which is UTF-8, without the text of its style sheets, and of its scripts
// but those for which keep is true: of their start tag, as it is written, and their text. It copies nothing.
func NewReader(page []byte, keep func(tag, script []byte) bool) io.Reader {
	return &reader{page: page, keep: keep}
}

// A reader hands out a page piece by piece.
type reader struct {
	page []byte
	keep func(tag, script []byte) bool
	at   int // what is read next
	cut  int // where the next text to leave out begins,
	end  int // and where it ends
}

// Read implements [io.Reader].
func (r *reader) Read(p []byte) (int, error) {
	for r.at == r.cut {
		if r.end == len(r.page) {
			return 0, io.EOF
		}
		r.at = r.end
		r.cut, r.end = r.nextCut(r.at)
	}
	n := copy(p, r.page[r.at:r.cut])
	r.at += n
	return n, nil
}

// nextCut finds the first text from i on, outside of any tag, that is to be left out: page[cut:end]. It is
// empty, at the end of the page, if there is none.
func (r *reader) nextCut(i int) (cut, end int) {
	page := r.page
	for {
		tag := bytes.IndexByte(page[i:], '<')
		if tag < 0 || i+tag+2 >= len(page) {
			return len(page), len(page)
		}
		tag += i + 1
		switch c := page[tag]; {
		case isLetter(c):
			name := tagName(page[tag:])
			i = tagEnd(page, tag+len(name))
			kind := rawnessOf(name)
			if kind == notRaw {
				continue
			}
			if kind == plainText || kind.cuttable() && bytes.HasSuffix(page[:i], []byte("/>")) {
				// <style/> has no text inside of SVG and all that follows elsewhere: only the parser knows.
				return len(page), len(page)
			}
			text := i
			i = rawTextEnd(page, text, name)
			switch {
			case kind == script && escapes(page[text:i]):
				return len(page), len(page)
			case kind == styleSheet, kind == script && !r.keep(page[tag:text], page[text:i]):
				return text, i
			}
		case c == '/' && isLetter(page[tag+1]):
			i = tagEnd(page, tag+1+len(tagName(page[tag+1:])))
		case c == '/' && page[tag+1] == '>':
			i = tag + 2
		case c == '!' && bytes.HasPrefix(page[tag:], []byte("!--")):
			i = commentEnd(page, tag+3)
		case c == '/', c == '!', c == '?':
			i = after(page, tag+1, ">")
		default:
			i = tag
		}
	}
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// A class is what a byte means in a tag.
type class uint8

const (
	blank    class = 1 << iota
	endsName       // of a tag: a blank, a slash or the tag's end
	endsKey        // of an attribute: the same, or an equals sign
)

var classes = func() (t [256]class) {
	for _, c := range []byte(" \n\t\r\f") {
		t[c] = blank | endsName | endsKey
	}
	t['/'], t['>'], t['='] = endsName|endsKey, endsName|endsKey, endsKey
	return t
}()

func isBlank(c byte) bool { return classes[c]&blank != 0 }

// after returns where s ends that stands first from i on, or the end of the page.
func after(page []byte, i int, s string) int {
	if n := bytes.Index(page[i:], []byte(s)); n >= 0 {
		return i + n + len(s)
	}
	return len(page)
}

// tagName returns the name that the tag's text s begins with.
func tagName(s []byte) []byte {
	for i, c := range s {
		if classes[c]&endsName != 0 {
			return s[:i]
		}
	}
	return s
}

// tagEnd returns where a tag ends whose name ends at i.
func tagEnd(page []byte, i int) int {
	for i < len(page) {
		switch c := page[i]; {
		case c == '>':
			return i + 1
		case isBlank(c), c == '/':
			i++
		default:
			i = attributeEnd(page, i)
		}
	}
	return i
}

// attributeEnd returns where an attribute ends whose key begins at i.
func attributeEnd(page []byte, i int) int {
	for i++; i < len(page) && classes[page[i]]&endsKey == 0; i++ {
	}
	i = blanksEnd(page, i)
	if i == len(page) || page[i] != '=' {
		return i
	}
	i = blanksEnd(page, i+1)
	if i == len(page) {
		return i
	}
	if quote := page[i]; quote == '"' || quote == '\'' {
		if n := bytes.IndexByte(page[i+1:], quote); n >= 0 {
			return i + 1 + n + 1
		}
		return len(page)
	}
	for i < len(page) && !isBlank(page[i]) && page[i] != '>' {
		i++
	}
	return i
}

func blanksEnd(page []byte, i int) int {
	for i < len(page) && isBlank(page[i]) {
		i++
	}
	return i
}

// commentEnd returns where a comment ends whose text begins at i.
func commentEnd(page []byte, i int) int {
	switch text := page[i:]; {
	case bytes.HasPrefix(text, []byte(">")):
		return i + 1
	case bytes.HasPrefix(text, []byte("->")):
		return i + 2
	}
	for {
		i = after(page, i, "--")
		switch text := page[i:]; {
		case len(text) == 0:
			return i
		case text[0] == '>':
			return i + 1
		case bytes.HasPrefix(text, []byte("!>")):
			return i + 2
		}
		i--
	}
}

// rawness is how the text in an element is read, by the element's name.
type rawness uint8

const (
	notRaw     rawness = iota
	raw                // up to the element's end tag
	script             // likewise, but for escapes
	styleSheet         // as raw
	plainText          // up to the end of the page
)

func (r rawness) cuttable() bool { return r == script || r == styleSheet }

func rawnessOf(name []byte) rawness {
	is := func(s string) bool { return len(name) == len(s) && bytes.EqualFold(name, []byte(s)) }
	switch name[0] | 0x20 {
	case 's':
		switch {
		case is("script"):
			return script
		case is("style"):
			return styleSheet
		}
	case 't':
		if is("title") || is("textarea") {
			return raw
		}
	case 'n':
		if is("noscript") || is("noframes") || is("noembed") {
			return raw
		}
	case 'i':
		if is("iframe") {
			return raw
		}
	case 'x':
		if is("xmp") {
			return raw
		}
	case 'p':
		if is("plaintext") {
			return plainText
		}
	}
	return notRaw
}

// rawTextEnd returns where the end tag of that name begins that stands first from i on, or the end of the
// page.
func rawTextEnd(page []byte, i int, name []byte) int {
	for {
		i = after(page, i, "</")
		tag := page[i:]
		if len(tag) <= len(name) {
			return len(page)
		}
		if classes[tag[len(name)]]&endsName != 0 && bytes.EqualFold(tag[:len(name)], name) {
			return i - len("</")
		}
	}
}

// escapes tells whether a script may hold an end tag that does not end it, as in <!-- <script></script> -->.
func escapes(script []byte) bool {
	i := bytes.Index(script, []byte("<!--"))
	return i >= 0 && bytes.Contains(bytes.ToLower(script[i:]), []byte("<script"))
}
