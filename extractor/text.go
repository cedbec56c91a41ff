package extractor

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxLine is longer than any headline, byline or date line; longer text is none of them.
const maxLine = 600

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// text returns what a reader sees of n, folded to single blanks, cut off soon after limit bytes.
func text(n *html.Node, limit int) string {
	var buf [256]byte
	return string(bytes.TrimSpace(appendText(buf[:0], n, limit, ' ')))
}

// textLines is [text] with a newline where a line breaks.
func textLines(n *html.Node, limit int) string {
	var buf [256]byte
	return string(bytes.TrimSpace(appendText(buf[:0], n, limit, '\n')))
}

func appendText(b []byte, n *html.Node, limit int, lineBreak byte) []byte {
	apart := breaksLine(n)
	switch n.Type {
	case html.TextNode:
		if lineBreak == '\n' && jammed(b, n.Data) {
			b = append(b, '\n')
		}
		return appendFolded(b, n.Data, limit)
	case html.ElementNode:
		switch {
		case shown(n):
		case apart: // the blanks around it are not in the tree
			return appendGap(b, ' ')
		default:
			return b
		}
	}
	if apart {
		b = appendGap(b, lineBreak)
	}
	for c := n.FirstChild; c != nil && len(b) < limit; c = c.NextSibling {
		b = appendText(b, c, limit, lineBreak)
	}
	if apart {
		b = appendGap(b, lineBreak)
	}
	return b
}

// jammed tells whether two pieces of text, of two elements, meet where one word ends in lower case and
// another begins in upper case: "By" and "Jane Doe", which only style sheets keep apart.
func jammed(before []byte, after string) bool {
	last, _ := utf8.DecodeLastRune(before)
	first, _ := utf8.DecodeRuneInString(after)
	return unicode.IsLower(last) && unicode.IsUpper(first)
}

// appendFolded appends s with its runs of white space as one blank and without invisible characters, up
// to a length of limit.
func appendFolded(b []byte, s string, limit int) []byte {
	for i := 0; i < len(s) && len(b) < limit; {
		start := i
		for i < len(s) && isGraphic(s[i]) {
			if i++; i+1 < len(s) && s[i] == ' ' && isGraphic(s[i+1]) {
				i++
			}
		}
		b = append(b, s[start:min(i, start+limit-len(b))]...)
		if i == len(s) {
			break
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' || r > 0x7f && unicode.IsSpace(r):
			b = appendGap(b, ' ')
		case r == '\u00ad' || r == '\u200b' || r == '\u2060' || r == '\ufeff' || r < ' ':
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// isGraphic tells the characters of ASCII that are seen.
func isGraphic(c byte) bool { return c > ' ' && c < utf8.RuneSelf }

// appendGap appends the blank or newline gap where b ends with neither it nor a newline.
func appendGap(b []byte, gap byte) []byte {
	if len(b) == 0 || b[len(b)-1] == '\n' || b[len(b)-1] == gap {
		return b
	}
	return append(b, gap)
}

// fold returns s as [text] would: trimmed, with single blanks, without invisible characters.
func fold(s string) string {
	var buf [256]byte
	return string(bytes.TrimSpace(appendFolded(buf[:0], s, len(s)+1)))
}

func shown(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Button, atom.Select, atom.Textarea, atom.Iframe:
		return false
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "hidden":
			return false
		case "style":
			if strings.Contains(a.Val, "display:none") || strings.Contains(a.Val, "display: none") {
				return false
			}
		}
	}
	return true
}

// breaksLine tells elements that stand apart from the text around them.
func breaksLine(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Br, atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Table, atom.Tr, atom.Td, atom.Th, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Figure,
		atom.Figcaption, atom.Blockquote, atom.Dl, atom.Dt, atom.Dd, atom.Aside, atom.Nav, atom.Main, atom.Form,
		atom.Address, atom.Hr, atom.Pre, atom.Time, atom.Img, atom.Picture, atom.Video, atom.Center:
		return true
	}
	return n.DataAtom == 0 && strings.IndexByte(n.Data, '-') > 0 && n.Type == html.ElementNode // a custom element: a component of the page
}

// holds tells whether outer is inner or one of its ancestors.
func holds(outer, inner *html.Node) bool {
	for ; inner != nil; inner = inner.Parent {
		if inner == outer {
			return true
		}
	}
	return false
}

// unescape undoes the entities that templates leave in values that are no HTML, once or twice over.
func unescape(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			return s
		}
		s = html.UnescapeString(s)
	}
	return s
}

// plain makes text of a value that may hold entities and tags, as JSON-LD's and meta tags' often do.
func plain(s string) string { return fold(untagged(s)) }

func untagged(s string) string {
	s = unescape(s)
	if strings.IndexByte(s, '<') >= 0 && strings.IndexByte(s, '>') >= 0 {
		s = stripTags(s)
	}
	return s
}

// stripTags replaces what looks like a tag by a blank; a lone "<" stays.
func stripTags(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			break
		}
		if c := s[i+1]; c != '/' && c != '!' && (c|0x20 < 'a' || c|0x20 > 'z') {
			b.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		end := strings.IndexByte(s[i:], '>')
		if end < 0 {
			break
		}
		b.WriteString(s[:i])
		if tag := s[i+1 : i+end]; !inlineTag(tag) {
			b.WriteByte(' ')
		}
		s = s[i+end+1:]
	}
	b.WriteString(s)
	return b.String()
}

func inlineTag(tag string) bool {
	name := strings.TrimPrefix(tag, "/")
	if i := strings.IndexAny(name, " \t\n/"); i >= 0 {
		name = name[:i]
	}
	switch strings.ToLower(name) {
	case "a", "b", "i", "em", "strong", "span", "u", "sup", "sub", "mark", "small", "cite", "q", "font":
		return true
	}
	return false
}

// key folds s for comparing: lower-case letters and digits alone, so that quotes, dashes and blanks
// make no difference.
func key(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			switch c := byte(r); {
			case c >= 'A' && c <= 'Z':
				b.WriteByte(c + 'a' - 'A')
			case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
				b.WriteByte(c)
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// sameText tells whether two texts are the same but for case, quotes, dashes and blanks.
func sameText(a, b string) bool {
	k := key(a)
	return k != "" && k == key(b)
}
