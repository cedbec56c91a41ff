package date

import (
	"strings"
	"testing"
	"time"

	"newswire/article"
)

// describeTime writes a time in the notation of the tables: as fine as its precision, with the
// offset if the page states it.
func describeTime(t Time, ok bool) string {
	if !ok {
		return ""
	}
	layout := map[article.Precision]string{
		article.PrecisionDay:    "2006-01-02",
		article.PrecisionMinute: "2006-01-02 15:04",
		article.PrecisionSecond: "2006-01-02 15:04:05.999999999",
	}[t.Precision]
	if t.Zone == article.ZonePage {
		layout += " -07:00"
	}
	return t.At.Format(layout)
}

func TestParseMachine(t *testing.T) {
	t.Parallel()
	for _, row := range [][2]string{
		{"2025-01-24T09:31:00Z", "2025-01-24 09:31:00 +00:00"},
		{"2025-01-24t09:31:00z", "2025-01-24 09:31:00 +00:00"},
		{"2025-01-24T09:31:00+01:00", "2025-01-24 09:31:00 +01:00"},
		{"2025-01-24T09:31:00.000+0100", "2025-01-24 09:31:00 +01:00"},
		{"2025-01-24T09:31:00.123456-05:00", "2025-01-24 09:31:00.123456 -05:00"},
		{"2025-01-24T09:31:00,5Z", "2025-01-24 09:31:00.5 +00:00"},
		{"2025-01-24T09:31:00+01", "2025-01-24 09:31:00 +01:00"},
		{"2025-01-24T09:31:00+05:45", "2025-01-24 09:31:00 +05:45"},
		{"2025-01-24 09:31:00 +01:00", "2025-01-24 09:31:00 +01:00"},
		{"2025-01-24 09:31:00 +0000 UTC", "2025-01-24 09:31:00 +00:00"},
		{"2025-01-24T09:31:00+00:00Z", "2025-01-24 09:31:00 +00:00"},
		{"2025-01-24T09:31:00 Z", "2025-01-24 09:31:00 +00:00"},
		{"2025-01-24T09:31:00UTC", "2025-01-24 09:31:00 +00:00"},
		{"2025-01-24T09:31:00+01:00[Europe/Berlin]", "2025-01-24 09:31:00 +01:00"},
		{"2025-01-24T09:31Z", "2025-01-24 09:31 +00:00"},
		{"2025-01-24T09:31-05:00", "2025-01-24 09:31 -05:00"},
		{"2025-01-24T09:31", "2025-01-24 09:31"},
		{"2025-01-24T9:31:00", "2025-01-24 09:31:00"},
		{"2025-01-24 09:31:00", "2025-01-24 09:31:00"},
		{"2025-01-24 09:31:00 EST", "2025-01-24 09:31:00 -05:00"},
		{"2025-01-24", "2025-01-24"},
		{"2025-1-4", "2025-01-04"},
		{"2025 01 24 09:31:00", "2025-01-24 09:31:00"},
		{"202501240931", "2025-01-24 09:31"},
		{"20250124T093100Z", "2025-01-24 09:31:00 +00:00"},
		{"20250124T0931+0100", "2025-01-24 09:31 +01:00"},
		{"20250124", "2025-01-24"},
		{"20250124093100", "2025-01-24 09:31:00"},
		{"1737711060", "2025-01-24 09:31:00 +00:00"},
		{"1737711060123", "2025-01-24 09:31:00.123 +00:00"},
		{"Fri, 24 Jan 2025 09:31:00 +0100", "2025-01-24 09:31:00 +01:00"},
		{"Fri, 24 Jan 2025 09:31:00 GMT", "2025-01-24 09:31:00 +00:00"},
		{"Fri, 24 Jan 2025 09:31:00 -0500 (EST)", "2025-01-24 09:31:00 -05:00"},
		{"24 Jan 25 09:31 EST", "2025-01-24 09:31 -05:00"},
		{"Friday, 24-Jan-25 09:31:00 GMT", "2025-01-24 09:31:00 +00:00"},
		{"Fri Jan 24 09:31:00 2025", "2025-01-24 09:31:00"},
		{"Fri Jan 24 09:31:00 CET 2025", "2025-01-24 09:31:00 +01:00"},
		{"Fri Jan 24 09:31:00 +0100 2025", "2025-01-24 09:31:00 +01:00"},
		{"Fri Jan 24 2025 09:31:00 GMT+0100 (Central European Standard Time)", "2025-01-24 09:31:00 +01:00"},
		{"Jan 24, 2025 9:31:00 AM GMT+3", "2025-01-24 09:31:00 +03:00"},
		{"2025-01-24 09:31 UTC+05:30", "2025-01-24 09:31 +05:30"},
		{"2025-01-24 09:31 UTC-3", "2025-01-24 09:31 -03:00"},
		{"2025/01/24 09:31:00 +0800", "2025-01-24 09:31:00 +08:00"},
		{"24/Jan/2025:09:31:00 +0100", "2025-01-24 09:31:00 +01:00"},
		{"  2025-01-24T09:31:00Z\n", "2025-01-24 09:31:00 +00:00"},
		{"2025-01-24\u00a009:31", "2025-01-24 09:31"},
	} {
		t.Run(row[0], func(t *testing.T) {
			t.Parallel()
			got, ok := Parse(row[0], Options{Now: now})
			if text := describeTime(got, ok); text != row[1] {
				t.Errorf("Parse(%q) = %q, want %q", row[0], text, row[1])
			}
		})
	}
}

