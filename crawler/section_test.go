package crawler

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"newswire/article"
)

// TestEndlessPage: a page that names any number of next pages and feeds is read as one that names a few.
func TestEndlessPage(t *testing.T) {
	t.Parallel()
	var markup, answer strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&markup, `<a rel=next href="/world/?after=%d">Next</a><link rel=alternate type="application/rss+xml" href="/%d.rss">`, i, i)
		fmt.Fprintf(&answer, `,{"next": "/world/?after=%d"}`, i)
	}
	for kind, body := range map[string]string{"text/html": markup.String(), "application/json": "[0" + answer.String() + "]"} {
		page := &article.Page{URL: "http://www.example.com/world/", Header: http.Header{"Content-Type": {kind}}, Body: []byte(body)}
		s, err := parseSection(page)
		if err != nil {
			t.Fatal(err)
		}
		if len(s.next) != maxNext || s.next[0] != "http://www.example.com/world/?after=0" {
			t.Errorf("%s: %d next pages, want the first %d", kind, len(s.next), maxNext)
		}
		if len(s.feeds) > maxNext {
			t.Errorf("%s: %d feeds", kind, len(s.feeds))
		}
	}
}
