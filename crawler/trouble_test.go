package crawler

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

func TestCrawlRetries(t *testing.T) {
	t.Parallel()
	refuse := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "2")
		w.WriteHeader(http.StatusTooManyRequests)
	}
	shut := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	busy := serve(t, map[string]http.HandlerFunc{"/busy": inTurn(refuse, html(story))})
	closed := serve(t, map[string]http.HandlerFunc{"/closed": shut})
	broken := serve(t, map[string]http.HandlerFunc{"/broken": inTurn(status(500), html(story))})
	var sites []site.Site
	for name, s := range map[string]*server{"busy": busy, "closed": closed, "broken": broken} {
		sites = append(sites, site.Site{Name: name, Pace: quick, Sources: []site.Source{{URL: s.URL + "/" + name}}})
	}
	b := newBench(t, Config{}, sites...)
	b.start(t)

	if run := b.crawl(t, "broken"); run.Counts.Outcomes["created"] != 1 || broken.hits("/broken") != 2 {
		t.Errorf("after a status 500: %+v", run.Counts)
	}
	if run := b.crawl(t, "busy"); run.Counts.Outcomes["created"] != 1 {
		t.Errorf("after a status 429: %+v", run.Counts)
	}
	if wait := busy.starts[2].Sub(busy.starts[1]); wait < 2*time.Second-50*time.Millisecond {
		t.Errorf("the server asked for 2 s and got %s", wait)
	}
	begin := time.Now()
	run := b.crawl(t, "closed")
	if run.Counts.Outcomes["deferred"] != 1 || time.Since(begin) > 10*time.Second {
		t.Errorf("after Retry-After of an hour: %+v in %s", run.Counts, time.Since(begin))
	}
	if l := b.queue.links(); len(l) != 1 || l[0].Attempt != 1 {
		t.Errorf("the queue holds %+v, want the deferred link after its first attempt", l)
	}
}

func TestCrawlHandlerTroubles(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/story": html(story)})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{URL: s.URL + "/story"}}})
	calls := 0
	b.handle = func(context.Context, article.Link, *article.Page) (Handled, error) {
		if calls++; calls == 1 {
			return Handled{}, errors.New("the wire is down")
		}
		return Handled{Outcome: Created}, nil
	}
	b.queue.failDone = 1 // the crawler dies, as it were, between the article and the queue
	b.start(t)
	run := b.crawl(t, "daily")
	if run.Counts.Outcomes["created"]+run.Counts.Outcomes["unchanged"] != 1 || calls < 2 {
		t.Errorf("%+v after %d calls", run.Counts, calls)
	}
	if len(b.queue.links()) != 0 {
		t.Error("a link was left behind")
	}
}

func TestCrawlStoreTroubles(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/story": html(story)})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{URL: s.URL + "/story"}}})
	b.states.failGet = 1
	run, err := b.Crawl(t.Context(), Request{ID: "first", Site: "daily"})
	if !errors.Is(err, errMemory) {
		t.Errorf("Crawl: %v", err)
	}
	balanced(t, run)
	b.states.failPut = 1
	b.start(t)
	if run := b.crawl(t, "daily"); run.Counts.Outcomes["created"]+run.Counts.Outcomes["updated"] != 1 || b.queue.released != 1 {
		t.Errorf("%+v with %d leases released, want one outcome after a release", run.Counts, b.queue.released)
	}
}

func TestCrawlListingTroubles(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/rss":   inTurn(status(http.StatusBadGateway), text("application/rss+xml", rss("/story"))),
		"/story": html(story),
	})
	blocked := serve(t, map[string]http.HandlerFunc{"/robots.txt": status(http.StatusInternalServerError), "/story": html(story)})
	b := newBench(t, Config{},
		site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}},
		site.Site{Name: "blocked", Pace: quick, Sources: []site.Source{{Feed: blocked.URL + "/rss"}, {URL: blocked.URL + "/story"}}})
	b.start(t)
	if run := b.crawl(t, "daily"); run.Counts.Outcomes["created"] != 1 || len(run.Errors) > 0 {
		t.Errorf("after a bad gateway: %+v, errors %q", run.Counts, run.Errors)
	}
	run := b.crawl(t, "blocked")
	if run.Counts.Outcomes["deferred"] != 1 || len(run.Errors) != 2 || !strings.Contains(run.Errors[0], "robots.txt") || !strings.Contains(run.Errors[1], "deferred until") {
		t.Errorf("without robots.txt: %+v, errors %q", run.Counts, run.Errors)
	}
	if blocked.hits("/rss")+blocked.hits("/story") > 0 {
		t.Error("pages were fetched while robots.txt could not be had")
	}
}

