package date

// partKind tells what a part of a worded day can be.
type partKind uint8

const (
	partNumber partKind = iota // a day, or a year
	partYear
	partMonth
	partDay
)

// part is one part of a worded day.
type part struct {
	kind   partKind
	value  int
	digits int
	jalali bool
	thai   bool
	end    int // the token after it
}

// wordedDay reads a day whose month is a word or a marked number: "24 January 2025",
// "Jan.24 - 2025", "2025. január 24.", "2025年1月24日", and these without a year.
func (r *reader) wordedDay(i int) (d dayRead, end int, ok bool) {
	var p [3]part
	n, j, months := 0, i, 0
	for n < len(p) {
		k := j
		if n > 0 {
			k = r.gap(j)
		}
		q, found := r.dayPart(k)
		if !found || n > 0 && q.kind == partNumber && q.digits <= 2 && r.startsClock(k) {
			break
		}
		if q.kind == partMonth {
			months++
		}
		p[n], j = q, q.end
		n++
		if n == 2 && months == 0 && p[0].digits < 4 && p[0].kind != partYear {
			break // two numbers that begin no date
		}
	}
	if months != 1 || p[0].kind == partNumber && !r.freeBefore(i) || r.rangeEnd(i) {
		return d, i, false
	}
	if n == 3 {
		if d, ok = r.worded(p[0], p[1], p[2]); ok {
			return d, p[2].end, true
		}
	}
	if n >= 2 {
		d, ok = r.yearless(p[0], p[1])
		return d, p[1].end, ok
	}
	return d, i, false
}

// rangeEnd tells whether the number at token i ends a range of days, as in "22-24 January 2025",
// which is the time of an event.
func (r *reader) rangeEnd(i int) bool {
	if r.strict || i < 2 || r.tokens[i].kind != number || r.tokens[i-1].mark != '-' {
		return false
	}
	from := &r.tokens[i-2]
	return from.kind == number && from.digits <= 2 && (i < 3 || r.tokens[i-3].mark != ':')
}

// worded makes a day of three parts of which one is the month.
func (r *reader) worded(a, b, c part) (d dayRead, ok bool) {
	var year, month, day part
	switch {
	case b.kind == partMonth && a.isYear(): // 2025 January 24
		year, month, day = a, b, c
	case b.kind == partMonth: // 24 January 2025
		day, month, year = a, b, c
	case a.kind == partMonth: // January 24, 2025
		month, day, year = a, b, c
	default: // 2025. gada 24. janvāris
		year, day, month = a, b, c
		if !a.isYear() {
			return d, false
		}
	}
	if year.kind != partYear && year.kind != partNumber || day.kind != partDay && day.kind != partNumber || day.digits > 2 {
		return d, false
	}
	y := year.value
	switch {
	case month.jalali:
		d.civil, ok = fromJalali(y, month.value, day.value)
		return d, ok
	case year.digits == 2 && year.kind == partNumber:
		d.short = true
		if y = fullYear(y); month.thai {
			y = 2500 + year.value - buddhistOffset
		}
	case year.digits != 4 && year.kind != partYear:
		return d, false
	}
	d.civil = civil{gregorianYear(y), month.value, day.value}
	return d, validDay(d.year, d.month, d.day)
}

// isYear tells whether the part can only be a year.
func (p part) isYear() bool { return p.kind == partYear || p.kind == partNumber && p.digits == 4 }

// yearless makes a day of a month and a day.
func (r *reader) yearless(a, b part) (d dayRead, ok bool) {
	month, day := a, b
	if b.kind == partMonth {
		month, day = b, a
	}
	if month.kind != partMonth || month.jalali || day.digits > 2 || day.kind != partNumber && day.kind != partDay {
		return d, false
	}
	d.civil = civil{0, month.value, day.value}
	return d, day.value >= 1 && day.value <= daysIn(2024, month.value)
}

