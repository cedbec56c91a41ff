package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// page is one page with what is true of it.
type page struct {
	ID        string
	URL       string
	Title     string
	Authors   []string
	Published string
	Body      string
	html      []byte
}

// findSets returns the folders at and below dir that hold a truth.jsonl.
func findSets(dir string) ([]string, error) {
	var sets []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "truth.jsonl" {
			sets = append(sets, filepath.Dir(path))
		}
		return err
	})
	if err == nil && len(sets) == 0 {
		err = fmt.Errorf("no truth.jsonl in or below %q", dir)
	}
	return sets, err
}

func readSet(dir string) ([]page, error) {
	f, err := os.Open(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var pages []page
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var p page
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.Name(), err)
		}
		if p.html, err = unzip(filepath.Join(dir, "html", p.ID+".html.gz")); err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
	return pages, lines.Err()
}

func unzip(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return io.ReadAll(r)
}
