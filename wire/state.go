package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// ErrConflict means that another writer was faster: read again, decide again.
var ErrConflict = errors.New("changed by another writer")

// States remembers of each link what its last fetch brought.
type States struct{ bucket bucket }

// States returns the fetch states.
func (c *Conn) States() *States { return &States{bucket{c, bucketState}} }

// Get returns the state of the link of this ID, and whether there is one.
func (s *States) Get(ctx context.Context, id string) (article.FetchState, bool, error) {
	var state article.FetchState
	revision, err := s.bucket.get(ctx, id, &state)
	return state, revision > 0, err
}

// Put replaces the state of the link of this ID; it is on the server when Put returns.
func (s *States) Put(ctx context.Context, id string, state article.FetchState) error {
	return s.bucket.put(ctx, id, state)
}

// Seen remembers of each article which version was published last.
type Seen struct{ bucket bucket }

// Seen returns the memory of articles.
func (c *Conn) Seen() *Seen { return &Seen{bucket{c, bucketSeen}} }

// Get returns what is remembered of an article, with the entry's revision: 0 if there is none.
func (s *Seen) Get(ctx context.Context, articleID string) (seen article.Seen, revision uint64, err error) {
	revision, err = s.bucket.get(ctx, articleID, &seen)
	return seen, revision, err
}

// Put replaces the entry if it is still at revision, 0 meaning that there is none; else it returns
// [ErrConflict].
func (s *Seen) Put(ctx context.Context, articleID string, seen article.Seen, revision uint64) error {
	_, err := s.bucket.swap(ctx, articleID, seen, revision)
	return err
}

// bucket is a key-value bucket whose values are JSON. Its calls wait for a server that is away.
type bucket struct {
	conn *Conn
	name string
}

func (b bucket) kv(ctx context.Context) (jetstream.KeyValue, error) {
	return b.conn.bucket(ctx, b.name)
}

// get reads a value into v and returns its revision, 0 if there is none.
func (b bucket) get(ctx context.Context, key string, v any) (revision uint64, err error) {
	var data []byte
	err = b.conn.persist(ctx, func(ctx context.Context) error {
		kv, err := b.kv(ctx)
		if err != nil {
			return err
		}
		entry, err := kv.Get(ctx, key)
		if errors.Is(err, jetstream.ErrKeyNotFound) {
			data, revision = nil, 0
			return nil
		}
		if err == nil {
			data, revision = entry.Value(), entry.Revision()
		}
		return err
	})
	if err == nil && revision > 0 {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return 0, fmt.Errorf("reading %s of bucket %s: %w", key, b.name, err)
	}
	return revision, nil
}

func (b bucket) put(ctx context.Context, key string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("encoding %s of bucket %s: %w", key, b.name, err)
	}
	err = b.conn.persist(ctx, func(ctx context.Context) error {
		kv, err := b.kv(ctx)
		if err == nil {
			_, err = kv.Put(ctx, key, data)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("writing %s of bucket %s: %w", key, b.name, err)
	}
	return nil
}

// swap writes a value if the key is at revision (0: absent) and returns the new one, or ErrConflict. A
// write whose confirmation was lost is told from another writer's by its bytes.
func (b bucket) swap(ctx context.Context, key string, v any, revision uint64) (next uint64, err error) {
	data, err := json.Marshal(v)
	if err != nil {
		return 0, fmt.Errorf("encoding %s of bucket %s: %w", key, b.name, err)
	}
	retried := false
	err = b.conn.persist(ctx, func(ctx context.Context) error {
		kv, err := b.kv(ctx)
		if err != nil {
			return err
		}
		if revision == 0 {
			next, err = kv.Create(ctx, key, data)
		} else {
			next, err = kv.Update(ctx, key, data, revision)
		}
		if conflict(err) && retried {
			if entry, e := kv.Get(ctx, key); e == nil && string(entry.Value()) == string(data) {
				next, err = entry.Revision(), nil
			}
		}
		retried = true
		return err
	})
	switch {
	case conflict(err):
		return 0, fmt.Errorf("writing %s of bucket %s: %w", key, b.name, ErrConflict)
	case err != nil:
		return 0, fmt.Errorf("writing %s of bucket %s: %w", key, b.name, err)
	}
	return next, nil
}

// conflict tells the server's refusals of a write that expected another last sequence; a replicated
// stream may answer with the second code.
func conflict(err error) bool {
	if errors.Is(err, jetstream.ErrKeyExists) || errors.Is(err, jetstream.ErrKeyRevisionMismatch) {
		return true
	}
	var api *jetstream.APIError
	return errors.As(err, &api) && (api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence ||
		api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant)
}

// remove deletes a key if it is at revision; one that is not is another writer's and stays.
func (b bucket) remove(ctx context.Context, key string, revision uint64) error {
	err := b.conn.persist(ctx, func(ctx context.Context) error {
		kv, err := b.kv(ctx)
		if err == nil {
			err = kv.Purge(ctx, key, jetstream.LastRevision(revision))
		}
		return err
	})
	if err != nil && !conflict(err) {
		return fmt.Errorf("removing %s of bucket %s: %w", key, b.name, err)
	}
	return nil
}

// keys lists the keys that match a pattern, such as "worker.*".
func (b bucket) keys(ctx context.Context, pattern string) ([]string, error) {
	var keys []string
	err := b.conn.persist(ctx, func(ctx context.Context) error {
		keys = nil
		kv, err := b.kv(ctx)
		if err != nil {
			return err
		}
		list, err := kv.ListKeysFiltered(ctx, pattern)
		if err != nil {
			return err
		}
		for key := range list.Keys() {
			keys = append(keys, key)
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("listing %s of bucket %s: %w", pattern, b.name, err)
	}
	return keys, nil
}
