package crawler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"newswire/article"
	"newswire/site"
)

const (
	// pushBatch and pushEvery bound how long found links wait for others before they are queued.
	pushBatch = 64
	pushEvery = time.Second
	// fullRetry is the wait while the queue is full.
	fullRetry = time.Second
	// pollEvery is how soon a run looks for what other processes did, pollSeldom how seldom at last.
	pollEvery  = time.Second
	pollSeldom = 10 * time.Second
	// reconcileAfter is how long nothing has ended here before fetch states are asked what other
	// processes did while they are still at it.
	reconcileAfter = 5 * time.Second
	// stuckAfter is how long nothing has ended anywhere before a run gives up waiting.
	stuckAfter = 10 * time.Minute
)

// ErrRunning is returned by [Crawler.Crawl] while another run of the site is in progress.
var ErrRunning = errors.New("the site is being crawled")

// Crawler crawls sites. Make one with [New]; all methods may be called concurrently.
type Crawler struct {
	cfg      Config
	sites    map[string]*crawlSite
	hosts    map[string]*crawlSite // the first site of each host
	queue    Queue
	states   States
	handle   Handler
	visitor  *visitor
	handling chan struct{} // pages that have been fetched and not yet dealt with
	listings *listings
	polls    *polls
	log      *slog.Logger

	mu   sync.Mutex
	runs map[string]*ledger // by site
}

// Request asks for one run.
type Request struct {
	// ID identifies the run, Trigger tells who asked; see [site.Run].
	ID      string
	Trigger string
	// Site is the configured site's name.
	Site string
	// URLs are articles that a person named; they are fetched in place of what the sources list,
	// whether due or not, and however many.
	URLs []string
	// Leftovers has the run also wait for what stood in the queue before: for a process that ends with it. Such
	// links may be other sites', whose hosts share a part of the queue.
	Leftovers bool
}

// New returns a crawler of sites. An error names the site, the value and what to write instead.
//
// A crawler that only discovers needs no queue, states and handler; one that only reports needs states.
func New(cfg Config, sites []site.Site, q Queue, st States, h Handler, log *slog.Logger) (*Crawler, error) {
	cfg = cfg.withDefaults()
	if productToken(cfg.HTTP.UserAgent) == "" || strings.ContainsAny(cfg.HTTP.UserAgent, "\r\n\x00") {
		return nil, fmt.Errorf("http.user_agent %q: start with a name of letters, such as Newswire/1.0 (+https://…)", cfg.HTTP.UserAgent)
	}
	if cfg.Chromium.Tabs < 0 {
		return nil, fmt.Errorf("chromium.tabs %d: write the number of pages to render at a time, or leave it out", cfg.Chromium.Tabs)
	}
	transport, err := newTransport(cfg)
	if err != nil {
		return nil, err
	}
	c := &Crawler{
		cfg: cfg, sites: map[string]*crawlSite{}, hosts: map[string]*crawlSite{},
		queue: q, states: st, handle: h, log: log, runs: map[string]*ledger{},
		listings: &listings{pages: map[listingKey]*listingCopy{}}, polls: &polls{last: map[listingKey]map[linkKey]struct{}{}},
	}
	paces := map[string]site.Pace{}
	for _, s := range sites {
		compiled, err := compileSite(s)
		if err != nil {
			return nil, err
		}
		if c.sites[s.Name] != nil {
			return nil, fmt.Errorf("site %q: there are two of this name: rename one", s.Name)
		}
		c.sites[s.Name] = compiled
		for _, host := range compiled.Hosts {
			if c.hosts[host] == nil {
				c.hosts[host], paces[host] = compiled, compiled.Pace
			}
			// Sites that share a host share its pace, the slower one.
			paces[host] = site.Pace{
				Delay:       max(paces[host].Delay, compiled.Pace.Delay),
				Parallelism: min(paces[host].Parallelism, compiled.Pace.Parallelism),
			}
		}
	}
	f := &fetcher{transport: transport, userAgent: cfg.HTTP.UserAgent, timeout: cfg.HTTP.Timeout, guard: func(u *url.URL) error {
		if cfg.Dial != nil {
			return nil
		}
		return permitLiteral(u, cfg.HTTP.AllowAddresses)
	}}
	d := &door{fetcher: f, pacer: newPacer(cfg.Workers, paces), owners: cfg.Owners, paces: cfg.Paces, log: log}
	c.handling = make(chan struct{}, handledPerWorker*cfg.Workers)
	c.visitor = &visitor{door: d, robots: newRobotsCache(d), maxBody: int64(cfg.HTTP.MaxBody)}
	c.visitor.renderer = &renderer{
		chromium: newChromium(cfg.Chromium, cfg.HTTP.UserAgent), fetcher: f, maxBody: c.visitor.maxBody,
		permitted: c.visitor.permitted, log: log,
	}
	return c, nil
}

