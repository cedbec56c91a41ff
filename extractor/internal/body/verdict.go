package body

import "math"

// A verdict says which runs of a survey are the article.
type verdict struct {
	kept      []bool // of runs[lo:hi]
	traits    traits
	decisions []Decision // if asked for
}

// judge weighs the clues of each run.
func (s *survey) judge(h *Hints) verdict {
	v := verdict{kept: make([]bool, len(s.sights))}
	var o odds
	for i := range s.sights {
		at := s.lo + int32(i)
		score, most := s.sights[i].clues.judge()
		rule := most.String()
		keep := score > 0
		n := float64(s.runs[at].end - s.runs[at].start)
		chance := n / (1 + math.Exp(-float64(score))) // the bytes of it to be expected in the article
		if certain := s.certain(at, h); certain != "" {
			keep, rule, chance = false, certain, 0
		}
		v.kept[i] = keep
		o.all += chance
		if keep {
			o.right += chance
			if score < 1 {
				o.unsure += n
			}
		}
		if h.Trace {
			v.decisions = append(v.decisions, Decision{Text: s.clean(at), Kept: keep, Rule: rule, Score: float64(score)})
		}
	}
	s.wholeTables(v.kept)
	v.traits = s.traits(v.kept, o)
	return v
}

// wholeTables keeps all cells of a table of which most are kept: a year or a number by itself looks like
// no part of an article.
func (s *survey) wholeTables(kept []bool) {
	table := func(i int) int32 {
		if !s.sights[i].clues.has(cell) {
			return -1
		}
		return s.within(s.runs[s.lo+int32(i)].box, isTable)
	}
	for from := 0; from < len(kept); {
		t, to, cells := table(from), from+1, 0
		if kept[from] {
			cells++
		}
		for ; to < len(kept) && t >= 0 && table(to) == t; to++ {
			if kept[to] {
				cells++
			}
		}
		if t >= 0 && cells*2 >= to-from {
			for i := from; i < to; i++ {
				kept[i] = true
			}
		}
		from = to
	}
}
