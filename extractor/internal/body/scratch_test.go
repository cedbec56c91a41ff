package body

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"newswire/article"
)

var hintCache = map[string]map[string]Hints{}

func cachedHints(set, id, url string) Hints {
	m := hintCache[set]
	if m == nil {
		m = map[string]Hints{}
		hintCache[set] = m
		f, _ := os.Open("/tmp/body/" + set + ".hints.jsonl")
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<26)
		for sc.Scan() {
			var r struct {
				ID string
				H  struct {
					Lang, Title, Description, Section, PublishedRaw, ArticleBody string
					Authors                                                      []string
				}
			}
			json.Unmarshal(sc.Bytes(), &r)
			h := r.H
			m[r.ID] = Hints{Lang: h.Lang, Title: h.Title, Description: h.Description, Section: h.Section, PublishedRaw: h.PublishedRaw, ArticleBody: h.ArticleBody, Authors: h.Authors}
		}
	}
	h := m[id]
	h.Base = url
	return h
}

func TestScratch(t *testing.T) {
	if os.Getenv("SETS") == "" {
		return
	}
	for _, set := range strings.Fields(os.Getenv("SETS")) {
		dir := "/work/shared/corpus/" + set
		f, _ := os.Open(dir + "/truth.jsonl")
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<26)
		out, _ := os.Create("/tmp/body/" + set + ".pred.jsonl")
		w := bufio.NewWriter(out)
		enc := json.NewEncoder(w)
		var parse, body time.Duration
		for sc.Scan() {
			var row struct{ ID, URL string }
			json.Unmarshal(sc.Bytes(), &row)
			zf, _ := os.Open(filepath.Join(dir, "html", row.ID+".html.gz"))
			z, _ := gzip.NewReader(zf)
			b, _ := io.ReadAll(z)
			zf.Close()
			u, _, _ := article.DecodeUTF8(b, "")
			t0 := time.Now()
			doc, err := html.Parse(bytes.NewReader(u))
			parse += time.Since(t0)
			if err != nil {
				t.Log(row.ID, err)
				continue
			}
			h := cachedHints(set, row.ID, row.URL)
			t0 = time.Now()
			res := Extract(doc, h)
			body += time.Since(t0)
			text := Text(res.Blocks)
			h.Trace = true
			res = Extract(doc, h)
			scratchPaths(doc, h)
			type dec struct {
				T, R, P string
				K       bool
				S       float64
			}
			var ds []dec
			for _, d := range res.Decisions {
				_ = 0
				ds = append(ds, dec{d.Text, d.Rule, "", d.Kept, d.Score})
			}
			for i := range lastPaths {
				if i < len(ds) {
					ds[i].P = lastPaths[i]
				}
			}
			enc.Encode(map[string]any{"id": row.ID, "body": text, "rule": res.Rule, "conf": res.Confidence, "standfirst": res.Standfirst, "dec": ds, "root": lastRoot, "ab": len(h.ArticleBody), "images": res.Images})
		}
		w.Flush()
		out.Close()
		fmt.Printf("%s parse %v body %v ratio %.2f\n", set, parse, body, float64(body)/float64(parse))
	}
}

func scratchSurvey(doc *html.Node, h *Hints) (*survey, int) {
	s := surveyOf(doc, h)
	if s == nil {
		return nil, -1
	}
	return s, int(s.root)
}

func scratchPaths(doc *html.Node, h Hints) {
	s, root := scratchSurvey(doc, &h)
	if s == nil {
		lastPaths = nil
		return
	}
	debugPaths(s.page, root)
	lastPaths = lastPaths[s.lo:s.hi]
}
func TestClues(t *testing.T) {
	if os.Getenv("CLUES") == "" {
		return
	}
	os.WriteFile("/tmp/body/names.txt", []byte(strings.Join(clueNames[:], "\n")), 0o644)
	for _, set := range strings.Fields(os.Getenv("CLUES")) {
		dir := "/work/shared/corpus/" + set
		f, _ := os.Open(dir + "/truth.jsonl")
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<26)
		out, _ := os.Create("/tmp/body/" + set + ".clues.jsonl")
		w := bufio.NewWriter(out)
		enc := json.NewEncoder(w)
		for sc.Scan() {
			var row struct{ ID, URL string }
			json.Unmarshal(sc.Bytes(), &row)
			zf, _ := os.Open(filepath.Join(dir, "html", row.ID+".html.gz"))
			z, _ := gzip.NewReader(zf)
			b, _ := io.ReadAll(z)
			zf.Close()
			u, _, _ := article.DecodeUTF8(b, "")
			doc, err := html.Parse(bytes.NewReader(u))
			if err != nil {
				continue
			}
			h := cachedHints(set, row.ID, row.URL)
			s, root := scratchSurvey(doc, &h)
			if s == nil {
				continue
			}
			p := s.page
			debugPaths(p, root)
			type rn struct {
				T, P string
				C    []int
			}
			var rs []rn
			for i := range s.sights {
				x := &s.sights[i]
				var cs []int
				x.clues.all(func(c clue) { cs = append(cs, int(c)) })
				at := s.lo + int32(i)
				rs = append(rs, rn{string(p.textOf(&p.runs[at])), lastPaths[at], cs})
			}
			enc.Encode(map[string]any{"id": row.ID, "runs": rs})
		}
		w.Flush()
		out.Close()
	}
}
