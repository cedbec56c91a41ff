package newsstand

import (
	"math/rand/v2"
	"strings"
)

var (
	nouns = strings.Fields(`harbour council bridge budget committee ferry library market hospital minister report school
		theatre union village railway winter storm river farmer museum court police factory airport orchard lighthouse
		festival survey tunnel reservoir mayor parliament fisherman bakery archive stadium quarry station warehouse vineyard`)
	adjectives = strings.Fields(`local regional narrow costly early late unexpected quiet heavy public private northern southern
		disputed temporary modest ambitious annual careful crowded empty familiar fragile generous historic overdue`)
	verbs = strings.Fields(`approved rejected postponed reviewed repaired opened closed described questioned welcomed
		measured extended abandoned inspected replaced defended announced visited counted restored`)
	places    = strings.Fields(`Haldmoor Vestrik Orlund Tarnby Quill Brenzach Ostermoor Lindholt Carrow Maringen Dunfell Skarva`)
	given     = strings.Fields(`Anna Bertil Clara Dorte Emil Frida Gustav Hanne Ivar Johanna Kasper Lena Mikkel Nora Otto Petra`)
	family    = strings.Fields(`Ahlgren Brandt Corvin Dahl Ekholm Falk Grundt Holmer Iversen Jansen Krag Lund Moberg Nystad Olden`)
	syllables = strings.Fields(`ba de fi go ku la me ni po ra se ti vo wa lum tor ran ves kel dor min gar hol sta`)
	links     = strings.Fields(`and but while because although after before until`)
)

// coined is a made-up word, one of many, so that two texts have few phrases in common.
func coined(r *rand.Rand) string { return pick(r, syllables) + pick(r, syllables) + pick(r, syllables) }

// thing is a noun, made up or not.
func thing(r *rand.Rand) string {
	if r.IntN(3) == 0 {
		return pick(r, nouns)
	}
	return coined(r)
}

func pick(r *rand.Rand, words []string) string { return words[r.IntN(len(words))] }

func name(r *rand.Rand) string { return pick(r, given) + " " + pick(r, family) }

// headline is a short sentence without a full stop.
func headline(r *rand.Rand) string {
	return pick(r, places) + " " + pick(r, nouns) + " " + pick(r, verbs) + " the " + pick(r, adjectives) + " " + pick(r, nouns) +
		" of " + pick(r, places)
}

// clause is six to twelve words.
func clause(r *rand.Rand, b *strings.Builder) {
	b.WriteString("the " + pick(r, adjectives) + " " + thing(r) + " in " + pick(r, places) + " " + pick(r, verbs) + " the " + thing(r))
	if r.IntN(2) == 0 {
		b.WriteString(" near the " + pick(r, adjectives) + " " + thing(r))
	}
}

// sentence is one or two clauses, some of them said by somebody.
func sentence(r *rand.Rand, b *strings.Builder) {
	quoted := r.IntN(5) == 0
	if quoted {
		b.WriteString("“")
	}
	var s strings.Builder
	clause(r, &s)
	if r.IntN(3) > 0 {
		s.WriteString(", " + pick(r, links) + " ")
		clause(r, &s)
	}
	text := s.String()
	b.WriteString(strings.ToUpper(text[:1]) + text[1:])
	if quoted {
		b.WriteString(",” said " + name(r))
	}
	b.WriteString(".")
}

// paragraph is so many sentences.
func paragraph(r *rand.Rand, sentences int) string {
	var b strings.Builder
	for i := range sentences {
		if i > 0 {
			b.WriteByte(' ')
		}
		sentence(r, &b)
	}
	return b.String()
}

// source makes page n's text the same each time.
func source(n int) *rand.Rand { return rand.New(rand.NewPCG(7, uint64(n))) } //nolint:gosec // no secret

// slug is the words of page n's address.
func slug(n int) string {
	return strings.ReplaceAll(strings.ToLower(headline(source(n))), " ", "-")
}
