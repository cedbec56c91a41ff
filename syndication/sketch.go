package syndication

import (
	"math"
	"math/bits"
	"slices"

	"newswire/article"
)

const (
	// minShingles is the number of distinct shingles below which texts are not compared, about 40 words:
	// shorter ones are alike by accident.
	minShingles = 36
	// keyCount is the number of shingles under which an article is found. If half of its shingles are
	// in the other text, one of the six is with a probability of 98 %.
	keyCount = 6
	// probeCount is the number of shingles by which a new text looks for others. It is larger than
	// keyCount, since the keys of a text that was cut are further back among those of the whole text.
	probeCount = 24
)

// sketch is what is kept of a text.
type sketch struct {
	// keys are the first shingles in the order of their hashes, the same for all texts: two texts that
	// share many shingles are likely to share some of these (Broder, "On the resemblance and
	// containment of documents", 1997).
	keys [keyCount]uint32
	// text samples all shingles, facts those with a number in them; the counts are of distinct ones.
	text       [8]bins
	facts      [4]bins
	textCount  uint16
	factsCount uint16
}

// newSketch returns the sketch of a text and the keys by which to look for others, or false if the
// text is too short to compare.
func newSketch(text string) (s sketch, probes []uint32, ok bool) {
	var all, numbers []uint64
	for shingle := range article.Shingles(text) {
		all = append(all, shingle.Hash)
		if shingle.Number {
			numbers = append(numbers, shingle.Hash)
		}
	}
	all, numbers = distinct(all), distinct(numbers)
	if len(all) < minShingles {
		return sketch{}, nil, false
	}
	for _, h := range all[:min(probeCount, len(all))] {
		probes = append(probes, uint32(h)) // the low half: the order is by the high one
	}
	copy(s.keys[:], probes)
	sample(s.text[:], all)
	sample(s.facts[:], numbers)
	s.textCount = uint16(min(len(all), math.MaxUint16))
	s.factsCount = uint16(min(len(numbers), math.MaxUint16))
	return s, probes, true
}

// distinct sorts hashes and drops repeated ones.
func distinct(hashes []uint64) []uint64 {
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// bins are eight samples of a set of shingles of 4 bits each; a sample is 0 where there was none to take.
// The share of equal samples estimates the share of the union of two sets that both have. Sources: Li,
// Owen and Zhang, "One permutation hashing", NIPS 2012; Li and König, "b-bit minwise hashing", WWW 2010.
type bins uint32

const (
	binsPerWord = 8
	oneEach     = 0x11111111 // the lowest bit of each bin
	chance      = 1.0 / 15   // for two samples to be equal by accident
)

// filled has the lowest bit set of each bin that is not empty.
func (b bins) filled() bins { return (b | b>>1 | b>>2 | b>>3) & oneEach }

// agreement counts the bins that are filled in either, and those that are equal among them.
func agreement(a, b []bins) (equal, filled int) {
	for i := range a {
		either := (a[i] | b[i]).filled()
		filled += bits.OnesCount32(uint32(either))
		equal += bits.OnesCount32(uint32(either &^ (a[i] ^ b[i]).filled()))
	}
	return equal, filled
}

// resemblance estimates the share, 0 to 1, of the union of two sets that is in both.
func resemblance(a, b []bins) float64 {
	equal, filled := agreement(a, b)
	if filled == 0 {
		return 0
	}
	return max(0, (float64(equal)/float64(filled)-chance)/(1-chance))
}

// sample fills bins with samples of sorted hashes: of those that belong into a bin, the smallest.
func sample(into []bins, sorted []uint64) {
	n := uint64(len(into) * binsPerWord)
	for _, h := range sorted {
		word, shift := &into[h%n/binsPerWord], h%n%binsPerWord*4
		if *word>>shift&15 == 0 {
			*word |= bins(h>>8%15+1) << shift
		}
	}
}
