package extractor

import (
	"fmt"
	"strings"
	"time"

	"newswire/article"
	"newswire/extractor/internal/date"
)

// stamp is a date as a candidate.
type stamp struct{ date.Time }

func (s stamp) String() string {
	return s.At.Format(time.RFC3339) + " from " + fmt.Sprintf("%q", s.Raw)
}

// published finds when the article was first published. No date is better than a wrong one: times of
// modification in the metadata do not stand in, and what lies after the fetch is refused.
func (r *reading) published() ballot[stamp] {
	var b ballot[stamp]
	r.profileDate(&b, "published_at", r.profile.published)

	for _, it := range r.things {
		weight := 1.0
		if it.source != "jsonld" {
			weight = 0.92
		}
		if rank(it.kinds()) < 3 {
			weight -= 0.2
		}
		r.dateOf(&b, it.str("datePublished"), it.source+".datePublished", weight)
		r.dateOf(&b, it.str("uploadDate"), it.source+".uploadDate", weight-0.3)
		r.dateOf(&b, it.str("dateCreated"), it.source+".dateCreated", weight-0.35)
	}
	for _, m := range publishedMetas {
		if content, _ := r.meta1(m.name); content != "" {
			r.dateOf(&b, plain(content), "meta."+m.name, m.weight)
		}
	}
	r.shownDates(&b)
	if t, ok := dateInPath(r.address); ok {
		b.add(stamp{t}, "url", 0.62)
	}
	r.weighDates(b)
	return b
}

// publishedMetas are the meta tags that hold the time of publication, with their weight.
var publishedMetas = []struct {
	name   string
	weight float64
}{
	{"article:published_time", 0.95}, {"og:article:published_time", 0.9}, {"article:published", 0.9}, {"parsely-pub-date", 0.85}, {"sailthru.date", 0.8},
	{"cxenseparse:publishtime", 0.85}, {"cxenseparse:recs:publishtime", 0.85}, {"citation_publication_date", 0.8}, {"citation_online_date", 0.85},
	{"dc.date.issued", 0.8}, {"dcterms.created", 0.7}, {"dcterms.issued", 0.8}, {"dc.date", 0.7}, {"dcterms.date", 0.7}, {"dc.date.created", 0.7},
	{"og:published_time", 0.85}, {"og:pubdate", 0.8}, {"pubdate", 0.8}, {"publishdate", 0.8}, {"publish-date", 0.8}, {"publish_date", 0.8},
	{"published_time", 0.8}, {"publication_date", 0.8}, {"published_date", 0.8}, {"date", 0.65}, {"rnews:datepublished", 0.85}, {"datepublished", 0.85},
	{"article_date_original", 0.8}, {"originalpublicationdate", 0.8}, {"ptime", 0.8}, {"displaydate", 0.75}, {"article.published", 0.85}, {"article.created", 0.7},
	{"last-published-date", 0.5}, {"bt:pubdate", 0.85}, {"vr:published_time", 0.8}, {"dcsext.pubdate", 0.7}, {"article:post_date", 0.8}, {"lp.article:published_time", 0.8},
	{"creation_date", 0.6}, {"datecreated", 0.6}, {"dc.created", 0.6}, {"iso-8601-publish-date", 0.9}, {"publisheddate", 0.8}, {"cxenseparse:articlepublishtime", 0.8}, {"datetime", 0.5},
}

// modified finds the time of the last change.
func (r *reading) modified() ballot[stamp] {
	var b ballot[stamp]
	r.profileDate(&b, "modified_at", r.profile.modified)
	for _, it := range r.things {
		if rank(it.kinds()) > 1 {
			r.dateOf(&b, it.str("dateModified"), it.source+".dateModified", 0.9)
		}
	}
	for _, name := range []string{"article:modified_time", "og:updated_time", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "cxenseparse:modifytime", "revised"} {
		if content, _ := r.meta1(name); content != "" {
			r.dateOf(&b, plain(content), "meta."+name, 0.8)
		}
	}
	for i := range b {
		if c := &b[i]; c.lost == "" && c.value.At.Before(r.Article.PublishedAt) && !c.value.At.Equal(r.Article.PublishedAt) {
			c.lost = "before the publication"
		}
	}
	return b
}

func (r *reading) profileDate(b *ballot[stamp], field string, rule *fieldRule) {
	if rule == nil {
		return
	}
	for _, v := range rule.values(r.doc) {
		t, ok := date.Parse(v, r.dates(rule))
		if !ok {
			t, ok = date.Find(v, r.dates(rule))
		}
		if ok {
			if rule.location != nil && t.Zone != article.ZonePage {
				t.Zone = article.ZoneProfile
			}
			b.add(stamp{t}, "profile."+field, profileWeight)
			return
		}
		b.refuse(stamp{date.Time{Raw: v}}, "profile."+field, "no date that the layouts or the general reader know")
	}
	r.missed(field)
}

