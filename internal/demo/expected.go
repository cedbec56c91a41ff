package demo

import (
	"fmt"
	"slices"
	"time"

	"newswire/article"
)

// Expected is one article that a crawl must store.
type Expected struct {
	// Versions are the article as stored at revision 1, 2 and so on. Hashes, addresses of fetching and
	// what the extractor reasoned are not set.
	Versions []article.Article
}

// CanonicalURL returns the address that identifies the article in every version.
func (e Expected) CanonicalURL() string { return e.Versions[0].CanonicalURL }

// Compare returns in which fields got differs from the version that its Revision names, one line for each
// difference, and nothing if it is as expected. Revision 0, an article that never saw the store, counts as 1.
//
// Title, authors, publication time with its offset, kind, category, body, blocks, images, canonical URL
// and site are compared always: what is absent here must be absent there. Subtitle, language, tags,
// precision and zone of the time, time of change and publisher are compared where the page settles them.
func (e Expected) Compare(got *article.Article) []string {
	revision := max(got.Revision, 1)
	if revision > len(e.Versions) {
		return []string{fmt.Sprintf("revision: got %d, want at most %d", revision, len(e.Versions))}
	}
	want := &e.Versions[revision-1]

	var d differences
	d.text("canonical_url", got.CanonicalURL, want.CanonicalURL)
	d.text("site", got.Site, want.Site)
	d.text("title", got.Title, want.Title)
	d.settled("subtitle", got.Subtitle, want.Subtitle)
	d.list("authors", got.Authors, want.Authors)
	d.time("published_at", got.PublishedAt, want.PublishedAt)
	d.settled("published_precision", string(got.PublishedPrecision), string(want.PublishedPrecision))
	d.settled("published_zone", string(got.PublishedZone), string(want.PublishedZone))
	if !want.ModifiedAt.IsZero() {
		d.time("modified_at", got.ModifiedAt, want.ModifiedAt)
	}
	d.text("kind", string(got.Kind), string(want.Kind))
	d.text("category", got.Category, want.Category)
	if want.Tags != nil {
		d.list("tags", got.Tags, want.Tags)
	}
	d.settled("lang", got.Lang, want.Lang)
	d.blocks(got.Blocks, want.Blocks)
	d.body(got.Body, want.Body)
	d.images(got.Images, want.Images)
	if want.Publisher != nil {
		name := ""
		if got.Publisher != nil {
			name = got.Publisher.Name
		}
		d.text("publisher.name", name, want.Publisher.Name)
	}
	return d
}

// differences collects one line for each field that differs.
type differences []string

func (d *differences) text(field, got, want string) {
	if got != want {
		*d = append(*d, fmt.Sprintf("%s: got %q, want %q", field, got, want))
	}
}

// settled compares only where there is something to expect.
func (d *differences) settled(field, got, want string) {
	if want != "" {
		d.text(field, got, want)
	}
}

func (d *differences) list(field string, got, want []string) {
	if !slices.Equal(got, want) {
		*d = append(*d, fmt.Sprintf("%s: got %q, want %q", field, got, want))
	}
}

// time compares instant and offset: the form in RFC 3339.
func (d *differences) time(field string, got, want time.Time) {
	d.text(field, got.Format(time.RFC3339), want.Format(time.RFC3339))
}

// blocks tells what is missing and what is too many, so that one stray block does not make all that
// follow it differ.
func (d *differences) blocks(got, want []article.Block) {
	same := func(a article.Block) func(article.Block) bool {
		return func(b article.Block) bool {
			return a.Kind == b.Kind && a.Text == b.Text && a.Level == b.Level && slices.Equal(a.Items, b.Items)
		}
	}
	if slices.EqualFunc(got, want, func(a, b article.Block) bool { return same(a)(b) }) {
		return
	}
	before, rest := len(*d), slices.Clone(got)
	for i, b := range want {
		if at := slices.IndexFunc(rest, same(b)); at >= 0 {
			rest = slices.Delete(rest, at, at+1)
		} else {
			*d = append(*d, fmt.Sprintf("blocks: missing as number %d: %s", i, show(b)))
		}
	}
	for _, b := range rest {
		*d = append(*d, fmt.Sprintf("blocks: too many: %s", show(b)))
	}
	if len(*d) == before {
		*d = append(*d, "blocks: all there, in another order")
	}
}

func show(b article.Block) string {
	return fmt.Sprintf("%s, level %d, %d items, %q", b.Kind, b.Level, len(b.Items), b.Text)
}

// body shows the first place where two texts differ.
func (d *differences) body(got, want string) {
	if got == want {
		return
	}
	g, w := []rune(got), []rune(want)
	at := 0
	for at < len(g) && at < len(w) && g[at] == w[at] {
		at++
	}
	excerpt := func(text []rune) string { return string(text[at:min(at+50, len(text))]) }
	*d = append(*d, fmt.Sprintf("body: after %d characters got %q, want %q", at, excerpt(g), excerpt(w)))
}

// images compares addresses, captions and credits; the rest of an image is the template's own.
func (d *differences) images(got, want []article.Image) {
	if len(got) != len(want) {
		*d = append(*d, fmt.Sprintf("images: got %d %+v, want %d", len(got), got, len(want)))
		return
	}
	for i := range want {
		field := fmt.Sprintf("images[%d]", i)
		d.text(field+".url", got[i].URL, want[i].URL)
		d.text(field+".caption", got[i].Caption, want[i].Caption)
		d.text(field+".credit", got[i].Credit, want[i].Credit)
	}
}
