package archive

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"slices"
	"time"

	"newswire/archive/warc"
	"newswire/article"
)

// errGone tells that a page's file, or that of the body that it refers to, was swept.
var errGone = errors.New("no longer in the archive")

// Find returns the latest page of an address that was fetched not after at; the zero time means the latest
// of all. The address may be the one discovered or the one after redirects. FinalURL of the page is
// always set. [ErrNotFound] tells that there is none.
func (a *Archive) Find(ctx context.Context, address string, at time.Time) (*article.Page, error) {
	k, _, err := keyOf(address)
	if err != nil {
		return nil, fmt.Errorf("finding archived page: %w", err)
	}
	if err := a.refresh(); err != nil {
		return nil, fmt.Errorf("reading archive %s: %w", a.cfg.Dir, err)
	}
	limit := nanoseconds(at, math.MaxInt64)
	found := a.versions(k, func(t int64) bool { return t <= limit })
	slices.SortStableFunc(found, func(x, y place) int { return cmp.Compare(y.at, x.at) })
	for _, p := range found {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		page, err := a.read(p)
		if errors.Is(err, errGone) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("finding archived page %s: %w", address, err)
		}
		return page, nil
	}
	return nil, fmt.Errorf("%s: %w", address, ErrNotFound)
}

// read returns the page at a place, a revisit with its body.
func (a *Archive) read(p place) (*article.Page, error) {
	e, err := p.volume.entry(p.line)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errGone
	}
	if err != nil {
		return nil, err
	}
	f, err := p.volume.file()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errGone
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return a.pageAt(p.volume, f, e)
}

// pageAt returns the page of a line of the volume in f.
func (a *Archive) pageAt(v *volume, f *os.File, e entry) (*article.Page, error) {
	r := a.readers.Get().(*warc.Reader)
	rec, err := v.record(r, f, e.Offset)
	a.readers.Put(r)
	if err != nil {
		return nil, err
	}
	page, err := pageOf(rec)
	if err != nil {
		return nil, fmt.Errorf("reading record at %d of %s: %w", e.Offset, f.Name(), err)
	}
	if rec.Type() == warc.TypeRevisit {
		body, err := a.bodyOf(rec)
		if err != nil {
			return nil, err
		}
		complete(page, body)
	}
	return page, nil
}

// bodyOf returns the page that a revisit refers to.
func (a *Archive) bodyOf(revisit *warc.Record) (*article.Page, error) {
	uri, date := revisit.RefersTo()
	k, _, err := keyOf(uri)
	if err != nil {
		return nil, err
	}
	want := revisit.Fields.Get(warc.FieldPayloadDigest)
	for _, p := range a.versions(k, func(t int64) bool { return t == date.UnixNano() }) {
		e, err := p.volume.entry(p.line)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if e.Original == "" && (want == "" || want == e.Digest) {
			return a.read(p)
		}
	}
	return nil, errGone
}
