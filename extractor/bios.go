package extractor

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bioWords follow a name in a sentence that says who the author is.
var bioWords = []string{" is a ", " is an ", " is the ", " is our ", " was a ", " was the ", " writes ", " covers ", " reports on ", " works as ", " works at ", " has been ",
	" ist ", " schreibt ", " est ", " es un ", " es una ", " es el ", " es la ", " è ", " é ", " är ", " er ", " jest "}

// bioReach is how many words behind its verb such a sentence says what the author does.
const bioReach = 12

// bioName returns the name that a sentence about an author begins with, "" without one: "Jane Doe is a
// reporter in Paris."
func bioName(s string) string {
	for _, w := range bioWords {
		name, rest, ok := strings.Cut(s, w)
		if !ok || len(name) > 50 || strings.Count(name, " ") == 0 {
			continue
		}
		words := strings.Fields(rest)
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

// introduces tells whether s says who the person is that the line before names: "Jane Doe", and below it
// "Jane Doe is a reporter in Paris."
func introduces(s string, c *credits) bool { return len(c.people) == 1 && bioName(s) == c.people[0] }
