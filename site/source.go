package site

import (
	"errors"
	"fmt"
)

// Kind returns the source's kind ("home", "feed", "sitemap", "section", "url", "warc") and its address, a path for "warc". It returns an
// error unless exactly one field is set.
func (s Source) Kind() (kind, url string, err error) {
	for _, f := range []struct{ kind, url string }{
		{"home", s.Home}, {"feed", s.Feed}, {"sitemap", s.Sitemap}, {"section", s.Section}, {"url", s.URL}, {"warc", s.WARC},
	} {
		if f.url == "" {
			continue
		}
		if kind != "" {
			return "", "", fmt.Errorf("a source has one kind, not both %s and %s: write two list items", kind, f.kind)
		}
		kind, url = f.kind, f.url
	}
	if kind == "" {
		return "", "", errors.New("a source names a feed, sitemap, section, url or warc, or a home page to find them from")
	}
	return kind, url, nil
}
