package sink

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

func TestArticlesSelects(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	var batch []*article.Article
	for page := range 5 { // published an hour apart
		batch = append(batch, anArticle(t, page, 0, func(a *article.Article) {
			a.Site = []string{"a", "b"}[page%2]
			if page == 4 {
				a.Category, a.PublishedAt = "Peace", time.Time{}
			}
		}))
	}
	write(t, m, batch...)
	at := func(page int) time.Time { return batch[page].PublishedAt }

	for _, tt := range []struct {
		name    string
		query   Query
		ordered bool
		want    []string
	}{
		{"all", Query{}, false, []string{"Headline 0", "Headline 1", "Headline 2", "Headline 3", "Headline 4"}},
		{"site", Query{Site: "b"}, false, []string{"Headline 1", "Headline 3"}},
		{"category", Query{Category: "Peace"}, false, []string{"Headline 4"}},
		{"site and category", Query{Site: "b", Category: "Peace"}, false, nil},
		{"from", Query{From: at(2)}, false, []string{"Headline 2", "Headline 3"}},
		{"to", Query{To: at(2)}, false, []string{"Headline 0", "Headline 1"}},
		{"from and to", Query{From: at(1), To: at(3)}, false, []string{"Headline 1", "Headline 2"}},
		{"newest", Query{NewestFirst: true, Limit: 2}, true, []string{"Headline 3", "Headline 2"}},
		{"newest of a site", Query{Site: "a", From: at(0), NewestFirst: true}, true, []string{"Headline 2", "Headline 0"}},
	} {
		var got []string
		for a, err := range m.Articles(t.Context(), tt.query) {
			if err != nil {
				t.Fatalf("%s: %v", tt.name, err)
			}
			got = append(got, a.Title)
		}
		if !tt.ordered {
			slices.Sort(got)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		want := int64(-1) // FerretDB would have to read them
		if m.server.indexed {
			want = int64(len(tt.want))
		}
		if n, err := m.Estimate(t.Context(), tt.query); err != nil || n != want {
			t.Errorf("%s: estimated at %d, want %d: %v", tt.name, n, want, err)
		}
	}

	for _, err := range m.Articles(t.Context(), Query{}) {
		if err != nil {
			t.Error(err)
		}
		break // leaves the rest on the server
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for a, err := range m.Articles(ended, Query{}) {
		if a != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("after the context's end: %v, %v", a, err)
		}
	}
}

func TestUnknownArticle(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	if _, err := m.Get(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Get: %v", err)
	}
	if _, err := m.Revisions(t.Context(), "none"); !errors.Is(err, ErrNotFound) {
		t.Errorf("Revisions: %v", err)
	}
}

func TestLedgers(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	start := time.Date(2025, 1, 24, 9, 0, 0, 0, time.UTC)
	for i, id := range []string{"r1", "r2", "r3"} {
		run := site.Run{ID: id, Site: "a", Trigger: "schedule", StartedAt: start.Add(time.Duration(i) * time.Hour)}
		for range 2 { // begun, ended
			if err := m.SaveRun(t.Context(), run); err != nil {
				t.Fatal(err)
			}
			run.EndedAt = run.StartedAt.Add(time.Minute)
			run.Counts = site.Counts{Found: 3, Outcomes: map[string]int{"stored": 2, "failed": 1}}
			run.Errors = []string{"https://www.example.com/1: 404"}
		}
	}
	runs, err := m.Runs(t.Context(), 2)
	if err != nil || len(runs) != 2 || runs[0].ID != "r3" || runs[1].ID != "r2" {
		t.Fatalf("Runs: %+v, %v; want r3 and r2", runs, err)
	}
	if r := runs[0]; r.Counts.Outcomes["stored"] != 2 || len(r.Errors) != 1 || !r.EndedAt.Equal(start.Add(2*time.Hour+time.Minute)) {
		t.Errorf("run read back as %+v", r)
	}

	for _, h := range []site.Health{
		{Site: "b", LastRun: start, Warning: "found nothing"},
		{Site: "a", LastRun: start, LastSuccess: start, Articles: 3},
		{Site: "b", LastRun: start.Add(time.Hour), LastSuccess: start.Add(time.Hour)},
	} {
		if err := m.SaveHealth(t.Context(), h); err != nil {
			t.Fatal(err)
		}
	}
	healths, err := m.Healths(t.Context())
	want := []site.Health{
		{Site: "a", LastRun: start, LastSuccess: start, Articles: 3},
		{Site: "b", LastRun: start.Add(time.Hour), LastSuccess: start.Add(time.Hour)},
	}
	if err != nil || !slices.Equal(healths, want) {
		t.Errorf("Healths: %+v, %v; want %+v", healths, err, want)
	}
}
