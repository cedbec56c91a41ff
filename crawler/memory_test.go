package crawler

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"newswire/article"
	"newswire/site"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// memoryQueue is a Queue in memory: one entry a link, leased until ended.
type memoryQueue struct {
	limit int // of entries; 0: none

	mu      sync.Mutex
	entries map[string]*memoryEntry
	changed chan struct{} // closed at each change

	extended, released int
	failDone           int // so many calls of Done fail
	asked              int // calls of Backlog
}

type memoryEntry struct {
	link   article.Link
	due    time.Time
	leased bool
	order  int
}

var errMemory = errors.New("out of order")

func newMemoryQueue() *memoryQueue {
	return &memoryQueue{entries: map[string]*memoryEntry{}, changed: make(chan struct{})}
}

// change runs f under the lock and wakes those who wait.
func (q *memoryQueue) change(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	f()
	close(q.changed)
	q.changed = make(chan struct{})
}

func (q *memoryQueue) Push(_ context.Context, links []article.Link) (queued int, err error) {
	q.change(func() {
		if q.limit > 0 && len(q.entries) >= q.limit {
			err = ErrQueueFull
			return
		}
		for _, l := range links {
			if q.entries[l.ID] != nil {
				continue
			}
			q.entries[l.ID] = &memoryEntry{link: l, order: len(q.entries)}
			queued++
		}
	})
	return queued, err
}

