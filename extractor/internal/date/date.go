// Package date reads publication times as the news pages of the world write them.
//
// A text becomes tokens (token.go): numbers in the digits of any script, words
// folded in case and accents, and punctuation. Words get their meanings from
// tables by language (lexicon.go, months_latin.go, months_other.go,
// weekdays.go, words.go, zones.go). A reader (read.go) then puts together the
// day (day.go, calendar.go), the time of day (clock.go), the zone (zone.go), or
// a relative form such as "2 hours ago" (relative.go). Strict ISO 8601 takes a
// short way without tokens (iso.go), as do the layouts of a site's profile
// (layout.go).
//
// A wrong date is worse than none: what is impossible, implausible or cannot be
// decided is not read.
package date

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"newswire/article"
)

// Options is what the caller knows of the page that a date stands on. The zero value reads
// absolute dates in any language, in UTC.
type Options struct {
	// Layouts are Go layouts of a site's profile, tried in order before everything else on the
	// trimmed text, with runs of white space as one space.
	Layouts []string

	// Location is the zone of times that state none. Nil: UTC, and the zone is
	// [article.ZoneAssumed]; else it is [article.ZoneProfile].
	Location *time.Location

	// Lang is the page's language, BCP 47. It settles words that name different months in two
	// languages, zone names that differ between countries, and numeric dates that could be day
	// first or month first (03/04/2025): en, en-US, en-PH and fil put the month first, all others
	// the day. Without a language, and with hyphens in plain en, such a date is not read.
	Lang string

	// Now is the base of relative forms ("2 hours ago", "yesterday 14:05") and of days without a
	// year; zero: these are not read. A date more than two days after Now is no publication time.
	Now time.Time

	// Known are days that other parts of the page state, such as that of its address. A numeric date
	// that could be day first or month first is read as the one that is among them; none: by Lang alone.
	Known []time.Time
}

// Time is a publication time as a page states it.
type Time struct {
	At        time.Time // in the stated zone, else in Options.Location, else in UTC; a day is its midnight
	Precision article.Precision
	Zone      article.Zone
	Raw       string // the part of the text that was read, trimmed

	// Inferred tells that the text leaves the year or the whole day to be inferred from Options.Now:
	// "2 hours ago", "yesterday 14:05", "24 January, 09:31".
	Inferred bool
}

// The bounds of the input: a longer text is no single date, and a date further
// down a text is not its publication time.
const (
	maxParse = 200  // runes
	maxFind  = 4096 // bytes
)

// Parse reads s as one date: besides its parts only labels ("Published:", "Updated on"),
// weekdays, connecting words and punctuation may stand in s. What follows a second label belongs to
// another date and is ignored, except that a publication time is preferred to the time of an
// update. Numbers of 10 and 13 digits are Unix seconds and milliseconds.
//
// The second result tells whether s is a date.
func Parse(s string, o Options) (Time, bool) {
	s = strings.TrimSpace(s)
	if len(s) > maxParse && utf8.RuneCountInString(s) > maxParse {
		return Time{}, false
	}
	if t, ok := parseLayouts(s, &o); ok {
		return t, true
	}
	if t, ok := parseISO(s, &o); ok {
		return t, true
	}
	if t, ok := parseDigits(s, &o); ok {
		return t, true
	}
	r := newReader(s, o, true)
	return r.whole()
}

// Find reads the first date inside a longer text, of which it looks at the first 4 KB. It asks for
// more than [Parse] does: day, month and four-digit year (two digits only beside a time), or an
// explicit relative form. A date labelled as that of an update gives way to a later one that is not.
//
// The second result tells whether s holds a date.
func Find(s string, o Options) (Time, bool) {
	s = strings.TrimSpace(s)
	if t, ok := parseLayouts(s, &o); ok {
		return t, true
	}
	if t, ok := parseISO(s, &o); ok {
		return t, true
	}
	if o.Now.IsZero() && !strings.ContainsFunc(s, unicode.IsDigit) {
		return Time{}, false
	}
	r := newReader(clip(s, maxFind), o, false)
	return r.find()
}

// clip returns the longest prefix of s of at most n bytes that ends between two runes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// The years in which a news page may have been published.
const (
	minYear = 1990
	maxYear = 2100
)

// plausible tells whether t can be a publication time.
func (o *Options) plausible(t time.Time) bool {
	if y := t.Year(); y < minYear || y > maxYear {
		return false
	}
	return o.Now.IsZero() || !t.After(o.Now.AddDate(0, 0, 2))
}

// location returns the zone of times that state none, and where it is from.
func (o *Options) location() (*time.Location, article.Zone) {
	if o.Location != nil {
		return o.Location, article.ZoneProfile
	}
	return time.UTC, article.ZoneAssumed
}

// language splits Lang into the language and the region: "en-US" is "en", "US".
func (o *Options) language() (lang, region string) {
	lang, rest, _ := strings.Cut(o.Lang, "-")
	if rest == "" {
		lang, rest, _ = strings.Cut(o.Lang, "_")
	}
	for part := range strings.FieldsFuncSeq(rest, func(c rune) bool { return c == '-' || c == '_' }) {
		if len(part) == 2 {
			return strings.ToLower(lang), strings.ToUpper(part)
		}
	}
	return strings.ToLower(lang), ""
}
