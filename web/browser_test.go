//go:build browser

package web_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"newswire/article"
	"newswire/site"
)

// TestBrowser opens the dashboard in Chromium (Debian's package chromium) and watches it live.
func TestBrowser(t *testing.T) {
	room := &newsroom{
		runs: []site.Run{{ID: "r1", Site: "harbour-times", StartedAt: time.Now(), Counts: site.Counts{
			Found: 9, Queued: 4, Skipped: 5, Fetched: 2, Outcomes: map[string]int{"created": 1, "failed:timeout": 1}}, Errors: []string{"fetching https://www.example.com/a: timeout"}}},
		sites:    []site.Health{{Site: "valley-post", LastRun: time.Now(), Warning: "found nothing"}},
		counters: map[string]int64{"published_created": 1},
	}
	s := serve(t, room)
	page := openBrowser(t)
	said := listenToConsole(page)

	err := chromedp.Do(page,
		chromedp.EmulateViewport(1440, 900),
		chromedp.Navigate(s.url),
		chromedp.WaitVisible(chromedp.CSS("#empty")),
		chromedp.WaitVisible(chromedp.CSS("body[data-state=live]")),
	)
	if err != nil {
		t.Fatalf("opening the page: %v", err)
	}

	plain, hostile := bridge(), bridge()
	hostile.ID, hostile.Title = article.ID("https://evil.example/"), `<img src=x onerror="document.title='owned'">`
	hostile.CanonicalURL, hostile.URL = "javascript:document.title='owned'", ""
	room.publish(t, plain)
	room.publish(t, hostile)
	check(page, t, "the articles that arrive are shown, newest first", `
		[...document.querySelectorAll("#feed h3")].map((h) => h.textContent).join("|")`,
		hostile.Title+"|"+plain.Title)
	check(page, t, "the article's link", `document.querySelector("#feed a").href`, plain.CanonicalURL)
	check(page, t, "what may be linked", `String(document.querySelectorAll("#feed a").length)`, "1")
	check(page, t, "the warning", `document.querySelector("#notices").innerText.replace(/\s+/g, " ")`, "A site wants a look valley-post found nothing")
	check(page, t, "the run's bar", `document.querySelector("svg.bar").getAttribute("aria-label")`, "2 of 4 links done: 1 new, 1 failed, 2 waiting")
	check(page, t, "screen readers are told", `document.querySelector("#arrivals").textContent`, "2 new articles, the latest: "+hostile.Title)

	// What the reader opened stays open while the panels are refreshed around it.
	step(page, t, "opening the errors", chromedp.Click(chromedp.CSS("#crawl-list summary")))
	const refreshes = `performance.getEntriesByName(location.origin + "/panels").length`
	before, err := chromedp.Run(page, chromedp.Evaluate[int](refreshes))
	if err != nil {
		t.Fatal(err)
	}
	check(page, t, "after a refresh the errors are still open", fmt.Sprintf(`
		%s > %d && String(document.querySelector("#crawl-list details").open)`, refreshes, before+1), "true")

	step(page, t, "pausing", chromedp.Click(chromedp.CSS("#pause")))
	updated := bridge()
	updated.Revision, updated.RecordHash = 2, "2"
	room.publish(t, updated)
	check(page, t, "while paused, news waits", `document.querySelector("#waiting").innerText`, "Show 1 new article")
	step(page, t, "going on", chromedp.Click(chromedp.CSS("#pause")))
	check(page, t, "an update takes its article's place on top", `
		[...document.querySelectorAll("#feed li")].map((li) => (li.querySelector(".badge")?.innerText ?? "") + li.querySelector("h3").innerText).join("|")`,
		"Updated"+updated.Title+"|"+hostile.Title)
	check(page, t, "nothing ran", "document.title", "Newswire")

	for _, message := range said(t) {
		t.Errorf("the console says: %s", message)
	}
}

// listenToConsole gathers what the page writes to the console: errors, and violations of the content
// policy. The function returned closes the page and returns all of it.
func listenToConsole(page context.Context) func(t *testing.T) []string {
	messages := chromedp.Console(page)
	var said []string
	done := make(chan struct{})
	go func() {
		defer close(done)
		for m, err := range messages {
			if err != nil {
				return // the page is closed
			}
			said = append(said, m.String())
		}
	}()
	return func(t *testing.T) []string {
		t.Helper()
		if err := chromedp.Cancel(page); err != nil {
			t.Errorf("closing the browser: %v", err)
		}
		<-done
		return said
	}
}

// openBrowser returns the context of a tab; it is closed with the test.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath("/usr/bin/chromium"), chromedp.UserDataDir(t.TempDir()),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	return ctx
}

func step(page context.Context, t *testing.T, what string, action chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(page, action); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// check waits until a JavaScript expression is what is wanted.
func check(page context.Context, t *testing.T, what, expression, want string) {
	t.Helper()
	poll := chromedp.Poll[bool](fmt.Sprintf("(%s) === %q", expression, want), chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(15*time.Second))
	if _, err := chromedp.Run(page, poll); err != nil {
		got, _ := chromedp.Run(page, chromedp.Evaluate[string](expression))
		t.Fatalf("%s: %q, want %q (%v)", what, got, want, err)
	}
}
