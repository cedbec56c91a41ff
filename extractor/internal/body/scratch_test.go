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

func scratchHints(doc *html.Node, url string) Hints {
	h := Hints{Base: url}
	ld := func(v any) {}
	var lead string
	ld = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				ld(x)
			}
		case map[string]any:
			if s, ok := v["articleBody"].(string); ok && len(s) > len(h.ArticleBody) {
				h.ArticleBody = s
			}
			if s, ok := v["headline"].(string); ok && lead == "" {
				lead = s
			}
			if a, ok := v["author"]; ok && len(h.Authors) == 0 {
				var names func(any)
				names = func(a any) {
					switch a := a.(type) {
					case string:
						h.Authors = append(h.Authors, a)
					case []any:
						for _, x := range a {
							names(x)
						}
					case map[string]any:
						names(a["name"])
					}
				}
				names(a)
			}
			if s, ok := v["articleSection"].(string); ok {
				h.Section = s
			}
			for _, x := range v {
				switch x.(type) {
				case []any, map[string]any:
					ld(x)
				}
			}
		}
	}
	var og, h1 string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			at := map[string]string{}
			for _, a := range n.Attr {
				at[a.Key] = a.Val
			}
			switch n.Data {
			case "html":
				h.Lang = at["lang"]
			case "meta":
				switch at["property"] + at["name"] {
				case "og:title":
					og = at["content"]
				case "description":
					h.Description = at["content"]
				case "og:description":
					if h.Description == "" {
						h.Description = at["content"]
					}
				}
			case "script":
				if strings.Contains(at["type"], "ld+json") && n.FirstChild != nil {
					var v any
					if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
						ld(v)
					}
				}
			case "h1":
				if h1 == "" {
					var sb strings.Builder
					var tx func(*html.Node)
					tx = func(n *html.Node) {
						if n.Type == html.TextNode {
							sb.WriteString(n.Data)
						}
						for c := n.FirstChild; c != nil; c = c.NextSibling {
							tx(c)
						}
					}
					tx(n)
					h1 = strings.Join(strings.Fields(sb.String()), " ")
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	h.Title = og
	if h1 != "" {
		h.Title = h1
	}
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
			h := scratchHints(doc, row.URL)
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

func scratchPaths(doc *html.Node, h Hints) {
	r := reader{hints: &h}
	r.read(doc)
	p := &r.page
	p.inherit()
	debugPaths(p, p.findRoot())
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
			h := scratchHints(doc, row.URL)
			r := reader{hints: &h}
			r.read(doc)
			p := &r.page
			p.inherit()
			root := p.findRoot()
			if root < 0 {
				continue
			}
			debugPaths(p, root)
			s := newSurvey(p, &h, root)
			type rn struct {
				T, P string
				C    []int
			}
			var rs []rn
			for i := range s.sights {
				x := &s.sights[i]
				if x.has(cOutside) {
					continue
				}
				var cs []int
				for c := clue(0); c < clueCount; c++ {
					if x.has(c) {
						cs = append(cs, int(c))
					}
				}
				rs = append(rs, rn{string(p.textOf(&p.runs[i])), lastPaths[i], cs})
			}
			enc.Encode(map[string]any{"id": row.ID, "runs": rs})
		}
		w.Flush()
		out.Close()
	}
}
