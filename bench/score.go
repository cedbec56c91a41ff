package main

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// scores are means over the pages whose truth has the field.
type scores struct {
	precision, recall, exact, words, title, authors, day mean

	confidence ratings
}

// scoreNames are the names of the values of scores.
var scoreNames = []string{"body_f1", "body_exact", "body_wf1", "title", "authors_f1", "date_day"}

func (s *scores) values() []float64 {
	f1 := 0.0
	if p, r := s.precision.value(), s.recall.value(); p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return []float64{f1, s.exact.value(), s.words.value(), s.title.value(), s.authors.value(), s.day.value()}
}

type mean struct {
	sum float64
	n   int
}

func (m *mean) add(x float64) { m.sum, m.n = m.sum+x, m.n+1 }

func (m *mean) value() float64 {
	if m.n == 0 {
		return 0
	}
	return m.sum / float64(m.n)
}

// score extracts all pages and compares with the truth. Body precision and recall are over four-token
// shingles, as in the article-extraction-benchmark: an empty extraction counts in recall alone.
func score(pages []page, s system) *scores {
	var all scores
	for i := range pages {
		p := &pages[i]
		got := s.run(p)
		if p.Body != "" {
			f1 := body(&all, p.Body, got.Body)
			all.confidence = append(all.confidence, rating{got.Confidence, f1})
		}
		if p.Title != "" {
			all.title.add(truth(fold(p.Title) == fold(got.Title)))
		}
		if len(p.Authors) > 0 {
			all.authors.add(setF1(p.Authors, got.Authors))
		}
		if len(p.Published) >= 10 {
			all.day.add(truth(p.Published[:10] == got.Day))
		}
	}
	return &all
}

// body adds the scores of a body, and returns its F1 over shingles.
func body(all *scores, want, got string) float64 {
	a, b := tokens(want), tokens(got)
	all.exact.add(truth(slices.Equal(a, b)))
	wa, wb := bag(a, 1, true), bag(b, 1, true)
	all.words.add(f1(common(wa, wb), size(wa), size(wb)))
	sa, sb := bag(a, 4, false), bag(b, 4, false)
	both := float64(common(sa, sb))
	if n := size(sb); n > 0 {
		all.precision.add(both / float64(n))
	}
	if n := size(sa); n > 0 {
		all.recall.add(both / float64(n))
	}
	return f1(common(sa, sb), size(sa), size(sb))
}

// tokens are runs of letters, digits and underscores.
func tokens(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) && r != '_'
	})
}

// bag counts the n-token shingles.
func bag(tokens []string, n int, lower bool) map[string]int {
	counts := map[string]int{}
	if len(tokens) == 0 {
		return counts
	}
	for i := range max(1, len(tokens)-n+1) {
		key := strings.Join(tokens[i:min(i+n, len(tokens))], " ")
		if lower {
			key = strings.ToLower(key)
		}
		counts[key]++
	}
	return counts
}

func size(bag map[string]int) (n int) {
	for _, c := range bag {
		n += c
	}
	return n
}

func common(a, b map[string]int) (n int) {
	for k, c := range a {
		n += min(c, b[k])
	}
	return n
}

func f1(both, a, b int) float64 {
	if a+b == 0 {
		return 1
	}
	return 2 * float64(both) / float64(a+b)
}

func setF1(want, got []string) float64 {
	a, b := map[string]int{}, map[string]int{}
	for _, s := range want {
		a[fold(s)] = 1
	}
	for _, s := range got {
		if s = fold(s); s != "" {
			b[s] = 1
		}
	}
	return f1(common(a, b), len(a), len(b))
}

var quotes = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "–", "-", "—", "-", "‐", "-", "\u00ad", "", "\u200b", "")

// fold makes titles and names comparable: case, width, quotes, dashes and white space do not count.
func fold(s string) string {
	return strings.Join(strings.Fields(cases.Fold().String(norm.NFKC.String(quotes.Replace(s)))), " ")
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
