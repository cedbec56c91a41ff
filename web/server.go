package web

import (
	"context"
	"iter"
	"log/slog"
	"time"

	"newswire/article"
	"newswire/site"
)

// Config tells where the server listens.
type Config struct {
	// Listen is host:port; port 0 takes a free one, an empty host every address of the machine.
	Listen string
	// Token is asked for by what changes something. Nothing does yet.
	Token string
	// Version is the program's, shown at the foot of the page and in the metrics.
	Version string
}

// Backend is what the server shows. Its methods may be called concurrently; those that take a context
// return soon after it ends.
type Backend interface {
	// Tail yields articles as they are published, beginning with those published since since. It ends
	// with ctx; if it ends or yields an error earlier, the server calls it again after a while.
	Tail(ctx context.Context, since time.Time) iter.Seq2[*article.Article, error]
	// Runs returns the running crawls first (EndedAt zero, counts so far), then the latest ended ones.
	Runs(ctx context.Context) ([]site.Run, error)
	// Sites returns the health of every site.
	Sites(ctx context.Context) ([]site.Health, error)
	// Check maps each component's name to nil or to what is wrong with it.
	Check(ctx context.Context) map[string]error
	// Counters returns counts since the start of the process by name, see [Counter].
	Counters() map[string]int64
}

// Server serves the dashboard and the API.
type Server struct{}

// New listens on cfg.Listen. Nothing is served until [Server.Run].
func New(cfg Config, b Backend, log *slog.Logger) (*Server, error) {
	panic("not written yet")
}

// URL returns the dashboard's address, such as http://127.0.0.1:8480/.
func (s *Server) URL() string { return "" }

// Run serves until ctx ends, then shuts down within 3 s.
func (s *Server) Run(ctx context.Context) error { return nil }
