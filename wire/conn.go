package wire

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// Config says which NATS server to use and how much it may keep.
type Config struct {
	// URL is one server or several of a cluster, separated by commas. A user and password, or a token,
	// may stand in it: nats://user:password@host:4222, nats://token@host:4222.
	URL string `yaml:"url"`
	// CredsFile holds a user's JWT and key, as made by nsc. Default: none.
	CredsFile string `yaml:"creds_file"`
	TLS       TLS    `yaml:"tls"`
	// Domain is the JetStream domain to use through a leaf node. Default: the server's own.
	Domain string `yaml:"domain"`
	// Replicas of every stream and bucket, 1 to 5. Default: 1 for what is new, unchanged for what is there.
	Replicas int `yaml:"replicas"`
	// ArticlesMaxAge is how long articles can be replayed: longer than the longest outage of a consumer.
	// Default: 168h for a new stream, unchanged for one that is there.
	ArticlesMaxAge time.Duration `yaml:"articles_max_age"`
	// ArticlesMaxBytes bounds the stream of articles; publishing pauses from 80 % of it until old articles
	// leave by age. Default: no limit for a new stream, unchanged for one that is there.
	ArticlesMaxBytes int64 `yaml:"articles_max_bytes"`
	// FrontierMaxLinks is how many links may wait; discovery pauses there. Default 1,000,000.
	FrontierMaxLinks int `yaml:"frontier_max_links"`

	// Token authenticates with the embedded server.
	Token string `yaml:"-"`
	// Instance names this process among those that share the server. A process started again under the
	// same name takes back at once what the dead one held, so that no two may run under one name at a
	// time: host and data directory, guarded by a lock file, make a good one. Default: a random name.
	Instance string `yaml:"-"`

	// A shorter time for tests; zero means leaseTTL.
	lockTTL time.Duration
}

// TLS names PEM files. Empty ones are not used; a CA or a certificate alone demands TLS.
type TLS struct {
	CA   string `yaml:"ca"`   // who signs the server's certificate; default: the system's
	Cert string `yaml:"cert"` // this client's certificate, and
	Key  string `yaml:"key"`  // its key
}

// The oldest server with scheduled messages, which the frontier defers links with.
const needMajor, needMinor = 2, 12

const (
	dialTimeout   = 5 * time.Second
	attempt       = 5 * time.Second // for one request's answer; retried within the caller's context
	reconnectWait = 250 * time.Millisecond
	defaultLinks  = 1_000_000
)

// Conn is a connection to JetStream, safe for concurrent use. It reconnects by itself for as long as it
// is open.
type Conn struct {
	cfg      Config
	log      *slog.Logger
	nc       *nats.Conn
	js       jetstream.JetStream
	instance string
	session  string // tells this life of the instance from earlier ones
	gate     gate
	// reconnects tells those who wait for an answer that it will not come.
	reconnects *reconnects
	// jetstream.Stream and jetstream.KeyValue by name: opening one costs a round trip.
	streams, buckets sync.Map
	queues           sync.Map      // the frontier's queues that are known to be there
	making           chan struct{} // has room for the one who makes a queue
}

