package wire

import (
	"context"

	"newswire/article"
)

// Paces remembers of hosts that refused or were slow how they want to be asked, for a day.
type Paces struct{ bucket bucket }

// Paces returns what is remembered of hosts.
func (c *Conn) Paces() *Paces { return &Paces{bucket{c, bucketHosts}} }

// Get returns the zero value for a host of which nothing is remembered.
func (p *Paces) Get(ctx context.Context, host string) (pace article.HostPace, err error) {
	_, err = p.bucket.get(ctx, article.ID(host), &pace)
	return pace, err
}

// Put replaces what is remembered of a host; it is on the server when Put returns.
func (p *Paces) Put(ctx context.Context, host string, pace article.HostPace) error {
	return p.bucket.put(ctx, article.ID(host), pace)
}
