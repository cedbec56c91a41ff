package crawler

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"

	"newswire/article"
)

// maxHops is the number of redirects followed from one link.
const maxHops = 8

const (
	acceptPage    = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"
	acceptListing = "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/html;q=0.8,*/*;q=0.5"
)

// visitor brings pages: for each hop it asks robots.txt, waits for the host's turn, fetches, and checks
// where a redirect leads.
type visitor struct {
	door     *door
	robots   *robotsCache
	renderer *renderer
	maxBody  int64
}

// visit tells how one address is to be visited.
type visit struct {
	url      string
	site     *crawlSite
	header   http.Header // conditions; may be nil
	accept   string
	limit    int64 // of the body; 0: http.max_body
	patience time.Duration
	// answered, if set, is told of every response.
	answered func(bytes int)
}

// get returns the page, whose status is 200 or 304, and the function that frees its worker's slot: to
// be called when the page has been dealt with. A page that is rendered has freed its slot before. Waiting ends with wait, a request under way with work. The
// error is a *visitError, a *notDueError or a context's.
func (v *visitor) get(wait, work context.Context, in visit) (page *article.Page, free func(), err error) {
	jars, err := in.site.newJars()
	if err != nil {
		return nil, nil, err
	}
	if in.site.Render.On && v.renderer.chromium.missing != nil {
		return nil, nil, renderFailure(v.renderer.chromium.missing)
	}
	address := in.url
	for hop := 0; hop <= maxHops; hop++ {
		u, err := url.Parse(address)
		if err != nil {
			return nil, nil, &visitError{outcome: Failed("url"), err: err}
		}
		if err := v.permitted(wait, u, in.patience); err != nil {
			return nil, nil, err
		}
		res, free, err := v.fetch(wait, work, in, u, in.site.jarFor(u.Host, jars))
		if err != nil {
			return nil, nil, err
		}
		if !redirects(res.status) {
			page := &article.Page{URL: in.url, FinalURL: address, Site: in.site.Name, Status: res.status, Header: res.header,
				Body: res.body, Truncated: res.unsure, FetchedAt: time.Now().UTC()}
			moved := ""
			if in.site.rendered(page) {
				// Tabs bound what is rendered: others' pages do not wait for it, nor does the robots.txt of a host of scripts.
				free()
				free = func() {}
				moved, err = v.render(work, in.site, page, jars)
			}
			switch {
			case err != nil:
				free()
				return nil, nil, err
			case moved == "":
				return page, free, nil
			}
			res.header = http.Header{"Location": {moved}} // as if the server had sent us there
		}
		free() // the next hop may be on another host: no slot is held while waiting for that
		address, err = in.site.redirect(u, res.header)
		if err != nil {
			return nil, nil, err
		}
	}
	return nil, nil, &visitError{outcome: Failed("redirects"), err: fmt.Errorf("fetching %s: more than %d redirects", in.url, maxHops)}
}

// permitted returns nil if robots.txt lets u be fetched.
func (v *visitor) permitted(ctx context.Context, u *url.URL, patience time.Duration) error {
	verdict, err := v.robots.ask(ctx, u, patience)
	switch {
	case err != nil:
		return err
	case !verdict.allowed:
		return &visitError{outcome: Robots, err: fmt.Errorf("%s is disallowed by robots.txt", u)}
	}
	return nil
}

// fetch makes one request and returns a response that is a page, a 304 or a redirect, and what frees the
// worker's slot.
func (v *visitor) fetch(wait, work context.Context, in visit, u *url.URL, jar http.CookieJar) (*response, func(), error) {
	address, limit := u.String(), in.limit
	if limit == 0 {
		limit = v.maxBody
	}
	res, free, err := v.door.get(wait, work,
		request{url: address, header: in.site.headerFor(u.Host, in.header), limit: limit, accept: in.accept, jar: jar}, in.patience)
	if err != nil {
		return nil, nil, err
	}
	if in.answered != nil {
		in.answered(len(res.body))
	}
	switch {
	case res.status == http.StatusOK, res.status == http.StatusNotModified && in.header != nil, redirects(res.status):
		return res, free, nil
	}
	free()
	return nil, nil, statusFailure(res.status, res.header, fmt.Errorf("fetching %s: status %d", address, res.status))
}

// redirect returns where a redirect from u leads, or a *visitError if the site may not be left for there.
func (s *crawlSite) redirect(u *url.URL, header http.Header) (string, error) {
	location := header.Get("Location")
	target, err := article.Resolve(u.String(), location)
	if err != nil || location == "" {
		return "", &visitError{outcome: Failed("redirect"), err: fmt.Errorf("fetching %s: redirect to %q: not an address", u, location)}
	}
	if target == u.String() {
		// The same address but for what normalisation drops, or for a cookie: follow it as it is written.
		raw, err := u.Parse(location)
		if err != nil || raw.String() == u.String() && header.Get("Set-Cookie") == "" {
			return "", &visitError{outcome: Failed("redirects"), err: fmt.Errorf("fetching %s: redirect to itself", u)}
		}
		target = raw.String()
	}
	t, err := url.Parse(target)
	if err != nil || !s.owns(t.Host) && t.Host != u.Host { // a feed may live elsewhere
		return "", &visitError{outcome: Filtered("host"), err: fmt.Errorf("fetching %s: redirect to %s, which is not among the site's hosts", u, target)}
	}
	return target, nil
}

// render is [renderer.render] with its errors classified.
func (v *visitor) render(ctx context.Context, s *crawlSite, p *article.Page, j jars) (moved string, err error) {
	moved, err = v.renderer.render(ctx, s, p, j)
	if err != nil && ctx.Err() == nil {
		err = renderFailure(err)
	}
	return moved, err
}

// readable tells whether a page can hold an article.
func readable(p *article.Page) bool {
	switch contentType(p) {
	case "text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml":
		return true
	}
	return false
}

// contentType returns the media type of a page as declared, or by its first bytes.
func contentType(p *article.Page) string {
	declared := p.Header.Get("Content-Type")
	kind, _, err := mime.ParseMediaType(declared)
	if err != nil || kind == "application/octet-stream" {
		kind, _, _ = strings.Cut(http.DetectContentType(p.Body), ";")
	}
	return kind
}
