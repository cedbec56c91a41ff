package web

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"newswire/article"
	"newswire/site"
)

// row is one article of the page.
type row struct {
	ID       string
	Link     string // "" if the article has no address that may be linked
	Title    string
	Lang     string
	Site     string
	Category string
	Authors  string
	Kind     string // "" for a plain article
	Came     time.Time
	Updated  bool
	Revision int
	// Published is the publisher's time in UTC, "" if unknown; PublishedBy is the same in full as the
	// publisher states it. Where only the day is known, DayOnly is set and Published is the day stated.
	Published   string
	PublishedBy string
	PublishedAt time.Time
	DayOnly     bool
}

func newRow(a *article.Article) row {
	r := row{
		ID:          a.ID,
		Link:        link(a),
		Title:       cmp.Or(a.Title, "Untitled"),
		Lang:        a.Lang,
		Site:        a.Site,
		Category:    a.Category,
		Authors:     authors(a.Authors),
		Came:        a.FetchedAt.UTC(),
		Updated:     a.Revision > 1,
		Revision:    a.Revision,
		PublishedAt: a.PublishedAt,
	}
	if kind := string(a.Kind); a.Kind != article.KindArticle && !strings.EqualFold(kind, a.Category) {
		r.Kind = kind
	}
	if a.FetchedAt.IsZero() {
		r.Came = a.PublishedAt.UTC()
	}
	if !a.PublishedAt.IsZero() {
		r.publish(a.PublishedAt, a.PublishedPrecision == article.PrecisionDay)
	}
	return r
}

// publish sets the publisher's time: the hour on the day of arrival, else with the day.
func (r *row) publish(at time.Time, dayOnly bool) {
	r.DayOnly = dayOnly
	if dayOnly {
		r.Published = at.Format("2 Jan 2006")
		r.PublishedBy = at.Format("2 January 2006")
		return
	}
	r.PublishedBy = at.Format("2 January 2006, 15:04 -07:00")
	layout := "15:04"
	if at.UTC().Format(time.DateOnly) != r.Came.Format(time.DateOnly) {
		layout = "2 Jan 2006, 15:04"
	}
	r.Published = at.UTC().Format(layout)
}

// link returns the first of the article's addresses that a browser may safely follow: http and https
// only, never javascript: or data:.
func link(a *article.Article) string {
	for _, address := range []string{a.CanonicalURL, a.FinalURL, a.URL} {
		u, err := url.Parse(address)
		if err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
			return u.String()
		}
	}
	return ""
}

// authors joins names as a byline does; beyond three the rest is a number.
func authors(names []string) string {
	switch n := len(names); {
	case n > 3:
		return fmt.Sprintf("%s and %d others", names[0], n-1)
	case n > 1:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	default:
		return strings.Join(names, "")
	}
}

// panels is the page but the articles.
type panels struct {
	Now, Since time.Time
	Problems   []string
	Totals     []total
	Runs       []run
	Hidden     int // runs left out
	Sites      []siteRow
	Warnings   []siteRow
}

// total is one figure at the head of the page.
type total struct {
	Label string
	Value string
	Alarm bool // it should be 0 and is not
}

// newTotals makes the figures out of the counters that there are.
func newTotals(counts map[string]int64) []total {
	var list []total
	add := func(label string, alarm bool, keys ...string) {
		sum, known := int64(0), false
		for _, key := range keys {
			n, ok := counts[key]
			sum, known = sum+n, known || ok
		}
		if known {
			list = append(list, total{label, grouped(sum), alarm && sum > 0})
		}
	}
	add("New", false, "published_created")
	add("Updated", false, "published_updated")
	add("Stored", false, "stored_created", "stored_updated")
	add("To be stored", false, "store_pending")
	add("Retried", false, "retried")
	add("Dead letters", true, "dead")
	return list
}

// siteRow is one site of the page.
type siteRow struct {
	Name     string
	Articles string
	Success  string // when a run last succeeded, in words
	At       time.Time
	Warning  string
}

// addSites lists the sites that want a look first, then all by name.
func (p *panels) addSites(sites []site.Health, now time.Time) {
	for _, h := range sites {
		s := siteRow{Name: h.Site, Articles: grouped(int64(h.Articles)), At: h.LastSuccess.UTC(), Warning: h.Warning}
		switch {
		case !h.LastSuccess.IsZero():
			s.Success = ago(now.Sub(h.LastSuccess))
		case !h.LastRun.IsZero():
			s.Success = "never"
		default:
			s.Success = "not yet"
		}
		p.Sites = append(p.Sites, s)
		if s.Warning != "" {
			p.Warnings = append(p.Warnings, s)
		}
	}
	slices.SortFunc(p.Sites, func(a, b siteRow) int {
		if (a.Warning == "") != (b.Warning == "") {
			return strings.Compare(b.Warning, a.Warning)
		}
		return strings.Compare(a.Name, b.Name)
	})
	slices.SortFunc(p.Warnings, func(a, b siteRow) int { return strings.Compare(a.Name, b.Name) })
}
