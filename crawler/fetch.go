package crawler

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"time"

	"github.com/gocolly/colly/v2"
)

// fetcher makes single requests: no redirects, no retries, no pace.
type fetcher struct {
	transport *http.Transport
	userAgent string
	timeout   time.Duration
	guard     func(*url.URL) error
}

// request is one request, a GET unless a page's script wants something else.
type request struct {
	method string // "": GET
	body   []byte // as sent; may be nil
	url    string
	header http.Header // conditions and the site's own; may be nil
	limit  int64       // of the body, in bytes
	cut    bool        // take limit bytes of a longer body
	accept string
	jar    http.CookieJar // nil: no cookies
	sent   func()         // called when the request has gone out; may be nil
}

// response is what a server said, whatever its status.
type response struct {
	status  int
	header  http.Header
	body    []byte // without content encodings
	unsure  bool   // nothing tells whether the body is whole
	elapsed time.Duration
}

// get makes one request. Each fetch has a Colly collector of its own, made by Init alone: NewCollector
// would let COLLY_* variables of the environment override what is set here. Colly's visited set, robots,
// limits, redirects, cookies and charset guesses stay off; see the package comment for who does them.
func (f *fetcher) get(ctx context.Context, req request) (*response, error) {
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	if req.sent != nil {
		ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
			WroteRequest: func(httptrace.WroteRequestInfo) { req.sent() },
		})
	}
	x := &exchange{fetcher: f, limit: req.limit, cut: req.cut}
	c := &colly.Collector{}
	c.Init()
	c.Context = ctx
	c.AllowURLRevisit = true
	c.ParseHTTPErrorResponse = true
	c.MaxBodySize = 0
	c.SetCookieJar(req.jar)
	c.SetRequestTimeout(0) // ctx has the deadline
	c.SetRedirectHandler(func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse })
	c.WithTransport(x)

	var res *response
	c.OnResponse(func(r *colly.Response) {
		res = &response{status: r.StatusCode, header: x.header, body: r.Body, unsure: x.unsure}
	})
	header := http.Header{}
	for k, v := range req.header {
		header[k] = v
	}
	header.Set("User-Agent", f.userAgent)
	header.Set("Accept-Encoding", acceptEncoding)
	if req.accept != "" {
		header.Set("Accept", req.accept)
	}
	var body io.Reader
	if len(req.body) > 0 {
		body = bytes.NewReader(req.body)
	}
	begin := time.Now()
	if err := c.Request(cmp.Or(req.method, http.MethodGet), req.url, body, nil, header); err != nil {
		return nil, fmt.Errorf("fetching %s: %w", req.url, err)
	}
	if res == nil { // Colly ends some requests silently
		return nil, fmt.Errorf("fetching %s: %w", req.url, errNoResponse)
	}
	res.elapsed = time.Since(begin)
	return res, nil
}

// exchange is the transport of one request. It decodes the body and keeps the response's header as it
// came, while Colly sees one without Content-Type and Content-Encoding: by these it would decode the
// body once more and re-code its charset, and the publisher's bytes would be lost.
type exchange struct {
	fetcher *fetcher
	limit   int64
	cut     bool
	header  http.Header
	unsure  bool
}

func (x *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := x.fetcher.guard(req.URL); err != nil {
		return nil, err
	}
	res, err := x.fetcher.transport.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	body, err := decode(res, x.limit, x.cut)
	if err != nil {
		_ = res.Body.Close()
		return nil, err
	}
	x.header = res.Header
	x.unsure = res.ContentLength < 0 && len(res.TransferEncoding) == 0 && res.ProtoMajor == 1 &&
		res.Header.Get("Content-Encoding") == "" && res.StatusCode == http.StatusOK
	res.Header = res.Header.Clone()
	res.Header.Del("Content-Type")
	res.Header.Del("Content-Encoding")
	res.Body, res.ContentLength, res.Uncompressed = body, -1, true
	return res, nil
}
