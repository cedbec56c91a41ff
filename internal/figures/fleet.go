package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"go.yaml.in/yaml/v3"

	"newswire/config"
	"newswire/crawler"
	"newswire/internal/newsstand"
)

const (
	startWait = time.Minute
	stopWait  = 10 * time.Second
)

// fleet is processes of newswire.
type fleet struct {
	binary    string
	processes []*exec.Cmd
}

// start runs a process with the roles.
func (f *fleet) start(ctx context.Context, cfg *config.Config, roles string) (*exec.Cmd, error) {
	file, err := writeConfig(cfg)
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), f.binary, "run", "-c", file, "--roles", roles, "--log-level", "warn")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w; make build makes it", f.binary, err)
	}
	f.processes = append(f.processes, cmd)
	return cmd, nil
}

// stop ends the processes, the last started first.
func (f *fleet) stop() error {
	var errs []error
	for i := len(f.processes) - 1; i >= 0; i-- {
		cmd := f.processes[i]
		if err := cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
			errs = append(errs, err)
		}
		late := time.AfterFunc(stopWait, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // ended by the signal, which is no failure
		late.Stop()
	}
	return errors.Join(errs...)
}

// endpoint waits until a server of the data directory says where it is, and returns its address.
func endpoint(ctx context.Context, dir, name string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, startWait)
	defer cancel()
	for {
		var e struct{ URL string }
		data, err := os.ReadFile(filepath.Join(dir, "run", name+".json"))
		if err == nil {
			err = json.Unmarshal(data, &e)
		}
		if err == nil {
			return e.URL, nil
		}
		select {
		case <-ctx.Done():
			return "", fmt.Errorf("waiting for the %s server: %w", name, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// dataConfig is the default configuration on a data directory.
func dataConfig(dir string) *config.Config {
	cfg := config.Default()
	cfg.DataDir = dir
	return &cfg
}

// standConfig is a configuration for the sites of a stand.
func standConfig(dataDir string, stand *newsstand.Stand) (*config.Config, error) {
	cfg := dataConfig(dataDir)
	var loopback crawler.Network
	if err := loopback.UnmarshalText([]byte("127.0.0.0/8")); err != nil {
		return nil, err
	}
	cfg.HTTP.AllowAddresses = []crawler.Network{loopback}
	cfg.Sites = stand.Sites(4)
	return cfg, nil
}

// writeConfig writes a configuration into its data directory.
func writeConfig(cfg *config.Config) (path string, err error) {
	data, err := yaml.Marshal(cfg)
	if err != nil {
		return "", err
	}
	path = filepath.Join(cfg.DataDir, "newswire.yaml")
	return path, errors.Join(os.MkdirAll(cfg.DataDir, 0o700), os.WriteFile(path, data, 0o600))
}
