package wire

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newswire/article"
	"newswire/internal/embedded"
)

func TestStatesAndSeen(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	c := connect(t, s, Config{})
	states, seen := c.States(), c.Seen()
	id := article.ID("https://www.example.com/")
	if _, found, err := states.Get(soon(t), id); found || err != nil {
		t.Errorf("a state before the first: %v, %v", found, err)
	}
	want := article.FetchState{ETag: `"e"`, Status: 200, NextDue: time.Now().UTC().Truncate(time.Second)}
	if err := states.Put(soon(t), id, want); err != nil {
		t.Fatal(err)
	}
	_, revision, err := seen.Get(soon(t), id)
	if revision != 0 || err != nil {
		t.Errorf("revision %d of nothing, %v", revision, err)
	}
	if err := seen.Put(soon(t), id, article.Seen{Revision: 1}, 0); err != nil {
		t.Fatal(err)
	}
	if err := seen.Put(soon(t), id, article.Seen{Revision: 9}, 0); !errors.Is(err, ErrConflict) {
		t.Errorf("made a second time: %v", err)
	}
	s.Close()
	s.start(t) // everything is still there

	if got, found, err := states.Get(soon(t), id); got != want || !found || err != nil {
		t.Errorf("state %+v, %v, %v", got, found, err)
	}
	got, revision, err := seen.Get(soon(t), id)
	if got.Revision != 1 || revision == 0 || err != nil {
		t.Errorf("seen %+v at %d, %v", got, revision, err)
	}
	if err := seen.Put(soon(t), id, article.Seen{Revision: 2}, revision); err != nil {
		t.Error(err)
	}
	if err := seen.Put(soon(t), id, article.Seen{Revision: 3}, revision); !errors.Is(err, ErrConflict) {
		t.Errorf("at a revision that is over: %v", err)
	}
}

