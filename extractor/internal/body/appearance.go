package body

import (
	"unicode"
	"unicode/utf8"
)

// appearance tells what the characters of a text look like.
func appearance(text []byte, c *clues) {
	switch lastMark(text) {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '։':
		c.set(sentence)
	case ':', '：':
		c.set(colon)
	}
	var upper, lower, digits, letters int
	var ascii [classCount]int
	for i := 0; i < min(len(text), 300); {
		if b := text[i]; b < utf8.RuneSelf {
			ascii[asciiClasses[b]]++
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == '·' || r == '•' && i > 0:
			c.set(bars)
		case r == '©' || i == 0 && isBullet(r):
			c.set(sign)
		case unicode.IsUpper(r):
			upper++
			letters++
		case unicode.IsLower(r):
			lower++
			letters++
		case unicode.IsLetter(r):
			letters++
		}
		i += size
	}
	c.setIf(ascii[asciiBar] > 0, bars)
	c.setIf(ascii[asciiAt] > 0, atSign)
	c.setIf(len(text) > 0 && (text[0] == '>' || text[0] == '*'), sign)
	upper, lower, digits = upper+ascii[asciiUpper], lower+ascii[asciiLower], ascii[asciiDigit]
	letters += ascii[asciiUpper] + ascii[asciiLower]
	c.setIf(upper > 3 && lower == 0, capitals)
	c.setIf(digits*10 > (digits+letters)*3, manyDigits)
	c.setIf(len(text) < 80 && digits >= 3 && hasTime(text), dateLike)
}

// The classes of ASCII characters.
const (
	asciiOther = iota
	asciiUpper
	asciiLower
	asciiDigit
	asciiBar
	asciiAt

	classCount
)

var asciiClasses = func() (t [utf8.RuneSelf]uint8) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case 'A' <= c && c <= 'Z':
			t[c] = asciiUpper
		case 'a' <= c && c <= 'z':
			t[c] = asciiLower
		case isDigit(c):
			t[c] = asciiDigit
		}
	}
	t['|'], t['@'] = asciiBar, asciiAt
	return t
}()

// isBullet tells the bullets and arrows beyond ASCII.
func isBullet(r rune) bool {
	switch r {
	case '»', '→', '▶', '►', '•':
		return true
	}
	return false
}

// lastMark is the last character of a text but for closing quotes and brackets.
func lastMark(text []byte) rune {
	for len(text) > 0 {
		r, size := utf8.DecodeLastRune(text)
		switch r {
		case '"', '\'', '”', '’', '»', '“', ')', ' ', '」', '』', '）':
			text = text[:len(text)-size]
		default:
			return r
		}
	}
	return 0
}

// hasTime tells whether a text has a year of our times or a clock time in it.
func hasTime(text []byte) bool {
	digits := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && isDigit(text[i]) {
			digits++
			continue
		}
		if digits == 4 && (text[i-4] == '2' && text[i-3] == '0' || text[i-4] == '1' && text[i-3] == '9') {
			return true
		}
		if (digits == 1 || digits == 2) && i+2 < len(text) && text[i] == ':' && isDigit(text[i+1]) && isDigit(text[i+2]) {
			return true
		}
		digits = 0
	}
	return false
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