func TestParseRejects(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", " ", ":", "-", "a.m.", "2025", "January", "January 2025", "24", "Friday",
		"31/02/2025", "31 February 2025", "2025-02-30", "2025-13-01", "0/0/2025", "00.01.2025",
		"24 January 2025 25:00", "24 January 2025 13:60", "2025-01-24T25:00:00Z", "2025-01-24T24:00:00Z",
		"2025-01-24T09:31:00+25:00", "24 January 2025 15:00 AM",
		"1 January 1970", "0000-00-00 00:00:00", "0001-01-01T00:00:00Z", "24 January 1850", "24 January 2199",
		"25 March 2025", "2025-12-24T00:00:00Z",
		"+49 30 1234567", "030-12-2024", "555-12-2024", "(01) 24-01-2025-17", "1-800-555-1234",
		"2/25", "1/24", "24.1", "9/11", "3-2", "3:2", "10:9", "2024-25 season", "2024/25", "6-3, 7-5",
		"$24.01", "EUR 24,01", "24.01.", "12.50 €", "v1.24.2025.3", "1.24.2", "10.11.12.13", "192.168.1.25",
		"https://example.com/2025/01/24/a-story", "/2025/01/24/", "story-2025-01-24-final.html",
		"22 min read", "5 mins", "40 years of The Times", "6 Smart Ways to Make the Most of 2025",
		"March of the Penguins 2025", "May the force be with you 2024", "Jan de Vries 24", "April Smith, 24",
		"24 people died in January 2025 in Berlin", "1 year ago", "2 years ago", "Monday - Sunday 6.00", "Thursday 1:30 PM", "3 months ago", "2 weeks ago",
		"1234567890123456789012345", "12345678", "99999999999999", "17377110601", "24 January 2025 x",
		"13/13/2025", "1403/11/05", "1446/07/24", "24 Raj 1446",
		strings.Repeat("24 January 2025 ", 20),
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if got, ok := Parse(text, Options{Lang: "en", Now: now}); ok {
				t.Errorf("Parse(%q) = %v, want none", text, got)
			}
		})
	}
}

