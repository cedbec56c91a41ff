package skim

import "bytes"

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// hasCapital tells whether a name is not written in lower case.
func hasCapital(name []byte) bool {
	for _, c := range name {
		if 'A' <= c && c <= 'Z' {
			return true
		}
	}
	return false
}

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

// tagEnd returns where a tag ends whose name ends at i, and whether it is that of an empty element: <br/>.
func tagEnd(page []byte, i int) (end int, empty bool) {
	for i < len(page) {
		switch c := page[i]; {
		case c == '>':
			return i + 1, empty
		case c == '/':
			i, empty = i+1, true
		case isBlank(c):
			i, empty = i+1, false
		default:
			_, i = attribute(page, i)
			empty = false
		}
	}
	return i, false
}

// attribute returns where the key ends that begins at i, and where its attribute does.
func attribute(page []byte, i int) (keyEnd, end int) {
	for i++; i < len(page) && classes[page[i]]&endsKey == 0; i++ {
	}
	keyEnd = i
	i = blanksEnd(page, i)
	if i == len(page) || page[i] != '=' {
		return keyEnd, keyEnd
	}
	i = blanksEnd(page, i+1)
	if i == len(page) {
		return keyEnd, i
	}
	if quote := page[i]; quote == '"' || quote == '\'' {
		if n := bytes.IndexByte(page[i+1:], quote); n >= 0 {
			return keyEnd, i + 1 + n + 1
		}
		return keyEnd, len(page)
	}
	for i < len(page) && !isBlank(page[i]) && page[i] != '>' {
		i++
	}
	return keyEnd, i
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

// kind is how an element and the text in it are read, by the element's name.
type kind uint8

const (
	plain        kind = iota
	preformatted      // blanks count
	raw               // text up to the end tag
	script            // likewise, but for escapes
	styleSheet        // as raw
	noScript          // as raw
	plainText         // text up to the end of the page
	link              // no text at all
)

// cuttable tells kinds that may be left out with their text.
func (k kind) cuttable() bool { return k == script || k == styleSheet || k == noScript }

func kindOf(name []byte) kind {
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
		switch {
		case is("noscript"):
			return noScript
		case is("noframes"), is("noembed"):
			return raw
		}
	case 'i':
		if is("iframe") {
			return raw
		}
	case 'l':
		switch {
		case is("link"):
			return link
		case is("listing"):
			return preformatted
		}
	case 'x':
		if is("xmp") {
			return raw
		}
	case 'p':
		switch {
		case is("pre"):
			return preformatted
		case is("plaintext"):
			return plainText
		}
	}
	return plain
}

// breaksLine tells elements that begin and end a line, or end one.
func breaksLine(name []byte) bool {
	switch string(name) {
	case "div", "p", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "nav",
		"aside", "main", "figure", "figcaption", "blockquote", "table", "tr", "td", "th", "dl", "dt", "dd", "form", "address", "hr":
		return true
	}
	return false
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
func escapes(text []byte) bool {
	i := bytes.Index(text, []byte("<!--"))
	if i < 0 {
		return false
	}
	for {
		i = after(text, i, "<")
		if len(text)-i < len("script") {
			return false
		}
		if bytes.EqualFold(text[i:i+len("script")], []byte("script")) {
			return true
		}
	}
}
