package wire

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"newswire/internal/embedded"
)

func TestSetupTwiceAtOnce(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	var both sync.WaitGroup
	for range 2 {
		c := dial(t, s, Config{})
		both.Go(func() {
			if err := c.Setup(soon(t)); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
}

func TestSetupUpgradesInPlace(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	c := dial(t, s, Config{ArticlesMaxBytes: 1 << 30})
	// As an earlier version might have made it, with a limit that its operator set.
	_, err := c.js.CreateStream(soon(t), jetstream.StreamConfig{Name: streamArticles, Subjects: []string{"news.article.*"}, MaxAge: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.js.Publish(soon(t), "news.article.old", []byte("{}")); err != nil {
		t.Fatal(err)
	}
	if err := c.Setup(soon(t)); err != nil {
		t.Fatal(err)
	}
	stream, err := c.js.Stream(soon(t), streamArticles)
	if err != nil {
		t.Fatal(err)
	}
	info := stream.CachedInfo()
	if info.State.Msgs != 1 || info.Config.MaxAge != time.Hour || info.Config.MaxBytes != 1<<30 || info.Config.Discard != jetstream.DiscardNew {
		t.Errorf("%d messages, %+v", info.State.Msgs, info.Config)
	}
	publish(t, c, newArticle(t, "https://www.example.com/", "Title"))
}

// TestSetupUpgradesQueues: links that wait in a queue on disk, as an earlier version made it, are served.
func TestSetupUpgradesQueues(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	c := connect(t, s, Config{})
	link := newLink(t, "https://www.example.com/1")
	q, err := route(link)
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.js.CreateConsumer(soon(t), streamFrontier, jetstream.ConsumerConfig{
		Durable: q.name(), FilterSubject: q.subject("*"), AckPolicy: jetstream.AckExplicitPolicy, AckWait: ackWait, MaxDeliver: -1,
	})
	if err != nil {
		t.Fatal(err)
	}
	msg, err := queueing(link, q)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.js.PublishMsg(soon(t), msg); err != nil {
		t.Fatal(err)
	}
	if err := c.Setup(soon(t)); err != nil {
		t.Fatal(err)
	}
	if err := next(t, openFrontier(t, c, FrontierConfig{})).Done(soon(t)); err != nil {
		t.Fatal(err)
	}
}

func TestSetupRefusesForeignStreams(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		stream jetstream.StreamConfig
		want   string
	}{
		{"other retention", jetstream.StreamConfig{Name: streamFrontier, Subjects: []string{"frontier.>"}}, "retention"},
		{"other partitions", jetstream.StreamConfig{
			Name: streamFrontier, Subjects: []string{"frontier.>"}, Retention: jetstream.WorkQueuePolicy,
			Metadata: map[string]string{metaPartitions: "128"},
		}, "128 partitions"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c := dial(t, startServer(t, embedded.NATSConfig{}), Config{})
			if _, err := c.js.CreateStream(soon(t), test.stream); err != nil {
				t.Fatal(err)
			}
			if err := c.Setup(soon(t)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v: want %q in it", err, test.want)
			}
		})
	}
}

func TestConnectErrors(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "missing.pem")
	for _, test := range []struct {
		name string
		cfg  Config
		want []string
	}{
		{"nobody there", Config{URL: "nats://user:secret@" + nobody}, []string{nobody, "no server answers"}},
		{"no token", Config{URL: "nats://" + s.Addr()}, []string{s.Addr(), "refuses these credentials"}},
		{"wrong token", Config{URL: "nats://secret@" + s.Addr()}, []string{s.Addr(), "refuses these credentials"}},
		{"no TLS there", Config{URL: "tls://secret@" + s.Addr()}, []string{s.Addr(), "no TLS"}},
		{"no CA file", Config{URL: s.URL(), TLS: TLS{CA: missing}}, []string{missing}},
		{"no certificate file", Config{URL: s.URL(), TLS: TLS{Cert: missing, Key: missing}}, []string{missing}},
		{"no credentials file", Config{URL: s.URL(), CredsFile: missing}, []string{missing}},
		{"too many replicas", Config{URL: s.URL(), Replicas: 6}, []string{"replicas 6"}},
		{"an old server", Config{URL: "nats://" + oldServer(t)}, []string{"2.10.4", "2.12 or newer"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, err := Connect(soon(t), test.cfg, slog.New(slog.DiscardHandler))
			if err == nil {
				c.nc.Close()
				t.Fatal("connected")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q: want %q in it", err, want)
				}
			}
			if strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q: want one line without secrets", err)
			}
		})
	}
}

// oldServer greets clients as nats-server 2.10 does, and returns its address.
func oldServer(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var serving sync.WaitGroup
	t.Cleanup(func() {
		_ = l.Close()
		serving.Wait()
	})
	serving.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, `INFO {"server_id":"OLD","version":"2.10.4","proto":1,"max_payload":1048576}`+"\r\n")
			_, _ = io.WriteString(conn, "PONG\r\n")
			_, _ = io.Copy(io.Discard, conn)
			_ = conn.Close()
		}
	})
	return l.Addr().String()
}

func TestConnectWithTokenApart(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	c, err := Connect(soon(t), Config{URL: "nats://" + s.Addr(), Token: s.Token()}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if !c.Connected() {
		t.Error("not connected")
	}
	if err := c.Close(context.Background()); err != nil {
		t.Error(err)
	}
	if c.Connected() {
		t.Error("connected after Close")
	}
	if _, _, err := c.States().Get(soon(t), "id"); err == nil || errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a closed connection: %v; want an error at once", err)
	}
}

func TestSetupWithoutJetStream(t *testing.T) {
	t.Parallel()
	c := dial(t, plainServer(t), Config{})
	if err := c.Setup(soon(t)); err == nil || !strings.Contains(err.Error(), "no JetStream") {
		t.Errorf("error %v: want it to say that there is no JetStream", err)
	}
}

// BenchmarkSetup measures what a start costs on a new server that syncs, and on one that was set up before.
func BenchmarkSetup(b *testing.B) {
	log := slog.New(slog.DiscardHandler)
	for _, again := range []bool{false, true} {
		name := map[bool]string{false: "new", true: "again"}[again]
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				dir, err := os.MkdirTemp(b.TempDir(), "")
				if err != nil {
					b.Fatal(err)
				}
				s, err := embedded.StartNATS(embedded.NATSConfig{Dir: dir}, log)
				if err != nil {
					b.Fatal(err)
				}
				c, err := Connect(b.Context(), Config{URL: s.URL()}, log)
				if err != nil {
					b.Fatal(err)
				}
				if again {
					if err := c.Setup(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
				b.StartTimer()
				if err := c.Setup(b.Context()); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				c.nc.Close()
				s.Close()
				b.StartTimer()
			}
		})
	}
}
