package hydration

import "testing"

func TestPublished(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, state, title, want string }{
		{"beside the headline", `{"page":{"story":{"title":"§T","updatedAt":"2025-02-01","publishedAt":"2025-01-24T09:31:00Z"}}}`, title, "2025-01-24T09:31:00Z"},
		{"Unix time", `{"story":{"headline":"§T","publishDate":1737711060}}`, title, "1737711060"},
		{"first before others", `{"story":{"headlines":{"basic":"§T"},"display_date":"2025-02-01","first_publish_date":"2025-01-24"}}`, title, "2025-01-24"},
		{"assignment", `window.__STATE__={"list":[{"title":"Seals at play in the harbour","publishedAt":"2025-01-20"},{"title":"§T","publishedAt":"2025-01-24"}]};`, title, "2025-01-24"},
		{"another article", `{"story":{"title":"Seals at play in the harbour","publishedAt":"2025-01-20"}}`, title, ""},
		{"no headline", `{"publishedAt":"2025-01-20"}`, title, ""},
		{"headline without a time", `{"title":"§T","published":true,"updatedAt":"2025-01-20"}`, title, ""},
		{"no title", `{"title":"§T","publishedAt":"2025-01-24"}`, "", ""},
		{"broken", `{"title":"§T","publishedAt":"2025-01-24`, title, "2025-01-24"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Published([]string{fill(tt.state)}, tt.title); got != tt.want {
				t.Errorf("Published = %q, want %q", got, tt.want)
			}
		})
	}
}
