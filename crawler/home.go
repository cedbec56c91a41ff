package crawler

import (
	"context"
	"net/url"

	"newswire/article"
)

const (
	// homeFeeds and homeSections bound what is followed from one home page.
	homeFeeds    = 10
	homeSections = 30
)

// home yields what a home page leads to: its own links, the feeds that it announces, the sections that
// it links to, and the sitemaps that robots.txt names (or /sitemap.xml, where most keep theirs). Since
// all but the page itself is found by guessing, what turns out to be none of these is no error.
func (d *discovery) home(ctx context.Context, address string, yield func(found, error) bool) {
	page, err := d.listing(ctx, address, 0)
	if err != nil {
		yield(found{}, err)
		return
	}
	front, err := parseSection(page)
	if err != nil {
		yield(found{}, err)
		return
	}
	if d.nofollow(page) {
		d.log.Warn("a home page asks not to follow its links: only its feeds and sitemaps are", "url", page.Address())
		front.links = nil
	}
	for _, it := range front.links {
		if l, ok := d.link(it, "home", page.Address(), 0); ok && !yield(l, nil) {
			return
		}
	}
	more := true
	guess := func(l found, err error) bool {
		if err != nil {
			d.log.Info("a guessed source was passed over", "error", err)
			return true
		}
		more = yield(l, nil)
		return more
	}
	for _, feed := range front.feeds[:min(len(front.feeds), homeFeeds)] {
		if d.feed(ctx, feed, guess); !more || ctx.Err() != nil {
			return
		}
	}
	for _, section := range d.sections(front) {
		if d.section(ctx, section, guess); !more || ctx.Err() != nil {
			return
		}
	}
	for _, sitemap := range d.sitemaps(ctx, page.Address()) {
		if d.sitemap(ctx, sitemap, guess); !more || ctx.Err() != nil {
			return
		}
	}
}

// sections picks the links that are likely sections: short paths on the site that look like no article
// and like nothing else either.
func (d *discovery) sections(front *sectionPage) []string {
	var sections []string
	for _, it := range front.links {
		u, err := url.Parse(it.url)
		if err != nil || !d.site.owns(u.Host) || u.RawQuery != "" || trap(u) != "" || mediaFile(u) {
			continue
		}
		segments := pathSegments(u.Path)
		tool := len(segments) == 0 || len(segments) > 2
		for _, s := range segments {
			tool = tool || listSegments[s]
		}
		if !tool && !articleLike(u, it.title) && len(sections) < homeSections {
			sections = append(sections, it.url)
		}
	}
	return sections
}

// sitemaps returns the site's sitemaps as robots.txt names them.
func (d *discovery) sitemaps(ctx context.Context, home string) []string {
	u, err := url.Parse(home)
	if err != nil {
		return nil
	}
	rules, err := d.visitor.robots.ask(ctx, u, listingPatience)
	if err != nil {
		return nil
	}
	var sitemaps []string
	for _, s := range rules.sitemaps {
		address, err := article.Resolve(home, s)
		if err != nil {
			continue
		}
		if at, err := url.Parse(address); err == nil && d.site.owns(at.Host) {
			sitemaps = append(sitemaps, address)
		}
	}
	if len(sitemaps) > 0 {
		return sitemaps
	}
	if address, err := article.Resolve(home, "/sitemap.xml"); err == nil {
		return []string{address}
	}
	return nil
}
