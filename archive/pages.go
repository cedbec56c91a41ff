package archive

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"math"
	"os"
	"slices"
	"time"

	"newswire/article"
)

// Range chooses pages. The zero Range is all of them.
type Range struct {
	// Site is the configured site's name; "" means all sites.
	Site string
	// From and To bound the time of fetching: not before From, before To. Zero means no bound.
	From, To time.Time
}

// view is a volume with its first n lines: what is stored later is not part of a walk.
type view struct {
	*volume
	n int
}

// Pages yields the pages of a range in the order of storage, of each address (after redirects) the latest
// version in the range only: a walk is for extracting anew, which older versions are not worth. An address
// that leads elsewhere by then has no page of its own. Pages stored after the walk began are not part of
// it. One page is in memory at a time.
//
// A page that cannot be read is yielded as an error that names it, and the walk goes on; ctx's end ends
// it with ctx's error. Pages whose body was swept are passed over.
func (a *Archive) Pages(ctx context.Context, r Range) iter.Seq2[*article.Page, error] {
	return func(yield func(*article.Page, error) bool) {
		if err := a.refresh(); err != nil {
			yield(nil, fmt.Errorf("reading archive %s: %w", a.cfg.Dir, err))
			return
		}
		w := walk{archive: a, site: r.Site, from: nanoseconds(r.From, math.MinInt64), to: nanoseconds(r.To, math.MaxInt64)}
		a.mu.RLock()
		for _, v := range a.volumes {
			w.views = append(w.views, view{volume: v, n: len(v.index.slots)})
		}
		a.mu.RUnlock()
		for i := range w.views {
			if !w.volume(ctx, i, yield) {
				return
			}
		}
	}
}

// walk is one walk over the archive.
type walk struct {
	archive  *Archive
	views    []view
	site     string
	from, to int64
}

// volume yields the pages of one volume and tells whether to go on.
func (w *walk) volume(ctx context.Context, i int, yield func(*article.Page, error) bool) bool {
	v := w.views[i]
	lines, err := os.Open(v.base + indexSuffix)
	if err == nil {
		defer lines.Close()
		var records *os.File
		if records, err = v.file(); err == nil {
			defer records.Close()
			return w.lines(ctx, i, lines, records, yield)
		}
	}
	if errors.Is(err, fs.ErrNotExist) { // swept
		return true
	}
	return yield(nil, fmt.Errorf("reading archive: %w", err))
}

func (w *walk) lines(ctx context.Context, i int, lines io.Reader, records *os.File, yield func(*article.Page, error) bool) bool {
	v := w.views[i]
	in := bufio.NewReaderSize(lines, 64<<10)
	for n := range v.n {
		if err := ctx.Err(); err != nil {
			yield(nil, err)
			return false
		}
		text, err := in.ReadBytes('\n')
		if err != nil {
			return yield(nil, fmt.Errorf("reading archive index %s: %w", v.base+indexSuffix, err))
		}
		page, err := w.page(i, n, text, records)
		switch {
		case errors.Is(err, errGone):
		case err != nil:
			if !yield(nil, err) {
				return false
			}
		case page != nil:
			if !yield(page, nil) {
				return false
			}
		}
	}
	return true
}

// page returns the page of a line, nil if it is not to be yielded.
func (w *walk) page(i, n int, text []byte, records *os.File) (*article.Page, error) {
	k, at, err := parseHead(text)
	if err == nil && !w.latest(k, at.UnixNano(), i, n) {
		return nil, nil
	}
	e, err := parseLine(text)
	if err != nil {
		return nil, fmt.Errorf("reading archive index %s: %w", w.views[i].base+indexSuffix, err)
	}
	if e.Alias || w.site != "" && e.Site != w.site {
		return nil, nil
	}
	page, err := w.archive.pageAt(w.views[i].volume, records, e)
	if err != nil {
		return nil, fmt.Errorf("reading archived page %s: %w", e.URL, err)
	}
	return page, nil
}

// latest tells whether line n of volume i is within the range and the latest there of its address: no
// other is younger, or as young and stored later.
func (w *walk) latest(k key, at int64, i, n int) bool {
	if at < w.from || at >= w.to {
		return false
	}
	w.archive.mu.RLock()
	defer w.archive.mu.RUnlock()
	for j, v := range slices.Backward(w.views) {
		for m, s := range v.index.versions(k, v.n) {
			later := j > i || j == i && m > n
			if s.at >= w.from && s.at < w.to && (s.at > at || s.at == at && later) {
				return false
			}
		}
	}
	return true
}