func (q *memoryQueue) Next(ctx context.Context) (Lease, error) {
	for {
		q.mu.Lock()
		now := time.Now()
		var best *memoryEntry
		soonest := now.Add(time.Hour)
		for _, e := range q.entries {
			switch {
			case e.leased:
			case e.due.After(now):
				soonest = earlier(soonest, e.due)
			case best == nil || cmp.Or(cmp.Compare(e.link.Priority, best.link.Priority), cmp.Compare(e.order, best.order)) < 0:
				best = e
			}
		}
		if best != nil {
			best.leased = true
			q.mu.Unlock()
			return &memoryLease{q: q, link: best.link}, nil
		}
		changed := q.changed
		q.mu.Unlock()
		timer := time.NewTimer(time.Until(soonest))
		select {
		case <-ctx.Done():
		case <-changed:
		case <-timer.C:
		}
		timer.Stop()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func (q *memoryQueue) Backlog(_ context.Context, hosts []string) (int, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.asked++
	n := 0
	for _, e := range q.entries {
		u, err := url.Parse(e.link.URL)
		if err == nil && slices.Contains(hosts, u.Host) && (e.leased || !e.due.After(time.Now())) {
			n++
		}
	}
	return n, nil
}

func (q *memoryQueue) links() []article.Link {
	q.mu.Lock()
	defer q.mu.Unlock()
	var links []article.Link
	for _, e := range q.entries {
		links = append(links, e.link)
	}
	return links
}

func (q *memoryQueue) leased() (n int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, e := range q.entries {
		if e.leased {
			n++
		}
	}
	return n
}

type memoryLease struct {
	q    *memoryQueue
	link article.Link
}

func (l *memoryLease) Link() article.Link { return l.link }

func (l *memoryLease) Extend() error {
	l.q.change(func() { l.q.extended++ })
	return nil
}

func (l *memoryLease) Done(context.Context) (err error) {
	l.q.change(func() {
		if l.q.failDone > 0 {
			l.q.failDone--
			l.q.entries[l.link.ID].leased = false // as if the lease expired
			err = errMemory
			return
		}
		delete(l.q.entries, l.link.ID)
	})
	return err
}

func (l *memoryLease) Defer(_ context.Context, at time.Time, link article.Link) error {
	l.q.change(func() {
		e := l.q.entries[l.link.ID]
		e.link, e.due, e.leased = link, at, false
	})
	return nil
}

func (l *memoryLease) Until(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}

func (l *memoryLease) Release(context.Context) error {
	l.q.change(func() {
		l.q.released++
		l.q.entries[l.link.ID].leased = false
	})
	return nil
}

// memoryStates are States in memory.
type memoryStates struct {
	mu     sync.Mutex
	states map[string]article.FetchState

	failGet, failPut int // so many calls fail
}

func newMemoryStates() *memoryStates { return &memoryStates{states: map[string]article.FetchState{}} }

func (s *memoryStates) Get(_ context.Context, id string) (article.FetchState, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failGet > 0 {
		s.failGet--
		return article.FetchState{}, false, errMemory
	}
	state, ok := s.states[id]
	return state, ok, nil
}

func (s *memoryStates) Put(_ context.Context, id string, state article.FetchState) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failPut > 0 {
		s.failPut--
		return errMemory
	}
	s.states[id] = state
	return nil
}

func (s *memoryStates) of(t *testing.T, address string) article.FetchState {
	t.Helper()
	normal, err := article.Normalize(address)
	if err != nil {
		t.Fatal(err)
	}
	state, known, _ := s.Get(t.Context(), article.ID(normal))
	if !known {
		t.Fatalf("no fetch state of %s", address)
	}
	return state
}

// bench is a crawler on in-memory parts, whose handler keeps the pages that it is given.
type bench struct {
	*Crawler
	queue  *memoryQueue
	states *memoryStates

	mu     sync.Mutex
	pages  map[string][]*article.Page // by path and query
	handle Handler                    // replaces the answer "created", or "updated" for a page seen before
}

func newBench(t *testing.T, cfg Config, sites ...site.Site) *bench {
	t.Helper()
	if cfg.HTTP.AllowAddresses == nil {
		cfg.HTTP.AllowAddresses = []Network{loopback}
	}
	b := &bench{queue: newMemoryQueue(), states: newMemoryStates(), pages: map[string][]*article.Page{}}
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
	c, err := New(cfg, sites, b.queue, b.states, b.keep, log)
	if err != nil {
		t.Fatal(err)
	}
	b.Crawler = c
	t.Cleanup(c.visitor.door.fetcher.transport.CloseIdleConnections)
	return b
}

func (b *bench) keep(ctx context.Context, link article.Link, page *article.Page) (Handled, error) {
	b.mu.Lock()
	u, err := url.Parse(link.URL)
	if err != nil {
		b.mu.Unlock()
		return Handled{}, err
	}
	key := u.RequestURI()
	b.pages[key] = append(b.pages[key], page)
	seen, handle := len(b.pages[key]) > 1, b.handle
	b.mu.Unlock()
	if handle != nil {
		return handle(ctx, link, page)
	}
	outcome := Created
	if seen {
		outcome = Updated
	}
	return Handled{Outcome: outcome, ArticleID: link.ID, ContentHash: "hash"}, nil
}

// start runs the workers until the test ends or stop is called.
func (b *bench) start(t *testing.T) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

// crawl makes one run and checks that its ledger adds up.
func (b *bench) crawl(t *testing.T, name string, urls ...string) site.Run {
	t.Helper()
	run, err := b.Crawl(t.Context(), Request{ID: "run-" + t.Name(), Site: name, Trigger: "test", URLs: urls})
	if err != nil {
		t.Fatalf("Crawl: %v", err)
	}
	balanced(t, run)
	return run
}

func balanced(t *testing.T, run site.Run) {
	t.Helper()
	c := run.Counts
	ended, skipped := 0, 0
	for _, n := range c.Outcomes {
		ended += n
	}
	for _, n := range c.Skips {
		skipped += n
	}
	if c.Found != c.Queued+c.Skipped || c.Queued != ended || c.Skipped != skipped {
		t.Errorf("the ledger does not add up: %+v", c)
	}
	if run.EndedAt.Before(run.StartedAt) {
		t.Errorf("the run ends at %s before it starts at %s", run.EndedAt, run.StartedAt)
	}
}

// paths returns the pages that the handler was given, sorted.
func (b *bench) paths() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var paths []string
	for p := range b.pages {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	return paths
}
