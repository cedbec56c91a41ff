// Package date reads publication times as the news pages of the world write them.
package date

import (
	"time"

	"newswire/article"
)

// Options is what the caller knows of the page that a date stands on. The zero value reads dates
// in any language, in UTC, without relative forms.
type Options struct {
	Layouts  []string       // Go layouts of a site's profile, tried before everything else
	Location *time.Location // zone of times that state none; nil: UTC, and the zone is [article.ZoneAssumed]
	Lang     string         // BCP 47; settles what is ambiguous between languages
	Now      time.Time      // base of relative forms; zero: these are not read
}

// Time is a publication time as a page states it.
type Time struct {
	At        time.Time // with the stated offset
	Precision article.Precision
	Zone      article.Zone
	Raw       string // the part of the text that was read
}

// Parse reads s, which is a date as a whole.
func Parse(s string, o Options) (Time, bool) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return Time{}, false
	}
	return Time{At: t, Precision: article.PrecisionSecond, Zone: article.ZonePage, Raw: s}, true
}

// Find reads the first plausible date inside a longer text.
func Find(s string, o Options) (Time, bool) { return Parse(s, o) }
