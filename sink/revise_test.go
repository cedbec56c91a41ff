package sink

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.mongodb.org/mongo-driver/v2/event"

	"newswire/article"
)

// stored describes all that the store holds of an article, one version a line: its number, and the title
// and minute of each fetch.
func stored(t *testing.T, m *Mongo, id string) string {
	t.Helper()
	current, err := m.current(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := m.replaced(t.Context(), current)
	if err != nil {
		t.Fatal(err)
	}
	return describe(append(versions, current))
}

func describe(versions []document) string {
	var b strings.Builder
	for _, v := range versions {
		fmt.Fprintf(&b, "%d:", v.Revision)
		for _, f := range v.fetches() {
			fmt.Fprintf(&b, " %s@%d", f.Title, f.FetchedAt.Minute())
			if !strings.HasSuffix(f.URL, fmt.Sprintf("?at=%d", f.FetchedAt.Minute())) || f.RecordHash != v.RecordHash {
				b.WriteString("(mixed up)")
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// fetched returns an article with the title, fetched at the minute by way of a URL that tells so.
func fetched(t *testing.T, page int, title string, minute, extractor int) *article.Article {
	return anArticle(t, page, minute, func(a *article.Article) {
		a.Title = title
		a.URL = fmt.Sprintf("%s?at=%d", a.URL, minute)
		a.Extraction.Version = extractor
	})
}

// A page that goes back and forth between records, is read anew by a newer extractor (minutes 20 and 50),
// and was fetched twice in the same instant (minute 55).
const wantVersions = `1: A@0
2: B@10
3: A@20 A@20 A@30
4: C@40 C@50
5: D@50
6: F@55
7: G@55
8: C@56
9: A@59
`

func deliveries(t *testing.T, page int) []*article.Article {
	t.Helper()
	same := []*article.Article{fetched(t, page, "F", 55, 1), fetched(t, page, "G", 55, 1)}
	if same[0].RecordHash > same[1].RecordHash {
		same[0].Title, same[1].Title = "G", "F" // told apart by the hash alone
		for _, a := range same {
			if err := a.Seal(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return append(same,
		fetched(t, page, "A", 0, 1), fetched(t, page, "B", 10, 1),
		fetched(t, page, "A", 20, 1), fetched(t, page, "A", 20, 2), fetched(t, page, "A", 30, 1),
		fetched(t, page, "C", 40, 1), fetched(t, page, "C", 50, 1), fetched(t, page, "D", 50, 2),
		fetched(t, page, "C", 56, 1), fetched(t, page, "A", 59, 1))
}

func TestStoreIsTheSameWhateverTheOrder(t *testing.T) {
	t.Parallel()
	t.Run("as the server is", func(t *testing.T) {
		t.Parallel()
		testOrders(t, connect(t, nil))
	})
	t.Run("guarded", func(t *testing.T) {
		t.Parallel()
		m := connect(t, nil)
		m.server.indexed = true // the filters that a MongoDB gets, which FerretDB knows as well
		testOrders(t, m)
	})
}

func testOrders(t *testing.T, m *Mongo) {
	t.Helper()
	for round := range 6 {
		all := deliveries(t, 100)
		// A page for each round; the hash that orders minute 55 leaves the page's number out of account.
		for _, a := range all {
			a.ID = article.ID(fmt.Sprint(round))
		}
		random := rand.New(rand.NewPCG(1, uint64(round)))
		sent := slices.Concat(all, all[:len(all)/2])
		random.Shuffle(len(sent), func(i, j int) { sent[i], sent[j] = sent[j], sent[i] })
		for len(sent) > 0 {
			n := min(len(sent), 1+random.IntN(4))
			write(t, m, sent[:n]...)
			sent = sent[n:]
		}
		if got := stored(t, m, all[0].ID); got != wantVersions {
			t.Fatalf("round %d: stored\n%swant\n%s", round, got, wantVersions)
		}
	}
}

func TestReplaceIsGuarded(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	m.server.indexed = true
	first := anArticle(t, 1, 0, titled("A"))
	write(t, m, first)
	stale, err := m.current(t.Context(), first.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []*article.Article{
		anArticle(t, 1, 1, titled("A")), // adds a sighting only
		anArticle(t, 1, 2, titled("B")),
	} {
		write(t, m, other)
		if err := m.replace(t.Context(), stale, stale); !errors.Is(err, errRaced) {
			t.Errorf("replacing on the grounds of a stale reading: %v, want %v", err, errRaced)
		}
	}
}

// TestCrashIsRepairedByRedelivery ends the process, as it were, after each of the writes that a delivery
// makes, delivers another version or none, and then delivers again.
func TestCrashIsRepairedByRedelivery(t *testing.T) {
	t.Parallel()
	var crash crasher
	m := connect(t, &event.CommandMonitor{Succeeded: crash.count})
	sorted := []*article.Article{
		fetched(t, 200, "A", 0, 1),
		fetched(t, 200, "C", 40, 1), fetched(t, 200, "C", 50, 1), fetched(t, 200, "D", 50, 2), fetched(t, 200, "C", 56, 1),
		fetched(t, 200, "A", 59, 1),
	}
	const want = "1: A@0\n2: C@40 C@50\n3: D@50\n4: C@56\n5: A@59\n"
	const first, split, newest = 0, 3, 5 // D parts what is one version without it

	page := 0
	for _, tt := range []struct {
		name      string
		cut, then int // whose delivery is cut short, and who comes before its redelivery
	}{
		{"newest", newest, newest},
		{"first", first, first},
		{"within a version", split, split},
		{"first, then newest", first, newest},
		{"within a version, then newest", split, newest},
		{"newest, then within a version", newest, split},
	} {
		for writes, completed := 1, false; !completed; writes++ {
			page++
			for _, a := range sorted {
				a.ID = article.ID(fmt.Sprint(page))
			}
			for i, a := range sorted {
				if i != tt.cut && i != tt.then {
					write(t, m, a)
				}
			}
			ctx := crash.after(t, writes)
			result := m.Write(ctx, sorted[tt.cut:tt.cut+1])[0]
			completed = result.Err == nil
			if errors.Is(result.Err, ErrPermanent) {
				t.Errorf("%s, %d writes: %v; want a transient error", tt.name, writes, result.Err)
			}
			crash.never()
			write(t, m, sorted[tt.then])
			write(t, m, sorted[tt.cut])
			if got := stored(t, m, sorted[0].ID); got != want {
				t.Errorf("%s, %d writes: stored\n%swant\n%s", tt.name, writes, got, want)
			}
		}
	}
}

// crasher ends a context after so many commands that write.
type crasher struct {
	mu     sync.Mutex
	left   int
	cancel context.CancelFunc
}

func (c *crasher) after(t *testing.T, writes int) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	c.mu.Lock()
	defer c.mu.Unlock()
	c.left, c.cancel = writes, cancel
	return ctx
}

func (c *crasher) never() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cancel()
	c.cancel = nil
}

func (c *crasher) count(_ context.Context, e *event.CommandSucceededEvent) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cancel == nil || e.CommandName != "insert" && e.CommandName != "update" {
		return
	}
	if c.left--; c.left == 0 {
		c.cancel()
	}
}
