package embedded

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.uber.org/goleak"
)

func startStore(t *testing.T, cfg StoreConfig) *Store {
	t.Helper()
	s, err := StartStore(t.Context(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stopStore(t, s) })
	return s
}

func stopStore(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

// withClient runs f on a connection that is closed when f returns, so that the store need not wait for it.
func withClient(t *testing.T, s *Store, f func(*mongo.Database)) {
	t.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(s.URI()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := client.Disconnect(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}()
	f(client.Database("kept"))
}

func TestStoreKeepsWhatItConfirmed(t *testing.T) {
	cfg := StoreConfig{Dir: filepath.Join(t.TempDir(), "made for it")}
	first := startStore(t, cfg)
	withClient(t, first, func(db *mongo.Database) {
		if _, err := db.Collection("c").InsertOne(t.Context(), bson.D{{Key: "_id", Value: "a"}}); err != nil {
			t.Fatal(err)
		}
	})
	stopStore(t, first)

	second := startStore(t, cfg)
	withClient(t, second, func(db *mongo.Database) {
		n, err := db.Collection("c").CountDocuments(t.Context(), bson.D{{Key: "_id", Value: "a"}})
		if err != nil || n != 1 {
			t.Errorf("after a restart: %d documents, %v; want 1", n, err)
		}
	})
}

func TestStoreLeavesNothingBehind(t *testing.T) {
	before := goleak.IgnoreCurrent()
	s := startStore(t, StoreConfig{Dir: t.TempDir()})
	withClient(t, s, func(db *mongo.Database) {
		if err := db.Client().Ping(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
	})
	addr := strings.TrimSuffix(strings.TrimPrefix(s.URI(), "mongodb://"), "/")
	stopStore(t, s)
	stopStore(t, s) // twice is harmless
	goleak.VerifyNone(t, before)

	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatalf("the port is not free after Close: %v", err)
	}
	l.Close()
}

func TestStoreRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}

	for _, tt := range []struct {
		name string
		cfg  StoreConfig
		want string
	}{
		{"port taken", StoreConfig{Dir: t.TempDir(), Listen: taken.Addr().String()}, taken.Addr().String() + " is taken"},
		{"no port", StoreConfig{Dir: t.TempDir(), Listen: "127.0.0.1"}, "host:port"},
		{"open to the network", StoreConfig{Dir: t.TempDir(), Listen: "0.0.0.0:0"}, "no authentication"},
		{"no directory", StoreConfig{}, "needs a directory"},
		{"directory under a file", StoreConfig{Dir: filepath.Join(file, "d")}, file},
		{"directory is a file", StoreConfig{Dir: file}, file},
		{"directory that SQLite misreads", StoreConfig{Dir: filepath.Join(t.TempDir(), "50%")}, "50%"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := StartStore(t.Context(), tt.cfg, slog.New(slog.DiscardHandler))
			if err == nil {
				stopStore(t, s)
				t.Fatal("started")
			}
			if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q is not one line with %q", err, tt.want)
			}
		})
	}
}

func TestStoreFindsByIDThroughAnIndex(t *testing.T) {
	cfg := StoreConfig{Dir: t.TempDir()}
	s := startStore(t, cfg)
	withClient(t, s, func(db *mongo.Database) {
		for _, c := range []string{"early", "late"} {
			if err := db.CreateCollection(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		if plan := explainByID(t, db, "early"); !strings.Contains(plan, "SCAN") {
			t.Errorf("FerretDB finds by _id without our index now, and IndexIDs can go: %s", plan)
		}
		for range 2 { // twice is harmless
			if err := s.IndexIDs(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if plan := explainByID(t, db, "early"); !strings.Contains(plan, "USING INDEX") {
			t.Errorf("after IndexIDs: %s", plan)
		}
		if err := db.Collection("late").Drop(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := db.CreateCollection(t.Context(), "late"); err != nil {
			t.Fatal(err)
		}
	})
	stopStore(t, s)
	withClient(t, startStore(t, cfg), func(db *mongo.Database) {
		if plan := explainByID(t, db, "late"); !strings.Contains(plan, "USING INDEX") {
			t.Errorf("after a restart: %s", plan)
		}
	})
}

func explainByID(t *testing.T, db *mongo.Database, collection string) string {
	t.Helper()
	// A connection learns of new indexes when it runs a query, not when it explains one.
	if err := db.Collection(collection).FindOne(t.Context(), bson.D{{Key: "_id", Value: "x"}}).Err(); !errors.Is(err, mongo.ErrNoDocuments) {
		t.Fatal(err)
	}
	raw, err := db.RunCommand(t.Context(), bson.D{{Key: "explain", Value: bson.D{
		{Key: "find", Value: collection}, {Key: "filter", Value: bson.D{{Key: "_id", Value: "x"}}},
	}}}).Raw()
	if err != nil {
		t.Fatal(err)
	}
	return raw.Lookup("queryPlanner").String()
}

func TestQuietHandler(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := slog.New(quietHandler{Handler: slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug})})
	named := log.With("name", "listener")
	named.Debug("whole article")
	named.Info("connection started")
	named.Warn("connection reset")
	named.WithGroup("g").Error("disk full", "error", "ENOSPC")
	log.Info("unnamed")

	var got []string
	for line := range strings.Lines(out.String()) {
		_, rest, _ := strings.Cut(line, " ") // the time
		got = append(got, strings.TrimSpace(rest))
	}
	want := []string{
		`level=DEBUG msg="connection started" name=listener`,
		`level=DEBUG msg="connection reset" name=listener`,
		`level=WARN msg="disk full" name=listener g.error=ENOSPC`,
		`level=DEBUG msg=unnamed`,
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
