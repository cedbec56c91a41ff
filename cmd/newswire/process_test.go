package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long a test waits for another process.
const patience = 60 * time.Second

// binaries builds each program once for all tests of this package.
var binaries sync.Map

// binary returns the path of a program built from a package of the module or of a dependency.
func binary(t *testing.T, pkg string) string {
	t.Helper()
	build, _ := binaries.LoadOrStore(pkg, sync.OnceValues(func() (string, error) {
		dir, err := os.MkdirTemp("", "newswire-test-*")
		if err != nil {
			return "", err
		}
		path := filepath.Join(dir, filepath.Base(strings.TrimSuffix(pkg, "/v2")))
		out, err := exec.Command("go", "build", "-o", path, pkg).CombinedOutput()
		if err != nil {
			return "", fmt.Errorf("building %s: %w: %s", pkg, err, out)
		}
		return path, nil
	}))
	path, err := build.(func() (string, error))()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// newswire runs a command to its end and returns what it wrote and its exit status.
func newswire(t *testing.T, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary(t, "newswire/cmd/newswire"), args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatalf("newswire %v: %v", args, err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// process is a program that runs beside a test.
type process struct {
	*exec.Cmd
	lines <-chan string // of standard output
	done  chan struct{}
}

// start runs a program until the test ends, and then interrupts it.
func start(t *testing.T, name string, args ...string) *process {
	t.Helper()
	cmd := exec.Command(name, args...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := make(chan string, 1024)
	p := &process{Cmd: cmd, lines: lines, done: make(chan struct{})}
	go func() {
		defer close(p.done)
		scanner := bufio.NewScanner(stdout)
		for scanner.Scan() {
			select {
			case lines <- scanner.Text():
			default: // nobody reads so many
			}
		}
		close(lines)
		_, _ = io.Copy(io.Discard, stdout)
		_ = cmd.Wait()
	}()
	t.Cleanup(func() {
		p.stop(t, os.Interrupt)
		if t.Failed() {
			t.Logf("%s %v wrote:\n%s", name, args, stderr.String())
		}
	})
	return p
}

// awaitLine returns the first line that a process writes with the prefix, without it.
func (p *process) awaitLine(t *testing.T, prefix string) string {
	t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case line, ok := <-p.lines:
			if !ok {
				t.Fatalf("%s ended before it wrote %q", p.Path, prefix)
			}
			if rest, found := strings.CutPrefix(line, prefix); found {
				return strings.TrimSpace(rest)
			}
		case <-timeout:
			t.Fatalf("waited %s for %s to write %q", patience, p.Path, prefix)
		}
	}
}

// stop sends a signal and waits for the end; it returns how long that took.
func (p *process) stop(t *testing.T, signal os.Signal) time.Duration {
	t.Helper()
	began := time.Now()
	_ = p.Process.Signal(signal) // it may have ended by itself
	select {
	case <-p.done:
	case <-time.After(patience):
		t.Errorf("%s does not end on %v", p.Path, signal)
		_ = p.Process.Kill()
		<-p.done
	}
	return time.Since(began)
}

// await waits until get returns a value, which it does with ok.
func await[T any](t *testing.T, what string, get func() (value T, ok bool)) T {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		if value, ok := get(); ok {
			return value
		}
		if time.Now().After(deadline) {
			t.Fatalf("waited %s for %s", patience, what)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// awaitEndpoint returns the address of the embedded server of a data directory.
func awaitEndpoint(t *testing.T, dataDir, name string) string {
	t.Helper()
	return await(t, name+" server of "+dataDir, func() (string, bool) {
		url, err := findEndpoint(dataDir, name)
		return url, err == nil && url != ""
	})
}
