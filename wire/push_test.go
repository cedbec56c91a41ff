package wire

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newswire/article"
	"newswire/internal/embedded"
)

// TestPushBatch: links that come together are queued with one sync, but for those that wait already.
func TestPushBatch(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{})
	f := openFrontier(t, c, FrontierConfig{})
	links := make([]article.Link, 600)
	for i := range links {
		links[i] = newLink(t, fmt.Sprintf("https://www%d.example.com/%d", i%7, i))
	}
	push(t, f, links[0], links[1], links[2])
	deferred := next(t, f)
	if err := deferred.Defer(soon(t), time.Now().Add(time.Hour), deferred.Link()); err != nil {
		t.Fatal(err)
	}
	held := next(t, f)
	links[599] = links[598] // twice in one call
	urgent := links[2]
	urgent.Priority = article.PriorityFresh // it waits with another priority
	if n := push(t, f, append([]article.Link{urgent}, links...)...); n != 599-3 {
		t.Errorf("queued %d links, want 596", n)
	}
	if n := push(t, f, links...); n != 0 {
		t.Errorf("queued %d links that wait already", n)
	}
	if err := held.Done(soon(t)); err != nil {
		t.Fatal(err)
	}
	q, err := route(links[300])
	if err != nil {
		t.Fatal(err)
	}
	stream, err := c.stream(soon(t), streamFrontier)
	if err != nil {
		t.Fatal(err)
	}
	msg, err := stream.GetLastMsgForSubject(soon(t), q.subject(links[300].ID))
	if err != nil {
		t.Fatal(err)
	}
	if msg.Header.Get("Nats-Batch-Id") == "" {
		t.Error("a link among many was queued by itself")
	}
	if found, err := c.lastOf(soon(t), streamFrontier, []string{"frontier.none.>"}); err != nil || len(found) > 0 {
		t.Errorf("last of a subject that is not there: %q, %v", found, err)
	}
}

// TestPushBatchesMeet: processes that find the same links at the same time queue each once.
func TestPushBatchesMeet(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	links := make([]article.Link, 400)
	for i := range links {
		links[i] = newLink(t, fmt.Sprintf("https://www.example.com/%d", i))
	}
	var queued atomic.Int64
	var pushing sync.WaitGroup
	for i := range 4 {
		f := openFrontier(t, connect(t, s, Config{}), FrontierConfig{})
		mine := links[i*20 : 320+i*20]
		pushing.Go(func() {
			n, err := f.Push(soon(t), mine)
			if err != nil {
				t.Error(err)
			}
			queued.Add(int64(n))
		})
	}
	pushing.Wait()
	if n := queued.Load(); n != 380 {
		t.Errorf("queued %d links, want 380", n)
	}
}