// TestAmbiguous holds what only the language can decide.
func TestAmbiguous(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, lang, want string }{
		{"slashes without language", "03/04/2024", "", ""},
		{"slashes, American", "03/04/2024", "en-US", "2024-03-04"},
		{"slashes, British", "03/04/2024", "en-GB", "2024-04-03"},
		{"slashes, English", "03/04/2024", "en", "2024-03-04"},
		{"slashes, Philippine", "03/04/2024", "fil", "2024-03-04"},
		{"slashes, German", "03/04/2024", "de", "2024-04-03"},
		{"slashes, region as locale", "03/04/2024", "en_GB", "2024-04-03"},
		{"hyphens, English of any country", "03-04-2024", "en", ""},
		{"hyphens, Indian", "03-04-2024", "en-IN", "2024-04-03"},
		{"stops, American", "03.04.2024", "en-US", "2024-03-04"},
		{"one order is impossible", "24/03/2024", "en-US", "2024-03-24"},
		{"one order is in the future", "02/12/2025", "de", "2025-02-12"},
		{"both orders are one", "03/03/2024", "", "2024-03-03"},
		{"year first", "2024/03/04", "en-US", "2024-03-04"},
		{"lis is November in Polish", "24 lis 2024", "pl", "2024-11-24"},
		{"lis is October in Croatian", "24 lis 2024", "hr", "2024-10-24"},
		{"lis is unknown elsewhere", "24 lis 2024", "", ""},
		{"pro is no month in English", "24 pro 2024", "en", ""},
		{"ago is a month between hyphens", "04-ago-2024 5:11:10", "en", "2024-08-04 05:11:10"},
		{"ago is no month in English", "04 ago 2024", "en", ""},
		{"IST of India", "2025-01-24 09:31 IST", "en", "2025-01-24 09:31 +05:30"},
		{"IST of Ireland", "2024-07-24 09:31 IST", "en-IE", "2024-07-24 09:31 +01:00"},
		{"BST of Bangladesh", "2025-01-24 09:31 BST", "bn", "2025-01-24 09:31 +06:00"},
		{"et is a French word", "24 janvier 2025 à 9h31 et", "fr", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Parse(c.text, Options{Lang: c.lang, Now: now})
			if text := describeTime(got, ok); text != c.want {
				t.Errorf("Parse(%q) in %q = %q, want %q", c.text, c.lang, text, c.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, lang, want, raw string }{
		{"after a name", "By Jane Doe on 19 Dec 2024", "en", "2024-12-19", "19 Dec 2024"},
		{"before a reading time", "January 17, 2025 8 min read", "en", "2025-01-17", "January 17, 2025"},
		{"before a name", "Dec 17, 2024 Jane Doe", "en", "2024-12-17", "Dec 17, 2024"},
		{"with time and zone", "Berlin (dpa) - 24.01.2025, 09:31 Uhr. Es war", "de", "2025-01-24 09:31", "24.01.2025, 09:31 Uhr"},
		{"time first", "at 9:31 PM EST on January 24, 2025 in", "en", "2025-01-24 21:31 -05:00", "9:31 PM EST on January 24, 2025"},
		{"published rather than updated", "Updated Jan 25, 2025 2:01 PM. Published Jan 24, 2025 5:24 AM.", "en", "2025-01-24 05:24", "Jan 24, 2025 5:24 AM"},
		{"updated only", "Page updated: 12 November 2024 by Jane", "en", "2024-11-12", "12 November 2024"},
		{"ISO inside", `{"datePublished":"2025-01-24T09:31:00+01:00"}`, "", "2025-01-24 09:31:00 +01:00", "2025-01-24T09:31:00+01:00"},
		{"relative", "Jane Doe 2 hours ago in Politics", "en", "2025-03-11 10:00", "2 hours ago"},
		{"Japanese", "政治部 2025年1月24日 9時31分 配信", "ja", "2025-01-24 09:31", "2025年1月24日 9時31分"},
		{"short year with time", "Redaktion 15.10.24 23:35", "no", "2024-10-15 23:35", "15.10.24 23:35"},
		{"short year without time", "Redaktion 15.10.24", "no", "", ""},
		{"impossible, then possible", "31.02.2025 or 24.01.2025", "de", "2025-01-24", "24.01.2025"},
		{"future, then past", "The fair of 24 June 2025, announced on 24 January 2025", "en", "2025-01-24", "24 January 2025"},
		{"after a long text", strings.Repeat("word ", 600) + "24 January 2025", "en", "2025-01-24", "24 January 2025"},
		{"too far", strings.Repeat("word ", 900) + "24 January 2025", "en", "", ""},
		{"ANSI", "on Fri Jan 24 09:31:00 2025 it", "en", "2025-01-24 09:31:00", "Jan 24 09:31:00 2025"},
		{"zone word in small letters", "24 January 2025 09:31 est la date", "fr", "2025-01-24 09:31", "24 January 2025 09:31"},
		{"amount after the day", "24 January 2025 3.50 euros", "en", "2025-01-24", "24 January 2025"},
		{"duration after the day", "24 January 2025 3h read", "en", "2025-01-24", "24 January 2025"},
		{"em is a preposition", "24/01/2025 09:31 em Brasília", "pt", "2025-01-24 09:31", "24/01/2025 09:31"},
		{"month without year", "On 24 January it rained", "en", "", ""},
		{"URL", "see https://example.com/2025/01/24/story and www.example.com/a-2025-01-24-b", "en", "", ""},
		{"phone", "Call 030-12-2024 or +49 24.01.2025.17", "en", "", ""},
		{"score and season", "They won 3-2 in the 2024-25 season", "en", "", ""},
		{"version", "Version 1.24.2025.3 and 10.11.12", "en", "", ""},
		{"price", "for $24.01 or 24/01 units of 2025", "en", "", ""},
		{"range of days", "The fair of 22-24 January 2025", "en", "", ""},
		{"verb", "You may 2024 times", "en", "", ""},
		{"name", "April 24 and March 2024", "en", "", ""},
		{"yesterday without time", "He said yesterday that", "en", "", ""},
		{"digits", "1737711060 and 20250124", "en", "", ""},
		{"empty", "", "en", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Find(c.text, Options{Lang: c.lang, Now: now})
			if text := describeTime(got, ok); text != c.want || got.Raw != c.raw {
				t.Errorf("Find(%q) = %q from %q, want %q from %q", c.text, text, got.Raw, c.want, c.raw)
			}
		})
	}
}

// TestKnown holds that a day which another part of the page states settles what a numeric date means.
func TestKnown(t *testing.T) {
	t.Parallel()
	day := func(m time.Month, d int) time.Time { return time.Date(2024, m, d, 9, 0, 0, 0, time.UTC) }
	for _, c := range []struct {
		name, text, lang string
		known            []time.Time
		want             string
	}{
		{"day first against the language", "03/04/2024", "en-US", []time.Time{day(4, 3)}, "2024-04-03"},
		{"month first against the language", "03/04/2024", "de", []time.Time{day(1, 1), day(3, 4)}, "2024-03-04"},
		{"without language", "03-04-2024", "", []time.Time{day(3, 4)}, "2024-03-04"},
		{"both orders are known", "03/04/2024", "en", []time.Time{day(4, 3), day(3, 4)}, "2024-03-04"},
		{"another day", "03/04/2024", "en", []time.Time{day(4, 4)}, "2024-03-04"},
		{"no order to settle", "2024-03-04", "en", []time.Time{day(4, 3)}, "2024-03-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Parse(c.text, Options{Lang: c.lang, Now: now, Known: c.known})
			if text := describeTime(got, ok); text != c.want {
				t.Errorf("Parse(%q) = %q, want %q", c.text, text, c.want)
			}
		})
	}
}

