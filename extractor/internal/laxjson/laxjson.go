// Package laxjson reads JSON as it stands in the script elements of real pages.
//
// Valid JSON reads as encoding/json would read it. Beyond that the parser takes what publishers'
// templates get wrong and browsers never notice: raw control characters and unescaped quotes in
// strings, unknown escapes, comments, HTML comment and CDATA wrappers, missing and trailing commas,
// single quotes, several documents in one script, a document cut off at any byte. It never fails;
// it returns what could be read. Time is linear in the input, and memory at most a small multiple of it.
package laxjson

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Object is a JSON object with its members in the order of the text.
type Object []Member

// Member is one name and its value.
type Member struct {
	Name  string
	Value any
}

// Get returns the first member of that name, or nil.
func (o Object) Get(name string) any {
	for i := range o {
		if o[i].Name == name {
			return o[i].Value
		}
	}
	return nil
}

// Number is a number as written.
type Number string

// maxDepth is deeper than any linked data of use; what lies below is read as if its brackets were not
// there.
const maxDepth = 128

// Parse returns the documents of s in order, most often one. A value is an [Object], []any, string,
// [Number], bool or nil.
func Parse(s string) []any {
	p := parser{s: s}
	var docs []any
	for {
		p.space()
		if p.i >= len(p.s) {
			return docs
		}
		switch p.s[p.i] {
		case '{', '[':
			docs = append(docs, p.value(0))
		default: // between documents stands whatever the template left there
			p.i++
		}
	}
}

type parser struct {
	s string
	i int
}

// space skips white space, comments and the wrappers that hide scripts from old browsers.
func (p *parser) space() {
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c <= ' ':
			p.i++
		case c == 0xc2 && strings.HasPrefix(p.s[p.i:], "\u00a0"), c == 0xef && strings.HasPrefix(p.s[p.i:], "\ufeff"):
			_, n := utf8.DecodeRuneInString(p.s[p.i:])
			p.i += n
		case c == '/' && strings.HasPrefix(p.s[p.i:], "/*"):
			p.skipPast("*/")
		case c == '/' && strings.HasPrefix(p.s[p.i:], "//"):
			p.skipPast("\n")
		case c == '<' && strings.HasPrefix(p.s[p.i:], "<!--"):
			p.i += len("<!--")
		case c == '<' && strings.HasPrefix(p.s[p.i:], "<![CDATA["):
			p.i += len("<![CDATA[")
		case c == '-' && strings.HasPrefix(p.s[p.i:], "-->"), c == ']' && strings.HasPrefix(p.s[p.i:], "]]>"):
			p.i += len("-->")
		default:
			return
		}
	}
}

func (p *parser) skipPast(mark string) {
	if n := strings.Index(p.s[p.i:], mark); n >= 0 {
		p.i += n + len(mark)
		return
	}
	p.i = len(p.s)
}

// value reads the value at p.i, which is not white space. It always moves on unless it stands at a
// closing bracket or a comma.
func (p *parser) value(depth int) any {
	if p.i >= len(p.s) {
		return nil
	}
	c := p.s[p.i]
	if depth > maxDepth && (c == '{' || c == '[') {
		p.i++
		return nil
	}
	switch c {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"', '\'':
		return p.str()
	}
	return p.literal()
}

func (p *parser) object(depth int) any {
	var o Object
	for p.i++; ; {
		p.space()
		if p.i >= len(p.s) {
			return o
		}
		switch p.s[p.i] {
		case '}':
			p.i++
			return o
		case ']': // closes an array that this object was left open in
			return o
		case ',', ':', '{', '[':
			p.i++
			continue
		}
		name := p.name()
		p.space()
		if p.i < len(p.s) && p.s[p.i] == ':' {
			p.i++
			p.space()
		}
		o = append(o, Member{Name: name, Value: p.value(depth + 1)})
	}
}

func (p *parser) name() string {
	if c := p.s[p.i]; c == '"' || c == '\'' {
		return p.str()
	}
	start := p.i
	for p.i < len(p.s) && !strings.ContainsRune("{}[],:\"' \t\r\n", rune(p.s[p.i])) {
		p.i++
	}
	return p.s[start:p.i]
}

