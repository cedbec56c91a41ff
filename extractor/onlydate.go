package extractor

import (
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"newswire/article"
	"newswire/extractor/internal/date"
)

// maxDateLines bounds the lines with digits that are searched for the only date of a page.
const maxDateLines = 500

// onlyDate adds the day that stands on a line of its own, if the page shows one such day and no more. It
// is for pages without a date in their markup or near their headline.
func (r *reading) onlyDate(b *ballot[stamp]) {
	if r.index.body == nil {
		return
	}
	var only date.Time
	several, below, looked := false, false, 0
	eachLine(r.index.body, nil, func(s string, at *html.Node) bool {
		below = below || r.head != nil && holds(r.head, at)
		if len(s) > 80 || !hasDigit(s) {
			return true
		}
		t, ok := date.Find(s, r.dates(nil))
		looked++
		if ok && !below && t.Precision == article.PrecisionDay && r.page.FetchedAt.Sub(t.At).Abs() < 36*time.Hour {
			return true // today's date in the masthead
		}
		if ok && !t.Inferred && !saysModified(s) && utf8.RuneCountInString(s)-utf8.RuneCountInString(t.Raw) <= 20 && !r.aside(at) {
			several = !only.At.IsZero() && !sameDay(only, t)
			only = t
		}
		return !several && looked < maxDateLines
	})
	if !several && looked < maxDateLines && !only.At.IsZero() {
		r.addDate(b, only, "visible.only", 0.4)
	}
}
