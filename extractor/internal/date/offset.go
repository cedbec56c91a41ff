package date

import (
	"strings"
	"time"
)

// offset is the zone that a text states.
type offset struct {
	known   bool
	named   *zone // nil: seconds
	seconds int   // east of UTC
}

// date returns the instant of a local time.
func (f offset) date(year int, month time.Month, day, hour, minute, second, nano int) time.Time {
	if f.named != nil {
		return f.named.date(year, month, day, hour, minute, second, nano)
	}
	return time.Date(year, month, day, hour, minute, second, nano, fixedZone("", f.seconds))
}

// fixedZone returns the zone of a fixed offset.
func fixedZone(name string, seconds int) *time.Location {
	if seconds == 0 {
		return time.UTC
	}
	return time.FixedZone(name, seconds)
}

// offsetSeconds checks an offset: zones lie between -12:00 and +14:00, in quarters of an hour.
func offsetSeconds(west bool, hour, minute int) (seconds int, ok bool) {
	if hour < 0 || minute < 0 || minute%15 != 0 || minute > 45 {
		return 0, false
	}
	seconds = hour*3600 + minute*60
	if west {
		return -seconds, seconds <= 12*3600
	}
	return seconds, seconds <= 14*3600
}

// offset reads the zone at token i: a name, a number, or both as in "GMT+3".
func (r *reader) offset(i int, v *reading) (f offset, end int, ok bool) {
	t := &r.tokens[i]
	if t.kind == word {
		if !t.is(kindZone) || !r.zoneStands(i, v) {
			return f, i, false
		}
		z := chooseZone(t, r.lang, r.region)
		if z == nil {
			return f, i, false
		}
		if z.minutes == 0 && z.place == "" {
			if seconds, end, ok := r.signed(i+1, true); ok {
				return offset{known: true, seconds: seconds}, end, true
			}
		}
		return offset{known: true, named: z}, i + 1, true
	}
	if t.kind != mark || !v.hasClock || v.end != i {
		return f, i, false
	}
	// In "09:31-10:15" the second time ends a range; only an ISO time has a bare western offset,
	// or one of four digits at a distance.
	if t.mark == '-' && !v.clock.iso && !(t.spaced && r.tight(i+1) && i+1 < len(r.tokens) && r.tokens[i+1].digits == 4 && r.bareYear(i+1) == 0) {
		return f, i, false
	}
	if seconds, end, ok := r.signed(i, false); ok {
		return offset{known: true, seconds: seconds}, end, true
	}
	return f, i, false
}

// zoneStands tells whether the word at token i, which can name a zone, does so here. Many names
// are words of some language ("est", "et", "cat"): in a longer text they count in capitals, right
// after the time.
func (r *reader) zoneStands(i int, v *reading) bool {
	t := &r.tokens[i]
	size := t.end - t.start
	ascii := r.text[t.start] < 0x80
	switch {
	case ascii && size > 4 && strings.IndexByte(r.text[t.start:t.end], ' ') < 0: // (Brasília)
		return v.hasClock && r.tokens[i-1].mark == '('
	case !ascii || size > 4:
		return v.hasClock
	case size == 1: // z
		return v.hasClock && r.tight(i)
	case size == 2 && (!t.upper || r.lang == "fr"):
		return false
	case !t.upper && !r.strict:
		return false
	}
	return v.hasClock || t.upper && r.strict
}

// signed reads a signed offset at token i: +01:00, +0100, +01; after GMT or UTC also +1 and +5:30.
func (r *reader) signed(i int, named bool) (seconds, end int, ok bool) {
	if i+1 >= len(r.tokens) || r.tokens[i].kind != mark || r.tokens[i+1].kind != number || !r.tight(i+1) {
		return 0, i, false
	}
	sign, n := r.tokens[i].mark, &r.tokens[i+1]
	if sign != '+' && sign != '-' {
		return 0, i, false
	}
	hour, minute := n.value, 0
	end = i + 2
	switch {
	case n.digits == 4:
		hour, minute = n.value/100, n.value%100
	case n.digits > 2 || n.digits == 1 && !named:
		return 0, i, false
	case end+1 < len(r.tokens) && r.tokens[end].mark == ':' && r.tight(end) && r.tokens[end+1].digits == 2:
		minute = r.tokens[end+1].value
		end += 2
	}
	seconds, ok = offsetSeconds(sign == '-', hour, minute)
	return seconds, end, ok
}
