package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sync/errgroup"

	"newswire/article"
	"newswire/crawler"
	"newswire/internal/demo"
	"newswire/internal/embedded"
	"newswire/pipeline"
	"newswire/sink"
	"newswire/site"
	"newswire/wire"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		// FerretDB and its SQLite driver leave these behind after a clean stop.
		goleak.IgnoreTopFunction("database/sql.(*DB).connectionOpener"),
		goleak.IgnoreTopFunction("github.com/FerretDB/FerretDB/internal/util/debugbuild.init.0.func1"),
	)
}

// connect returns a connection to an embedded server of the test's own, with streams set up.
func connect(t *testing.T) *wire.Conn {
	t.Helper()
	return dial(t, startNATS(t))
}

// startNATS starts an embedded server of the test's own and returns its address.
func startNATS(t *testing.T) string {
	t.Helper()
	server, err := embedded.StartNATS(embedded.NATSConfig{Dir: t.TempDir()}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server.URL()
}

// dial returns a connection to a server, with streams set up.
func dial(t *testing.T, url string) *wire.Conn {
	t.Helper()
	conn, err := wire.Connect(t.Context(), wire.Config{URL: url}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	if err := conn.Setup(t.Context()); err != nil {
		t.Fatal(err)
	}
	return conn
}

// background runs f until the test ends, and then expects it to end without an error.
func background(t *testing.T, f func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	var group errgroup.Group
	group.Go(func() error { return f(ctx) })
	t.Cleanup(func() {
		cancel()
		if err := group.Wait(); err != nil {
			t.Error(err)
		}
	})
}

// shelf is a sink in memory that fails as it is told to.
type shelf struct {
	mu     sync.Mutex
	fail   func(*article.Article) error
	stored map[string]*article.Article
	writes int
}

func (s *shelf) Write(_ context.Context, batch []*article.Article) []sink.Result {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	results := make([]sink.Result, len(batch))
	for i, a := range batch {
		if s.fail != nil {
			if results[i].Err = s.fail(a); results[i].Err != nil {
				continue
			}
		}
		if s.stored == nil {
			s.stored = map[string]*article.Article{}
		}
		results[i].Status = sink.Created
		if _, known := s.stored[a.ID]; known {
			results[i].Status = sink.Updated
		}
		s.stored[a.ID] = a
	}
	return results
}

func (s *shelf) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.stored)
}

func publish(t *testing.T, conn *wire.Conn, n int) *article.Article {
	t.Helper()
	address := fmt.Sprintf("https://www.example.com/%d", n)
	a := &article.Article{
		URL: address, CanonicalURL: address, Site: "example", Title: fmt.Sprintf("Number %d", n), Body: "Body.",
		Revision: 1, FetchedAt: time.Now(), Extraction: &article.Extraction{Version: 1},
	}
	if err := a.Seal(); err != nil {
		t.Fatal(err)
	}
	if err := conn.Publish(t.Context(), a, wire.Created, ""); err != nil {
		t.Fatal(err)
	}
	return a
}

func drain(t *testing.T, conn *wire.Conn) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := pipeline.Drain(ctx, conn); err != nil {
		t.Fatal(err)
	}
}