func (p *parser) array(depth int) any {
	list := []any{}
	for p.i++; ; {
		p.space()
		if p.i >= len(p.s) {
			break
		}
		switch p.s[p.i] {
		case ']':
			p.i++
			return list
		case '}': // closes the object that holds this array, which was left open
			return list
		case ',', ':':
			p.i++
			continue
		}
		list = append(list, p.value(depth+1))
	}
	return list
}

// literal reads true, false, null or a number; anything else up to the next delimiter reads as null.
func (p *parser) literal() any {
	start := p.i
	for p.i < len(p.s) && !strings.ContainsRune("{}[],:\"' \t\r\n", rune(p.s[p.i])) {
		p.i++
	}
	switch word := p.s[start:p.i]; word {
	case "true":
		return true
	case "false":
		return false
	case "", "null", "undefined":
		return nil
	default:
		if _, err := strconv.ParseFloat(word, 64); err == nil {
			return Number(word)
		}
		return nil
	}
}

// str reads a string. Without escapes it is a part of the input, not a copy.
func (p *parser) str() string {
	quote := p.s[p.i]
	p.i++
	start := p.i
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == quote && p.closes(quote):
			p.i++
			return p.s[start : p.i-1]
		case c == '\\':
			return p.escaped(start, quote)
		}
		p.i++
	}
	return p.s[start:]
}

// escaped goes on with a string from its first escape.
func (p *parser) escaped(start int, quote byte) string {
	var b strings.Builder
	b.WriteString(p.s[start:p.i])
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == quote && p.closes(quote):
			p.i++
			return b.String()
		case c == '\\' && p.i+1 < len(p.s):
			p.escape(&b)
		default:
			b.WriteByte(c)
			p.i++
		}
	}
	return b.String()
}

func (p *parser) escape(b *strings.Builder) {
	c := p.s[p.i+1]
	p.i += 2
	switch c {
	case 'n':
		b.WriteByte('\n')
	case 't':
		b.WriteByte('\t')
	case 'r':
		b.WriteByte('\r')
	case 'b', 'f':
		b.WriteByte(' ')
	case 'u':
		r, ok := p.hex()
		if !ok {
			b.WriteByte('u')
			return
		}
		if utf16.IsSurrogate(r) {
			r = p.surrogate(r)
		}
		b.WriteRune(r)
	default:
		b.WriteByte(c)
	}
}

func (p *parser) surrogate(high rune) rune {
	if !strings.HasPrefix(p.s[p.i:], `\u`) {
		return utf8.RuneError
	}
	at := p.i
	p.i += 2
	if low, ok := p.hex(); ok {
		if r := utf16.DecodeRune(high, low); r != utf8.RuneError {
			return r
		}
	}
	p.i = at
	return utf8.RuneError
}

func (p *parser) hex() (rune, bool) {
	if p.i+4 > len(p.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.s[p.i:p.i+4], 16, 16)
	if err != nil {
		return 0, false
	}
	p.i += 4
	return rune(n), true
}

// closes tells whether the quote at p.i ends its string: a delimiter follows, and after a comma
// something that may start a value or a name. Otherwise the quote is one that should have been escaped.
func (p *parser) closes(quote byte) bool {
	i := p.skipBlank(p.i + 1)
	if i >= len(p.s) {
		return true
	}
	switch p.s[i] {
	case ':', '}', ']', '/':
		return true
	case quote: // a comma is missing
		return i > p.i+1 && strings.ContainsRune(p.s[p.i+1:i], '\n')
	case ',':
		i = p.skipBlank(i + 1)
		return i >= len(p.s) || strings.IndexByte("\"'{[]}tfn-/0123456789", p.s[i]) >= 0
	}
	return false
}

func (p *parser) skipBlank(i int) int {
	for i < len(p.s) && p.s[i] <= ' ' {
		i++
	}
	return i
}
