package wire

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"newswire/article"
	"newswire/internal/embedded"
)

func openFrontier(t *testing.T, c *Conn, cfg FrontierConfig) *Frontier {
	t.Helper()
	f, err := c.Frontier(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := f.Close(ctx); err != nil && !c.nc.IsClosed() {
			t.Error(err)
		}
	})
	return f
}

func push(t *testing.T, f *Frontier, links ...article.Link) int {
	t.Helper()
	n, err := f.Push(soon(t), links)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func next(t *testing.T, f *Frontier) *Lease {
	t.Helper()
	l, err := f.Next(soon(t))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// wantBacklog waits for the backlog of a host, which Backlog tells as of up to a second ago.
func wantBacklog(t *testing.T, f *Frontier, host string, want int) {
	t.Helper()
	for ctx := soon(t); ; {
		n, err := f.Backlog(ctx, []string{host})
		if err != nil {
			t.Fatalf("waiting for a backlog of %d, last %d: %v", want, n, err)
		}
		if n == want {
			return
		}
		if pause(ctx, 20*time.Millisecond) != nil {
			t.Fatalf("backlog %d, want %d", n, want)
		}
	}
}

func TestFrontierLeasesEachLinkOnce(t *testing.T) {
	t.Parallel()
	f := openFrontier(t, connect(t, startServer(t, embedded.NATSConfig{}), Config{}), FrontierConfig{})
	const host = "www.example.com"
	var links []article.Link
	for i := range 300 {
		links = append(links, newLink(t, fmt.Sprintf("https://%s/%d", host, i)))
	}
	if n := push(t, f, links...); n != 300 {
		t.Errorf("queued %d links, want 300", n)
	}
	if n := push(t, f, links...); n != 0 {
		t.Errorf("queued %d links that were queued already", n)
	}
	again := links[7]
	again.Priority = article.PriorityBackfill
	if n := push(t, f, again); n != 0 {
		t.Error("queued a link a second time, with another priority")
	}
	wantBacklog(t, f, host, 300)
	seen := make(map[string]bool)
	for range links {
		l := next(t, f)
		if seen[l.Link().ID] {
			t.Fatalf("%s leased twice", l.Link().URL)
		}
		seen[l.Link().ID] = true
		if n := push(t, f, l.Link()); n != 0 {
			t.Fatalf("queued %s while it is leased", l.Link().URL)
		}
		if err := l.Extend(); err != nil {
			t.Fatal(err)
		}
		if err := l.Done(soon(t)); err != nil {
			t.Fatal(err)
		}
		if err := l.Extend(); err != nil {
			t.Fatalf("extending a lease that is done: %v", err)
		}
	}
	wantBacklog(t, f, host, 0)
	if n := push(t, f, links[0]); n != 1 {
		t.Error("a link that is done cannot be queued again")
	}
}

func TestFrontierSmallestPriorityFirst(t *testing.T) {
	t.Parallel()
	f := openFrontier(t, connect(t, startServer(t, embedded.NATSConfig{}), Config{}), FrontierConfig{})
	for i, p := range []article.Priority{article.PriorityBackfill, article.PriorityNormal, article.PriorityFresh, article.PriorityFresh} {
		link := newLink(t, fmt.Sprintf("https://www.example.com/%d", i))
		link.Priority = p
		push(t, f, link)
	}
	first := next(t, f) // joins; what is at hand by then may be any
	if err := first.Release(soon(t)); err != nil {
		t.Fatal(err)
	}
	p := &f.parts[Partition("www.example.com")]
	eventually(t, "each queue has a link at hand", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return p.hands[0] != nil && p.hands[1] != nil && p.hands[2] != nil
	})
	l := next(t, f)
	if l.Link().Priority != article.PriorityFresh {
		t.Errorf("priority %d came first", l.Link().Priority)
	}
}

func TestFrontierPartitionsTakeTurns(t *testing.T) {
	t.Parallel()
	f := openFrontier(t, connect(t, startServer(t, embedded.NATSConfig{}), Config{}), FrontierConfig{Inflight: 2})
	for i := range 10 {
		push(t, f, newLink(t, fmt.Sprintf("https://%s/%d", hostIn(1), i)))
	}
	slow := []*Lease{next(t, f), next(t, f)}
	push(t, f, newLink(t, "https://"+hostIn(2)+"/"))
	if l := next(t, f); Partition(mustURL(t, l.Link().URL).Host) != 2 {
		t.Errorf("%s: a third lease of a partition that may have two", l.Link().URL)
	}
	if err := slow[0].Done(soon(t)); err != nil {
		t.Fatal(err)
	}
	next(t, f)
}

func TestFrontierDefers(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{})
	f := openFrontier(t, c, FrontierConfig{})
	link := newLink(t, "https://www.example.com/later")
	push(t, f, link)
	l := next(t, f)
	at := time.Now().Add(1200 * time.Millisecond)
	link.Attempt = 1
	if err := l.Defer(soon(t), at, link); err != nil {
		t.Fatal(err)
	}
	wantBacklog(t, f, "www.example.com", 0)
	if n := push(t, f, link); n != 0 {
		t.Error("a deferred link was queued before its time")
	}
	again := next(t, f)
	if time.Now().Before(at) {
		t.Errorf("due %s early", time.Until(at))
	}
	if again.Link().Attempt != 1 {
		t.Errorf("attempt %d: want the link as deferred", again.Link().Attempt)
	}
	// A time that has passed is due at once, and the link is not lost to its own acknowledgement.
	if err := again.Defer(soon(t), time.Now().Add(-time.Hour), link); err != nil {
		t.Fatal(err)
	}
	last := next(t, f)
	if err := last.Done(soon(t)); err != nil {
		t.Fatal(err)
	}
	if n := push(t, f, link); n != 1 {
		t.Error("a deferred link that is done cannot be queued again")
	}
}

