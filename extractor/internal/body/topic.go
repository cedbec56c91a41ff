package body

import (
	"bytes"
	"strings"
)

// phrases finds the topics of texts; see phrasebooks.
var phrases = newPhraseIndex(phrasebooks)

// A phraseIndex maps folded phrases to their topics.
type phraseIndex struct {
	wholes, openings map[string]topic
	longest          int // words in the longest opening

	mentions       map[string]topic
	mentionsBegin  map[string]bool // the first words of mentions
	longestMention int
}

func newPhraseIndex(books []phrasebook) phraseIndex {
	x := phraseIndex{wholes: map[string]topic{}, openings: map[string]topic{}}
	for _, b := range books {
		for s := range strings.SplitSeq(b.wholes, ";") {
			x.wholes[string(fold(nil, s, 1<<10))] = b.topic
		}
		for s := range strings.SplitSeq(b.openings, ";") {
			f := fold(nil, s, 1<<10)
			x.openings[string(f)] = b.topic
			x.longest = max(x.longest, bytes.Count(f, []byte(" "))+1)
		}
	}
	x.mentions, x.mentionsBegin = map[string]topic{}, map[string]bool{}
	for _, m := range mentions {
		for s := range strings.SplitSeq(m.phrases, ";") {
			f := fold(nil, s, 1<<10)
			first, _, _ := bytes.Cut(f, []byte(" "))
			x.mentions[string(f)] = m.topic
			x.mentionsBegin[string(first)] = true
			x.longestMention = max(x.longestMention, bytes.Count(f, []byte(" "))+1)
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

// mentioned calls f with the topic of each phrase that a folded text mentions.
func (x *phraseIndex) mentioned(folded []byte, f func(topic)) {
	for i := 0; i < len(folded); {
		end := i
		for end < len(folded) && folded[end] != ' ' {
			end++
		}
		if x.mentionsBegin[string(folded[i:end])] {
			to := end
			for words := 1; ; words++ {
				if t, ok := x.mentions[string(folded[i:to])]; ok {
					f(t)
				}
				if to == len(folded) || words == x.longestMention {
					break
				}
				for to++; to < len(folded) && folded[to] != ' '; to++ {
				}
			}
		}
		i = end + 1
	}
}
