package demo

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"go.uber.org/goleak"

	"newswire/article"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start returns a server and a client that dials it, takes bodies as they come and follows no redirects.
func start(t *testing.T) (*Server, *http.Client) {
	t.Helper()
	s, err := Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{DialContext: s.DialContext, DisableCompression: true}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if err := s.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	return s, &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// reply is an answer, read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// get fetches an address, with headers given as pairs.
func get(t *testing.T, client *http.Client, address string, header ...string) reply {
	t.Helper()
	r, err := fetch(t.Context(), client, address, header...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// patiently is get that tries again when the server is busy.
func patiently(t *testing.T, client *http.Client, address string) reply {
	t.Helper()
	r := get(t, client, address)
	if r.status == http.StatusServiceUnavailable {
		r = get(t, client, address)
	}
	return r
}

func fetch(ctx context.Context, client *http.Client, address string, header ...string) (reply, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return reply{}, err
	}
	for pair := range slices.Chunk(header, 2) {
		req.Header.Set(pair[0], pair[1])
	}
	res, err := client.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return reply{}, fmt.Errorf("reading %s: %w", address, err)
	}
	return reply{res.StatusCode, res.Header, body}, nil
}

// TestPages walks every site from its front page, sources and articles, and follows every link.
func TestPages(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	for _, site := range s.Sites() {
		t.Run(site.Name, func(t *testing.T) {
			t.Parallel()
			origin := "http://" + site.Hosts[0]
			found := walk(t, client, origin+"/", origin+"/robots.txt")
			for _, source := range site.Sources {
				_, at, err := source.Kind()
				if err != nil {
					t.Fatal(err)
				}
				maps.Copy(found, walk(t, client, at))
			}
			var dead []string
			for at, status := range found {
				if status >= 400 && !strings.HasSuffix(at, "/newsletter") {
					dead = append(dead, at)
				}
			}
			want := map[string]int{"harbour-post": 2, "meridian-ledger": 1, "fjordbyens-tidende": 1}[site.Name]
			if len(dead) != want {
				t.Errorf("dead links %q, want %d", dead, want)
			}
			for _, e := range s.Expected() {
				if at := e.CanonicalURL(); strings.HasPrefix(at, origin) && found[at] != http.StatusOK {
					t.Errorf("%s: status %d, want 200 from a link", at, found[at])
				}
			}
		})
	}
}

// walk fetches addresses and all that they lead to on their host, and returns the status of each.
func walk(t *testing.T, client *http.Client, todo ...string) map[string]int {
	t.Helper()
	found := map[string]int{}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if found[at] != 0 {
			continue
		}
		res := patiently(t, client, at)
		found[at] = res.status
		if res.status >= 300 && res.status < 400 {
			next, err := article.Resolve(at, res.header.Get("Location"))
			if err != nil {
				t.Fatal(err)
			}
			todo = append(todo, next)
		}
		for _, ref := range references(t, at, res) {
			next, err := article.Resolve(at, ref)
			if err == nil && article.Domain(hostOf(t, next)) == article.Domain(hostOf(t, at)) {
				todo = append(todo, next)
			}
		}
	}
	return found
}

func hostOf(t *testing.T, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

// references returns the links of a page, feed or sitemap, which must be well-formed.
func references(t *testing.T, at string, res reply) (refs []string) {
	t.Helper()
	kind, body := res.header.Get("Content-Type"), res.body
	switch {
	case strings.HasPrefix(kind, "text/html"):
		doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		doc.Find("a[href], img[src], link[rel=canonical], form[action]").Each(func(_ int, el *goquery.Selection) {
			for _, name := range []string{"href", "src", "action"} {
				if ref, ok := el.Attr(name); ok && !strings.HasPrefix(ref, "data:") {
					refs = append(refs, ref)
				}
			}
		})
		if text := string(body); strings.Contains(text, "ZgotmplZ") || strings.Contains(text, "<no value>") {
			t.Errorf("%s: a template went wrong", at)
		}
	case strings.Contains(kind, "gzip"):
		r, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		if body, err = io.ReadAll(r); err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		fallthrough
	case strings.Contains(kind, "xml"):
		decoder := xml.NewDecoder(bytes.NewReader(body))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				return refs
			}
			if err != nil {
				t.Fatalf("%s: %v", at, err)
			}
			if text, ok := token.(xml.CharData); ok && bytes.HasPrefix(text, []byte("http://")) {
				refs = append(refs, string(text))
			}
			if el, ok := token.(xml.StartElement); ok {
				for _, a := range el.Attr {
					if a.Name.Local == "href" {
						refs = append(refs, a.Value)
					}
				}
			}
		}
	}
	return refs
}

func TestDialContext(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	for _, addr := range []string{"www.harbour-post.example:443", "other.example:80", "127.0.0.1:80", s.Addr(), "nonsense"} {
		conn, err := s.DialContext(t.Context(), "tcp", addr)
		if err == nil {
			t.Errorf("%s was dialled: %v", addr, conn.Close())
		} else if !strings.Contains(err.Error(), addr) {
			t.Errorf("%s: %v does not name it", addr, err)
		}
	}
	if _, err := s.DialContext(t.Context(), "udp", "www.harbour-post.example:80"); err == nil {
		t.Error("udp was dialled")
	}
}

func TestDeterministic(t *testing.T) {
	t.Parallel()
	one, _ := start(t)
	two, _ := start(t)
	for at, page := range one.pages {
		if !bytes.Equal(page.body, two.pages[at].body) {
			t.Errorf("%s differs between two servers", at)
		}
	}
	if fmt.Sprint(one.Sites()) != fmt.Sprint(two.Sites()) {
		t.Error("the sites differ between two servers")
	}
}
