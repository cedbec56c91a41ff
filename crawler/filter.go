package crawler

import (
	"net/url"
	"time"

	"newswire/archive/warc"
	"newswire/article"
)

// found is a link with what only discovery needs to know of it.
type found struct {
	article.Link
	// modified is when the source says that the article changed last; zero if it does not say.
	modified time.Time
	// record is the page itself, where the source is a WARC file; else nil.
	record *warc.Record
}

// listed tells whether the link's source lists articles alone: a feed, or a sitemap that gives times of publication,
// which news sitemaps do.
func (l found) listed() bool {
	return l.Source == "feed" || l.Source == "sitemap" && !l.PublishedAt.IsZero()
}

// refuse returns the rule by which the site leaves a link alone, "" if it is wanted. The rules, in order:
// "host", "skip", "trap:<sign>", "match" or "judge" and "learnt", and "age". What the configuration or a person
// names as an article, and what was one before, is only held against the hosts; what a feed or a news sitemap lists
// is taken for an article.
func (s *crawlSite) refuse(l found, now time.Time) string {
	u, err := url.Parse(l.URL)
	if err != nil || !s.owns(u.Host) {
		return "host"
	}
	if l.Source == "url" || l.Source == revisitSource {
		return ""
	}
	address := u.RequestURI()
	for _, re := range s.skip {
		if re.MatchString(address) {
			return "skip"
		}
	}
	if sign := trap(u); sign != "" {
		return "trap:" + sign
	}
	switch {
	case len(s.match) > 0:
		matched := false
		for _, re := range s.match {
			matched = matched || re.MatchString(address)
		}
		if !matched {
			return "match"
		}
	case l.listed():
		if mediaFile(u) {
			return "judge"
		}
	default:
		like := judge(u, l.Title)
		if like == unlikely || like == unsure && !s.shapes.accepts(u) {
			return "judge"
		}
		if l.Source != warcSource && s.shapes.refuses(u, l.ID) { // a record costs no fetch
			return "learnt"
		}
	}
	latest := later(l.PublishedAt, l.modified)
	if !latest.IsZero() && s.Limits.MaxAge > 0 && now.Sub(latest) > s.Limits.MaxAge {
		return "age"
	}
	return ""
}
