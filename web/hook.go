package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// CallbackPath is the path below which hubs call back.
const CallbackPath = "/websub/"

const (
	// maxDelivery is the size of a feed that a hub may send.
	maxDelivery = 8 << 20
	// deliveries is how many feeds are taken at a time; others wait for at most deliveryWait, less than the server's
	// time to read a request.
	deliveries   = 16
	deliveryWait = 3 * time.Second
)

// errBusy is a hub that calls while others' feeds are being taken.
var errBusy = errors.New("too many hubs call at a time")

// Subscriber takes what WebSub hubs call back with, at CallbackPath + key + "/" + token. Its methods may be
// called concurrently. known is false for a callback that nobody asked for; an error is no fault of the hub's.
type Subscriber interface {
	// Verify returns what a hub wants to read back for the query it sent.
	Verify(ctx context.Context, key, token string, query url.Values) (challenge string, known bool, err error)
	// Known tells whether a callback was asked for; before that, nothing of what a hub sends is read.
	Known(ctx context.Context, key, token string) (bool, error)
	// Receive takes a feed, and returns once that has been dealt with.
	Receive(ctx context.Context, key, token string, header http.Header, body []byte) (known bool, err error)
}

// hooks serves the callbacks beside next, whose guard they do without: they come from other machines, under
// whatever name a proxy has for this server, and are told by their addresses, which nobody can guess.
func (s *Server) hooks(next http.Handler) http.Handler {
	if s.cfg.Subscriber == nil {
		return next
	}
	mux := http.NewServeMux()
	mux.Handle("/", next)
	mux.HandleFunc("GET "+CallbackPath+"{key}/{token}", s.verify)
	mux.HandleFunc("POST "+CallbackPath+"{key}/{token}", s.receive)
	return mux
}

// Source: W3C WebSub, section 5.3.
func (s *Server) verify(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	challenge, known, err := s.cfg.Subscriber.Verify(ctx, r.PathValue("key"), r.PathValue("token"), r.URL.Query())
	switch {
	case err != nil:
		s.unready(w, err)
	case !known:
		http.NotFound(w, r)
	default:
		// As text, since the challenge is anybody's words.
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = io.WriteString(w, challenge)
	}
}

// Source: W3C WebSub, section 7.
func (s *Server) receive(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), patience)
	defer cancel()
	key, token := r.PathValue("key"), r.PathValue("token")
	known, err := s.cfg.Subscriber.Known(ctx, key, token)
	if err == nil && known {
		if err = s.enter(ctx); err == nil {
			defer func() { <-s.deliveries }()
			body, ok := delivery(w, r)
			if !ok {
				return
			}
			known, err = s.cfg.Subscriber.Receive(ctx, key, token, r.Header, body)
		}
	}
	switch {
	case err != nil:
		s.unready(w, err)
	case !known:
		http.Error(w, "no such subscription", http.StatusGone) // the hub may forget it
	default:
		w.WriteHeader(http.StatusAccepted)
	}
}

// enter waits for a place among the deliveries.
func (s *Server) enter(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, deliveryWait)
	defer cancel()
	select {
	case s.deliveries <- struct{}{}:
		return nil
	case <-ctx.Done():
		return errBusy
	}
}

// delivery reads what a hub sends, and answers it unless ok.
func delivery(w http.ResponseWriter, r *http.Request) (body []byte, ok bool) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxDelivery))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
	case err != nil:
		http.Error(w, "the body ends before its end", http.StatusBadRequest)
	}
	return body, err == nil
}

// unready has a hub try again later.
func (s *Server) unready(w http.ResponseWriter, err error) {
	s.log.Warn("a hub's call was not dealt with", "error", err)
	w.Header().Set("Retry-After", "30")
	http.Error(w, "try again later", http.StatusServiceUnavailable)
}
