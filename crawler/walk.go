package crawler

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"time"

	"newswire/article"
)

// maxLeads bounds the listing pages that one walk remembers.
const maxLeads = 100_000

// lead is a listing page that is to be read.
type lead struct {
	address string
	// page counts the pages of the same listing before this one, level the listings that led here.
	page, level int
}

// walk reads listings and the pages that continue them, up to limits.depth, and the listings that they
// link to, up to level follow; no more than most pages in all, and returns how many it knows of beyond those.
// It goes breadth first, so that the newest of all listings comes before the oldest of one. A listing's
// pages end where one shows nothing new, which is how sites answer beyond the last.
func (d *discovery) walk(ctx context.Context, source string, leads []lead, follow, most int, yield func(found, error) bool) (left int) {
	seen, met := map[string]bool{}, map[linkKey]bool{}
	var todo []lead
	add := func(l lead) {
		if len(seen) >= maxLeads {
			return
		}
		if !seen[l.address] && d.site.owns(hostOf(l.address)) {
			seen[l.address] = true
			todo = append(todo, l)
		}
	}
	for _, l := range leads {
		add(l)
	}
	for read := 0; len(todo) > 0; read++ {
		if read == most {
			return len(todo)
		}
		at := todo[0]
		todo = todo[1:]
		page, parsed, err := d.readListing(ctx, source, at.address)
		if err != nil {
			if !yield(found{}, err) || ctx.Err() != nil {
				return 0
			}
			continue
		}
		if page.Address() != at.address {
			if seen[page.Address()] {
				continue
			}
			seen[page.Address()] = true
		}
		fresh := false
		for _, it := range parsed.links {
			l, ok := d.link(it, source, page.Address(), at.page)
			if !ok {
				continue
			}
			if key := keyOf(l.ID); !met[key] && d.site.refuse(l, time.Now()) == "" {
				met[key], fresh = true, true
			}
			if !yield(l, nil) {
				return 0
			}
		}
		if at.page < d.site.Limits.Depth && (fresh || at.page == 0) {
			for _, next := range parsed.next {
				add(lead{next, at.page + 1, at.level})
			}
		}
		if at.level < follow {
			for _, address := range d.leads(parsed) {
				add(lead{address, 0, at.level + 1})
			}
		}
	}
	return 0
}

// readListing fetches and reads an HTML page of links.
func (d *discovery) readListing(ctx context.Context, source, address string) (*article.Page, *sectionPage, error) {
	page, err := d.listing(ctx, address, 0)
	if err != nil {
		return nil, nil, err
	}
	if d.nofollow(page) {
		return nil, nil, fmt.Errorf("%s %s: it asks crawlers not to follow its links (nofollow); robots_meta: ignore would", source, page.Address())
	}
	parsed, err := parseSection(page)
	return page, parsed, err
}

// leads picks the links of a page that are likely listings: sections first, then archives, each in page
// order.
func (d *discovery) leads(p *sectionPage) []string {
	type ranked struct {
		address string
		rank    int
	}
	var picked []ranked
	for _, it := range p.links {
		u, err := url.Parse(it.url)
		if err != nil || !d.site.owns(u.Host) || u.RawQuery != "" || trap(u) != "" {
			continue
		}
		if rank := listingLike(u, it.title, time.Now()); rank > 0 {
			picked = append(picked, ranked{it.url, rank})
		}
	}
	slices.SortStableFunc(picked, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	addresses := make([]string, len(picked))
	for i, l := range picked {
		addresses[i] = l.address
	}
	return addresses
}

// section yields the links of a listing page and of the pages that continue it.
func (d *discovery) section(ctx context.Context, address string, yield func(found, error) bool) {
	d.walk(ctx, "section", []lead{{address: address}}, 0, d.site.Limits.Depth+1, yield)
}