func TestTickIsWonOnce(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	first := time.Date(2026, 1, 1, 0, 15, 0, 0, time.UTC)
	if last, err := connect(t, s, Config{}).LastTick(soon(t), "daily"); !last.IsZero() || err != nil {
		t.Errorf("a tick before the first: %s, %v", last, err)
	}
	var won atomic.Int32
	var all sync.WaitGroup
	for range 4 {
		c := dial(t, s, Config{})
		all.Go(func() {
			for i := range 10 {
				ok, err := c.Tick(soon(t), "daily", first.Add(time.Duration(i)*time.Minute))
				if err != nil {
					t.Error(err)
				}
				if ok {
					won.Add(1)
				}
			}
		})
	}
	all.Wait()
	c := dial(t, s, Config{})
	last, err := c.LastTick(soon(t), "daily")
	if err != nil || !last.Equal(first.Add(9*time.Minute)) {
		t.Errorf("last tick %s, %v", last, err)
	}
	if n := won.Load(); n < 1 || n > 10 {
		t.Errorf("10 ticks were won %d times", n)
	}
	if ok, err := c.Tick(soon(t), "daily", last); ok || err != nil {
		t.Errorf("the last tick a second time: %v, %v", ok, err)
	}
	if ok, err := c.Tick(soon(t), "weekly", last); !ok || err != nil {
		t.Errorf("another site's tick: %v, %v", ok, err)
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	cfg := Config{Instance: "one", lockTTL: time.Second}
	one, other := connect(t, s, cfg), dial(t, s, Config{Instance: "other", lockTTL: time.Second})
	held, err := one.Lock(soon(t), "daily")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := one.Lock(soon(t), "daily"); !errors.Is(err, ErrHeld) {
		t.Errorf("twice in one process: %v", err)
	}
	for begin := time.Now(); time.Since(begin) < 1500*time.Millisecond; { // longer than it lasts without renewal
		if _, err := other.Lock(soon(t), "daily"); !errors.Is(err, ErrHeld) {
			t.Fatalf("twice: %v", err)
		}
	}
	if err := held.Release(soon(t)); err != nil {
		t.Fatal(err)
	}
	second, err := other.Lock(soon(t), "daily")
	if err != nil {
		t.Fatal(err)
	}
	// The process dies; one that is started again under its name need not wait.
	second.cancel()
	second.done.Wait()
	restarted := dial(t, s, Config{Instance: "other", lockTTL: time.Second})
	third, err := restarted.Lock(soon(t), "daily")
	if err != nil {
		t.Fatalf("after a restart: %v", err)
	}
	third.cancel()
	third.done.Wait()
	// Another process has it when the dead one's time is over.
	eventually(t, "the lock is free", func() bool {
		l, err := one.Lock(soon(t), "daily")
		if err != nil {
			return false
		}
		return l.Release(soon(t)) == nil
	})
}

func TestLockIsLostWithTheServer(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	l, err := connect(t, s, Config{lockTTL: 500 * time.Millisecond}).Lock(soon(t), "daily")
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	select {
	case <-l.Lost():
	case <-soon(t).Done():
		t.Error("still held")
	}
	if err := l.Release(soon(t)); err != nil {
		t.Error(err)
	}
}

func TestDivide(t *testing.T) {
	t.Parallel()
	seq := func(from, to int) (list []int) {
		for i := from; i < to; i++ {
			list = append(list, i)
		}
		return list
	}
	alive := map[string]bool{"a": true, "b": true}
	from := func(first int) map[int]bool { // these and all after are busy
		busy := make(map[int]bool)
		for _, p := range seq(first, Partitions) {
			busy[p] = true
		}
		return busy
	}
	idle := from(Partitions)
	for _, test := range []struct {
		name  string
		have  table
		alive map[string]bool
		busy  map[int]bool
		want  []int
		drain []int
	}{
		{"the first takes all", nil, map[string]bool{"a": true}, idle, seq(0, 64), nil},
		{"the second waits", table{"b": {Partitions: seq(0, 64)}}, alive, idle, nil, nil},
		{"half is given back", table{"a": {Partitions: seq(0, 64)}, "b": {}}, alive, idle, seq(0, 32), nil},
		{"half is taken", table{"b": {Partitions: seq(0, 32)}}, alive, idle, seq(32, 64), nil},
		{"the busy are kept", table{"a": {Partitions: seq(0, 64)}, "b": {}}, alive, from(32), seq(32, 64), nil},
		{"too many are busy", table{"a": {Partitions: seq(0, 64)}, "b": {}}, alive, from(30), seq(30, 64), seq(62, 64)},
		{"the dead one's", table{"a": {Partitions: seq(0, 32)}, "b": {Partitions: seq(32, 64)}}, map[string]bool{"a": true}, idle, seq(0, 64), nil},
		{"not what another has", table{"a": {Partitions: seq(0, 40)}, "b": {Partitions: seq(20, 50)}}, alive, idle, append(seq(0, 20), seq(50, 62)...), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			next, drain := divide(test.have, test.alive, "a", row{Session: "now"}, test.busy)
			if !slices.Equal(next["a"].Partitions, test.want) || !slices.Equal(drain, test.drain) || next["a"].Session != "now" {
				t.Errorf("%v, drain %v\nwant %v, drain %v", next["a"], drain, test.want, test.drain)
			}
			b, there := next["b"]
			if there && !slices.Equal(b.Partitions, test.have["b"].Partitions) {
				t.Errorf("another's row was changed: %v", b)
			}
			if there && !test.alive["b"] {
				t.Error("the row of the dead is still there")
			}
		})
	}
}

// worker leases and ends links until it is stopped, and notes which hosts it serves at a time.
type worker struct {
	conn     *Conn
	frontier *Frontier
}