// Connect joins the server. It fails, in one line without secrets, if none answers within seconds, if the
// server refuses, or if it is older than 2.12; lost connections are restored from then on. The caller
// closes the connection.
func Connect(ctx context.Context, cfg Config, log *slog.Logger) (*Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if cfg.FrontierMaxLinks < 0 || cfg.Replicas < 0 || cfg.Replicas > 5 {
		return nil, fmt.Errorf("nats: frontier_max_links %d, replicas %d: want 0 or more links, 0 to 5 replicas",
			cfg.FrontierMaxLinks, cfg.Replicas)
	}
	where := redact(cfg.URL)
	again := &reconnects{waiting: make(map[*context.CancelFunc]struct{})}
	nc, err := nats.Connect(cfg.URL, options(ctx, cfg, log, again)...)
	if err != nil {
		return nil, fmt.Errorf("connecting to NATS at %s: %w", where, explain(err))
	}
	if version := nc.ConnectedServerVersion(); !recent(version) {
		nc.Close()
		return nil, fmt.Errorf("NATS server at %s is version %s: %d.%d or newer is needed, for scheduled messages",
			where, version, needMajor, needMinor)
	}
	var js jetstream.JetStream
	if cfg.Domain != "" {
		js, err = jetstream.NewWithDomain(nc, cfg.Domain, jetstream.WithDefaultTimeout(attempt))
	} else {
		js, err = jetstream.New(nc, jetstream.WithDefaultTimeout(attempt))
	}
	if err != nil {
		nc.Close()
		return nil, fmt.Errorf("JetStream domain %q: %w", cfg.Domain, err)
	}
	return &Conn{
		cfg: cfg, log: log, nc: nc, js: js,
		instance: cmp.Or(cfg.Instance, rand.Text()),
		session:  rand.Text(),
		making:   make(chan struct{}, 1),

		reconnects: again,
	}, nil
}

func options(ctx context.Context, cfg Config, log *slog.Logger, again *reconnects) []nats.Option {
	timeout := dialTimeout
	if deadline, ok := ctx.Deadline(); ok {
		timeout = min(timeout, time.Until(deadline))
	}
	opts := []nats.Option{
		nats.Name("newswire " + cfg.Instance),
		nats.Timeout(timeout),
		nats.MaxReconnects(-1),
		nats.ReconnectWait(reconnectWait),
		// Without a buffer a publish fails at once while there is no connection and is retried here,
		// rather than sent later, when nobody waits for it any more.
		nats.ReconnectBufSize(-1),
		nats.IgnoreAuthErrorAbort(),
		nats.PingInterval(20 * time.Second),
		nats.MaxPingsOutstanding(2),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				log.Warn("lost the connection to NATS", "error", err)
			}
		}),
		nats.ReconnectHandler(func(nc *nats.Conn) {
			log.Info("connected to NATS again", "server", nc.ConnectedUrlRedacted())
			again.happened()
		}),
		nats.ErrorHandler(func(_ *nats.Conn, sub *nats.Subscription, err error) {
			subject := ""
			if sub != nil {
				subject = sub.Subject
			}
			log.Warn("nats", "error", err, "subject", subject)
		}),
	}
	if cfg.Token != "" {
		opts = append(opts, nats.Token(cfg.Token))
	}
	if cfg.CredsFile != "" {
		opts = append(opts, nats.UserCredentials(cfg.CredsFile))
	}
	if cfg.TLS.CA != "" {
		opts = append(opts, nats.RootCAs(cfg.TLS.CA))
	}
	if cfg.TLS.Cert != "" || cfg.TLS.Key != "" {
		opts = append(opts, nats.ClientCert(cfg.TLS.Cert, cfg.TLS.Key))
	}
	return opts
}

// Connected tells whether the server can be reached at this moment.
func (c *Conn) Connected() bool { return c.nc.IsConnected() }

// Close sends what is still buffered and disconnects; frontier, consumers and locks are closed before.
func (c *Conn) Close(ctx context.Context) error {
	defer c.nc.Close()
	if !c.nc.IsConnected() {
		return nil // nothing can be sent, and everything that matters was awaited
	}
	if _, limited := ctx.Deadline(); !limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, attempt)
		defer cancel()
	}
	if err := c.nc.FlushWithContext(ctx); err != nil {
		return fmt.Errorf("closing the connection to NATS: %w", err)
	}
	return nil
}

func (c *Conn) leaseTTL() time.Duration { return cmp.Or(c.cfg.lockTTL, leaseTTL) }

// bucket opens a key-value bucket.
func (c *Conn) bucket(ctx context.Context, name string) (jetstream.KeyValue, error) {
	if kv, ok := c.buckets.Load(name); ok {
		return kv.(jetstream.KeyValue), nil
	}
	kv, err := c.js.KeyValue(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("opening bucket %s: %w", name, err)
	}
	c.buckets.Store(name, kv)
	return kv, nil
}

