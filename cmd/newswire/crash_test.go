//go:build crash

package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"newswire/sink"
)

var (
	kills    = flag.Int("kills", 10, "processes to kill")
	articles = flag.Int("articles", 300, "articles to serve")
)

// TestCrash crawls a site with each role in a process of its own, kills those at random moments, and
// compares what is stored with what was served: nothing lost, nothing doubled, each article in its last
// revision.
func TestCrash(t *testing.T) {
	var edition atomic.Int64
	edition.Store(1)
	site := changingSite(t, *articles, &edition)
	dataDir := t.TempDir()
	config := writeConfig(t, fmt.Sprintf(`
data_dir: %q
http: {allow_addresses: ["127.0.0.0/8"]}
sites:
  - name: numbers
    schedule: "* * * * *"
    sources: [{sitemap: "http://%s/sitemap.xml"}]
    limits: {max_age: -1s, pages: %d}
    pace: {delay: 1ms, parallelism: 4}
    revisit: {min: -1s}
`, dataDir, site, *articles))

	var fleet []*immortal
	for _, roles := range []string{"nats", "mongo", "schedule,crawl", "store"} {
		fleet = append(fleet, startImmortal(t, binary(t, "newswire/cmd/newswire"), "run", "-c", config, "--roles", roles))
	}
	random := rand.New(rand.NewPCG(1, uint64(*kills)))
	for _, e := range []int64{1, 2} {
		edition.Store(e)
		for range *kills / 2 {
			time.Sleep(time.Duration(200+random.IntN(1300)) * time.Millisecond) // the moment is what the test varies
			fleet[random.IntN(len(fleet))].kill()
		}
		awaitEdition(t, dataDir, e)
	}
	fmt.Printf("crash_lost_or_doubled 0 articles (of %d, after %d kills)\n", *articles, *kills/2*2)
}

// awaitEdition waits until the store holds exactly the articles of an edition, each in its revision.
func awaitEdition(t *testing.T, dataDir string, edition int64) {
	t.Helper()
	store, err := sink.Open(t.Context(), sink.Config{URI: awaitEndpoint(t, dataDir, mongoServer)}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := store.Close(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	deadline := time.Now().Add(5 * time.Minute)
	for {
		found := faults(t.Context(), store, edition)
		if len(found) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("edition %d: %d faults, such as:\n%s", edition, len(found), strings.Join(found[:min(len(found), 20)], "\n"))
		}
		time.Sleep(time.Second)
	}
}

// faults returns how the store differs from an edition.
func faults(ctx context.Context, store *sink.Mongo, edition int64) []string {
	var faults []string
	stored := map[string]int{}
	for a, err := range store.Articles(ctx, sink.Query{}) {
		if err != nil {
			return []string{err.Error()}
		}
		if _, doubled := stored[a.Title]; doubled {
			faults = append(faults, a.Title+" is doubled")
		}
		stored[a.Title] = a.Revision
	}
	for i := range *articles {
		title, revision := numberedTitle(i, edition)
		switch got, ok := stored[title]; {
		case !ok:
			faults = append(faults, title+" is lost")
		case got != revision:
			faults = append(faults, fmt.Sprintf("%s has revision %d, want %d", title, got, revision))
		}
		delete(stored, title)
	}
	for title := range stored {
		faults = append(faults, title+" is stored, but not in this edition")
	}
	return faults
}

// numberedTitle returns the title of article i in an edition, and its revision: every fifth changes.
func numberedTitle(i int, edition int64) (title string, revision int) {
	if edition == 2 && i%5 == 0 {
		return fmt.Sprintf("Number %d came after all, says the office", i), 2
	}
	return fmt.Sprintf("Number %d is awaited in the harbour", i), 1
}

// changingSite serves a sitemap of n articles, a fifth of which change with the edition.
func changingSite(t *testing.T, n int, edition *atomic.Int64) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /sitemap.xml", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		fmt.Fprint(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for i := range n {
			fmt.Fprintf(w, "<url><loc>http://%s/2025/01/24/number-%d.html</loc></url>\n", r.Host, i)
		}
		fmt.Fprint(w, "</urlset>")
	})
	mux.HandleFunc("GET /2025/01/24/{name}", func(w http.ResponseWriter, r *http.Request) {
		var i int
		if _, err := fmt.Sscanf(r.PathValue("name"), "number-%d.html", &i); err != nil || i >= n {
			http.NotFound(w, r)
			return
		}
		time.Sleep(10 * time.Millisecond) // so that the crawl lasts as long as the kills
		title, revision := numberedTitle(i, edition.Load())
		tag := fmt.Sprintf(`"%d"`, revision)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", tag)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><html lang="en"><head><title>%[1]s</title></head><body><article><h1>%[1]s</h1>
<p>The town heard of number %[2]d on Friday morning, and the office counted more than four thousand people in the streets before the noon gun.</p>
<p>Nobody could remember such a crowd because of number %[2]d, said the head of the school, whose pupils had been given the day off to see it.</p>
<p>The office expects the crowd to leave as soon as the weather turns, which the forecast promises for the end of the week at the latest.</p>
</article></body></html>`, title, i)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// immortal is a process that is started again whenever it ends, as a service manager would.
type immortal struct {
	mu   sync.Mutex
	cmd  *exec.Cmd
	rest time.Duration // before the next start
}

// logTail is how much of what it wrote is shown of a process when a test fails, in bytes.
const logTail = 20_000

// restartAfter is the rest of a process that ends by itself or is killed without more.
const restartAfter = 200 * time.Millisecond

func startImmortal(t *testing.T, name string, args ...string) *immortal {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p := &immortal{rest: restartAfter}
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	wg.Go(func() {
		for ctx.Err() == nil {
			cmd := exec.CommandContext(ctx, name, args...)
			cmd.Stdout, cmd.Stderr = log, log
			p.mu.Lock()
			err := cmd.Start()
			p.cmd = cmd
			p.mu.Unlock()
			if err != nil {
				t.Errorf("starting %v: %v", args, err)
				return
			}
			_ = cmd.Wait() // killed, or not able to run yet
			p.mu.Lock()
			rest := p.rest
			p.rest = restartAfter
			p.mu.Unlock()
			select {
			case <-ctx.Done():
			case <-time.After(rest):
			}
		}
	})
	t.Cleanup(func() {
		cancel()
		wg.Wait()
		if text, err := os.ReadFile(log.Name()); t.Failed() && err == nil {
			t.Logf("%s %v wrote at last:\n%s", name, args, text[max(0, len(text)-logTail):])
		}
	})
	return p
}

func (p *immortal) kill() { p.killFor(restartAfter) }

// killFor kills the process and has it stay away for a time.
func (p *immortal) killFor(rest time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rest = rest
	if p.cmd != nil && p.cmd.Process != nil {
		_ = p.cmd.Process.Kill() // SIGKILL; it may be down already
	}
}
