package date

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// tokenKind is the shape of a token.
type tokenKind uint8

const (
	number tokenKind = iota + 1
	word
	mark // one rune of punctuation
)

// token is a number, a word or a punctuation mark of the text.
type token struct {
	kind       tokenKind
	spaced     bool // white space stands before it, or it is the first
	upper      bool // a word of ASCII capitals
	start, end int  // bytes of the text
	value      int  // of a number; -1 if it has too many digits
	digits     int  // of a number
	mark       rune
	senses     []sense // of a word; none: an unknown word
	fold       int     // where the folded word starts in scanner.folded
}

// sense returns the value of the token's first sense of kind k.
func (t *token) sense(k kind) (value int, ok bool) {
	for i := range t.senses {
		if t.senses[i].kind == k {
			return t.senses[i].value, true
		}
	}
	return 0, false
}

// is tells whether the token is a word that has a sense of kind k.
func (t *token) is(k kind) bool {
	_, ok := t.sense(k)
	return ok
}

// maxDigits bounds the numbers that get a value: a 13-digit Unix time is the longest of use.
const maxDigits = 14

// scanner cuts a text into tokens.
type scanner struct {
	text   string
	words  lexicon
	tokens []token
	folded []byte // the folded words, one space between those that may form a phrase
	phrase bool   // the next word may continue a phrase
}

// scan returns the tokens of the whole text.
func (s *scanner) scan() []token {
	spaced := true
	for i := 0; i < len(s.text); {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		switch {
		case unicode.IsSpace(r):
			spaced = true
			i += size
			continue
		case ignored(r):
			i += size
			continue
		case digit(r) >= 0:
			i = s.number(i, spaced)
			s.phrase = false
		case ideographic(r):
			i = s.ideographs(i, spaced)
		case letter(r):
			i = s.word(i, spaced)
		default:
			if joins(r) && s.phrase && !spaced && s.letterAt(i+size) {
				i += size
				continue // "d'abril", "segunda-feira": two words
			}
			s.tokens = append(s.tokens, token{kind: mark, spaced: spaced, start: i, end: i + size, mark: foldMark(r)})
			s.phrase = false
			i += size
		}
		spaced = false
	}
	return s.tokens
}

// number reads the digits at i, of whichever script.
func (s *scanner) number(i int, spaced bool) int {
	t := token{kind: number, spaced: spaced, start: i}
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		d := digit(r)
		if d < 0 {
			break
		}
		if t.digits++; t.digits <= maxDigits {
			t.value = t.value*10 + d
		} else {
			t.value = -1
		}
		i += size
	}
	t.end = i
	s.tokens = append(s.tokens, t)
	return i
}

// word reads the letters at i. A full stop between groups of one letter (two outside ASCII)
// belongs to the word: "a.m." is "am", "ม.ค." is "มค".
func (s *scanner) word(i int, spaced bool) int {
	t := token{kind: word, spaced: spaced, start: i, upper: true}
	s.open(&t)
	group, ascii := 0, true
	for i < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[i:])
		if r == '.' && s.dotInside(i, group, ascii) {
			group = 0
			i += size
			continue
		}
		if !letter(r) && !ignored(r) || ideographic(r) {
			break
		}
		if ascii = ascii && r < utf8.RuneSelf; r < 'A' || r > 'Z' {
			t.upper = false
		}
		if unicode.IsLetter(r) {
			group++
		}
		s.folded = appendFold(s.folded, r)
		i += size
	}
	t.end = i
	if t.senses = s.words[string(s.folded[t.fold:])]; t.senses == nil && !ascii && spaceless(s.text[t.start:]) {
		if s.split(t) {
			return i
		}
	}
	s.close(t)
	return i
}

// dotInside tells whether the full stop at i stands inside an abbreviation: it follows a group of
// group letters, and as short a group follows it.
func (s *scanner) dotInside(i, group int, ascii bool) bool {
	limit := 2
	if ascii {
		limit = 1
	}
	if group == 0 || group > limit {
		return false
	}
	n := 0
	for _, r := range s.text[i+1:] {
		if !letter(r) || ideographic(r) {
			break
		}
		if unicode.IsLetter(r) {
			n++
		}
		if n > limit {
			return false
		}
	}
	return n > 0
}

// open starts a word in the folded text.
func (s *scanner) open(t *token) {
	if s.phrase {
		s.folded = append(s.folded, ' ')
	}
	t.fold = len(s.folded)
}

// close appends the word, or what it completes: a phrase of two or three words that the lexicon
// knows becomes one token.
func (s *scanner) close(t token) {
	s.phrase = true
	for back := 2; back >= 1; back-- {
		if len(s.tokens) < back {
			continue
		}
		first := &s.tokens[len(s.tokens)-back]
		if first.kind != word || !first.is(kindHead) || (back == 2 && s.tokens[len(s.tokens)-1].kind != word) {
			continue
		}
		if senses := s.words[string(s.folded[first.fold:])]; senses != nil {
			first.senses, first.end, first.upper = senses, t.end, first.upper && t.upper
			s.tokens = s.tokens[:len(s.tokens)-back+1]
			return
		}
	}
	s.tokens = append(s.tokens, t)
}

// maxSplit is the length in runes of the longest word of a script without spaces.
const maxSplit = 20

