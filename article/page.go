package article

import (
	"net/http"
	"time"
)

// Page is one fetched document. Its owner is whoever holds it: nobody keeps a Page after passing it on.
type Page struct {
	// URL is the address as discovered, FinalURL the one after redirects ("" means URL).
	URL      string
	FinalURL string
	// Site is the configured site's name; "" lets the registrable domain stand for it.
	Site string

	// Status is the HTTP status, 0 for a page read from a file. Header may be nil.
	Status int
	Header http.Header
	// Body is the document's bytes without content encoding (gzip and the like), still in the
	// publisher's charset: see [Page.UTF8].
	Body []byte
	// Truncated tells that the server gave no sure sign that Body is whole (HTTP/1.0 without a length).
	Truncated bool

	// NoArchive tells that the publisher wants no copy kept, and that the site's configuration obeys.
	NoArchive bool

	FetchedAt time.Time
}

// Address returns the URL that the page came from in the end.
func (p *Page) Address() string {
	if p.FinalURL != "" {
		return p.FinalURL
	}
	return p.URL
}
