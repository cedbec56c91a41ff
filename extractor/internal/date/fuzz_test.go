package date

import (
	"testing"
	"time"
)

// fuzzLanguages are languages whose dates are read in different ways.
var fuzzLanguages = []string{"", "en", "en-US", "de", "fr", "es", "fa", "th", "ja", "ko", "vi", "hu", "ar"}

// seed adds the tables' texts.
func seed(f *testing.F) {
	f.Helper()
	for i, group := range languageTests {
		f.Add(group.rows[0][0], i)
		f.Add(group.rows[len(group.rows)-1][0], i)
	}
	for _, text := range []string{"2025-01-24T09:31:00.000+0100", "1737711060", "24.01.2025 09:31-10:15", "\xff\xfe24 Jan 2025", "24\x00Jan 2025"} {
		f.Add(text, 0)
	}
}

// check holds what is true of every time that was read.
func check(t *testing.T, got Time, o Options) {
	t.Helper()
	at := got.At
	if at.Year() < minYear || at.After(o.Now.AddDate(0, 0, 2)) {
		t.Errorf("%v is no publication time", at)
	}
	if _, offset := at.Zone(); offset < -12*3600 || offset > 14*3600 {
		t.Errorf("%v has an offset of %d s", at, offset)
	}
	if got.Raw == "" || got.Precision == "" || got.Zone == "" {
		t.Errorf("incomplete: %+v", got)
	}
	text := at.Format(time.RFC3339Nano)
	again, ok := Parse(text, o)
	if !ok || !again.At.Equal(at) {
		t.Errorf("%s is read as %v, %v", text, again.At, ok)
	}
}

func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string, lang int) {
		o := Options{Lang: fuzzLanguages[uint(lang)%uint(len(fuzzLanguages))], Now: now, Known: []time.Time{now, now.AddDate(0, -2, -5)}}
		if got, ok := Parse(text, o); ok {
			check(t, got, o)
		}
	})
}

func FuzzFind(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, text string, lang int) {
		o := Options{Lang: fuzzLanguages[uint(lang)%uint(len(fuzzLanguages))], Now: now, Known: []time.Time{now, now.AddDate(0, -2, -5)}}
		if got, ok := Find(text, o); ok {
			check(t, got, o)
		}
	})
}
