package archive

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"newswire/article"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(child(dir))
	}
	goleak.VerifyTestMain(m)
}

var (
	quiet = slog.New(slog.DiscardHandler)
	noon  = time.Date(2025, 1, 24, 12, 0, 0, 0, time.UTC)
)

// page returns a page of https://example.com fetched some minutes after noon.
func page(path string, minute int, body string) *article.Page {
	return &article.Page{
		URL: "https://example.com" + path, FinalURL: "https://example.com" + path, Site: "example", Status: 200,
		Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(body),
		FetchedAt: noon.Add(time.Duration(minute) * time.Minute),
	}
}

func open(t testing.TB, cfg Config) *Archive {
	t.Helper()
	a, err := Open(cfg, quiet)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { shut(t, a) })
	return a
}

func shut(t testing.TB, a *Archive) {
	t.Helper()
	if err := a.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func store(t testing.TB, a *Archive, pages ...*article.Page) (refs []Ref) {
	t.Helper()
	for _, p := range pages {
		ref, err := a.Store(context.Background(), p)
		if err != nil {
			t.Fatal(err)
		}
		refs = append(refs, ref)
	}
	return refs
}

// walked returns what Pages yields, as "/path minute body".
func walked(t testing.TB, a *Archive, r Range) (got []string) {
	t.Helper()
	for p, err := range a.Pages(context.Background(), r) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s %d %s", strings.TrimPrefix(p.Address(), "https://example.com"), int(p.FetchedAt.Sub(noon).Minutes()), p.Body))
	}
	return got
}

func files(t testing.TB, dir, suffix string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*"+suffix))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestPagesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		change func(p *article.Page)
	}{
		{"plain", func(*article.Page) {}},
		{"empty body", func(p *article.Page) { p.Body = []byte{} }},
		{"bytes that are no text", func(p *article.Page) { p.Body = []byte("\r\n\r\n\x00\xff\x1f\x8b\x08WARC/1.1\r\n") }},
		{"redirected", func(p *article.Page) { p.URL = "https://example.com/from?utm_source=feed" }},
		{"no site", func(p *article.Page) { p.Site = "" }},
		{"not found", func(p *article.Page) { p.Status = 404 }},
		{"truncated", func(p *article.Page) { p.Truncated = true }},
		{"nanoseconds", func(p *article.Page) { p.FetchedAt = p.FetchedAt.Add(123456789) }},
		{"many headers", func(p *article.Page) { p.Header = http.Header{"Set-Cookie": {"a=1", "b=2"}, "Etag": {`"x"`}} }},
		{"was compressed", func(p *article.Page) {
			p.Header.Set("Content-Encoding", "gzip")
			p.Header.Set("Content-Length", "3")
		}},
		{"length of another body", func(p *article.Page) { p.Header.Set("Content-Length", "999") }},
		{"right length", func(p *article.Page) { p.Header.Set("Content-Length", "5") }},
		{"chunked", func(p *article.Page) { p.Header.Set("Transfer-Encoding", "chunked") }},
		{"a body that looks chunked", func(p *article.Page) {
			p.Body = []byte("5\r\nhello\r\n0\r\n\r\n")
			p.Header.Set("Transfer-Encoding", "chunked")
			p.Header.Set("Content-Length", "15")
		}},
		{"query and fragment", func(p *article.Page) {
			p.FinalURL = "https://example.com/a?q=%C3%A6&utm_source=x#top"
			p.URL = p.FinalURL
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			want := page("/a", 0, "hello")
			c.change(want)
			a := open(t, Config{Dir: dir})
			store(t, a, want)
			for _, address := range []string{want.URL, want.FinalURL} {
				got, err := a.Find(context.Background(), address, time.Time{})
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s: %v\n got %+v\nwant %+v", address, err, got, want)
				}
			}
			shut(t, a)
			again := open(t, Config{Dir: dir})
			if got, err := again.Find(context.Background(), want.URL, time.Time{}); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("after a restart: %v\n got %+v\nwant %+v", err, got, want)
			}
		})
	}
}