// dateOf adds s, which is a date as a whole.
func (r *reading) dateOf(b *ballot[stamp], s, rule string, weight float64) {
	if s == "" {
		return
	}
	t, ok := date.Parse(s, r.dates(nil))
	if !ok {
		b.refuse(stamp{date.Time{Raw: s}}, rule, "no date that the reader knows")
		return
	}
	r.addDate(b, t, rule, weight)
}

func (r *reading) addDate(b *ballot[stamp], t date.Time, rule string, weight float64) {
	switch {
	case t.At.Year() < 1990:
		b.refuse(stamp{t}, rule, "before the web")
	case !r.page.FetchedAt.IsZero() && t.At.After(r.page.FetchedAt.Add(26*time.Hour)):
		b.refuse(stamp{t}, rule, "after the fetch")
	default:
		b.add(stamp{t}, rule, weight)
	}
}

// weighDates raises what several sources bear out. A date that the page shows as that of publication
// and that is earlier than the structured one counts more: a site's move to another system often makes
// all its old articles new.
func (r *reading) weighDates(b ballot[stamp]) {
	for i := range b {
		c := &b[i]
		if c.lost != "" || c.weight >= profileWeight {
			continue
		}
		agreed := map[string]bool{}
		for j := range b {
			o := &b[j]
			if i == j || o.lost != "" || o.rule == c.rule {
				continue
			}
			if sameDay(c.value.Time, o.value.Time) && !agreed[o.rule] {
				agreed[o.rule] = true
				c.weight += 0.07
				if o.rule == "url" {
					c.weight += 0.1
				}
			}
		}
		if c.value.Precision == article.PrecisionDay {
			c.weight -= 0.05
		}
	}
	if first := firstShown(b); first != nil {
		for i := range b {
			c := &b[i]
			if c.lost == "" && c.weight < profileWeight && !strings.HasPrefix(c.rule, "visible") && c.rule != "url" && c.value.At.Sub(first.value.At) > 36*time.Hour && !shownOn(b, c.value.Time) {
				c.weight -= 0.6
			}
		}
	}
}

// firstShown returns the first date near the headline that is not called one of a change.
func firstShown(b ballot[stamp]) *candidate[stamp] {
	for i := range b {
		if c := &b[i]; c.lost == "" && c.weight > 0.55 && (c.rule == "visible.time" || c.rule == "visible.date") {
			return c
		}
	}
	return nil
}

// shownOn tells whether the page shows the day of t anywhere, other than as that of a change.
func shownOn(b ballot[stamp], t date.Time) bool {
	for i := range b {
		if strings.HasPrefix(b[i].rule, "visible") && b[i].rule != updatedRule && sameDay(b[i].value.Time, t) {
			return true
		}
	}
	return false
}

// inPublisherZone gives an instant that the metadata state in UTC the offset that the page shows
// elsewhere: the same instant with an offset, or a clock that differs by a whole number of half hours.
func inPublisherZone(t date.Time, b ballot[stamp]) date.Time {
	if _, offset := t.At.Zone(); offset != 0 || t.Precision == article.PrecisionDay || t.Zone != article.ZonePage {
		return t
	}
	for i := range b {
		o := b[i].value.Time
		if _, offset := o.At.Zone(); offset != 0 && o.Zone == article.ZonePage && o.At.Sub(t.At).Abs() < time.Minute {
			t.At = t.At.In(o.At.Location())
			return t
		}
	}
	for i := range b {
		o := b[i].value.Time
		if b[i].weight < 0.5 || !strings.HasPrefix(b[i].rule, "visible") || o.Zone != article.ZoneAssumed || o.Precision == article.PrecisionDay {
			continue
		}
		ahead := o.At.Truncate(time.Minute).Sub(t.At.Truncate(time.Minute))
		if ahead != 0 && ahead%(30*time.Minute) == 0 && ahead >= -12*time.Hour && ahead <= 14*time.Hour {
			t.At = t.At.In(time.FixedZone("", int(ahead.Seconds())))
			return t
		}
	}
	return t
}

// sameDay tells whether two times fall on one calendar day, each in its own zone or both in one.
func sameDay(a, b date.Time) bool {
	y1, m1, d1 := a.At.Date()
	y2, m2, d2 := b.At.Date()
	if y1 == y2 && m1 == m2 && d1 == d2 {
		return true
	}
	if a.Precision == article.PrecisionDay || b.Precision == article.PrecisionDay {
		return false
	}
	y2, m2, d2 = b.At.In(a.At.Location()).Date()
	return y1 == y2 && m1 == m2 && d1 == d2
}
