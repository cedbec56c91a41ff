package body

import (
	"bytes"
	"strings"
)

// phrases finds the topics of texts; see phrasebooks.
var phrases = newPhraseIndex(phrasebooks)

// A phraseIndex maps folded phrases to their topics.
type phraseIndex struct {
	wholes, openings *dictionary[topic]
	labels           *dictionary[topic] // openings that count before a colon alone
	longest          int                // words in the longest opening

	mentions       *dictionary[topic]
	mentionsBegin  *dictionary[bool] // the first words of mentions
	longestMention int
}

func newPhraseIndex(books []phrasebook) phraseIndex {
	x := phraseIndex{
		wholes: newDictionary[topic](), openings: newDictionary[topic](), labels: newDictionary[topic](),
		mentions: newDictionary[topic](), mentionsBegin: newDictionary[bool](),
	}
	for _, b := range books {
		for s := range strings.SplitSeq(b.wholes, ";") {
			x.wholes.set(string(fold(nil, s, 1<<10)), b.topic)
		}
		for s := range strings.SplitSeq(b.openings, ";") {
			f := fold(nil, s, 1<<10)
			if strings.HasSuffix(strings.TrimSpace(s), ":") {
				x.labels.set(string(f), b.topic)
			} else {
				x.openings.set(string(f), b.topic)
			}
			x.longest = max(x.longest, bytes.Count(f, []byte(" "))+1)
		}
	}
	for _, m := range mentions {
		for s := range strings.SplitSeq(m.phrases, ";") {
			f := fold(nil, s, 1<<10)
			first, _, _ := bytes.Cut(f, []byte(" "))
			x.mentions.set(string(f), m.topic)
			x.mentionsBegin.set(string(first), true)
			x.longestMention = max(x.longestMention, bytes.Count(f, []byte(" "))+1)
		}
	}
	return x
}

// of returns the topic of a text, given folded and as it is, and whether the phrase is the whole of it.
func (x *phraseIndex) of(folded, text []byte) (t topic, whole bool) {
	if t, ok := x.wholes.get(folded); ok {
		return t, true
	}
	words := 0
	for i := 0; i <= len(folded); i++ {
		if i < len(folded) && folded[i] != ' ' {
			continue
		}
		t, ok := x.openings.get(folded[:i])
		if !ok {
			if t, ok = x.labels.get(folded[:i]); ok {
				ok = labelled(text, folded[:i])
			}
		}
		if ok {
			return t, i == len(folded)
		}
		if words++; words == x.longest {
			break
		}
	}
	return noTopic, false
}

// labelled tells whether a text begins with the folded phrase and a colon.
func labelled(text, phrase []byte) bool {
	at := bytes.IndexAny(text, ":：")
	if at < 0 || at > 4*len(phrase)+8 {
		return false
	}
	var buf [64]byte
	return bytes.Equal(fold(buf[:0], text[:at], len(phrase)+1), phrase)
}

// mentioned calls f with the topic of each phrase that a folded text mentions.
func (x *phraseIndex) mentioned(folded []byte, f func(topic)) {
	for i := 0; i < len(folded); {
		end := i
		for end < len(folded) && folded[end] != ' ' {
			end++
		}
		if _, begins := x.mentionsBegin.get(folded[i:end]); begins {
			to := end
			for words := 1; ; words++ {
				if t, ok := x.mentions.get(folded[i:to]); ok {
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
