package warc

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Writer writes records, each as a gzip member of its own. It buffers nothing between records and is for
// one goroutine.
type Writer struct {
	dst *counter
	zip *gzip.Writer
}

// level is of package flate. On HTML the library's default, 5, takes half as much time again for 8 % less space.
const level = 3

// NewWriter returns a Writer to dst.
func NewWriter(dst io.Writer) *Writer {
	c := &counter{w: dst}
	zip, _ := gzip.NewWriterLevel(c, level) // it fails for unknown levels only
	return &Writer{dst: c, zip: zip}
}

// Reset makes the Writer write to dst.
func (w *Writer) Reset(dst io.Writer) { w.dst.w = dst }

// Write writes one record and returns its size as written. A field that would break the format's lines is
// [ErrMalformed], and nothing is written.
func (w *Writer) Write(r *Record) (length int64, err error) {
	for _, f := range r.Fields {
		if f.Name == "" || strings.ContainsAny(f.Name, ": \t\r\n") || strings.ContainsAny(f.Value, "\r\n") {
			return 0, fmt.Errorf("%w: field %q with value %q cannot be written", ErrMalformed, f.Name, f.Value)
		}
	}
	w.dst.n = 0
	w.zip.Reset(w.dst)
	head := "WARC/1.1\r\n" + r.Fields.String() + FieldContentLength + ": " + strconv.Itoa(len(r.Block)) + "\r\n\r\n"
	for _, part := range [][]byte{[]byte(head), r.Block, []byte("\r\n\r\n")} {
		if _, err := w.zip.Write(part); err != nil {
			return w.dst.n, fmt.Errorf("writing WARC record: %w", err)
		}
	}
	if err := w.zip.Close(); err != nil {
		return w.dst.n, fmt.Errorf("writing WARC record: %w", err)
	}
	return w.dst.n, nil
}

// counter counts what passes.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
