package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	t.Parallel()
	var corpus bytes.Buffer
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 20 {
		var body strings.Builder
		for word := range 300 {
			body.WriteString(pick(rng, names) + pick(rng, names) + " ")
			if word%60 == 59 {
				body.WriteString("\n\n")
			}
		}
		page := map[string]string{"url": fmt.Sprintf("https://site%d.test/article", i), "body": strings.TrimSpace(body.String())}
		if err := json.NewEncoder(&corpus).Encode(page); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "truth.jsonl"), corpus.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run(&out, dir, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"unrelated                0 of 20 ", "copy header                1.0000 found", "\nnear_duplicate_recall "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestRunWithoutCorpus(t *testing.T) {
	t.Parallel()
	for dir, want := range map[string]string{"": "--corpus", t.TempDir(): "fewer than two texts"} {
		if err := run(&strings.Builder{}, dir, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("run(%q) = %v, want an error with %q", dir, err, want)
		}
	}
}