// site returns a configured site, or an error that lists those there are.
func (c *Crawler) site(name string) (*crawlSite, error) {
	if s := c.sites[name]; s != nil {
		return s, nil
	}
	return nil, fmt.Errorf("no site %q is configured; there are: %s", name, strings.Join(slices.Sorted(maps.Keys(c.sites)), ", "))
}

// siteOf returns the site of a link: by its name, or by its host if there is no site of that name any
// more; nil if there is neither.
func (c *Crawler) siteOf(link article.Link) *crawlSite {
	if s := c.sites[link.Site]; s != nil {
		return s
	}
	return c.hosts[hostOf(link.URL)]
}

// SiteOf returns the name of the site that owns the host of an address.
func (c *Crawler) SiteOf(address string) (name string, ok bool) {
	if s := c.siteOf(article.Link{URL: address}); s != nil {
		return s.Name, true
	}
	return "", false
}

func (c *Crawler) ledgerOf(siteName string) *ledger {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.runs[siteName]
}

// Runs returns snapshots of the runs in progress, by site, with their counts so far.
func (c *Crawler) Runs() []site.Run {
	c.mu.Lock()
	ledgers := slices.Collect(maps.Values(c.runs))
	c.mu.Unlock()
	var runs []site.Run
	for _, l := range ledgers {
		runs = append(runs, l.snapshot())
	}
	slices.SortFunc(runs, func(a, b site.Run) int { return cmp.Compare(a.Site, b.Site) })
	return runs
}

// Discover fetches what the site's sources list now and yields the links that pass the site's filters,
// each once. The queue is not touched and what was fetched before does not matter. An error of one
// source does not end the others.
func (c *Crawler) Discover(ctx context.Context, siteName string) iter.Seq2[article.Link, error] {
	return func(yield func(article.Link, error) bool) {
		s, err := c.site(siteName)
		if err != nil {
			yield(article.Link{}, err)
			return
		}
		if err := c.renderable(s); err != nil {
			yield(article.Link{}, err)
			return
		}
		defer c.visitor.renderer.chromium.close()
		for l, err := range c.listed(ctx, s, nil) {
			if err == nil && s.refuse(l, time.Now()) != "" {
				continue
			}
			if !yield(l.Link, err) {
				return
			}
		}
	}
}

