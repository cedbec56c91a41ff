package extractor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"newswire/extractor/internal/date"
)

// pictureLabels announce pictures and who made them, in lower case.
var pictureLabels = []string{"image:", "photo:", "photos:", "foto:", "fotos:", "bild:", "photo courtesy"}

// cutLabels begin what cutOthers cuts.
var cutLabels = slices.Concat(otherParts, pictureLabels)

// cutOthers cuts a byline where it goes on to those who had another part in the article.
func cutOthers(s string) string {
	for _, label := range cutLabels {
		if i := indexFold(s, label); i >= 0 {
			cut := strings.LastIndexAny(s[:i], ".|\n—–·•;,")
			if cut < 0 {
				cut = i
			}
			s = s[:cut]
		}
	}
	for _, part := range []string{"(foto", "(photo", "(bild", "(image", "(фото"} { // "Jane Doe (text) and John Roe (photos)"
		if i := indexFold(s, part); i > 0 {
			cut := strings.LastIndexAny(s[:i], ",;|·\n")
			for _, and := range leadingAnd {
				cut = max(cut, strings.LastIndex(s[:i], " "+and))
			}
			s = s[:max(cut, 0)]
		}
	}
	return s
}

// lone tells a single word of a script that puts blanks between words.
func lone(s string) bool { return isCased(s) && !strings.ContainsAny(s, " ,;/&+") }

// withoutDate takes the date off a byline: "Jane Doe, Jan 24, 2025" or "24 January 2025 by Jane Doe".
func withoutDate(s string) string {
	if !looksLikeDate(s) {
		return s
	}
	for _, by := range []string{" by ", " von ", " par ", " por ", " af ", " av ", " door ", " di "} {
		if i := indexFold(s, by); i >= 0 && !looksLikeDate(s[i:]) && looksLikeDate(s[:i]) {
			return s[i+len(by):]
		}
	}
	digit := strings.IndexAny(s, "0123456789")
	if digit > 0 && isLetter(s[digit-1]) && !strings.Contains(s[digit:], " ") { // "user2025", not "Jane Doe24 January 2025"
		return ""
	}
	words := strings.Fields(s[:digit])
	least := 0
	if t, ok := date.Find(s, date.Options{}); ok {
		if i := strings.Index(s, t.Raw); i <= digit {
			words, least = strings.Fields(s[:i]), 2 // the date has its month: "Elaine May, Jan 24, 2025"
		}
	}
	for len(words) > 0 {
		last := strings.Trim(words[len(words)-1], ".,:;")
		initial, _ := utf8.DecodeRuneInString(last)
		if !date.IsWord(last) || len(words) <= least && unicode.IsUpper(initial) && !saysPublished(last) && !saysModified(last) {
			break
		}
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), " ,:;–—-")
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf }

// labelsByFirst has the labels by their first byte, since every line near a headline is tried.
var labelsByFirst = func() (table [256][]string) {
	for _, label := range bylineLabels {
		table[label[0]] = append(table[label[0]], label)
	}
	return table
}()

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// labelTrim is what may stand before a label.
const labelTrim = " :.-–—,•|*>»"

// trimLabel takes labels such as "By" off the front.
func trimLabel(s string) string {
	for range 3 {
		before := s
		s = strings.TrimLeft(s, labelTrim)
		if s == "" {
			break
		}
		for _, label := range labelsByFirst[lower(s[0])] {
			if len(s) < len(label) || !strings.EqualFold(s[:len(label)], label) {
				continue
			}
			rest := s[len(label):]
			first, _ := utf8.DecodeRuneInString(rest)
			if rest == "" || first == ' ' || first == ':' || first == '\u00a0' || strings.HasSuffix(label, ":") || !isCased(label) {
				s = strings.TrimLeft(rest, " :")
				break
			}
		}
		if s == before {
			break
		}
	}
	return s
}

// isCased tells scripts that know capital letters.
func isCased(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return true
		}
	}
	return false
}

// hasLabel tells whether s starts as a byline does.
func hasLabel(s string) bool {
	t := trimLabel(s)
	return len(t) < len(strings.TrimLeft(s, labelTrim))
}

func trimName(s string) string {
	s = strings.TrimSpace(s)
	s = strings.Trim(s, "\"'“”„«»*,;:!…‘’`")
	if n := strings.TrimRight(s, "."); len(n) < len(s) && !strings.HasSuffix(strings.ToLower(s), " jr.") && !strings.HasSuffix(strings.ToLower(s), " sr.") && len(lastWord(n)) > 1 {
		s = n
	}
	return strings.TrimSpace(s)
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// cutTail cuts a name where something else goes on: "Jane Doe in Berlin", "Jane Doe 5 min read".
func cutTail(s string) string {
	for i := 1; i < len(s); i++ {
		if s[i-1] == ' ' && s[i] >= '0' && s[i] <= '9' {
			s = s[:i]
		}
	}
	for _, t := range tails {
		if i := indexFold(s+" ", t); i > 0 && strings.Contains(s[:i], " ") {
			s = s[:i]
		}
	}
	return strings.TrimSpace(s)
}

// cutRole cuts "Jane Doe Senior Political Reporter" and "Jane Doe The Associated Press" to the name.
func cutRole(words []string) []string {
	for len(words) > 2 && degree(words[len(words)-1]) && strings.ToUpper(words[len(words)-1][:2]) == words[len(words)-1][:2] {
		words = words[:len(words)-1] // "Jane Doe MD", but not "Jane Do"
	}
	for i := 2; i < len(words); i++ {
		// "JANE DOE Example News Agency" as well
		if isAgency(strings.Join(words[i:], " ")) || allCapitals(words[:i]) && !allCapitals(words[i:i+1]) && hasWord(words[i:], groupWords) {
			return words[:i]
		}
	}
	for i, w := range words {
		if i == 0 || !roleWords[strings.ToLower(strings.Trim(w, ".,:;"))] {
			continue
		}
		end := i
		for end > 2 && roleAdjectives[strings.ToLower(words[end-1])] {
			end--
		}
		if end >= 2 || !isCased(words[0]) { // "신현주 기자"
			return words[:end]
		}
	}
	return words
}

// unshouted returns a name of several words as it is spelled in a sentence, where all of them are in
// capitals: "JANE O'NEIL" is "Jane O'Neil". Initials stay.
func unshouted(words []string) []string {
	if len(words) < 2 || !allCapitals(words) {
		return words
	}
	spelled := make([]string, len(words))
	for i, w := range words {
		spelled[i] = w
		switch {
		case utf8.RuneCountInString(w) < 3 || strings.Contains(w, "."):
		case i > 0 && particles[strings.ToLower(w)]:
			spelled[i] = strings.ToLower(w)
		default:
			capital := true
			spelled[i] = strings.Map(func(r rune) rune {
				was := capital
				capital = !unicode.IsLetter(r)
				if was {
					return r
				}
				return unicode.ToLower(r)
			}, w)
			if rest, ok := strings.CutPrefix(spelled[i], "Mc"); ok && rest != "" {
				initial, size := utf8.DecodeRuneInString(rest)
				spelled[i] = "Mc" + string(unicode.ToUpper(initial)) + rest[size:]
			}
		}
	}
	return spelled
}

func allCapitals(words []string) bool {
	for _, w := range words {
		if w != strings.ToUpper(w) || w == strings.ToLower(w) {
			return false
		}
	}
	return true
}