func TestCrawlTakesOver(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/rss": text("application/rss+xml", rss("/found-again", "/new")), "/found-again": html(story), "/new": html(story), "/left": html(story),
	})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}})
	for _, p := range []string{"/found-again", "/left"} {
		l := article.Link{URL: s.URL + p, ID: article.ID(s.URL + p), Site: "renamed-since", Run: "interrupted"}
		if _, err := b.queue.Push(t.Context(), []article.Link{l}); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan site.Run)
	go func() {
		run, err := b.Crawl(t.Context(), Request{ID: "second", Site: "daily", Leftovers: true})
		if err != nil {
			t.Errorf("Crawl: %v", err)
		}
		done <- run
	}()
	for len(b.queue.links()) < 3 { // discovery is over before the first worker starts
		time.Sleep(time.Millisecond)
	}
	if _, err := b.Crawl(t.Context(), Request{ID: "third", Site: "daily"}); !errors.Is(err, ErrRunning) {
		t.Errorf("a second run at the same time: %v", err)
	}
	if runs := b.Runs(); len(runs) != 1 || runs[0].ID != "second" {
		t.Errorf("runs in progress: %+v", runs)
	}
	b.start(t)
	run := <-done
	balanced(t, run)
	if run.Counts.Outcomes["created"] != 3 || run.Counts.Found != 3 {
		t.Errorf("%+v, want the new link and the two left over", run.Counts)
	}
}

// TestCrawlLeavesTheQueueAlone: a run of a process that goes on ends with its own links, whatever else stands in
// the queue, and asks nothing while they come to their ends.
func TestCrawlLeavesTheQueueAlone(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/rss": text("application/rss+xml", rss("/one", "/two")), "/one": html(story), "/two": html(story), "/left": html(story),
	})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}})
	left := article.Link{URL: s.URL + "/left", ID: article.ID(s.URL + "/left"), Site: "daily", Run: "interrupted"}
	if _, err := b.queue.Push(t.Context(), []article.Link{left}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.queue.Next(t.Context()); err != nil { // another process has it, and takes its time
		t.Fatal(err)
	}
	b.start(t)
	run := b.crawl(t, "daily")
	if run.Counts.Outcomes["created"] != 2 || run.Counts.Found != 2 {
		t.Errorf("%+v, want the two links of the feed", run.Counts)
	}
	b.queue.mu.Lock()
	defer b.queue.mu.Unlock()
	if b.queue.asked != 0 {
		t.Errorf("the run asked the queue %d times", b.queue.asked)
	}
}

func TestCrawlElsewhere(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/rss": text("application/rss+xml", rss("/one", "/two", "/gone")), "/one": html(story), "/two": html(story)})
	daily := site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}}
	scheduler, worker := newBench(t, Config{}, daily), newBench(t, Config{}, daily)
	worker.queue, worker.states = scheduler.queue, scheduler.states
	worker.Crawler.queue, worker.Crawler.states = scheduler.queue, scheduler.states
	worker.start(t)
	run := scheduler.crawl(t, "daily")
	if got := run.Counts.Outcomes; got["created"] != 2 || got["gone"] != 1 {
		t.Errorf("outcomes %v", got)
	}
}

