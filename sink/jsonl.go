package sink

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"newswire/article"
)

// JSONL is a sink that appends each version of an article to a file, as one line of JSON. It does not know
// what it has: every article is "created", a version that is delivered twice stands in the file twice, and
// readers take the line with the latest fetched_at. Its methods may be called concurrently, but one
// process at a time has the file.
type JSONL struct {
	mu   sync.Mutex
	file *os.File
	end  int64 // of the last whole line
}

// OpenJSONL opens the regular file at path for appending, or makes it. A last line that a crash cut short
// is removed: it was never acknowledged.
func OpenJSONL(path string) (*JSONL, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("opening the articles' file: %w", err)
	}
	end, err := endOfLines(file)
	if err == nil {
		err = file.Truncate(end)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading the articles' file %s: %w", path, err), file.Close())
	}
	return &JSONL{file: file, end: end}, nil
}

// Write appends a batch, syncs the file, and returns one result for each article, as [Mongo.Write] does.
func (j *JSONL) Write(ctx context.Context, batch []*article.Article) []Result {
	results := make([]Result, len(batch))
	var lines bytes.Buffer
	for i, a := range batch {
		results[i] = Result{Status: Created, Revision: max(1, a.Revision)}
		if _, results[i].Err = encodeFirst(a); results[i].Err != nil {
			continue // what one sink takes, the others take
		}
		line, err := json.Marshal(a)
		if err != nil {
			results[i].Err = fmt.Errorf("%w: encoding article %s: %w", ErrPermanent, a.ID, err)
			continue
		}
		lines.Write(append(line, '\n'))
	}
	if err := j.append(ctx, lines.Bytes()); err != nil {
		for i := range results {
			if results[i].Err == nil {
				results[i].Err = err
			}
		}
	}
	return results
}

// append writes whole lines at the end. What a failed attempt left there is overwritten by the next.
func (j *JSONL) append(ctx context.Context, lines []byte) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("appending to %s: %w", j.file.Name(), err)
	}
	if _, err := j.file.WriteAt(lines, j.end); err != nil {
		return errors.Join(fmt.Errorf("appending articles: %w", err), j.file.Truncate(j.end))
	}
	if err := j.file.Sync(); err != nil {
		return errors.Join(fmt.Errorf("appending articles: %w", err), j.file.Truncate(j.end))
	}
	j.end += int64(len(lines))
	return nil
}

// Close closes the file; what was confirmed is on the disk already.
func (j *JSONL) Close(context.Context) error {
	if err := j.file.Close(); err != nil {
		return fmt.Errorf("closing the articles' file: %w", err)
	}
	return nil
}

// endOfLines returns the offset behind the last line break of a file.
func endOfLines(file *os.File) (int64, error) {
	end, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return 0, err
	}
	block := make([]byte, 64<<10)
	for end > 0 {
		b := block[:min(end, int64(len(block)))]
		if _, err := file.ReadAt(b, end-int64(len(b))); err != nil {
			return 0, err
		}
		if i := bytes.LastIndexByte(b, '\n'); i >= 0 {
			return end - int64(len(b)-i-1), nil
		}
		end -= int64(len(b))
	}
	return 0, nil
}