func TestFrontierFull(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{FrontierMaxLinks: 5})
	f := openFrontier(t, c, FrontierConfig{})
	var links []article.Link
	for i := range 8 {
		links = append(links, newLink(t, fmt.Sprintf("https://www.example.com/%d", i)))
	}
	n, err := f.Push(soon(t), links)
	if n != 5 || !errors.Is(err, ErrFrontierFull) {
		t.Errorf("queued %d, %v: want 5 and ErrFrontierFull", n, err)
	}
	if err := next(t, f).Done(soon(t)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "there is room again", func() bool {
		n, err := f.Push(soon(t), links[7:])
		return n == 1 && err == nil
	})
}

func TestFrontierRefusesWhatIsNoLink(t *testing.T) {
	t.Parallel()
	f := openFrontier(t, connect(t, startServer(t, embedded.NATSConfig{}), Config{}), FrontierConfig{})
	for name, link := range map[string]article.Link{
		"no host": {URL: "/path", ID: "1"},
		"no ID":   {URL: "https://www.example.com/"},
		"bad ID":  {URL: "https://www.example.com/", ID: "a.*"},
	} {
		if n, err := f.Push(soon(t), []article.Link{link}); n != 0 || err == nil {
			t.Errorf("%s: queued %d, %v", name, n, err)
		}
	}
	if _, err := f.conn.Frontier(t.Context(), FrontierConfig{Inflight: -1}); err == nil {
		t.Error("no error for -1 in flight")
	}
}

func TestFrontierClosed(t *testing.T) {
	t.Parallel()
	f := openFrontier(t, connect(t, startServer(t, embedded.NATSConfig{}), Config{}), FrontierConfig{})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := f.Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Next on an empty queue: %v", err)
	}
	if err := f.Close(soon(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Next(soon(t)); !errors.Is(err, errFrontierClosed) {
		t.Errorf("Next after Close: %v", err)
	}
}
