package wire

import (
	"context"
	"fmt"
	"log/slog"
	"net/url"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"go.uber.org/goleak"

	"newswire/article"
	"newswire/internal/embedded"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// testServer is a real server that a test may stop and start again.
type testServer struct {
	*embedded.NATS
	cfg     embedded.NATSConfig
	address string
}

func startServer(t *testing.T, cfg embedded.NATSConfig) *testServer {
	t.Helper()
	if cfg.Dir == "" {
		cfg.Dir = t.TempDir()
	}
	cfg.NoSync = true // a test kills no power
	s := &testServer{cfg: cfg}
	s.start(t)
	t.Cleanup(func() { s.Close() })
	return s
}

func (s *testServer) start(t *testing.T) {
	t.Helper()
	n, err := embedded.StartNATS(s.cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s.NATS, s.address = n, n.URL()
	s.cfg.Listen, s.cfg.Token = n.Addr(), n.Token() // the same when started again
}

// plainServer has no JetStream.
func plainServer(t *testing.T) *testServer {
	t.Helper()
	n, err := server.NewServer(&server.Options{Host: "127.0.0.1", Port: server.RANDOM_PORT, NoSigs: true, NoLog: true})
	if err != nil {
		t.Fatal(err)
	}
	n.Start()
	t.Cleanup(func() {
		n.Shutdown()
		n.WaitForShutdown()
	})
	if !n.ReadyForConnections(10 * time.Second) {
		t.Fatal("not ready")
	}
	return &testServer{address: n.ClientURL()}
}

// connect joins the server and sets it up; the connection closes with the test.
func connect(t *testing.T, s *testServer, cfg Config) *Conn {
	t.Helper()
	c := dial(t, s, cfg)
	if err := c.Setup(t.Context()); err != nil {
		t.Fatal(err)
	}
	return c
}

func dial(t *testing.T, s *testServer, cfg Config) *Conn {
	t.Helper()
	cfg.URL = s.address
	c, err := Connect(t.Context(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.nc.Close() })
	return c
}

// soon bounds what a test waits for.
func soon(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// eventually polls until ok holds.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	ctx := soon(t)
	for !ok() {
		select {
		case <-ctx.Done():
			t.Fatalf("still not so: %s", what)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func newArticle(t *testing.T, address, title string) *article.Article {
	t.Helper()
	a := &article.Article{
		URL: address, CanonicalURL: address, Site: "daily", Title: title, Category: "Économie & Finance",
		Body: title + " and what came of it.", Revision: 1, FetchedAt: time.Now().UTC().Truncate(time.Millisecond),
	}
	if err := a.Seal(); err != nil {
		t.Fatal(err)
	}
	return a
}

func newLink(t *testing.T, raw string) article.Link {
	t.Helper()
	u, err := article.Normalize(raw)
	if err != nil {
		t.Fatal(err)
	}
	return article.Link{URL: u, ID: article.ID(u), Site: "daily"}
}

// hostIn returns a host of the given partition.
func hostIn(partition int) string {
	for i := 0; ; i++ {
		host := fmt.Sprintf("host%d.example", i)
		if Partition(host) == partition {
			return host
		}
	}
}

func mustURL(t *testing.T, raw string) *url.URL {
	t.Helper()
	u, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