// Crawl makes one run of one site: it asks the site's sources, queues what is due and waits until all
// of it has ended and, if the request says so, what an interrupted run left in the queue. [Crawler.Run] must be
// running, here or in another process. What is put off by more than a minute, and what does not move for ten, the
// run does not wait for; it counts as [Deferred]. Failures of sources and links are in the run's Errors; the error is for what kept the
// run itself from being done, such as a queue that cannot be reached. The run is returned in any case,
// with its counts so far.
func (c *Crawler) Crawl(ctx context.Context, req Request) (site.Run, error) {
	l := newLedger(req, time.Now())
	s, err := c.site(req.Site)
	if err != nil {
		return l.close(), err
	}
	if err := c.renderable(s); err != nil {
		l.fail(err)
		return l.close(), fmt.Errorf("crawling %s: %w", s.Name, err)
	}
	defer c.visitor.renderer.chromium.close()
	c.mu.Lock()
	busy := c.runs[s.Name] != nil
	if !busy {
		c.runs[s.Name] = l
	}
	c.mu.Unlock()
	if busy {
		return l.close(), fmt.Errorf("crawling %s: %w", s.Name, ErrRunning)
	}
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.runs, s.Name)
	}()
	err = c.crawl(ctx, l, s, req)
	if err != nil {
		err = fmt.Errorf("crawling %s: %w", s.Name, err)
	}
	return l.close(), err
}

func (c *Crawler) crawl(ctx context.Context, l *ledger, s *crawlSite, req Request) error {
	leftover := 0
	if req.Leftovers {
		var err error
		if leftover, err = c.queue.Backlog(ctx, s.Hosts); err != nil {
			return fmt.Errorf("asking the queue: %w", err)
		}
	}
	c.syncShapes(ctx, s)
	d := &discovery{visitor: c.visitor, kept: c.listings, site: s, answered: l.answered, offered: c.cfg.Offered, polled: func(feed string, items []linkKey) bool {
		share, again := c.polls.known(s.Name, feed, items)
		if again && share < enoughKnown {
			l.gap(feed)
		}
		return again && share >= enoughKnown
	}, log: c.log.With("site", s.Name, "run", req.ID)}
	links := d.due(ctx, c.cfg.Revisits)
	if len(req.URLs) > 0 {
		links = d.named(req.URLs)
	}
	again, err := c.fill(ctx, l, s, req.ID, links)
	if err != nil {
		return err
	}
	return c.await(ctx, l, s, leftover > 0 || again && req.Leftovers)
}

// fill queues the links that are wanted and due, and restores the pages of WARC files. It tells whether some stood in the queue already.
func (c *Crawler) fill(ctx context.Context, l *ledger, s *crawlSite, run string, links iter.Seq2[found, error]) (again bool, err error) {
	// Pages of WARC files are dealt with at once, as many at a time as there are workers.
	restoring, restore := errgroup.WithContext(ctx)
	restoring.SetLimit(c.cfg.Workers)
	defer func() { err = errors.Join(err, restoring.Wait()) }()
	visits := budget{most: s.Revisit.Budget, used: map[string]int{}}
	var batch []article.Link
	pushed, flushed := 0, time.Now()
	defer func() { l.skip(skipUnqueued, len(batch)) }() // after an error
	flush := func() error {
		fresh, err := c.push(ctx, l, batch)
		again = again || fresh < len(batch)
		batch, flushed = nil, time.Now()
		return err
	}
	for found, err := range links {
		if restore.Err() != nil {
			return again, ctx.Err() // or the error of restoring
		}
		if err != nil {
			l.fail(err)
			continue
		}
		if !l.find(found.ID) && !(found.listed() && l.reconsider(found.ID)) {
			continue
		}
		if rule := s.refuse(found, time.Now()); rule != "" {
			l.leave(found.ID, rule)
			if found.Forced {
				l.fail(fmt.Errorf("%s: filtered:%s: the site's hosts are %s", found.URL, rule, strings.Join(s.Hosts, ", ")))
			}
			continue
		}
		if found.record != nil {
			found.Run = run
			restoring.Go(func() error { return c.restore(restore, l, s, found) })
			continue
		}
		if pushed >= s.Limits.Pages && !found.Forced {
			l.skip(skipLimit, 1)
			continue
		}
		known, due, err := c.due(ctx, found.Link)
		if err != nil {
			l.skip(skipUnqueued, 1)
			return again, err
		}
		if !due {
			l.skip(skipNotDue, 1)
			continue
		}
		if known && !found.Forced && !visits.take(hostOf(found.URL)) {
			l.skip(skipBudget, 1)
			continue
		}
		found.Run = run
		pushed++
		batch = append(batch, found.Link)
		// Fresh news does not wait for others.
		if found.Priority == article.PriorityFresh || len(batch) == pushBatch || time.Since(flushed) > pushEvery {
			if err := flush(); err != nil {
				return again, err
			}
		}
	}
	return again, flush()
}

