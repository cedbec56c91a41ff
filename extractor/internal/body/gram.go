package body

import "bytes"

// gramWords is the number of words whose sequence tells texts apart.
const gramWords = 3

// eachGram calls f with a hash of each sequence of words in a folded text, until it returns false.
func eachGram(folded []byte, f func(uint64) bool) {
	var first, second uint64 // the words before
	words := 0
	word := uint64(hashStart)
	for i := 0; i <= len(folded); i++ {
		if i < len(folded) && folded[i] != ' ' {
			word = (word ^ uint64(folded[i])) * hashPrime
			continue
		}
		if words++; words >= gramWords && !f(join(join(join(0, first), second), word)) {
			return
		}
		first, second, word = second, word, hashStart
	}
}

func join(h, word uint64) uint64 {
	h = (h ^ word) * hashPrime
	return h ^ h>>29
}

// countGrams is the number of times that eachGram calls f.
func countGrams(folded []byte) int { return max(0, bytes.Count(folded, []byte(" "))+1-(gramWords-1)) }

// The parameters of FNV-1a.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

// A sketch counts grams, up to 3 of each. It may count one too many, rarely: it keeps no keys.
type sketch struct {
	counts []uint8 // two bits each
	mask   uint64
	text   int // bytes of folded text that it was made of
}

// newSketch makes a sketch with room for the grams of n bytes of text.
func newSketch(n int) *sketch {
	size := 1 << 10
	for size < 2*n && size < 1<<22 {
		size <<= 1
	}
	return &sketch{counts: make([]uint8, size/4), mask: uint64(size - 1)}
}

func (k *sketch) add(folded []byte) {
	k.text += len(folded)
	eachGram(folded, func(h uint64) bool {
		if k.count(h) < 3 {
			k.counts[h&k.mask/4] += 1 << (h % 4 * 2)
		}
		return true
	})
}

func (k *sketch) count(h uint64) uint8 { return k.counts[h&k.mask/4] >> (h % 4 * 2) & 3 }

// share tells how many of a text's grams were counted, from 0 to 1; ok is false for a text too short to
// tell.
func (k *sketch) share(folded []byte) (share float64, ok bool) {
	all, known := countGrams(folded), 0
	if all == 0 {
		return 0, false
	}
	eachGram(folded, func(h uint64) bool {
		if k.count(h) > 0 {
			known++
		}
		return true
	})
	return float64(known) / float64(all), true
}

// repeats tells whether nine tenths of a text's grams were counted more than once.
func (k *sketch) repeats(folded []byte) bool {
	all := countGrams(folded)
	missing := 0
	eachGram(folded, func(h uint64) bool {
		if k.count(h) < 2 {
			missing++
		}
		return missing*10 <= all
	})
	return all > 0 && missing*10 <= all
}
