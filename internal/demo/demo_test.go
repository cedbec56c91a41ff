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
	"sync"
	"testing"
	"time"
	"unicode/utf8"

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

// get fetches an address with headers given as pairs.
func get(t *testing.T, client *http.Client, address string, header ...string) (*http.Response, []byte) {
	t.Helper()
	res, body, err := fetch(t.Context(), client, address, header...)
	if err != nil {
		t.Fatal(err)
	}
	return res, body
}

func fetch(ctx context.Context, client *http.Client, address string, header ...string) (*http.Response, []byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, nil, err
	}
	for pair := range slices.Chunk(header, 2) {
		req.Header.Set(pair[0], pair[1])
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, nil, err
	}
	body, err := io.ReadAll(res.Body)
	if err := errors.Join(err, res.Body.Close()); err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", address, err)
	}
	return res, body, nil
}

func TestExpected(t *testing.T) {
	t.Parallel()
	s, _ := start(t)
	expected := s.Expected()
	if len(expected) < 60 {
		t.Errorf("%d articles are expected, want 60 or more", len(expected))
	}
	seen, titles, kinds, revised := map[string]bool{}, map[string]bool{}, map[article.Kind]int{}, 0
	for _, e := range expected {
		a := e.Versions[0]
		if seen[a.CanonicalURL] || titles[a.Title] {
			t.Errorf("%s %q is expected twice", a.CanonicalURL, a.Title)
		}
		seen[a.CanonicalURL], titles[a.Title] = true, true
		kinds[a.Kind]++
		if len(e.Versions) > 1 {
			revised++
		}
		for i, v := range e.Versions {
			v.Revision = i + 1
			if diff := e.Compare(&v); len(diff) > 0 {
				t.Errorf("%s differs from itself: %q", v.CanonicalURL, diff)
			}
			if normal, err := article.Normalize(v.CanonicalURL); err != nil || normal != v.CanonicalURL {
				t.Errorf("%s is not normalised: %s, %v", v.CanonicalURL, normal, err)
			}
			if v.Title == "" || v.Category == "" || v.PublishedAt.IsZero() || len(v.Blocks) == 0 {
				t.Errorf("%s lacks a field", v.CanonicalURL)
			}
		}
	}
	if kinds[article.KindLive] != 1 || kinds[article.KindGallery] != 1 || kinds[article.KindOpinion] < 2 || revised != 1 {
		t.Errorf("kinds %v, %d revised", kinds, revised)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	at := time.Date(2025, 1, 24, 9, 31, 0, 0, time.FixedZone("", 3600))
	base := func() article.Article {
		return article.Article{
			CanonicalURL: "http://a.example/1", Site: "a", Title: "T", Subtitle: "S", Authors: []string{"A B"},
			PublishedAt: at, Kind: article.KindArticle, Category: "War", Lang: "en", Body: "S\n\nB",
			Blocks: []article.Block{{Kind: "paragraph", Text: "S"}, {Kind: "paragraph", Text: "B"}},
			Images: []article.Image{{URL: "http://a.example/i.png", Caption: "C", Credit: "D"}},
		}
	}
	tests := map[string]struct {
		change func(*article.Article)
		want   string // the start of the only line; "" for none
	}{
		"same":            {func(*article.Article) {}, ""},
		"not determined":  {func(a *article.Article) { a.Tags, a.ModifiedAt = []string{"x"}, at }, ""},
		"same instant":    {func(a *article.Article) { a.PublishedAt = at.UTC() }, "published_at:"},
		"title":           {func(a *article.Article) { a.Title = "t" }, "title:"},
		"subtitle":        {func(a *article.Article) { a.Subtitle = "" }, "subtitle:"},
		"author too many": {func(a *article.Article) { a.Authors = append(a.Authors, "War") }, "authors:"},
		"block missing":   {func(a *article.Article) { a.Blocks = a.Blocks[:1] }, "blocks[1]: missing"},
		"block too many":  {func(a *article.Article) { a.Blocks = append(a.Blocks, article.Block{}) }, "blocks[2]: too many"},
		"block kind":      {func(a *article.Article) { a.Blocks[1].Kind = "quote" }, "blocks[1].kind:"},
		"credit":          {func(a *article.Article) { a.Images[0].Credit = "Photo: D" }, "images[0].credit:"},
		"image missing":   {func(a *article.Article) { a.Images = nil }, "images:"},
		"no such version": {func(a *article.Article) { a.Revision = 2 }, "revision:"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := base()
			test.change(&got)
			diff := Expected{Versions: []article.Article{base()}}.Compare(&got)
			if test.want == "" && len(diff) == 0 {
				return
			}
			if len(diff) != 1 || test.want == "" || !strings.HasPrefix(diff[0], test.want) {
				t.Errorf("got %q, want one line %q", diff, test.want)
			}
		})
	}
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
		res, body := get(t, client, at)
		if res.StatusCode == http.StatusServiceUnavailable {
			res, body = get(t, client, at)
		}
		found[at] = res.StatusCode
		if res.StatusCode >= 300 && res.StatusCode < 400 {
			next, err := article.Resolve(at, res.Header.Get("Location"))
			if err != nil {
				t.Fatal(err)
			}
			todo = append(todo, next)
		}
		for _, ref := range references(t, at, res, body) {
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
func references(t *testing.T, at string, res *http.Response, body []byte) (refs []string) {
	t.Helper()
	kind := res.Header.Get("Content-Type")
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
			if err == io.EOF {
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

func TestRevision(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	i := slices.IndexFunc(s.Expected(), func(e Expected) bool { return len(e.Versions) == 2 })
	e := s.Expected()[i]
	tests := []struct {
		sent, tag string
		status    int
		title     string
	}{
		{"", `"v1"`, 200, e.Versions[0].Title},
		{`"other"`, `"v1"`, 200, e.Versions[0].Title},
		{`"v1"`, `"v2"`, 200, e.Versions[1].Title},
		{`"v2"`, `"v2"`, 304, ""},
	}
	for _, test := range tests {
		res, body := get(t, client, e.CanonicalURL(), "If-None-Match", test.sent)
		if res.StatusCode != test.status || res.Header.Get("ETag") != test.tag || !strings.Contains(string(body), test.title) {
			t.Errorf("with %s: %d, ETag %s, want %d, %s and %q", test.sent, res.StatusCode, res.Header.Get("ETag"), test.status, test.tag, test.title)
		}
	}
}

func TestConditional(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	for _, e := range s.Expected() {
		at := e.CanonicalURL()
		res, _ := get(t, client, at)
		if res.StatusCode == http.StatusServiceUnavailable {
			res, _ = get(t, client, at)
		}
		tag, modified := res.Header.Get("ETag"), res.Header.Get("Last-Modified")
		if tag == "" || modified == "" {
			t.Errorf("%s: ETag %q, Last-Modified %q", at, tag, modified)
		}
		if len(e.Versions) == 1 {
			if res, _ := get(t, client, at, "If-None-Match", tag); res.StatusCode != http.StatusNotModified {
				t.Errorf("%s with its ETag: %d, want 304", at, res.StatusCode)
			}
		}
		if res, _ := get(t, client, at, "If-Modified-Since", modified); res.StatusCode != http.StatusNotModified {
			t.Errorf("%s with its Last-Modified: %d, want 304", at, res.StatusCode)
		}
	}
}

func TestFaults(t *testing.T) {
	t.Parallel()
	const post, ledger = "http://www.harbour-post.example", "http://www.meridian-ledger.example"
	tests := map[string]struct {
		url, location string
		status        int
		contains      string
	}{
		"moved": {post + "/war/hospital-in-the-salt-mine-a39990",
			"/war/field-hospital-moves-underground-a40079", 301, ""},
		"chain, first hop": {post + "/war/mines-in-the-strait-a40011",
			"http://harbour-post.example/war/what-we-know-about-the-strait-mines-a40064", 302, ""},
		"chain, second hop": {"http://harbour-post.example/war/what-we-know-about-the-strait-mines-a40064",
			post + "/war/what-we-know-about-the-strait-mines-a40064", 301, ""},
		"gone":         {post + "/politics/minister-quotes-wrong-figures-a39902", "", 410, "not found"},
		"missing":      {post + "/war/live-map-of-the-front-line-a39871", "", 404, "not found"},
		"soft 404":     {post + "/politics/tunnel-fees-explained-a40012", "", 200, "not found"},
		"second URL":   {post + "/front/grain-ships-leave-tarnholm-under-escort-a40117", "", 200, `rel="canonical" href="` + post + "/war/"},
		"second URL 2": {ledger + "/featured/bats-navigate-by-the-sound-of-water/", "", 200, `rel="canonical" href="` + ledger + "/2025/"},
		"tracking":     {ledger + "/2025/01/22/money/repair-shops-win-right-to-spare-parts/?utm_source=rss", "", 200, "Repair shops win"},
		"consent wall": {"http://www.nordheimer-tagblatt.example/politik/umfrage-wer-liegt-vor-der-wahl-vorn-20301.html", "", 200, "Akzeptieren"},
		"robots":       {post + "/robots.txt", "", 200, "Disallow: /war/embargoed-"},
		"disallowed":   {post + "/war/embargoed-talks-in-the-old-customs-house-a40131", "", 200, "Talks in"},
	}
	s, client := start(t)
	for name, test := range tests {
		res, body := get(t, client, test.url)
		if res.StatusCode != test.status || res.Header.Get("Location") != test.location || !strings.Contains(string(body), test.contains) {
			t.Errorf("%s: %d, location %q, want %d, %q and %q in the page", name, res.StatusCode, res.Header.Get("Location"), test.status, test.location, test.contains)
		}
	}
	for _, e := range s.Expected() {
		if at := e.CanonicalURL(); strings.Contains(at, "embargoed") {
			t.Errorf("%s is expected although robots.txt forbids it", at)
		}
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, post+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d, %v, want 405", res.StatusCode, err)
	}
}

func TestBusyOnce(t *testing.T) {
	t.Parallel()
	_, client := start(t)
	const at = "http://www.meridian-ledger.example/2025/01/27/money/small-brewers-turn-to-rye/"
	res, _ := get(t, client, at+"?utm_source=rss")
	if res.StatusCode != 503 || res.Header.Get("Retry-After") != "1" {
		t.Errorf("first: %d, Retry-After %q", res.StatusCode, res.Header.Get("Retry-After"))
	}
	if res, _ := get(t, client, at); res.StatusCode != 200 {
		t.Errorf("second: %d, want 200", res.StatusCode)
	}
}

func TestGzip(t *testing.T) {
	t.Parallel()
	_, client := start(t)
	const at = "http://www.meridian-ledger.example/2025/01/25/science/bats-navigate-by-the-sound-of-water/"
	_, plain := get(t, client, at)
	res, packed := get(t, client, at, "Accept-Encoding", "gzip")
	if res.Header.Get("Content-Encoding") != "gzip" || res.Header.Get("Vary") != "Accept-Encoding" {
		t.Fatalf("headers %v", res.Header)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	if unpacked, err := io.ReadAll(r); err != nil || !bytes.Equal(unpacked, plain) || len(packed) >= len(plain) {
		t.Errorf("%d bytes unpack to %d, want %d: %v", len(packed), len(unpacked), len(plain), err)
	}
}

func TestWindows1252(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	bytesFound := map[byte]bool{}
	for _, e := range s.Expected() {
		want := e.Versions[0]
		if want.Site != "fjordbyens-tidende" {
			continue
		}
		res, body := get(t, client, want.CanonicalURL)
		if kind := res.Header.Get("Content-Type"); kind != "text/html" {
			t.Errorf("%s: Content-Type %q names a charset", want.CanonicalURL, kind)
		}
		if utf8.Valid(body) || bytes.Contains(body, []byte("\x1a")) {
			t.Errorf("%s is no windows-1252", want.CanonicalURL)
		}
		for _, b := range body {
			bytesFound[b] = true
		}
		text, name, err := article.DecodeUTF8(body, "text/html")
		if err != nil || name != "windows-1252" || !strings.Contains(string(text), "<H1>"+want.Title+"</H1>") {
			t.Errorf("%s decodes as %s, %v, without the title %q", want.CanonicalURL, name, err, want.Title)
		}
	}
	for _, b := range []byte{0x80, 0x92, 0x93, 0x94, 0x96, 0xe9, 0xfc, 0xf8} { // € ’ “ ” – é ü ø
		if !bytesFound[b] {
			t.Errorf("byte %#x is nowhere", b)
		}
	}
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

func TestRequests(t *testing.T) {
	t.Parallel()
	s, client := start(t)
	const slow = "http://www.meridian-ledger.example/2025/01/18/money/airline-will-weigh-the-luggage-not-the-size/"
	began := time.Now()
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if _, _, err := fetch(t.Context(), client, slow); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if took := time.Since(began); took < 200*time.Millisecond {
		t.Errorf("the slow page took %v", took)
	}
	requests := s.Requests()
	if requests.Hits[slow] != 3 || requests.Peak["www.meridian-ledger.example"] < 2 {
		t.Errorf("got %+v, want 3 hits and a peak of 2 or 3", requests)
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

func TestParseBlock(t *testing.T) {
	t.Parallel()
	for _, source := range []string{"@ 16:40 no bar", "one line\nand another"} {
		if got, err := parseBlock(source); err == nil {
			t.Errorf("%q was read as %+v", source, got)
		}
	}
}
