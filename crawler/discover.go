package crawler

import (
	"context"
	"iter"
	"log/slog"
	"time"

	"newswire/article"
	"newswire/site"
)

const (
	// freshFor is how old an item of a feed or sitemap may be to go before others.
	freshFor = 48 * time.Hour
	// backfillAfter is how old it is to go after others.
	backfillAfter = 30 * 24 * time.Hour
)

// discovery asks the sources of one site, once.
type discovery struct {
	visitor  *visitor
	kept     *listings
	site     *crawlSite
	answered func(bytes int)
	offered  func(context.Context, Topic) // nil: nobody subscribes
	// polled, if set, is told what a feed lists, and tells whether the poll before had enough of it.
	polled func(feed string, items []linkKey) (enough bool)
	log    *slog.Logger
}

// all yields what all sources list, as they list it. A link that two sources list comes twice.
func (d *discovery) all(ctx context.Context) iter.Seq2[found, error] {
	return func(yield func(found, error) bool) {
		more := true
		for _, source := range d.site.Sources {
			d.ask(ctx, source, func(l found, err error) bool {
				more = yield(l, err)
				return more
			})
			if !more || ctx.Err() != nil {
				return
			}
		}
	}
}

// due yields what all yields, and then what was found by it before and is due again.
func (d *discovery) due(ctx context.Context, known Revisits) iter.Seq2[found, error] {
	return func(yield func(found, error) bool) {
		for l, err := range d.all(ctx) {
			if !yield(l, err) {
				return
			}
		}
		if ctx.Err() == nil {
			d.revisits(ctx, known, yield)
		}
	}
}

// ask yields the links of one source.
func (d *discovery) ask(ctx context.Context, source site.Source, yield func(found, error) bool) {
	kind, address, err := source.Kind()
	if err == nil && kind != warcSource {
		address, err = article.Normalize(address)
	}
	if err != nil {
		yield(found{}, err)
		return
	}
	switch kind {
	case "feed":
		d.feed(ctx, address, yield)
	case "sitemap":
		d.sitemap(ctx, address, yield)
	case "section":
		d.section(ctx, address, yield)
	case warcSource:
		d.warc(ctx, address, yield)
	case "home":
		d.home(ctx, address, yield)
	case "url":
		if l, ok := d.link(item{url: address}, "url", "", 0); ok {
			yield(l, nil)
		}
	}
}

// link makes a link of what a source says; false if it is no web address.
func (d *discovery) link(it item, source, via string, depth int) (found, bool) {
	base := via
	if it.base != "" {
		if resolved, err := article.Resolve(via, it.base); err == nil {
			base = resolved
		}
	}
	address, err := article.Resolve(base, it.url)
	if err != nil {
		return found{}, false
	}
	l := article.Link{
		URL: address, ID: article.ID(address), Site: d.site.Name, Source: source, Via: via, Depth: depth,
		Priority: article.PriorityNormal, Title: it.title, PublishedAt: it.published, FoundAt: time.Now().UTC(),
	}
	latest := later(it.published, it.modified)
	age := time.Since(latest)
	switch {
	case source == "url", source == "feed" && latest.IsZero(), !latest.IsZero() && age < freshFor:
		l.Priority = article.PriorityFresh
	case !latest.IsZero() && age > backfillAfter:
		l.Priority = article.PriorityBackfill
	}
	return found{Link: l, modified: it.modified}, true
}

// nofollow tells whether the links of an HTML page are to be left alone. Feeds and sitemaps are made to
// be followed and are not asked: many carry the header by mistake.
func (d *discovery) nofollow(p *article.Page) bool {
	return d.site.directives(p, d.visitor.robots.token).nofollow
}

// named yields the links of addresses that a person named: they are due whatever was fetched before. A
// few go before others; a long list does not hold up the news.
func (d *discovery) named(addresses []string) iter.Seq2[found, error] {
	return func(yield func(found, error) bool) {
		for _, address := range addresses {
			normal, err := article.Normalize(address)
			if err != nil {
				if !yield(found{}, err) {
					return
				}
				continue
			}
			l, _ := d.link(item{url: normal}, "url", "", 0)
			l.Forced = true
			if len(addresses) > pushBatch {
				l.Priority = article.PriorityNormal
			}
			if !yield(l, nil) {
				return
			}
		}
	}
}
