package main

import (
	"strings"
	"testing"
)

// TestDiscovery: all articles of the made-up news sites are found, each asked for once.
func TestDiscovery(t *testing.T) {
	t.Parallel()
	const articles = 200 // sections of two pages, a month's archive and a sitemap
	figures, err := discovery(t.Context(), t.TempDir(), articles)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.value != articles {
			t.Errorf("%s, want %d", f, articles)
		}
		if strings.Contains(f.name, "home") && f.unit == "articles" && f.peer >= articles {
			t.Errorf("%s: a home page alone need not lead to all", f)
		}
	}
}
