package sink

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"time"

	"newswire/article"
	"newswire/site"
)

// ErrPermanent marks a failure that no retry can cure; ErrNotFound an article that is not stored.
var (
	ErrPermanent = errors.New("permanent failure")
	ErrNotFound  = errors.New("no such article")
)

// Config says which server and database to write to.
type Config struct {
	URI      string `yaml:"uri"`
	Database string `yaml:"database"`
}

// Mongo is a connection to the store.
type Mongo struct{}

// Status tells what became of a written article.
type Status string

// The statuses of a written article.
const (
	Created    Status = "created"
	Updated    Status = "updated"
	Unchanged  Status = "unchanged"
	Superseded Status = "superseded"
)

// Result is what became of one article of a batch.
type Result struct {
	Status   Status
	Revision int
	Err      error
}

// Query selects articles.
type Query struct {
	Site        string
	Category    string
	From, To    time.Time
	Limit       int
	NewestFirst bool
}

// Open connects to the store.
func Open(_ context.Context, _ Config, _ *slog.Logger) (*Mongo, error) {
	return nil, errors.ErrUnsupported
}

// Write stores a batch; the results are in the order of the batch.
func (m *Mongo) Write(_ context.Context, _ []*article.Article) []Result { return nil }

// SaveRun stores a run.
func (m *Mongo) SaveRun(_ context.Context, _ site.Run) error { return nil }

// Runs returns the last n runs, newest first.
func (m *Mongo) Runs(_ context.Context, _ int) ([]site.Run, error) { return nil, nil }

// SaveHealth stores a site's health.
func (m *Mongo) SaveHealth(_ context.Context, _ site.Health) error { return nil }

// Healths returns the health of every site.
func (m *Mongo) Healths(_ context.Context) ([]site.Health, error) { return nil, nil }

// Get returns one article, or ErrNotFound.
func (m *Mongo) Get(_ context.Context, _ string) (*article.Article, error) { return nil, ErrNotFound }

// Articles yields the articles that the query selects.
func (m *Mongo) Articles(_ context.Context, _ Query) iter.Seq2[*article.Article, error] {
	return func(func(*article.Article, error) bool) {}
}

// Revisions returns the replaced versions of an article, oldest first.
func (m *Mongo) Revisions(_ context.Context, _ string) ([]*article.Article, error) { return nil, nil }

// Count returns the number of articles stored.
func (m *Mongo) Count(_ context.Context) (int64, error) { return 0, nil }

// Close disconnects.
func (m *Mongo) Close(_ context.Context) error { return nil }
