package web

import (
	"context"
	"time"
)

// memo keeps what fetch returned for a moment, so that many visitors cost the backend as much as one.
// Errors are not kept.
type memo[T any] struct {
	fetch func(context.Context) (T, error)
	keep  time.Duration

	turn  chan struct{} // holds one token while somebody reads or writes what follows
	at    time.Time
	value T
}

func newMemo[T any](keep time.Duration, fetch func(context.Context) (T, error)) *memo[T] {
	return &memo[T]{fetch: fetch, keep: keep, turn: make(chan struct{}, 1)}
}

// get returns a value at most m.keep old. Callers wait for each other, each no longer than its ctx.
func (m *memo[T]) get(ctx context.Context) (T, error) {
	var zero T
	select {
	case m.turn <- struct{}{}:
	case <-ctx.Done():
		return zero, ctx.Err()
	}
	defer func() { <-m.turn }()
	if !m.at.IsZero() && time.Since(m.at) < m.keep {
		return m.value, nil
	}
	value, err := m.fetch(ctx)
	if err != nil {
		return zero, err
	}
	m.value, m.at = value, time.Now()
	return value, nil
}
