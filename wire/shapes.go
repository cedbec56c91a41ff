package wire

import (
	"context"
	"errors"

	"newswire/article"
)

// Shapes remembers of each site what addresses of which shape led to, one entry a site.
type Shapes struct{ bucket bucket }

// Shapes returns what was learnt of sites' addresses.
func (c *Conn) Shapes() *Shapes { return &Shapes{bucket{c, bucketShapes}} }

// Get returns a site's tallies by shape, none for a site that is not known.
func (s *Shapes) Get(ctx context.Context, site string) (tallies map[string]article.Tally, err error) {
	_, err = s.bucket.get(ctx, token(site), &tallies)
	return tallies, err
}

// Change replaces a site's tallies by what change makes of them, and returns that. It is called again where
// another process was faster.
func (s *Shapes) Change(ctx context.Context, site string, change func(map[string]article.Tally) map[string]article.Tally) (map[string]article.Tally, error) {
	for {
		var tallies map[string]article.Tally
		revision, err := s.bucket.get(ctx, token(site), &tallies)
		if err != nil {
			return nil, err
		}
		tallies = change(tallies)
		if _, err := s.bucket.swap(ctx, token(site), tallies, revision); !errors.Is(err, ErrConflict) {
			return tallies, err
		}
		if err := pause(ctx, staleWait); err != nil { // it may have been read from a replica that is behind
			return nil, err
		}
	}
}
