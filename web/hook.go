package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
)

// CallbackPath is the path below which hubs call back.
const CallbackPath = "/websub/"

// maxDelivery is the size of a feed that a hub may send.
const maxDelivery = 8 << 20

// Subscriber takes what WebSub hubs call back with, at CallbackPath + key + "/" + token. Its methods may be
// called concurrently. known is false for a callback that nobody asked for; an error is no fault of the hub's.
type Subscriber interface {
	// Verify returns what a hub wants to read back for the query it sent.
	Verify(ctx context.Context, key, token string, query url.Values) (challenge string, known bool, err error)
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
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxDelivery))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(w, "the body ends before its end", http.StatusBadRequest)
		return
	}
	known, err := s.cfg.Subscriber.Receive(ctx, r.PathValue("key"), r.PathValue("token"), r.Header, body)
	switch {
	case err != nil:
		s.unready(w, err)
	case !known:
		http.Error(w, "no such subscription", http.StatusGone) // the hub may forget it
	default:
		w.WriteHeader(http.StatusAccepted)
	}
}

// unready has a hub try again later.
func (s *Server) unready(w http.ResponseWriter, err error) {
	s.log.Warn("a hub's call was not dealt with", "error", err)
	w.Header().Set("Retry-After", "30")
	http.Error(w, "try again later", http.StatusServiceUnavailable)
}
