package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// endpoint is how a server of this data directory is reached by other processes: DIR/run/NAME.json,
// readable by its owner alone since the URL holds a token. The file stays when the server ends, so that
// the next one takes the same address and its clients find it again; DIR/run/NAME.lock is held as long
// as the server runs. NATS and the store have an endpoint each because their roles may run in processes
// of their own.
type endpoint struct {
	URL string `json:"url"`
	PID int    `json:"pid"`
}

// errInUse tells that another process runs the server that the caller wanted to start.
var errInUse = errors.New("in use by another process")

// claim is the right to run one server on a data directory.
type claim struct {
	path string
	lock *flock.Flock
}

// claimEndpoint takes the right to run the named server, or returns errInUse.
func claimEndpoint(ctx context.Context, dataDir, name string) (*claim, error) {
	dir := filepath.Join(dataDir, "run")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data_dir %s cannot be written: %w", dataDir, err)
	}
	lock := flock.New(filepath.Join(dir, name+".lock"))
	// findEndpoint holds the lock for a moment: one more look tells it from a server.
	ctx, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
	defer cancel()
	held, err := lock.TryLockContext(ctx, 50*time.Millisecond)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, errInUse
	}
	if err != nil || !held {
		return nil, fmt.Errorf("data_dir %s cannot be locked: %w", dataDir, err)
	}
	return &claim{path: filepath.Join(dir, name+".json"), lock: lock}, nil
}

// publish tells other processes where the server is.
func (c *claim) publish(url string) error {
	data, err := json.Marshal(endpoint{URL: url, PID: os.Getpid()})
	if err != nil {
		return err
	}
	tmp := c.path + ".tmp"
	if err := os.WriteFile(tmp, data, 0o600); err != nil {
		return fmt.Errorf("writing the endpoint: %w", err)
	}
	return os.Rename(tmp, c.path)
}

// previous returns the address that the server had when it ran last, "" if it never ran.
func (c *claim) previous() string {
	e, err := readEndpoint(c.path)
	if err != nil {
		return "" // a new address does as well
	}
	return e.URL
}

func (c *claim) release() error { return c.lock.Unlock() }

func readEndpoint(path string) (e endpoint, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return e, err
	}
	return e, json.Unmarshal(data, &e)
}

// findEndpoint returns the address of the named server if one runs on the data directory, else "".
func findEndpoint(dataDir, name string) (string, error) {
	dir := filepath.Join(dataDir, "run")
	lock := flock.New(filepath.Join(dir, name+".lock"))
	free, err := lock.TryRLock()
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("data_dir %s cannot be locked: %w", dataDir, err)
	}
	if free {
		return "", lock.Unlock()
	}
	e, err := readEndpoint(filepath.Join(dir, name+".json"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("the %s server of %s is starting: try again in a moment", name, dataDir)
	}
	if err != nil {
		return "", fmt.Errorf("finding the %s server of %s: %w", name, dataDir, err)
	}
	return e.URL, nil
}
