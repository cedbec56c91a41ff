package article

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"
	"unicode"
)

// shingle is the number of words hashed together: three keep the order of words in the fingerprint.
const shingle = 3

// SimHash returns the near-duplicate fingerprint of a text as 16 hex digits, or "" for a text without
// words. Texts that share most of their three-word shingles differ in few of the 64 bits.
// Source: Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002.
func SimHash(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if len(words) == 0 {
		return ""
	}
	hashes := make([]uint64, len(words))
	for i, w := range words {
		hashes[i] = fnv1a(w)
	}
	var votes [64]int
	for i := range max(1, len(words)-shingle+1) {
		var h uint64
		for _, w := range hashes[i:min(i+shingle, len(words))] {
			h = mix(h ^ w)
		}
		for bit := range votes {
			votes[bit] += int(h>>bit&1)*2 - 1
		}
	}
	var fingerprint uint64
	for bit, v := range votes {
		if v > 0 {
			fingerprint |= 1 << bit
		}
	}
	return fmt.Sprintf("%016x", fingerprint)
}

// SimHashDistance returns the number of bits, 0 to 64, in which two fingerprints differ. An empty or
// malformed fingerprint is as far as can be from every other.
func SimHashDistance(a, b string) int {
	x, errX := strconv.ParseUint(a, 16, 64)
	y, errY := strconv.ParseUint(b, 16, 64)
	if errX != nil || errY != nil {
		return 64
	}
	return bits.OnesCount64(x ^ y)
}

// fnv1a is 64-bit FNV-1a, without the allocation of hash/fnv.
func fnv1a(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// mix spreads every input bit over all output bits (the finaliser of MurmurHash3).
func mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
