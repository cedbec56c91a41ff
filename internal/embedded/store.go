package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
)

// StoreConfig says where the embedded store keeps its data and where it listens.
type StoreConfig struct {
	// Dir is the directory of the SQLite files, made if it is missing. It belongs to one process at a
	// time; whoever starts the store sees to that. It may hold no '?', '#' or '%', which SQLite takes for
	// parts of a URI.
	Dir string
	// Listen is a TCP address, "host:port". Default: "127.0.0.1:0", a free port on loopback. There is no
	// authentication, so other than loopback addresses are refused.
	Listen string
}

// Store is FerretDB on SQLite in this process: a server that speaks MongoDB's protocol and knows a part
// of its commands. It suits one machine and tens of thousands of articles; every commit is synced to the
// disk before it is confirmed.
type Store struct {
	dir  string
	uri  string
	stop context.CancelFunc
	done chan struct{}
}

// startTimeout bounds the wait for the listener to answer; it takes milliseconds.
const startTimeout = 10 * time.Second

// StartStore starts a store that accepts connections when StartStore returns. It lives until Close; ctx
// bounds the start alone.
func StartStore(ctx context.Context, cfg StoreConfig, log *slog.Logger) (*Store, error) {
	dir, err := storeDir(cfg.Dir)
	if err != nil {
		return nil, err
	}
	listen := cfg.Listen
	if listen == "" {
		listen = "127.0.0.1:0"
	}
	if err := checkListen(ctx, listen); err != nil {
		return nil, err
	}
	if err := indexIDs(ctx, dir); err != nil {
		return nil, err
	}
	db, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: listen},
		Logger:    slog.New(quietHandler{Handler: log.With("component", "ferretdb").Handler()}),
		Handler:   "sqlite",
		SQLiteURL: (&url.URL{Scheme: "file", Path: dir + "/"}).String(),
	})
	if err != nil {
		return nil, fmt.Errorf("starting the embedded store in %s: %w", dir, err)
	}

	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	s := &Store{dir: dir, stop: stop, done: make(chan struct{})}
	go func() {
		defer close(s.done)
		if err := db.Run(running); err != nil {
			log.Error("embedded store stopped", "error", err)
		}
	}()
	// New has the listener open already, so that its address is known and connections queue until Run
	// accepts them.
	s.uri = db.MongoDBURI()
	if err := s.awaitListener(ctx); err != nil {
		return nil, errors.Join(err, s.Close(context.WithoutCancel(ctx)))
	}
	log.Info("embedded store started", "uri", s.uri, "dir", dir)
	return s, nil
}

// URI returns the address for a MongoDB client, such as "mongodb://127.0.0.1:41234/".
func (s *Store) URI() string { return s.uri }

// Close stops the store and waits until its files are closed. Connected clients are given 3 seconds to
// leave, so close them first. If ctx ends earlier, Close returns its error and the store goes on stopping.
// Close may be called more than once.
func (s *Store) Close(ctx context.Context) error {
	s.stop()
	select {
	case <-s.done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("stopping the embedded store: %w", context.Cause(ctx))
	}
}

// awaitListener opens one connection, which proves that the address serves; the protocol itself needs no
// warming up.
func (s *Store) awaitListener(ctx context.Context) error {
	u, err := url.Parse(s.uri)
	if err != nil {
		return fmt.Errorf("reading the embedded store's address: %w", err)
	}
	dialer := net.Dialer{Timeout: startTimeout}
	conn, err := dialer.DialContext(ctx, "tcp", u.Host)
	if err != nil {
		return fmt.Errorf("waiting for the embedded store: %w", err)
	}
	return conn.Close()
}

// storeDir makes dir, proves that it can be written, and returns it as an absolute path.
func storeDir(dir string) (string, error) {
	if dir == "" {
		return "", errors.New("the embedded store needs a directory; none is given")
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("resolving the store's directory %s: %w", dir, err)
	}
	if strings.ContainsAny(abs, "?#%") {
		return "", fmt.Errorf("the store's directory %s has one of the characters ?#%% in its path, which SQLite cannot open; choose another", abs)
	}
	if err := os.MkdirAll(abs, 0o700); err != nil {
		return "", fmt.Errorf("making the store's directory: %w; choose another or change its permissions", err)
	}
	probe, err := os.CreateTemp(abs, ".probe-*")
	if err != nil {
		return "", fmt.Errorf("writing into the store's directory: %w; choose another or change its permissions", err)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return "", fmt.Errorf("writing into the store's directory: %w", err)
	}
	return abs, nil
}

// checkListen tells whether addr is loopback and free. FerretDB reports a taken port only as text and
// leaves its files open then, so it is found out beforehand.
func checkListen(ctx context.Context, addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("reading the store's address %q: %w; write it as host:port", addr, err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("the store's address %q is not loopback, and the embedded store has no authentication; use 127.0.0.1 or a MongoDB server", addr)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("the store's address %s is taken by another process; choose another port, or 0 for a free one: %w", addr, err)
	}
	if err != nil {
		return fmt.Errorf("listening on the store's address %s: %w", addr, err)
	}
	return l.Close()
}

// quietHandler turns FerretDB's chatter into debug records: it reports each connection as information
// and each reset one as a warning. Its errors become warnings. Its own debug records hold whole articles
// and are dropped; since it builds them with Logger.With, attributes wait until a record is kept, for a
// handler that formats them at once would cost more than the query.
type quietHandler struct {
	slog.Handler
	attrs []slog.Attr
}

func (h quietHandler) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelInfo && h.Handler.Enabled(ctx, quietLevel(level))
}

func (h quietHandler) Handle(ctx context.Context, r slog.Record) error {
	r.Level = quietLevel(r.Level)
	r.AddAttrs(h.attrs...)
	return h.Handler.Handle(ctx, r)
}

func (h quietHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return quietHandler{h.Handler, append(slices.Clip(h.attrs), attrs...)}
}

func (h quietHandler) WithGroup(name string) slog.Handler {
	return quietHandler{h.Handler.WithAttrs(h.attrs).WithGroup(name), nil}
}

func quietLevel(level slog.Level) slog.Level {
	if level >= slog.LevelError {
		return slog.LevelWarn
	}
	return slog.LevelDebug
}
