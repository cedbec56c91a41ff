package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"newswire/article"
)

const (
	// listingAttempts is how often a listing is asked for while it fails in passing.
	listingAttempts = 3
	// listingPatience is how long discovery waits for its turn on a host.
	listingPatience = 15 * time.Minute
	// keptListings and keptListing bound the memory for listings that may not have changed when they are
	// asked for again: of all, and of one, in bytes.
	keptListings = 32 << 20
	keptListing  = 4 << 20
)

// listing fetches a document that lists links, at the site's pace like any other page. One that has not
// changed since this process read it last is not sent again, but read again all the same: what it lists may
// have become due, or have been beyond the limits of the last run.
func (d *discovery) listing(ctx context.Context, address string, limit int64) (*article.Page, error) {
	in := visit{url: address, site: d.site, accept: acceptListing, limit: limit, patience: listingPatience, answered: d.answered}
	kept := d.kept.get(d.site.Name, address)
	if kept != nil {
		in.header = conditions(article.FetchState{ETag: kept.Header.Get("ETag"), LastModified: kept.Header.Get("Last-Modified")})
	}
	for attempt := 1; ; attempt++ {
		page, free, err := d.visitor.get(ctx, ctx, in)
		if err == nil {
			free()
			switch {
			case page.Status != http.StatusNotModified:
				d.kept.put(d.site.Name, address, page)
				return page, nil
			case page.Address() == kept.Address():
				return kept, nil
			}
			in.header = nil // a redirect leads elsewhere by now: this is another document's "not modified"
			continue
		}
		var failed *visitError
		if !errors.As(err, &failed) || !failed.transient || attempt >= listingAttempts {
			return nil, fmt.Errorf("listing %s: %w", address, err)
		}
		at := retryAt(time.Now(), attempt, failed.notBefore)
		if time.Until(at) > runPatience {
			return nil, fmt.Errorf("listing %s: %w", address, err)
		}
		d.log.Debug("listing is tried again", "url", address, "attempt", attempt, "error", err)
		if err := sleep(ctx, time.Until(at)); err != nil {
			return nil, err
		}
	}
}

// listings are the last copies of listings that have a validator, within bounds. The copies are shared:
// nobody changes them.
type listings struct {
	mu    sync.Mutex
	pages map[listingKey]*listingCopy
	bytes int
}

// listingKey tells sites apart since each sends headers and cookies of its own.
type listingKey struct{ site, address string }

type listingCopy struct {
	page *article.Page
	used time.Time
}

// get returns the last copy, or nil.
func (l *listings) get(siteName, address string) *article.Page {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := l.pages[listingKey{siteName, address}]
	if c == nil {
		return nil
	}
	c.used = time.Now()
	return c.page
}

// put replaces the copy, and drops those not used for longest where there is no room.
func (l *listings) put(siteName, address string, page *article.Page) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := listingKey{siteName, address}
	l.drop(key)
	validated := page.Header.Get("ETag") != "" || page.Header.Get("Last-Modified") != ""
	if !validated || page.Truncated || len(page.Body) > keptListing {
		return
	}
	for l.bytes+len(page.Body) > keptListings {
		var oldest listingKey
		for k, c := range l.pages {
			if first := l.pages[oldest]; first == nil || c.used.Before(first.used) {
				oldest = k
			}
		}
		l.drop(oldest)
	}
	l.pages[key] = &listingCopy{page: page, used: time.Now()}
	l.bytes += len(page.Body)
}

// drop forgets a copy. The caller has the lock.
func (l *listings) drop(key listingKey) {
	if c := l.pages[key]; c != nil {
		l.bytes -= len(c.page.Body)
		delete(l.pages, key)
	}
}
