package main

import (
	"math"
	"regexp"
	"strings"

	"newswire/extractor/internal/body"
)

// An example is one piece of text: what was seen of it, and how much of it is in the article.
type example struct {
	clues  []int
	truth  float64 // 0 to 1
	words  int
	weight float64 // those of a page add up to 1
}

var word = regexp.MustCompile(`[\p{L}\p{N}\p{M}_]+`)

func tokens(s string) []string { return word.FindAllString(s, -1) }

// shingle is the number of words whose sequence tells a place in the article.
const shingle = 4

// label tells of each piece how much of it is in the article. Long pieces are found by their word
// sequences. A short one must be found whole, and between the places of the long ones around it: the
// words of a label may stand anywhere in an article.
func label(seen []body.Seen, article []string) []example {
	places := map[string]int{} // the last one
	for i := 0; i+shingle <= len(article); i++ {
		places[strings.Join(article[i:i+shingle], " ")] = i
	}
	out := make([]example, len(seen))
	words := make([][]string, len(seen))
	ends := make([]int, len(seen)) // where in the article a piece ends and begins; 0 if it is not in it
	begins := make([]int, len(seen))
	total := 0.0
	for i := range seen {
		w := tokens(seen[i].Text)
		words[i] = w
		out[i] = example{clues: seen[i].Clues, words: len(w), weight: math.Sqrt(float64(len(w)))}
		total += out[i].weight
		if len(w) < shingle+2 {
			continue
		}
		hits := 0
		for j := 0; j+shingle <= len(w); j++ {
			at, ok := places[strings.Join(w[j:j+shingle], " ")]
			if !ok {
				continue
			}
			if hits++; hits == 1 {
				begins[i] = at
			}
			ends[i] = at + shingle
		}
		out[i].truth = float64(hits) / float64(len(w)-shingle+1)
		if out[i].truth < 0.6 {
			begins[i], ends[i] = 0, 0
		}
	}
	from := 0
	for i := range seen {
		if ends[i] > 0 {
			from = ends[i]
		}
		if n := len(words[i]); n > 0 && n < shingle+2 {
			to := len(article)
			for j := i + 1; j < len(seen); j++ {
				if ends[j] > 0 {
					to = begins[j]
					break
				}
			}
			if at := find(article, words[i], from-2, to+2); at >= 0 {
				out[i].truth = 1
				from = at + n
			}
		}
		if total > 0 {
			out[i].weight /= total
		}
	}
	return out
}

// find returns where words stand in text[from:to], or -1.
func find(text, words []string, from, to int) int {
next:
	for i := max(from, 0); i+len(words) <= min(to, len(text)); i++ {
		for j := range words {
			if text[i+j] != words[j] {
				continue next
			}
		}
		return i
	}
	return -1
}
