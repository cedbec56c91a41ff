package body

import (
	"unicode"
	"unicode/utf8"
)

// fold appends to dst the letters and digits of s in lower case, words parted by single spaces, and
// stops after limit bytes. Two texts that differ in case, punctuation or space fold to the same.
func fold[T string | []byte](dst []byte, s T, limit int) []byte {
	from := len(dst)
	space := false
	for i := 0; i < len(s) && len(dst)-from < limit; {
		c := rune(s[i])
		size := 1
		if c >= utf8.RuneSelf {
			c, size = decode(s, i)
		}
		i += size
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == '\'' || c == '’' || c == '\u200c':
			continue
		case c < utf8.RuneSelf:
			space = true
			continue
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			c = unicode.ToLower(c)
		default:
			space = true
			continue
		}
		if space && len(dst) > from {
			dst = append(dst, ' ')
		}
		space = false
		dst = utf8.AppendRune(dst, c)
	}
	return dst
}

func decode[T string | []byte](s T, i int) (rune, int) {
	var b [utf8.UTFMax]byte
	n := copy(b[:], s[i:])
	return utf8.DecodeRune(b[:n])
}
