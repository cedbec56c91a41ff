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
	for i := 0; i < min(len(text), 300); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == ' ':
		case 'a' <= r && r <= 'z':
			lower++
			letters++
		case '0' <= r && r <= '9':
			digits++
		case r == '|' || r == '·' || r == '•' && i > 0:
			c.set(bars)
		case r == '@':
			c.set(atSign)
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
	c.setIf(upper > 3 && lower == 0, capitals)
	c.setIf(digits*10 > (digits+letters)*3, manyDigits)
	c.setIf(len(text) < 80 && digits >= 3 && hasTime(text), dateLike)
}

func isBullet(r rune) bool {
	switch r {
	case '>', '»', '→', '▶', '►', '•', '*':
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