// stream opens a stream.
func (c *Conn) stream(ctx context.Context, name string) (jetstream.Stream, error) {
	if s, ok := c.streams.Load(name); ok {
		return s.(jetstream.Stream), nil
	}
	s, err := c.js.Stream(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("opening stream %s: %w", name, err)
	}
	c.streams.Store(name, s)
	return s, nil
}

// persist calls op until it succeeds, fails for a lasting reason, or ctx ends. Each call may take attempt.
func (c *Conn) persist(ctx context.Context, op func(context.Context) error) error {
	var last error // why it did not succeed, other than that ctx ended
	for wait := 50 * time.Millisecond; ; wait = min(2*wait, 2*time.Second) {
		one, cancel := context.WithTimeout(ctx, attempt)
		err := op(one)
		cancel()
		if err == nil {
			return nil
		}
		if last == nil || ctx.Err() == nil {
			last = err
		}
		if ctx.Err() == nil && !temporary(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ended(ctx, last)
		case <-time.After(wait):
		}
	}
}

// ended says why waiting ended, and what it waited for.
func ended(ctx context.Context, last error) error {
	if full(last) {
		return fmt.Errorf("%w: %w", ErrFull, context.Cause(ctx))
	}
	if errors.Is(last, ctx.Err()) {
		return last
	}
	return fmt.Errorf("%w, after: %w", context.Cause(ctx), last)
}

// temporary tells errors that pass when the server is back, elected, or has room.
func temporary(err error) bool {
	for _, passing := range []error{
		nats.ErrTimeout, nats.ErrNoResponders, nats.ErrDisconnected, nats.ErrConnectionReconnecting,
		nats.ErrReconnectBufExceeded, nats.ErrStaleConnection, jetstream.ErrNoStreamResponse,
		context.DeadlineExceeded,
	} {
		if errors.Is(err, passing) {
			return true
		}
	}
	var api *jetstream.APIError
	return errors.As(err, &api) && api.Code == 503
}

// reconnects are requests to be cancelled when the connection has been restored.
type reconnects struct {
	mu      sync.Mutex
	waiting map[*context.CancelFunc]struct{}
}

// call has cancel called at the next reconnection, unless stop is called before.
func (r *reconnects) call(cancel context.CancelFunc) (stop func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := &cancel
	r.waiting[key] = struct{}{}
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		delete(r.waiting, key)
	}
}

func (r *reconnects) happened() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for cancel := range r.waiting {
		(*cancel)()
	}
	clear(r.waiting)
}

// explain turns what nats.go says of a failed connection into something to act on.
func explain(err error) error {
	switch {
	case errors.Is(err, nats.ErrNoServers):
		return fmt.Errorf("no server answers (%w)", err)
	case errors.Is(err, nats.ErrAuthorization), errors.Is(err, nats.ErrAuthExpired):
		return fmt.Errorf("the server refuses these credentials (%w)", err)
	case errors.Is(err, nats.ErrSecureConnRequired):
		return fmt.Errorf("the server wants TLS: set tls or a tls:// address (%w)", err)
	case errors.Is(err, nats.ErrSecureConnWanted):
		return fmt.Errorf("the server has no TLS (%w)", err)
	}
	return err
}

// recent tells whether a server's version has what is needed; one that cannot be read is let through.
func recent(version string) bool {
	parts := strings.SplitN(version, ".", 3)
	if len(parts) < 2 {
		return true
	}
	major, err1 := strconv.Atoi(parts[0])
	minor, err2 := strconv.Atoi(parts[1])
	if err1 != nil || err2 != nil {
		return true
	}
	return major > needMajor || major == needMajor && minor >= needMinor
}

// redact returns the addresses without users, passwords and tokens.
func redact(servers string) string {
	list := strings.Split(servers, ",")
	for i, s := range list {
		s = strings.TrimSpace(s)
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			u.User = nil
			s = u.String()
		} else if _, host, found := strings.Cut(s, "@"); found {
			s = host
		}
		list[i] = s
	}
	return strings.Join(list, ",")
}
