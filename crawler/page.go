package crawler

import (
	"context"
	"fmt"
	"time"

	"newswire/article"
)

// fetchPatience is how long Fetch waits for its turn at the host.
const fetchPatience = time.Minute

// Fetch brings the page at address, which must be on a host of one of the sites, by the same rules as a
// crawl: robots.txt, pace, redirects, addresses, caps. The queue is not touched.
func (c *Crawler) Fetch(ctx context.Context, address string) (*article.Page, error) {
	address, err := article.Normalize(address)
	if err != nil {
		return nil, err
	}
	s := c.siteOf(article.Link{URL: address})
	if s == nil {
		return nil, fmt.Errorf("fetching %s: its host is none of the sites' hosts", address)
	}
	defer c.visitor.renderer.chromium.close()
	page, free, err := c.visitor.get(ctx, ctx, visit{url: address, site: s, accept: acceptPage, patience: fetchPatience})
	if err != nil {
		return nil, err
	}
	free()
	return page, nil
}
