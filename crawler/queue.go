package crawler

import (
	"context"
	"errors"
	"iter"
	"time"

	"newswire/article"
)

// ErrQueueFull is returned by [Queue.Push] while the queue holds as many links as it may. Discovery
// then waits and pushes again: a link is never dropped for lack of room.
var ErrQueueFull = errors.New("the queue is full")

// Queue is the frontier: the durable queue of links that wait for their fetch. A link is identified by
// its ID and stands in the queue at most once. All methods may be called concurrently.
type Queue interface {
	// Push queues links and returns how many of them were not queued yet; a link that is queued
	// already, due or deferred, is left as it is. It returns once the links are durable. An error that
	// is [ErrQueueFull] means that none or only some of them were taken; those that have not ended by then
	// are pushed again. What is counted is queued, whatever the error.
	Push(ctx context.Context, links []article.Link) (queued int, err error)
	// Next blocks until a link is due and leases it to the caller, or until ctx ends. The caller ends
	// the lease by exactly one of Done, Defer and Release; a lease that is neither ended nor extended
	// falls back into the queue by itself.
	Next(ctx context.Context) (Lease, error)
	// Backlog counts the links of hosts that are due or leased, now or a second ago; deferred ones do not count.
	// It may count links of other hosts as well: a run then waits longer than it had to, within limits.
	Backlog(ctx context.Context, hosts []string) (int, error)
}

// Lease is a link in the hands of one worker.
type Lease interface {
	Link() article.Link
	// Until returns ctx, which ends early when another process is to have the link's host: a lease that nothing was
	// done for is then released. The function frees what that takes.
	Until(ctx context.Context) (context.Context, context.CancelFunc)
	// Extend keeps the lease from expiring; it is called every 10 s and does not wait.
	Extend() error
	// Done removes the link from the queue. It returns once that is durable.
	Done(ctx context.Context) error
	// Defer puts link, the leased one with its new Attempt, back to become due at the given time.
	Defer(ctx context.Context, at time.Time, link article.Link) error
	// Release puts the link back as it was, due now.
	Release(ctx context.Context) error
}

// States remembers the [article.FetchState] of links, by [article.Link.ID], between fetches.
type States interface {
	// Get returns false for a link that was never fetched.
	Get(ctx context.Context, id string) (article.FetchState, bool, error)
	Put(ctx context.Context, id string, s article.FetchState) error
}

// Revisits remembers which articles of a site are to be fetched again although no source may list them any
// more. All methods may be called concurrently.
type Revisits interface {
	// Put remembers an article by its link's ID, or when it is due next.
	Put(ctx context.Context, siteName, id string, r article.Revisit) error
	// Remove forgets it. It is no error if it is not known.
	Remove(ctx context.Context, siteName, id string) error
	// All yields a site's articles in no particular order. An error is the last thing yielded.
	All(ctx context.Context, siteName string) iter.Seq2[article.Revisit, error]
}

// Paces remembers of each host that refused or was slow how it wants to be asked. All methods may be called
// concurrently.
type Paces interface {
	// Get returns the zero value for a host of which nothing is remembered.
	Get(ctx context.Context, host string) (article.HostPace, error)
	Put(ctx context.Context, host string, p article.HostPace) error
}

// Shapes remembers of each site what addresses of which shape led to. All methods may be called concurrently.
type Shapes interface {
	// Get returns a site's tallies by shape, none for a site that is not known.
	Get(ctx context.Context, siteName string) (map[string]article.Tally, error)
	// Change replaces a site's tallies by what change makes of them, and returns that. change is called again where
	// another process was faster.
	Change(ctx context.Context, siteName string, change func(map[string]article.Tally) map[string]article.Tally) (map[string]article.Tally, error)
}

// Handler takes a fetched article page on: archive, extract, publish. It returns what became of the
// page only once that is durable, since the link leaves the queue afterwards. An error means that the
// page could not be dealt with now, and the link is tried again later. It is called by several workers
// at a time and owns page.
type Handler func(ctx context.Context, link article.Link, page *article.Page) (Handled, error)

// Handled is what became of one page.
type Handled struct {
	// Outcome is [Created], [Updated], [Unchanged] or [NotArticle] with a verdict.
	Outcome Outcome
	// ArticleID and ContentHash are the article's, "" where the page held none.
	ArticleID   string
	ContentHash string
	// Profile names the version of the site's profile that the page was read with, "" for none; Missed has
	// the fields whose rule in it matched nothing.
	Profile string
	Missed  []string
	// ChangedAt is when the article was published or changed last, as it says itself; zero if it does not.
	ChangedAt time.Time
}
