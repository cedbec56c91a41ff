package date

import (
	"strings"
	"time"

	"newswire/article"
)

// reader puts the tokens of a text together to a date.
type reader struct {
	text         string
	tokens       []token
	o            Options
	lang, region string
	strict       bool // the text is one date as a whole
}

// newReader cuts the text into tokens.
func newReader(text string, o Options, strict bool) *reader {
	s := scanner{
		text:   text,
		words:  loadLexicon(),
		tokens: make([]token, 0, len(text)/4+8), // prose has fewer, a numeric date more
		folded: make([]byte, 0, len(text)+8),
	}
	r := &reader{text: text, o: o, tokens: s.scan(), strict: strict}
	r.lang, r.region = o.language()
	return r
}

// reading is what has been read of one date.
type reading struct {
	start, end int // tokens
	hasDay     bool
	day        civil
	shortYear  bool // as in dayRead
	hasClock   bool
	clock      clock
	zone       offset
	near       bool // the day is relative: "yesterday", "Thursday"
	nearDays   int  // from today, if the text says so
	labelled   bool
	weekdays   int       // how many are named
	weekday    int       // the last one, from Sunday on; -1 if languages disagree on the word
	instant    time.Time // of a relative form, else zero
	precision  article.Precision
	updated    bool // labelled as the time of an update
}

// The bounds of a date in a longer text, in tokens.
const (
	maxGap  = 4  // between two parts
	maxSpan = 48 // from the first part to the last
)

// whole reads the tokens as one date.
func (r *reader) whole() (Time, bool) {
	v, next, ok := r.read(0)
	if !ok {
		return Time{}, false
	}
	t, ok := r.finish(&v)
	if v.updated && next < len(r.tokens) {
		if v, _, again := r.read(next); again && !v.updated {
			if published, fine := r.finish(&v); fine {
				return published, true
			}
		}
	}
	return t, ok
}

// find reads the first date among the tokens.
func (r *reader) find() (Time, bool) {
	var update Time
	for i := 0; i < len(r.tokens); {
		if t := &r.tokens[i]; t.kind != number && t.senses == nil {
			i++
			continue
		}
		v, next, ok := r.read(i)
		if !ok {
			i++
			continue
		}
		t, fine := r.finish(&v)
		if !fine {
			i++
			continue
		}
		if !r.follows(v.start, kindUpdate) {
			return t, true
		}
		if update.At.IsZero() {
			update = t
		}
		i = next
	}
	return update, !update.At.IsZero()
}

// follows tells whether a word of kind k stands closely before token i: only connecting words,
// weekdays and punctuation stand between.
func (r *reader) follows(i int, k kind) bool {
	for i--; i >= 0; i-- {
		switch t := &r.tokens[i]; {
		case t.is(k):
			return true
		case t.kind == mark && t.mark != '/' && t.mark != '|', t.is(kindFiller), t.is(kindWeekday):
		default:
			return false
		}
	}
	return false
}

// read reads one date from token i on. In a strict reading all tokens must belong to it, up to a
// label that opens another date; next is then that label. In a longer text a part of the date must
// stand at i itself, and next is the token after the last part.
func (r *reader) read(i int) (v reading, next int, ok bool) {
	v.start, v.end = -1, i
	gap := 0
	for i < len(r.tokens) && (r.strict || v.start < 0 || i < v.start+maxSpan) {
		if end, found := r.part(&v, i); found {
			if v.start < 0 {
				v.start = i
			}
			i, v.end, gap = end, end, 0
			continue
		}
		t := &r.tokens[i]
		label := t.is(kindLabel) || t.is(kindUpdate)
		switch {
		case !r.strict && (v.start < 0 || gap == maxGap):
			return v, v.end, v.complete()
		case label && v.complete():
			return v, i, true
		case r.lang == "vi" && t.is(kindWeekdayPrefix) && i+1 < len(r.tokens) && r.tokens[i+1].digits == 1:
			i++ // "thứ 6"
		case t.is(kindWeekday):
			v.weekday = weekday(t)
			v.weekdays++
		case t.kind == mark, t.is(kindFiller), t.is(kindT) && r.tight(i):
		case label && r.strict && !v.hasClock && !v.hasDay:
			v.updated = t.is(kindUpdate) && !v.labelled
			v.labelled = true
		case r.strict:
			return v, i, false
		default:
			return v, v.end, v.complete()
		}
		i++
		gap++
	}
	return v, v.end, v.complete() || r.lastWeekday(&v)
}

// weekday returns the day of the week that a word names, or -1 if languages disagree on it.
func weekday(t *token) int {
	day := -1
	for _, s := range t.senses {
		if s.kind == kindWeekday && day >= 0 && day != s.value {
			return -1
		}
		if s.kind == kindWeekday {
			day = s.value
		}
	}
	return day
}

// lastWeekday gives a reading of a weekday and a time alone the day, if a label says that it is a
// publication time ("Published Thursday 1:30 PM"): the last such one up to now.
func (r *reader) lastWeekday(v *reading) bool {
	if !r.strict || r.o.Now.IsZero() || !v.labelled || v.weekdays != 1 || v.weekday < 0 || !v.hasClock {
		return false
	}
	loc, _ := r.o.location()
	now := r.o.Now.In(loc)
	back := (int(now.Weekday()) - v.weekday + 7) % 7
	if back == 0 && v.clock.hour*60+v.clock.minute > now.Hour()*60+now.Minute() {
		back = 7
	}
	v.hasDay, v.near, v.day = true, true, civilOf(now.AddDate(0, 0, -back))
	return true
}

