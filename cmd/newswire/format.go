package main

import (
	"fmt"
	"strings"
	"time"

	"newswire/article"
)

// plainText returns title, byline and body.
func plainText(a *article.Article) string {
	parts := []string{a.Title}
	if line := byline(a); line != "" {
		parts = append(parts, line)
	}
	return strings.Join(append(parts, a.Body), "\n\n")
}

// byline returns what stands between headline and text: authors, time, section.
func byline(a *article.Article) string {
	var parts []string
	if len(a.Authors) > 0 {
		parts = append(parts, strings.Join(a.Authors, ", "))
	}
	if !a.PublishedAt.IsZero() {
		parts = append(parts, a.PublishedAt.Format(time.RFC3339))
	}
	if a.Category != "" {
		parts = append(parts, a.Category)
	}
	return strings.Join(parts, " · ")
}

// markdown returns the article in CommonMark, with its structure.
func markdown(a *article.Article) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", a.Title)
	if line := byline(a); line != "" {
		fmt.Fprintf(&b, "\n*%s*\n", line)
	}
	for _, block := range a.Blocks {
		b.WriteByte('\n')
		switch block.Kind {
		case article.BlockHeading:
			fmt.Fprintf(&b, "%s %s\n", strings.Repeat("#", min(max(block.Level, 2), 6)), block.Text)
		case article.BlockList:
			for _, item := range block.Items {
				fmt.Fprintf(&b, "- %s\n", item)
			}
		case article.BlockQuote:
			fmt.Fprintf(&b, "> %s\n", strings.ReplaceAll(block.Text, "\n", "\n> "))
		case article.BlockTable:
			for i, row := range strings.Split(block.Text, "\n") {
				cells := strings.Split(row, "\t")
				fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
				if i == 0 {
					fmt.Fprintf(&b, "|%s\n", strings.Repeat(" --- |", len(cells)))
				}
			}
		case article.BlockCode:
			fmt.Fprintf(&b, "```\n%s\n```\n", block.Text)
		default:
			fmt.Fprintf(&b, "%s\n", block.Text)
		}
	}
	return b.String()
}
