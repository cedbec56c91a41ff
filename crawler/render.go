package crawler

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"newswire/article"
)

const (
	defaultRenderTimeout = 20 * time.Second
	maxRenderTimeout     = 5 * time.Minute
	// renderQuiet is how long a loaded page asks for nothing before it counts as complete.
	renderQuiet = 500 * time.Millisecond
	// renderPoll is how often a page is looked at.
	renderPoll = 100 * time.Millisecond
	// renderRead bounds reading the result, after the site's timeout.
	renderRead = 10 * time.Second
)

// Why a page could not be rendered.
var (
	errRender = errors.New("the page cannot be rendered")
	errTab    = errors.New("the browser's tab broke down")
)

// renderer lets the scripts of a page run, after the page was fetched like any other.
type renderer struct {
	chromium *chromium
	fetcher  *fetcher
	maxBody  int64
	// permitted tells whether robots.txt lets a script, style or data be fetched.
	permitted func(ctx context.Context, u *url.URL, patience time.Duration) error
	log       *slog.Logger
}

// render puts what the page's scripts make of it in place of its body. moved is set, and the page to be
// forgotten, if a script went to another address instead. The page loses its validators: they speak of
// what the server sent, which may stay the same while the scripts bring something new.
func (r *renderer) render(ctx context.Context, s *crawlSite, p *article.Page, j jars) (moved string, err error) {
	tab, done, err := r.chromium.tab(ctx)
	if err != nil {
		if errors.Is(err, errNoChromium) || ctx.Err() != nil {
			return "", err
		}
		return "", fmt.Errorf("rendering %s: %w: %w", p.Address(), errTab, err)
	}
	defer done()
	bounded, cancel := context.WithTimeout(tab, s.Render.Timeout+renderRead)
	defer cancel()
	answers := newAnswers(r, s, p, j, cancel)
	defer answers.wait()
	defer cancel() // before the wait
	body, err := r.run(bounded, s, p, answers)
	moved, crashed := answers.state()
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case moved != "":
		return moved, nil
	case err == nil:
	case crashed, tab.Err() != nil:
		return "", fmt.Errorf("rendering %s: %w: %w", p.Address(), errTab, err)
	case errors.Is(err, errTooLarge):
		return "", fmt.Errorf("rendering %s: %w", p.Address(), err)
	default:
		return "", fmt.Errorf("rendering %s: %w: %w", p.Address(), errRender, err)
	}
	p.Header = p.Header.Clone()
	p.Header.Del("ETag")
	p.Header.Del("Last-Modified")
	p.Header.Set("Content-Type", "text/html; charset=utf-8")
	p.Body, p.Truncated = body, false
	return "", nil
}

// run opens the page in a tab, waits until it is complete and reads it.
func (r *renderer) run(tab context.Context, s *crawlSite, p *article.Page, answers *answers) ([]byte, error) {
	err := chromedp.Listen(tab, func(event any) {
		switch e := event.(type) {
		case *fetch.EventRequestPaused:
			answers.request(tab, e)
		case *page.EventJavascriptDialogOpening:
			answers.dismiss(tab)
		case *inspector.EventTargetCrashed:
			answers.crash()
		}
	})
	if err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(tab, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}); err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(tab, fetch.Enable, fetch.EnableParams{}); err != nil {
		return nil, err
	}
	if _, err := chromedp.Call(tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: withoutUDP}); err != nil {
		return nil, err
	}
	opened, err := chromedp.Call(tab, page.Navigate, page.NavigateParams{URL: p.Address()})
	if err != nil {
		return nil, err
	}
	if opened.ErrorText != "" {
		return nil, errors.New(opened.ErrorText)
	}
	// A world of our own: the page's scripts cannot replace the functions that read it.
	world, err := chromedp.Call(tab, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: opened.FrameID})
	if err != nil {
		return nil, err
	}
	if err := settle(tab, world.ExecutionContextID, s, answers); err != nil {
		return nil, err
	}
	return r.read(tab, world.ExecutionContextID)
}

// withoutUDP takes from a page what would not go by way of a proxy. Chromium is told to leave it (see
// [chromium.options]), but under a flag that has changed its name before.
const withoutUDP = `delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection; delete globalThis.WebTransport;`

// settle waits until the page is complete. One that keeps asking for more is taken as it is when its time
// is up, one that lacks what was to be waited for is an error.
func settle(tab context.Context, world runtime.ExecutionContextID, s *crawlSite, answers *answers) error {
	deadline := time.Now().Add(s.Render.Timeout)
	complete := `document.readyState === "complete"`
	if s.Render.WaitFor != "" {
		complete = "document.querySelector(" + strconv.Quote(s.Render.WaitFor) + ") !== null"
	}
	for {
		done, err := inWorld[bool](tab, world, complete)
		switch {
		case err != nil:
			return err
		case done && (s.Render.WaitFor != "" || answers.quiet() >= renderQuiet):
			return nil
		case time.Now().After(deadline) && s.Render.WaitFor != "":
			return fmt.Errorf("%q did not appear within %s: see render.wait_for", s.Render.WaitFor, s.Render.Timeout)
		case time.Now().After(deadline):
			return nil
		}
		if err := sleep(tab, renderPoll); err != nil {
			return err
		}
	}
}

// readPage is the script that writes a document as HTML, or returns null if that is longer than limit.
//
//go:embed render.js
var readPage string

func (r *renderer) read(tab context.Context, world runtime.ExecutionContextID) ([]byte, error) {
	text, err := inWorld[*string](tab, world, "("+readPage+")("+strconv.FormatInt(r.maxBody, 10)+")")
	if err != nil {
		return nil, err
	}
	if text == nil || int64(len(*text)) > r.maxBody {
		return nil, errTooLarge
	}
	return []byte(*text), nil
}

// inWorld evaluates an expression beside the page's own scripts.
func inWorld[T any](tab context.Context, world runtime.ExecutionContextID, expression string) (T, error) {
	return chromedp.Run(tab, chromedp.Evaluate[T](expression, func(p *runtime.EvaluateParams) { p.ContextID = world }))
}

// renderable returns an error if the site's pages are to be rendered and cannot be on this machine.
func (c *Crawler) renderable(s *crawlSite) error {
	if !s.Render.On {
		return nil
	}
	return c.visitor.renderer.chromium.missing
}

// rendered tells whether a response is a document whose scripts are to be run.
func (s *crawlSite) rendered(p *article.Page) bool {
	kind := contentType(p)
	return s.Render.On && p.Status == http.StatusOK && (kind == "text/html" || kind == "application/xhtml+xml")
}

// renderFailure classifies an error of [renderer.render]. What a page does wrong it does again; what befell
// the browser may pass.
func renderFailure(err error) *visitError {
	e := &visitError{outcome: Failed("render"), err: err}
	switch {
	case errors.Is(err, errTooLarge):
		e.outcome = Failed("too_large")
	case errors.Is(err, errNoChromium), errors.Is(err, errTab):
		e.transient = true
	}
	return e
}
