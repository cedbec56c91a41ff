package web

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"newswire/article"
	"newswire/site"
)

const (
	// grace is how long open requests may take to finish once the server is told to end.
	grace = 3 * time.Second
	// patience is how long the backend may take to answer one request.
	patience = 10 * time.Second
	// freshness is how old the runs, sites and checks that are shown may be: however many visitors
	// there are, the backend is asked no more often than this.
	freshness = time.Second
)

// Config tells where the server listens.
type Config struct {
	// Listen is host:port; port 0 takes a free one, an empty host every address of the machine.
	Listen string
	// Token is asked for by what changes something. Nothing does yet.
	Token string
	// Version is the program's, shown at the foot of the page and in the metrics.
	Version string
	// Subscriber takes what WebSub hubs call back with; nil: nothing is subscribed to.
	Subscriber Subscriber
}

// Backend is what the server shows. Its methods may be called concurrently; those that take a context
// return soon after it ends.
type Backend interface {
	// Tail yields articles as they are published, beginning with those published since since. It ends
	// with ctx; if it ends earlier, the server calls it again after a while. Articles yielded belong
	// to the server and are not changed by either side.
	Tail(ctx context.Context, since time.Time) iter.Seq2[*article.Article, error]
	// Runs returns the running crawls first (EndedAt zero, counts so far), then the latest ended ones.
	Runs(ctx context.Context) ([]site.Run, error)
	// Sites returns the health of every site.
	Sites(ctx context.Context) ([]site.Health, error)
	// Check maps each component's name to nil or to what is wrong with it.
	Check(ctx context.Context) map[string]error
	// Counters returns what the process has counted since its start, by name. Known names are
	// published_created, published_updated, stored_created, stored_updated, retried, dead (counters)
	// and store_pending (a gauge); any other is a counter that shows in the metrics alone.
	Counters() map[string]int64
}

// Server serves the dashboard and the API. Create it with [New].
type Server struct {
	cfg      Config
	backend  Backend
	log      *slog.Logger
	listener net.Listener
	http     *http.Server
	started  time.Time

	feed   *feed
	runs   *memo[[]site.Run]
	sites  *memo[[]site.Health]
	checks *memo[map[string]error]

	deliveries chan struct{} // one element for each feed that is being taken
}

// New listens on cfg.Listen, so that a port that is taken is known at once; nothing is served until
// [Server.Run], which also closes the listener. A nil log discards.
func New(cfg Config, b Backend, log *slog.Logger) (*Server, error) {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	host, _, err := net.SplitHostPort(cfg.Listen)
	if err != nil {
		return nil, fmt.Errorf("web.listen %q: write host:port, such as 127.0.0.1:8480", cfg.Listen)
	}
	assets, err := loadAssets()
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", cfg.Listen)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("listening on %s: the port is taken; stop the program that holds it, or set web.listen to another port (0 takes a free one): %w", cfg.Listen, err)
	}
	if err != nil {
		return nil, fmt.Errorf("listening on web.listen %q: %w", cfg.Listen, err)
	}
	now := time.Now()
	s := &Server{
		cfg:      cfg,
		backend:  b,
		log:      log,
		listener: listener,
		started:  now,
		feed:     newFeed(b.Tail, now, log),
		runs:     newMemo(freshness, b.Runs),
		sites:    newMemo(freshness, b.Sites),

		deliveries: make(chan struct{}, deliveries),
	}
	s.checks = newMemo(freshness, s.check)
	s.http = &http.Server{
		Handler:           s.hooks(guard(host, listener.Addr(), s.routes(assets))),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second, // streams move theirs on, see stream
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	return s, nil
}

// URL returns the server's address without a slash at its end, such as http://127.0.0.1:8480. Where it
// listens on every address, that is the loopback one.
func (s *Server) URL() string {
	addr, ok := s.listener.Addr().(*net.TCPAddr)
	if ok && addr.IP.IsUnspecified() {
		return fmt.Sprintf("http://127.0.0.1:%d", addr.Port)
	}
	return "http://" + s.listener.Addr().String()
}

// Run serves until ctx ends and returns nil then; everything it started has ended by that time: open
// requests get 3 s to finish, event streams are closed at once. It is called once.
func (s *Server) Run(ctx context.Context) error {
	feedCtx, stopFeed := context.WithCancel(ctx)
	defer stopFeed()
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { s.feed.run(feedCtx) })

	served := make(chan error, 1)
	wg.Go(func() { served <- s.http.Serve(s.listener) })

	select {
	case err := <-served:
		stopFeed()
		return errors.Join(fmt.Errorf("serving %s: %w", s.URL(), err), s.http.Close())
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := s.http.Shutdown(closing); err != nil {
		s.log.Warn("web requests cut off", "after", grace, "error", err)
		return s.http.Close()
	}
	return nil
}

// routes are all the pages there are. Those that ask the backend are bound in time; the streams are not.
func (s *Server) routes(assets *assets) http.Handler {
	mux := http.NewServeMux()
	bound := func(pattern string, h http.HandlerFunc) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), patience)
			defer cancel()
			h(w, r.WithContext(ctx))
		})
	}
	bound("/{$}", s.serveDashboard)
	bound("/panels", s.servePanels)
	bound("/api/articles", s.serveArticles)
	bound("/api/runs", s.serveRuns)
	bound("/api/sites", s.serveSites)
	bound("/healthz", s.serveHealth)
	mux.HandleFunc("/events", s.stream(renderRow))
	mux.HandleFunc("/api/events", s.stream(renderJSON))
	mux.Handle("/metrics", s.metricsHandler())
	mux.Handle("/assets/", assets)
	return mux
}
