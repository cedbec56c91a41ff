//go:build browser

package crawler

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"newswire/article"
	"newswire/site"
)

// only lets the address of 127.0.0.1 alone be dialled.
var only = []Network{{netip.MustParsePrefix("127.0.0.1/32")}}

func renderedSite(s *server) site.Site {
	one := quickSite(s)
	one.Render = site.Render{On: true}
	return one
}

// newBrowserBench makes sure that no process of the browser is left in the end.
func newBrowserBench(t *testing.T, cfg Config, sites ...site.Site) *bench {
	t.Helper()
	b := newBench(t, cfg, sites...)
	t.Cleanup(func() {
		b.visitor.renderer.chromium.close()
		if n := len(browsers(t)); n > 0 {
			t.Errorf("%d processes of the browser are left", n)
		}
	})
	return b
}

// visit brings one page for a site, and keeps the browser for the next.
func (b *bench) visit(t *testing.T, siteName, address string) (*article.Page, error) {
	t.Helper()
	page, free, err := b.visitor.get(t.Context(), t.Context(), visit{url: address, site: b.sites[siteName], patience: fetchPatience})
	if err == nil {
		free()
	}
	return page, err
}

// browsers lists the processes of Chromium below this one.
func browsers(t *testing.T) (pids []int) {
	t.Helper()
	parents := map[int]int{}
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range stats {
		data, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended meanwhile
		}
		text := string(data)
		if !strings.Contains(text, "(chrom") {
			continue
		}
		pid, _ := strconv.Atoi(text[:strings.Index(text, " ")])
		fields := strings.Fields(text[strings.LastIndex(text, ")")+1:])
		parents[pid], _ = strconv.Atoi(fields[1])
	}
	for pid := range parents {
		for p := pid; p > 1; p = parents[p] {
			if parents[p] == os.Getpid() {
				pids = append(pids, pid)
				break
			}
		}
	}
	return pids
}

// inetSockets lists the process's IP sockets as /proc/net does.
func inetSockets(t *testing.T, pid int) (lines []string) {
	t.Helper()
	fds, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	if err != nil {
		t.Fatal(err)
	}
	inodes := map[string]bool{}
	for _, fd := range fds {
		name, _ := os.Readlink(fd)
		if inode, ok := strings.CutPrefix(name, "socket:["); ok {
			inodes[strings.TrimSuffix(inode, "]")] = true
		}
	}
	for _, table := range []string{"tcp", "tcp6", "udp", "udp6"} {
		data, err := os.ReadFile("/proc/net/" + table)
		if err != nil {
			continue // no IPv6 here
		}
		for line := range strings.Lines(string(data)) {
			if fields := strings.Fields(line); len(fields) > 9 && inodes[fields[9]] {
				lines = append(lines, table+" "+strings.TrimSpace(line))
			}
		}
	}
	return lines
}

