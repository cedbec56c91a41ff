package warc

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

func TestResponse(t *testing.T) {
	t.Parallel()
	var deflated bytes.Buffer
	f, _ := flate.NewWriter(&deflated, 6)
	_, _ = io.WriteString(f, "hello")
	_ = f.Close()
	z, _ := zstd.NewWriter(nil)
	cases := []struct {
		name, block, body string
		want              error
	}{
		{"plain", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello", nil},
		{"LF", "HTTP/1.1 200 OK\nA: b\n\nhello\r\n\r\n", "hello\r\n\r\n", nil},
		{"no reason, HTTP/2", "HTTP/2 200\r\n\r\nhello", "hello", nil},
		{"no body", "HTTP/1.1 200 OK\r\nA: b\r\n", "", nil},
		{"length of another body", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello", "hello", nil},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", "hello", nil},
		{"no longer chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello", "hello", nil},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + member("hello"), "hello", nil},
		{"no longer gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nhello", "hello", nil},
		{"bare deflate", "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n" + deflated.String(), "hello", nil},
		{"zstd", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + string(z.EncodeAll([]byte("hello"), nil)), "hello", nil},
		{"twice", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n" + member(member("hello")), "hello", nil},
		{"unknown coding", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nhello", "", ErrCoding},
		{"damaged gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + member("hello")[:20], "", ErrCoding},
		{"bomb", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + member(strings.Repeat("x", 5000)), "", ErrTooLarge},
		{"too large", "HTTP/1.1 200 OK\r\n\r\n" + strings.Repeat("x", 1001), "", ErrTooLarge},
		{"no HTTP", "hello", "", ErrMalformed},
		{"no status", "HTTP/1.1 OK\r\n\r\n", "", ErrMalformed},
		{"empty", "", "", ErrMalformed},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			res, err := (&Record{Block: []byte(c.block)}).Response(1000)
			if !errors.Is(err, c.want) {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			if err == nil && (res.Status != 200 || string(res.Body) != c.body) {
				t.Errorf("status %d, body %q", res.Status, res.Body)
			}
		})
	}
}

func TestResponseHeader(t *testing.T) {
	t.Parallel()
	res, err := (&Record{Block: []byte("HTTP/1.1 404 Not Found\r\nset-cookie: a\r\nSet-Cookie: b\r\nX-Long: one\r\n two\r\nnonsense\r\n\r\n")}).Response(1000)
	if err != nil {
		t.Fatal(err)
	}
	if res.Status != 404 || strings.Join(res.Header["Set-Cookie"], " ") != "a b" || res.Header.Get("X-Long") != "one two" || len(res.Header) != 2 {
		t.Errorf("%+v", res)
	}
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	block := ResponseBlock(200, http.Header{"A": {"b\r\nC: d"}, "bad name": {"x"}}, []byte("hello"))
	if want := "HTTP/1.1 200 OK\r\nA: b  C: d\r\n\r\nhello"; string(block) != want {
		t.Errorf("%q, want %q", block, want)
	}
	u, err := url.Parse("https://example.com:8443/a?b=c")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(RequestBlock(u, http.Header{})), "GET /a?b=c HTTP/1.1\r\nHost: example.com:8443\r\n\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
