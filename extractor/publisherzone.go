package extractor

import (
	"strings"
	"time"

	"newswire/article"
	"newswire/extractor/internal/date"
)

// inPublisherZone gives a time the offset that the page states elsewhere: a local time without zone that
// of the other times, an instant in UTC that of the newsroom's clock. No instant that the page states is
// changed.
func inPublisherZone(t date.Time, published, modified ballot[stamp]) date.Time {
	switch {
	case t.Zone == article.ZoneAssumed && !t.Inferred:
		if loc := statedZone(t, published, modified); loc != nil {
			y, m, d := t.At.Date()
			t.At = time.Date(y, m, d, t.At.Hour(), t.At.Minute(), t.At.Second(), t.At.Nanosecond(), loc)
			t.Zone = article.ZonePage
		}
	case t.Zone == article.ZonePage && t.Precision != article.PrecisionDay && offset(t) == 0:
		if loc := shownZone(t, published); loc != nil {
			t.At = t.At.In(loc)
		}
	}
	return t
}

// statedZone returns the offset of the same local time where another source states it, else that of any
// time within two days that is not in UTC, in which machines write; nil if there is none.
func statedZone(t date.Time, published, modified ballot[stamp]) *time.Location {
	var near *time.Location
	for _, b := range []ballot[stamp]{published, modified} {
		for i := range b {
			o := b[i].value.Time
			if o.Zone != article.ZonePage || o.Precision == article.PrecisionDay || o.Inferred {
				continue
			}
			apart := local(o).Sub(local(t)).Abs()
			if t.Precision != article.PrecisionDay && apart < time.Minute {
				return o.At.Location()
			}
			if near == nil && offset(o) != 0 && apart < 48*time.Hour {
				near = o.At.Location()
			}
		}
	}
	return near
}

// shownZone returns the offset in which the page shows the instant t, either stated or told by a clock
// that differs from UTC by a whole number of half hours; nil if it shows none.
func shownZone(t date.Time, b ballot[stamp]) *time.Location {
	for i := range b {
		o := b[i].value.Time
		if o.Zone == article.ZonePage && offset(o) != 0 && o.At.Sub(t.At).Abs() < time.Minute {
			return o.At.Location()
		}
	}
	for i := range b {
		o := b[i].value.Time
		if b[i].weight < 0.5 || !strings.HasPrefix(b[i].rule, "visible") || o.Zone == article.ZonePage || o.Precision == article.PrecisionDay || o.Inferred {
			continue
		}
		ahead := local(o).Truncate(time.Minute).Sub(t.At.Truncate(time.Minute))
		if ahead != 0 && ahead%(30*time.Minute) == 0 && ahead >= -12*time.Hour && ahead <= 14*time.Hour {
			return time.FixedZone("", int(ahead.Seconds()))
		}
	}
	return nil
}

// offset returns the seconds east of UTC.
func offset(t date.Time) int {
	_, seconds := t.At.Zone()
	return seconds
}

// local returns the time that the clock shows, as if it were in UTC.
func local(t date.Time) time.Time { return t.At.Add(time.Duration(offset(t)) * time.Second).UTC() }
