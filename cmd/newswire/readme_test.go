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

// TestReadme runs the README's commands, on its own configuration, with a site on loopback in place of
// www.example.com. Its demo and its queries are run by the demo's script and by TestNodeConsumers, its
// test command by CI.
func TestReadme(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	site := harbourSite(t)
	local := strings.NewReplacer("https://www.example.com/rss", "http://"+site+"/rss.xml",
		"https://www.example.com/2025/01/story.html", "http://"+site+"/2025/01/24/bridge.html", `"www.example.com"`, `"`+site+`"`)

	// The configuration of the README, and what only a test needs.
	dir := t.TempDir()
	yaml := local.Replace(block(t, readme, "```yaml\nhttp:"))
	yaml = strings.Replace(yaml, "http:\n", "web: {listen: \"127.0.0.1:0\"}\nhttp:\n  allow_addresses: [\"127.0.0.0/8\"]\n", 1)
	yaml = strings.Replace(yaml, "    sources:", "    limits: {max_age: -1s}\n    pace: {delay: 10ms}\n    sources:", 1)
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("story.html", `<!DOCTYPE html><title>Story</title><article><h1>Rain returns to the harbour</h1>
<p>Rain returned to the harbour on Friday, and with it the umbrellas that nobody had needed since the summer ended so late.</p>
<p>The office counted four centimetres by noon and expects as much again before the ferry leaves in the evening.</p></article>`)

	var commands []string
	for line := range strings.Lines(readme) {
		if command, ok := strings.CutPrefix(line, "    ./newswire "); ok {
			command, _, _ = strings.Cut(command, " #")
			commands = append(commands, local.Replace(strings.TrimSpace(command)))
		}
	}
	if len(commands) < 10 {
		t.Fatalf("the README has %d commands: is it still written as this test reads it?", len(commands))
	}

	newswire := binary(t, "newswire/cmd/newswire")
	var daemon *exec.Cmd
	for _, command := range commands {
		args := strings.Fields(strings.ReplaceAll(command, "'", ""))
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		cmd := exec.CommandContext(ctx, newswire, args...)
		cmd.Dir = dir
		var out bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &out
		switch args[0] {
		case "init":
			runAll(t, cmd, &out)
			write("newswire.yaml", yaml)
		case "run", "tail": // these run until they are interrupted
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if args[0] == "run" && daemon == nil {
				daemon = cmd
				awaitEndpoint(t, filepath.Join(dir, "data"), mongoServer)
				defer interrupt(t, cmd, &out)
				defer cancel()
				continue
			}
			interrupt(t, cmd, &out)
		default:
			runAll(t, cmd, &out)
		}
		cancel()
	}
}

// runAll runs a command of the README to its end.
func runAll(t *testing.T, cmd *exec.Cmd, out *bytes.Buffer) {
	t.Helper()
	if err := cmd.Run(); err != nil {
		t.Errorf("newswire %s: %v\n%s", strings.Join(cmd.Args[1:], " "), err, out)
	}
}

// interrupt ends a command of the README that runs until then, which is no failure.
func interrupt(t *testing.T, cmd *exec.Cmd, out *bytes.Buffer) {
	t.Helper()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Errorf("newswire %s ended by itself: %v\n%s", strings.Join(cmd.Args[1:], " "), err, out)
	}
	if err := cmd.Wait(); err != nil && cmd.ProcessState.ExitCode() > 0 {
		t.Errorf("newswire %s: %v\n%s", strings.Join(cmd.Args[1:], " "), err, out)
	}
}

// block returns the fenced block of the README that begins so, without its fences.
func block(t *testing.T, readme, begin string) string {
	t.Helper()
	_, rest, ok := strings.Cut(readme, begin)
	if !ok {
		t.Fatalf("the README has no block that begins with %q", begin)
	}
	_, first, _ := strings.Cut(begin, "\n")
	body, _, _ := strings.Cut(rest, "```")
	return first + body
}
