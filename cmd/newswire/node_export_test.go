//go:build node

package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/sink"
)

// TestNodeAnalysts does what analysts do, with programs that share no code with us: mongosh runs the
// queries of docs/querying.md, and hyparquet reads an export.
func TestNodeAnalysts(t *testing.T) {
	modules := installModules(t)
	dataDir := t.TempDir()
	config := writeConfig(t, "")
	start(t, binary(t, "newswire/cmd/newswire"), "run", "--roles", "mongo", "-c", config, "--data-dir", dataDir)
	mongo := awaitEndpoint(t, dataDir, mongoServer)
	storeArticles(t, mongo, "../../sink/testdata/querying.jsonl")

	t.Run("queries", func(t *testing.T) {
		document, err := os.ReadFile("../../docs/querying.md")
		if err != nil {
			t.Fatal(err)
		}
		blocks := strings.Split(string(document), "```js\n")[1:]
		if len(blocks) < 15 {
			t.Fatalf("docs/querying.md has %d queries", len(blocks))
		}
		// One script for all, since mongosh takes long to start: each query prints a line.
		var script strings.Builder
		result := regexp.MustCompile(`(?m)^(db|Object)\.`)
		for i, block := range blocks {
			blocks[i], _, _ = strings.Cut(block, "\n```")
			starts := result.FindAllStringIndex(blocks[i], -1)
			last := starts[len(starts)-1][0]
			fmt.Fprintf(&script, "try {\n%s\nconst r = %s\nprint(EJSON.stringify(r.toArray ? r.toArray() : r))\n} catch (e) { print('Error: ' + e.message) }\n",
				blocks[i][:last], blocks[i][last:])
		}
		path := filepath.Join(t.TempDir(), "queries.js")
		if err := os.WriteFile(path, []byte(script.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(filepath.Join(modules, "node_modules/.bin/mongosh"), "--quiet", "--norc", mongo+"news", path).CombinedOutput()
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		if err != nil || len(lines) != len(blocks) {
			t.Fatalf("%v: %d answers to %d queries:\n%s", err, len(lines), len(blocks), out)
		}
		for i, answer := range lines {
			failed := strings.HasPrefix(answer, "Error: ")
			switch mongoOnly := strings.HasPrefix(blocks[i], "// MongoDB only: "); {
			case mongoOnly && !failed:
				t.Errorf("works on the embedded store too:\n%s", blocks[i])
			case !mongoOnly && (failed || answer == "[]" || answer == "0" || answer == "null"):
				t.Errorf("answers %.200s:\n%s", answer, blocks[i])
			}
		}
	})

	t.Run("Parquet", func(t *testing.T) {
		dir := t.TempDir()
		for _, file := range []string{"articles.jsonl", "articles.parquet"} {
			_, stderr, status := newswire(t, "export", "-c", config, "--data-dir", dataDir, "-o", filepath.Join(dir, file))
			if status != exitDone {
				t.Fatalf("%s: exit status %d: %s", file, status, stderr)
			}
		}
		lines, err := os.ReadFile(filepath.Join(dir, "articles.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := node(modules, "parquet.mjs", filepath.Join(dir, "articles.parquet")).Output()
		if err != nil {
			t.Fatal(err)
		}
		want, got := parseLines(t, lines), parseLines(t, rows)
		if len(want) == 0 || len(got) != len(want) {
			t.Fatalf("%d rows, want %d", len(got), len(want))
		}
		for i, a := range want {
			for field, value := range a {
				row := got[i][field]
				if at, ok := value.(string); ok && strings.HasSuffix(field, "_at") {
					value, row = instant(t, at), instant(t, row.(string))
				}
				if !reflect.DeepEqual(known(row), value) {
					t.Errorf("%s of %s is %v, want %v", field, a["id"], known(row), value)
				}
			}
		}
		if offset := got[0]["published_offset"]; offset != 60.0 {
			t.Errorf("published_offset is %v, want 60", offset)
		}
	})
}

// storeArticles stores the articles of a file of JSON Lines, one after the other.
func storeArticles(t *testing.T, uri, file string) {
	t.Helper()
	store, err := sink.Open(t.Context(), sink.Config{URI: uri}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	lines, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(lines)) {
		var a article.Article
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		a.URL, a.FinalURL = a.CanonicalURL, a.CanonicalURL
		a.Blocks = []article.Block{{Kind: article.BlockParagraph, Text: a.Body}, {Kind: article.BlockList, Text: "x\ny", Items: []string{"x", "y"}}}
		a.Images = []article.Image{{URL: a.URL + ".jpg", Width: 640}}
		a.Publisher = &article.Publisher{Name: a.Site}
		a.Extraction = &article.Extraction{Rules: map[string]string{"title": "h1"}, Confidence: 0.5, Version: 1}
		if err := a.Seal(); err != nil {
			t.Fatal(err)
		}
		if r := store.Write(t.Context(), []*article.Article{&a}); r[0].Err != nil {
			t.Fatal(r[0].Err)
		}
	}
}

func parseLines(t *testing.T, lines []byte) []map[string]any {
	t.Helper()
	var all []map[string]any
	for line := range strings.Lines(string(lines)) {
		var one map[string]any
		if err := json.Unmarshal([]byte(line), &one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// known returns a column's value without what is null or empty in it, which JSON leaves out.
func known(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, v := range value {
			if list, ok := v.([]any); v == nil || ok && len(list) == 0 {
				delete(value, name)
				continue
			}
			value[name] = known(v)
		}
	case []any:
		for i, v := range value {
			value[i] = known(v)
		}
	}
	return value
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at.UTC()
}
