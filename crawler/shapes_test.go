package crawler

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"newswire/article"
	"newswire/site"
)

func TestShapeOf(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"/":          "/",
		"/fire":      "/{word}",
		"/politics/": "/{word}/",
		"/Politics/europe/a-vote-that-nobody-won": "/politics/*/{slug}",
		"/2025/01/24/fire-at-night.html":          "/{number}/*/*/{words}.html",
		"/news/1234567":                           "/news/{number}",
		"/news/one-fine-day-of-may-12345":         "/news/{slug}-{number}",
		"/a-first-part-of-words/x":                "/{slug}/{word}",
		"/a/b/c/d/e/f/g/h/i/x":                    "/a/*/*/*/*/*/{word}",
		"/story.php?ID=3&b=4&c=5":                 "/{word}.php?id&b",
		"/новости/пожар":                          "/новости/{word}",
		"/photo.jpg":                              "/{words}",
	} {
		u, err := url.Parse("https://www.example.com" + address)
		if err != nil {
			t.Fatal(err)
		}
		if got := shapeOf(u); got != want {
			t.Errorf("shapeOf(%s) = %s, want %s", address, got, want)
		}
	}
	long := "https://e/" + strings.Repeat("x", 5000) + "/" + strings.Repeat("y", 5000) + "?" + strings.Repeat("z", 5000)
	if u, err := url.Parse(long); err != nil || len(shapeOf(u)) > 100 {
		t.Errorf("%v, or a shape is as long as its address", err)
	}
}

// TestTallies: what is remembered is bounded, and wears off.
func TestTallies(t *testing.T) {
	t.Parallel()
	var s shapes
	for i := range 10 * maxShapes {
		s.note(fmt.Sprintf("https://e/section%c%c%c/x", 'a'+i/26/26, 'a'+i/26%26, 'a'+i%26), false)
		for range 3 {
			s.note("https://e/live/x", false)
		}
	}
	if n := len(s.list()); n > maxShapes {
		t.Errorf("%d shapes are remembered", n)
	}
	live := &url.URL{Path: "/live/y"}
	if !s.refuses(live, "1") || s.refuses(live, "0") || s.accepts(live) {
		t.Errorf("thousands of pages were no articles: %+v, want links refused but for a sample", s.tally(live))
	}
	s.note("https://e/live/z", true)
	if s.refuses(live, "1") {
		t.Error("a shape that gave an article is refused")
	}
	for range 2 * tallyWindow {
		s.note("https://e/live/x", false)
	}
	if !s.refuses(live, "1") {
		t.Error("one article counts for ever")
	}
}

// memoryShapes are Shapes in memory.
type memoryShapes struct {
	mu    sync.Mutex
	sites map[string]map[string]article.Tally
}

func (m *memoryShapes) Get(_ context.Context, name string) (map[string]article.Tally, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.sites[name]), nil
}

func (m *memoryShapes) Change(_ context.Context, name string, change func(map[string]article.Tally) map[string]article.Tally) (map[string]article.Tally, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sites[name] = change(maps.Clone(m.sites[name]))
	return maps.Clone(m.sites[name]), nil
}

