package embedded

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// NATSConfig says where the embedded nats-server keeps its files and listens.
type NATSConfig struct {
	// Dir is the JetStream store; it is made if missing. One server at a time may use it: the caller
	// holds whatever lock guards it.
	Dir string
	// Listen is "host:port"; port 0 takes a free one. Default "127.0.0.1:0".
	Listen string
	// Token is what clients authenticate with. Default: a random one at each start.
	Token string
	// MaxPayload is the largest message in bytes. Default 1 MiB, the server's own.
	MaxPayload int32
	// NoSync leaves flushing files to the operating system: about ten times the publishes a second, but
	// a power cut loses acknowledged messages (a killed process does not). By default every message is
	// on the disk before it is acknowledged.
	NoSync bool
}

// natsStart bounds the wait for a starting server; a store of gigabytes is recovered well within it.
const natsStart = 2 * time.Minute

// NATS is a running embedded nats-server.
type NATS struct {
	server *server.Server
	token  string
}

// StartNATS starts a server with JetStream and returns when clients can use it. Its warnings and errors
// go to log. The caller closes it after the last client.
func StartNATS(cfg NATSConfig, log *slog.Logger) (*NATS, error) {
	host, port, err := natsListen(cfg.Listen)
	if err != nil {
		return nil, err
	}
	if err := writable(cfg.Dir); err != nil {
		return nil, fmt.Errorf("embedded NATS store: %w", err)
	}
	if cfg.Token == "" {
		cfg.Token = rand.Text()
	}
	s, err := server.NewServer(&server.Options{
		Host:          host,
		Port:          port,
		Authorization: cfg.Token,
		MaxPayload:    cfg.MaxPayload,
		JetStream:     true,
		StoreDir:      cfg.Dir,
		SyncAlways:    !cfg.NoSync,
		NoSigs:        true,
	})
	if err != nil {
		return nil, fmt.Errorf("configuring the embedded NATS server: %w", err)
	}
	logger := &natsLog{log: log, fatal: make(chan error, 1)}
	s.SetLoggerV2(logger, false, false, false)
	s.Start()
	n := &NATS{server: s, token: cfg.Token}
	if err := n.ready(logger.fatal); err != nil {
		n.Close()
		return nil, fmt.Errorf("starting the embedded NATS server on %s: %w", net.JoinHostPort(host, strconv.Itoa(port)), err)
	}
	return n, nil
}

// ready waits until clients are accepted, the server reports that it cannot start, or natsStart is over.
func (n *NATS) ready(fatal <-chan error) error {
	for deadline := time.Now().Add(natsStart); time.Now().Before(deadline); {
		select {
		case err := <-fatal:
			return err
		default:
		}
		if n.server.ReadyForConnections(50 * time.Millisecond) {
			if !n.server.JetStreamEnabled() {
				return errors.New("JetStream is not available")
			}
			return nil
		}
	}
	return fmt.Errorf("not ready after %s", natsStart)
}

// Addr is the host and port that the server listens on.
func (n *NATS) Addr() string { return n.server.Addr().String() }

// Token is what clients authenticate with.
func (n *NATS) Token() string { return n.token }

// URL is the address with the token in it, as clients in every language take it.
func (n *NATS) URL() string {
	u := url.URL{Scheme: "nats", User: url.User(n.token), Host: n.Addr()}
	return u.String()
}

// Close stops the server, waits until its files are closed, and is safe to call twice.
func (n *NATS) Close() {
	n.server.Shutdown()
	n.server.WaitForShutdown()
}

// natsListen splits "host:port".
func natsListen(listen string) (host string, port int, err error) {
	if listen == "" {
		return "127.0.0.1", server.RANDOM_PORT, nil
	}
	host, digits, err := net.SplitHostPort(listen)
	if err != nil {
		return "", 0, fmt.Errorf("NATS listen address %q: want host:port", listen)
	}
	port, err = strconv.Atoi(digits)
	if err != nil || port < 0 || port > math.MaxUint16 {
		return "", 0, fmt.Errorf("NATS listen address %q: the port is a number from 0 to %d", listen, math.MaxUint16)
	}
	if host == "" {
		host = "127.0.0.1" // to the server an empty host means every interface
	}
	if port == 0 {
		port = server.RANDOM_PORT
	}
	return host, port, nil
}

// writable makes dir and proves that files can be made in it, since the server's own error for that
// comes late and names no path.
func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".probe-*")
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// natsLog hands what the server finds worth a warning to slog, and its first fatal error to who starts it.
type natsLog struct {
	log   *slog.Logger
	fatal chan error
}

func (l *natsLog) Noticef(string, ...any) {}
func (l *natsLog) Debugf(string, ...any)  {}
func (l *natsLog) Tracef(string, ...any)  {}

func (l *natsLog) Warnf(format string, v ...any) {
	l.log.Warn("embedded nats", "message", fmt.Sprintf(format, v...))
}

func (l *natsLog) Errorf(format string, v ...any) {
	l.log.Error("embedded nats", "message", fmt.Sprintf(format, v...))
}

func (l *natsLog) Fatalf(format string, v ...any) {
	select {
	case l.fatal <- errors.New(strings.TrimSpace(fmt.Sprintf(format, v...))):
	default: // the first one is the cause
	}
}