// gap skips what may stand between two parts of a worded day, from token i on.
func (r *reader) gap(i int) int {
	for n := 0; n < maxGap && i < len(r.tokens); n++ {
		t := &r.tokens[i]
		if t.kind == number || t.is(kindMonth) && !t.is(kindFiller) || t.is(kindMonthPrefix) || t.is(kindEra) {
			break
		}
		if t.kind == word && !t.is(kindFiller) && !t.is(kindYear) {
			break
		}
		if t.kind == mark && t.mark == ':' {
			break
		}
		i++
	}
	return i
}

// dayPart reads the part of a worded day at token i.
func (r *reader) dayPart(i int) (p part, ok bool) {
	if i >= len(r.tokens) {
		return p, false
	}
	t := &r.tokens[i]
	if t.kind == number {
		return r.numberPart(i, 0)
	}
	if add, ok := t.sense(kindEra); ok && i+1 < len(r.tokens) && r.tokens[i+1].kind == number {
		p, ok = r.numberPart(i+1, add)
		return p, ok && p.kind == partYear
	}
	if t.is(kindMonthPrefix) && i+1 < len(r.tokens) && r.tokens[i+1].kind == number && r.tokens[i+1].digits <= 2 {
		return part{kind: partMonth, value: r.tokens[i+1].value, end: i + 2}, validMonth(r.tokens[i+1].value)
	}
	if p.value, ok = t.sense(kindJalali); ok {
		return part{kind: partMonth, value: p.value, jalali: true, end: i + 1}, true
	}
	if p.value, ok = r.month(i); !ok {
		return p, false
	}
	p.kind, p.end, p.thai = partMonth, i+1, t.senses[0].lang == "th"
	// The month may stand twice, by two names: "كانون الثاني/يناير".
	if p.end+1 < len(r.tokens) && r.tokens[p.end].mark == '/' {
		if v, twice := r.month(p.end + 1); twice && v == p.value {
			p.end += 2
		}
	}
	return p, true
}

// numberPart reads the number at token i with the mark or ordinal that is attached to it.
func (r *reader) numberPart(i, era int) (p part, ok bool) {
	t := &r.tokens[i]
	p = part{kind: partNumber, value: t.value + era, digits: t.digits, end: i + 1}
	if t.digits > 4 {
		return p, false
	}
	if i+1 < len(r.tokens) {
		switch next := &r.tokens[i+1]; {
		case next.is(kindYear) && (t.digits != 3 || era != 0):
			p.kind, p.end = partYear, i+2
			if t.digits == 2 && era == 0 {
				p.value = fullYear(t.value)
			}
		case next.is(kindMonthMark):
			p.kind, p.end = partMonth, i+2
			return p, t.digits <= 2 && validMonth(t.value)
		case next.is(kindDay) && t.digits <= 2:
			p.kind, p.end = partDay, i+2
		case next.is(kindOrdinal) && r.tight(i+1) && t.digits <= 2:
			p.kind, p.end = partDay, i+2
		}
	}
	return p, true
}

// validMonth tells whether v is the number of a month.
func validMonth(v int) bool { return v >= 1 && v <= 12 }

// month returns the month that the word at token i names in the page's language; in another or unknown
// language only if all languages agree on it.
func (r *reader) month(i int) (month int, ok bool) {
	for _, s := range r.tokens[i].senses {
		if s.kind != kindMonth {
			continue
		}
		if s.lang == r.lang {
			return s.value, true
		}
		if s.only && !r.hyphenated(i) {
			continue
		}
		if month != 0 && month != s.value {
			month = -1
		} else if month == 0 {
			month = s.value
		}
	}
	return month, month > 0
}

// hyphenated tells whether the word at token i can only be part of a date: 04-ago-2021.
func (r *reader) hyphenated(i int) bool {
	return i > 1 && i+2 < len(r.tokens) && r.tokens[i-1].mark == '-' && r.tokens[i+1].mark == '-' &&
		r.tokens[i-2].kind == number && r.tokens[i+2].kind == number && r.tight(i) && r.tight(i+1)
}
