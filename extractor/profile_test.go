package extractor

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"newswire/site"
)

func TestProfile(t *testing.T) {
	t.Parallel()
	s := site.Site{Name: "coast", Hosts: []string{"news.example.com"}, Profiles: site.Profiles{{
		Title:       site.Rule{Selector: ".kicker + h2"},
		Authors:     site.Rule{Selector: ".who"},
		PublishedAt: site.Rule{Selector: ".when", Attr: "data-at", Layouts: []string{"02|01|2006 15.04"}, Timezone: "Europe/Copenhagen"},
		Category:    site.Rule{Selector: ".where"},
		Tags:        site.Rule{Selector: ".absent"},
		Subtitle:    site.Rule{Selector: ".absent"},
	}}}
	p := page(`<meta name="keywords" content="ferry, wind">`, `<b class="kicker">Coast</b><h2>Ferry Late Again</h2><i class="who">Jane Doe and John Roe</i><i class="when" data-at="24|01|2025 09.31"></i><i class="where">Islands</i>`)
	a := read(t, p, s).Article
	for _, f := range []struct {
		field     string
		got, want any
	}{
		{"Title", a.Title, "Ferry Late Again"},
		{"Authors", a.Authors, []string{"Jane Doe", "John Roe"}},
		{"PublishedAt", a.PublishedAt.Format("2006-01-02T15:04-07:00"), "2025-01-24T09:31+01:00"},
		{"PublishedZone", string(a.PublishedZone), "profile"},
		{"Category", a.Category, "Islands"},
		{"Tags", a.Tags, []string{"ferry", "wind"}},
		{"Site", a.Site, "coast"},
		{"Profile", a.Extraction.Profile, "coast"},
		{"rule of title", a.Extraction.Rules["title"], "profile.title"},
		{"rule of tags", a.Extraction.Rules["tags"], "profile.missed:meta.keywords"},
	} {
		if !reflect.DeepEqual(f.got, f.want) {
			t.Errorf("%s = %#v, want %#v", f.field, f.got, f.want)
		}
	}
	if rule := a.Extraction.Rules["subtitle"]; !strings.HasPrefix(rule, "profile.missed") {
		t.Errorf("rule of subtitle = %q, want profile.missed", rule)
	}
}

func TestProfileVersions(t *testing.T) {
	t.Parallel()
	const oldLayout, newLayout = `<h2 class="old">Ferry Late Again</h2>`, `<h3 class="new">Ferry Late Again</h3>`
	day := func(s string) time.Time {
		at, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	s := site.Site{Name: "coast", Profiles: site.Profiles{
		{Title: site.Rule{Selector: "h2.old"}},
		{Since: "2025-06-01", Title: site.Rule{Selector: "h3.new"}},
		{Since: "2026-01-01", Title: site.Rule{Selector: "h4.newest"}},
	}}
	tests := []struct {
		name          string
		layout        string
		fetched       time.Time
		profile, rule string
	}{
		{"the version of its day", oldLayout, day("2025-05-31"), "coast", "profile.title"},
		{"the newer version", newLayout, day("2025-06-02"), "coast@2025-06-01", "profile.title"},
		{"an old page on a new day", oldLayout, day("2025-06-02"), "coast", "profile.title"},
		{"a version that stopped matching", newLayout, day("2026-02-01"), "coast@2025-06-01", "profile.title"},
		{"a later version is not for it", newLayout, day("2025-05-31"), "coast", "profile.missed"},
		{"none matches", `<h2>Ferry Late Again</h2>`, day("2026-02-01"), "coast@2026-01-01", "profile.missed"},
		{"unknown age", newLayout, time.Time{}, "coast@2025-06-01", "profile.title"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := page("", tt.layout)
			p.Site, p.FetchedAt = "coast", tt.fetched
			e := read(t, p, s).Article.Extraction
			if e.Profile != tt.profile || !strings.HasPrefix(e.Rules["title"], tt.rule) {
				t.Errorf("profile %q, title by %q; want %q, %q", e.Profile, e.Rules["title"], tt.profile, tt.rule)
			}
		})
	}
}

// Before its first version a dated profile leaves everything to the general extractor.
func TestProfileNotYet(t *testing.T) {
	t.Parallel()
	p := page("", `<h2 class="new">Another Line</h2>`)
	p.Site, p.FetchedAt = "coast", time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)
	s := site.Site{Name: "coast", Profiles: site.Profiles{{Since: "2025-06-01", Title: site.Rule{Selector: "h2.new"}}}}
	e := read(t, p, s).Article.Extraction
	if e.Profile != "" || strings.HasPrefix(e.Rules["title"], "profile") {
		t.Errorf("profile %q, title by %q, want no profile", e.Profile, e.Rules["title"])
	}
}

func TestProfileDrops(t *testing.T) {
	t.Parallel()
	p := page("", `<p class="promo-x">Our summer offer to the readers of this paper is a free umbrella for every one of them who subscribes.</p>`)
	s := site.Site{Name: "coast", Profiles: site.Profiles{{Drop: []string{".promo-x"}, DropText: []string{"^The ferry left the island at 2 .*$"}}}}
	p.Site = "coast"
	body := read(t, p, s).Article.Body
	for _, gone := range []string{"umbrella", "at 2 in the morning"} {
		if strings.Contains(body, gone) {
			t.Errorf("Body has %q, which the profile drops", gone)
		}
	}
	if !strings.Contains(body, "at 3 in the morning") {
		t.Errorf("Body lacks its other paragraphs: %q", body)
	}
}

func TestNewErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		cfg  Config
		want []string // parts of the message
	}{
		{"zone", Config{Timezone: "Mars/Olympus"}, []string{"timezone", "Mars/Olympus", "IANA"}},
		{"site's zone", Config{Sites: []site.Site{{Name: "coast", Timezone: "CET+1"}}}, []string{"coast", "timezone", "CET+1"}},
		{"selector", Config{Sites: []site.Site{{Name: "coast", Profiles: site.Profiles{{Title: site.Rule{Selector: "h1["}}}}}}, []string{"coast", "profile.title", "h1[", "CSS selector"}},
		{"rule's zone", Config{Sites: []site.Site{{Name: "coast", Profiles: site.Profiles{{PublishedAt: site.Rule{Selector: "time", Timezone: "X"}}}}}}, []string{"coast", "profile.published_at", `"X"`}},
		{"drop", Config{Sites: []site.Site{{Name: "coast", Profiles: site.Profiles{{Drop: []string{"..a"}}}}}}, []string{"coast", "profile.drop", "..a"}},
		{"pattern", Config{Sites: []site.Site{{Name: "coast", Profiles: site.Profiles{{DropText: []string{"("}}}}}}, []string{"coast", "profile.drop_text", `"("`, "RE2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := New(tt.cfg)
			if err == nil {
				t.Fatal("New() accepted it")
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("New() error = %q lacks %q", err, part)
				}
			}
		})
	}
}