// due tells whether a link was fetched before, and whether it may be fetched now.
func (c *Crawler) due(ctx context.Context, link article.Link) (known, due bool, err error) {
	if link.Forced {
		return false, true, nil
	}
	state, known, err := c.states.Get(ctx, link.ID)
	if err != nil {
		return false, false, fmt.Errorf("reading the fetch state of %s: %w", link.URL, err)
	}
	return known, !known || !state.NextDue.After(time.Now()), nil
}

// hostOf returns the host of an address, with its port if it names one; "" if it is no address.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// push queues a batch, and waits while the queue is full.
func (c *Crawler) push(ctx context.Context, l *ledger, batch []article.Link) (fresh int, err error) {
	if len(batch) == 0 {
		return 0, nil
	}
	l.pushing(batch)
	fresh, err = c.queue.Push(ctx, batch)
	for errors.Is(err, ErrQueueFull) {
		if err = sleep(ctx, fullRetry); err == nil {
			var more int
			more, err = c.queue.Push(ctx, l.unfinished(batch))
			fresh += more
		}
	}
	if err != nil {
		l.queued(fresh, fresh)
		l.skip(skipUnqueued, len(batch)-fresh)
		return fresh, fmt.Errorf("queueing links: %w", err)
	}
	l.queued(len(batch), fresh)
	return fresh, nil
}

// await waits until the run's links have ended and, if some stood in the queue before, until the queue
// has none of the site's left. It gives up on what does not move: the rest counts as deferred. The queue
// is asked only while nothing ends here, and the longer that lasts, the more seldom.
func (c *Crawler) await(ctx context.Context, l *ledger, s *crawlSite, others bool) error {
	for {
		links, since := l.waiting()
		if links <= 0 && !others {
			return nil
		}
		look := time.NewTimer(min(max(time.Since(since).Abs(), pollEvery), pollSeldom))
		select {
		case <-ctx.Done():
			look.Stop()
			return ctx.Err()
		case <-l.changed:
			look.Stop()
			continue
		case <-look.C:
		}
		idle := time.Since(since)
		backlog, err := c.queue.Backlog(ctx, s.Hosts)
		if err != nil {
			c.log.Warn("the queue does not answer", "site", s.Name, "error", err)
			continue
		}
		others = others && backlog > 0
		if links > 0 && (backlog == 0 || backlog < links && idle > reconcileAfter) {
			if err := c.reconcile(ctx, l); err != nil {
				c.log.Warn("fetch states cannot be read", "site", s.Name, "error", err)
			}
		}
		// Without a backlog the links have been put off by another process, or are lost; with one, it may
		// be other sites' or nobody may be working on it.
		if idle > runPatience && (backlog == 0 || links <= 0) || idle > stuckAfter {
			return nil
		}
	}
}

// reconcile looks up what other processes made of the run's links.
func (c *Crawler) reconcile(ctx context.Context, l *ledger) error {
	started := l.snapshot().StartedAt
	for _, id := range l.unended() {
		state, known, err := c.states.Get(ctx, id)
		if err != nil {
			return err
		}
		if known && state.Outcome != "" && state.FetchedAt.After(started) {
			if gone := Outcome(state.Outcome) == Gone; state.Returned || gone && c.speaksFor(ctx, id, state.ArticleID) {
				l.moved(state.ArticleID, gone)
			}
			l.endElsewhere(id, Outcome(state.Outcome))
		}
	}
	return nil
}
