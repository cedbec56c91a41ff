package article

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Shingle is a short run of consecutive words of a text, as a hash.
type Shingle struct {
	// Hash is well mixed: any of its bits may be taken for a hash of its own.
	Hash uint64
	// Number tells that one of the words has a digit.
	Number bool
}

// shingleLength is the length of a shingle in half words: three words, or six characters of a script
// that is written without blanks. Shorter ones are shared by unrelated texts, longer ones die with
// every small edit.
const shingleLength = 6

// Shingles yields the overlapping shingles of a text from its first to its last word, repeated ones
// included. Case, punctuation, quotation marks and the form of characters (NFKC) make no difference,
// nor do the separators within a number. A text shorter than a shingle yields one, a text without
// words none.
func Shingles(text string) iter.Seq[Shingle] { return foldedShingles(fold(text)) }

// foldedShingles yields the shingles of a folded text.
func foldedShingles(folded []byte) iter.Seq[Shingle] {
	return func(yield func(Shingle) bool) {
		var window [shingleLength]token // the last tokens, together shorter than a shingle
		n, length, alone := 0, 0, true
		for t := range tokens(folded) {
			window[n] = t
			n++
			length += t.halves
			for length >= shingleLength {
				if !yield(shingleOf(window[:n])) {
					return
				}
				alone = false
				length -= window[0].halves
				n = copy(window[:], window[1:n])
			}
		}
		if alone && n > 0 {
			yield(shingleOf(window[:n]))
		}
	}
}

func shingleOf(tokens []token) Shingle {
	var s Shingle
	for _, t := range tokens {
		s.Hash = mix(s.Hash ^ t.hash)
		s.Number = s.Number || t.number
	}
	return s
}

// token is a word, or a character of a script that is written without blanks.
type token struct {
	hash   uint64
	halves int // length in half words
	number bool
}

func (t *token) add(r rune) {
	t.hash = (t.hash ^ uint64(r)) * fnvPrime
	t.number = t.number || unicode.IsDigit(r)
}

// withoutBlanks are the scripts in which a blank does not end a word.
var withoutBlanks = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// tokens yields the tokens of a folded text.
func tokens(folded []byte) iter.Seq[token] {
	return func(yield func(token) bool) {
		var t token  // the one being read; between tokens it has no length
		var size int // of the rune at i
		for i := 0; i < len(folded); i += size {
			r := rune(folded[i])
			size = 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRune(folded[i:])
			}
			halves := halvesFrom(r)
			switch {
			case halves == 2 && t.halves == 2: // the word goes on
			case halves > 0:
				if t.halves > 0 && !yield(t) {
					return
				}
				t = token{hash: fnvOffset, halves: halves}
			case t.halves > 0 && r >= utf8.RuneSelf && unicode.IsMark(r):
			case t.halves > 0 && (r == '.' || r == ',' || r == ':') && betweenDigits(folded, i):
				continue
			default:
				if t.halves > 0 && !yield(t) {
					return
				}
				t = token{}
				continue
			}
			t.add(r)
			for ; t.halves == 2 && i+size < len(folded) && isWordByte(folded[i+size]); i++ { // most of most texts: as add does, for ASCII
				c := folded[i+size]
				t.hash = (t.hash ^ uint64(c)) * fnvPrime
				t.number = t.number || c <= '9'
			}
		}
		if t.halves > 0 {
			yield(t)
		}
	}
}

// halvesFrom returns the length in half words of the token that r begins, 0 for what begins none.
func halvesFrom(r rune) int {
	switch {
	case r < utf8.RuneSelf && isWordByte(byte(r)):
		return 2
	case r < utf8.RuneSelf:
		return 0
	case r >= 0x0e00 && unicode.IsLetter(r) && unicode.In(r, withoutBlanks...):
		return 1
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return 2
	}
	return 0
}

func isWordByte(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// betweenDigits reports whether the one-byte character at i stands between two digits.
func betweenDigits(text []byte, i int) bool {
	before, _ := utf8.DecodeLastRune(text[:i])
	after, _ := utf8.DecodeRune(text[i+1:])
	return unicode.IsDigit(before) && unicode.IsDigit(after)
}

// The parameters of 64-bit FNV-1a, here over characters in place of bytes.
const (
	fnvOffset uint64 = 14695981039346656037
	fnvPrime  uint64 = 1099511628211
)

// mix spreads every input bit over all output bits (the finaliser of MurmurHash3).
func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
