package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"time"
)

//go:embed assets templates
var files embed.FS

// templates are the page and its parts; html/template escapes what the articles bring.
var templates = template.Must(template.ParseFS(files, "templates/*.html"))

// shown is how many articles the page begins with.
const shown = 80

// dashboard is what the page is made of. Mark is where its event stream goes on.
type dashboard struct {
	Version string
	Mark    string
	Rows    []row
	Panels  panels
}

func (s *Server) serveDashboard(w http.ResponseWriter, r *http.Request) {
	entries, mark := s.feed.latest()
	d := dashboard{Version: s.cfg.Version, Mark: mark, Panels: s.panels(r.Context())}
	for _, e := range entries[:min(len(entries), shown)] {
		d.Rows = append(d.Rows, newRow(e.article))
	}
	s.writePage(w, "dashboard.html", d)
}

// servePanels answers with the parts of the page that the script replaces every few seconds.
func (s *Server) servePanels(w http.ResponseWriter, r *http.Request) {
	s.writePage(w, "panels", s.panels(r.Context()))
}

// panels reads everything but the articles. What cannot be read is among the problems.
func (s *Server) panels(ctx context.Context) panels {
	now := time.Now()
	checks, err := s.checks.get(ctx)
	if err != nil {
		checks = map[string]error{"check": err}
	}
	p := panels{Now: now, Since: s.started, Problems: problems(checks), Totals: newTotals(s.backend.Counters())}
	runs, err := s.runs.get(ctx)
	if err != nil {
		p.Problems = append(p.Problems, "crawls: "+err.Error())
	}
	p.addRuns(runs, now)
	sites, err := s.sites.get(ctx)
	if err != nil {
		p.Problems = append(p.Problems, "sites: "+err.Error())
	}
	p.addSites(sites, now)
	return p
}

// writePage renders before it writes, so that a failure is an error and not half a page.
func (s *Server) writePage(w http.ResponseWriter, name string, data any) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, name, data); err != nil {
		s.log.Error("rendering a page", "template", name, "error", err)
		http.Error(w, "the page cannot be rendered", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(b.Bytes()) // an error means that the client is gone
}

// renderRow makes an event of the article as a row of the page.
func renderRow(e entry) ([]byte, error) {
	var b bytes.Buffer
	err := templates.ExecuteTemplate(&b, "row", newRow(e.article))
	return b.Bytes(), err
}

// assets are the page's style, script and icon, each with its hash as ETag, so that browsers ask but
// load them anew only after an upgrade.
type assets struct {
	files map[string]asset // by path
}

type asset struct {
	content []byte
	etag    string
}

func loadAssets() (*assets, error) {
	a := &assets{files: make(map[string]asset)}
	err := fs.WalkDir(files, "assets", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		a.files["/"+name] = asset{content, `"` + hex.EncodeToString(sum[:8]) + `"`}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading the page's assets: %w", err)
	}
	return a, nil
}

func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := a.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", f.etag)
	http.ServeContent(w, r, path.Base(r.URL.Path), time.Time{}, bytes.NewReader(f.content))
}
