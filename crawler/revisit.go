package crawler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"newswire/article"
)

// revisitShare of the time since an article last changed is the least wait for its next visit: an article
// of an hour may change within minutes, one of a month seldom does.
const revisitShare = 4

// due returns when a link may be fetched again after a visit with the given state: the longer it has not
// changed, by its own dates and by what visits found, the later.
func (s *crawlSite) due(now time.Time, state article.FetchState) time.Time {
	if s.Revisit.Min < 0 {
		return time.Time{}
	}
	wait := s.Revisit.Min
	for range state.Unchanged + max(state.Failures-1, 0) {
		if wait >= s.Revisit.Max {
			break
		}
		wait *= 2
	}
	if !state.ChangedAt.IsZero() {
		wait = max(wait, now.Sub(state.ChangedAt)/revisitShare)
	}
	return now.Add(min(wait, s.Revisit.Max))
}

// remember has an article visited again when it is due, for as long as it is likely to change.
func (c *Crawler) remember(ctx context.Context, link article.Link, end ending) error {
	s := c.sites[link.Site]
	if c.cfg.Revisits == nil || s == nil || s.Revisit.Min < 0 || end.state.ArticleID == "" {
		return nil
	}
	stable := end.state.NextDue.Sub(end.state.FetchedAt) >= s.Revisit.Max
	alive := end.outcome == Created || end.outcome == Updated || end.outcome == Unchanged || end.outcome.failed()
	if stable || !alive {
		return c.cfg.Revisits.Remove(ctx, link.Site, link.ID)
	}
	return c.cfg.Revisits.Put(ctx, link.Site, link.ID, article.Revisit{URL: link.URL, Due: end.state.NextDue})
}

// revisits yields the site's articles that are due, the longest overdue first.
func (d *discovery) revisits(ctx context.Context, known Revisits, yield func(found, error) bool) {
	if known == nil {
		return
	}
	var due []article.Revisit
	now := time.Now()
	for r, err := range known.All(ctx, d.site.Name) {
		if err != nil {
			yield(found{}, fmt.Errorf("asking for articles to be visited again: %w", err))
			return
		}
		if !r.Due.After(now) {
			due = append(due, r)
		}
	}
	slices.SortFunc(due, func(a, b article.Revisit) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.URL, b.URL))
	})
	for _, r := range due {
		if l, ok := d.link(item{url: r.URL}, revisitSource, "", 0); ok && !yield(l, nil) {
			return
		}
	}
}

// revisitSource is the source of links that were fetched before and that no source lists now.
const revisitSource = "revisit"

// budget bounds the visits again to each host in one run.
type budget struct {
	most int
	used map[string]int
}

// take counts one more visit to a host, or tells that there have been enough.
func (b *budget) take(host string) bool {
	if b.used[host] >= b.most {
		return false
	}
	b.used[host]++
	return true
}
