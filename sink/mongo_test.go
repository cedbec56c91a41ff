package sink

import (
	"log/slog"
	"net"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
)

func TestOpenSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	free := l.Addr().String()
	l.Close()
	mute, err := net.Listen("tcp", "127.0.0.1:0") // the kernel accepts connections that nobody reads
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { mute.Close() })
	withUser, err := url.Parse(storeURI)
	if err != nil {
		t.Fatal(err)
	}
	withUser.User = url.UserPassword("nobody", "secret")

	for _, tt := range []struct {
		name, uri string
		want      []string
	}{
		{"no server", "mongodb://u:secret@" + free + "/", []string{free, "does not answer", "connection refused", "mongo.uri"}},
		{"mute server", "mongodb://" + mute.Addr().String(), []string{mute.Addr().String(), "does not answer", "mongo.uri"}},
		{"no URI", "", []string{"mongo.uri"}},
		{"another protocol", "http://u:secret@127.0.0.1/", []string{"mongo.uri", "http://***@127.0.0.1"}},
		{"refused user", withUser.String(), []string{"refuses the user", "mongo.uri"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			m, err := Open(t.Context(), Config{URI: tt.uri, ConnectTimeout: 300 * time.Millisecond}, slog.New(slog.DiscardHandler))
			if err == nil {
				m.Close(t.Context())
				t.Fatal("opened")
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "secret") {
				t.Errorf("error %q has a line break or a password", err)
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestOpenIsIdempotent(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	write(t, m, anArticle(t, 1, 0, nil))
	again, err := Open(t.Context(), Config{URI: storeURI, Database: m.articles.Database().Name()}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close(t.Context())
	if n, err := again.Count(t.Context()); err != nil || n != 1 {
		t.Errorf("Count: %d, %v; want 1", n, err)
	}
	names, err := m.articles.Database().ListCollectionNames(t.Context(), bson.D{})
	slices.Sort(names)
	if want := []string{"articles", "crawls", "revisions", "sites"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("collections %q, %v; want %q", names, err, want)
	}
	specs, err := m.articles.Indexes().ListSpecifications(t.Context())
	if want := m.server.indexed; err != nil || len(specs) > 1 != want {
		t.Errorf("%d indexes on %s, %v", len(specs), m.server.name, err)
	}
}
