package body

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// write adds the text s to the open run, or opens one. White space folds into single spaces, except in
// pre elements; soft hyphens and other invisible marks that only help layout are left out.
func (r *reader) write(s string) {
	if r.pre > 0 {
		r.writePre(s)
		return
	}
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && plain[s[i]] {
			if i++; i+1 < len(s) && s[i] == ' ' && plain[s[i+1]] {
				i++
			}
		}
		if i > from {
			r.add(s[from:i])
			continue
		}
		if s[i] <= ' ' {
			r.space = true
			i++
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		switch c {
		case '\u00ad', '\u200b', '\u2060', '\ufeff', utf8.RuneError, 0x7f:
		default:
			if unicode.IsSpace(c) {
				r.space = true
			} else {
				r.add(s[i : i+size])
			}
		}
		i += size
	}
}

// writePre adds text with its white space, which counts in pre elements.
func (r *reader) writePre(s string) {
	if !r.open {
		s = strings.TrimLeft(s, "\r\n")
		if strings.TrimSpace(s) == "" {
			return
		}
	}
	r.space = false
	r.add(s)
}

// plain marks the bytes that are part of no code point that is white space or invisible.
var plain = func() (t [256]bool) {
	for c := range t {
		switch c {
		case 0x7f, 0xc2, 0xe1, 0xe2, 0xe3, 0xef: // or may begin one
		default:
			t[c] = c > ' '
		}
	}
	return t
}()

// add appends text to the open run, or opens one. White space within it is kept as it is.
func (r *reader) add(s string) {
	if !r.open {
		r.open, r.space = true, false
		at := int32(len(r.text))
		r.runs = append(r.runs, run{box: r.current, start: at, end: at, bold: true, italic: true})
	}
	last := &r.runs[len(r.runs)-1]
	if r.space {
		sep := byte(' ')
		if r.breaks > 0 {
			sep = '\n'
		}
		r.text = append(r.text, sep)
	}
	r.space, r.breaks = false, 0
	r.text = append(r.text, s...)
	if r.links > 0 {
		last.linked += int32(len(s))
		if r.pre == 0 {
			last.linked -= int32(strings.Count(s, " "))
		}
	}
	if r.bold == 0 {
		last.bold = false
	}
	if r.italic == 0 {
		last.italic = false
	}
}

// flush ends the open run.
func (r *reader) flush() {
	r.space, r.breaks = false, 0
	if !r.open {
		return
	}
	r.open = false
	last := &r.runs[len(r.runs)-1]
	for n := len(r.text); n > int(last.start) && isSpace(r.text[n-1]); n-- {
		r.text = r.text[:n-1]
	}
	last.end = int32(len(r.text))
	last.linked = min(last.linked, last.end-last.start)
}

func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
