package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"newswire/article"
	"newswire/site"
)

// TestPaceAsServersSeeIt crawls a slow and a quick host at once and lets them measure. It runs alone, since
// what a busy machine adds between the wire and the server's clock would count as haste.
func TestPaceAsServersSeeIt(t *testing.T) {
	const delay, tolerance = 120 * time.Millisecond, 40 * time.Millisecond
	answer := func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(200 * time.Millisecond)
		html(story)(w, r)
	}
	slow, quickly := serve(t, map[string]http.HandlerFunc{"/": nil}), serve(t, nil)
	slow.pages, quickly.pages = map[string]http.HandlerFunc{}, map[string]http.HandlerFunc{}
	var sources, quickSources []site.Source
	for _, c := range "abcdefghijklmnop" {
		path := "/2025/01/" + string(c)
		slow.pages[path], quickly.pages[path] = answer, html(story)
		sources = append(sources, site.Source{URL: slow.URL + path})
		quickSources = append(quickSources, site.Source{URL: quickly.URL + path})
	}
	b := newBench(t, Config{Workers: 3},
		site.Site{Name: "slow", Pace: site.Pace{Delay: delay, Parallelism: 2}, Sources: sources},
		site.Site{Name: "quick", Pace: quick, Sources: quickSources})
	b.start(t)
	done := make(chan site.Run, 1)
	go func() {
		run, err := b.Crawl(t.Context(), Request{ID: "slow", Site: "slow"})
		if err != nil {
			t.Error(err)
		}
		done <- run
	}()
	b.crawl(t, "quick")
	if len(done) > 0 {
		t.Error("the quick host came behind the slow one")
	}
	balanced(t, <-done)
	if len(slow.starts) != 17 { // and robots.txt
		t.Fatalf("%d requests, want 17", len(slow.starts))
	}
	for i := range slow.starts[1:] {
		if gap := slow.starts[i+1].Sub(slow.starts[i]); gap < delay-tolerance {
			t.Errorf("requests %d and %d came within %s, want %s", i, i+1, gap, delay)
		}
	}
	if took := slow.starts[16].Sub(slow.starts[0]); took < 16*delay-tolerance {
		t.Errorf("all requests came within %s, want %s", took, 16*delay)
	}
	if slow.top > 2 {
		t.Errorf("%d requests at a time, want at most 2", slow.top)
	}
}

func TestPacer(t *testing.T) {
	t.Parallel()
	newTestPacer := func() *pacer {
		return newPacer(4, map[string]site.Pace{"h": {Delay: time.Second, Parallelism: 2}})
	}
	enter := func(t *testing.T, p *pacer) *turn {
		t.Helper()
		turn, err := p.enter(t.Context(), "h", time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		return turn
	}
	// finish makes one request that takes no time and returns how long the turn was waited for.
	finish := func(t *testing.T, p *pacer, refused bool, notBefore time.Time) time.Duration {
		t.Helper()
		begin := time.Now()
		turn := enter(t, p)
		waited := time.Since(begin)
		turn.sent()
		turn.answered(0, refused, notBefore)
		turn.done()
		return waited
	}
	t.Run("delay", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := newTestPacer()
			for i, want := range []time.Duration{0, time.Second, time.Second} {
				if got := finish(t, p, false, time.Time{}); got != want {
					t.Errorf("request %d waited %s, want %s", i, got, want)
				}
			}
			p.ask("h", 5*time.Second)
			finish(t, p, false, time.Time{})
			if got := finish(t, p, false, time.Time{}); got != 5*time.Second {
				t.Errorf("waited %s, want robots.txt's 5s", got)
			}
		})
	})
	t.Run("parallelism", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := newTestPacer()
			first := enter(t, p)
			first.sent()
			enter(t, p).sent()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			if _, err := p.enter(ctx, "h", time.Hour); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a third request at a time: %v", err)
			}
			first.answered(time.Second, false, time.Time{})
			first.done()
			enter(t, p)
		})
	})
	t.Run("refusals slow down, answers speed up", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := newTestPacer()
			var waits []time.Duration
			for _, refused := range []bool{true, true, true, false, false, false, false, false} {
				waits = append(waits, finish(t, p, refused, time.Time{}).Round(time.Second))
			}
			want := []time.Duration{0, 1, 2, 4, 4, 2, 1, 1}
			for i := range want {
				want[i] *= time.Second
			}
			if !slices.Equal(waits, want) {
				t.Errorf("waited %s, want %s", waits, want)
			}
		})
	})
	t.Run("retry after", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := newTestPacer()
			finish(t, p, true, time.Now().Add(time.Hour))
			var closed *notDueError
			if _, err := p.enter(t.Context(), "h", time.Minute); !errors.As(err, &closed) || time.Until(closed.at) != time.Hour {
				t.Errorf("a host that closed for an hour: %v", err)
			}
			if got := finish(t, p, false, time.Time{}); got != time.Hour {
				t.Errorf("waited %s, want an hour", got)
			}
		})
	})
	t.Run("slow answers", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := newTestPacer()
			for range 20 {
				turn := enter(t, p)
				turn.sent()
				turn.answered(10*time.Second, false, time.Time{})
				turn.done()
			}
			finish(t, p, false, time.Time{})
			if got := finish(t, p, false, time.Time{}); got < 5*time.Second {
				t.Errorf("waited %s after answers that took 10s", got)
			}
		})
	})
	t.Run("surplus is put off, each link to a time of its own", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			p := newTestPacer()
			held, seen := 0, map[time.Time]bool{}
			for range 100 {
				ok, at := p.hold("h", false)
				if ok {
					held++
					continue
				}
				if seen[at] || time.Until(at) < holdFor {
					t.Errorf("put off to %s", time.Until(at))
				}
				seen[at] = true
			}
			if held != 16 {
				t.Errorf("%d links are held, want those of %s", held, holdFor)
			}
			if ok, _ := p.hold("h", true); !ok {
				t.Error("a fresh link is put off behind others")
			}
			for range 10_000 {
				if _, at := p.hold("h", false); time.Until(at) > maxPutOff {
					t.Fatalf("put off by %s", time.Until(at))
				}
			}
		})
	})
}

