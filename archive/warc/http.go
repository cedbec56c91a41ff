package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// ErrCoding marks a body whose content coding cannot be undone here.
var ErrCoding = errors.New("content coding not readable")

// ErrDigest marks a record whose bytes are not those that its digest was made of.
var ErrDigest = errors.New("WARC digest does not match")

// zstdWindow bounds the memory of a decoder. Source: RFC 9659, section 3.
const zstdWindow = 8 << 20

// Response is an HTTP response as a client sees it.
type Response struct {
	Status int
	// Header is as archived: it may still name the codings that Body had.
	Header http.Header
	// Body is without transfer and content coding.
	Body []byte
}

// Response reads the HTTP message of a response or revisit record. A body larger than limit bytes, as
// archived or as decoded, is [ErrTooLarge]; one in a coding other than gzip, deflate and zstd is
// [ErrCoding]. Many archives hold bodies that are decoded already under a header that does not say so:
// those are taken as they are.
func (r *Record) Response(limit int64) (*Response, error) {
	head, body := split(r.Block)
	first, rest, _ := bytes.Cut(head, []byte("\n"))
	proto, status, _ := strings.Cut(strings.TrimSpace(string(first)), " ")
	code, _, _ := strings.Cut(strings.TrimSpace(status), " ")
	n, err := strconv.Atoi(code)
	if !strings.HasPrefix(proto, "HTTP/") || err != nil || n < 100 || n > 999 {
		return nil, fmt.Errorf("%w: HTTP status line %.40q", ErrMalformed, first)
	}
	res := &Response{Status: n, Header: parseHeader(rest)}
	if strings.EqualFold(res.Header.Get("Transfer-Encoding"), "chunked") {
		body = dechunk(body)
	}
	if res.Body, err = decode(body, res.Header.Values("Content-Encoding"), limit); err != nil {
		return nil, err
	}
	return res, nil
}

// ResponseBlock returns an HTTP response as the block of a record. Names and values of the header that
// HTTP does not allow are left out or cleaned.
func ResponseBlock(status int, header http.Header, body []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(body) + 1024)
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", status, http.StatusText(status))
	_ = header.Write(&b) // a Buffer takes everything
	b.WriteString("\r\n")
	b.Write(body)
	return b.Bytes()
}

// RequestBlock returns a GET request as the block of a record.
func RequestBlock(target *url.URL, header http.Header) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "GET %s HTTP/1.1\r\nHost: %s\r\n", target.RequestURI(), target.Host)
	_ = header.Write(&b)
	b.WriteString("\r\n")
	return b.Bytes()
}

// Verify compares the block, and the payload of a response, with the record's digests. Digests of other
// algorithms than SHA-1 are not checked. The error is [ErrDigest].
func (r *Record) Verify() error {
	if err := verify(r.Fields.Get(FieldBlockDigest), r.Block); err != nil {
		return fmt.Errorf("%w: the block's", err)
	}
	if r.Type() != TypeResponse {
		return nil
	}
	head, payload := split(r.Block)
	_, rest, _ := bytes.Cut(head, []byte("\n"))
	if strings.EqualFold(parseHeader(rest).Get("Transfer-Encoding"), "chunked") {
		return nil // tools disagree on whether the payload is chunked
	}
	if err := verify(r.Fields.Get(FieldPayloadDigest), payload); err != nil {
		return fmt.Errorf("%w: the payload's", err)
	}
	return nil
}

func verify(want string, data []byte) error {
	if value, ok := strings.CutPrefix(strings.ToLower(want), "sha1:"); !ok || len(value) != 32 { // not base32
		return nil
	}
	if !strings.EqualFold(want, Digest(data)) {
		return ErrDigest
	}
	return nil
}

// split parts an HTTP message at the empty line.
func split(block []byte) (head, body []byte) {
	end, size := len(block), 0
	for _, mark := range []string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(block[:end], []byte(mark)); i >= 0 {
			end, size = i, len(mark)
		}
	}
	return block[:end], block[end+size:]
}

// parseHeader reads header lines and passes over what is none: servers send such.
func parseHeader(head []byte) http.Header {
	header := http.Header{}
	last := ""
	for line := range strings.Lines(string(head)) {
		folded := line[0] == ' ' || line[0] == '\t'
		line = strings.TrimSpace(line)
		if folded && last != "" {
			values := header[last]
			values[len(values)-1] += " " + line
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(name)
		header[last] = append(header[last], strings.TrimSpace(value))
	}
	return header
}

// dechunk undoes the chunked transfer coding, if the body is in it.
func dechunk(body []byte) []byte {
	plain, err := io.ReadAll(httputil.NewChunkedReader(bufio.NewReader(bytes.NewReader(body))))
	if err != nil {
		return body
	}
	return plain
}

// decode undoes content codings, the last one first.
func decode(body []byte, values []string, limit int64) ([]byte, error) {
	codings := strings.Split(strings.ToLower(strings.Join(values, ",")), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		var err error
		if body, err = decodeOne(body, strings.TrimSpace(codings[i]), limit); err != nil {
			return nil, err
		}
	}
	if int64(len(body)) > limit {
		return nil, fmt.Errorf("%w: HTTP body of %d bytes, limit %d", ErrTooLarge, len(body), limit)
	}
	return body, nil
}

func decodeOne(body []byte, coding string, limit int64) ([]byte, error) {
	in := bytes.NewReader(body)
	var out io.Reader
	switch coding {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, gzipMagic) {
			return body, nil
		}
		zip, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrCoding, coding, err)
		}
		out = zip
	case "deflate": // zlib by the standard, bare by some servers
		if z, err := zlib.NewReader(in); err == nil {
			out = z
		} else {
			out = flate.NewReader(bytes.NewReader(body))
		}
	case "zstd":
		z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrCoding, coding, err)
		}
		defer z.Close()
		out = z
	default:
		return nil, fmt.Errorf("%w: %q", ErrCoding, coding)
	}
	plain, err := io.ReadAll(io.LimitReader(out, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrCoding, coding, err)
	}
	if int64(len(plain)) > limit {
		return nil, fmt.Errorf("%w: HTTP body, limit %d", ErrTooLarge, limit)
	}
	return plain, nil
}
