package crawler

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"newswire/archive/warc"
	"newswire/article"
)

// warcHeader is room for the HTTP header that a record holds beside a body of http.max_body.
const warcHeader = 256 << 10

// warcSource is what links of WARC files have for their source.
const warcSource = "warc"

// warc yields the pages that WARC files hold, in the order of the files: pattern is a path or, as in a
// shell, a pattern of paths. One record is in memory beside those that are being dealt with. Damaged
// records are errors that end nothing. Revisits, which hold no page, are passed over.
func (d *discovery) warc(ctx context.Context, pattern string, yield func(found, error) bool) {
	files, err := filepath.Glob(pattern)
	if err == nil && len(files) == 0 {
		err = os.ErrNotExist
	}
	if err != nil {
		yield(found{}, fmt.Errorf("warc %s: %w", pattern, err))
		return
	}
	for _, file := range files {
		if !d.warcFile(ctx, file, yield) {
			return
		}
	}
}

func (d *discovery) warcFile(ctx context.Context, path string, yield func(found, error) bool) (more bool) {
	file, err := os.Open(path) //nolint:gosec // a path that the configuration names
	if err != nil {
		return yield(found{}, fmt.Errorf("warc: %w", err))
	}
	defer file.Close()
	for record, err := range warc.NewReader(file, warc.Limits{Block: d.visitor.maxBody + warcHeader}).Records() {
		if ctx.Err() != nil {
			return false
		}
		if err != nil {
			if !yield(found{}, fmt.Errorf("warc %s: %w", path, err)) {
				return false
			}
			continue
		}
		if record.Type() != warc.TypeResponse {
			continue
		}
		l, ok := d.link(item{url: record.TargetURI()}, warcSource, path, 0)
		if l.record = record; ok && !yield(l, nil) {
			return false
		}
	}
	return true
}

// restore takes a page of a WARC file in place of a fetched one to its end: through the handler, into the
// fetch states, into the ledger. A page that was fetched at its time or later is skipped, so that a run that
// broke off is taken up where it ended. An error means that the page could not be dealt with now.
func (c *Crawler) restore(ctx context.Context, l *ledger, s *crawlSite, from found) error {
	state, known, err := c.states.Get(ctx, from.ID)
	if err != nil {
		l.skip(skipUnqueued, 1)
		return fmt.Errorf("reading the fetch state of %s: %w", from.URL, err)
	}
	at, dateErr := from.record.Date()
	if known && !state.FetchedAt.Before(at) {
		l.skip(skipNotDue, 1)
		return nil
	}
	l.pushing([]article.Link{from.Link})
	l.queued(1, 1)
	end := ending{outcome: Failed("warc"), err: dateErr}
	if dateErr == nil {
		end, err = c.restored(ctx, s, from, state, at)
	}
	if err == nil && end.outcome == "" {
		err = end.err // of the handler
	}
	if err != nil {
		return fmt.Errorf("restoring %s: %w", from.URL, err)
	}
	if !end.state.FetchedAt.IsZero() {
		if err := c.states.Put(ctx, from.ID, end.state); err != nil {
			return fmt.Errorf("saving the fetch state of %s: %w", from.URL, err)
		}
	}
	l.end(from.Link, end.outcome, end.err)
	return nil
}

// restored makes a page of a record and says how that ended.
func (c *Crawler) restored(ctx context.Context, s *crawlSite, from found, state article.FetchState, at time.Time) (ending, error) {
	response, err := from.record.Response(c.visitor.maxBody)
	switch {
	case err != nil:
		return ending{outcome: Failed("warc"), err: err}, nil //nolint:nilerr // the error is the ending's
	case from.record.Fields.Get(warc.FieldTruncated) != "":
		return ending{outcome: Failed("truncated"), err: errTruncated}, nil
	case response.Status != http.StatusOK:
		return ending{outcome: Filtered("status")}, nil
	}
	page := &article.Page{URL: from.URL, Site: s.Name, Status: response.Status, Header: response.Header, Body: response.Body, FetchedAt: at}
	return c.digest(ctx, s, from.Link, state, page)
}
