package extractor

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"newswire/article"
	"newswire/extractor/internal/date"
	"newswire/extractor/internal/hydration"
)

// stamp is a date as a candidate.
type stamp struct{ date.Time }

func (s stamp) String() string {
	return s.At.Format(time.RFC3339) + " from " + fmt.Sprintf("%q", s.Raw)
}

// published finds when the article was first published. No date is better than a wrong one: times of
// modification in the metadata do not stand in, and what lies after the fetch is refused.
func (r *reading) published(modified ballot[stamp]) ballot[stamp] {
	var b ballot[stamp]
	r.profileDate(&b, "published_at", r.profile.published)
	r.describedDates(&b)
	for i, m := range r.metas {
		if w := publishedMeta(m.name); w > 0 && !slices.ContainsFunc(r.metas[:i], func(o meta) bool { return o.name == m.name }) {
			r.dateOf(&b, plain(m.content), "meta."+m.name, w)
		}
	}
	if t, ok := dateInPath(r.address); ok {
		b.add(stamp{t}, "url", 0.62)
	}
	for _, list := range []ballot[stamp]{b, modified} {
		for i := range list {
			if list[i].lost == "" {
				r.statedDays = append(r.statedDays, list[i].value.At)
			}
		}
	}
	r.shownDates(&b)
	r.weighDates(b, modified)
	if none(b) {
		r.dateOf(&b, plain(hydration.Published(r.scripts(), r.Article.Title)), "hydration.published", 0.6)
	}
	if none(b) {
		r.onlyDate(&b)
	}
	return b
}

// none tells whether no candidate can be taken.
func none(b ballot[stamp]) bool {
	return !slices.ContainsFunc(b, func(c candidate[stamp]) bool { return c.lost == "" })
}

// describedDates adds the dates of structured data. Those of a video, a book or an event are the
// article's only where no article is described, and the page is about that thing.
func (r *reading) describedDates(b *ballot[stamp]) {
	article := false
	for _, it := range r.things {
		article = article || rank(it.kinds()) == 3 && it.str("datePublished") != ""
	}
	for _, it := range r.things {
		kind := rank(it.kinds())
		if kind == 2 && (article || !r.isSubject(it)) {
			if s := it.str("datePublished"); s != "" {
				b.refuse(stamp{date.Time{Raw: s}}, it.source+".datePublished", "of something that the page merely shows")
			}
			continue
		}
		weight := 1.0
		if it.source != "jsonld" {
			weight = 0.92
		}
		if kind < 3 {
			weight -= 0.2
		}
		r.dateOf(b, it.str("datePublished"), it.source+".datePublished", weight)
		r.dateOf(b, it.str("uploadDate"), it.source+".uploadDate", weight-0.3)
		r.dateOf(b, it.str("dateCreated"), it.source+".dateCreated", weight-0.35)
	}
}

// isSubject tells whether the page is about a thing rather than merely showing it.
func (r *reading) isSubject(it item) bool {
	if it.isAbout(r.address) {
		return true
	}
	title := gramsOf(r.Article.Title)
	for _, name := range []string{"name", "headline"} {
		g := gramsOf(it.str(name))
		if g.overlap(&title) > 0.5 {
			return true
		}
	}
	return false
}

// publishedMeta weighs a meta tag by its name as a source of the time of publication; 0: it is none.
func publishedMeta(name string) float64 {
	switch name {
	case "article:published_time":
		return 0.95
	case "sailthru.date", "article_date_original", "ptime", "article:post_date", "date-pub", "citation_date", "citation_online_date":
		return 0.8
	case "displaydate", "dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "article.created":
		return 0.7
	case "date", "creation_date", "datecreated", "dc.created", "release_date", "pdate":
		return 0.62
	case "last-published-date", "datetime":
		return 0.5
	}
	var buf [48]byte
	letters := buf[:0]
	for i := range len(name) {
		if c := smallLetters[name[i]]; c != 0 && len(letters) < len(buf) {
			letters = append(letters, c)
		}
	}
	words := string(letters)
	for _, other := range []string{"last", "modif", "updat", "expir", "unpub", "republ"} {
		if strings.Contains(words, other) {
			return 0
		}
	}
	for _, suffix := range []string{"published", "publishedtime", "publisheddate", "publishedat", "publishdate", "publishtime", "publicationdate",
		"pubdate", "pubtime", "datepublished", "datepublish", "dateissued", "issued"} {
		if strings.HasSuffix(words, suffix) {
			return 0.85
		}
	}
	return 0
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
	return b
}

// notBefore refuses times of a change that lie before the publication.
func notBefore(b ballot[stamp], published time.Time) {
	for i := range b {
		if c := &b[i]; c.lost == "" && c.value.At.Before(published) {
			c.lost = "before the publication"
		}
	}
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
// all its old articles new. A structured date that is the very time of the last change counts less than
// one that is not: live blogs write the last entry's time into every field.
func (r *reading) weighDates(b, modified ballot[stamp]) {
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
		if c.value.Inferred {
			c.weight -= 0.25
		}
	}
	first := firstShown(b)
	for i := range b {
		c := &b[i]
		if c.lost != "" || c.weight >= profileWeight || strings.HasPrefix(c.rule, "visible") || c.rule == "url" {
			continue
		}
		if first != nil && c.value.At.Sub(first.value.At) > 36*time.Hour && !shownOn(b, c.value.Time) {
			c.weight -= 0.6
		}
		if strings.HasPrefix(c.rule, "meta.") && slices.ContainsFunc(b, func(o candidate[stamp]) bool {
			return o.lost == "" && strings.HasPrefix(o.rule, "meta.") && o.weight+0.1 > c.weight && c.value.At.Sub(o.value.At) > 36*time.Hour
		}) {
			c.weight -= 0.15 // of two tags that both call it the publication, the later is one of the page's renewal
		}
		if lastChange(c.value.Time, modified) && statedBefore(b, c.value.At, modified) {
			c.weight -= 0.3
		}
	}
}

// lastChange tells whether t is, to the second, a time of change in the metadata.
func lastChange(t date.Time, modified ballot[stamp]) bool {
	return t.Precision == article.PrecisionSecond && slices.ContainsFunc(modified, func(c candidate[stamp]) bool {
		return c.lost == "" && c.value.At.Equal(t.At)
	})
}

// statedBefore tells whether the metadata state an instant of publication before at that is no time of change.
func statedBefore(b ballot[stamp], at time.Time, modified ballot[stamp]) bool {
	return slices.ContainsFunc(b, func(c candidate[stamp]) bool {
		return c.lost == "" && c.weight > 0.8 && !strings.HasPrefix(c.rule, "visible") && !strings.HasSuffix(c.rule, "Created") && c.value.At.Before(at) &&
			c.value.Zone == article.ZonePage && c.value.Precision == article.PrecisionSecond && !lastChange(c.value.Time, modified)
	})
}

// firstShown returns the first date near the headline that is not called one of a change.
func firstShown(b ballot[stamp]) *candidate[stamp] {
	for i := range b {
		c := &b[i]
		if c.lost != "" || c.weight <= 0.55 || c.value.Inferred {
			continue
		}
		if c.rule == "visible.time" || c.rule == "visible.date" || c.rule == "visible.line" {
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
