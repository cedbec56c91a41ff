package crawler

import (
	"context"
	"net/url"

	"newswire/article"
)

// homeFeeds bounds the feeds that are followed from one home page.
const homeFeeds = 10

// home yields what a home page leads to: the feeds that it announces, which say most of their articles,
// its own links, the sections and archives that it links to, and the sitemaps that robots.txt names (or
// those at the usual addresses). Since all but the page itself is found by guessing, what turns out to be none
// of these is no error.
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
	for _, it := range front.links {
		if l, ok := d.link(it, "home", page.Address(), 0); ok && !yield(l, nil) {
			return
		}
	}
	leads := []lead{}
	for _, address := range d.leads(front) {
		leads = append(leads, lead{address: address, level: 1})
	}
	for _, next := range front.next { // a home page may be a listing itself
		leads = append(leads, lead{address: next, page: 1})
	}
	left := d.walk(ctx, "section", leads, d.site.Limits.Follow, d.site.Limits.Listings, guess)
	if !more || ctx.Err() != nil {
		return
	}
	if left > 0 {
		d.log.Info("listing pages beyond limits.listings are left alone", "read", d.site.Limits.Listings, "left", left)
	}
	for _, sitemap := range d.sitemaps(ctx, page.Address()) {
		if d.sitemap(ctx, sitemap, guess); !more || ctx.Err() != nil {
			return
		}
	}
}

// usualSitemaps are where sites keep the sitemaps that their robots.txt does not name.
var usualSitemaps = []string{"/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml"}

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
		if d.site.owns(hostOf(address)) {
			sitemaps = append(sitemaps, address)
		}
	}
	if len(sitemaps) > 0 {
		return sitemaps
	}
	for _, path := range usualSitemaps {
		if address, err := article.Resolve(home, path); err == nil {
			sitemaps = append(sitemaps, address)
		}
	}
	return sitemaps
}
