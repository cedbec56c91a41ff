package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"newswire/article"
)

const (
	// maxAnswers is the number of scripts, styles and data that one page gets.
	maxAnswers = 300
	// answersAtATime is how many of them are fetched at a time.
	answersAtATime = 4
	// answersTimes times http.max_body is how much one page gets in all.
	answersTimes = 4
)

// answers gives a tab all that it gets: the document that was fetched, and the scripts, styles and data
// that the site allows, fetched by the crawler itself. The browser has no other way to the network, so that
// addresses, names, redirects, certificates and sizes are checked where those of all requests are: a proxy
// in front of the browser would see no more of HTTPS than a host, and leave these to the browser.
type answers struct {
	renderer *renderer
	site     *crawlSite
	page     *article.Page
	jars     jars
	places   chan struct{}
	leave    func() // ends the work in the tab

	mu      sync.Mutex
	under   sync.WaitGroup
	closed  bool
	opened  bool // the document was given
	moved   string
	crashed bool
	number  int
	bytes   int64
	pending int
	last    time.Time // the end of the last request
}

func newAnswers(r *renderer, s *crawlSite, p *article.Page, j jars, leave func()) *answers {
	return &answers{renderer: r, site: s, page: p, jars: j, places: make(chan struct{}, answersAtATime), leave: leave, last: time.Now()}
}

// wait waits for the requests under way. The tab's context must have ended.
func (a *answers) wait() {
	a.mu.Lock()
	a.closed = true
	a.mu.Unlock()
	a.under.Wait()
}

// quiet is how long nothing has been asked for.
func (a *answers) quiet() time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.pending > 0 {
		return 0
	}
	return time.Since(a.last)
}

// state returns where a script has gone to, "" if none did, and whether the tab broke down.
func (a *answers) state() (moved string, crashed bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.moved, a.crashed
}

// crash takes note that the tab broke down.
func (a *answers) crash() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.crashed = true
	a.leave()
}

// start runs f, which belongs to the tab, unless that has been closed.
func (a *answers) start(f func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.closed {
		a.under.Go(f)
	}
}

