package crawler

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// Why a body is not taken.
var (
	errTooLarge  = errors.New("the body is larger than http.max_body")
	errTruncated = errors.New("the body ends before its end")
	errEncoding  = errors.New("the body is not in its content encoding")
)

// acceptEncoding lists the content encodings that decode knows.
const acceptEncoding = "gzip, br, zstd"

// zstdWindow bounds the memory of a decoder. Source: RFC 9659, section 3.
const zstdWindow = 8 << 20

// decode returns the response's body without its content encodings. Reading more than limit bytes, of
// the body as sent or as decoded, is an error that is [errTooLarge], or the end of the body if cut is
// set. Closing the result closes the body.
func decode(res *http.Response, limit int64, cut bool) (io.ReadCloser, error) {
	if res.ContentLength > limit && !cut {
		return nil, fmt.Errorf("%w: %d bytes", errTooLarge, res.ContentLength)
	}
	body := &decoded{sent: res.Body}
	raw := bufio.NewReader(&capped{r: res.Body, left: limit, cut: cut})
	body.r = raw
	if _, err := raw.Peek(1); errors.Is(err, io.EOF) {
		return body, nil // no body, whatever its encoding
	}
	codings := strings.Split(strings.ToLower(strings.Join(res.Header.Values("Content-Encoding"), ",")), ",")
	for _, coding := range slices.Backward(codings) {
		if err := body.unwrap(strings.TrimSpace(coding)); err != nil {
			return nil, err
		}
	}
	if body.r != io.Reader(raw) {
		body.r = &capped{r: body.r, left: limit, cut: cut}
	}
	return body, nil
}

// decoded is a body under its decoders.
type decoded struct {
	r     io.Reader
	coded bool
	sent  io.Closer // the body as sent
	close []func()  // the decoders that hold resources
}

func (d *decoded) unwrap(coding string) error {
	if coding == "" || coding == "identity" {
		return nil
	}
	d.coded = true
	switch coding {
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(d.r)
		if err != nil {
			return d.fault(err)
		}
		d.r = z
	case "br":
		d.r = brotli.NewReader(d.r)
	case "zstd":
		z, err := zstd.NewReader(d.r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return d.fault(err)
		}
		d.close = append(d.close, z.Close)
		d.r = z
	default:
		return fmt.Errorf("%w: %q, which was not asked for", errEncoding, coding)
	}
	return nil
}

func (d *decoded) Read(p []byte) (int, error) {
	n, err := d.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = d.fault(err)
	}
	return n, err
}

func (d *decoded) Close() error {
	for _, f := range slices.Backward(d.close) {
		f()
	}
	return d.sent.Close()
}

// fault gives an error of reading its kind: a timeout or a cap keeps its own.
func (d *decoded) fault(err error) error {
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, errTooLarge), errors.As(err, &timeout):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return fmt.Errorf("%w: %w", errTruncated, err)
	case d.coded:
		return fmt.Errorf("%w: %w", errEncoding, err)
	}
	return err
}

// capped reads at most left bytes; the next one is an error, or the end if cut is set.
type capped struct {
	r    io.Reader
	left int64
	cut  bool
}

func (c *capped) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if c.left <= 0 && c.cut {
		return 0, io.EOF
	}
	// One byte more than allowed tells a body of just the limit from a longer one.
	n, err := c.r.Read(p[:min(int64(len(p)), c.left+1)])
	if int64(n) > c.left {
		n = int(c.left)
		c.left = 0
		if c.cut {
			return n, io.EOF
		}
		return n, errTooLarge
	}
	c.left -= int64(n)
	return n, err
}
