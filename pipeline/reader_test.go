package pipeline_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"sync"
	"testing"
	"time"

	"newswire/crawler"
	"newswire/pipeline"
	"newswire/site"
)

// newsHost lists three articles in a sitemap, behind a redirect that wants its cookie back, and notes how it
// is asked for them.
type newsHost struct {
	*httptest.Server
	mu     sync.Mutex
	starts []time.Time
	paths  map[string]int
}

func startNewsHost(t *testing.T) *newsHost {
	t.Helper()
	h := &newsHost{paths: map[string]int{}}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.starts = append(h.starts, time.Now())
		h.paths[r.URL.Path]++
		h.mu.Unlock()
		switch r.URL.Path {
		case "/robots.txt":
			fmt.Fprintln(w, "User-agent: *\nDisallow: /secret.xml")
		case "/sitemap.xml":
			http.SetCookie(w, &http.Cookie{Name: "consent", Value: "yes", Path: "/"})
			http.Redirect(w, r, "/list.xml", http.StatusFound)
		case "/list.xml":
			if c, err := r.Cookie("consent"); err != nil || c.Value != "yes" {
				http.Error(w, "no cookie", http.StatusForbidden)
				return
			}
			fmt.Fprint(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
			for i := range 3 {
				fmt.Fprintf(w, "<url><loc>http://%s/2025/01/24/story-%d.html</loc></url>", r.Host, i)
			}
			fmt.Fprint(w, "</urlset>")
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(h.Close)
	return h
}

// TestReadersTakeTurns has two processes read the same sites at the same time: each host sees one delay and
// is asked for robots.txt once, by whichever process has it.
func TestReadersTakeTurns(t *testing.T) {
	t.Parallel()
	const delay = 600 * time.Millisecond // of which a busy machine may take a part to note a request
	nats := startNATS(t)
	var hosts []*newsHost
	var sites []site.Site
	for i := range 8 {
		h := startNewsHost(t)
		hosts = append(hosts, h)
		sites = append(sites, site.Site{Name: fmt.Sprint("site-", i), Pace: site.Pace{Delay: delay, Parallelism: 1},
			Sources: []site.Source{{Sitemap: h.URL + "/sitemap.xml"}, {Sitemap: h.URL + "/secret.xml"}}})
	}
	cfg := crawler.Config{HTTP: crawler.HTTP{AllowAddresses: []crawler.Network{{Prefix: netip.MustParsePrefix("127.0.0.0/8")}}}}
	var readers []*pipeline.Reader
	for range 2 {
		r, err := pipeline.NewReader(t.Context(), cfg, sites, dial(t, nats), slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := r.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
		readers = append(readers, r)
	}
	var reading sync.WaitGroup
	for _, r := range readers {
		for _, s := range sites {
			reading.Go(func() {
				links, refused := 0, 0
				for _, err := range r.Discover(t.Context(), s.Name) {
					if err != nil {
						refused++
					} else {
						links++
					}
				}
				if links != 3 || refused != 1 {
					t.Errorf("%s: %d links and %d errors, want 3 and the one that robots.txt refuses", s.Name, links, refused)
				}
			})
		}
	}
	reading.Wait()
	const tolerance = delay / 5
	for i, h := range hosts {
		if n := h.paths["/list.xml"]; n != len(readers) || h.paths["/secret.xml"] > 0 {
			t.Errorf("site-%d was asked for %v", i, h.paths)
		}
		if n := h.paths["/robots.txt"]; n > 2 { // once more if the host moved
			t.Errorf("site-%d was asked for robots.txt %d times", i, n)
		}
		for j := 1; j < len(h.starts); j++ {
			if gap := h.starts[j].Sub(h.starts[j-1]); gap < delay-tolerance {
				t.Errorf("site-%d: %s between two requests", i, gap)
			}
		}
	}
}
