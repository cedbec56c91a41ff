package article

import (
	"bytes"
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
	body := fold(a.Body)
	a.ID = ID(a.CanonicalURL)
	a.WordCount = countWords(a.Body)
	a.ReadingMinutes = (a.WordCount + wordsPerMinute - 1) / wordsPerMinute
	a.ContentHash = contentHash(fold(a.Title), body)
	a.SimHash = simHash(body)
	record, err := recordHash(a)
	if err != nil {
		return err
	}
	a.RecordHash = record
	return nil
}

// wordsPerMinute is the silent reading rate for English non-fiction (Brysbaert 2019: 238).
const wordsPerMinute = 238

// contentHash is over the folded title and body.
func contentHash(title, body []byte) string {
	h := sha256.New()
	h.Write(title)
	h.Write([]byte{0})
	h.Write(body)
	return hex.EncodeToString(h.Sum(nil))
}

// recordHash is over every field that the publisher controls: not over the times and addresses of
// fetching, what the store assigns, or how the extractor reasoned.
func recordHash(a *Article) (string, error) {
	r := *a
	r.URL, r.FinalURL, r.FetchedAt = "", "", time.Time{}
	r.RecordHash, r.ClusterID, r.CanonicalOf, r.Revision, r.Extraction = "", "", "", 0, nil
	h := sha256.New()
	if err := json.NewEncoder(unterminated{h}).Encode(&r); err != nil {
		return "", fmt.Errorf("hashing article %s: %w", a.CanonicalURL, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// unterminated takes JSON without the newline that a [json.Encoder] ends it with. An encoder is used
// since it makes no copy of the whole, as json.Marshal does.
type unterminated struct{ hash.Hash }

func (u unterminated) Write(p []byte) (int, error) {
	u.Hash.Write(bytes.TrimSuffix(p, []byte("\n")))
	return len(p), nil
}

// fold returns s in NFKC and lower case with every run of white space as one blank, so that a change of
// case, of the width of letters or of white space makes no difference.
func fold(s string) []byte {
	s = norm.NFKC.String(s) // s itself where it is normal already
	folded := make([]byte, 0, len(s)+len(s)/64)
	gap := false // white space is due before the next character
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			i++
			if c = foldedASCII[c]; c == ' ' {
				gap = len(folded) > 0
				continue
			}
			if gap {
				folded, gap = append(folded, ' '), false
			}
			folded = append(folded, c)
			for ; i < len(s) && s[i] < utf8.RuneSelf && foldedASCII[s[i]] != ' '; i++ { // most of most texts
				folded = append(folded, foldedASCII[s[i]])
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if unicode.IsSpace(r) {
			gap = len(folded) > 0
			continue
		}
		if gap {
			folded, gap = append(folded, ' '), false
		}
		folded = utf8.AppendRune(folded, unicode.ToLower(r))
	}
	return folded
}

// foldedASCII maps ASCII to lower case, and its white space to the blank.
var foldedASCII = func() (t [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case 'A' <= c && c <= 'Z':
			t[c] = c + 'a' - 'A'
		case '\t' <= c && c <= '\r':
			t[c] = ' '
		default:
			t[c] = c
		}
	}
	return t
}()

// countWords counts runs of letters and digits; in scripts written without blanks each character of
// the script counts as half a word, the usual rule of thumb for Chinese and Japanese.
func countWords(s string) int {
	words, glyphs, inside := 0, 0, false
	var size int // of the rune at i
	for i := 0; i < len(s); i += size {
		r := rune(s[i])
		size = 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r < utf8.RuneSelf && isWordByte(foldedASCII[r]):
			if !inside {
				words++
			}
			inside = true
			for i+1 < len(s) && s[i+1] < utf8.RuneSelf && isWordByte(foldedASCII[s[i+1]]) { // most of most texts
				i++
			}
		case r < utf8.RuneSelf:
			inside = inside && (r == '\'' || r == '-')
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			glyphs, inside = glyphs+1, false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || inside && r == '’':
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
