package main

import (
	"testing"

	"newswire/extractor/internal/body"
)

func TestLabel(t *testing.T) {
	t.Parallel()
	article := tokens("The mill will close in May. What comes next\n\nNobody knows yet what will stand in its place by the river.")
	seen := []body.Seen{
		{Text: "May"}, // a menu's word that the article has too, before its first paragraph begins
		{Text: "The mill will close in May."},
		{Text: "What comes next"},
		{Text: "Read more about mills in our great series on rivers"},
		{Text: "Nobody knows yet what will stand in its place by the river."},
		{Text: "The mill"},
	}
	want := []float64{0, 1, 1, 0, 1, 0}
	sum := 0.0
	for i, e := range label(seen, article) {
		if e.truth != want[i] {
			t.Errorf("%q is %v in the article, want %v", seen[i].Text, e.truth, want[i])
		}
		sum += e.weight
	}
	if sum < 0.999 || sum > 1.001 {
		t.Errorf("weights add up to %v, want 1", sum)
	}
}

func TestLearn(t *testing.T) {
	t.Parallel()
	var examples []example
	for range 50 {
		examples = append(examples, example{clues: []int{0, 1}, truth: 1, weight: 1, words: 9}, example{clues: []int{0, 2}, weight: 1, words: 9})
	}
	weights := learn(examples, 3)
	if weights[1] < 0.5 || weights[2] > -0.5 {
		t.Errorf("weights %v, want the second high and the third low", weights)
	}
}
