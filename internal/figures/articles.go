package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"newswire/article"
)

// press makes articles of 6 KB as JSON, no two alike.
type press struct{ made int }

// bodySize is the least size of a text, which an article has twice: as its body and in blocks.
const bodySize = 2600

func (p *press) print(n int) ([]*article.Article, error) {
	edition := make([]*article.Article, n)
	for i := range edition {
		p.made++
		random := rand.New(rand.NewPCG(1, uint64(p.made))) //nolint:gosec // the same text each time
		address := fmt.Sprintf("https://www.example.com/2025/01/24/%d", p.made)
		a := &article.Article{
			URL: address, FinalURL: address, CanonicalURL: address,
			Site: "example-daily", Category: "War", Lang: "en",
			Title:       fmt.Sprintf("Headline %d", p.made),
			Authors:     []string{"First Last"},
			PublishedAt: time.Date(2025, 1, 24, 9, 31, 0, 0, time.UTC).Add(time.Duration(p.made) * time.Second),
			Revision:    1,
			FetchedAt:   time.Now(),
			Extraction:  &article.Extraction{Rules: map[string]string{"title": "h1"}, Confidence: 0.9, Version: 1},
		}
		for len(a.Body) < bodySize {
			text := paragraph(random)
			if a.Body != "" {
				a.Body += "\n\n"
			}
			a.Body += text
			a.Blocks = append(a.Blocks, article.Block{Kind: article.BlockParagraph, Text: text})
		}
		if err := a.Seal(); err != nil {
			return nil, err
		}
		edition[i] = a
	}
	return edition, nil
}

// paragraph is 60 words of letters.
func paragraph(random *rand.Rand) string {
	var b strings.Builder
	for range 60 {
		for range 2 + random.IntN(8) {
			b.WriteByte(byte('a' + random.IntN(26)))
		}
		b.WriteByte(' ')
	}
	return b.String()
}
