package syndication

import (
	"encoding/hex"

	"newswire/article"
)

// Match tells which cluster of copies an article belongs to, as far as articles are remembered.
type Match struct {
	// ClusterID is the ID of the cluster's earliest article: by publication, then first sight, then ID.
	ClusterID string
	// CanonicalOf is the article that this one copies, the same as ClusterID; "" if this one is it.
	CanonicalOf string
	// Similarity, 0 to 1, is the estimated share of the shorter text that the longer one has too. The
	// longer one is the earliest article that was compared directly, see [Index.Find].
	Similarity float64
}

// Find returns the cluster that an article belongs to among those remembered, or false if it has no
// copies there. The article itself, told by its ID, is never its own copy; it need not be remembered.
//
// A copy of a copy is in the cluster of the original, even if little of the original is left in it. The
// order in which articles were added makes no difference to the result, but an original that is seen
// after its copies is not known to those that were asked about before.
func (x *Index) Find(a *article.Article) (Match, bool) {
	t, ok := TraceOf(a)
	if !ok {
		return Match{}, false
	}
	return x.FindTrace(t)
}

// FindTrace is [Index.Find] of the article that left a trace.
func (x *Index) FindTrace(t Trace) (Match, bool) {
	self := t.record
	x.mu.RLock()
	defer x.mu.RUnlock()
	if slot, known := x.slot(self.id); known {
		self.seen = min(self.seen, x.records[slot].seen)
	}
	root, similarity := x.earliest(&self, t.probes)
	if root == nil {
		return Match{}, false
	}
	for {
		next, _ := x.earliest(root, root.keys[:])
		if next == nil || !next.before(root) {
			break
		}
		root = next
	}
	m := Match{ClusterID: hex.EncodeToString(root.id[:]), Similarity: similarity}
	if self.id == root.id || self.before(root) {
		m.ClusterID = hex.EncodeToString(self.id[:])
	} else {
		m.CanonicalOf = m.ClusterID
	}
	return m, true
}

// earliest returns the earliest of the copies of a record, and its similarity, or nil. The chains of all probes are
// followed in turn, so that what few articles share is looked at whatever many share.
func (x *Index) earliest(r *record, probes []uint32) (found *record, similarity float64) {
	var chains [probeCount]uint32 // the next link of each, plus one
	for i, key := range probes {
		chains[i] = *x.bucket(key)
	}
	for looked, going := 0, true; going && looked < maxLooked; {
		going = false
		for i, key := range probes {
			at := chains[i]
			if at == 0 {
				continue
			}
			chains[i] = x.links[at-1]
			looked++
			going = true
			slot, n := int(at-1)/linksEach, int(at-1)%linksEach
			other := &x.records[slot]
			if n == keyCount || other.keys[n] != key || found != nil && !other.before(found) {
				continue
			}
			if s, ok := x.compare(r, other); ok {
				found, similarity = other, s
			}
		}
	}
	return found, similarity
}

const (
	// maxLooked bounds the articles looked at for one text, the last added first. Only phrases that stand
	// in very many articles, such as a footer taken for text, are in more, and those tell nothing.
	maxLooked = 3000
	// minResemblance and minContainment are the shares of the union of two texts and of the shorter one
	// that must be in both. Copies that were cut to three fifths and edited have 0.4 and 0.7, texts of
	// one pattern 0.3 to 0.7 and 0.5 to 0.8; eval tells how well they are kept apart.
	minResemblance = 0.25
	minContainment = 0.66
	// sameSite is the resemblance asked of two articles of one site, which writes its weather reports
	// and scores to one pattern.
	sameSite = 0.9
	// minFacts is the share of shingles with numbers from which on the numbers must be the same ones;
	// reports written to a pattern are full of numbers. minSurvival is how often they must be found
	// again, in proportion to the other shingles: less than always, since editors change numbers too.
	minFacts    = 0.1
	minSurvival = 0.7
)

// compare decides whether two articles are copies, and estimates the share of the shorter text that
// the longer one has too.
func (x *Index) compare(a, b *record) (similarity float64, ok bool) {
	if a.id == b.id || max(a.when()-b.when(), b.when()-a.when()) > x.window {
		return 0, false
	}
	r := resemblance(a.text[:], b.text[:])
	if r < minResemblance || a.site == b.site && r < sameSite {
		return 0, false
	}
	similarity = containment(r, a.textCount, b.textCount)
	return similarity, similarity >= minContainment && sameFacts(&a.sketch, &b.sketch, similarity)
}

// containment turns the resemblance of two sets into the share of the smaller one that is in both.
func containment(resemblance float64, sizeA, sizeB uint16) float64 {
	common := resemblance / (1 + resemblance) * (float64(sizeA) + float64(sizeB))
	return min(1, common/float64(min(sizeA, sizeB)))
}

// sameFacts tells a copy from another text of the same pattern. In a copy, the shingles with numbers
// in them survive as often as all the others; in tomorrow's weather report they are what changed.
func sameFacts(a, b *sketch, survival float64) bool {
	if max(a.factsShare(), b.factsShare()) < minFacts {
		return true
	}
	na, nb := float64(a.factsCount), float64(b.factsCount)
	common := minSurvival * survival * min(na, nb)
	return resemblance(a.facts[:], b.facts[:]) >= common/(na+nb-common)
}

// factsShare is the share of shingles that have a number in them.
func (s *sketch) factsShare() float64 { return float64(s.factsCount) / float64(s.textCount) }
