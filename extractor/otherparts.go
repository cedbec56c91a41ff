package extractor

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// otherParts announce those who had another part in an article than writing it, in lower case.
var otherParts = []string{"reviewed by", "fact-checked by", "fact checked by", "edited by", "photos by", "photo by", "photographs by", "photography by",
	"illustration by", "illustrations by", "illustrated by", "translated by", "graphic by", "graphics by", "video by", "produced by", "images by",
	"updated by", "contributions from", "contributions by", "with contribution from", "data analysis by", "research by"}

// hadOtherPart tells whether a link to a person's page follows a label such as "Edited by", or goes on a
// list of those others.
func (c *credits) hadOtherPart(link *html.Node) bool {
	before := strings.TrimRight(strings.ToLower(textBefore(link)), " :,&;")
	return slices.ContainsFunc(otherParts, func(label string) bool { return strings.HasSuffix(before, label) }) ||
		slices.ContainsFunc(c.others, func(name string) bool { return strings.HasSuffix(before, strings.ToLower(name)) })
}

// textBefore returns the short text just before an element in its line, but for what joins names.
func textBefore(n *html.Node) string {
	for ; n != nil && n.Parent != nil && !(n.Type == html.ElementNode && breaksLine(n)); n = n.Parent {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if t := text(s, 60); !joinsNames(t) {
				return t
			}
		}
	}
	return ""
}

// readLinkedOn reads the links that go on a list of authors behind the link n: ", <a>Jane Doe</a> & <a>…".
func (r *reading) readLinkedOn(c *credits, n *html.Node) {
	for s := n.NextSibling; s != nil && len(c.people) < maxAuthors; s = s.NextSibling {
		switch {
		case s.DataAtom == atom.A && linksAuthor(s):
			r.readAuthorLinks(c, s)
		case !joinsNames(text(s, 20)):
			return
		}
	}
}

// joinsNames tells what may stand between two names of a list.
func joinsNames(s string) bool {
	s = strings.Trim(s, " ,;&·|")
	return s == "" || slices.ContainsFunc(leadingAnd, func(and string) bool { return strings.TrimSpace(and) == s })
}

// dropOthers takes those who had another part off the candidates that name authors as well: metadata
// often list all who worked on an article. The profile's candidate stays as it is.
func (b *bylines) dropOthers() {
	if len(b.others) == 0 {
		return
	}
	isOther := func(name string) bool {
		return slices.ContainsFunc(b.others, func(other string) bool { return samePerson(name, other) })
	}
	named := slices.ContainsFunc(b.ballot, func(c candidate[[]string]) bool { return !slices.ContainsFunc(c.value, isOther) })
	for i := range b.ballot {
		c := &b.ballot[i]
		if c.weight >= profileWeight || !slices.ContainsFunc(c.value, isOther) {
			continue
		}
		if rest := slices.DeleteFunc(slices.Clone(c.value), isOther); len(rest) > 0 {
			c.value = rest
		} else if named {
			c.lost = "had another part in the article"
		}
	}
}