// TestPenaltyPutsNothingOff: one refusal slows the host down for seconds, and must not put off for longer
// what waits behind it.
func TestPenaltyPutsNothingOff(t *testing.T) {
	t.Parallel()
	p := newPacer(1, map[string]site.Pace{"h": {Delay: 10 * time.Millisecond, Parallelism: 1}})
	turn, err := p.enter(t.Context(), "h", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	turn.answered(0, true, time.Time{})
	turn.done()
	for i := range 100 {
		if held, at := p.hold("h", false); !held {
			t.Fatalf("link %d is put off by %s", i, time.Until(at))
		}
	}
}

// TestRunPutsOffASlowHost has a queue full of one host's links before another's.
func TestRunPutsOffASlowHost(t *testing.T) {
	t.Parallel()
	slow, other := serve(t, nil), serve(t, map[string]http.HandlerFunc{"/story": html(story)})
	b := newBench(t, Config{Workers: 1},
		site.Site{Name: "slow", Pace: site.Pace{Delay: time.Minute}, Hosts: []string{slow.host()}},
		site.Site{Name: "other", Pace: quick, Sources: []site.Source{{URL: other.URL + "/story"}}})
	var links []article.Link
	for _, c := range "abcdefghijklmnopqrstuvwxyz" {
		u := slow.URL + "/" + string(c)
		links = append(links, article.Link{URL: u, ID: article.ID(u), Site: "slow"})
	}
	if _, err := b.queue.Push(t.Context(), links); err != nil {
		t.Fatal(err)
	}
	stop := b.start(t)
	begin := time.Now()
	run := b.crawl(t, "other")
	if run.Counts.Outcomes["created"] != 1 || time.Since(begin) > 10*time.Second {
		t.Errorf("behind a slow host: %+v in %s", run.Counts, time.Since(begin))
	}
	stop()
	if n := len(b.queue.links()); n < len(links)-1 || b.queue.leased() != 0 {
		t.Errorf("%d links of the slow host are left with %d leases", n, b.queue.leased())
	}
}

// TestHandlingHoldsNoSlot: while the handler waits for a server or a disk, other pages are fetched, up to a bound.
func TestHandlingHoldsNoSlot(t *testing.T) {
	t.Parallel()
	pages := map[string]http.HandlerFunc{}
	for i := range 3 * handledPerWorker {
		pages[fmt.Sprintf("/story/%d", i)] = html(story)
	}
	s := serve(t, pages)
	b := newBench(t, Config{Workers: 1}, site.Site{Name: "daily", Pace: quick, Hosts: []string{s.host()}})
	handled, release := make(chan string, len(pages)), make(chan struct{})
	b.handle = func(_ context.Context, link article.Link, _ *article.Page) (Handled, error) {
		handled <- link.URL
		<-release
		return Handled{Outcome: Created, ArticleID: link.ID}, nil
	}
	var urls []string
	for path := range pages {
		urls = append(urls, s.URL+path)
	}
	b.start(t)
	ended := make(chan site.Run, 1)
	go func() {
		run, err := b.Crawl(t.Context(), Request{ID: "run", Site: "daily", Trigger: "test", URLs: urls})
		if err != nil {
			t.Error(err)
		}
		ended <- run
	}()
	for range handledPerWorker {
		<-handled
	}
	select {
	case address := <-handled:
		t.Errorf("%s was handed on while %d pages were being handled", address, handledPerWorker)
	case <-time.After(200 * time.Millisecond): // time in which it would be, a hundred times over
	}
	close(release)
	if run := <-ended; run.Counts.Outcomes["created"] != len(urls) {
		t.Errorf("%+v, want %d created", run.Counts, len(urls))
	}
}

func TestLeasesAreExtended(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		q := newMemoryQueue()
		l := &leases{held: map[Lease]struct{}{}}
		l.add(&memoryLease{q: q})
		ctx, cancel := context.WithTimeout(t.Context(), 4*heartbeat+time.Second)
		defer cancel()
		l.extend(ctx, func(Lease, error) { t.Error("an extension failed") })
		if q.extended != 4 {
			t.Errorf("extended %d times, want 4", q.extended)
		}
	})
}
