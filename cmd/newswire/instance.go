package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"newswire/archive"
	"newswire/config"
	"newswire/crawler"
	"newswire/internal/embedded"
	"newswire/pipeline"
	"newswire/sink"
	"newswire/wire"
)

// The servers that may be embedded, as they are called in roles, endpoints and messages.
const (
	natsServer  = "nats"
	mongoServer = "mongo"
)

// archiveDir is the archive's folder in the data directory.
const archiveDir = "archive"

// serving tells how a command gets at a server that the configuration does not point elsewhere.
type serving int

const (
	attach     serving = iota // use the one that another process of the data directory runs
	serve                     // run it here; it is an error if another process does
	serveIfNot                // run it here unless another process does
)

// instance holds a process's connections, and the embedded servers behind them where it runs them.
type instance struct {
	cfg *config.Config
	log *slog.Logger
	// dial takes the place of the network for the crawl; nil: the network.
	dial  func(ctx context.Context, network, addr string) (net.Conn, error)
	conn  *wire.Conn
	mongo *sink.Mongo

	natsURL, mongoURI string
	store             *embedded.Store // nil: another process's, or MongoDB
	// foreignStore tells that the embedded store is another process's, which alone may write to it.
	foreignStore bool
	closers      []func(context.Context) error
}

// closeTimeout bounds each step of closing an instance.
const closeTimeout = 3 * time.Second

// close ends connections and servers, last opened first.
func (i *instance) close() error {
	var errs []error
	for n := len(i.closers) - 1; n >= 0; n-- {
		ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
		errs = append(errs, i.closers[n](ctx))
		cancel()
	}
	i.closers = nil
	return errors.Join(errs...)
}

// openNATS connects to NATS, and starts the embedded server first where how asks for it.
func (i *instance) openNATS(ctx context.Context, how serving) error {
	cfg := i.cfg.NATS
	if cfg.URL == "" {
		address, err := i.server(ctx, natsServer, how, i.startNATS)
		if err != nil {
			return err
		}
		cfg.URL = address
	}
	var err error
	if cfg.Instance, err = i.name(ctx); err != nil {
		return err
	}
	conn, err := wire.Connect(ctx, cfg, i.log)
	if err != nil {
		return err
	}
	i.conn, i.natsURL = conn, cfg.URL
	i.closers = append(i.closers, conn.Close)
	return conn.Setup(ctx)
}

// reader returns a crawler that asks what sites list, in turn with the processes that crawl the same hosts if
// there is a NATS server through which they agree.
func (i *instance) reader(ctx context.Context) (*crawler.Crawler, error) {
	if i.conn == nil {
		address, err := i.cfg.NATS.URL, error(nil)
		if address == "" {
			address, err = findEndpoint(i.cfg.DataDir, natsServer)
		}
		if err == nil && address != "" {
			err = i.openNATS(ctx, attach)
		}
		if err != nil {
			i.log.Warn("sites are asked without regard to processes that crawl them", "error", err)
		}
	}
	if i.conn == nil {
		return crawler.New(i.cfg.Crawler(), i.cfg.Sites, nil, nil, nil, i.log)
	}
	r, err := pipeline.NewReader(ctx, i.cfg.Crawler(), i.cfg.Sites, i.conn, i.log)
	if err != nil {
		return nil, err
	}
	i.closers = append(i.closers, r.Close)
	return r.Crawler, nil
}

// openArchive opens this process's folder of the archive, or returns nil where pages are not kept.
func (i *instance) openArchive() (*archive.Archive, error) {
	if i.cfg.Archive.Off {
		return nil, nil
	}
	cfg := i.cfg.Archive.Config
	cfg.Dir = filepath.Join(i.cfg.DataDir, archiveDir)
	// The first process of a data directory writes to one folder for ever, others to folders of their own.
	cfg.Instance = "main"
	pages, err := archive.Open(cfg, i.log)
	if errors.Is(err, archive.ErrInUse) {
		cfg.Instance = fmt.Sprintf("process-%d", os.Getpid())
		pages, err = archive.Open(cfg, i.log)
	}
	if err != nil {
		return nil, err
	}
	i.closers = append(i.closers, pages.Close)
	return pages, nil
}