func TestFrontierIsShared(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	cfg := func(name string) Config { return Config{Instance: name, lockTTL: 2 * time.Second} }
	one := worker{conn: connect(t, s, cfg("one"))}
	one.frontier = openFrontier(t, one.conn, FrontierConfig{})
	const hosts = 40
	for i := range 400 {
		push(t, one.frontier, newLink(t, fmt.Sprintf("https://host%d.example/%d", i%hosts, i)))
	}
	held := next(t, one.frontier) // one joins, and works on a link

	two := worker{conn: dial(t, s, cfg("two"))}
	two.frontier = openFrontier(t, two.conn, FrontierConfig{})

	var mu sync.Mutex
	serving := make(map[int]*Frontier) // by partition, while a link is leased
	leased := make(map[int]int)
	done := make(map[string]int)
	by := make(map[*Frontier]int)
	begin := func(f *Frontier, p int) {
		mu.Lock()
		defer mu.Unlock()
		if other := serving[p]; other != nil && other != f {
			t.Errorf("partition %d is served by two processes", p)
		}
		serving[p] = f
		leased[p]++
	}
	end := func(f *Frontier, p int, id string) {
		mu.Lock()
		defer mu.Unlock()
		done[id]++
		by[f]++
		if leased[p]--; leased[p] == 0 {
			delete(serving, p)
		}
	}
	part := func(l *Lease) int { return Partition(mustURL(t, l.Link().URL).Host) }
	begin(one.frontier, part(held))

	ctx, cancel := context.WithCancel(soon(t))
	defer cancel()
	var workers sync.WaitGroup
	work := func(f *Frontier) {
		for {
			l, err := f.Next(ctx)
			if err != nil {
				return
			}
			begin(f, part(l))
			time.Sleep(2 * time.Millisecond) // the fetch
			end(f, part(l), l.Link().ID)
			if err := l.Done(soon(t)); err != nil {
				t.Error(err)
			}
		}
	}
	for range 2 {
		workers.Go(func() { work(two.frontier) })
	}
	eventually(t, "the second process has work", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return by[two.frontier] > 0
	})
	workers.Go(func() { work(one.frontier) })
	end(one.frontier, part(held), held.Link().ID)
	if err := held.Done(soon(t)); err != nil {
		t.Error(err)
	}
	eventually(t, "all links are done", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(done) == 400
	})
	cancel()
	workers.Wait()
	for id, n := range done {
		if n != 1 {
			t.Errorf("%s was leased %d times", id, n)
		}
	}
	if by[one.frontier] == 0 {
		t.Error("the first process had no work any more")
	}
}

// die ends a process's part in the crawl as kill -9 does: it says nothing to the server.
func die(f *Frontier) {
	f.membership.Lock()
	defer f.membership.Unlock()
	f.closed = true
	f.conn.nc.Close()
	f.cancel()
	f.running.Wait()
	f.resign()
	for i := range f.parts {
		f.parts[i].pulling.Wait()
	}
}

func TestFrontierWorkOfTheDeadGoesOn(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, heir string }{
		{"to another process", "two"},
		{"to the same, started again", "one"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s := startServer(t, embedded.NATSConfig{})
			one := connect(t, s, Config{Instance: "one", lockTTL: 2 * time.Second})
			f := openFrontier(t, one, FrontierConfig{})
			for i := range 20 {
				push(t, f, newLink(t, fmt.Sprintf("https://host%d.example/", i)))
			}
			for range 5 {
				next(t, f)
			}
			die(f)
			heir := openFrontier(t, dial(t, s, Config{Instance: test.heir, lockTTL: 2 * time.Second}), FrontierConfig{})
			seen := make(map[string]bool)
			for len(seen) < 20 { // long before the dead one's leases end by themselves
				l := next(t, heir)
				seen[l.Link().ID] = true
				if err := l.Done(soon(t)); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestFrontierSurvivesTheServer(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	// A link that was on its way when the connection broke comes back long before its lease ends, in a minute.
	f := openFrontier(t, connect(t, s, Config{lockTTL: 2 * time.Second}), FrontierConfig{})
	for i := range 20 {
		push(t, f, newLink(t, fmt.Sprintf("https://host%d.example/", i)))
	}
	l := next(t, f)
	deferred := l.Link()
	if err := l.Defer(soon(t), time.Now().Add(2*time.Second), deferred); err != nil {
		t.Fatal(err)
	}
	held := next(t, f)
	s.Close()
	eventually(t, "the lease cannot be extended", func() bool { return held.Extend() != nil })
	s.start(t)
	// A process that serves nothing counts the links all the same, though the server has forgotten their queues.
	counting := openFrontier(t, connect(t, s, Config{}), FrontierConfig{})
	hosts := make([]string, 20)
	for i := range hosts {
		hosts[i] = fmt.Sprintf("host%d.example", i)
	}
	if n, err := counting.Backlog(soon(t), hosts); err != nil || n < 19 {
		t.Errorf("backlog %d after the server's start, error %v: want the 19 links that are due or leased", n, err)
	}
	if err := held.Done(soon(t)); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{held.Link().ID: true}
	for len(seen) < 20 {
		l := next(t, f)
		seen[l.Link().ID] = true
		if err := l.Done(soon(t)); err != nil {
			t.Fatal(err)
		}
	}
	if !seen[deferred.ID] {
		t.Error("the deferred link never came due")
	}
}
