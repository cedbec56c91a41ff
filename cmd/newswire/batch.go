package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"newswire/article"
	"newswire/extractor"
)

// batchItem is a line of a batch's list.
type batchItem struct {
	ID   string `json:"id"`
	File string `json:"file"`
	URL  string `json:"url"`
}

// batchResult is a line of a batch's output: a result or an error.
type batchResult struct {
	ID      string            `json:"id"`
	Verdict extractor.Verdict `json:"verdict,omitempty"`
	Article *article.Article  `json:"article,omitempty"`
	Error   string            `json:"error,omitempty"`
}

// maxLine bounds a line of the list, maxPage a page's bytes.
const (
	maxLine = 1 << 20
	maxPage = 64 << 20
)

// extractBatch extracts the pages of f.batch, f.jobs at a time, and writes the results in their order.
// A page that fails is a line with its error; the exit status then says so.
func extractBatch(ctx context.Context, ex *extractor.Extractor, f extractFlags, out io.Writer) error {
	if f.jobs < 1 {
		return usage(fmt.Errorf("--jobs %d: use 1 or more", f.jobs))
	}
	list, err := os.Open(f.batch)
	if err != nil {
		return usage(fmt.Errorf("--batch: %w", err))
	}
	defer list.Close()

	// pending holds one channel a line, in the list's order; its size bounds the pages in memory.
	pending := make(chan chan batchResult, f.jobs)
	slots := make(chan struct{}, f.jobs)
	var readErr error
	go func() {
		defer close(pending)
		lines := bufio.NewScanner(list)
		lines.Buffer(make([]byte, 64<<10), maxLine)
		for n := 1; lines.Scan() && ctx.Err() == nil; n++ {
			line := bytes.Clone(bytes.TrimSpace(lines.Bytes()))
			if len(line) == 0 {
				continue
			}
			result := make(chan batchResult, 1)
			pending <- result
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				result <- extractLine(ex, line, n, filepath.Dir(f.batch), f.site)
			}()
		}
		readErr = lines.Err()
	}()

	w := bufio.NewWriterSize(out, 256<<10)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	var failed int
	var writeErr error
	for result := range pending {
		r := <-result
		if r.Error != "" {
			failed++
		}
		if writeErr == nil {
			writeErr = enc.Encode(r)
		}
	}
	if err := w.Flush(); writeErr == nil {
		writeErr = err
	}
	switch {
	case writeErr != nil:
		return fmt.Errorf("writing results: %w", writeErr)
	case readErr != nil:
		return fmt.Errorf("reading %s: %w", f.batch, readErr)
	case ctx.Err() != nil:
		return fmt.Errorf("interrupted: the results are not complete")
	case failed > 0:
		return partly(fmt.Errorf("%d pages failed: their lines have an \"error\"", failed))
	}
	return nil
}

func extractLine(ex *extractor.Extractor, line []byte, n int, dir, site string) batchResult {
	var item batchItem
	if err := json.Unmarshal(line, &item); err != nil {
		return batchResult{Error: fmt.Sprintf("line %d: %v", n, err)}
	}
	if !filepath.IsAbs(item.File) {
		item.File = filepath.Join(dir, item.File)
	}
	body, err := readFile(item.File)
	if err != nil {
		return batchResult{ID: item.ID, Error: err.Error()}
	}
	if item.URL == "" {
		item.URL = localURL
	}
	result, err := ex.Extract(&article.Page{URL: item.URL, Site: site, Body: body, FetchedAt: time.Now()})
	if err != nil {
		return batchResult{ID: item.ID, Error: err.Error()}
	}
	return batchResult{ID: item.ID, Verdict: result.Verdict, Article: result.Article}
}

// readFile reads a page, decompressing a name that ends in .gz.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, maxPage+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(data) > maxPage {
		return nil, fmt.Errorf("%s: larger than %d MiB", name, maxPage>>20)
	}
	return data, nil
}
