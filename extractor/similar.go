package extractor

import (
	"math/bits"
	"unicode"
)

// gram is a set of hashed letter trigrams: similarity of short texts in any script, without memory.
type gram [64]uint64

func gramsOf(s string) gram {
	var g gram
	var a, b rune
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		r = unicode.ToLower(r)
		if a != 0 {
			h := uint32(a)*2654435761 ^ uint32(b)*40503 ^ uint32(r)*97
			h ^= h >> 15
			g[h>>6&63] |= 1 << (h & 63)
		}
		a, b = b, r
	}
	return g
}

// overlap is Dice's coefficient, 0 to 1.
func (g *gram) overlap(o *gram) float64 {
	var both, all int
	for i := range g {
		both += bits.OnesCount64(g[i] & o[i])
		all += bits.OnesCount64(g[i]) + bits.OnesCount64(o[i])
	}
	if all == 0 {
		return 0
	}
	return 2 * float64(both) / float64(all)
}
