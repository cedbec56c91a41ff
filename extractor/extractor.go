package extractor

import (
	"errors"
	"fmt"

	"newswire/article"
	"newswire/site"
)

// Version is written into [article.Extraction]: a larger one may read the same page differently.
const Version = 1

// Failures of [Extractor.Extract], to be told with errors.Is. The page itself is at fault in each case,
// so that another attempt on the same bytes ends the same way.
var (
	// ErrNotHTML marks a page that is no HTML document: an image, a PDF, JSON.
	ErrNotHTML = errors.New("not an HTML page")
	// ErrTooDeep marks a page whose elements are nested deeper than the HTML parser follows.
	ErrTooDeep = errors.New("page nested too deeply")
)

// Config is what an Extractor knows before it sees a page. The zero value is the general extractor.
type Config struct {
	// Sites are the configured sites; their profiles and hosts count, and they may be none.
	Sites []site.Site
	// Timezone is the IANA name for dates without zone where the site has none. Default "": UTC, and the
	// date is marked [article.ZoneAssumed].
	Timezone string
}

// Extractor turns pages into articles. It is immutable and safe for concurrent use.
type Extractor struct{}

// New compiles the sites' profiles. Its errors name the site, the field, the value and what to do.
func New(cfg Config) (*Extractor, error) {
	return &Extractor{}, nil
}

// Result is what a page turned out to be.
type Result struct {
	Verdict Verdict          `json:"verdict"`
	Article *article.Article `json:"article"`
}

// Extract reads a page.
func (e *Extractor) Extract(p *article.Page) (*Result, error) {
	canonical, err := article.Canonical(p.Address(), "")
	if err != nil {
		return nil, fmt.Errorf("extracting: %w", err)
	}
	a := &article.Article{URL: p.URL, FinalURL: p.Address(), CanonicalURL: canonical, FetchedAt: p.FetchedAt}
	if err := a.Seal(); err != nil {
		return nil, err
	}
	return &Result{Verdict: "empty", Article: a}, nil
}
