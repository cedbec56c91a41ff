package sink

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"
	"go.uber.org/goleak"

	"newswire/article"
	"newswire/internal/embedded"
)

// storeURI is the server of the tests: an embedded store, or the MongoDB that NEWSWIRE_TEST_MONGO_URI
// names. Every test has a database of its own.
var (
	storeURI string
	store    *embedded.Store // nil if the server is another
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	storeURI = os.Getenv("NEWSWIRE_TEST_MONGO_URI")
	if storeURI == "" {
		dir, err := os.MkdirTemp("", "newswire-sink-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(dir)
		store, err = embedded.StartStore(context.Background(), embedded.StoreConfig{Dir: dir}, slog.New(slog.DiscardHandler))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		storeURI = store.URI()
	}
	code := m.Run()
	if store != nil {
		if err := store.Close(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// connect opens an empty database.
func connect(t testing.TB, commands *event.CommandMonitor) *Mongo {
	t.Helper()
	cfg := Config{URI: storeURI, Database: databaseName(t)}
	m, err := open(t.Context(), cfg, slog.New(slog.DiscardHandler), commands)
	if err != nil {
		t.Fatal(err)
	}
	if store != nil {
		if err := store.IndexIDs(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		if err := m.articles.Database().Drop(ctx); err != nil {
			t.Error(err)
		}
		if err := m.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return m
}

// databaseName makes a valid name, of at most 63 characters, of the test's.
func databaseName(t testing.TB) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, t.Name())
	return name[max(0, len(name)-60):]
}

// anArticle returns a sealed article whose page is told by its number, as fetched that many minutes into
// the day.
func anArticle(t testing.TB, page, minutes int, edit func(*article.Article)) *article.Article {
	t.Helper()
	url := fmt.Sprintf("https://www.example.com/2025/01/%d", page)
	a := &article.Article{
		URL: url, FinalURL: url, CanonicalURL: url,
		Site:        "example-daily",
		Title:       fmt.Sprintf("Headline %d", page),
		Authors:     []string{"First Last"},
		PublishedAt: time.Date(2025, 1, 24, 9, 31, 0, 0, time.FixedZone("", 3600)).Add(time.Duration(page) * time.Hour),
		Category:    "War",
		Body:        "First paragraph.\n\nSecond paragraph.",
		FetchedAt:   time.Date(2025, 1, 25, 0, minutes, 0, 0, time.UTC),
		Extraction:  &article.Extraction{Rules: map[string]string{"title": "h1"}, Confidence: 0.5, Version: 1},
	}
	if edit != nil {
		edit(a)
	}
	if err := a.Seal(); err != nil {
		t.Fatal(err)
	}
	return a
}

// titled is an edit that makes another record.
func titled(title string) func(*article.Article) {
	return func(a *article.Article) { a.Title = title }
}

// write writes a batch that must not fail.
func write(t testing.TB, m *Mongo, batch ...*article.Article) []Result {
	t.Helper()
	results := m.Write(t.Context(), batch)
	for i, r := range results {
		if r.Err != nil {
			t.Fatalf("article %d: %v", i, r.Err)
		}
	}
	return results
}
