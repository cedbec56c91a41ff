//go:build node

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"newswire/internal/demo"
)

// TestNodeConsumers reads the demo with clients that share no code with us: the npm "nats" package
// subscribes, and mongosh runs the queries of the README.
func TestNodeConsumers(t *testing.T) {
	modules := installModules(t)
	newswire := start(t, binary(t, "newswire/cmd/newswire"), "demo", "--data-dir", t.TempDir())
	nats := newswire.awaitLine(t, "NATS ")
	mongo := newswire.awaitLine(t, "MongoDB ")
	stored, err := strconv.Atoi(strings.TrimSuffix(newswire.awaitLine(t, "stored and as expected: "), " articles"))
	if err != nil {
		t.Fatal(err)
	}

	t.Run("subscriber", func(t *testing.T) {
		out, err := node(modules, "read-stream.js", nats, strconv.Itoa(stored)).Output()
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for line := range strings.Lines(string(out)) {
			var m struct {
				Subject, Event, Schema string
				Article                struct {
					ID           string `json:"id"`
					CanonicalURL string `json:"canonical_url"`
				}
			}
			if err := json.Unmarshal([]byte(line), &m); err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(m.Subject, "news.article.") || m.Event != "created" || m.Schema != "1" {
				t.Errorf("subject %q, event %q, schema %q", m.Subject, m.Event, m.Schema)
			}
			got[m.Article.CanonicalURL] = true
		}
		for _, want := range expectedURLs(t) {
			if !got[want] {
				t.Errorf("%s did not arrive", want)
			}
		}
	})

	t.Run("the README's queries", func(t *testing.T) {
		queries := readmeQueries(t)
		if len(queries) < 5 {
			t.Fatalf("the README has %d queries", len(queries))
		}
		for _, query := range queries {
			js := strings.NewReplacer("example-daily", "harbour-post", "First Last", "Ida Kronborg").Replace(query)
			js = regexp.MustCompile(`"0123456789abcdef0123456789abcdef"`).ReplaceAllString(js, "db.articles.findOne()._id")
			out, err := exec.Command(filepath.Join(modules, "node_modules/.bin/mongosh"), "--quiet", "--norc", mongo+"news", "--eval",
				"const r = "+strings.TrimSuffix(js, ";")+"; print(EJSON.stringify(r.toArray ? r.toArray() : r))").CombinedOutput()
			if err != nil {
				t.Errorf("%s: %v: %s", query, err, out)
				continue
			}
			result := strings.TrimSpace(string(out))
			if empty := result == "[]" || result == "0"; empty && !strings.Contains(query, "revisions") {
				t.Errorf("%s finds nothing", query)
			}
		}
	})
}

// nodeModules is the folder of the clients, installed once for all tests of this package.
var nodeModules = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "newswire-node-*")
	if err != nil {
		return "", err
	}
	if err := os.CopyFS(dir, os.DirFS("testdata/node")); err != nil {
		return "", err
	}
	cmd := exec.Command("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("npm install: %w: %s", err, out)
	}
	return dir, nil
})

// installModules returns the folder of the clients.
func installModules(t *testing.T) string {
	t.Helper()
	dir, err := nodeModules()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func node(dir string, args ...string) *exec.Cmd {
	cmd := exec.Command("node", args...)
	cmd.Dir = dir
	cmd.Stderr = os.Stderr
	return cmd
}

// readmeQueries returns the lines of the README's JavaScript.
func readmeQueries(t *testing.T) []string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```js\n")
	block, _, _ := strings.Cut(rest, "```")
	var queries []string
	for line := range strings.Lines(block) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			queries = append(queries, line)
		}
	}
	return queries
}

func expectedURLs(t *testing.T) []string {
	t.Helper()
	sites, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := sites.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	var urls []string
	for _, e := range sites.Expected() {
		urls = append(urls, e.Versions[0].CanonicalURL)
	}
	return urls
}
