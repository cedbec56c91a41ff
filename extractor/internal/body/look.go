package body

import "golang.org/x/net/html"

// Seen is one piece of text of a page and what was seen of it, for learning weights.txt.
type Seen struct {
	Text  string
	Clues []int // indices of ClueNames
}

// ClueNames returns the names of all clues, in the order of their numbers.
func ClueNames() []string { return append([]string(nil), clueNames...) }

// Look returns what [Extract] would judge of the page doc, in page order.
func Look(doc *html.Node, h Hints) []Seen {
	s := surveyOf(doc, &h)
	if s == nil {
		return nil
	}
	defer s.release()
	seen := make([]Seen, len(s.sights))
	for i := range s.sights {
		seen[i].Text = s.clean(s.lo + int32(i))
		s.sights[i].clues.all(func(c clue) { seen[i].Clues = append(seen[i].Clues, int(c)) })
	}
	return seen
}

// TraitNames returns the names of all traits, in the order of their numbers.
func TraitNames() []string { return append([]string(nil), traitNames[:]...) }

// Traits returns what [Extract] would go by to tell how far the body of the page doc can be trusted; nil for a
// page without text.
func Traits(doc *html.Node, h Hints) []float64 {
	s := surveyOf(doc, &h)
	if s == nil {
		return nil
	}
	defer s.release()
	v := s.judge(&h)
	return v.traits[:]
}
