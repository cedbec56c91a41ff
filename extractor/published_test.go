package extractor

import (
	"net/url"
	"testing"
	"time"

	"newswire/article"
)

func TestPublished(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head, top, want, rule string
		precision                   article.Precision
		zone                        article.Zone
	}{
		{"JSON-LD", ld(`"datePublished":"2025-01-24T09:31:00+01:00","dateModified":"2025-01-25T10:00:00+01:00"`), "", "2025-01-24T09:31:00+01:00", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"meta", `<meta property="article:published_time" content="2025-01-24T08:31:00Z">`, "", "2025-01-24T08:31:00Z", "meta.article:published_time", article.PrecisionSecond, article.ZonePage},
		{"offset from the page's clock", ld(`"datePublished":"2025-01-24T08:31:00Z"`), `<p class="date">January 24, 2025, 9:31 am</p>`, "2025-01-24T09:31:00+01:00", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"offset from another tag", ld(`"datePublished":"2025-01-24T08:31:00Z"`), `<time datetime="2025-01-24T03:31:00-05:00">today</time>`, "2025-01-24T03:31:00-05:00", "jsonld.datePublished", article.PrecisionSecond, article.ZonePage},
		{"time element", "", `<time datetime="2025-01-24">24 January</time>`, "2025-01-24T00:00:00Z", "visible.time", article.PrecisionDay, article.ZoneAssumed},
		{"line with zone", "", `<div>Jan.24 - 2025 9:31 AM CET</div>`, "2025-01-24T09:31:00+01:00", "visible.line", article.PrecisionMinute, article.ZonePage},
		{"published beside updated", "", `<p>Updated: January 26, 2025</p><p>Published: January 24, 2025</p>`, "2025-01-24T00:00:00Z", "visible.line", article.PrecisionDay, article.ZoneAssumed},
		{"system moved", ld(`"datePublished":"2025-06-12"`), `<p class="date">Published November 2, 2022</p>`, "2022-11-02T00:00:00Z", "visible.date", article.PrecisionDay, article.ZoneAssumed},
		{"after the fetch", ld(`"datePublished":"2031-01-24T09:31:00Z"`), "", "", "", "", ""},
		{"date in a sentence", "", `<p>The council had promised on January 3, 2024 that a second ferry would be running by the time the tourists came back to the island.</p>`, "", "", "", ""},
		{"modified alone", `<meta property="article:modified_time" content="2025-01-24T08:31:00Z">`, "", "", "", "", ""},
		{"teaser's date", "", `<div class="related"><time datetime="2025-01-20T10:00:00Z">20 January</time></div>`, "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := page(tt.head, tt.top)
			p.FetchedAt = time.Date(2025, 7, 1, 12, 0, 0, 0, time.UTC)
			a := read(t, p).Article
			got := ""
			if !a.PublishedAt.IsZero() {
				got = a.PublishedAt.Format(time.RFC3339)
			}
			if got != tt.want || a.Extraction.Rules["published_at"] != tt.rule {
				t.Errorf("PublishedAt = %q by %q, want %q by %q", got, a.Extraction.Rules["published_at"], tt.want, tt.rule)
			}
			if a.PublishedPrecision != tt.precision || a.PublishedZone != tt.zone {
				t.Errorf("precision, zone = %q, %q, want %q, %q", a.PublishedPrecision, a.PublishedZone, tt.precision, tt.zone)
			}
		})
	}
}

func TestDateInPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/2024/05/31/ferry":   "2024-05-31",
		"/2024/may/31/ferry":  "2024-05-31",
		"/a-2024-05-31-b":     "2024-05-31",
		"/20240531/ferry":     "2024-05-31",
		"/2024/05/ferry":      "",
		"/2024/13/31/":        "",
		"/2024/02/31/":        "",
		"/story/120240531999": "",
		"/":                   "",
	} {
		got := ""
		if d, ok := dateInPath(&url.URL{Path: path}); ok {
			got = d.At.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("dateInPath(%q) = %q, want %q", path, got, want)
		}
	}
}
