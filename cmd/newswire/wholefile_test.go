package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func TestWriteWhole(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	fill := func(text string, err error) func(io.Writer) error {
		return func(w io.Writer) error {
			_, writing := io.WriteString(w, text)
			return errors.Join(writing, err)
		}
	}
	for _, tt := range []struct {
		name   string
		before map[string]string // files; file -> target is a link
		fill   func(io.Writer) error
		err    error
		after  map[string]string
	}{
		{"new", nil, fill("new", nil), nil, map[string]string{"file": "new"}},
		{"in place of another", map[string]string{"file": "old and longer"}, fill("new", nil), nil, map[string]string{"file": "new"}},
		{"broken off", nil, fill("ne", broken), broken, map[string]string{}},
		{"broken off in place of another", map[string]string{"file": "old"}, fill("ne", broken), broken, map[string]string{"file": "old"}},
		{"through a link", map[string]string{"target": "old", "file -> target": ""}, fill("new", nil), nil,
			map[string]string{"target": "new", "file -> target": ""}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, text := range tt.before {
				var err error
				if name == "file -> target" {
					err = os.Symlink("target", filepath.Join(dir, "file"))
				} else {
					err = os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if err := writeWhole(filepath.Join(dir, "file"), tt.fill); !errors.Is(err, tt.err) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			entries, err := os.ReadDir(dir)
			if err != nil || len(entries) != len(tt.after) {
				t.Errorf("%d files are there, want %d: %v", len(entries), len(tt.after), err)
			}
			for name, want := range tt.after {
				if name == "file -> target" {
					if to, err := os.Readlink(filepath.Join(dir, "file")); to != "target" {
						t.Errorf("the link leads to %q, %v", to, err)
					}
					continue
				}
				if got, err := os.ReadFile(filepath.Join(dir, name)); string(got) != want {
					t.Errorf("%s holds %q, want %q: %v", name, got, want, err)
				}
			}
		})
	}
}

func TestWriteWholeLeavesDevicesInPlace(t *testing.T) {
	t.Parallel()
	device := os.DevNull
	before, err := os.Stat(device)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeWhole(device, func(w io.Writer) error { _, err := io.WriteString(w, "x"); return err }); err != nil {
		t.Error(err)
	}
	if after, err := os.Stat(device); err != nil || !os.SameFile(before, after) {
		t.Errorf("%s has become another file: %v, %v", device, after, err)
	}
}
