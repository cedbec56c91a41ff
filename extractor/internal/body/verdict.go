package body

import "math"

// A verdict says which runs of a survey are the article.
type verdict struct {
	kept       []bool // of runs[lo:hi]
	confidence float64
	decisions  []Decision // if asked for
}

// judge weighs the clues of each run. The confidence is the F1 to be expected if each run is part of
// the article with the probability that its clues give.
func (s *survey) judge(h *Hints) verdict {
	v := verdict{kept: make([]bool, len(s.sights))}
	var right, kept, all float64
	for i := range s.sights {
		at := s.lo + int32(i)
		score, most := s.sights[i].clues.judge()
		rule := most.String()
		keep := score > 0
		if certain := s.certain(at, h); certain != "" {
			keep, rule = false, certain
		}
		v.kept[i] = keep
		n := float64(s.runs[at].end - s.runs[at].start)
		chance := n / (1 + math.Exp(-float64(score)))
		all += chance
		if keep {
			right += chance
			kept += n
		}
		if h.Trace {
			v.decisions = append(v.decisions, Decision{Text: s.clean(at), Kept: keep, Rule: rule, Score: float64(score)})
		}
	}
	if kept > 0 {
		v.confidence = 2 * right / (kept + all)
	}
	return v
}
