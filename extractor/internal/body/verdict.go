package body

import "math"

// A verdict says which runs of a survey are the article.
type verdict struct {
	kept       []bool // of runs[lo:hi]
	confidence float64
	decisions  []Decision // if asked for
}

// judge weighs the clues of each run. The confidence comes from the F1 to be expected if each run is
// part of the article with the probability that its clues give.
func (s *survey) judge(h *Hints) verdict {
	v := verdict{kept: make([]bool, len(s.sights))}
	var right, kept, all float64
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
		all += chance
		if keep {
			right += chance
			kept += n
		}
		if h.Trace {
			v.decisions = append(v.decisions, Decision{Text: s.clean(at), Kept: keep, Rule: rule, Score: float64(score)})
		}
	}
	s.wholeTables(v.kept)
	if kept > 0 {
		v.confidence = max(0, 1-doubt*(1-2*right/(kept+all)))
	}
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

// doubt is how much less sure than the clues' own chances a body is: clues miss what no clue tells. It
// is measured on the pages that the weights were learned from.
const doubt = 1.5
