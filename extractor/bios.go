package extractor

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bioWords follow a name in a sentence that says who the author is.
var bioWords = []string{" is a ", " is an ", " is the ", " is our ", " was a ", " was the ", " writes ", " covers ", " reports on ", " works as ", " works at ", " has been ",
	" ist ", " schreibt ", " est ", " es un ", " es una ", " es el ", " es la ", " è ", " é ", " är ", " er ", " jest "}

// maxBioName is the length of the longest name at the beginning of such a sentence.
const maxBioName = 50

// bioReach is how many words behind its verb such a sentence says what the author does.
const bioReach = 12

// bioName returns the name that a sentence about an author begins with, "" without one: "Jane Doe is a
// reporter in Paris."
func bioName(s string) string {
	for _, w := range bioWords {
		end := strings.Index(s[:min(len(s), maxBioName+len(w))], w)
		if end <= 0 || strings.IndexByte(s[:end], ' ') < 0 {
			continue
		}
		name, words := s[:end], strings.Fields(s[end+len(w):])
		if hasWord(words[:min(len(words), bioReach)], roleWords) || w == " writes " || w == " covers " || w == " reports on " || w == " schreibt " {
			return name
		}
	}
	return ""
}

// setItalic tells text whose whole line is in italics, as notes below an article are.
func setItalic(at *html.Node, line string) bool {
	for n := at.Parent; n != nil && !breaksLine(n); n = n.Parent {
		if n.DataAtom == atom.Em || n.DataAtom == atom.I {
			return len(text(n, maxLine))*10 >= min(len(line), maxLine)*8
		}
	}
	return false
}

// introduced reads the name in the line above where s says who that is: "Jane Doe", and below it "Jane Doe is a
// reporter in Paris."
func (r *reading) introduced(c *credits, above, s string) bool {
	name := bioName(s)
	if name == "" {
		return false
	}
	var named credits
	if r.readNames(&named, above, inText); len(named.people) != 1 || named.people[0] != name {
		return false
	}
	*c = named
	return true
}
