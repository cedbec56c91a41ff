package date

import (
	"time"

	"newswire/article"
)

// maxAgo bounds the number of a relative form: "2000 days ago" is history.
const maxAgo = 1000

// relative reads a relative form at token i, if now is known: "2 hours ago", "vor 3 Tagen",
// "6분 전", "yesterday". Weeks, months and years are too coarse to be a date.
func (r *reader) relative(v *reading, i int) (end int, ok bool) {
	if r.o.Now.IsZero() {
		return i, false
	}
	t := &r.tokens[i]
	loc, _ := r.o.location()
	if days, near := t.sense(kindNear); near {
		v.hasDay, v.near, v.nearDays = true, true, days
		v.day = civilOf(r.o.Now.In(loc).AddDate(0, 0, days))
		return i + 1, true
	}
	since := t.is(kindSince)
	j := i
	if since {
		j++
	}
	if since && j < len(r.tokens) {
		if unit, ok := r.tokens[j].sense(kindTwo); ok {
			r.before(v, 2, unit)
			return j + 1, true
		}
	}
	n, ok := r.count(j)
	if !ok && since && (r.lang == "ar" || r.lang == "he") {
		n, j = 1, j-1 // "منذ ساعة": the singular alone
	} else if !ok {
		return i, false
	}
	if j++; j >= len(r.tokens) {
		return i, false
	}
	unit, fused := r.tokens[j].sense(kindUnitAgo)
	if !fused {
		if unit, ok = r.tokens[j].sense(kindUnit); !ok {
			return i, false
		}
	}
	end = j + 1
	if !fused {
		if k := r.ago(end); k > end {
			end = k
		} else if !since {
			return i, false
		}
	}
	r.before(v, n, unit)
	return end, true
}

// before makes the reading the time n units of some seconds before now.
func (r *reader) before(v *reading, n, unit int) {
	loc, _ := r.o.location()
	v.instant = r.o.Now.Add(-time.Duration(n*unit) * time.Second).In(loc)
	v.precision = article.PrecisionMinute
	if unit == 24*60*60 {
		v.precision = article.PrecisionDay
		y, m, d := v.instant.Date()
		v.instant = time.Date(y, m, d, 0, 0, 0, 0, loc)
	}
}

// count returns the number at token i, of digits or a word for one.
func (r *reader) count(i int) (n int, ok bool) {
	if i >= len(r.tokens) {
		return 0, false
	}
	if t := &r.tokens[i]; t.kind == number {
		return t.value, t.digits <= 4 && t.value <= maxAgo && r.freeBefore(i)
	}
	return r.tokens[i].sense(kindOne)
}

// ago returns the token after the word for "ago" at token i, or i. An abbreviated unit may have a
// full stop: "8 min. ago".
func (r *reader) ago(i int) int {
	k := r.skipStop(i)
	if k < len(r.tokens) && r.tokens[k].is(kindAgo) {
		return k + 1
	}
	return i
}
