package embedded

import (
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func startNATS(t *testing.T, cfg NATSConfig) *NATS {
	t.Helper()
	n, err := StartNATS(cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(n.Close)
	return n
}

func TestNATSKeepsWhatItAcknowledged(t *testing.T) {
	dir := t.TempDir()
	first := startNATS(t, NATSConfig{Dir: dir})
	js := jetStream(t, first.URL())
	stream := jetstream.StreamConfig{Name: "KEPT", Subjects: []string{"kept"}}
	if _, err := js.CreateStream(t.Context(), stream); err != nil {
		t.Fatal(err)
	}
	if _, err := js.Publish(t.Context(), "kept", []byte("once")); err != nil {
		t.Fatal(err)
	}
	js.Conn().Close()
	first.Close()
	first.Close() // twice is harmless

	second := startNATS(t, NATSConfig{Dir: dir, Token: "chosen"})
	if second.Token() != "chosen" || !strings.Contains(second.URL(), "chosen@127.0.0.1:") {
		t.Errorf("URL %s, token %s: want the chosen token, on loopback", second.URL(), second.Token())
	}
	s, err := jetStream(t, second.URL()).Stream(t.Context(), "KEPT")
	if err != nil {
		t.Fatal(err)
	}
	msg, err := s.GetMsg(t.Context(), 1)
	if err != nil || string(msg.Data) != "once" {
		t.Errorf("after a restart: %v, %v", msg, err)
	}
}

func TestNATSRefusesStrangers(t *testing.T) {
	n := startNATS(t, NATSConfig{Dir: t.TempDir()})
	for name, url := range map[string]string{
		"no token":    "nats://" + n.Addr(),
		"wrong token": "nats://guess@" + n.Addr(),
	} {
		if nc, err := nats.Connect(url); err == nil {
			nc.Close()
			t.Errorf("%s: connected", name)
		}
	}
}

func TestNATSErrors(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		cfg  NATSConfig
		want string
	}{
		{"port taken", NATSConfig{Dir: t.TempDir(), Listen: taken.Addr().String()}, "address already in use"},
		{"port taken names it", NATSConfig{Dir: t.TempDir(), Listen: taken.Addr().String()}, taken.Addr().String()},
		{"no port", NATSConfig{Dir: t.TempDir(), Listen: "localhost"}, `"localhost": want host:port`},
		{"port no number", NATSConfig{Dir: t.TempDir(), Listen: "localhost:nats"}, "a number from 0 to 65535"},
		{"folder is a file", NATSConfig{Dir: file}, file},
		{"folder in a file", NATSConfig{Dir: filepath.Join(file, "nats")}, file},
	} {
		t.Run(test.name, func(t *testing.T) {
			n, err := StartNATS(test.cfg, slog.New(slog.DiscardHandler))
			if err == nil {
				n.Close()
				t.Fatal("started")
			}
			if !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q: want one line with %q", err, test.want)
			}
		})
	}
}

func jetStream(t *testing.T, url string) jetstream.JetStream {
	t.Helper()
	nc, err := nats.Connect(url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(nc.Close)
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	return js
}
