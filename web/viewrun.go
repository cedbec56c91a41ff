package web

import (
	"strings"
	"time"

	"newswire/site"
)

// maxRuns is how many runs the page shows; running ones are always among them.
const maxRuns = 8

// barWidth is the width of a run's bar in its own units.
const barWidth = 1000

// run is one crawl of the page.
type run struct {
	ID, Site, Trigger string
	Running           bool
	When              string // how long ago it ended, "" while it runs
	Took              string
	Done, Queued      string
	Percent           int
	Found             string
	Rate              string // "" if there is none yet
	Segments          []segment
	Ledger            string // the bar in words
	Idle              string // why there is no bar, "" if there is one
	Errors            []string
}

// segment is one part of a run's bar; X and Width are in units of barWidth.
type segment struct {
	Class    string
	Label    string
	Count    int
	X, Width int
}

// Figure is Count as the page writes it.
func (s segment) Figure() string { return grouped(int64(s.Count)) }

// outcome is one kind of end that a link comes to: the words before the colon of the run's ledger that
// it takes in, how the page calls it, and its colour's class.
type outcome struct {
	class, label string
	kinds        []string
}

// outcomes in the order of the bar, from what is worth most to what is wrong.
var outcomes = []outcome{
	{"created", "new", []string{"created"}},
	{"updated", "updated", []string{"updated"}},
	{"unchanged", "unchanged", []string{"unchanged"}},
	{"other", "no article", []string{"not_article"}},
	{"kept-out", "kept out", []string{"filtered", "robots"}},
	{"deferred", "deferred", []string{"deferred"}},
	{"gone", "gone", []string{"gone"}},
	{"failed", "failed", []string{"failed"}},
}

// addRuns takes the running ones, then the latest of the others.
func (p *panels) addRuns(runs []site.Run, now time.Time) {
	for _, r := range runs {
		if !r.EndedAt.IsZero() && len(p.Runs) >= maxRuns {
			p.Hidden++
			continue
		}
		p.Runs = append(p.Runs, newRun(r, now))
	}
}

func newRun(r site.Run, now time.Time) run {
	c := r.Counts
	took := elapsed(r, now)
	v := run{
		ID:      r.ID,
		Site:    r.Site,
		Trigger: r.Trigger,
		Running: r.EndedAt.IsZero(),
		Took:    duration(took),
		Queued:  grouped(int64(c.Queued)),
		Found:   grouped(int64(c.Found)),
		Errors:  r.Errors,
	}
	if !v.Running {
		v.When = ago(now.Sub(r.EndedAt))
	}
	if c.Fetched > 0 && took >= time.Second {
		v.Rate = rate(float64(c.Fetched) / took.Seconds())
	}
	done := v.fill(c)
	v.Done = grouped(int64(done))
	switch {
	case c.Queued > 0:
		v.Percent = min(100, 100*done/c.Queued)
	case v.Running:
		v.Idle = "Looking for links, " + v.Found + " found"
	case c.Found == 0:
		v.Idle = "Found nothing"
	default:
		v.Idle = v.Found + " found, none of them due"
	}
	return v
}

// fill makes the segments of the bar and its words, and returns how many links came to an end. What is
// there at all stays visible: no segment is narrower than a hundredth of the bar.
func (v *run) fill(c site.Counts) (done int) {
	left := tally(c.Outcomes)
	for _, o := range outcomes {
		n := 0
		for _, kind := range o.kinds {
			n += left[kind]
			delete(left, kind)
		}
		v.add(o.class, o.label, n)
		done += n
	}
	unknown := 0
	for _, n := range left {
		unknown += n
	}
	v.add("other", "other", unknown)
	done += unknown

	waiting := max(0, c.Queued-done)
	weights, sum := make([]int, len(v.Segments)), waiting
	for i, s := range v.Segments {
		weights[i] = max(s.Count, (done+waiting)/100)
		sum += weights[i]
	}
	upTo, words := 0, make([]string, 0, len(v.Segments)+1)
	for i := range v.Segments {
		s := &v.Segments[i]
		s.X = upTo * barWidth / sum
		upTo += weights[i]
		s.Width = upTo*barWidth/sum - s.X
		words = append(words, s.Figure()+" "+s.Label)
	}
	if waiting > 0 {
		words = append(words, grouped(int64(waiting))+" waiting")
	}
	v.Ledger = strings.Join(words, ", ")
	return done
}

func (v *run) add(class, label string, n int) {
	if n > 0 {
		v.Segments = append(v.Segments, segment{Class: class, Label: label, Count: n})
	}
}

// elapsed is how long a run took, or has taken until now.
func elapsed(r site.Run, now time.Time) time.Duration {
	if !r.EndedAt.IsZero() {
		now = r.EndedAt
	}
	return max(0, now.Sub(r.StartedAt))
}