// TestLearning: a site's pages of one shape are no articles, those of another, which nothing else speaks for, are.
func TestLearning(t *testing.T) {
	t.Parallel()
	var listed, briefs []string
	pages := map[string]http.HandlerFunc{}
	tickers := func(from, to int) {
		for i := from; i < to; i++ {
			listed = append(listed, fmt.Sprintf("/live/the-score-at-half-time-%d", 1000+i))
		}
	}
	tickers(0, 60)
	for i := range enoughArticles {
		briefs = append(briefs, fmt.Sprintf("/brief/x%d", i))
	}
	s := serve(t, pages)
	s.mu.Lock()
	front := func() http.HandlerFunc {
		var links strings.Builder
		for _, l := range slices.Concat(listed, []string{"/brief/unlisted", "/nothing/unlisted"}) {
			fmt.Fprintf(&links, `<a href="%s">x</a>`, l)
		}
		return html(links.String())
	}
	for i := range 200 {
		s.pages[fmt.Sprintf("/live/the-score-at-half-time-%d", 1000+i)] = html("ticker")
	}
	for _, b := range slices.Concat(briefs, []string{"/brief/unlisted"}) {
		s.pages[b] = html(story)
	}
	s.pages["/rss"], s.pages["/front"] = text("application/rss+xml", rss(briefs...)), front()
	s.mu.Unlock()
	daily := site.Site{Name: "daily", Pace: site.Pace{Parallelism: 8, Delay: 1}, Limits: site.Limits{MaxAge: -1},
		Sources: []site.Source{{Section: s.URL + "/front"}, {Feed: s.URL + "/rss"}}} // all are judged before any is fetched
	store := &memoryShapes{sites: map[string]map[string]article.Tally{}}
	still := true // no tickers are articles
	open := func() *bench {
		b := newBench(t, Config{Shapes: store}, daily)
		b.handle = func(_ context.Context, link article.Link, _ *article.Page) (Handled, error) {
			if strings.Contains(link.URL, "/live/") && still {
				return Handled{Outcome: NotArticle("section_front")}, nil
			}
			return Handled{Outcome: Created, ArticleID: link.ID}, nil
		}
		return b
	}
	first := open()
	stop := first.start(t)
	if run := first.crawl(t, "daily"); run.Counts.Outcomes["not_article:section_front"] != 60 || run.Counts.Skips["filtered:judge"] != 2 {
		t.Fatalf("at first: %+v, want all tickers fetched, and neither link that the judge is unsure of", run.Counts)
	}
	stop()

	// Another process, on what the first has kept.
	second := open()
	second.start(t)
	second.Crawler.states = first.states
	s.mu.Lock()
	tickers(60, 200)
	s.pages["/front"] = front()
	s.mu.Unlock()
	states := map[string]Outcome{}
	for l, err := range second.Report(t.Context(), Request{Site: "daily"}) {
		if err != nil {
			t.Fatal(err)
		}
		states[strings.TrimPrefix(l.URL, s.URL)] = l.State
	}
	if states["/brief/unlisted"] != NotFetched || states["/nothing/unlisted"] != "filtered:judge" {
		t.Errorf("in the report: %s, %s", states["/brief/unlisted"], states["/nothing/unlisted"])
	}
	want := []Shape{
		{Shape: "/brief/{word}", Tally: article.Tally{Fetched: 5, Articles: 5}, Accepted: true},
		{Shape: "/live/{slug}-{number}", Tally: article.Tally{Fetched: 60}, Refused: true},
	}
	if got := second.Shapes("daily"); !slices.Equal(got, want) {
		t.Errorf("learnt %+v, want %+v", got, want)
	}
	sample, left := 0, 0 // of the new ones, and what is left alone of all
	for i, l := range listed {
		switch {
		case !strings.HasPrefix(article.ID(s.URL+l), "0"):
			left++
		case i >= 60:
			sample++
		}
	}
	run := second.crawl(t, "daily")
	if c := run.Counts; c.Skips["filtered:learnt"] != left || c.Outcomes["not_article:section_front"] != sample || c.Outcomes["created"] != 1 {
		t.Errorf("then: %+v, want %d of 140 new tickers fetched, and the brief", c, sample)
	}

	// A feed is believed, also where a section page lists its links first; and it proves the rule wrong.
	named := slices.IndexFunc(listed[60:], func(l string) bool { return !strings.HasPrefix(article.ID(s.URL+l), "0") }) + 60
	s.mu.Lock()
	s.pages["/rss"] = text("application/rss+xml", rss(listed[named]))
	s.mu.Unlock()
	still = false
	third := open()
	third.start(t)
	third.Crawler.states = first.states
	run = third.crawl(t, "daily")
	if run.Counts.Outcomes["created"] != 1 {
		t.Errorf("listed by a feed: %+v", run.Counts)
	}
	run = third.crawl(t, "daily")
	if run.Counts.Skips["filtered:learnt"] != 0 || run.Counts.Outcomes["created"] != 140-sample-1 {
		t.Errorf("after an article of that shape: %+v, want all others fetched", run.Counts)
	}
}

// TestTeachers: a page teaches once, however often it is visited, and one that asks robots to prove themselves
// nothing.
func TestTeachers(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/wall/x": html(story), "/pictures/x": html(story)})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Revisit: site.Revisit{Min: -1},
		Sources: []site.Source{{URL: s.URL + "/wall/x"}, {URL: s.URL + "/pictures/x"}}})
	b.handle = func(_ context.Context, link article.Link, _ *article.Page) (Handled, error) {
		return Handled{Outcome: NotArticle(map[bool]string{true: "bot_challenge", false: "gallery"}[strings.HasSuffix(link.URL, "/wall/x")])}, nil
	}
	b.start(t)
	for range 3 {
		b.crawl(t, "daily")
	}
	if want := []Shape{{Shape: "/pictures/{word}", Tally: article.Tally{Fetched: 1}}}; !slices.Equal(b.Shapes("daily"), want) || s.hits("/pictures/x") != 3 {
		t.Errorf("learnt %+v in %d visits, want %+v in 3", b.Shapes("daily"), s.hits("/pictures/x"), want)
	}
}
