package web

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"newswire/article"
)

func numbered(n, revision int) *article.Article {
	return &article.Article{ID: fmt.Sprint(n), Title: fmt.Sprintf("Article %d", n), Revision: revision, RecordHash: fmt.Sprint(revision)}
}

func quietFeed(tail tailFunc) *feed {
	return newFeed(tail, time.Now(), slog.New(slog.DiscardHandler))
}

func ids(entries []entry) []string {
	var list []string
	for _, e := range entries {
		list = append(list, fmt.Sprintf("%s/%d", e.article.ID, e.article.Revision))
	}
	return list
}

func TestFeedKeepsTheLast(t *testing.T) {
	t.Parallel()
	f := quietFeed(nil)
	for i := range remembered + 3 {
		f.publish(numbered(i, 1))
	}
	entries, _ := f.latest()
	if len(entries) != remembered || entries[0].article.ID != "202" || entries[remembered-1].article.ID != "3" {
		t.Errorf("%d kept, from %s to %s; want 200, from 202 to 3", len(entries), entries[0].article.ID, entries[len(entries)-1].article.ID)
	}
}

func TestFeedKeepsOneOfEach(t *testing.T) {
	t.Parallel()
	f := quietFeed(nil)
	for _, a := range []*article.Article{numbered(1, 1), numbered(2, 1), numbered(1, 1), numbered(1, 2), numbered(2, 1)} {
		f.publish(a)
	}
	entries, mark := f.latest()
	if got := fmt.Sprint(ids(entries)); got != "[1/2 2/1]" {
		t.Errorf("kept %s, want the update on top and no repetition: [1/2 2/1]", got)
	}
	if _, missed, err := f.join(mark); err != nil || len(missed) != 0 {
		t.Errorf("join at the latest mark: missed %v, error %v; want none", ids(missed), err)
	}
}

func TestFeedDropsWhoLagsAndNobodyElse(t *testing.T) {
	t.Parallel()
	f := quietFeed(nil)
	slow, _, err := f.join("")
	if err != nil {
		t.Fatal(err)
	}
	quick, _, err := f.join("")
	if err != nil {
		t.Fatal(err)
	}
	for i := range slack + 1 {
		f.publish(numbered(i, 1))
		if e := <-quick.articles; e.article.ID != fmt.Sprint(i) {
			t.Fatalf("article %s, want %d", e.article.ID, i)
		}
	}
	var last entry
	for e := range slow.articles { // closed, or this would not end
		last = e
	}
	if last.seq != slack {
		t.Errorf("the slow client got %d articles before it was dropped, want %d", last.seq, slack)
	}
	if _, missed, err := f.join(f.mark(last.seq)); err != nil || fmt.Sprint(ids(missed)) != fmt.Sprintf("[%d/1]", slack) {
		t.Errorf("coming back it missed %v, error %v; want the one after", ids(missed), err)
	}
	f.leave(slow) // once more does no harm
	f.leave(quick)
	if clients, _ := f.state(); clients != 1 {
		t.Errorf("%d clients, want 1", clients)
	}
}

func TestFeedBoundsItsClients(t *testing.T) {
	t.Parallel()
	f := quietFeed(nil)
	for range maxClients {
		if _, _, err := f.join(""); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := f.join(""); !errors.Is(err, errTooManyClients) {
		t.Errorf("one more: %v, want errTooManyClients", err)
	}
	f.end()
	if _, _, err := f.join(""); err == nil {
		t.Error("a client joined a feed that has ended")
	}
}

func TestFeedTakesUpABrokenTail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		broken := errors.New("connection lost")
		var sinces []time.Duration // of each call, from the start
		tail := func(ctx context.Context, since time.Time) iter.Seq2[*article.Article, error] {
			return func(yield func(*article.Article, error) bool) {
				sinces = append(sinces, since.Sub(start))
				switch len(sinces) {
				case 1:
					_ = yield(nil, errors.New("no article")) && yield(numbered(1, 1), nil) && yield(nil, broken)
				case 2, 3:
					yield(nil, broken)
				default:
					if yield(numbered(1, 1), nil) && yield(numbered(2, 1), nil) {
						<-ctx.Done()
					}
				}
			}
		}
		f := quietFeed(tail)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); f.run(ctx) }()

		synctest.Wait()
		if _, err := f.state(); !errors.Is(err, broken) {
			t.Errorf("while the tail is down the problem is %v, want %v", err, broken)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if _, err := f.state(); err != nil {
			t.Errorf("once it is up again the problem is %v, want nil", err)
		}
		if entries, _ := f.latest(); fmt.Sprint(ids(entries)) != "[2/1 1/1]" {
			t.Errorf("kept %v, want [2/1 1/1]", ids(entries))
		}
		if want := "[-24h0m0s -1m0s -1m0s -1m0s]"; fmt.Sprint(sinces) != want {
			t.Errorf("the tail began at %v, want %s", sinces, want)
		}
		cancel()
		<-done
	})
}

func TestFeedTrustsAQuietTail(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		tail := func(ctx context.Context, _ time.Time) iter.Seq2[*article.Article, error] {
			return func(func(*article.Article, error) bool) {
				if calls++; calls > 1 {
					<-ctx.Done()
				}
			}
		}
		f := quietFeed(tail)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); f.run(ctx) }()
		synctest.Wait()
		if _, err := f.state(); err == nil {
			t.Error("a tail that ended at once is no problem")
		}
		time.Sleep(firstPause + settled + time.Second)
		if _, err := f.state(); err != nil {
			t.Errorf("a tail that holds without a word is a problem: %v", err)
		}
		cancel()
		<-done
	})
}

func TestMemo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		fetched := 0
		failing := true
		m := newMemo(2*time.Second, func(ctx context.Context) (int, error) {
			select {
			case <-time.After(100 * time.Millisecond):
			case <-ctx.Done():
				return 0, ctx.Err()
			}
			if failing {
				return 0, errors.New("not now")
			}
			fetched++
			return fetched, nil
		})
		if _, err := m.get(t.Context()); err == nil {
			t.Error("an error was swallowed")
		}
		failing = false
		got := make(chan int)
		for range 5 {
			go func() {
				v, err := m.get(t.Context())
				if err != nil {
					t.Error(err)
				}
				got <- v
			}()
		}
		hasty, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		if _, err := m.get(hasty); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("waiting for the others' turn: %v, want the deadline", err)
		}
		for range 5 {
			if v := <-got; v != 1 {
				t.Errorf("value %d, want the first fetch's, an error not kept", v)
			}
		}
		time.Sleep(2 * time.Second)
		if v, err := m.get(t.Context()); err != nil || v != 2 {
			t.Errorf("after its time: %d, %v; want 2", v, err)
		}
	})
}
