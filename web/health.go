package web

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"slices"
)

// feedComponent is the name under which the server's own tail of the wire is reported when it is down.
const feedComponent = "feed"

// healthReport is the body of /healthz.
type healthReport struct {
	Status  string `json:"status"` // "ok" or "failing"
	Version string `json:"version,omitempty"`
	// Components maps each component to "ok" or what is wrong with it.
	Components map[string]string `json:"components"`
}

// serveHealth answers 200 if every component is well, else 503; the body names each.
func (s *Server) serveHealth(w http.ResponseWriter, r *http.Request) {
	report := healthReport{Status: "ok", Version: s.cfg.Version, Components: make(map[string]string)}
	checks, err := s.checks.get(r.Context())
	if err != nil {
		checks = map[string]error{"check": err}
	}
	status := http.StatusOK
	for name, err := range checks {
		report.Components[name] = "ok"
		if err != nil {
			report.Components[name] = err.Error()
			report.Status, status = "failing", http.StatusServiceUnavailable
		}
	}
	s.writeJSON(w, status, report)
}

// check is the backend's check and that of the server's own feed. A check that is cut short is an
// error, for half of a report looks like good health.
func (s *Server) check(ctx context.Context) (map[string]error, error) {
	checks := s.backend.Check(ctx)
	if err := ctx.Err(); err != nil {
		return nil, errors.Join(errors.New("checking the components took too long"), err)
	}
	checks = maps.Clone(checks)
	if checks == nil {
		checks = make(map[string]error)
	}
	if _, err := s.feed.state(); err != nil {
		checks[feedComponent] = err
	}
	return checks, nil
}

// problems lists what is wrong, "component: why", sorted.
func problems(checks map[string]error) []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(checks)) {
		if err := checks[name]; err != nil {
			list = append(list, name+": "+err.Error())
		}
	}
	return list
}