// complete tells whether a day, or an instant, has been read.
func (v *reading) complete() bool { return v.hasDay || !v.instant.IsZero() }

// part reads a part of the date that v lacks at token i.
func (r *reader) part(v *reading, i int) (end int, ok bool) {
	if !v.instant.IsZero() {
		return i, false
	}
	if !v.hasDay {
		if end, ok := r.relative(v, i); ok {
			return end, true
		}
		if day, end, ok := r.day(i); ok && (r.strict || day.year != 0 || r.lateYear(end)) {
			v.hasDay, v.day = true, day.civil
			v.shortYear = day.short
			return end, true
		}
	}
	if v.hasDay && v.day.year != 0 {
		// The same day may stand twice: in two calendars, or short and long.
		if day, end, ok := r.day(i); ok && day.civil == v.day {
			return end, true
		}
	}
	if v.hasDay && v.day.year == 0 {
		if y := r.bareYear(i); y != 0 && v.hasClock {
			v.day.year = y
			return i + 1, true
		}
	}
	if !v.hasClock {
		if c, end, ok := r.clock(i, v.hasDay); ok {
			v.hasClock, v.clock = true, c
			return end, true
		}
	}
	if v.hasClock || v.hasDay {
		if z, end, ok := r.offset(i, v); ok {
			if !v.zone.known {
				v.zone = z
			}
			return end, true
		}
		if v.zone.known && r.tokens[i].kind == mark {
			return r.aside(i)
		}
	}
	return i, false
}

// lateYear tells whether the time of day and the year follow a day at token i, as in
// "Jan 24 09:31:00 2025".
func (r *reader) lateYear(i int) bool {
	for n := 0; i < len(r.tokens) && n <= maxGap; n++ {
		if r.tokens[i].kind == number {
			c, end, ok := r.clock(i, true)
			if !ok || !c.minuteStated {
				return false
			}
			for n := 0; end < len(r.tokens) && n < 3; n++ {
				if r.bareYear(end) != 0 {
					return true
				}
				end++
			}
			return false
		}
		if t := &r.tokens[i]; t.kind == word && !t.is(kindFiller) {
			return false
		}
		i++
	}
	return false
}

// bareYear returns the year that the number of four digits at token i is, or 0.
func (r *reader) bareYear(i int) int {
	if t := &r.tokens[i]; t.kind == number && t.digits == 4 {
		return gregorianYear(t.value)
	}
	return 0
}

// aside skips a remark in brackets after a zone: "(Central European Standard Time)", "[Europe/Berlin]".
func (r *reader) aside(i int) (end int, ok bool) {
	var closing rune
	switch r.tokens[i].mark {
	case '(':
		closing = ')'
	case '[':
		closing = ']'
	default:
		return i, false
	}
	for j := i + 1; j < len(r.tokens) && j <= i+8; j++ {
		switch t := &r.tokens[j]; {
		case t.kind == mark && t.mark == closing:
			return j + 1, true
		case t.kind == number:
			return i, false
		}
	}
	return i, false
}

// finish makes a time of a reading, if it is plausible.
func (r *reader) finish(v *reading) (Time, bool) {
	loc, origin := r.o.location()
	t := Time{Precision: v.precision, Zone: origin, Raw: r.raw(v)}
	if !v.instant.IsZero() {
		t.At, t.Inferred = v.instant, true
		return t, r.o.plausible(t.At)
	}
	needsClock := !r.strict && (v.shortYear || v.near) || v.shortYear && v.day.year == 0
	if needsClock && !v.hasClock {
		return Time{}, false
	}
	yearless := v.day.year == 0
	if yearless && !r.guessYear(v, loc) {
		return Time{}, false
	}
	if !validDay(v.day.year, v.day.month, v.day.day) {
		return Time{}, false
	}
	t.Precision, t.Inferred = article.PrecisionDay, v.near || yearless
	if v.hasClock {
		t.Precision = v.clock.precision
	}
	d, c := v.day, v.clock
	if v.zone.known {
		t.Zone = article.ZonePage
		if v.near && v.weekdays == 0 { // today is another day elsewhere
			elsewhere := v.zone.date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, c.nano).Location()
			d = civilOf(r.o.Now.In(elsewhere).AddDate(0, 0, v.nearDays))
		}
		t.At = v.zone.date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, c.nano)
	} else {
		t.At = time.Date(d.year, time.Month(d.month), d.day, c.hour, c.minute, c.second, c.nano, loc)
	}
	return t, r.o.plausible(t.At)
}

// guessYear completes a day without a year: the latest such day up to a day after now, and, if the
// text names the day of the week, on that day of the week.
func (r *reader) guessYear(v *reading, loc *time.Location) bool {
	if !r.strict || r.o.Now.IsZero() {
		return false
	}
	limit := r.o.Now.In(loc).AddDate(0, 0, 1)
	// 29 February may be eight years back, and on the same day of the week even more.
	for year := limit.Year(); year > limit.Year()-8; year-- {
		day := time.Date(year, time.Month(v.day.month), v.day.day, 0, 0, 0, 0, loc)
		if day.Day() != v.day.day || day.After(limit) {
			continue
		}
		if v.weekdays == 1 && v.weekday >= 0 && int(day.Weekday()) != v.weekday {
			continue
		}
		v.day.year = year
		return true
	}
	return false
}

// raw returns the text of a reading.
func (r *reader) raw(v *reading) string {
	if v.start < 0 {
		return ""
	}
	return strings.TrimSpace(r.text[r.tokens[v.start].start:r.tokens[v.end-1].end])
}