func TestStoreRetriesTransientFailures(t *testing.T) {
	t.Parallel()
	conn := connect(t)
	outage := true // guarded by the shelf's lock
	s := &shelf{fail: func(*article.Article) error {
		if outage {
			outage = false
			return errors.New("the store is away")
		}
		return nil
	}}
	store, err := pipeline.NewStore(t.Context(), conn, s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	background(t, store.Run)
	for n := range 3 {
		publish(t, conn, n)
	}
	drain(t, conn)
	if got := s.count(); got != 3 {
		t.Errorf("%d articles stored, want 3", got)
	}
	if counts := store.Counts(); counts.Created != 3 || counts.Retried != 1 || counts.Dead != 0 {
		t.Errorf("counts = %+v, want 3 created, 1 retried", counts)
	}
}

func TestStoreBuriesPermanentFailures(t *testing.T) {
	t.Parallel()
	conn := connect(t)
	s := &shelf{fail: func(a *article.Article) error {
		if a.Title == "Number 1" {
			return fmt.Errorf("%w: too odd", sink.ErrPermanent)
		}
		return nil
	}}
	store, err := pipeline.NewStore(t.Context(), conn, s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	background(t, store.Run)
	for n := range 3 {
		publish(t, conn, n)
	}
	drain(t, conn)
	if got := s.count(); got != 2 {
		t.Errorf("%d articles stored beside the bad one, want 2", got)
	}
	var letters []wire.DeadLetter
	for d, err := range conn.DeadLetters(t.Context(), wire.DeadFilter{}) {
		if err != nil {
			t.Fatal(err)
		}
		letters = append(letters, d)
	}
	if len(letters) != 1 || letters[0].Stage != "store" || letters[0].Site != "example" {
		t.Fatalf("dead letters = %+v, want one of stage store", letters)
	}

	// What was wrong is put right, and the letter is tried again.
	s.mu.Lock()
	s.fail = nil
	s.mu.Unlock()
	if err := pipeline.Revive(t.Context(), conn, letters[0].Seq); err != nil {
		t.Fatal(err)
	}
	drain(t, conn)
	if got := s.count(); got != 3 {
		t.Errorf("%d articles stored after the retry, want 3", got)
	}
	if _, err := conn.DeadLetter(t.Context(), letters[0].Seq); !errors.Is(err, wire.ErrNoLetter) {
		t.Errorf("the letter is still there: %v", err)
	}
}

// ingest returns an ingest of the demo sites, with profiles for all of them, whose workers run.
func ingest(t *testing.T, conn *wire.Conn, profiles ...site.Profile) (*pipeline.Ingest, *demo.Server) {
	t.Helper()
	sites, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := sites.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	configured := sites.Sites()
	for i := range configured {
		configured[i].Profiles = append(configured[i].Profiles, profiles...)
	}
	in, err := pipeline.NewIngest(t.Context(), pipeline.IngestConfig{
		Crawler: crawler.Config{Dial: sites.DialContext},
		Sites:   configured,
	}, conn, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := in.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	background(t, in.Run)
	return in, sites
}

func TestCrawlToStore(t *testing.T) {
	t.Parallel()
	conn := connect(t)
	in, sites := ingest(t, conn)
	s := &shelf{}
	store, err := pipeline.NewStore(t.Context(), conn, s, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	background(t, store.Run)

	crawl := func() (created, updated int) {
		for _, st := range sites.Sites() {
			run, err := in.Crawl(t.Context(), crawler.Request{ID: pipeline.RunID(st.Name), Site: st.Name, Trigger: "test"})
			if err != nil {
				t.Fatal(err)
			}
			created += run.Counts.Outcomes[string(crawler.Created)]
			updated += run.Counts.Outcomes[string(crawler.Updated)]
			ended := 0
			for _, n := range run.Counts.Outcomes {
				ended += n
			}
			if run.Counts.Found != run.Counts.Queued+run.Counts.Skipped || ended != run.Counts.Queued {
				t.Errorf("%s: the ledger does not add up: %+v", st.Name, run.Counts)
			}
		}
		drain(t, conn)
		return created, updated
	}
	want := len(sites.Expected())
	if created, updated := crawl(); created != want || updated != 0 {
		t.Errorf("first crawl: %d created, %d updated; want %d and 0", created, updated, want)
	}
	if got := s.count(); got != want {
		t.Errorf("%d articles stored, want %d", got, want)
	}
	if created, updated := crawl(); created != 0 || updated != 1 {
		t.Errorf("second crawl: %d created, %d updated; want 0 and 1", created, updated)
	}
	for _, e := range sites.Expected() {
		if a := s.stored[article.ID(e.CanonicalURL())]; a == nil || a.Revision != len(e.Versions) {
			t.Errorf("%s: want it stored at revision %d, got %v", e.CanonicalURL(), len(e.Versions), a)
		}
	}
}

// records keeps what runs leave behind.
type records struct {
	mu   sync.Mutex
	runs []site.Run
}

func (r *records) SaveRun(_ context.Context, run site.Run) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.runs = append(r.runs, run)
	return nil
}

func (r *records) SaveHealth(context.Context, site.Health) error { return nil }

func (r *records) MarkGone(context.Context, map[string]bool, time.Time) error { return nil }

func TestScheduleFiresOncePerCluster(t *testing.T) {
	t.Parallel()
	conn := connect(t)
	in, demoSites := ingest(t, conn)
	var sites []site.Site
	for _, s := range demoSites.Sites() {
		s.Schedule = "0 0 1 1 *" // its last time is made up for at once, its next is far away
		sites = append(sites, s)
	}
	r := &records{}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var schedulers errgroup.Group
	for range 3 {
		schedulers.Go(func() error {
			return pipeline.NewSchedule(sites, "UTC", in, conn, r, slog.New(slog.DiscardHandler)).Run(ctx)
		})
	}
	deadline := time.After(30 * time.Second)
	for {
		r.mu.Lock()
		n := len(r.runs)
		r.mu.Unlock()
		if n >= len(sites) {
			break
		}
		select {
		case <-deadline:
			t.Fatalf("%d runs after 30 s, want %d", n, len(sites))
		case <-time.After(20 * time.Millisecond):
		}
	}
	cancel()
	if err := schedulers.Wait(); err != nil {
		t.Error(err)
	}
	if len(r.runs) != len(sites) {
		t.Errorf("three schedulers made %d runs of %d sites", len(r.runs), len(sites))
	}
}

// A run that waits for the one before is left out when another process has claimed a later one meanwhile.
func TestOverlapWaitsOnce(t *testing.T) {
	t.Parallel()
	conn := connect(t)
	in, demoSites := ingest(t, conn)
	st := demoSites.Sites()[0]
	st.Schedule, st.Overlap = "0 0 1 1 *", site.OverlapWait // its last time is made up for at once
	under, err := conn.Lock(t.Context(), "run."+st.Name)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, log := &records{}, &lines{said: make(chan string, 100)}
	var scheduler errgroup.Group
	scheduler.Go(func() error {
		return pipeline.NewSchedule([]site.Site{st}, "UTC", in, conn, r, slog.New(slog.NewTextHandler(log, nil))).Run(ctx)
	})
	for {
		if last, err := conn.LastTick(t.Context(), st.Name); err != nil {
			t.Fatal(err)
		} else if !last.IsZero() {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if won, err := conn.Tick(t.Context(), st.Name, time.Now()); !won || err != nil {
		t.Fatalf("claiming a later run: %t, %v", won, err)
	}
	if err := under.Release(t.Context()); err != nil {
		t.Fatal(err)
	}
	for left := false; !left; {
		select {
		case line := <-log.said:
			if strings.Contains(line, "run ended") {
				t.Fatal("the earlier run was made as well")
			}
			left = strings.Contains(line, "run left out")
		case <-time.After(30 * time.Second):
			t.Fatal("nothing became of the run")
		}
	}
	cancel()
	if err := scheduler.Wait(); err != nil {
		t.Error(err)
	}
}

// lines passes on what is logged.
type lines struct{ said chan string }

func (l *lines) Write(line []byte) (int, error) {
	l.said <- string(line)
	return len(line), nil
}

// A profile that matches no more falls back, and the run says so.
func TestStaleProfile(t *testing.T) {
	t.Parallel()
	in, sites := ingest(t, connect(t), site.Profile{
		Title: site.Rule{Selector: "h1"}, Category: site.Rule{Selector: ".moved-elsewhere"},
	})
	name := sites.Sites()[0].Name
	run, err := in.Crawl(t.Context(), crawler.Request{ID: pipeline.RunID(name), Site: name, Trigger: "test"})
	if err != nil {
		t.Fatal(err)
	}
	c := run.Counts
	// An article met again under another address is unchanged.
	if read := c.Outcomes[string(crawler.Created)] + c.Outcomes[string(crawler.Unchanged)]; c.Profiled != read || c.Missed["category"] != read || c.Missed["title"] != 0 {
		t.Errorf("%d articles: %d read with the profile, missed %v; want all, and the category on all", read, c.Profiled, c.Missed)
	}
	if h := pipeline.Assess(run); !strings.Contains(h.Warning, "profile.category matched nothing") {
		t.Errorf("health: %+v, want a warning of profile.category", h)
	}
}

func TestAssess(t *testing.T) {
	t.Parallel()
	ended := time.Date(2025, 1, 24, 9, 31, 0, 0, time.UTC)
	tests := []struct {
		name    string
		counts  site.Counts
		warning string // a part of it
		success bool
	}{
		{"all well", site.Counts{Found: 3, Queued: 2, Skipped: 1, Fetched: 3}, "", true},
		{"nothing new", site.Counts{Found: 3, Skipped: 3, Fetched: 1}, "", true},
		{"found nothing", site.Counts{Fetched: 1}, "found nothing", false},
		{"fetched nothing", site.Counts{Found: 3, Queued: 3}, "fetched nothing", false},
		{"profile matches here and there", site.Counts{Found: 9, Fetched: 9, Profiled: 9, Missed: map[string]int{"tags": 8}}, "", true},
		{"profile matches no more", site.Counts{Found: 9, Fetched: 9, Profiled: 9, Missed: map[string]int{"title": 9, "tags": 8}}, "profile.title matched nothing on any of the last run's 9", true},
		{"too few to tell", site.Counts{Found: 2, Fetched: 2, Profiled: 2, Missed: map[string]int{"title": 2}}, "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := pipeline.Assess(site.Run{Site: "a", EndedAt: ended, Counts: tt.counts})
			if (h.Warning == "") != (tt.warning == "") || !strings.Contains(h.Warning, tt.warning) || h.LastSuccess.IsZero() == tt.success {
				t.Errorf("Assess = %+v", h)
			}
		})
	}
}