// dismiss closes a dialog that a script opened.
func (a *answers) dismiss(tab context.Context) {
	a.start(func() {
		_, _ = cdp.Call(tab, chromedp.FromContext(tab).Target, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
	})
}

// request deals with one request of the tab; it does not wait.
func (a *answers) request(tab context.Context, e *fetch.EventRequestPaused) {
	a.mu.Lock()
	a.pending++
	a.mu.Unlock()
	a.start(func() {
		a.answer(tab, e)
		a.mu.Lock()
		a.pending--
		a.last = time.Now()
		a.mu.Unlock()
	})
}

// answer gives the browser a response, or none.
func (a *answers) answer(tab context.Context, e *fetch.EventRequestPaused) {
	res, err := a.response(tab, e)
	if err != nil {
		a.renderer.log.Debug("a page is not given what it asks for", "page", a.page.Address(), "url", e.Request.URL, "kind", e.ResourceType, "error", err)
		_, _ = cdp.Call(tab, chromedp.FromContext(tab).Target, fetch.FailRequest, fetch.FailRequestParams{RequestID: e.RequestID, ErrorReason: network.ErrorReasonBlockedByClient})
		return
	}
	_, err = cdp.Call(tab, chromedp.FromContext(tab).Target, fetch.FulfillRequest, fetch.FulfillRequestParams{
		RequestID: e.RequestID, ResponseCode: int64(res.status), ResponseHeaders: entries(res.header), Body: res.body,
	})
	if err != nil && tab.Err() == nil {
		a.renderer.log.Debug("the browser does not take a response", "page", a.page.Address(), "url", e.Request.URL, "error", err)
	}
}

// dot is a transparent GIF of one pixel: a picture that fails to load would be taken out of some pages.
var dot = []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")

// response returns what the tab gets for a request.
func (a *answers) response(ctx context.Context, e *fetch.EventRequestPaused) (*response, error) {
	switch e.ResourceType {
	case network.ResourceTypeDocument:
		return a.document(ctx, e)
	case network.ResourceTypeImage:
		return &response{status: http.StatusOK, header: http.Header{"Content-Type": {"image/gif"}}, body: dot}, nil
	case network.ResourceTypeScript, network.ResourceTypeStylesheet, network.ResourceTypeXHR, network.ResourceTypeFetch, network.ResourceTypePreflight:
		return a.fetch(ctx, e.Request)
	}
	return nil, fmt.Errorf("%s is not loaded", strings.ToLower(string(e.ResourceType)))
}

// document returns the fetched page to the first request of the tab's own frame. Another address that this
// is sent to is taken note of; frames inside the page stay empty.
func (a *answers) document(ctx context.Context, e *fetch.EventRequestPaused) (*response, error) {
	if string(e.FrameID) != string(chromedp.FromContext(ctx).Target.TargetID) { // a page's main frame goes by its target's ID
		return nil, errors.New("frames are not loaded")
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.opened {
		a.opened = true
		return &response{status: a.page.Status, header: a.page.Header, body: a.page.Body}, nil
	}
	if e.Request.Method == http.MethodGet {
		a.moved = e.Request.URL
		a.leave()
	}
	return nil, errors.New("the page is left")
}

// fetch makes a request in the browser's stead.
func (a *answers) fetch(ctx context.Context, r *network.Request) (*response, error) {
	u, err := url.Parse(r.URL)
	switch {
	case err != nil:
		return nil, err
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fmt.Errorf("%s is not loaded", u.Scheme)
	case !a.site.owns(u.Host) && !slices.Contains(a.site.Render.Hosts, u.Host):
		return nil, errors.New("its host is neither among the site's hosts nor in render.hosts")
	}
	if err := a.count(); err != nil {
		return nil, err
	}
	if err := acquire(ctx, a.places); err != nil {
		return nil, err
	}
	defer func() { <-a.places }()
	limit, err := a.allowance()
	if err != nil {
		return nil, err
	}
	if err := a.renderer.permitted(ctx, u, fetchPatience); err != nil {
		return nil, err
	}
	var body bytes.Buffer
	for _, part := range r.PostDataEntries {
		body.Write(part.Bytes)
	}
	res, err := a.renderer.fetcher.get(ctx, request{
		method: r.Method, url: r.URL, body: body.Bytes(), limit: limit, jar: a.site.jarFor(u.Host, a.jars),
		header: a.site.headerFor(u.Host, passed(r.Headers)),
	})
	if err == nil {
		a.mu.Lock()
		a.bytes += int64(len(res.body))
		a.mu.Unlock()
	}
	return res, err
}

// count counts a request before that waits for a place, so that no page has more than maxAnswers of them waiting.
func (a *answers) count() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.number == maxAnswers {
		return fmt.Errorf("the page has asked for more than %d things", maxAnswers)
	}
	a.number++
	return nil
}

// allowance returns how large the body of a response may be.
func (a *answers) allowance() (limit int64, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	left := answersTimes*a.renderer.maxBody - a.bytes
	if left <= 0 {
		return 0, fmt.Errorf("the page has asked for more than %d bytes", answersTimes*a.renderer.maxBody)
	}
	return min(left, a.renderer.maxBody), nil
}

// passed returns the fields of a request's header that are the page's to set.
func passed(fields network.Headers) http.Header {
	header := http.Header{}
	for name, value := range fields {
		lower := strings.ToLower(name)
		if text, ok := value.(string); ok && (lower == "accept" || !reservedHeaders[lower]) && lower != "cookie" && !strings.HasPrefix(lower, "proxy-") {
			header.Set(name, text)
		}
	}
	return header
}

// withheld are fields of a response's header that do not fit the body as it is given, or would have the
// browser do what it is not there for.
var withheld = set(`content-encoding content-length transfer-encoding connection keep-alive content-disposition alt-svc
	strict-transport-security nel report-to reporting-endpoints refresh`)

// entries returns a response's header as the browser takes it.
func entries(header http.Header) []*fetch.HeaderEntry {
	var list []*fetch.HeaderEntry
	for _, name := range slices.Sorted(maps.Keys(header)) {
		if withheld[strings.ToLower(name)] {
			continue
		}
		for _, value := range header[name] {
			list = append(list, &fetch.HeaderEntry{Name: name, Value: strings.ToValidUTF8(value, "")})
		}
	}
	return list
}
