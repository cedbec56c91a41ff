package archive

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"newswire/archive/warc"
)

// maxBatch bounds how many pages share an fsync, and with it how long the first one waits.
const maxBatch = 256

// submission is a page that waits to be written.
type submission struct {
	data    []byte  // its records
	entries []entry // its lines; offsets count from the beginning of data
	done    chan result
}

type result struct {
	ref Ref
	err error
}

// output is the file that is being written, and its index.
type output struct {
	volume *volume
	warc   *os.File
	index  *os.File
	opened time.Time
}

// write owns the open file: it writes what is submitted until the archive is closed.
func (a *Archive) write() {
	defer close(a.closed)
	var out *output
	for {
		select {
		case first := <-a.submissions:
			out = a.commit(out, a.gather(first))
		case <-a.closing:
			var err error
			if out != nil {
				err = a.finish(out)
			}
			if err = errors.Join(err, a.lock.Close()); err != nil {
				a.closeErr = fmt.Errorf("closing archive %s: %w", a.dir, err)
			}
			return
		}
	}
}

// gather returns first and those that wait already.
func (a *Archive) gather(first *submission) []*submission {
	batch := []*submission{first}
	for len(batch) < maxBatch {
		select {
		case s := <-a.submissions:
			batch = append(batch, s)
		default:
			return batch
		}
	}
	return batch
}

// commit writes a batch, answers those who wait for it, and returns the output to go on with, nil for a
// new one.
func (a *Archive) commit(out *output, batch []*submission) *output {
	var err error
	if out == nil {
		if out, err = a.begin(); err != nil {
			answer(batch, nil, fmt.Errorf("beginning a file: %w", err))
			return nil
		}
	}
	refs, err := a.append(out, batch)
	if err != nil {
		// After a failed fsync nobody knows what is on disk: the file ends before the batch.
		if err := a.abandon(out); err != nil {
			a.log.Error("archive file stays open until the next start", "path", out.warc.Name(), "error", err)
		}
		answer(batch, nil, err)
		return nil
	}
	answer(batch, refs, nil)
	if out.volume.size < int64(a.cfg.MaxFile) && time.Since(out.opened) < maxOpen {
		return out
	}
	if err := a.finish(out); err != nil {
		a.log.Error("archive file stays open until the next start", "path", out.warc.Name(), "error", err)
	}
	return nil
}

func answer(batch []*submission, refs []Ref, err error) {
	for i, s := range batch {
		r := result{err: err}
		if err == nil {
			r.ref = refs[i]
		}
		s.done <- r
	}
}

// append writes a batch to the file, then its lines to the index, then takes it into memory. The index is
// not synced: what a crash takes of it is in the file.
func (a *Archive) append(out *output, batch []*submission) ([]Ref, error) {
	v := out.volume
	size := v.size
	var entries []entry
	refs := make([]Ref, len(batch))
	for i, s := range batch {
		if _, err := out.warc.Write(s.data); err != nil {
			return nil, err
		}
		refs[i] = a.ref(v, &entry{Offset: size})
		for _, e := range s.entries {
			e.Offset += size
			refs[i].Revisit = e.Original != ""
			entries = append(entries, e)
		}
		size += int64(len(s.data))
	}
	if err := out.warc.Sync(); err != nil {
		return nil, err
	}
	var text bytes.Buffer
	sizes := make([]int, len(entries))
	for i, e := range entries {
		line, err := e.line()
		if err != nil {
			return nil, err
		}
		text.Write(line)
		sizes[i] = len(line)
	}
	if _, err := out.index.Write(text.Bytes()); err != nil {
		return nil, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	v.size = size
	for i, e := range entries {
		v.index.add(e.key, e.at, sizes[i])
		v.end = e.Offset + e.Length
	}
	return refs, nil
}

// nameTime is the time in a file's name.
const nameTime = "20060102T150405Z"

// begin makes a new file with its warcinfo record.
func (a *Archive) begin() (*output, error) {
	now := time.Now().UTC()
	v := &volume{own: true, open: true, began: a.nextName(now)}
	v.base = filepath.Join(a.dir, a.cfg.Prefix+"-"+v.began)
	out := &output{volume: v, opened: now}
	var err error
	const flags = os.O_WRONLY | os.O_CREATE | os.O_EXCL | os.O_APPEND
	if out.warc, err = os.OpenFile(v.base+warcSuffix+openSuffix, flags, 0o644); err != nil {
		return nil, err
	}
	if out.index, err = os.OpenFile(v.base+indexSuffix, flags, 0o644); err == nil {
		err = a.introduce(out, now)
	}
	if err != nil {
		return nil, errors.Join(err, out.close(), v.remove())
	}
	a.mu.Lock()
	a.volumes = append(slices.Clone(a.volumes), v)
	slices.SortFunc(a.volumes, order)
	a.mu.Unlock()
	return out, nil
}

// introduce writes the file's first record.
func (a *Archive) introduce(out *output, now time.Time) error {
	about := warc.Fields{
		{Name: "software", Value: "newswire"},
		{Name: "format", Value: "WARC File Format 1.1"},
		{Name: "conformsTo", Value: "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
	}
	info := warc.New(warc.TypeInfo, "", now, []byte(about.String()))
	info.Fields.Add(warc.FieldFilename, a.cfg.Prefix+"-"+out.volume.began+warcSuffix)
	n, err := warc.NewWriter(out.warc).Write(info)
	if err != nil {
		return err
	}
	out.volume.size = n
	return syncDir(a.dir)
}

// nextName returns time and number of a new file, after those of all files of this folder even if the
// clock was set back.
func (a *Archive) nextName(now time.Time) string {
	a.mu.RLock()
	defer a.mu.RUnlock()
	stamp, number := now.Format(nameTime), 0
	for _, v := range a.volumes {
		if !v.own {
			continue
		}
		last, n, _ := strings.Cut(v.began, "-")
		stamp = max(stamp, last)
		if n, err := strconv.Atoi(n); err == nil {
			number = max(number, n)
		}
	}
	return fmt.Sprintf("%s-%05d", stamp, number+1)
}

// finish closes the file for good.
func (a *Archive) finish(out *output) error {
	if err := errors.Join(out.index.Sync(), out.close()); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := out.volume.seal(); err != nil {
		return err
	}
	if len(out.volume.index.slots) == 0 {
		a.forget(out.volume)
	}
	return nil
}

// abandon takes back what was written since the last batch and closes the file.
func (a *Archive) abandon(out *output) error {
	err := errors.Join(
		out.warc.Truncate(out.volume.size),
		out.warc.Sync(),
		out.index.Truncate(out.volume.index.size),
	)
	if err != nil {
		return errors.Join(err, out.close())
	}
	return a.finish(out)
}

func (o *output) close() error {
	var errs []error
	for _, f := range []*os.File{o.warc, o.index} {
		if f != nil {
			errs = append(errs, f.Close())
		}
	}
	return errors.Join(errs...)
}