func TestFindPicksTheVersion(t *testing.T) {
	t.Parallel()
	a := open(t, Config{Dir: t.TempDir()})
	refs := store(t, a, page("/a", 0, "one"), page("/a", 10, "two"), page("/a", 20, "two"), page("/a", 30, "one"), page("/a", 5, "early"))
	for i, want := range []bool{false, false, true, false, false} {
		if refs[i].Revisit != want {
			t.Errorf("page %d: revisit is %t, want %t", i, refs[i].Revisit, want)
		}
	}
	if got, err := a.Find(context.Background(), "https://example.com/a", time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)); err != nil || string(got.Body) != "one" {
		t.Errorf("in the far future: %v, %v", got, err)
	}
	for minute, want := range map[int]string{0: "one", 4: "one", 5: "early", 10: "two", 25: "two", 30: "one", 99: "one"} {
		got, err := a.Find(context.Background(), "https://example.com/a", noon.Add(time.Duration(minute)*time.Minute))
		if err != nil || string(got.Body) != want {
			t.Errorf("minute %d: %v, %v, want %q", minute, got, err, want)
		}
	}
	if _, err := a.Find(context.Background(), "https://example.com/a", noon.Add(-1)); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := a.Find(context.Background(), "https://example.com/b", time.Time{}); !errors.Is(err, ErrNotFound) {
		t.Error(err)
	}
	if _, err := a.Find(context.Background(), "nowhere", time.Time{}); !errors.Is(err, article.ErrURL) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.Find(ctx, "https://example.com/a", time.Time{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestNotModifiedIsThePageSeenAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, Config{Dir: dir})
	first := page("/a", 0, "hello")
	unchanged := page("/a", 30, "")
	unchanged.Status, unchanged.Header = 304, http.Header{"Etag": {`"x"`}}
	later := page("/a", 40, "hello")
	unknown := page("/b", 0, "")
	unknown.Status = 304
	if refs := store(t, a, first, unchanged, later, unknown); !refs[1].Revisit || !refs[2].Revisit {
		t.Errorf("%+v", refs)
	}
	check := func(a *Archive) {
		t.Helper()
		got, err := a.Find(context.Background(), first.URL, unchanged.FetchedAt)
		want := *first
		want.FetchedAt = unchanged.FetchedAt
		if err != nil || !reflect.DeepEqual(*got, want) {
			t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
		}
		if _, err := a.Find(context.Background(), unknown.URL, time.Time{}); !errors.Is(err, ErrNotFound) {
			t.Errorf("a 304 without a page: %v", err)
		}
	}
	check(a)
	shut(t, a)
	for _, f := range files(t, dir, indexSuffix) {
		if err := os.Remove(f); err != nil {
			t.Fatal(err)
		}
	}
	check(open(t, Config{Dir: dir}))
}

func TestStoringTheSamePageTwiceStoresItOnce(t *testing.T) {
	t.Parallel()
	a := open(t, Config{Dir: t.TempDir()})
	refs := store(t, a, page("/a", 0, "one"), page("/a", 0, "one"))
	if refs[0] != refs[1] || refs[0].Offset <= 0 || !strings.HasSuffix(refs[0].File, warcSuffix) {
		t.Errorf("%v", refs)
	}
}

func TestPagesWalksARange(t *testing.T) {
	t.Parallel()
	a := open(t, Config{Dir: t.TempDir(), MaxFile: 2000})
	other := page("/c", 15, "three")
	other.Site = "other"
	moved := page("/a", 40, "moved")
	moved.URL = "https://example.com/old"
	store(t, a, page("/a", 0, "one"), page("/b", 10, "two"), other, page("/a", 20, "new"), page("/b", 30, "two"), moved)
	at := func(minute int) time.Time { return noon.Add(time.Duration(minute) * time.Minute) }
	cases := []struct {
		name string
		r    Range
		want []string
	}{
		{"ages", Range{From: time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC), To: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)},
			[]string{"/c 15 three", "/b 30 two", "/a 40 moved"}},
		{"all", Range{}, []string{"/c 15 three", "/b 30 two", "/a 40 moved"}},
		{"until", Range{To: at(20)}, []string{"/a 0 one", "/b 10 two", "/c 15 three"}},
		{"from", Range{From: at(20)}, []string{"/b 30 two", "/a 40 moved"}},
		{"between", Range{From: at(15), To: at(30)}, []string{"/c 15 three", "/a 20 new"}},
		{"site", Range{Site: "other"}, []string{"/c 15 three"}},
		{"nothing", Range{Site: "none"}, nil},
	}
	for _, c := range cases {
		if got := walked(t, a, c.r); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPagesIsAWalkOverWhatThereWas(t *testing.T) {
	t.Parallel()
	a := open(t, Config{Dir: t.TempDir(), MaxFile: 1000})
	store(t, a, page("/a", 0, "one"), page("/b", 0, "two"), page("/c", 0, "three"))
	var got []string
	for p, err := range a.Pages(context.Background(), Range{}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(p.Body))
		store(t, a, page("/b", len(got), "new "+string(p.Body)), page(fmt.Sprintf("/%d", len(got)), 0, "new"))
	}
	if want := []string{"one", "two", "three"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	var last error
	for _, err := range a.Pages(ctx, Range{}) {
		n, last = n+1, err
		cancel()
	}
	if n != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d results after cancelling, the last %v", n, last)
	}
}

