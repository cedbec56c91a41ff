//go:build node

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestNodeConsuming(t *testing.T) {
	n := newsServer(t)
	t.Setenv("NATS_URL", n.url)
	modules := installModules(t)
	script := map[string]string{}
	for name, source := range examples(t, "js") {
		script[name] = filepath.Join(modules, name)
		if err := os.WriteFile(script[name], []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("consume", func(t *testing.T) { n.expectLines(t, n.once(), "node", script["consume.js"]) })
	t.Run("replay", func(t *testing.T) { n.expectLines(t, n.all(), "node", script["replay.js"]) })
	t.Run("state", func(t *testing.T) {
		out, err := node(modules, script["state.js"]).Output()
		if err != nil {
			t.Fatal(err)
		}
		knownState(t, string(out))
	})
	t.Run("AsyncAPI", func(t *testing.T) {
		document, _, status := newswire(t, "schema", "asyncapi")
		validate := node(modules, "asyncapi.js")
		validate.Stdin = strings.NewReader(document)
		out, err := validate.Output()
		if status != exitDone || err != nil {
			t.Errorf("%v: %s", err, out)
		}
	})
}

// natsCLI is the version of the nats command that the examples are run with.
const natsCLI = "github.com/nats-io/natscli/nats@v0.5.1"

// TestNodeConsumingCLI builds the nats command, which takes one to two minutes where it is not cached.
func TestNodeConsumingCLI(t *testing.T) {
	n := newsServer(t)
	bin := t.TempDir()
	install := exec.Command("go", "install", natsCLI)
	install.Env = append(os.Environ(), "GOBIN="+bin)
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("go install %s: %v: %s", natsCLI, err, out)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("NATS_URL", n.url)
	t.Setenv("XDG_CONFIG_HOME", t.TempDir()) // no contexts of whoever runs the test

	want := map[string][]string{
		"make a durable consumer, and take the next two articles":              {"Newswire-Event: created", `"title":"The bridge"`, "Content-Encoding: zstd"},
		"a large payload by its Newswire-Object: here the first that is there": {`"The tables"`},
		"the last hour":        {"news.article.north-wind.politics", "Newswire-Object: "},
		"the state of one URL": {`"status":200`},
		"look at all of them":  {"news.dead.extract.north-wind", "Newswire-Reason: no title"},
	}
	scripts := examples(t, "sh")
	if len(scripts) != len(want) {
		t.Errorf("the document has %d examples, the test knows %d", len(scripts), len(want))
	}
	for name, script := range scripts {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			sh := exec.CommandContext(ctx, "sh", "-eu", "-c", script)
			sh.Dir = t.TempDir()
			out, err := sh.CombinedOutput()
			if err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if len(want[name]) == 0 {
				t.Error("nothing is expected of it")
			}
			for _, text := range want[name] {
				if !bytes.Contains(out, []byte(text)) {
					t.Errorf("%q is not in what it wrote: %s", text, out)
				}
			}
		})
	}
}
