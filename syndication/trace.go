package syndication

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"newswire/article"
)

// Trace is what an [Index] compares of an article. Reading the text for it is most of the work; it is small,
// so that it may travel in place of the article to those who only look for copies.
type Trace struct {
	record record
	probes []uint32 // the keys by which to look for others
}

// TraceOf returns an article's trace, or false if the article cannot be compared: see [Index.Add].
func TraceOf(a *article.Article) (t Trace, ok bool) {
	id, err := hex.DecodeString(a.ID)
	if err != nil || len(id) != len(t.record.id) {
		return Trace{}, false
	}
	r := &t.record
	copy(r.id[:], id)
	r.published = a.PublishedAt.Unix()
	r.fetched = uint32(max(0, a.FetchedAt.Unix()))
	r.seen = r.fetched
	r.site = hashSite(a.Site)
	r.sketch, t.probes, ok = newSketch(a.Body)
	return t, ok
}

// traceVersion begins the text of a trace. Another one is of another way to read articles.
const traceVersion = "1."

// errTrace is a text that holds no trace of this version.
var errTrace = errors.New("not a trace that this version reads")

// layout is a record as it is written, little-endian.
type layout struct {
	ID                    [16]byte
	Published             int64
	Seen, Fetched, Site   uint32
	Keys                  [keyCount]uint32
	Text                  [8]bins
	Facts                 [4]bins
	TextCount, FactsCount uint16
}

// MarshalText writes a trace, in 152 characters of ASCII.
func (t Trace) MarshalText() ([]byte, error) {
	r := &t.record
	var b bytes.Buffer
	err := binary.Write(&b, binary.LittleEndian, layout{
		r.id, r.published, r.seen, r.fetched, r.site, r.keys, r.text, r.facts, r.textCount, r.factsCount,
	})
	if err != nil {
		return nil, fmt.Errorf("writing a trace: %w", err)
	}
	return base64.RawURLEncoding.AppendEncode([]byte(traceVersion), b.Bytes()), nil
}

// UnmarshalText reads what MarshalText wrote. The trace is for [Index.AddTrace]; one that is looked for finds
// only what is found by the keys under which it is remembered.
func (t *Trace) UnmarshalText(text []byte) error {
	encoded, ok := strings.CutPrefix(string(text), traceVersion)
	if !ok {
		return errTrace
	}
	data, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil {
		return fmt.Errorf("reading a trace: %w", err)
	}
	var l layout
	if len(data) != binary.Size(l) {
		return fmt.Errorf("reading a trace: %w: %d bytes", errTrace, len(data))
	}
	if _, err := binary.Decode(data, binary.LittleEndian, &l); err != nil {
		return fmt.Errorf("reading a trace: %w", err)
	}
	t.record = record{
		id: l.ID, published: l.Published, seen: l.Seen, fetched: l.Fetched, site: l.Site,
		sketch: sketch{keys: l.Keys, text: l.Text, facts: l.Facts, textCount: l.TextCount, factsCount: l.FactsCount},
	}
	t.probes = t.record.keys[:]
	return nil
}
