package crawler

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

// memoryRevisits are Revisits in memory, of one site.
type memoryRevisits struct {
	mu    sync.Mutex
	known map[string]article.Revisit
}

func (r *memoryRevisits) Put(_ context.Context, _, id string, v article.Revisit) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.known[id] = v
	return nil
}

func (r *memoryRevisits) Remove(_ context.Context, _, id string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.known, id)
	return nil
}

func (r *memoryRevisits) All(context.Context, string) iter.Seq2[article.Revisit, error] {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := slices.Collect(maps.Values(r.known))
	return func(yield func(article.Revisit, error) bool) {
		for _, v := range known {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// let makes all that is known due.
func (b *bench) let(r *memoryRevisits) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, v := range r.known {
		v.Due = time.Now()
		r.known[id] = v
	}
	b.states.mu.Lock()
	defer b.states.mu.Unlock()
	for id, s := range b.states.states {
		s.NextDue = time.Time{}
		b.states.states[id] = s
	}
}

// TestRevisits: articles that left the feed are visited again while they are young, within the budget; one
// that is gone is told once, and once more when it is there again.
func TestRevisits(t *testing.T) {
	t.Parallel()
	pages := map[string]http.HandlerFunc{}
	var first []string
	for i := range 5 {
		path := fmt.Sprintf("/2025/01/story-%d", i)
		first = append(first, path)
		pages[path] = html(story)
	}
	gone := pages[first[0]]
	pages[first[0]] = inTurn(gone, status(http.StatusGone), gone)
	pages["/2025/01/old"] = html(story)
	pages["/rss"] = inTurn(text("application/rss+xml", rss(append(first, "/2025/01/old")...)), text("application/rss+xml", rss()))
	s := serve(t, pages)
	r := &memoryRevisits{known: map[string]article.Revisit{}}
	b := newBench(t, Config{Revisits: r}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}, Revisit: site.Revisit{Budget: 4}})
	b.handle = func(_ context.Context, link article.Link, _ *article.Page) (Handled, error) {
		done := Handled{Outcome: Created, ArticleID: link.ID, ContentHash: "hash"}
		if link.URL == s.URL+"/2025/01/old" {
			done.ChangedAt = time.Now().AddDate(-1, 0, 0)
		}
		return done, nil
	}
	b.start(t)
	if run := b.crawl(t, "daily"); run.Counts.Outcomes["created"] != 6 {
		t.Fatalf("first run: %+v", run.Counts)
	}
	if len(r.known) != 5 {
		t.Errorf("%d articles are to be visited again, want the 5 young ones", len(r.known))
	}
	if run := b.crawl(t, "daily"); run.Counts.Found != 0 {
		t.Errorf("a run at once: %+v", run.Counts)
	}

	b.let(r)
	id := article.ID(s.URL + first[0])
	early := r.known[id]
	early.Due = early.Due.Add(-time.Hour)
	r.known[id] = early // the longest overdue comes first
	run := b.crawl(t, "daily")
	if c := run.Counts; c.Outcomes["unchanged"] != 3 || c.Outcomes["gone"] != 1 || c.Skips["budget"] != 1 {
		t.Errorf("second run: %+v", c)
	}
	if want := map[string]bool{id: true}; !maps.Equal(run.Gone, want) {
		t.Errorf("gone %v, want %v", run.Gone, want)
	}
	if _, ok := r.known[id]; ok {
		t.Error("a page that is gone is to be visited again")
	}
	again := b.crawl(t, "daily", s.URL+first[0])
	if want := map[string]bool{}; again.Counts.Outcomes["created"] != 1 || !maps.Equal(again.Gone, want) {
		t.Errorf("there again and published anew: %+v, gone %v", again.Counts, again.Gone)
	}
}

// TestAlwaysDue: what is always due is visited in each run, however much it is.
func TestAlwaysDue(t *testing.T) {
	t.Parallel()
	pages := map[string]http.HandlerFunc{}
	var listed []string
	for i := range defaultBudget + 1 {
		path := fmt.Sprintf("/2025/01/story-%d", i)
		listed = append(listed, path)
		pages[path] = html(story)
	}
	pages["/rss"] = text("application/rss+xml", rss(listed...))
	s := serve(t, pages)
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}, Revisit: site.Revisit{Min: -1}})
	b.start(t)
	b.crawl(t, "daily")
	if c := b.crawl(t, "daily").Counts; c.Queued != len(listed) || c.Skips[skipBudget] != 0 {
		t.Errorf("second run: %+v, want %d queued", c, len(listed))
	}
}

// TestThereAgain: a page that was gone and is there again as it was is told.
func TestThereAgain(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/rss": text("application/rss+xml", rss("/2025/01/story")), "/2025/01/story": inTurn(html(story), status(404), html(story))})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Feed: s.URL + "/rss"}}, Revisit: site.Revisit{Min: -1}})
	b.start(t)
	id := article.ID(s.URL + "/2025/01/story")
	for n, want := range []map[string]bool{nil, {id: true}, {id: false}} {
		if run := b.crawl(t, "daily"); !maps.Equal(run.Gone, want) {
			t.Errorf("run %d: gone %v, want %v: %+v", n+1, run.Gone, want, run.Counts)
		}
	}
}

