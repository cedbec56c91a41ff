package web

import (
	"encoding/json"
	"net/http"

	"newswire/article"
	"newswire/site"
)

// serveArticles answers with the last 200 articles, newest first, as they are on the wire.
func (s *Server) serveArticles(w http.ResponseWriter, _ *http.Request) {
	entries, _ := s.feed.latest()
	articles := make([]*article.Article, len(entries))
	for i, e := range entries {
		articles[i] = e.article
	}
	s.writeJSON(w, http.StatusOK, articles)
}

func (s *Server) serveRuns(w http.ResponseWriter, r *http.Request) {
	runs, err := s.runs.get(r.Context())
	if err != nil {
		s.fail(w, "reading the crawl runs", err)
		return
	}
	if runs == nil {
		runs = []site.Run{} // [], not null
	}
	s.writeJSON(w, http.StatusOK, runs)
}

func (s *Server) serveSites(w http.ResponseWriter, r *http.Request) {
	sites, err := s.sites.get(r.Context())
	if err != nil {
		s.fail(w, "reading the sites", err)
		return
	}
	if sites == nil {
		sites = []site.Health{}
	}
	s.writeJSON(w, http.StatusOK, sites)
}

// fail answers that the backend could not: 503, for the next try may succeed.
func (s *Server) fail(w http.ResponseWriter, action string, err error) {
	s.log.Warn("web request failed", "action", action, "error", err)
	s.writeJSON(w, http.StatusServiceUnavailable, map[string]string{"error": action + ": " + err.Error()})
}

func (s *Server) writeJSON(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		s.log.Error("encoding a web answer", "error", err)
		http.Error(w, "the answer cannot be written as JSON", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(append(data, '\n')) // an error means that the client is gone
}
