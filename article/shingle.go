package article

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
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
func Shingles(text string) iter.Seq[Shingle] {
	return func(yield func(Shingle) bool) {
		tokens := tokenize(strings.ToLower(norm.NFKC.String(text)))
		end, length := 0, 0
		for i, first := range tokens {
			for end < len(tokens) && length < shingleLength {
				length += tokens[end].halves
				end++
			}
			if length < shingleLength && i > 0 {
				return
			}
			var s Shingle
			for _, t := range tokens[i:end] {
				s.Hash = mix(s.Hash ^ t.hash)
				s.Number = s.Number || t.number
			}
			if !yield(s) {
				return
			}
			length -= first.halves
		}
	}
}

// token is a word, or a character of a script that is written without blanks.
type token struct {
	hash   uint64
	halves int // length in half words
	number bool
}

// withoutBlanks are the scripts in which a blank does not end a word.
var withoutBlanks = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// tokenize splits a folded text into its tokens.
func tokenize(text string) []token {
	tokens := make([]token, 0, len(text)/5)
	open := false // the last token may go on
	for i, r := range text {
		switch {
		case r >= 0x0e00 && unicode.IsLetter(r) && unicode.In(r, withoutBlanks...):
			tokens, open = append(tokens, token{hash: fnvOffset, halves: 1}), true
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !open || tokens[len(tokens)-1].halves == 1 {
				tokens, open = append(tokens, token{hash: fnvOffset, halves: 2}), true
			}
		case open && unicode.IsMark(r):
		case open && strings.ContainsRune(".,:", r) && betweenDigits(text, i):
			continue
		default:
			open = false
			continue
		}
		t := &tokens[len(tokens)-1]
		t.hash = (t.hash ^ uint64(r)) * fnvPrime
		t.number = t.number || unicode.IsDigit(r)
	}
	return tokens
}

// betweenDigits reports whether the one-byte character at i stands between two digits.
func betweenDigits(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
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
