package crawler

import (
	"context"
	"fmt"
	"iter"
	"time"

	"newswire/article"
)

// NotFetched is the state, in a [Crawler.Report], of a wanted link that has come to no end yet: it was
// never queued, waits in the queue, or is tried again later.
const NotFetched Outcome = "not_fetched"

// Listed is a link that a site's sources list, with the one state that it is in.
type Listed struct {
	article.Link
	// State is the outcome of the link's last fetch; of one that was never fetched it is [Filtered] with the
	// rule that leaves it alone, else [NotFetched].
	State Outcome
}

// Report holds what the site's sources list now, or the request's URLs, against the fetch states, and
// yields each link once with the first source that lists it. Listings are fetched, articles are not, and
// the queue is not touched. An error of one source does not end the others; one of the states ends the
// report.
func (c *Crawler) Report(ctx context.Context, req Request) iter.Seq2[Listed, error] {
	return func(yield func(Listed, error) bool) {
		s, err := c.site(req.Site)
		if err != nil {
			yield(Listed{}, err)
			return
		}
		defer c.visitor.renderer.chromium.close()
		for link, err := range c.listed(ctx, s, req.URLs) {
			if err != nil {
				if !yield(Listed{}, err) {
					return
				}
				continue
			}
			state, err := c.state(ctx, s, link)
			if !yield(Listed{Link: link.Link, State: state}, err) || err != nil {
				return
			}
		}
	}
}

// Shapes returns what was learnt of the addresses of a site, by shape, as of the last run or report.
func (c *Crawler) Shapes(siteName string) []Shape {
	if s := c.sites[siteName]; s != nil {
		return s.shapes.list()
	}
	return nil
}

// state tells what became of a listed link.
func (c *Crawler) state(ctx context.Context, s *crawlSite, link found) (Outcome, error) {
	state, known, err := c.states.Get(ctx, link.ID)
	switch rule := s.refuse(link, time.Now()); {
	case err != nil:
		return "", fmt.Errorf("reading the fetch state of %s: %w", link.URL, err)
	case known && state.Outcome != "":
		return Outcome(state.Outcome), nil
	case rule != "":
		return Filtered(rule), nil
	}
	return NotFetched, nil
}

// listed yields each link once that the site's sources list now or, if there are any, the named ones.
func (c *Crawler) listed(ctx context.Context, s *crawlSite, named []string) iter.Seq2[found, error] {
	return func(yield func(found, error) bool) {
		c.syncShapes(ctx, s)
		d := &discovery{visitor: c.visitor, kept: c.listings, site: s, log: c.log.With("site", s.Name)}
		links := d.all(ctx)
		if len(named) > 0 {
			links = d.named(named)
		}
		seen := map[linkKey]bool{}
		for l, err := range links {
			if err == nil {
				key := keyOf(l.ID)
				if seen[key] {
					continue
				}
				seen[key] = true
			}
			if !yield(l, err) {
				return
			}
		}
	}
}
