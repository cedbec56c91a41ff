package article

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestContentHashFolds holds the hash to its definition: NFKC, lower case, single blanks.
func TestContentHashFolds(t *testing.T) {
	t.Parallel()
	folded := func(s string) string { return strings.Join(strings.Fields(strings.ToLower(norm.NFKC.String(s))), " ") }
	for _, body := range []string{"", " ", "Plain text.", "  Two\n\nparagraphs\t here ", "ﬁne\u00a0Ǆ İstanbul ÅNGSTRÖM", "\xff broken \xc3", strings.Repeat("Long Text ü ", 500), strings.Repeat("x", 2000)} {
		a := Article{Title: "A  Title", Body: body}
		sum := sha256.Sum256([]byte(folded(a.Title) + "\x00" + folded(body)))
		if got, want := contentHash(fold(a.Title), fold(a.Body)), hex.EncodeToString(sum[:]); got != want {
			t.Errorf("contentHash(%.20q) = %s, want %s", body, got, want)
		}
	}
}

func TestCountWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{"": 0, "one two": 2, "it's well-known": 2, "3.5 km": 3, "宮崎県で震度": 3, "naïve Åse": 2, "a - b": 2} {
		if got := countWords(in); got != want {
			t.Errorf("countWords(%q) = %d, want %d", in, got, want)
		}
	}
}
