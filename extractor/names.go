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
	s = cutOthers(s)
	for seg := range splitSegments(s) {
		seg = trimLabel(fold(seg))
		if seg == "" || looksLikeDate(seg) {
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

// cutOthers cuts a byline where it goes on to those who had another part in the article.
func cutOthers(s string) string {
	for _, label := range []string{"reviewed by", "fact-checked by", "fact checked by", "edited by", "photos by", "photo by", "photographs by", "photography by",
		"illustration by", "illustrations by", "illustrated by", "translated by", "graphic by", "video by", "produced by", "images by", "image:", "photo:", "photos:", "foto:", "fotos:",
		"updated by", "bild:", "photo courtesy"} {
		if i := indexFold(s, label); i >= 0 {
			cut := strings.LastIndexAny(s[:i], ".|\n—–·•;,")
			if cut < 0 {
				cut = i
			}
			s = s[:max(cut, 0)]
		}
	}
	return s
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
	if s == "" || utf8.RuneCountInString(s) > 60 || strings.Contains(s, "@") || strings.ContainsAny(s, "/=<>{}#_") && from != inField || looksLikeDate(s) {
		return false
	}
	words := cutRole(strings.Fields(s))
	switch {
	case degree(s) || genericAuthor(s) || pictureCredit(words) || from != inField && (saysPublished(s) || saysModified(s)):
		return false
	case isAgency(s) || r.isSiteName(s) || isGroup(strings.Fields(s)) && (isGroup(words) || len(words) < 2):
		if from != inText || isAgency(s) {
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
		c.addPerson(strings.Join(words, " "))
		return true
	case from == inField && len(words) <= 8:
		c.addOrg(strings.Join(words, " "))
	}
	return false
}

// isGroup tells names of groups: "The Example Journal", "Example Staff".
func isGroup(words []string) bool {
	return hasWord(words, groupWords) || len(words) > 1 && strings.EqualFold(words[0], "the")
}

func hasWord(words []string, set map[string]bool) bool {
	for _, w := range words {
		if set[strings.ToLower(strings.Trim(w, ".,:;'’"))] {
			return true
		}
	}
	return false
}

// pictureCredit tells credits of photographers, which stand near bylines.
func pictureCredit(words []string) bool {
	switch strings.ToLower(strings.Trim(words[0], ":")) {
	case "photo", "photos", "image", "images", "picture", "foto", "fotos", "bild", "bilder", "photographs", "photography", "illustration", "illustrations",
		"graphic", "graphics", "video", "credit", "grafik", "fotografía", "фото", "写真", "사진":
		return true
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
		for i, r := range s {
			switch r {
			case '\n', '|', '•', '·', '(', ')', '[', ']', '●', '⋅', '¦', '│', '‧', '▪', '⎮', '\u2028':
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

// splitCommas splits "A, B and C" into "A" and "B and C".
func splitCommas(s string) []string {
	parts := strings.FieldsFunc(s, func(r rune) bool {
		return r == ',' || r == ';' || r == '、' || r == '，' || r == '；' || r == '/' || r == '،' || r == '+'
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

// trimLabel takes labels such as "By" off the front.
func trimLabel(s string) string {
	for range 3 {
		before := s
		s = strings.TrimLeft(s, " :.-–—,•|*>»")
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
	return len(t) < len(strings.TrimLeft(s, " :.-–—,•|*>»"))
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

// cutTail cuts a name where something else goes on: "Jane Doe in Berlin".
func cutTail(s string) string {
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
		if isAgency(strings.Join(words[i:], " ")) {
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

// genericAuthor tells what templates put where nobody is named.
func genericAuthor(s string) bool {
	switch key(s) {
	case "admin", "administrator", "author", "authors", "guest", "unknown", "anonymous", "webmaster", "superuser", "user", "editor", "default",
		"na", "none", "null", "and", "by", "und", "et", "undefined", "staff", "posted", "about", "author0", "byline", "written", "follow", "share", "editors", "writer", "autor", "system", "root":
		return true
	}
	return false
}

// degree tells titles that follow a name after a comma.
func degree(s string) bool {
	switch key(s) {
	case "phd", "md", "mph", "rd", "rdn", "msc", "ma", "mba", "ms", "bsc", "ba", "jd", "esq", "cpa", "cfa", "dds", "dvm", "rn", "dpt", "pt", "do", "facp", "faap",
		"mscr", "mpp", "edd", "psyd", "lcsw", "cscs", "ldn", "cissn", "msn", "np", "dr", "prof", "jr", "sr", "iii", "cfp", "mpa", "drph", "dnp", "pharmd", "lmft", "nasmcpt", "cde", "cdces":
		return true
	}
	return false
}

// likePerson tells whether the words look like a person's name.
func likePerson(words []string, from origin) bool {
	if len(words) > 6 {
		return false
	}
	full, letters := 0, 0
	cased := false
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		for _, r := range w {
			switch {
			case unicode.IsDigit(r):
				return false
			case unicode.IsLetter(r) || unicode.IsMark(r):
				letters++
			}
		}
		switch {
		case unicode.IsUpper(first) || unicode.IsTitle(first):
			cased = true
			full++
		case particles[strings.ToLower(w)]:
		case unicode.IsLower(first):
			// "danah boyd" and "d'Ancona" are names in a name field only
			if i := strings.IndexAny(w, "'’-"); i > 0 && i+1 < len(w) && unicode.IsUpper(rune(w[i+1])) {
				full++
			} else if from == inText || from == inLink && len(words) > 1 {
				return false
			} else {
				full++
			}
		case unicode.IsLetter(first):
			full++
		case from != inField && first != '(':
			return false
		}
	}
	if letters < 2 || from != inField && hasWord(words, pageWords) || from == inText && !cased {
		return false
	}
	return full >= 2 || full >= 1 && from != inText
}

// isAgency tells the names of press agencies.
func isAgency(s string) bool {
	return agencies[key(s)] || agencies[strings.ToLower(s)]
}

// looksLikeDate tells texts with a year or a clock time, which no name has.
func looksLikeDate(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			digits++
		}
	}
	return digits >= 3 || digits > 0 && strings.IndexByte(s, ':') > 0
}
