package article

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Seal fills in what is derived from the other fields: ID, WordCount, ReadingMinutes, the hashes and
// the fingerprint. The extractor calls it last; whoever changes an article afterwards calls it again.
func (a *Article) Seal() error {
	a.ID = ID(a.CanonicalURL)
	a.WordCount = countWords(a.Body)
	a.ReadingMinutes = (a.WordCount + wordsPerMinute - 1) / wordsPerMinute
	a.ContentHash = contentHash(a)
	a.SimHash = SimHash(a.Body)
	record, err := recordHash(a)
	if err != nil {
		return err
	}
	a.RecordHash = record
	return nil
}

// wordsPerMinute is the silent reading rate for English non-fiction (Brysbaert 2019: 238).
const wordsPerMinute = 238

// contentHash is over title and body, folded so that a change of case, quotes' width or white space is
// no change of content.
func contentHash(a *Article) string {
	h := sha256.New()
	writeFolded(h, a.Title)
	h.Write([]byte{0})
	writeFolded(h, a.Body)
	return hex.EncodeToString(h.Sum(nil))
}

// recordHash is over every field that the publisher controls: not over the times and addresses of
// fetching, what the store assigns, or how the extractor reasoned.
func recordHash(a *Article) (string, error) {
	r := *a
	r.URL, r.FinalURL, r.FetchedAt = "", "", time.Time{}
	r.RecordHash, r.ClusterID, r.CanonicalOf, r.Revision, r.Extraction = "", "", "", 0, nil
	data, err := json.Marshal(&r)
	if err != nil {
		return "", fmt.Errorf("hashing article %s: %w", a.CanonicalURL, err)
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// writeFolded writes s to h in NFKC and lower case with every run of white space as one blank. It
// goes piece by piece, since an article's body is too long to be copied for a hash.
func writeFolded(h hash.Hash, s string) {
	s = norm.NFKC.String(s) // s itself where it is normal already
	var piece [512]byte
	n, gap := 0, false
	started := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap = started
			continue
		}
		if n > len(piece)-1-utf8.UTFMax {
			h.Write(piece[:n])
			n = 0
		}
		if gap {
			piece[n] = ' '
			n++
		}
		n += utf8.EncodeRune(piece[n:], unicode.ToLower(r))
		gap, started = false, true
	}
	h.Write(piece[:n])
}

// countWords counts runs of letters and digits; in scripts written without blanks each character of
// the script counts as half a word, the usual rule of thumb for Chinese and Japanese.
func countWords(s string) int {
	words, glyphs, inside := 0, 0, false
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'): // most of most texts
			if !inside {
				words++
			}
			inside = true
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			glyphs, inside = glyphs+1, false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || inside && (r == '\'' || r == '’' || r == '-'):
			if !inside {
				words++
			}
			inside = true
		default:
			inside = false
		}
	}
	return words + (glyphs+1)/2
}
