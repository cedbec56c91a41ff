package body

import (
	"unicode"
	"unicode/utf8"
)

// fold appends to dst the letters and digits of s in lower case, words parted by single spaces, and
// stops once they are limit bytes. Two texts that differ in case, punctuation or space fold to the same.
func fold[T string | []byte](dst []byte, s T, limit int) []byte {
	from := len(dst)
	space := false
	for i := 0; i < len(s) && len(dst)-from < limit; {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := decode(s, i)
			i += size
			switch {
			case r == '’' || r == '\u200c':
			case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
				if space && len(dst) > from {
					dst = append(dst, ' ')
				}
				space = false
				dst = utf8.AppendRune(dst, unicode.ToLower(r))
			default:
				space = true
			}
			continue
		}
		i++
		switch c = folded[c]; c {
		case 0:
		case ' ':
			space = true
		default:
			if space && len(dst) > from {
				dst = append(dst, ' ')
			}
			space = false
			dst = append(dst, c)
		}
	}
	return dst
}

// folded maps ASCII to itself in lower case if it is a letter or digit, to nothing if it is an
// apostrophe, else to a space.
var folded = func() (t [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			t[c] = c
		case 'A' <= c && c <= 'Z':
			t[c] = c + 'a' - 'A'
		case c != '\'':
			t[c] = ' '
		}
	}
	return t
}()

func decode[T string | []byte](s T, i int) (rune, int) {
	var b [utf8.UTFMax]byte
	n := copy(b[:], s[i:])
	return utf8.DecodeRune(b[:n])
}
