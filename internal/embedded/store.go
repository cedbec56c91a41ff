package embedded

import (
	"context"
	"errors"
	"log/slog"
)

// StoreConfig says where the embedded store keeps its data and where it listens.
type StoreConfig struct {
	// Dir is the directory of the SQLite files; it is made if missing.
	Dir string
	// Listen is the TCP address. Default: "127.0.0.1:0", a free port on loopback.
	Listen string
}

// Store is an embedded MongoDB-compatible server.
type Store struct{}

// StartStore starts a store; it answers when StartStore returns.
func StartStore(_ context.Context, _ StoreConfig, _ *slog.Logger) (*Store, error) {
	return nil, errors.ErrUnsupported
}

// URI returns the address for a MongoDB client.
func (s *Store) URI() string { return "" }

// Close stops the store and waits until it is down.
func (s *Store) Close(_ context.Context) error { return nil }