func TestFilesAreClosedWhenLarge(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a := open(t, Config{Dir: dir, MaxFile: 3000, Prefix: "my-news"})
	var want []string
	for i := range 20 {
		store(t, a, page(fmt.Sprintf("/%d", i), i, "body"))
		want = append(want, fmt.Sprintf("/%d %d body", i, i))
	}
	if n := len(files(t, dir, openSuffix)); n > 1 {
		t.Errorf("%d files are open", n)
	}
	shut(t, a)
	closed := files(t, dir, warcSuffix)
	if len(closed) < 4 || len(files(t, dir, openSuffix)) > 0 {
		t.Errorf("files: %v", closed)
	}
	for i, f := range closed {
		if !strings.HasPrefix(filepath.Base(f), "my-news-2") || !strings.HasSuffix(f, fmt.Sprintf("-%05d.warc.gz", i+1)) {
			t.Errorf("file %d is named %s", i, f)
		}
	}
	again := open(t, Config{Dir: dir})
	if got := walked(t, again, Range{}); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if ref := store(t, again, page("/3", 50, "body"))[0]; !ref.Revisit || !strings.HasSuffix(ref.File, fmt.Sprintf("-%05d.warc.gz", len(closed)+1)) {
		t.Errorf("after a restart: %+v", ref)
	}
}

func TestStoreRefuses(t *testing.T) {
	t.Parallel()
	a := open(t, Config{Dir: t.TempDir()})
	cases := []struct {
		name   string
		change func(p *article.Page)
		want   string
	}{
		{"no address", func(p *article.Page) { p.URL, p.FinalURL = "", "" }, "not a web address"},
		{"no web address", func(p *article.Page) { p.URL = "ftp://example.com/" }, "not a web address"},
		{"no status", func(p *article.Page) { p.Status = 0 }, "status 0"},
		{"no time", func(p *article.Page) { p.FetchedAt = time.Time{} }, "time of fetching"},
		{"large body", func(p *article.Page) { p.Body = make([]byte, maxBody+1) }, "over the limit"},
		{"site of two lines", func(p *article.Page) { p.Site = "a\r\nb" }, "cannot be written"},
	}
	for _, c := range cases {
		p := page("/a", 0, "x")
		c.change(p)
		if _, err := a.Store(context.Background(), p); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.Store(ctx, page("/a", 0, "x")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	store(t, a, page("/b", 0, "x"))
	shut(t, a)
	if _, err := a.Store(context.Background(), page("/a", 0, "x")); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if _, err := a.Find(context.Background(), "https://example.com/b", time.Time{}); err != nil {
		t.Errorf("reading after Close: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		cfg  Config
		want string
	}{
		{"no folder", Config{}, "no folder"},
		{"folder in a file", Config{Dir: filepath.Join(file, "archive")}, "not a directory"},
		{"missing folder to read", Config{Dir: file + "-none", ReadOnly: true}, "no such file"},
		{"prefix", Config{Dir: t.TempDir(), Prefix: "a/b"}, `prefix "a/b"`},
		{"instance", Config{Dir: t.TempDir(), Instance: ".."}, `instance ".."`},
		{"negative size", Config{Dir: t.TempDir(), MaxBytes: -1}, "max_bytes"},
	}
	for _, c := range cases {
		if _, err := Open(c.cfg, quiet); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

func TestProcessesShareAFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one := open(t, Config{Dir: dir, Instance: "one"})
	if _, err := Open(Config{Dir: dir, Instance: "one"}, quiet); !errors.Is(err, ErrInUse) {
		t.Errorf("second writer: %v", err)
	}
	two := open(t, Config{Dir: dir, Instance: "two", MaxFile: 1500})
	root := open(t, Config{Dir: dir})
	reader := open(t, Config{Dir: dir, ReadOnly: true})
	readers := []*Archive{one, two, root, reader}
	check := func(path, want string) {
		t.Helper()
		for i, a := range readers {
			got, err := a.Find(context.Background(), "https://example.com"+path, time.Time{})
			if err != nil || string(got.Body) != want {
				t.Errorf("reader %d, %s: %v, %v, want %q", i, path, got, err, want)
			}
		}
	}
	store(t, one, page("/a", 0, "one"))
	check("/a", "one")
	store(t, two, page("/a", 1, "two"), page("/b", 0, "b"), page("/b", 1, "b"), page("/c", 0, "c"))
	check("/a", "two")
	check("/b", "b")
	check("/c", "c")
	store(t, root, page("/a", 2, "root"))
	check("/a", "root")
	shut(t, one)
	check("/a", "root")
	for i, a := range readers {
		if got := walked(t, a, Range{}); len(got) != 3 {
			t.Errorf("reader %d: %q", i, got)
		}
	}
	if _, err := reader.Store(context.Background(), page("/a", 9, "x")); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
	if err := reader.Sweep(context.Background()); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
}

func TestIndexTakesLittleMemory(t *testing.T) { // not parallel: it measures the heap
	const pages = 200_000
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var x index
	for i := range pages {
		x.add(key{byte(i), byte(i >> 8), byte(i >> 16)}, noon, 300)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if got := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) / pages; got > 100 {
		t.Errorf("%d bytes a page, want at most 100", got)
	} else {
		t.Logf("%d bytes a page", got)
	}
	runtime.KeepAlive(x)
}
