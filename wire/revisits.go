package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// Revisits remembers of each site which articles are to be visited again. What is not renewed is forgotten
// after a month.
type Revisits struct{ bucket bucket }

// Revisits returns the articles to be visited again.
func (c *Conn) Revisits() *Revisits { return &Revisits{bucket{c, bucketRevisits}} }

// Put replaces the entry of a site's link; it is on the server when Put returns.
func (r *Revisits) Put(ctx context.Context, site, id string, v article.Revisit) error {
	return r.bucket.put(ctx, revisitKey(site, id), v)
}

// Remove forgets a site's link, if it is known.
func (r *Revisits) Remove(ctx context.Context, site, id string) error {
	key := revisitKey(site, id)
	err := r.bucket.conn.persist(ctx, func(ctx context.Context) error {
		kv, err := r.bucket.kv(ctx)
		if err != nil {
			return err
		}
		if _, err := kv.Get(ctx, key); err != nil { // most are not known, and a deletion is an entry, too
			return err
		}
		return kv.Purge(ctx, key)
	})
	if err != nil && !errors.Is(err, jetstream.ErrKeyNotFound) {
		return fmt.Errorf("removing %s of bucket %s: %w", key, bucketRevisits, err)
	}
	return nil
}

// All yields the entries of a site. An error is the last thing yielded.
func (r *Revisits) All(ctx context.Context, site string) iter.Seq2[article.Revisit, error] {
	return func(yield func(article.Revisit, error) bool) {
		entries, err := r.all(ctx, site)
		for _, v := range entries {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			yield(article.Revisit{}, fmt.Errorf("reading bucket %s: %w", bucketRevisits, err))
		}
	}
}

func (r *Revisits) all(ctx context.Context, site string) ([]article.Revisit, error) {
	var entries []article.Revisit
	err := r.bucket.conn.persist(ctx, func(ctx context.Context) error {
		entries = nil
		kv, err := r.bucket.kv(ctx)
		if err != nil {
			return err
		}
		watcher, err := kv.Watch(ctx, revisitKey(site, "*"), jetstream.IgnoreDeletes())
		if err != nil {
			return err
		}
		for {
			select {
			case <-ctx.Done():
				return errors.Join(ctx.Err(), watcher.Stop())
			case entry := <-watcher.Updates():
				if entry == nil { // these were all
					return watcher.Stop()
				}
				var v article.Revisit
				if err := json.Unmarshal(entry.Value(), &v); err != nil {
					return errors.Join(fmt.Errorf("entry %s: %w", entry.Key(), err), watcher.Stop())
				}
				entries = append(entries, v)
			}
		}
	})
	return entries, err
}

func revisitKey(site, id string) string { return token(site) + "." + id }
