package date

import (
	"strings"
	"time"

	"newswire/article"
)

// parseLayouts reads s by the first of the profile's layouts that fits.
func parseLayouts(s string, o *Options) (Time, bool) {
	if len(o.Layouts) == 0 {
		return Time{}, false
	}
	loc, zone := o.location()
	text := strings.Join(strings.Fields(s), " ")
	for _, layout := range o.Layouts {
		at, err := time.ParseInLocation(layout, text, loc)
		if err != nil {
			continue
		}
		statesZone, precision := describe(layout)
		if statesZone {
			var known bool
			if at, known = nameZone(at, o); !known {
				continue
			}
			zone = article.ZonePage
		}
		if o.plausible(at) {
			return Time{At: at, Precision: precision, Zone: zone, Raw: s}, true
		}
	}
	return Time{}, false
}

// describe tells whether a layout states a zone, and its finest unit, by what changes in the text
// when the zone, a second or a minute changes.
func describe(layout string) (statesZone bool, p article.Precision) {
	base := time.Date(2001, 2, 3, 4, 5, 6, 0, time.FixedZone("AAT", 3600))
	text := base.Format(layout)
	statesZone = base.In(time.FixedZone("BBT", 7200)).Add(-time.Hour).Format(layout) != text
	switch {
	case base.Add(time.Second).Format(layout) != text:
		p = article.PrecisionSecond
	case base.Add(time.Minute).Format(layout) != text, base.Add(time.Hour).Format(layout) != text:
		p = article.PrecisionMinute
	default:
		p = article.PrecisionDay
	}
	return statesZone, p
}

// nameZone gives a time whose layout states a zone by name the offset of that name: package time
// makes up an offset of zero for every name that it does not know.
func nameZone(at time.Time, o *Options) (t time.Time, known bool) {
	name, offset := at.Zone()
	if offset != 0 || name == "" || name == "UTC" || name == "GMT" {
		return at, true
	}
	z := zoneByName(name, o)
	if z == nil {
		return time.Time{}, false
	}
	return z.date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond()), true
}