func TestBrowserRenders(t *testing.T) {
	dynamic := `<title>Empty</title><div id=app></div><img src="/photo.jpg" onerror="this.remove()"><script src="/app.js"></script>`
	app := `fetch("/api/story?id=1", {headers: {"X-Wanted": "yes"}}).then((r) => r.json()).then((s) => {
		document.title = s.title;
		document.querySelector("#app").innerHTML = "<h1>" + s.title + "</h1><p>" + s.text + "</p>";
	});`
	s := serve(t, map[string]http.HandlerFunc{
		"/story": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"shell"`)
			html(dynamic)(w, r)
		},
		"/app.js": text("text/javascript", app),
		"/api/story": func(w http.ResponseWriter, r *http.Request) {
			if pids := browsers(t); len(pids) == 0 {
				t.Error("no process of the browser is seen")
			}
			if r.Header.Get("X-Wanted") != "yes" || r.Header.Get("X-Key") != "k" || !strings.HasPrefix(r.UserAgent(), "Newswire/") {
				t.Errorf("the script's request came with %v", r.Header)
			}
			text("application/json", `{"title": "A bridge opens — at last", "text": "Built by scripts."}`)(w, r)
		},
		"/moved":        func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/script-moved", http.StatusFound) },
		"/script-moved": html(`<script>location.href = "/story"</script>`),
		"/latin": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			_, _ = w.Write([]byte("<!doctype html><p id=p>caf\xe9<script>p.append('!')</script>"))
		},
		"/shadow": html(`<x-story><p slot=lead>The lead.</p></x-story><script>
			const e = document.querySelector("x-story").attachShadow({mode: "open"});
			e.innerHTML = "<style>p {color: red}</style><h1>In the shadow</h1><slot name=lead></slot><p>The body.</p>";</script>`),
		"/dialog": html(`<p id=p></p><script>alert("Subscribe!"); p.append("after the dialog")</script>`),
		"/late":   html(`<main></main><script>setTimeout(() => { document.querySelector("main").innerHTML = "<p class=late>Late.</p>" }, 1500)</script>`),
		"/rss":    text("application/rss+xml", rss("/story")),
	})
	one := renderedSite(s)
	one.Headers = []string{"X-Key: k"}
	patient := one
	patient.Name, patient.Render.WaitFor = "patient", "p.late"
	b := newBrowserBench(t, Config{}, one, patient)

	for path, want := range map[string]string{
		"/story":  "<h1>A bridge opens — at last</h1><p>Built by scripts.</p>",
		"/moved":  "<h1>A bridge opens — at last</h1>",
		"/latin":  "café<script>p.append('!')</script>!",
		"/shadow": "<x-story><h1>In the shadow</h1><p slot=\"lead\">The lead.</p><p>The body.</p></x-story>",
		"/dialog": "after the dialog",
	} {
		page, err := b.visit(t, one.Name, s.URL+path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		utf8, _, err := page.UTF8()
		if err != nil || !strings.Contains(string(utf8), want) {
			t.Errorf("%s became %s (%v), want %q", path, utf8, err, want)
		}
		if page.Status != 200 || page.Header.Get("ETag") != "" || path == "/moved" && page.FinalURL != s.URL+"/story" {
			t.Errorf("%s: status %d, final address %s, header %v", path, page.Status, page.FinalURL, page.Header)
		}
		if path == "/story" && !strings.Contains(string(utf8), "/photo.jpg") {
			t.Error("a picture that is not loaded is lost")
		}
	}
	if s.hits("/photo.jpg") > 0 {
		t.Error("a picture was loaded")
	}
	if page, err := b.visit(t, patient.Name, s.URL+"/late"); err != nil || !strings.Contains(string(page.Body), "Late.") {
		t.Errorf("what was to be waited for is not there: %v", err)
	}
}

// TestBrowserHasNoNetwork: whatever a page tries, nothing but what the site allows is asked for, and nothing
// by the browser itself.
func TestBrowserHasNoNetwork(t *testing.T) {
	listener := listen(t, "127.0.0.2:0")
	datagrams, err := net.ListenPacket("udp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer datagrams.Close()
	forbidden := serveOn(t, listener, map[string]http.HandlerFunc{"/x.js": text("text/javascript", "document.body.append('owned')")})
	foreign := serve(t, map[string]http.HandlerFunc{"/x.js": text("text/javascript", "document.body.append('owned')")})
	bad, other := forbidden.Listener.Addr().String(), foreign.host()
	attack := func(host string) string {
		return strings.ReplaceAll(`<p>Here.</p>
			<link rel=preconnect href="http://BAD/"><link rel=prefetch href="http://BAD/x.js"><link rel=dns-prefetch href="//BAD">
			<link rel=stylesheet href="http://BAD/x.css"><img src="http://BAD/x.png"><iframe src="http://BAD/frame"></iframe>
			<object data="http://BAD/object"></object><video src="http://BAD/v.mp4" autoplay></video>
			<script src="http://BAD/x.js"></script><script src="/hop.js"></script>
			<script>
				fetch("http://BAD/fetch", {mode: "no-cors"}).catch(() => {});
				navigator.sendBeacon("http://BAD/beacon", "x");
				try { new WebSocket("ws://BAD/socket") } catch {}
				try { new EventSource("http://BAD/events") } catch {}
				try { window.open("http://BAD/popup") } catch {}
				try { new Worker(URL.createObjectURL(new Blob(["fetch('http://BAD/worker')"]))) } catch {}
				navigator.serviceWorker?.register("/worker.js").catch(() => {});
				try { new WebTransport("https://BAD/transport").closed.catch(() => {}) } catch {}
				try { new Worker(URL.createObjectURL(new Blob(["new WebTransport('https://BAD/transport').closed.catch(() => {})"]))) } catch {}
				const rtc = new RTCPeerConnection({iceServers: [{urls: "stun:BAD"}, {urls: "turn:BAD?transport=tcp", username: "u", credential: "c"}]});
				rtc.createDataChannel("x"); rtc.createOffer().then((o) => rtc.setLocalDescription(o));
			</script>`, "BAD", host)
	}
	var sites []site.Site
	var fronts []*server
	for i, host := range []string{bad, other} {
		front := serve(t, map[string]http.HandlerFunc{
			"/bad":       html(attack(bad)),
			"/other":     html(attack(other)),
			"/worker.js": text("text/javascript", `self.addEventListener("install", () => fetch("http://`+host+`/worker"))`),
			"/hop.js": func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://"+host+"/x.js", http.StatusFound)
			},
			"/leave":      html(`<script>location.href = "http://` + bad + `/"</script>`),
			"/stray":      html(`<script>location.href = "http://` + other + `/"</script>`),
			"/private":    text("text/plain", "private"),
			"/data":       html(`<p>Here.</p><script>fetch("/private")</script>`),
			"/robots.txt": text("text/plain", "User-agent: *\nDisallow: /private"),
		})
		one := renderedSite(front)
		one.Name = fmt.Sprintf("site-%d", i)
		// The address is refused although the site's rules would have it.
		one.Hosts = append(one.Hosts, bad)
		one.Render.Hosts = []string{bad}
		sites, fronts = append(sites, one), append(fronts, front)
	}
	b := newBrowserBench(t, Config{HTTP: HTTP{AllowAddresses: only}}, sites...)
	for i, front := range fronts {
		name := sites[i].Name
		for _, path := range []string{"/bad", "/other", "/data"} {
			page, err := b.visit(t, name, front.URL+path)
			if err != nil || !strings.Contains(string(page.Body), "Here.") || strings.Contains(string(page.Body), "owned") {
				t.Errorf("%s: %v, %+v", path, err, page)
			}
		}
		for path, want := range map[string]Outcome{"/leave": Failed("address"), "/stray": Filtered("host")} {
			if _, err := b.visit(t, name, front.URL+path); failureOf(err) != want {
				t.Errorf("%s, where a script leaves the site: %v, want %s", path, err, want)
			}
		}
		if front.hits("/private") > 0 {
			t.Error("robots.txt does not hold for what scripts ask for")
		}
	}
	for _, pid := range browsers(t) {
		if sockets := inetSockets(t, pid); len(sockets) > 0 {
			t.Errorf("process %d of the browser has sockets: %q", pid, sockets)
		}
	}
	for name, s := range map[string]*server{"a refused address": forbidden, "a host that is not the site's": foreign} {
		if n := s.connections(); n > 0 {
			t.Errorf("%s was reached %d times: %v", name, n, s.requests)
		}
	}
	// Whatever was sent on this machine is there by now.
	_ = datagrams.SetReadDeadline(time.Now())
	packet := make([]byte, 1500)
	if n, from, err := datagrams.ReadFrom(packet); err == nil {
		t.Errorf("a datagram came from %s: %q", from, packet[:n])
	}
}

func TestBrowserTroubles(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{
		"/endless": html(`<p>Here.</p><script>while (true) {}</script>`),
		"/busy":    html(`<p>Here.</p><script>setInterval(() => fetch("/tick"), 50)</script>`),
		"/tick":    text("text/plain", "tick"),
		"/huge":    html(`<p>Here.</p><script>for (let i = 0; i < 300; i++) document.body.append("x".repeat(10000))</script>`),
		"/crash":   html(`<p>Here.</p><script>const a = []; for (;;) a.push(new Array(1e6).fill(a.length))</script>`),
		"/story":   html(`<p id=p></p><script>p.append("Here.")</script>`),
		"/reload":  html(`<script>location.reload()</script>`),
	})
	one := renderedSite(s)
	hasty, waiting := one, one
	hasty.Name, hasty.Render.Timeout = "hasty", 2*time.Second
	waiting.Name, waiting.Render.WaitFor, waiting.Render.Timeout = "waiting", "p.never", 2*time.Second
	b := newBrowserBench(t, Config{HTTP: HTTP{MaxBody: article.Megabyte}}, one, hasty, waiting)
	for _, c := range []struct {
		path string
		site site.Site
		want Outcome // "": rendered
	}{
		{"/story", one, ""},
		{"/endless", hasty, Failed("render")},
		{"/busy", hasty, ""},
		{"/huge", one, Failed("too_large")},
		{"/crash", one, Failed("render")},
		{"/reload", one, Failed("redirects")},
		{"/story", waiting, Failed("render")},
		{"/story", one, ""},
	} {
		begin := time.Now()
		page, err := b.visit(t, c.site.Name, s.URL+c.path)
		t.Logf("%s took %s: %v", c.path, time.Since(begin).Round(time.Millisecond), err)
		if c.want == "" && (err != nil || !strings.Contains(string(page.Body), "Here.")) || c.want != "" && failureOf(err) != c.want {
			t.Errorf("%s: %v, want %q", c.path, err, c.want)
		}
	}
}

// TestBrowserDies: a browser that is killed costs one attempt, and the crawl ends without one.
func TestBrowserDies(t *testing.T) {
	kill := func(w http.ResponseWriter, r *http.Request) {
		pids := browsers(t)
		if len(pids) == 0 {
			t.Error("no browser runs")
		}
		_ = syscall.Kill(slices.Min(pids), syscall.SIGKILL)
		text("text/javascript", "")(w, r)
	}
	pages := map[string]http.HandlerFunc{"/fatal.js": inTurn(kill, text("text/javascript", ""))}
	var links []string
	for i := range 6 {
		path := fmt.Sprintf("/2025/01/story-number-%d", i)
		links = append(links, path)
		pages[path] = html(`<p id=p></p><script>p.append("Here.")</script>`)
	}
	pages[links[3]] = html(`<p>Here.</p><script src="/fatal.js"></script>`)
	pages["/rss"] = text("application/rss+xml", rss(links...))
	s := serve(t, pages)
	one := renderedSite(s)
	one.Sources = []site.Source{{Feed: s.URL + "/rss"}}
	b := newBench(t, Config{}, one)
	stop := b.start(t)
	if run := b.crawl(t, one.Name); run.Counts.Outcomes["created"] != len(links) {
		t.Errorf("%+v, %q", run.Counts, run.Errors)
	}
	stop()
	if n := len(browsers(t)); n > 0 {
		t.Errorf("%d processes of the browser are left", n)
	}
}

// TestBrowserTakesNoSlot: rendering does not keep the only worker from what the page needs.
func TestBrowserTakesNoSlot(t *testing.T) {
	scripts := serve(t, map[string]http.HandlerFunc{"/app.js": text("text/javascript", `p.append("Here.")`)})
	s := serve(t, map[string]http.HandlerFunc{"/story": html(`<p id=p></p><script src="` + scripts.URL + `/app.js"></script>`)})
	one := renderedSite(s)
	one.Render.Hosts, one.Render.Timeout = []string{scripts.host()}, 5*time.Second
	b := newBrowserBench(t, Config{Workers: 1}, one)
	page, err := b.visit(t, one.Name, s.URL+"/story")
	if err != nil || !strings.Contains(string(page.Body), "Here.") || scripts.hits("/robots.txt") != 1 {
		t.Errorf("%v, %+v, robots.txt was asked for %d times", err, page, scripts.hits("/robots.txt"))
	}
}

// TestBrowserHangs: a browser that does not answer costs one attempt, and the next page gets a new one.
func TestBrowserHangs(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/story": html(`<p id=p></p><script>p.append("Here.")</script>`)})
	one := renderedSite(s)
	b := newBrowserBench(t, Config{}, one)
	if _, err := b.visit(t, one.Name, s.URL+"/story"); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(slices.Min(browsers(t)), syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*chromiumTab)
	defer cancel()
	_, _, err := b.visitor.get(ctx, ctx, visit{url: s.URL + "/story", site: b.sites[one.Name], patience: fetchPatience})
	if failureOf(err) != Failed("render") || !errors.Is(err, errTab) {
		t.Errorf("%v, want a failure to render that may pass", err)
	}
	if page, err := b.visit(t, one.Name, s.URL+"/story"); err != nil || !strings.Contains(string(page.Body), "Here.") {
		t.Errorf("after that: %v", err)
	}
}

// TestBrowserStops: the end of a crawl does not wait for a page that never ends.
func TestBrowserStops(t *testing.T) {
	s := serve(t, map[string]http.HandlerFunc{"/endless": html(`<script>while (true) {}</script>`)})
	one := renderedSite(s)
	one.Render.Timeout = time.Minute
	b := newBench(t, Config{}, one)
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
	defer cancel()
	begin := time.Now()
	if _, err := b.Fetch(ctx, s.URL+"/endless"); err == nil || time.Since(begin) > 15*time.Second {
		t.Errorf("%v after %s", err, time.Since(begin))
	}
	if n := len(browsers(t)); n > 0 {
		t.Errorf("%d processes of the browser are left", n)
	}
}
