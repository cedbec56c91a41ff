package warc

import (
	"bytes"
	"errors"
	"testing"
)

// FuzzReader: whatever the bytes, reading ends, keeps its limits, and tells offsets at which the same
// record is read again.
func FuzzReader(f *testing.F) {
	data, _ := file(f, sample()...)
	a := plain("response", "\r\n", "one")
	for _, seed := range []string{string(data), a, plain("resource", "\n", "two"), member(a, a), member(a)[:30] + member(a), "WARC/1.1\r\n", "\x1f\x8b\x08", ""} {
		f.Add([]byte(seed))
	}
	limits := Limits{Header: 4096, Block: 10_000}
	f.Fuzz(func(t *testing.T, data []byte) {
		end := int64(0)
		for rec, err := range NewReader(bytes.NewReader(data), limits).Records() {
			if err != nil {
				var at *RecordError
				if !errors.As(err, &at) || at.Offset < 0 || at.Offset > int64(len(data)) {
					t.Fatalf("error %v", err)
				}
				continue
			}
			if int64(len(rec.Block)) > limits.Block {
				t.Fatalf("a block of %d bytes", len(rec.Block))
			}
			if rec.Offset < 0 {
				continue
			}
			if rec.Offset < end || rec.Length <= 0 || rec.Offset+rec.Length > int64(len(data)) {
				t.Fatalf("at %d+%d after %d of %d", rec.Offset, rec.Length, end, len(data))
			}
			end = rec.Offset + rec.Length
			for again, err := range NewReader(bytes.NewReader(data[rec.Offset:end]), limits).Records() {
				if err != nil || !bytes.Equal(again.Block, rec.Block) || again.Fields.String() != rec.Fields.String() {
					t.Fatalf("read again: %v", err)
				}
				break
			}
		}
	})
}

// FuzzResponse: no HTTP message makes a body beyond the limit.
func FuzzResponse(f *testing.F) {
	for _, seed := range []string{
		"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhello",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + member("hello"),
		"HTTP/1.1 200\n folded\nA\n:b\n\n",
		"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\nx",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, block []byte) {
		rec := &Record{Block: block, Fields: Fields{{FieldType, TypeResponse}}}
		_ = rec.Verify()
		res, err := rec.Response(10_000)
		if err != nil {
			return
		}
		if len(res.Body) > 10_000 || res.Status < 100 || res.Status > 999 {
			t.Fatalf("status %d, %d bytes", res.Status, len(res.Body))
		}
		// What is written of it reads the same.
		again, err := (&Record{Block: ResponseBlock(res.Status, nil, res.Body)}).Response(10_000)
		if err != nil || !bytes.Equal(again.Body, res.Body) {
			t.Fatalf("%v: %q, want %q", err, again.Body, res.Body)
		}
	})
}
