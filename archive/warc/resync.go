package warc

import (
	"bytes"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
)

var (
	// gzipMagic begins a member that is deflated. Source: RFC 1952, section 2.3.1.
	gzipMagic   = []byte{0x1f, 0x8b, 8}
	recordMagic = []byte("WARC/")
)

// resync goes to the next place that looks like the beginning of a record: a gzip member that holds one,
// or the version line of an uncompressed one. Records between the damage and that place are lost. io.EOF
// tells that there is none.
func (r *Reader) resync() error {
	r.lost = false
	if r.inMember {
		r.inMember = false
		// Only the record was bad if its member can be read to its end.
		if n, err := io.CopyN(io.Discard, r.text, r.limits.Block); errors.Is(err, io.EOF) && n < r.limits.Block {
			return nil
		}
	}
	if r.position() == r.start { // no progress yet
		if _, err := r.raw.Discard(1); err != nil {
			return err
		}
	}
	for {
		window, err := r.raw.Peek(bufferSize)
		if len(window) == 0 {
			return err
		}
		at := candidate(window)
		if at == 0 && begins(window) {
			return nil
		}
		if at == 0 {
			at = 1
		}
		if _, err := r.raw.Discard(at); err != nil {
			return err
		}
	}
}

// candidate returns where in the window a record may begin, or how much of it can be passed over.
func candidate(window []byte) int {
	at := len(window)
	for _, magic := range [][]byte{gzipMagic, recordMagic} {
		if i := bytes.Index(window, magic); i >= 0 {
			at = min(at, i)
		}
	}
	if keep := len(recordMagic) - 1; at == len(window) && len(window) > keep {
		return at - keep // a beginning may be cut by the window's end
	}
	return at
}

// begins tells whether a record begins with the window.
func begins(window []byte) bool {
	if bytes.HasPrefix(window, recordMagic) {
		rest := window[len(recordMagic):]
		return len(rest) > 1 && rest[0] >= '0' && rest[0] <= '9' && rest[1] == '.'
	}
	zip, err := gzip.NewReader(bytes.NewReader(window))
	if err != nil {
		return false
	}
	head := make([]byte, len(recordMagic))
	_, err = io.ReadFull(zip, head)
	return err == nil && bytes.Equal(head, recordMagic)
}
