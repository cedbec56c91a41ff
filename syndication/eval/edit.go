package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// edit makes a copy of a text as another site would print it; donor is an unrelated text.
type edit struct {
	name string
	make func(rng *rand.Rand, text, donor string) string
}

var edits = []edit{
	{"header", header},
	{"cut_paragraphs", cutParagraphs},
	{"cut_40_percent", func(rng *rand.Rand, text, _ string) string { return cut(rng, text, 0.4) }},
	{"inserted_paragraph", insertParagraph},
	{"replaced_names", replaceNames},
	{"copy_edited", copyEdit},
	{"typography", typography},
	{"all_of_them", func(rng *rand.Rand, text, donor string) string {
		for _, e := range []func(*rand.Rand, string, string) string{
			cutParagraphs, insertParagraph, replaceNames, copyEdit, typography, header,
		} {
			text = e(rng, text, donor)
		}
		return text
	}},
}

func header(rng *rand.Rand, text, _ string) string {
	return pick(rng, []string{
		"NORTHWIRE, Monday - ", "(Continental Press) — ", "By our correspondents and agencies\n\n", "LONDON/PARIS (AGENCY) - ",
	}) + text
}

// cutParagraphs drops the last one to three paragraphs, but leaves three fifths of the words.
func cutParagraphs(rng *rand.Rand, text, _ string) string {
	paragraphs, least := strings.Split(text, "\n\n"), len(strings.Fields(text))*3/5
	for range 1 + rng.IntN(3) {
		shorter := paragraphs[:len(paragraphs)-1]
		if len(strings.Fields(strings.Join(shorter, " "))) < least {
			break
		}
		paragraphs = shorter
	}
	return strings.Join(paragraphs, "\n\n")
}

// cut drops up to a share of the words from the end, at least half that share.
func cut(rng *rand.Rand, text string, share float64) string {
	words := strings.Fields(text)
	return strings.Join(words[:len(words)-int(float64(len(words))*share*(0.5+rng.Float64()/2))], " ")
}

// insertParagraph puts a paragraph of the donor somewhere, at most a fifth of the text and 80 words.
func insertParagraph(rng *rand.Rand, text, donor string) string {
	added := strings.Fields(pick(rng, strings.Split(donor, "\n\n")))
	added = added[:min(len(added), 80, len(strings.Fields(text))/5)]
	paragraphs := strings.Split(text, "\n\n")
	return strings.Join(slices.Insert(paragraphs, rng.IntN(len(paragraphs)+1), strings.Join(added, " ")), "\n\n")
}

// replaceNames writes three of the text's capitalised words differently, wherever they stand.
func replaceNames(rng *rand.Rand, text, _ string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	words = slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 || !unicode.IsUpper([]rune(w)[0]) })
	for range min(3, len(words)) {
		text = strings.ReplaceAll(text, pick(rng, words), pick(rng, names))
	}
	return text
}

// copyEdit replaces, drops or doubles one word in twenty.
func copyEdit(rng *rand.Rand, text, donor string) string {
	words, others := strings.Split(text, " "), strings.Fields(donor)
	for i := range words {
		if rng.IntN(20) > 0 {
			continue
		}
		switch rng.IntN(3) {
		case 0:
			words[i] = pick(rng, others)
		case 1:
			words[i] = ""
		case 2:
			words[i] += " " + pick(rng, others)
		}
	}
	return strings.Join(words, " ")
}

func typography(_ *rand.Rand, text, _ string) string {
	return strings.NewReplacer(`"`, "»", "“", "„", "”", "«", "'", "’", "’", "'", " - ", " — ", "...", "…", "\n\n", "\n").Replace(text)
}

func pick[T any](rng *rand.Rand, from []T) T { return from[rng.IntN(len(from))] }
