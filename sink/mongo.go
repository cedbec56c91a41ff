package sink

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/mongo/readconcern"
	"go.mongodb.org/mongo-driver/v2/mongo/writeconcern"
)

// Config says which server and database to write to.
type Config struct {
	// URI is a MongoDB connection string; TLS, users and pools are set in it. A write concern in it is
	// overridden by "majority".
	URI string `yaml:"uri"`
	// Database is the database's name. Default: "news".
	Database string `yaml:"database"`
	// ConnectTimeout bounds the wait for a usable server, in Open and in every later operation.
	// Default: 5s.
	ConnectTimeout time.Duration `yaml:"connect_timeout"`
	// WriteTimeout bounds one command that inserts a batch, and the revision of one article. Default: 30s.
	WriteTimeout time.Duration `yaml:"write_timeout"`
}

// Mongo is a connection to the store. Its methods may be called concurrently. Close it before the server.
type Mongo struct {
	client *mongo.Client
	cfg    Config // with defaults
	server server
	log    *slog.Logger

	articles  *mongo.Collection
	revisions *mongo.Collection
	crawls    *mongo.Collection
	sites     *mongo.Collection

	// revising lets one goroutine at a time change stored versions: FerretDB has no compare-and-set that
	// could order two of them. Other processes are kept apart by guards and transactions, on MongoDB.
	revising sync.Mutex
}

// Open connects to the server, waits until it answers, and makes the collections and indexes that are
// missing. The error is one line that names the server and what to look at.
func Open(ctx context.Context, cfg Config, log *slog.Logger) (*Mongo, error) {
	return open(ctx, cfg, log, nil)
}

// open is Open with a monitor of the commands sent, nil for none.
func open(ctx context.Context, cfg Config, log *slog.Logger, commands *event.CommandMonitor) (*Mongo, error) {
	if cfg.Database == "" {
		cfg.Database = "news"
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = 5 * time.Second
	}
	if cfg.WriteTimeout == 0 {
		cfg.WriteTimeout = 30 * time.Second
	}
	var trouble heartbeat
	opts := options.Client().
		SetAppName("newswire").
		SetServerSelectionTimeout(cfg.ConnectTimeout).
		SetConnectTimeout(cfg.ConnectTimeout).
		ApplyURI(cfg.URI).
		SetWriteConcern(writeconcern.Majority()).
		SetServerMonitor(&event.ServerMonitor{ServerHeartbeatFailed: trouble.note}).
		SetMonitor(commands)
	client, err := mongo.Connect(opts)
	if err != nil {
		return nil, fmt.Errorf("reading mongo.uri %q: %w", redact(cfg.URI), err)
	}
	db := client.Database(cfg.Database)
	m := &Mongo{
		client: client,
		cfg:    cfg,
		log:    log,
		// Whether a version is stored is decided from what a majority has, for the answer acknowledges it.
		articles:  db.Collection("articles", options.Collection().SetReadConcern(readconcern.Majority())),
		revisions: db.Collection("revisions", options.Collection().SetReadConcern(readconcern.Majority())),
		crawls:    db.Collection("crawls"),
		sites:     db.Collection("sites"),
	}
	if err := m.prepare(ctx, &trouble); err != nil {
		return nil, errors.Join(err, m.Close(context.WithoutCancel(ctx)))
	}
	log.Info("store connected", "uri", redact(cfg.URI), "database", cfg.Database, "server", m.server.name)
	return m, nil
}

// prepare waits for the server and makes what is missing.
func (m *Mongo) prepare(ctx context.Context, trouble *heartbeat) error {
	asking, cancel := context.WithTimeout(ctx, m.cfg.ConnectTimeout)
	defer cancel()
	uri := redact(m.cfg.URI)
	server, err := inspect(asking, m.client)
	switch {
	case err == nil:
		m.server = server
		return m.migrate(ctx)
	case isAuth(err):
		// The server's words may take several lines.
		return fmt.Errorf("MongoDB at %s refuses the user: %s; check user, password and authSource in mongo.uri",
			uri, strings.Join(strings.Fields(err.Error()), " "))
	case trouble.last() != nil:
		return fmt.Errorf("MongoDB at %s does not answer: %w; start it or correct mongo.uri", uri, trouble.last())
	default:
		return fmt.Errorf("MongoDB at %s does not answer: %w; does mongo.uri name another kind of server?", uri, err)
	}
}

// Ping tells whether the server answers within [Config.ConnectTimeout].
func (m *Mongo) Ping(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, m.cfg.ConnectTimeout)
	defer cancel()
	if err := m.client.Ping(ctx, nil); err != nil {
		return fmt.Errorf("pinging MongoDB: %w", err)
	}
	return nil
}

// Close disconnects. What Write has confirmed is stored; nothing is buffered here.
func (m *Mongo) Close(ctx context.Context) error {
	if err := m.client.Disconnect(ctx); err != nil {
		return fmt.Errorf("disconnecting from MongoDB: %w", err)
	}
	return nil
}

// heartbeat remembers why the server could not be reached: the driver's own error at that point is a
// description of the whole topology.
type heartbeat struct{ failure atomic.Pointer[error] }

func (h *heartbeat) note(e *event.ServerHeartbeatFailedEvent) { h.failure.Store(&e.Failure) }

func (h *heartbeat) last() error {
	if err := h.failure.Load(); err != nil {
		return *err
	}
	return nil
}

// redact hides user and password of a connection string.
func redact(uri string) string {
	return credentials.ReplaceAllString(uri, "://***@")
}

var credentials = regexp.MustCompile(`://.*@`)
