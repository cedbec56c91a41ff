package article

import (
	"bytes"
	"unicode/utf8"
)

// decodeTwice undoes what servers do to a text in UTF-8 that they take for windows-1252 and encode again:
// "cafÃ©". It does so only where this is certain: nearly all that is beyond ASCII makes sense once
// decoded, and nothing else does.
func decodeTwice(text []byte) []byte {
	doubled, other := 0, 0
	for i := 0; i < len(text); {
		at := nextLead(text, i)
		if at < 0 {
			break
		}
		if _, size := doubledRune(text[at:]); size > 0 {
			doubled++
			i = at + size
		} else {
			i = at + 2
		}
	}
	if doubled < 2 {
		return text
	}
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
		} else if _, size := doubledRune(text[i:]); size > 0 {
			i += size
		} else {
			_, size = utf8.DecodeRune(text[i:])
			if other++; 10*other > doubled {
				return text
			}
			i += size
		}
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		if text[i] >= utf8.RuneSelf {
			if r, size := doubledRune(text[i:]); size > 0 {
				out = utf8.AppendRune(out, r)
				i += size
				continue
			}
		}
		out = append(out, text[i])
		i++
	}
	return out
}

// nextLead returns where the next letter from U+00C2 to U+00F4 may stand, -1 if none does.
func nextLead(text []byte, from int) int {
	i := bytes.IndexByte(text[from:], 0xc3)
	if i < 0 {
		return -1
	}
	return from + i
}

// doubledRune returns the letter that is encoded twice at the start of text, and the length of what stands
// for it; 0 without one.
func doubledRune(text []byte) (r rune, size int) {
	if len(text) < 4 || text[0] != 0xc3 {
		return 0, 0
	}
	var once [utf8.UTFMax]byte
	lead, at := utf8.DecodeRune(text)
	once[0] = byte(lead)
	need := 2
	switch {
	case once[0] >= 0xf0:
		need = 4
	case once[0] >= 0xe0:
		need = 3
	}
	for n := 1; n < need; n++ {
		next, size := utf8.DecodeRune(text[at:])
		b, ok := byte1252(next)
		if !ok || b < 0x80 || b > 0xbf {
			return 0, 0
		}
		once[n] = b
		at += size
	}
	r, n := utf8.DecodeRune(once[:need])
	if n != need {
		return 0, 0
	}
	return r, at
}

// byte1252 returns the byte of windows-1252 that stands for r. Bytes that have no letter there stand for
// the control character of the same number.
func byte1252(r rune) (b byte, ok bool) {
	switch {
	case r < 0x100:
		return byte(r), true
	case r == utf8.RuneError:
		return 0, false
	}
	for i, c := range high1252 {
		if c == r {
			return byte(0x80 + i), true
		}
	}
	return 0, false
}

// high1252 are the letters of the bytes from 80 to 9F, 0 where there is none.
// Source: Encoding Standard, index windows-1252.
var high1252 = [32]rune{'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ'}
