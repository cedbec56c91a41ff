package article

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode"

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
	h.Write([]byte(fold(a.Title)))
	h.Write([]byte{0})
	h.Write([]byte(fold(a.Body)))
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

// fold returns s in NFKC and lower case with every run of white space as one blank.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(s))), " ")
}

// countWords counts runs of letters and digits; in scripts written without blanks each character of
// the script counts as half a word, the usual rule of thumb for Chinese and Japanese.
func countWords(s string) int {
	words, glyphs, inside := 0, 0, false
	for _, r := range s {
		switch {
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
