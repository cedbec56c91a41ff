package date

import (
	"slices"
	"time"
)

// dayRead is a day as the text states it.
type dayRead struct {
	civil
	short bool // the year has two digits, or is missing beside two numbers
}

// day reads the day at token i: all in numbers, or with the month as a word or marked number.
func (r *reader) day(i int) (d dayRead, end int, ok bool) {
	t := &r.tokens[i]
	switch t.kind {
	case mark:
		return dayRead{}, i, false
	case number:
		if t.digits == 8 {
			return r.compactDay(i)
		}
		if d, end, ok = r.numericDay(i); ok {
			return d, end, true
		}
		if d, end, ok = r.spacedDay(i); ok {
			return d, end, true
		}
		if d, end, ok = r.numericYearless(i); ok {
			return d, end, true
		}
	}
	return r.wordedDay(i)
}

// compactDay reads 20250124, before a "T".
func (r *reader) compactDay(i int) (d dayRead, end int, ok bool) {
	v := r.tokens[i].value
	d.civil = civil{v / 10000, v / 100 % 100, v % 100}
	ok = i+1 < len(r.tokens) && r.tokens[i+1].is(kindT) && r.tight(i+1) && r.freeBefore(i) &&
		validDay(d.year, d.month, d.day)
	return d, i + 1, ok
}

// numericDay reads three numbers with twice the same separator: 2025-01-24, 24.1.25, 01/24/2025.
func (r *reader) numericDay(i int) (d dayRead, end int, ok bool) {
	if i+4 >= len(r.tokens) || !r.freeBefore(i) {
		return d, i, false
	}
	sep := r.tokens[i+1].mark
	if sep != '.' && sep != '/' && sep != '-' || r.tokens[i+3].mark != sep {
		return d, i, false
	}
	var n [3]*token
	for k := range n {
		n[k] = &r.tokens[i+2*k]
		if n[k].kind != number || n[k].digits > 4 || n[k].digits == 3 && !(k == 0 && r.region == "TW") {
			return d, i, false
		}
	}
	// Only a full stop, as in "24. 1. 2025", may have a space after it in a longer text.
	if !r.strict && (!r.tight(i+1) || !r.tight(i+3) || sep != '.' && !(r.tight(i+2) && r.tight(i+4))) {
		return d, i, false
	}
	if !r.freeAfter(i+5, sep) {
		return d, i, false
	}
	if n[0].digits >= 3 {
		if n[0].digits == 3 { // of the Republic of China
			n[0] = &token{value: n[0].value + minguoOffset}
		}
		if n[1].digits > 2 || n[2].digits > 2 {
			return d, i, false
		}
		d.civil, ok = r.civil(n[0].value, n[1].value, n[2].value)
		return d, i + 5, ok
	}
	if n[0].digits > 2 || n[1].digits > 2 || n[2].digits == 1 {
		return d, i, false
	}
	d, ok = r.order(n[0].value, n[1].value, n[2].value, n[2].digits == 2, sep)
	return d, i + 5, ok
}

// spacedDay reads 2025 01 24, which nothing but a date as a whole may look like.
func (r *reader) spacedDay(i int) (d dayRead, end int, ok bool) {
	if !r.strict || i+2 >= len(r.tokens) {
		return d, i, false
	}
	for k, n := range [...]int{4, 2, 2} {
		if t := &r.tokens[i+k]; t.kind != number || t.digits != n {
			return d, i, false
		}
	}
	d.civil, ok = r.civil(r.tokens[i].value, r.tokens[i+1].value, r.tokens[i+2].value)
	return d, i + 3, ok
}

// numericYearless reads a day and a month in numbers, beside a time: 1/24 9:31 in Japanese, 24.1. klo
// 9:31 in Finnish. Without the last full stop 24.1 is an amount, or a time.
func (r *reader) numericYearless(i int) (d dayRead, end int, ok bool) {
	if !r.strict || r.lang == "" || i+3 >= len(r.tokens) {
		return d, i, false
	}
	a, sep, b := &r.tokens[i], r.tokens[i+1].mark, &r.tokens[i+2]
	stop := r.tokens[i+3].mark
	if sep != '/' && (sep != '.' || stop != '.') || stop == '/' || b.kind != number || a.digits > 2 || b.digits > 2 {
		return d, i, false
	}
	if sep == '.' && i+4 < len(r.tokens) && r.tight(i+4) && r.tokens[i+4].kind == number {
		return d, i, false
	}
	d.civil, d.short = civil{0, b.value, a.value}, true
	if yearFirst(r.lang) || monthComesFirst(r.lang, r.region) {
		d.month, d.day = a.value, b.value
	}
	return d, i + 3, validMonth(d.month) && d.day >= 1 && d.day <= daysIn(2024, d.month)
}

