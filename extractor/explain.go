package extractor

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"newswire/extractor/internal/body"
)

// Explanation is a [Result] with its reasons.
type Explanation struct {
	Result
	// Fields has every candidate for each field, in the order in which they were found.
	Fields map[string][]Candidate `json:"fields"`
	// Body has each block of text that was seen, in page order.
	Body []Block `json:"body_blocks"`
}

// Candidate is one value that some part of the page offers for a field.
type Candidate struct {
	Value string `json:"value"`
	// Rule is where it comes from, as in [article.Extraction].
	Rule string `json:"rule"`
	// Weight is what the candidate is worth on this page; the heaviest is taken.
	Weight float64 `json:"weight"`
	Taken  bool    `json:"taken,omitempty"`
	// Lost tells why it was not taken.
	Lost string `json:"lost,omitempty"`
}

// Block is one block of text that the body has or lacks.
type Block struct {
	Text  string  `json:"text"`
	Kept  bool    `json:"kept"`
	Rule  string  `json:"rule"`
	Score float64 `json:"score"`
}

func decisions(list []body.Decision) []Block {
	blocks := make([]Block, len(list))
	for i, d := range list {
		blocks[i] = Block(d)
	}
	return blocks
}

// WriteText writes the explanation for people to read.
func (x *Explanation) WriteText(w io.Writer) error {
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "%s\nverdict: %s, confidence %.2f\n", x.Article.CanonicalURL, x.Verdict, x.Article.Extraction.Confidence)
	for _, field := range slices.Sorted(maps.Keys(x.Fields)) {
		fmt.Fprintf(b, "\n%s (%s)\n", field, x.Article.Extraction.Rules[field])
		for _, c := range x.Fields[field] {
			mark := " "
			if c.Taken {
				mark = "*"
			}
			fmt.Fprintf(b, "%s %5.2f  %-28s %s", mark, c.Weight, c.Rule, shorten(c.Value, 100))
			if c.Lost != "" {
				fmt.Fprintf(b, "  (%s)", c.Lost)
			}
			fmt.Fprintln(b)
		}
	}
	fmt.Fprintf(b, "\nbody (%s)\n", x.Article.Extraction.Rules["body"])
	for _, d := range x.Body {
		mark := "-"
		if d.Kept {
			mark = "+"
		}
		fmt.Fprintf(b, "%s %5.2f  %-28s %s\n", mark, d.Score, d.Rule, shorten(d.Text, 100))
	}
	return b.Flush()
}

// shorten cuts s to one line of n characters.
func shorten(s string, n int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