// ideographs reads a run of Chinese, Japanese or Korean writing as the longest known words from
// left to right. A rune that begins none is an unknown word of its own.
func (s *scanner) ideographs(i int, spaced bool) int {
	end := i
	for end < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[end:])
		if !ideographic(r) {
			break
		}
		end += size
	}
	for i < end {
		size, senses := s.longest(s.text[i:end])
		if senses == nil {
			_, size = utf8.DecodeRuneInString(s.text[i:])
		}
		s.tokens = append(s.tokens, token{kind: word, spaced: spaced, start: i, end: i + size, senses: senses})
		spaced = false
		i += size
	}
	s.phrase = false
	return end
}

// split reads a run of a script without spaces, such as Thai, as known words, if it consists of
// known words only.
func (s *scanner) split(t token) bool {
	n := len(s.tokens)
	spaced := t.spaced
	for i := t.start; i < t.end; {
		size, senses := s.longest(s.text[i:t.end])
		if senses == nil {
			s.tokens = s.tokens[:n]
			return false
		}
		s.tokens = append(s.tokens, token{kind: word, spaced: spaced, start: i, end: i + size, senses: senses})
		spaced = false
		i += size
	}
	s.phrase = false
	return true
}

// longest returns the length in bytes and the senses of the longest known word that text begins with.
func (s *scanner) longest(text string) (size int, senses []sense) {
	var buf [maxSplit * utf8.UTFMax]byte
	key, runes := buf[:0], 0
	for i, r := range text {
		if runes++; runes > maxSplit {
			break
		}
		key = appendFold(key, r)
		if found := s.words[string(key)]; found != nil {
			size, senses = i+utf8.RuneLen(r), found
		}
	}
	return size, senses
}

// letterAt tells whether a letter stands at byte i.
func (s *scanner) letterAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return letter(r) && !ideographic(r)
}

// letter tells whether r is part of a word. A combining mark is, save the marks that are ignored.
func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return r != utf8.RuneError && !joins(r) && (unicode.IsLetter(r) || unicode.IsMark(r))
}

// ideographic tells whether r is of a script that puts no spaces around the words of a date.
func ideographic(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// spaceless tells whether text begins in a script of South-East Asia that puts no spaces between words.
func spaceless(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// joins tells whether r between two letters connects two words.
func joins(r rune) bool {
	switch r {
	case '-', '\'', '’', 'ʼ', '‐':
		return true
	}
	return false
}

// ignored tells whether r is invisible: joiners, direction marks, soft hyphens.
func ignored(r rune) bool {
	return r >= 0xAD && (unicode.Is(unicode.Cf, r) || r == 'ـ')
}

// digit returns the value of a decimal digit of any script, or -1. Unicode holds the digits of a
// script in a run of ten from zero on.
func digit(r rune) int {
	if r < utf8.RuneSelf {
		if r >= '0' && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if !unicode.IsDigit(r) || r > 0xFFFF {
		return -1
	}
	// Every run below the astral planes starts at a multiple of 16, or 6 after one.
	if low := int(r & 0xF); unicode.IsDigit(r - rune(low)) {
		return low
	}
	return int(r&0xF) - 6
}

// foldMark maps the variants of a punctuation mark to one.
func foldMark(r rune) rune {
	switch r {
	case '‐', '‑', '‒', '–', '—', '―', '−', '－':
		return '-'
	case '：', '∶', '﹕':
		return ':'
	case '．', '。':
		return '.'
	case '，', '、', '،':
		return ','
	case '／', '⁄':
		return '/'
	case '’', '‘', 'ʼ', '`', '´':
		return '\''
	case '（':
		return '('
	case '）':
		return ')'
	}
	return r
}

// appendFold appends r in lower case and without accents, vowel points, hamzas and the like.
func appendFold(b []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r |= 0x20
		}
		return append(b, byte(r))
	case ignored(r) || dropped(r):
		return b
	}
	switch r = unicode.ToLower(r); r {
	case 'ı':
		r = 'i'
	case 'ς':
		r = 'σ'
	case 'ی', 'ى', 'ې', 'ۍ':
		r = 'ي'
	case 'ک':
		r = 'ك'
	case 'ة', 'ہ', 'ھ', 'ە':
		r = 'ه'
	}
	if ideographic(r) {
		return utf8.AppendRune(b, r)
	}
	var buf [utf8.UTFMax]byte
	d := norm.NFKD.Properties(buf[:utf8.EncodeRune(buf[:], r)]).Decomposition()
	if d == nil {
		return utf8.AppendRune(b, r)
	}
	for len(d) > 0 {
		q, size := utf8.DecodeRune(d)
		if !dropped(q) {
			b = utf8.AppendRune(b, q)
		}
		d = d[size:]
	}
	return b
}

// dropped tells whether r is a mark that writers leave out or set at will: accents, Hebrew and
// Arabic points, the nuktas of Indic scripts.
func dropped(r rune) bool {
	switch {
	case r >= 0x0300 && r <= 0x036F, // accents
		r >= 0x0591 && r <= 0x05C7,              // Hebrew points
		r >= 0x064B && r <= 0x065F, r == 0x0670, // Arabic points, hamza above and below
		r == 0x093C, r == 0x09BC, r == 0x0A3C, r == 0x0ABC, r == 0x0B3C: // nuktas
		return true
	}
	return false
}
