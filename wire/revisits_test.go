package wire

import (
	"slices"
	"testing"
	"time"

	"newswire/article"
	"newswire/internal/embedded"
)

func TestRevisits(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{})
	revisits := c.Revisits()
	due := time.Date(2025, 1, 24, 9, 31, 0, 0, time.UTC)
	for _, v := range []struct{ site, id string }{{"daily", "a"}, {"daily", "b"}, {"daily.example", "c"}, {"daily", "a"}} {
		due = due.Add(time.Hour)
		if err := revisits.Put(soon(t), v.site, v.id, article.Revisit{URL: "https://e/" + v.id, Due: due}); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // what is not known is removed in the same way
		if err := revisits.Remove(soon(t), "daily", "b"); err != nil {
			t.Fatal(err)
		}
	}
	for site, want := range map[string][]string{"daily": {"https://e/a"}, "daily.example": {"https://e/c"}, "other": nil} {
		var got []string
		for v, err := range revisits.All(soon(t), site) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, v.URL)
			if v.URL == "https://e/a" && !v.Due.Equal(due) {
				t.Errorf("due %s, want the last word, %s", v.Due, due)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", site, got, want)
		}
	}
}
