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

// refuse returns the rule by which the site leaves a link alone, "" if it is wanted. The rules, in order:
// "host", "skip", "trap:<sign>", "match" or "judge", and "age". What the configuration or a person names
// as an article, and what was one before, is only held against the hosts.
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
	case l.Source == "feed": // a feed lists articles
		if mediaFile(u) {
			return "judge"
		}
	case !articleLike(u, l.Title):
		return "judge"
	}
	latest := later(l.PublishedAt, l.modified)
	if !latest.IsZero() && s.Limits.MaxAge > 0 && now.Sub(latest) > s.Limits.MaxAge {
		return "age"
	}
	return ""
}