// TestGoneByAnotherAddress: an address for print that is gone says nothing of the article, whose own is there;
// that says so at every visit, and that it is there again also after other failures.
func TestGoneByAnotherAddress(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/2025/01/story":       inTurn(html(story), html(story), status(410), status(410), status(401), html(story)),
		"/2025/01/story/print": inTurn(html(story), status(404), html(story), html(story), html(story), html(story)),
	})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Home: s.URL}}, Revisit: site.Revisit{Min: -1}})
	id := article.ID(s.URL + "/2025/01/story")
	b.handle = func(context.Context, article.Link, *article.Page) (Handled, error) {
		return Handled{Outcome: Unchanged, ArticleID: id, ContentHash: "hash"}, nil
	}
	b.start(t)
	for n, want := range []map[string]bool{nil, nil, {id: true}, {id: true}, nil, {id: false}} {
		for _, path := range []string{"/2025/01/story", "/2025/01/story/print"} {
			run := b.crawl(t, "daily", s.URL+path)
			if strings.HasSuffix(path, "print") {
				want = nil
			}
			if !maps.Equal(run.Gone, want) {
				t.Errorf("visit %d of %s: gone %v, want %v: %+v", n+1, path, run.Gone, want, run.Counts)
			}
		}
	}
}

// TestGoneByTheOnlyAddress: where the article's own address was never fetched, the one that was speaks for it.
func TestGoneByTheOnlyAddress(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/2025/01/story/amp": inTurn(html(story), status(404))})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Home: s.URL}}, Revisit: site.Revisit{Min: -1}})
	id := article.ID(s.URL + "/2025/01/story")
	b.handle = func(context.Context, article.Link, *article.Page) (Handled, error) {
		return Handled{Outcome: Created, ArticleID: id, ContentHash: "hash"}, nil
	}
	b.start(t)
	for n, want := range []map[string]bool{nil, {id: true}} {
		if run := b.crawl(t, "daily", s.URL+"/2025/01/story/amp"); !maps.Equal(run.Gone, want) {
			t.Errorf("visit %d: gone %v, want %v: %+v", n+1, run.Gone, want, run.Counts)
		}
	}
}

// hungRevisits are Revisits that do not answer.
type hungRevisits struct{ *memoryRevisits }

func (hungRevisits) Put(ctx context.Context, _, _ string, _ article.Revisit) error {
	<-ctx.Done()
	return ctx.Err()
}

// TestRevisitsHang: a page is settled though its next visit cannot be noted.
func TestRevisitsHang(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/2025/01/story": html(story)})
	b := newBench(t, Config{Revisits: hungRevisits{&memoryRevisits{}}}, site.Site{Name: "daily", Pace: quick, Sources: []site.Source{{Home: s.URL}}})
	b.start(t)
	before := time.Now()
	if run := b.crawl(t, "daily", s.URL+"/2025/01/story"); run.Counts.Outcomes["created"] != 1 {
		t.Errorf("the run: %+v", run.Counts)
	}
	if took := time.Since(before); took > settleTimeout/2 {
		t.Errorf("settling took %s", took)
	}
}

func TestRevisitDue(t *testing.T) {
	t.Parallel()
	s, err := compileSite(site.Site{Name: "daily", Hosts: []string{"e"}, Revisit: site.Revisit{Min: time.Hour, Max: 50 * time.Hour}})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	for _, c := range []struct {
		name  string
		state article.FetchState
		want  time.Duration
	}{
		{"at first", article.FetchState{}, time.Hour},
		{"unchanged", article.FetchState{Unchanged: 1}, 2 * time.Hour},
		{"twice", article.FetchState{Unchanged: 2}, 4 * time.Hour},
		{"for ever", article.FetchState{Unchanged: 1000}, 50 * time.Hour},
		{"failed", article.FetchState{Failures: 1}, time.Hour},
		{"twice failed", article.FetchState{Failures: 2}, 2 * time.Hour},
		{"of this hour", article.FetchState{ChangedAt: now.Add(-time.Hour)}, time.Hour},
		{"of yesterday", article.FetchState{ChangedAt: now.Add(-24 * time.Hour)}, 6 * time.Hour},
		{"of yesterday, and seen unchanged", article.FetchState{ChangedAt: now.Add(-24 * time.Hour), Unchanged: 3}, 8 * time.Hour},
		{"of last year", article.FetchState{ChangedAt: now.AddDate(-1, 0, 0)}, 50 * time.Hour},
	} {
		if got := s.due(now, c.state).Sub(now); got != c.want {
			t.Errorf("%s: due in %s, want %s", c.name, got, c.want)
		}
	}
	s.Revisit.Min = -1
	if !s.due(now, article.FetchState{Unchanged: 3}).IsZero() {
		t.Error("a negative minimum is not always due")
	}
}