// order decides what the numbers a, b, c mean, of which c, or with two digits maybe a, is the year.
func (r *reader) order(a, b, c int, short bool, sep rune) (d dayRead, ok bool) {
	d.short = short
	if short && yearFirst(r.lang) {
		d.civil, ok = r.civil(fullYear(a), b, c)
		return d, ok
	}
	year := c
	if short {
		year = r.century(c)
	}
	dayFirst, dayOK := r.civil(year, b, a)
	monthFirst, monthOK := r.civil(year, a, b)
	switch {
	case dayOK && monthOK && dayFirst != monthFirst:
		if known, other := r.known(dayFirst), r.known(monthFirst); known != other {
			d.civil = monthFirst
			if known {
				d.civil = dayFirst
			}
			return d, true
		}
		// English without a country writes 01/24/2025, but 01-24-2025 as often as 24-01-2025.
		if r.lang == "" || r.lang == "en" && r.region == "" && sep == '-' {
			return d, false
		}
		d.civil = dayFirst
		if monthComesFirst(r.lang, r.region) {
			d.civil = monthFirst
		}
		return d, true
	case dayOK:
		d.civil = dayFirst
	default:
		d.civil = monthFirst
	}
	return d, dayOK || monthOK
}

// known tells whether another part of the page states the day.
func (r *reader) known(c civil) bool {
	return slices.ContainsFunc(r.o.Known, func(t time.Time) bool { return civilOf(t) == c })
}

// yearFirst tells whether pages of the language put a year of two digits first: 25.01.24.
func yearFirst(lang string) bool {
	return lang == "ko" || lang == "ja" || lang == "zh" || lang == "hu"
}

// monthComesFirst tells whether numeric dates put the month first in pages of the language, by
// CLDR's short formats.
func monthComesFirst(lang, region string) bool {
	switch lang {
	case "en":
		return region == "" || region == "US" || region == "PH"
	case "fil", "tl":
		return true
	}
	return false
}

// century completes a year of two digits; Thai pages mean the Buddhist calendar.
func (r *reader) century(yy int) int {
	if r.lang == "th" {
		if y := 2500 + yy - buddhistOffset; y >= minYear {
			return y
		}
	}
	return fullYear(yy)
}

// civil returns the day of the Gregorian calendar, from a year of any known calendar, if it exists
// and is plausible.
func (r *reader) civil(year, month, day int) (civil, bool) {
	if year >= minJalali && year <= maxJalali {
		if r.lang != "fa" && r.lang != "ps" {
			return civil{}, false
		}
		return fromJalali(year, month, day)
	}
	year = gregorianYear(year)
	c := civil{year, month, day}
	return c, validDay(year, month, day) && r.past(c)
}

// past tells whether the day may have been, as far as now is known.
func (r *reader) past(c civil) bool {
	if r.o.Now.IsZero() {
		return true
	}
	limit := r.o.Now.AddDate(0, 0, 2)
	return c.year*10000+c.month*100+c.day <= limit.Year()*10000+int(limit.Month())*100+limit.Day()
}

// tight tells whether token i follows the one before without white space.
func (r *reader) tight(i int) bool { return i > 0 && i < len(r.tokens) && !r.tokens[i].spaced }

// freeBefore tells whether a number at token i is not the rest of something else: a URL, an
// amount, a version, a range.
func (r *reader) freeBefore(i int) bool {
	if !r.tight(i) {
		return true
	}
	switch t := &r.tokens[i-1]; t.kind {
	case mark:
		switch t.mark {
		case '(', '[', ',', ':', '|', '"', '\'', '>', '•', '·', ';', '“', '„', '«', '.':
			// A full stop or a colon between numbers makes one thing of both.
			return t.mark != '.' && t.mark != ':' || i < 2 || r.tokens[i-2].kind != number
		}
		return r.strict && t.mark == '-'
	case word:
		return r.strict || t.senses != nil || r.text[t.start] >= 0x80
	}
	return false
}

// freeAfter tells whether a numeric day that ends before token i does not go on as something else.
func (r *reader) freeAfter(i int, sep rune) bool {
	if !r.tight(i) {
		return true
	}
	switch t := &r.tokens[i]; t.kind {
	case word:
		return t.senses != nil || r.text[t.start] >= 0x80
	case mark:
		if t.mark == '%' {
			return false
		}
		if t.mark == sep || t.mark == '/' || t.mark == '_' {
			return !r.tight(i+1) || r.tokens[i+1].kind == mark || r.separatedClock(i+1)
		}
	}
	return true
}
