package body

import (
	"strings"
	"unicode/utf8"
)

// creditMarks stand in credits, and hardly in anything else that ends a caption, in lower case.
var creditMarks = []string{"photo", "getty", "via ap", "/ap", "/afp", "afp/", "ap/", "reuters", "/epa", "/dpa", "/shutterstock", "istock", "imago", "picture alliance",
	"courtesy", "associated press", "foto", "bild:", "image", "handout", "©"}

// maxCredit is the length in bytes of the longest credit; a longer line has a caption as well.
const maxCredit = 80

// SplitCredit parts a caption from the credit at its end: "The bridge at noon. Photo: Agency", "The bridge
// at noon (AP Photo/Jane Doe)", "The bridge at noon | Jane Doe/Agency".
func SplitCredit(s string) (caption, credit string) {
	if isLabelled(s) {
		return "", tidyCredit(s)
	}
	if open := creditInBrackets(s); open >= 0 {
		return strings.TrimRight(s[:open], " "), tidyCredit(strings.TrimRight(s[open:], "."))
	}
	if i := strings.LastIndex(s, " | "); i >= 0 && (isLabelled(s[i+3:]) || hasCreditMark(s[i+3:])) && len(s)-i-3 <= maxCredit {
		return strings.TrimSpace(s[:i]), tidyCredit(s[i+3:])
	}
	for i := len(s) - 1; i > 0; i-- {
		if s[i] != ' ' || !strings.ContainsRune(".!?)]", rune(s[i-1])) {
			continue
		}
		if last := s[i+1:]; isLabelled(last) {
			return s[:i], tidyCredit(strings.TrimRight(last, "."))
		}
	}
	return s, ""
}

// creditOf parts a line that is marked as a credit, which may begin with the caption or end with it.
func creditOf(s string) (caption, credit string) {
	if len(s) > maxCredit {
		if caption, credit = SplitCredit(s); caption != "" && credit != "" {
			return caption, credit
		}
		if name, rest := shoutedCredit(tidyCredit(s)); name != "" {
			return rest, name
		}
	}
	return "", tidyCredit(s)
}

// shoutedCredit parts "JANE DOE The bridge at noon" into the name in capitals and the caption; "" for anything else.
func shoutedCredit(s string) (name, caption string) {
	words := strings.Fields(s)
	n := 0
	for n < len(words) && words[n] == strings.ToUpper(words[n]) && words[n] != strings.ToLower(words[n]) {
		n++
	}
	if n < 2 || n > 4 || n == len(words) {
		return "", ""
	}
	return strings.Join(words[:n], " "), strings.Join(words[n:], " ")
}

// isLabelled tells whether s begins with the label of a credit and goes on.
func isLabelled(s string) bool {
	if len(s) > 2*maxCredit {
		return false
	}
	topic, whole := phrases.of(fold(nil, s, foldLimit), []byte(s))
	return topic == topicCredit && !whole
}

func hasCreditMark(s string) bool {
	s = strings.ToLower(s)
	for _, m := range creditMarks {
		if strings.Contains(s, m) {
			return true
		}
	}
	return false
}

// creditInBrackets returns where the credit in brackets begins that s ends with, -1 without one. A name
// without a mark is one behind the end of a sentence, or alone: "(Example News)".
func creditInBrackets(s string) int {
	end := strings.TrimRight(s, ". ")
	if !strings.HasSuffix(end, ")") {
		return -1
	}
	open := strings.LastIndexByte(end, '(')
	if open < 0 || len(end)-open > maxCredit {
		return -1
	}
	inner := end[open+1 : len(end)-1]
	before := strings.TrimRight(s[:open], " ")
	first, _ := utf8.DecodeRuneInString(inner)
	switch {
	case hasCreditMark(inner) && !strings.ContainsAny(inner, "0123456789"), strings.Contains(inner, "/") && isCapital(first):
		return open
	case (before == "" || strings.ContainsRune(".!?”\"", rune(before[len(before)-1]))) && isCapital(first) && !strings.ContainsAny(inner, ".0123456789"):
		return open
	}
	return -1
}

func isCapital(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'À' && r <= 'Þ' }

// tidyCredit takes brackets, separators and the label off a credit: "(Photo: Agency)" and "Foto von Agency" are
// "Agency".
func tidyCredit(s string) string {
	s = strings.Trim(s, " |•·/–—-")
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") {
		s = s[1 : len(s)-1]
	}
	return withoutLabel(s)
}

// withoutLabel takes the label off a credit.
func withoutLabel(s string) string {
	if label, rest, ok := strings.Cut(s, ":"); ok && len(label) <= 30 && strings.TrimSpace(rest) != "" {
		return strings.TrimSpace(rest)
	}
	for _, by := range []string{" by ", " BY ", " von ", " par ", " de ", " di "} {
		if label, rest, ok := strings.Cut(s, by); ok && len(label) <= 12 {
			return strings.TrimSpace(rest)
		}
	}
	return strings.TrimSpace(strings.TrimPrefix(s, "©"))
}
