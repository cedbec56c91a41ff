package wire

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"newswire/internal/embedded"
)

// echo answers with what it is asked.
func echo(_ context.Context, _ string, _ Held, request []byte) []byte { return request }

// held tells how many partitions a process may make requests to.
func held(t *testing.T, f *Frontier) (n int) {
	t.Helper()
	for p := range Partitions {
		switch _, h, err := f.Hold(soon(t), hostIn(p)); {
		case err == nil:
			h.Release()
			n++
		case !errors.Is(err, ErrElsewhere):
			t.Fatal(err)
		}
	}
	return n
}

func TestHostIsHeldByOne(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	one := openFrontier(t, connect(t, s, Config{lockTTL: 2 * time.Second}), FrontierConfig{Answer: echo})
	if n := held(t, one); n != Partitions {
		t.Fatalf("a guest that is alone holds %d partitions", n)
	}
	const busy = 40 // more than the first may keep
	var releases []func()
	var waits []context.Context
	for i := range busy {
		_, h, err := one.Hold(soon(t), hostIn(i))
		if err != nil {
			t.Fatal(err)
		}
		releases = append(releases, h.Release)
		waiting, stop := h.Until(t.Context())
		defer stop()
		waits = append(waits, waiting)
	}
	two := openFrontier(t, dial(t, s, Config{lockTTL: 2 * time.Second}), FrontierConfig{Answer: echo})
	eventually(t, "the second holds some", func() bool { return held(t, two) == Partitions-busy })
	for i := range Partitions {
		host := hostIn(i)
		_, first, err1 := one.Hold(soon(t), host)
		_, second, err2 := two.Hold(soon(t), host)
		if err1 == nil && err2 == nil {
			t.Errorf("partition %d is held by both", i)
		}
		if err1 == nil {
			first.Release()
		}
		if err2 == nil {
			second.Release()
		}
	}
	// The first begins nothing more in those that the second is to have, and is told so.
	if n := held(t, one); n != Partitions/2 {
		t.Errorf("the first holds %d partitions, with requests under way in %d", n, busy)
	}
	told := 0
	for _, w := range waits {
		if w.Err() != nil {
			told++
		}
	}
	if told != busy-Partitions/2 {
		t.Errorf("of %d holds, %d were told to make way, want %d", busy, told, busy-Partitions/2)
	}
	released := time.Now()
	for _, release := range releases {
		release()
	}
	eventually(t, "both hold half", func() bool { return held(t, two) == Partitions/2 && held(t, one) == Partitions/2 })
	late := 0
	for i := range busy {
		if _, h, err := two.Hold(soon(t), hostIn(i)); err == nil {
			h.Release()
			if h.Since.After(released) {
				late++
			}
		}
	}
	if want := busy - Partitions/2; late != want {
		t.Errorf("%d partitions were taken after the requests, want %d", late, want)
	}
}

