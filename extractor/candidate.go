package extractor

import (
	"fmt"
	"strings"
)

// candidate is one value that some part of the page offers for a field.
type candidate[T any] struct {
	value  T
	rule   string  // where it comes from: "jsonld.headline", "visible.byline"
	weight float64 // 0 to about 2; the heaviest is taken, the first of equals
	lost   string  // why it cannot be taken, "" if it can
}

// ballot gathers the candidates for one field in the order in which they were found.
type ballot[T any] []candidate[T]

func (b *ballot[T]) add(value T, rule string, weight float64) {
	*b = append(*b, candidate[T]{value: value, rule: rule, weight: weight})
}

// refuse adds a candidate that is only there to be explained.
func (b *ballot[T]) refuse(value T, rule, why string) {
	*b = append(*b, candidate[T]{value: value, rule: rule, lost: why})
}

// elect returns the candidate to take, nil if there is none, and notes on the others why they lost.
func (b ballot[T]) elect() *candidate[T] {
	var best *candidate[T]
	for i := range b {
		if c := &b[i]; c.lost == "" && (best == nil || c.weight > best.weight) {
			best = c
		}
	}
	for i := range b {
		if c := &b[i]; c != best && c.lost == "" {
			c.lost = "outweighed by " + best.rule
		}
	}
	return best
}

// explained returns the ballot as an [Explanation] shows it.
func (b ballot[T]) explained(taken *candidate[T]) []Candidate {
	list := make([]Candidate, len(b))
	for i := range b {
		c := &b[i]
		list[i] = Candidate{Value: valueText(c.value), Rule: c.rule, Weight: c.weight, Taken: c == taken, Lost: c.lost}
	}
	return list
}

func valueText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []string:
		return strings.Join(v, "; ")
	default:
		return fmt.Sprint(v)
	}
}
