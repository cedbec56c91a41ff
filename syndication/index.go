package syndication

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"sync"
	"time"

	"newswire/article"
)

// Config bounds what an [Index] remembers and compares. The zero value has the defaults.
type Config struct {
	// Window is how far apart two articles may be published to be copies of each other; where the
	// publication is unknown, the first sight counts. Default 7 days. Being relative, it holds for
	// archives too, which are crawled long after they were published.
	Window time.Duration `yaml:"window"`
	// MaxArticles is how many articles are remembered; beyond it the one added first is forgotten.
	// Each takes 180 bytes, reserved at once but used as articles come. Default 200,000 (36 MB).
	MaxArticles int `yaml:"max_articles"`
}

// The defaults of [Config].
const (
	defaultWindow      = 7 * 24 * time.Hour
	defaultMaxArticles = 200_000
)

// Index remembers articles and finds the copies among them. It is safe for concurrent use. Make one
// with [New].
//
// Articles stand in a ring, found through a hash table with a chain for each bucket. Ring, buckets and
// chains are arrays without pointers, so that the garbage collector has nothing to follow. Chains lead both
// ways: that of a phrase that all articles share is as long as the ring, and must not be walked to forget one.
type Index struct {
	window int64 // seconds

	mu      sync.RWMutex
	records []record // at most cap
	oldest  int      // the record to be forgotten next, once all are taken
	buckets []uint32 // first link of the chain, plus one
	links   []uint32 // next link of the chain, plus one; linksEach of them for each record
	backs   []uint32 // link before it in the chain, plus one; 0 for the first
}

// record is what is remembered of one article.
type record struct {
	id        [16]byte
	published int64  // Unix seconds, or unknown
	seen      uint32 // first fetch, Unix seconds
	fetched   uint32 // last fetch, Unix seconds
	site      uint32 // hash of the site's name
	sketch
}

const (
	// linksEach is the number of chains that a record is part of: one for each key, one for its ID.
	linksEach = keyCount + 1
	// linksPerBucket is the mean length of a chain in a full index.
	linksPerBucket = 3
)

// New returns an empty index.
func New(cfg Config) *Index {
	if cfg.Window <= 0 {
		cfg.Window = defaultWindow
	}
	if cfg.MaxArticles <= 0 {
		cfg.MaxArticles = defaultMaxArticles
	}
	return &Index{
		window:  int64(cfg.Window / time.Second),
		records: make([]record, 0, cfg.MaxArticles),
		buckets: make([]uint32, cfg.MaxArticles*linksEach/linksPerBucket+1),
		links:   make([]uint32, cfg.MaxArticles*linksEach),
		backs:   make([]uint32, cfg.MaxArticles*linksEach),
	}
}

// Add remembers an article. Adding it again changes nothing; a version fetched later replaces an
// earlier one. An article of less than about 40 words is not remembered, nor is one without an ID.
func (x *Index) Add(a *article.Article) {
	if t, ok := TraceOf(a); ok {
		x.AddTrace(t)
	}
}

// AddTrace is [Index.Add] of the article that left a trace.
func (x *Index) AddTrace(t Trace) {
	r := t.record
	x.mu.Lock()
	defer x.mu.Unlock()
	slot, known := x.slot(r.id)
	switch {
	case known:
		old := x.records[slot]
		seen := min(old.seen, r.seen)
		if r.fetched <= old.fetched {
			r = old
		}
		r.seen = seen
		x.unlink(slot) // by the keys of the old text
	case len(x.records) < cap(x.records):
		slot = len(x.records)
		x.records = x.records[:slot+1]
	default:
		slot = x.oldest
		x.oldest = (x.oldest + 1) % len(x.records)
		x.unlink(slot)
	}
	x.records[slot] = r
	x.link(slot)
}

// hashSite is 32-bit FNV-1a.
func hashSite(name string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()
}

// unknown is the publication time of an article that has none.
var unknown = time.Time{}.Unix()

// when is the publication, or else the first sight.
func (r *record) when() int64 {
	if r.published == unknown {
		return int64(r.seen)
	}
	return r.published
}

// before orders articles by publication, then first sight, then ID.
func (r *record) before(other *record) bool {
	return cmp.Or(
		cmp.Compare(r.when(), other.when()),
		cmp.Compare(r.seen, other.seen),
		bytes.Compare(r.id[:], other.id[:]),
	) < 0
}

// idKey is the key under which a record is found by its ID.
func (r *record) idKey() uint32 { return binary.BigEndian.Uint32(r.id[:]) }

// key returns the n-th key under which a record is linked: those of its text, then that of its ID.
func (r *record) key(n int) uint32 {
	if n < keyCount {
		return r.keys[n]
	}
	return r.idKey()
}

// bucket returns the start of the chain of a key.
func (x *Index) bucket(key uint32) *uint32 {
	return &x.buckets[uint64(key)*uint64(len(x.buckets))>>32]
}

// link puts a record at the front of its chains.
func (x *Index) link(slot int) {
	for n := range linksEach {
		start, self := x.bucket(x.records[slot].key(n)), slot*linksEach+n
		next := *start
		x.links[self], x.backs[self] = next, 0
		if next > 0 {
			x.backs[next-1] = uint32(self + 1)
		}
		*start = uint32(self + 1)
	}
}

// unlink takes a record out of its chains.
func (x *Index) unlink(slot int) {
	for n := range linksEach {
		self := slot*linksEach + n
		next, back := x.links[self], x.backs[self]
		if back > 0 {
			x.links[back-1] = next
		} else {
			*x.bucket(x.records[slot].key(n)) = next
		}
		if next > 0 {
			x.backs[next-1] = back
		}
	}
}

// slot returns where the article with an ID is remembered.
func (x *Index) slot(id [16]byte) (int, bool) {
	for at := *x.bucket((&record{id: id}).idKey()); at != 0; at = x.links[at-1] {
		if slot := int(at-1) / linksEach; x.records[slot].id == id {
			return slot, true
		}
	}
	return 0, false
}
