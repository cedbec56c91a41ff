package crawler

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

const (
	// chromiumStart bounds the start of the browser.
	chromiumStart = time.Minute
	// chromiumTab bounds the opening of a tab. A browser that takes longer does not answer any more.
	chromiumTab = 10 * time.Second
	// chromiumIdle is how long a browser without a tab is kept for the next page.
	chromiumIdle = time.Minute
)

// errNoChromium is a machine without a browser, for which only the sites that render pay.
var errNoChromium = errors.New("no Chromium to render pages with")

// nowhere is the proxy that Chromium is told to use for everything: no address, and names are not resolved
// either. What is not answered by the crawler (see subresource.go) has no way to the network: web sockets,
// WebRTC, service workers, frames of other sites, popups, prefetches and the browser's own errands.
const nowhere = "http://proxy.invalid:1"

// everywhere also sends loopback addresses to the proxy, which Chromium would else reach directly.
const everywhere = "<-loopback>"

// chromium is the one browser process. It runs while there are tabs, and a little longer.
type chromium struct {
	path      string
	missing   error // errNoChromium
	userAgent string
	places    chan struct{} // one element for each tab

	mu   sync.Mutex
	open int             // tabs
	root context.Context // the running browser's; nil: none runs
	stop func()          // ends it and waits for that
	idle *time.Timer
}

func newChromium(cfg Chromium, userAgent string) *chromium {
	c := &chromium{userAgent: userAgent, places: make(chan struct{}, cfg.Tabs)}
	c.path, c.missing = findChromium(cfg.Path)
	return c
}

// findChromium returns the absolute path of the browser's program.
func findChromium(configured string) (string, error) {
	if configured != "" {
		path, err := exec.LookPath(configured)
		if err != nil {
			return "", fmt.Errorf("%w: chromium.path: %w", errNoChromium, err)
		}
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "headless-shell", "headless_shell",
		"/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%w: install it (Debian: apt install chromium), or name it in chromium.path", errNoChromium)
}

// options are the command line of a browser that does nothing on its own account and keeps nothing. Its
// protocol runs over a pipe, so that no port is open; on Linux it dies with this process.
func (c *chromium) options() []chromedp.ExecAllocatorOption {
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(c.path), chromedp.UserAgent(c.userAgent), chromedp.WindowSize(1280, 1600),
		chromedp.Headless, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.DisableGPU,
		chromedp.Flag("proxy-server", nowhere),
		chromedp.Flag("proxy-bypass-list", everywhere),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
		chromedp.Flag("webrtc-ip-handling-policy", "disable_non_proxied_udp"),
		chromedp.Flag("disable-features", "MediaRouter,Translate,OptimizationHints"),
		chromedp.Flag("js-flags", "--max-old-space-size=512"),
		chromedp.Flag("disk-cache-size", "1"),
		// The program's environment may hold passwords; the browser needs none of it.
		chromedp.NoInheritEnv, chromedp.Env("PATH="+os.Getenv("PATH"), "HOME=/nonexistent", "LANG=C.UTF-8"),
	}
	for _, flag := range []string{"disable-background-networking", "disable-breakpad", "disable-client-side-phishing-detection",
		"disable-component-update", "disable-default-apps", "disable-dev-shm-usage", "disable-domain-reliability", "disable-extensions",
		"disable-notifications", "disable-quic", "disable-sync", "dns-prefetch-disable", "metrics-recording-only", "no-pings",
		"use-mock-keychain", "deny-permission-prompts"} {
		options = append(options, chromedp.Flag(flag, true))
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // Chromium refuses to run as root with its sandbox
	}
	return options
}

// tab opens a tab with cookies and storage of its own, and waits for a place if there are enough. It ends
// with ctx; done closes it and must be called.
func (c *chromium) tab(ctx context.Context) (tab context.Context, done func(), err error) {
	if c.missing != nil {
		return nil, nil, c.missing
	}
	if err := acquire(ctx, c.places); err != nil {
		return nil, nil, err
	}
	root, err := c.use(ctx)
	if err != nil {
		<-c.places
		return nil, nil, err
	}
	tab, closeTab := chromedp.NewContext(root, chromedp.WithNewBrowserContext(func(p *target.CreateBrowserContextParams) {
		p.ProxyServer, p.ProxyBypassList = nowhere, everywhere
	}))
	forget := context.AfterFunc(ctx, closeTab)
	done = func() {
		forget()
		closeTab()
		c.unuse()
		<-c.places
	}
	late := time.AfterFunc(chromiumTab, closeTab)
	err = withoutDownloads(tab)
	if !late.Stop() {
		c.discard(root)
		err = fmt.Errorf("the browser did not answer within %s", chromiumTab)
	}
	if err != nil {
		done()
		return nil, nil, fmt.Errorf("opening a tab: %w", err)
	}
	return tab, done, nil
}

// withoutDownloads opens the tab and has it save nothing.
func withoutDownloads(tab context.Context) error {
	if err := chromedp.Do(tab); err != nil {
		return err
	}
	_, err := chromedp.CallBrowser(tab, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorDeny, BrowserContextID: chromedp.FromContext(tab).BrowserContextID,
	})
	return err
}

// use returns the running browser's context, and starts one if none runs or the last one has died.
func (c *chromium) use(ctx context.Context) (context.Context, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.idle != nil {
		c.idle.Stop()
	}
	if c.root != nil && c.root.Err() != nil {
		c.quit()
	}
	if c.root == nil {
		if err := c.start(ctx); err != nil {
			return nil, err
		}
	}
	c.open++
	return c.root, nil
}

// start starts the browser. The caller has the lock.
func (c *chromium) start(ctx context.Context) error {
	// The browser outlives the page that it is started for.
	allocator, release := chromedp.NewExecAllocator(context.WithoutCancel(ctx), c.options()...)
	silent := func(string, ...any) {}
	root, quit := chromedp.NewContext(allocator, chromedp.WithLogf(silent), chromedp.WithErrorf(silent))
	starting, started := context.WithTimeout(ctx, chromiumStart)
	defer started()
	inTime := context.AfterFunc(starting, quit)
	err := chromedp.Do(root)
	if !inTime() && err == nil {
		err = starting.Err()
	}
	if err != nil {
		quit()
		release()
		return fmt.Errorf("starting %s: %w", c.path, err)
	}
	c.root, c.stop = root, func() { quit(); release() }
	return nil
}

func (c *chromium) unuse() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open--; c.open == 0 {
		c.idle = time.AfterFunc(chromiumIdle, c.close)
	}
}

// close ends the browser if it has no tab, and waits until its process is gone.
func (c *chromium) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.idle != nil {
		c.idle.Stop()
	}
	if c.open == 0 && c.root != nil {
		c.quit()
	}
}

// discard ends a browser that does not answer, with all its tabs: the next page gets a new one.
func (c *chromium) discard(root context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.root == root {
		c.quit()
	}
}

// quit ends the browser. The caller has the lock.
func (c *chromium) quit() {
	c.stop()
	c.root, c.stop = nil, nil
}
