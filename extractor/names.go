package extractor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// origin is where a name stands: the surer the place, the stranger a name may be.
type origin int

const (
	inText  origin = iota // somewhere near the headline: two capitalised words or more
	inLink                // a link to an author's page: an account's name will do
	inField               // a field that is there for names: organisations as well
)

// credits are the names read from one byline: people, and the organisations that stand in for them.
type credits struct {
	people []string
	orgs   []string
	others []string // who had another part in the article, such as editors
}

func (c *credits) addPerson(s string) {
	for _, have := range c.people {
		if key(bareName(have)) == key(bareName(s)) {
			return
		}
	}
	c.people = append(c.people, s)
}

// bareName is a name without the title in front.
func bareName(s string) string {
	for _, title := range []string{"Dr. ", "Dr ", "Prof. ", "Prof ", "Mr. ", "Ms. ", "Mrs. "} {
		s = strings.TrimPrefix(s, title)
	}
	return s
}

func (c *credits) addOrg(s string) { c.orgs = appendNew(c.orgs, s) }

// names returns the people, or the organisations where nobody is named.
func (c *credits) names() []string {
	if len(c.people) > 0 {
		return c.people
	}
	return c.orgs
}

// appendNew appends s unless list has it already, but for case, accents' form and blanks.
func appendNew(list []string, s string) []string {
	k := key(s)
	for _, have := range list {
		if key(have) == k {
			return list
		}
	}
	return append(list, s)
}

// maxAuthors is more than any byline of the press names; a longer list is something else.
const maxAuthors = 40

// readNames reads the names in one byline, such as "By Jane Doe and John Roe, Senior Reporters | Reuters".
// Lines of s are read one after the other.
func (r *reading) readNames(c *credits, s string, from origin) {
	if len(s) > maxLine || strings.Contains(s, "://") {
		return
	}
	if i := indexFold(s, " as told to "); i > 0 {
		s = s[i+len(" as told to "):]
	}
	s = cutOthers(s)
	for seg := range splitSegments(s) {
		seg = trimLabel(withoutDate(trimLabel(fold(seg))))
		if seg == "" || len(c.people) > 0 && lone(seg) { // "Jane Doe | WXYZ"
			continue
		}
		described := false // what follows a role says more of its bearer: "CEO of Example, Inc."
		for i, piece := range splitCommas(seg) {
			names := splitWords(piece)
			if described && i > 0 && len(names) < 2 && !joined(piece) {
				continue
			}
			for _, name := range names {
				if len(c.people) < maxAuthors && len(c.orgs) < maxAuthors {
					place := from
					if i > 0 && len(c.people) > 0 {
						place = inText // what follows a name and is none may say more of it
					}
					described = !r.readName(c, name, place) && len(c.people) > 0
				}
			}
		}
	}
}

// joined tells a piece of a list that starts with the word for "and".
func joined(piece string) bool {
	for _, w := range leadingAnd {
		if strings.HasPrefix(piece, w) {
			return true
		}
	}
	return false
}

var leadingAnd = []string{"and ", "und ", "et ", "y ", "og ", "och ", "& ", "e ", "AND ", "with ", "en ", "ja ", "и "}

// readName files one name and tells whether it is one.
func (r *reading) readName(c *credits, s string, from origin) bool {
	s = cutTail(trimName(trimLabel(trimName(s))))
	if s == "" || utf8.RuneCountInString(s) > 60 || strings.Contains(s, "@") || strings.ContainsAny(s, "/=<>{}#_:") && from != inField || looksLikeDate(s) {
		return false
	}
	words := cutRole(strings.Fields(s))
	switch {
	case degree(s) || genericAuthor(s) || pictureCredit(words) || from != inField && (saysPublished(s) || saysModified(s)):
		return false
	case isAgency(s) || r.isSiteName(s) || isGroup(strings.Fields(s)) && (isGroup(words) || len(words) < 2):
		if from != inText || isAgency(s) || len(words) < 2 && !isCased(s) || capital(words) {
			c.addOrg(s)
		}
		return false
	}
	switch {
	case hasWord(words, roleWords):
		if from == inField {
			c.addOrg(s)
		}
		return false
	case likePerson(words, from):
		c.addPerson(strings.Join(unshouted(words), " "))
		return true
	case from == inField && len(words) <= 8:
		c.addOrg(strings.Join(words, " "))
	}
	return false
}

// splitSegments yields the parts of a byline between strong separators.
func splitSegments(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		emit := func(end, next int) bool {
			part := strings.TrimSpace(s[start:end])
			start = next
			return part == "" || yield(part)
		}
		inside := 0 // in a name's own parentheses
		for i, r := range s {
			switch r {
			case '(':
				if end := nickname(s[start:], i-start); end > 0 {
					inside = start + end
					continue
				}
			}
			if i <= inside && inside > 0 {
				continue
			}
			switch r {
			case '\n', ';', '；', '|', '•', '·', '(', ')', '[', ']', '●', '⋅', '¦', '│', '‧', '▪', '⎮', '\u2028':
				if !emit(i, i+utf8.RuneLen(r)) {
					return
				}
			case '-', '–', '—':
				if i > 0 && s[i-1] == ' ' && strings.HasPrefix(s[i+utf8.RuneLen(r):], " ") {
					if !emit(i, i+utf8.RuneLen(r)) {
						return
					}
				}
			}
		}
		emit(len(s), len(s))
	}
}

// nickname tells where the parentheses at open end, if they stand within a name: "Jane (Janie) Doe". It
// returns 0 where they do not.
func nickname(s string, open int) int {
	before := strings.TrimSpace(s[:open])
	end := strings.IndexByte(s[open:], ')')
	if before == "" || strings.Contains(before, " ") || end < 3 || strings.Contains(s[open:open+end], " ") {
		return 0
	}
	end += open
	rest := s[end+1:]
	if !strings.HasPrefix(rest, " ") {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(rest[1:]); !unicode.IsUpper(next) {
		return 0
	}
	return end
}

// splitCommas splits "A, B and C" into "A" and "B and C".
func splitCommas(s string) []string {
	parts := strings.FieldsFunc(s, func(r rune) bool {
		return r == ',' || r == '、' || r == '，' || r == '/' || r == '،' || r == '+'
	})
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// splitWords splits "A and B", but not "Ministry of Health and Welfare".
func splitWords(s string) []string {
	if isGroup(strings.Fields(s)) {
		return []string{s}
	}
	for _, prefix := range leadingAnd {
		s = strings.TrimPrefix(s, prefix)
	}
	for _, w := range listWords {
		i := indexFold(s, w)
		if i <= 0 {
			continue
		}
		a, b := s[:i], s[i+len(w):]
		if len(w) <= 3 && (!strings.Contains(strings.TrimSpace(a), " ") || !strings.Contains(strings.TrimSpace(b), " ")) {
			continue // "Ortega y Gasset"
		}
		if w == " in " || w == " a " || w == " um " {
			continue
		}
		return append(splitWords(a), splitWords(b)...)
	}
	return []string{s}
}

// indexFold is strings.Index but for the case of letters; sub is in lower case.
func indexFold(s, sub string) int {
	for i := 0; i+len(sub) <= len(s); i++ {
		if (s[i] == sub[0] || s[i]|0x20 == sub[0]) && strings.EqualFold(s[i:i+len(sub)], sub) {
			return i
		}
	}
	return -1
}
