package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"slices"
	"time"

	"newswire/archive/warc"
	"newswire/article"
)

// Ref tells where a page was stored. To read it again, [Archive.Find] takes its address and time of fetching.
type Ref struct {
	// File is the WARC file's path in the archive's folder, without the suffix that it has while it is
	// written; Offset is where the page's record begins, in bytes.
	File   string
	Offset int64
	// Revisit tells that the archive had the body already.
	Revisit bool
}

func (r Ref) String() string { return fmt.Sprintf("%s@%d", r.File, r.Offset) }

// Store archives a page and returns when it is on disk for good. Callers at the same time share one
// fsync, so that many are much faster than one. A page whose body is that of the last page of the same
// address, or a 304, becomes a revisit; a page stored before, with the same time of fetching, is not
// stored again.
//
// Pages need an http(s) address, an HTTP status, and a time of fetching. After an error the page is not
// stored, and storing it again is safe; only if ctx ended first it may be stored all the same.
// Errors: [ErrClosed], [ErrReadOnly], [article.ErrURL], those of the disk, and ctx's.
func (a *Archive) Store(ctx context.Context, p *article.Page) (Ref, error) {
	ref, err := a.store(ctx, p)
	if err != nil {
		return Ref{}, fmt.Errorf("archiving %s: %w", p.Address(), err)
	}
	return ref, nil
}

func (a *Archive) store(ctx context.Context, p *article.Page) (Ref, error) {
	if a.cfg.ReadOnly {
		return Ref{}, ErrReadOnly
	}
	if err := ctx.Err(); err != nil {
		return Ref{}, err
	}
	s, err := newSubject(p)
	if err != nil {
		return Ref{}, err
	}
	last, v := a.lastStored(s.key)
	if last != nil && last.at.Equal(s.fetched) && last.Digest == s.digest {
		return a.ref(v, last), nil
	}
	sub, err := a.encode(s, a.original(s, last, v))
	if err != nil {
		return Ref{}, err
	}
	select {
	case a.submissions <- sub:
	case <-a.closing:
		return Ref{}, ErrClosed
	case <-ctx.Done():
		return Ref{}, ctx.Err()
	}
	select {
	case r := <-sub.done:
		return r.ref, r.err
	case <-ctx.Done():
		return Ref{}, ctx.Err()
	}
}

func (a *Archive) ref(v *volume, e *entry) Ref {
	file, err := filepath.Rel(a.cfg.Dir, v.base+warcSuffix)
	if err != nil {
		file = v.base + warcSuffix
	}
	return Ref{File: file, Offset: e.Offset, Revisit: e.Original != ""}
}

// lastStored returns the page of an address that this process's folder got last, or nil. What cannot be
// read only costs a body that is stored twice.
func (a *Archive) lastStored(k key) (*entry, *volume) {
	for _, p := range a.versions(k, func(int64) bool { return true }) {
		if !p.volume.own {
			continue
		}
		e, err := p.volume.entry(p.line)
		switch {
		case errors.Is(err, fs.ErrNotExist): // swept meanwhile
		case err != nil:
			a.log.Warn("archive index cannot be read", "error", err)
		case !e.Alias:
			return &e, p.volume
		}
	}
	return nil, nil
}

// original returns the page, with its body, that a revisit can refer to, or nil if the page has to be
// stored whole.
func (a *Archive) original(s *subject, last *entry, v *volume) *entry {
	if last == nil || last.Digest == "" {
		return nil
	}
	notModified := s.page.Status == http.StatusNotModified
	if !notModified && (last.Digest != s.digest || s.page.Truncated) {
		return nil
	}
	original := *last
	if last.Original != "" {
		at, err := time.Parse(timeForm, last.Original)
		if err != nil {
			return nil
		}
		original.at = at
		if v = a.volumeOf(s.key, at); v == nil {
			return nil
		}
	}
	// A file in the older half of what is kept is swept before long, and its bodies with it.
	if !notModified && a.aging(v) {
		return nil
	}
	return &original
}

func (a *Archive) volumeOf(k key, at time.Time) *volume {
	found := a.versions(k, func(t int64) bool { return t == at.UnixNano() })
	if len(found) == 0 {
		return nil
	}
	return found[len(found)-1].volume
}

// aging tells whether a volume is in the older half of what is kept, by age or by size.
func (a *Archive) aging(v *volume) bool {
	if began, err := time.Parse(nameTime, v.began[:len(nameTime)]); a.cfg.MaxAge > 0 && err == nil && time.Since(began) > a.cfg.MaxAge/2 {
		return true
	}
	if a.cfg.MaxBytes <= 0 {
		return false
	}
	a.mu.RLock()
	defer a.mu.RUnlock()
	var younger int64
	for _, w := range slices.Backward(a.volumes) {
		if w == v {
			break
		}
		younger += w.size
	}
	return younger > int64(a.cfg.MaxBytes)/2
}

// encode makes the page's records.
func (a *Archive) encode(s *subject, original *entry) (*submission, error) {
	enc := a.encoders.Get().(*encoder)
	defer a.encoders.Put(enc)
	enc.buf.Reset()
	sub := &submission{done: make(chan result, 1)}
	records := s.records(original)
	for i, rec := range records {
		if n := int64(len(rec.Block)); n > blockLimits.Block {
			return nil, fmt.Errorf("record of %d bytes is over the limit of %d", n, blockLimits.Block)
		}
		n, err := enc.w.Write(rec)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			rec.Length = n
		}
	}
	var err error
	if sub.entries, err = entriesOf(records[0], s.page.Status); err != nil {
		return nil, err
	}
	sub.data = bytes.Clone(enc.buf.Bytes())
	return sub, nil
}

// encoder is what encoding a record takes of memory.
type encoder struct {
	buf bytes.Buffer
	w   *warc.Writer
}

func newEncoder() *encoder {
	e := &encoder{}
	e.w = warc.NewWriter(&e.buf)
	return e
}