// TestGoneElsewhere: what another process finds gone, and there again, the run tells.
func TestGoneElsewhere(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/rss": text("application/rss+xml", rss("/one", "/two")), "/one": html(story), "/two": html(story)})
	daily := site.Site{Name: "daily", Pace: quick, Revisit: site.Revisit{Min: -1}, Sources: []site.Source{{Feed: s.URL + "/rss"}}}
	scheduler, worker := newBench(t, Config{}, daily), newBench(t, Config{}, daily)
	worker.Crawler.queue, worker.Crawler.states = scheduler.queue, scheduler.states
	worker.start(t)
	id := article.ID(s.URL + "/one")
	for _, turn := range []struct {
		page http.HandlerFunc
		want map[string]bool
	}{
		{html(story), nil}, {status(http.StatusGone), map[string]bool{id: true}}, {html(story), map[string]bool{id: false}}, {html(story), nil},
	} {
		s.mu.Lock()
		s.pages["/one"] = turn.page
		s.mu.Unlock()
		if run := scheduler.crawl(t, "daily"); !maps.Equal(run.Gone, turn.want) {
			t.Errorf("gone %v, want %v; %+v", run.Gone, turn.want, run.Counts)
		}
	}
}

func TestCrawlLimits(t *testing.T) {
	t.Parallel()
	var links []string
	for i := range 200 {
		links = append(links, fmt.Sprintf("/story/%d", i))
	}
	s := serve(t, map[string]http.HandlerFunc{"/rss": text("application/rss+xml", rss(links...))})
	for _, l := range links {
		s.pages[l] = html(story)
	}
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: site.Pace{Delay: 1, Parallelism: 8}, Sources: []site.Source{{Feed: s.URL + "/rss"}}, Limits: site.Limits{Pages: 150}})
	b.queue.limit = 100 // less than a run: discovery has to wait for the workers
	b.start(t)
	run := b.crawl(t, "daily")
	if run.Counts.Outcomes["created"] != 150 || run.Counts.Skips["limit"] != 50 {
		t.Errorf("%+v", run.Counts)
	}
}

func TestShutdown(t *testing.T) {
	t.Parallel()
	entered, leave := make(chan struct{}, 2), make(chan struct{})
	links := []string{}
	for i := range 20 {
		links = append(links, fmt.Sprintf("/story/%d", i))
	}
	s := serve(t, map[string]http.HandlerFunc{"/rss": text("application/rss+xml", rss(links...))})
	for _, l := range links {
		s.pages[l] = func(w http.ResponseWriter, r *http.Request) {
			entered <- struct{}{}
			<-leave
			html(story)(w, r)
		}
	}
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: site.Pace{Delay: time.Millisecond, Parallelism: 2}, Sources: []site.Source{{Feed: s.URL + "/rss"}}})
	stop := b.start(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan site.Run)
	go func() {
		run, err := b.Crawl(ctx, Request{ID: "cut", Site: "daily"})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Crawl: %v", err)
		}
		done <- run
	}()
	<-entered
	<-entered
	for len(b.queue.links()) < len(links) {
		time.Sleep(time.Millisecond)
	}
	cancel()
	run := <-done
	balanced(t, run)
	time.AfterFunc(100*time.Millisecond, func() { close(leave) })
	begin := time.Now()
	stop()
	if took := time.Since(begin); took < 100*time.Millisecond || took > 5*time.Second {
		t.Errorf("Run took %s to end: the pages in flight had to be finished", took)
	}
	if got := len(b.paths()); got != 2 {
		t.Errorf("%d pages were handled, want the 2 in flight", got)
	}
	if left := len(b.queue.links()); left != 18 || b.queue.leased() != 0 {
		t.Errorf("%d links are left with %d leases, want 18 without", left, b.queue.leased())
	}
	// The next run completes what was cut short.
	for _, l := range links {
		s.mu.Lock()
		s.pages[l] = html(story)
		s.mu.Unlock()
	}
	b.start(t)
	run, err := b.Crawl(t.Context(), Request{ID: "whole", Site: "daily", Leftovers: true})
	if err != nil {
		t.Fatalf("Crawl: %v", err)
	}
	balanced(t, run)
	// A worker may have been quicker than the run to some of them, which then are not due.
	if got := len(b.paths()); got != 20 || run.Counts.Outcomes["created"]+run.Counts.Skips[skipNotDue] != 20 {
		t.Errorf("after the next run %d pages are handled: %+v", got, run.Counts)
	}
}
