package body

import "bytes"

// phrases finds the topics of texts; see phrasebooks.
var phrases = newPhraseIndex(phrasebooks)

// A phraseIndex maps folded phrases to their topics.
type phraseIndex struct {
	wholes, openings map[string]topic
	longest          int // words in the longest opening
}

func newPhraseIndex(books []phrasebook) phraseIndex {
	x := phraseIndex{wholes: map[string]topic{}, openings: map[string]topic{}}
	for _, b := range books {
		for _, s := range b.wholes {
			x.wholes[string(fold(nil, s, 1<<10))] = b.topic
		}
		for _, s := range b.openings {
			f := fold(nil, s, 1<<10)
			x.openings[string(f)] = b.topic
			x.longest = max(x.longest, bytes.Count(f, []byte(" "))+1)
		}
	}
	delete(x.wholes, "")
	delete(x.openings, "")
	return x
}

// of returns the topic of a folded text, and whether the phrase is the whole text.
func (x *phraseIndex) of(folded []byte) (t topic, whole bool) {
	if t, ok := x.wholes[string(folded)]; ok {
		return t, true
	}
	words := 0
	for i := 0; i <= len(folded); i++ {
		if i < len(folded) && folded[i] != ' ' {
			continue
		}
		if t, ok := x.openings[string(folded[:i])]; ok {
			return t, i == len(folded)
		}
		if words++; words == x.longest {
			break
		}
	}
	return noTopic, false
}
