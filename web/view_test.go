package web

import (
	"slices"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

func TestLink(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                  string
		canonical, final, url string
		want                  string
	}{
		{"canonical first", "https://a.example/c", "https://a.example/f", "https://a.example/u", "https://a.example/c"},
		{"what was fetched next", "", "http://a.example/f", "https://a.example/u", "http://a.example/f"},
		{"script skipped", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "https://a.example/u", "https://a.example/u"},
		{"path only", "/c", "", "", ""},
		{"scheme only", "https:c", "", "", ""},
		{"control characters", "java\nscript:alert(1)", "\x01javascript:alert(1)", "", ""},
		{"data", "data:text/html,x", "", "", ""},
		{"none", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := &article.Article{CanonicalURL: tt.canonical, FinalURL: tt.final, URL: tt.url}
			if got := link(a); got != tt.want {
				t.Errorf("link = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRow(t *testing.T) {
	t.Parallel()
	came := time.Date(2025, 1, 24, 9, 0, 0, 0, time.UTC)
	cet := time.FixedZone("CET", 3600)
	tests := []struct {
		name      string
		article   article.Article
		published string
		kind      string
		authors   string
	}{
		{"same day", article.Article{PublishedAt: came.In(cet), PublishedPrecision: article.PrecisionMinute, Authors: []string{"A"}}, "09:00", "", "A"},
		{"another day in UTC", article.Article{PublishedAt: time.Date(2025, 1, 24, 0, 30, 0, 0, cet), Authors: []string{"A", "B"}}, "23 Jan 2025, 23:30", "", "A and B"},
		{"a day is not moved by zones", article.Article{PublishedAt: time.Date(2025, 1, 24, 0, 0, 0, 0, cet), PublishedPrecision: article.PrecisionDay,
			Authors: []string{"A", "B", "C"}}, "24 Jan 2025", "", "A, B and C"},
		{"unknown", article.Article{Kind: article.KindArticle, Authors: []string{"A", "B", "C", "D"}}, "", "", "A and 3 others"},
		{"kind", article.Article{Kind: article.KindLive, Category: "War"}, "", "live", ""},
		{"kind that the category says", article.Article{Kind: article.KindOpinion, Category: "Opinion"}, "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tt.article.FetchedAt = came
			r := newRow(&tt.article)
			if r.Published != tt.published || r.Kind != tt.kind || r.Authors != tt.authors || r.Title != "Untitled" {
				t.Errorf("published %q, kind %q, authors %q, title %q; want %q, %q, %q, Untitled", r.Published, r.Kind, r.Authors, r.Title, tt.published, tt.kind, tt.authors)
			}
		})
	}
}

func TestRunBar(t *testing.T) {
	t.Parallel()
	start := time.Now()
	tests := []struct {
		name   string
		counts site.Counts
		ended  bool
		filled int // how much of the bar
		ledger string
		idle   string
	}{
		{"all done", site.Counts{Found: 10, Queued: 10, Outcomes: map[string]int{"created": 5, "not_article:gallery": 2, "not_article:section": 1, "robots": 1, "filtered:host": 1}},
			true, barWidth, "5 new, 3 no article, 2 kept out", ""},
		{"half done", site.Counts{Found: 10, Queued: 10, Outcomes: map[string]int{"unchanged": 5}}, false, barWidth / 2, "5 unchanged, 5 waiting", ""},
		{"one failure of many is seen", site.Counts{Found: 5000, Queued: 5000, Outcomes: map[string]int{"unchanged": 4999, "failed:timeout": 1}},
			true, barWidth, "4,999 unchanged, 1 failed", ""},
		{"outcome of a later version", site.Counts{Found: 4, Queued: 4, Outcomes: map[string]int{"created": 1, "quarantined:x": 3}}, true, barWidth, "1 new, 3 other", ""},
		{"more ends than links", site.Counts{Found: 1, Queued: 1, Outcomes: map[string]int{"created": 3}}, true, barWidth, "3 new", ""},
		{"queued, none done", site.Counts{Found: 3, Queued: 3}, false, 0, "3 waiting", ""},
		{"looking", site.Counts{Found: 3}, false, 0, "", "Looking for links, 3 found"},
		{"nothing", site.Counts{}, true, 0, "", "Found nothing"},
		{"nothing due", site.Counts{Found: 1200, Skipped: 1200}, true, 0, "", "1,200 found, none of them due"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := site.Run{StartedAt: start, Counts: tt.counts}
			if tt.ended {
				r.EndedAt = start.Add(time.Second)
			}
			v := newRun(r, start.Add(time.Minute))
			x := 0
			for _, s := range v.Segments {
				if s.X != x || s.Width < barWidth/110 {
					t.Errorf("segment %+v begins at %d, want %d, and no invisible ones", s, s.X, x)
				}
				x += s.Width
			}
			if x != tt.filled || v.Ledger != tt.ledger || v.Idle != tt.idle {
				t.Errorf("filled %d, ledger %q, idle %q; want %d, %q, %q", x, v.Ledger, v.Idle, tt.filled, tt.ledger, tt.idle)
			}
		})
	}
}

func TestRunsShown(t *testing.T) {
	t.Parallel()
	now := time.Now()
	var runs []site.Run
	for i := range 20 {
		r := site.Run{StartedAt: now}
		if i >= 10 {
			r.EndedAt = now
		}
		runs = append(runs, r)
	}
	var p panels
	p.addRuns(runs, now)
	if len(p.Runs) != 10 || p.Hidden != 10 {
		t.Errorf("%d shown, %d hidden; want all 10 running ones and no more", len(p.Runs), p.Hidden)
	}
}

func TestSitesThatWantALookComeFirst(t *testing.T) {
	t.Parallel()
	now := time.Now()
	var p panels
	p.addSites([]site.Health{
		{Site: "b", LastRun: now, LastSuccess: now.Add(-time.Hour)}, {Site: "z", Warning: "a reason"},
		{Site: "a"}, {Site: "c", LastRun: now, Warning: "z reason"},
	}, now)
	var got []string
	for _, s := range p.Sites {
		got = append(got, s.Name+" "+s.Success)
	}
	if want := []string{"c never", "z not yet", "a not yet", "b 1 h ago"}; !slices.Equal(got, want) {
		t.Errorf("sites %v, want %v", got, want)
	}
	if len(p.Warnings) != 2 || p.Warnings[0].Name != "c" {
		t.Errorf("warnings %v", p.Warnings)
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	tests := []struct{ got, want string }{
		{ago(-time.Second), "just now"},
		{ago(42 * time.Second), "42 s ago"},
		{ago(59*time.Minute + 59*time.Second), "59 min ago"},
		{ago(47 * time.Hour), "47 h ago"},
		{ago(50 * time.Hour), "2 days ago"},
		{duration(900 * time.Millisecond), "0 s"},
		{duration(200 * time.Second), "3 min 20 s"},
		{duration(5*time.Minute + 900*time.Millisecond), "5 min"},
		{duration(65 * time.Minute), "1 h 5 min"},
		{rate(12.4), "12 pages/s"},
		{rate(1.25), "1.2 pages/s"},
		{rate(0.5), "30 pages/min"},
		{grouped(0), "0"},
		{grouped(999), "999"},
		{grouped(-1000), "-1,000"},
		{grouped(1234567), "1,234,567"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

// FuzzFrame holds that no text can end its event early or begin another one.
func FuzzFrame(f *testing.F) {
	f.Add("plain")
	f.Add("two\nlines")
	f.Add("a\r\n\r\nevent: forged\rdata: x\n\n")
	f.Fuzz(func(t *testing.T, data string) {
		text := string(frame("1-1", []byte(data)))
		if !strings.HasPrefix(text, "id: 1-1\nevent: article\n") || !strings.HasSuffix(text, "\n\n") || strings.ContainsRune(text, '\r') {
			t.Fatalf("frame of %q is %q", data, text)
		}
		for _, line := range strings.Split(strings.TrimSuffix(text, "\n\n"), "\n")[2:] {
			if !strings.HasPrefix(line, "data: ") {
				t.Fatalf("frame of %q has the line %q", data, line)
			}
		}
	})
}
