package date

import (
	"time"

	"newswire/article"
)

// parseISO reads the common shapes of ISO 8601 and RFC 3339 without building tokens:
//
//	2025-01-24
//	2025-01-24T09:31 2025-01-24 09:31:00 2025-01-24t09:31:00.000
//
// followed by nothing, Z, or an offset (+01:00, +0100, +01) with or without a space before it.
// Sloppier kin is left to the reader.
func parseISO(s string, o *Options) (Time, bool) {
	if len(s) < 10 || len(s) > 40 || s[4] != '-' || s[7] != '-' {
		return Time{}, false
	}
	year, month, day := digits(s[:4]), digits(s[5:7]), digits(s[8:10])
	if !validDay(year, month, day) {
		return Time{}, false
	}
	loc, zone := o.location()
	precision := article.PrecisionDay
	var hour, minute, second, nano int
	if rest := s[10:]; rest != "" {
		if len(rest) < 6 || (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ') || rest[3] != ':' {
			return Time{}, false
		}
		hour, minute = digits(rest[1:3]), digits(rest[4:6])
		precision, rest = article.PrecisionMinute, rest[6:]
		if len(rest) >= 3 && rest[0] == ':' {
			second = digits(rest[1:3])
			precision, rest = article.PrecisionSecond, rest[3:]
			nano, rest = fraction(rest)
		}
		if !validClock(hour, minute, second) || nano < 0 {
			return Time{}, false
		}
		if rest != "" {
			offset, ok := isoOffset(rest)
			if !ok {
				return Time{}, false
			}
			loc, zone = fixedZone("", offset), article.ZonePage
		}
	}
	at := time.Date(year, time.Month(month), day, hour, minute, second, nano, loc)
	if !o.plausible(at) {
		return Time{}, false
	}
	return Time{At: at, Precision: precision, Zone: zone, Raw: s}, true
}

// fraction reads the fraction of a second that may open s, in nanoseconds; -1 if it is malformed.
func fraction(s string) (nano int, rest string) {
	if s == "" || (s[0] != '.' && s[0] != ',') {
		return 0, s
	}
	i, unit := 1, int(time.Second/10)
	for ; i < len(s) && s[i] >= '0' && s[i] <= '9'; i++ {
		nano += int(s[i]-'0') * unit
		unit /= 10
	}
	if i == 1 {
		return -1, s
	}
	return nano, s[i:]
}

// isoOffset reads Z, +01:00, +0100 or +01 as seconds east of UTC.
func isoOffset(s string) (seconds int, ok bool) {
	if s[0] == ' ' {
		s = s[1:]
	}
	if s == "Z" || s == "z" {
		return 0, true
	}
	if len(s) < 3 || (s[0] != '+' && s[0] != '-') {
		return 0, false
	}
	hour, minute := digits(s[1:3]), 0
	switch {
	case len(s) == 5:
		minute = digits(s[3:5])
	case len(s) == 6 && s[3] == ':':
		minute = digits(s[4:6])
	case len(s) != 3:
		return 0, false
	}
	return offsetSeconds(s[0] == '-', hour, minute)
}

// digits returns the value of ASCII digits, or -1 if s has anything else.
func digits(s string) int {
	v := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		v = v*10 + int(s[i]-'0')
	}
	return v
}

// parseDigits reads what is all digits: Unix seconds (10), Unix milliseconds (13), and the
// digits of a date: 20250124, 202501240931, 20250124093100.
func parseDigits(s string, o *Options) (Time, bool) {
	if len(s) < 8 || len(s) > 14 {
		return Time{}, false
	}
	v := digits(s)
	if v < 0 {
		return Time{}, false
	}
	t := Time{Precision: article.PrecisionSecond, Zone: article.ZonePage, Raw: s}
	switch len(s) {
	case 10:
		t.At = time.Unix(int64(v), 0).UTC()
	case 13:
		t.At = time.UnixMilli(int64(v)).UTC()
	case 8, 12, 14:
		year, month, day := digits(s[:4]), digits(s[4:6]), digits(s[6:8])
		if !validDay(year, month, day) {
			return Time{}, false
		}
		loc, zone := o.location()
		var hour, minute, second int
		t.Zone, t.Precision = zone, article.PrecisionDay
		if len(s) >= 12 {
			t.Precision = article.PrecisionMinute
			hour, minute = digits(s[8:10]), digits(s[10:12])
		}
		if len(s) == 14 {
			t.Precision = article.PrecisionSecond
			second = digits(s[12:])
		}
		if !validClock(hour, minute, second) {
			return Time{}, false
		}
		t.At = time.Date(year, time.Month(month), day, hour, minute, second, 0, loc)
	default:
		return Time{}, false
	}
	return t, o.plausible(t.At)
}