func TestInferred(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"2 hours ago": true, "yesterday 14:05": true, "24 January, 09:31": true, "Aug 15": true, "Published Thursday 1:30PM": true,
		"24 January 2025": false, "Thursday 6 March 2025 1:30PM": false, "2025-01-24T09:31Z": false, "1737711060": false,
	} {
		got, ok := Parse(text, Options{Lang: "en", Now: now})
		if !ok || got.Inferred != want {
			t.Errorf("Parse(%q).Inferred = %v (%v), want %v", text, got.Inferred, ok, want)
		}
	}
}

func TestLocation(t *testing.T) {
	t.Parallel()
	copenhagen, err := time.LoadLocation("Europe/Copenhagen")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		loc        *time.Location
		want       string
		zone       article.Zone
	}{
		{"assumed", "24 July 2024, 09:31", nil, "2024-07-24T09:31:00Z", article.ZoneAssumed},
		{"profile", "24 July 2024, 09:31", copenhagen, "2024-07-24T09:31:00+02:00", article.ZoneProfile},
		{"profile, winter", "2025-01-24 09:31", copenhagen, "2025-01-24T09:31:00+01:00", article.ZoneProfile},
		{"profile, day", "24 July 2024", copenhagen, "2024-07-24T00:00:00+02:00", article.ZoneProfile},
		{"page", "24 July 2024, 09:31 ET", copenhagen, "2024-07-24T09:31:00-04:00", article.ZonePage},
		{"relative", "2 hours ago", copenhagen, "2025-03-11T11:00:00+01:00", article.ZoneProfile},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Parse(c.text, Options{Location: c.loc, Now: now})
			if text := got.At.Format(time.RFC3339); !ok || text != c.want || got.Zone != c.zone {
				t.Errorf("Parse(%q) = %s %s %v, want %s %s", c.text, text, got.Zone, ok, c.want, c.zone)
			}
		})
	}
}

