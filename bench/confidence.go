package main

import (
	"fmt"
	"math"
	"slices"
)

// rating is how sure a system was of a body, and how good that was.
type rating struct{ confidence, f1 float64 }

type ratings []rating

// poor is the F1 below which a body is one to look at.
const poor = 0.8

// String returns the two columns, with dashes where nothing can be told.
func (r ratings) String() string {
	c := r.correlation()
	if math.IsNaN(c) {
		return "-\t-\t"
	}
	flagged, all := r.flagged()
	return fmt.Sprintf("%.2f\t%d of %d\t", c, flagged, all)
}

// correlation is Pearson's of confidence and F1; NaN where one of them never varies.
func (r ratings) correlation() float64 {
	var c, f mean
	for _, x := range r {
		c.add(x.confidence)
		f.add(x.f1)
	}
	var both, cc, ff float64
	for _, x := range r {
		dc, df := x.confidence-c.value(), x.f1-f.value()
		both, cc, ff = both+dc*df, cc+dc*dc, ff+df*df
	}
	return both / math.Sqrt(cc*ff)
}

// flagged counts the poor bodies, and those of them that are in the tenth with the least confidence.
func (r ratings) flagged() (flagged, all int) {
	if len(r) == 0 {
		return 0, 0
	}
	var confidences []float64
	for _, x := range r {
		confidences = append(confidences, x.confidence)
	}
	slices.Sort(confidences)
	limit := confidences[len(confidences)/10]
	for _, x := range r {
		if x.f1 >= poor {
			continue
		}
		all++
		if x.confidence <= limit {
			flagged++
		}
	}
	return flagged, all
}
