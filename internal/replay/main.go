// Command replay serves a folder of saved article pages on loopback, as the sites that they came from,
// so that a whole crawl can be tried on real input without the network:
//
//	go run ./internal/replay --corpus FOLDER --pages 200 --config /tmp/replay.yaml
//	newswire crawl -c /tmp/replay.yaml --data-dir /tmp/replay
//
// The folder holds truth.jsonl, one page a line ({"id", "url"}), and html/ID.html.gz. Each site gets a
// loopback address of its own (127.0.0.2 and up), a sitemap, and its pages at their own paths.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"go.yaml.in/yaml/v3"

	"newswire/article"
	"newswire/config"
	"newswire/crawler"
	"newswire/site"
)

// addresses is the number of loopback addresses that the sites share.
const addresses = 8

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	corpus := flag.String("corpus", "", "folder with truth.jsonl and html/")
	pages := flag.Int("pages", 200, "number of pages to serve")
	out := flag.String("config", "replay.yaml", "configuration file to write")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return replay(ctx, *corpus, *pages, *out)
}

// host is one loopback address with the pages that it serves, by path and query.
type host struct {
	pages map[string]string
	order []string
}

func replay(ctx context.Context, corpus string, pages int, out string) error {
	hosts, err := read(corpus, pages)
	if err != nil {
		return err
	}
	cfg := config.Default()
	var loopback crawler.Network
	if err := loopback.UnmarshalText([]byte("127.0.0.0/8")); err != nil {
		return err
	}
	cfg.HTTP.AllowAddresses = []crawler.Network{loopback}
	var servers []*http.Server
	for i, h := range hosts {
		listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", i+2))
		if err != nil {
			return fmt.Errorf("listening: %w", err)
		}
		server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
		servers = append(servers, server)
		go func() {
			if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
				log.Print(err)
			}
		}()
		base := "http://" + listener.Addr().String()
		cfg.Sites = append(cfg.Sites, site.Site{
			Name:     fmt.Sprintf("replay-%d", i+1),
			Hosts:    []string{listener.Addr().String()},
			Sources:  []site.Source{{Sitemap: base + "/sitemap.xml"}},
			Articles: site.Articles{Match: []string{"."}},
			Pace:     site.Pace{Delay: time.Millisecond, Parallelism: 4},
			Limits:   site.Limits{MaxAge: -1},
		})
	}
	data, err := yaml.Marshal(cfg)
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, data, 0o600); err != nil {
		return err
	}
	fmt.Printf("serving %d pages; now: newswire crawl -c %s --data-dir DIR\n", pages, out)
	<-ctx.Done()
	for _, s := range servers {
		err = errors.Join(err, s.Close())
	}
	return err
}

// read spreads the first pages of the corpus over the hosts, the pages of one site on one host.
func read(corpus string, pages int) ([]*host, error) {
	f, err := os.Open(filepath.Join(corpus, "truth.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("--corpus: %w", err)
	}
	defer f.Close()
	hosts := make([]*host, addresses)
	for i := range hosts {
		hosts[i] = &host{pages: map[string]string{}}
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for n := 0; n < pages && lines.Scan(); n++ {
		var page struct{ ID, URL string }
		if err := json.Unmarshal(lines.Bytes(), &page); err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.Name(), err)
		}
		u, err := url.Parse(page.URL)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.Name(), err)
		}
		h := hosts[int(article.ID(u.Host)[0])%addresses]
		path := u.RequestURI()
		if _, taken := h.pages[path]; taken || path == "/" {
			path = "/" + page.ID + path
		}
		h.pages[path] = filepath.Join(corpus, "html", page.ID+".html.gz")
		h.order = append(h.order, path)
	}
	return hosts, lines.Err()
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/sitemap.xml" {
		h.sitemap(w, r)
		return
	}
	file, ok := h.pages[r.URL.RequestURI()]
	if !ok {
		http.NotFound(w, r)
		return
	}
	body, err := unzip(file)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html") // the charset is the page's to tell
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func (h *host) sitemap(w http.ResponseWriter, r *http.Request) {
	type entry struct {
		Loc string `xml:"loc"`
	}
	type set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []entry  `xml:"url"`
	}
	var s set
	for _, path := range h.order {
		s.URLs = append(s.URLs, entry{"http://" + r.Host + path})
	}
	w.Header().Set("Content-Type", "application/xml")
	if err := xml.NewEncoder(w).Encode(s); err != nil {
		log.Print(err)
	}
}

func unzip(file string) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}