func TestWorkerTakesHostsFromGuests(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	guest := openFrontier(t, connect(t, s, Config{lockTTL: 2 * time.Second}), FrontierConfig{Answer: echo})
	if n := held(t, guest); n != Partitions {
		t.Fatalf("the guest holds %d partitions", n)
	}
	worker := openFrontier(t, dial(t, s, Config{lockTTL: 2 * time.Second}), FrontierConfig{Answer: echo})
	push(t, worker, newLink(t, "https://www.example.com/"))
	if err := next(t, worker).Done(soon(t)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the worker holds all", func() bool { return held(t, worker) == Partitions })
	if n := held(t, guest); n != 0 {
		t.Errorf("the guest still holds %d partitions", n)
	}
	if err := worker.Close(soon(t)); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the guest holds all again", func() bool { return held(t, guest) == Partitions })
}

func TestAsk(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	owner := openFrontier(t, connect(t, s, Config{}), FrontierConfig{Answer: func(ctx context.Context, _ string, _ Held, request []byte) []byte {
		if string(request) == "slow" {
			_ = pause(ctx, askSilence+time.Second) // longer than a silence may last
		}
		return request
	}})
	asker := openFrontier(t, dial(t, s, Config{}), FrontierConfig{})
	if _, err := asker.Ask(soon(t), "www.example.com", []byte("hello")); !errors.Is(err, ErrElsewhere) {
		t.Errorf("with nobody there: %v", err)
	}
	held(t, owner)
	for _, request := range [][]byte{[]byte("hello"), []byte("slow"), bytes.Repeat([]byte("again "), 100_000)} {
		reply, err := asker.Ask(soon(t), "www.example.com", request)
		if err != nil || !bytes.Equal(reply, request) {
			t.Errorf("%d bytes came back of %d: %v", len(reply), len(request), err)
		}
	}
}

func TestAskForMuch(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	large := make([]byte, 3<<20)
	_, _ = rand.Read(large) // it does not fail
	owner := openFrontier(t, connect(t, s, Config{}), FrontierConfig{Answer: func(context.Context, string, Held, []byte) []byte { return large }})
	held(t, owner)
	c := dial(t, s, Config{})
	reply, err := openFrontier(t, c, FrontierConfig{}).Ask(soon(t), "www.example.com", nil)
	if err != nil || !bytes.Equal(reply, large) {
		t.Fatalf("%d bytes came back of %d: %v", len(reply), len(large), err)
	}
	store, err := c.js.ObjectStore(soon(t), bucketLarge)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := store.List(soon(t)); err == nil && len(left) > 0 {
		t.Errorf("%s was left behind", left[0].Name)
	}
}

// TestAskWithinBounds: a process works on so many requests at a time, and only for hosts of the partition that it
// is asked in.
func TestAskWithinBounds(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	const most = 3
	begun, leave := make(chan string, most), make(chan struct{})
	owner := openFrontier(t, connect(t, s, Config{}), FrontierConfig{Answers: most, Answer: func(ctx context.Context, host string, _ Held, request []byte) []byte {
		begun <- host
		select {
		case <-leave:
		case <-ctx.Done():
		}
		return request
	}})
	held(t, owner)
	c := dial(t, s, Config{})
	asker := openFrontier(t, c, FrontierConfig{})
	replies := make(chan error, most)
	for i := range most {
		go func() {
			_, err := asker.Ask(soon(t), hostIn(i), []byte("hello"))
			replies <- err
		}()
		if host := <-begun; host != hostIn(i) {
			t.Errorf("asked for %s, told %s", hostIn(i), host)
		}
	}
	if _, err := asker.Ask(soon(t), hostIn(most), []byte("hello")); !errors.Is(err, ErrElsewhere) || len(begun) > 0 {
		t.Errorf("one too many: %v", err)
	}
	close(leave)
	for range most {
		if err := <-replies; err != nil {
			t.Error(err)
		}
	}
	eventually(t, "there is room again", func() bool {
		_, err := asker.Ask(soon(t), hostIn(most), []byte("hello"))
		return err == nil
	})
	<-begun

	for _, header := range []nats.Header{nil, {headerHost: {hostIn(2)}}} {
		reply, err := c.nc.RequestMsgWithContext(soon(t), &nats.Msg{Subject: askSubject(1), Header: header, Data: []byte("hello")})
		if err != nil || reply.Header.Get(headerReply) != replyRefused || len(begun) > 0 {
			t.Errorf("asked in partition 1 with %v: %v, %v", header, reply, err)
		}
	}
}

func TestHoldEndsWithTheServer(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	f := openFrontier(t, connect(t, s, Config{lockTTL: time.Second}), FrontierConfig{})
	held, h, err := f.Hold(soon(t), "www.example.com")
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	select {
	case <-held.Done():
	case <-soon(t).Done():
		t.Error("held, although others may have the host by now")
	}
	h.Release()
	if _, _, err := f.Hold(soon(t), "www.example.com"); !errors.Is(err, ErrElsewhere) {
		t.Errorf("held anew without the server: %v", err)
	}
	s.start(t)
	eventually(t, "held again", func() bool {
		_, h, err := f.Hold(soon(t), "www.example.com")
		if err == nil {
			h.Release()
		}
		return err == nil
	})
}
