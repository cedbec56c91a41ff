package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/extractor"
)

// TestKeptFixture holds that a page kept as a fixture is read again as it was: in the charset that only its
// header names, and in the configured time zone.
func TestKeptFixture(t *testing.T) {
	t.Parallel()
	ex, err := extractor.New(extractor.Config{Timezone: "Europe/Warsaw"})
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("<p>Prom zatrzymano na godzin\xea przed portem, bo mg\xb3a zakry\xb3a wej\xb6cie i nikt nie widzia\xb3 latarni na falochronie.</p>", 12)
	page := &article.Page{
		URL: "https://www.example.pl/2025/prom.html", FetchedAt: time.Date(2025, 1, 25, 8, 0, 0, 0, time.UTC),
		Header: http.Header{"Content-Type": {"text/html; charset=iso-8859-2"}},
		Body: []byte(`<html lang="pl"><head><title>Prom zatrzymany przed portem</title><meta property="article:published_time" content="2025-01-24 09:31:00"></head>` +
			`<body><article><h1>Prom zatrzymany przed portem</h1>` + text + `</article></body></html>`),
	}
	dir := t.TempDir()
	file, err := writeFixture(ex, filepath.Join(dir, "example"), page)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := checkFixtures(&out, ex, dir, []string{"example"}, false); err != nil {
		t.Errorf("checking %s: %v\n%s", file, err, out.String())
	}
}
