package extractor

import "testing"

func TestSubtitle(t *testing.T) {
	t.Parallel()
	const gist, first = "An hour's wait outside the harbour, and no coffee.", "The ferry left the island at 1 in the morning with all of its cars below deck, and the wind that came up from the south-west held it for an hour outside the harbour wall."
	for _, tt := range []struct{ name, head, top, want string }{
		{"marked", "", `<p class="standfirst">` + gist + `</p>`, gist},
		{"described, before the text", `<meta name="description" content="` + gist + `">`, `<div>` + gist + `</div>`, gist},
		{"first paragraph described", `<meta name="description" content="` + first + `">`, "", ""},
		{"other headline", ld(`"alternativeHeadline":"` + gist + `"`), "", gist},
		{"title cut off", ld(`"alternativeHeadline":"Ferry Held for an Hour …"`), "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, page(tt.head, tt.top)).Article.Subtitle; got != tt.want {
				t.Errorf("Subtitle = %q, want %q", got, tt.want)
			}
		})
	}
}