func TestLayouts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, layout, text, want string }{
		{"zone name", "Jan.2 - 2006 3:04 PM MST", "Jan.24 - 2025  9:31 AM CET", "2025-01-24 09:31 +01:00"},
		{"offset", "2006|01|02 15.04.05 -0700", "2025|01|24 09.31.05 +0200", "2025-01-24 09:31:05 +02:00"},
		{"day", "2006|01|02", "2025|01|24", "2025-01-24"},
		{"minute", "15.04 02/01 2006", "09.31 03/02 2025", "2025-02-03 09:31"},
		{"before all else", "2/1/2006", "03/02/2025", "2025-02-03"},
		{"no fit, then by the reader", "2006|01|02", "24 January 2025", "2025-01-24"},
		{"unknown zone", "2006|01|02 15:04 MST", "2025|01|24 09:31 XYZT", ""},
		{"implausible", "2006|01|02", "1925|01|24", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Parse(c.text, Options{Layouts: []string{c.layout}, Now: now})
			if text := describeTime(got, ok); text != c.want {
				t.Errorf("Parse(%q) = %q, want %q", c.text, text, c.want)
			}
		})
	}
}

// TestTodayElsewhere holds that "today" is the day in the zone that the page states.
func TestTodayElsewhere(t *testing.T) {
	t.Parallel()
	o := Options{Lang: "en", Now: time.Date(2025, 3, 11, 1, 0, 0, 0, time.UTC)}
	for text, want := range map[string]string{
		"today 8:31 PM EST":     "2025-03-10 20:31 -05:00",
		"yesterday 8:31 PM EST": "2025-03-09 20:31 -05:00",
		"today 9:31 AM JST":     "2025-03-11 09:31 +09:00",
		"today 0:31 AM":         "2025-03-11 00:31",
	} {
		got, ok := Parse(text, o)
		if s := describeTime(got, ok); s != want {
			t.Errorf("Parse(%q) = %q, want %q", text, s, want)
		}
	}
}

// TestWithoutNow holds that what needs a present is not read without one.
func TestWithoutNow(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"2 hours ago", "yesterday 14:05", "24 January, 09:31", "Aug 15"} {
		if got, ok := Parse(text, Options{Lang: "en"}); ok {
			t.Errorf("Parse(%q) = %v, want none", text, got)
		}
		if got, ok := Find(text, Options{Lang: "en"}); ok {
			t.Errorf("Find(%q) = %v, want none", text, got)
		}
	}
}

// BenchmarkParse measures the two ways: without tokens, and with them.
func BenchmarkParse(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"ISO", "2025-01-24T09:31:00+01:00"},
		{"English", "Jan.24 - 2025 9:31 AM CET"},
		{"Thai", "วันศุกร์ที่ 24 มกราคม 2568 เวลา 09:31 น."},
		{"none", "By our correspondent in Berlin"},
	} {
		b.Run(c.name, func(b *testing.B) {
			o := Options{Lang: "en", Now: now}
			b.ReportAllocs()
			for b.Loop() {
				Parse(c.text, o)
			}
		})
	}
}

// BenchmarkFind measures a search that reads a long text to its end in vain.
func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("In May 24 of 31 teams won 3-2, more than 2024/25 had seen. ", 80)
	o := Options{Lang: "en", Now: now}
	b.SetBytes(maxFind)
	b.ReportAllocs()
	for b.Loop() {
		Find(text, o)
	}
}

// TestISOAllocatesNothing holds the way that most pages take.
func TestISOAllocatesNothing(t *testing.T) {
	for _, text := range []string{"2025-01-24T09:31:00Z", "2025-01-24T09:31:00.000+01:00", "2025-01-24"} {
		if n := testing.AllocsPerRun(100, func() { Parse(text, Options{Lang: "en", Now: now}) }); n != 0 {
			t.Errorf("Parse(%q) allocates %v times", text, n)
		}
	}
}