// name returns a name under which this process takes back at once what an earlier one on the data
// directory left leased when it died. The first process of a data directory gets it, others none.
func (i *instance) name(ctx context.Context) (string, error) {
	c, err := claimEndpoint(ctx, i.cfg.DataDir, "instance")
	if errors.Is(err, errInUse) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	i.closers = append(i.closers, func(context.Context) error { return c.release() })
	host, err := os.Hostname()
	if err != nil {
		return "", fmt.Errorf("naming this process: %w", err)
	}
	dir, err := filepath.Abs(i.cfg.DataDir)
	if err != nil {
		return "", fmt.Errorf("naming this process: %w", err)
	}
	return host + ":" + dir, nil
}

// openMongo connects to the store, and starts the embedded one first where how asks for it.
func (i *instance) openMongo(ctx context.Context, how serving) error {
	cfg := i.cfg.Mongo
	if cfg.URI == "" {
		i.foreignStore = true
		uri, err := i.server(ctx, mongoServer, how, i.startMongo)
		if err != nil {
			return err
		}
		cfg.URI = uri
	}
	mongo, err := sink.Open(ctx, cfg, i.log)
	if err != nil {
		return err
	}
	i.mongo, i.mongoURI = mongo, cfg.URI
	i.closers = append(i.closers, mongo.Close)
	if i.store != nil {
		return i.store.IndexIDs(ctx) // of the collections that Open has made
	}
	return nil
}

// server returns the address of an embedded server of the data directory, starting it if need be.
func (i *instance) server(ctx context.Context, name string, how serving, start func(ctx context.Context, previous string) (string, error)) (string, error) {
	if how != serve {
		address, err := findEndpoint(i.cfg.DataDir, name)
		if address != "" || err != nil {
			return address, err
		}
		if how == attach {
			return "", fmt.Errorf("no %s server runs on data_dir %s: start `newswire run` there, or set %s in the configuration",
				name, i.cfg.DataDir, map[string]string{natsServer: "nats.url", mongoServer: "mongo.uri"}[name])
		}
	}
	c, err := claimEndpoint(ctx, i.cfg.DataDir, name)
	if errors.Is(err, errInUse) {
		return "", fmt.Errorf("data_dir %s is in use by another newswire: stop it, or set another data_dir", i.cfg.DataDir)
	}
	if err != nil {
		return "", err
	}
	i.closers = append(i.closers, func(context.Context) error { return c.release() })
	address, err := start(ctx, c.previous())
	if err != nil {
		return "", err
	}
	return address, c.publish(address)
}

// startNATS starts the embedded NATS server under its previous address and token, or, if something else
// has taken the port meanwhile, under new ones.
func (i *instance) startNATS(_ context.Context, previous string) (string, error) {
	cfg := embedded.NATSConfig{Dir: filepath.Join(i.cfg.DataDir, natsServer)}
	again := cfg
	if u, err := url.Parse(previous); err == nil {
		again.Listen, again.Token = u.Host, u.User.Username()
	}
	server, err := embedded.StartNATS(again, i.log)
	if err != nil && again != cfg {
		server, err = embedded.StartNATS(cfg, i.log)
	}
	if err != nil {
		return "", fmt.Errorf("starting the embedded NATS server: %w", err)
	}
	i.closers = append(i.closers, func(context.Context) error { server.Close(); return nil })
	return server.URL(), nil
}

// startMongo starts the embedded store in the same way.
func (i *instance) startMongo(ctx context.Context, previous string) (string, error) {
	cfg := embedded.StoreConfig{Dir: filepath.Join(i.cfg.DataDir, mongoServer)}
	again := cfg
	if u, err := url.Parse(previous); err == nil {
		again.Listen = u.Host
	}
	server, err := embedded.StartStore(ctx, again, i.log)
	if err != nil && again != cfg {
		server, err = embedded.StartStore(ctx, cfg, i.log)
	}
	if err != nil {
		return "", fmt.Errorf("starting the embedded store: %w", err)
	}
	i.foreignStore, i.store = false, server
	i.closers = append(i.closers, server.Close)
	return server.URI(), nil
}
