package wire

import (
	"context"

	"newswire/site"
)

// Subscriptions remembers the feeds that are subscribed to at hubs, by keys of the caller's, of a-z and 0-9.
type Subscriptions struct{ bucket bucket }

// Subscriptions returns the subscriptions.
func (c *Conn) Subscriptions() *Subscriptions { return &Subscriptions{bucket{c, bucketSubs}} }

// Get returns a subscription with the entry's revision: 0 if there is none.
func (s *Subscriptions) Get(ctx context.Context, key string) (sub site.Subscription, revision uint64, err error) {
	revision, err = s.bucket.get(ctx, key, &sub)
	return sub, revision, err
}

// Put replaces a subscription if it is still at revision, 0 meaning that there is none; else it returns
// [ErrConflict].
func (s *Subscriptions) Put(ctx context.Context, key string, sub site.Subscription, revision uint64) error {
	_, err := s.bucket.swap(ctx, key, sub, revision)
	return err
}

// Remove deletes a subscription if it is still at revision.
func (s *Subscriptions) Remove(ctx context.Context, key string, revision uint64) error {
	return s.bucket.remove(ctx, key, revision)
}

// Keys lists all.
func (s *Subscriptions) Keys(ctx context.Context) ([]string, error) { return s.bucket.keys(ctx, ">") }
