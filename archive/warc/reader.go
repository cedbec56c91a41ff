package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"
)

var (
	// ErrMalformed marks a record that breaks the format.
	ErrMalformed = errors.New("malformed WARC record")
	// ErrTruncated marks a record that the file's end cuts off, as after a crash of its writer.
	ErrTruncated = errors.New("WARC record cut off")
	// ErrTooLarge marks a record that exceeds the reader's [Limits].
	ErrTooLarge = errors.New("WARC record too large")
)

// RecordError tells where reading a record went wrong; errors.Is finds the cause, which is
// [ErrMalformed], [ErrTruncated], [ErrTooLarge], or the source's own error.
type RecordError struct {
	// Offset is where the record, or the gzip member that holds it, begins.
	Offset int64
	Err    error
}

func (e *RecordError) Error() string { return fmt.Sprintf("at offset %d: %v", e.Offset, e.Err) }

// Unwrap returns the cause.
func (e *RecordError) Unwrap() error { return e.Err }

// Limits bound the memory that one record may take.
type Limits struct {
	// Header is the largest size of the named fields together, in bytes. Default: 64 KiB.
	Header int64
	// Block is the largest block, in bytes. Default: 64 MiB.
	Block int64
}

const (
	defaultHeader = 64 << 10
	defaultBlock  = 64 << 20
	// bufferSize also bounds how far a gzip member is looked into when a record is searched for.
	bufferSize = 64 << 10
)

// Reader reads the records of a WARC file in order, one in memory at a time. It is for one goroutine.
type Reader struct {
	limits Limits
	src    *source
	raw    *bufio.Reader // the file
	zip    *gzip.Reader  // nil before the first gzip member
	text   *bufio.Reader // the member's content

	start    int64 // of the current member, or of the record in an uncompressed file
	inMember bool
	before   int  // records of this member that were read already
	lost     bool // what follows is not known to be a record
}

// NewReader returns a Reader of src, which may be compressed or not.
func NewReader(src io.Reader, limits Limits) *Reader {
	if limits.Header <= 0 {
		limits.Header = defaultHeader
	}
	if limits.Block <= 0 {
		limits.Block = defaultBlock
	}
	r := &Reader{limits: limits, src: &source{}}
	r.raw = bufio.NewReaderSize(r.src, bufferSize)
	r.text = bufio.NewReader(nil)
	r.Reset(src)
	return r
}

// Reset makes the Reader read src from its beginning, as a new Reader would, with the memory that it has.
func (r *Reader) Reset(src io.Reader) {
	*r.src = source{r: src}
	r.raw.Reset(r.src)
	r.start, r.inMember, r.before, r.lost = 0, false, 0, false
}

// Records yields the records from where the Reader stands. A record that cannot be read is yielded as a
// nil record with a [*RecordError], and the next one is looked for; the sequence ends with the file, or
// after an error of the source. A record is checked against its gzip checksum before it is yielded, if the
// member holds nothing else. Its digests are not checked: see [Record.Verify].
func (r *Reader) Records() iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		for {
			rec, err := r.next()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				err = &RecordError{Offset: r.start, Err: r.cause(err)}
			}
			if !yield(rec, err) || r.src.err != nil {
				return
			}
			if r.lost && r.resync() != nil {
				return
			}
		}
	}
}

// cause prefers the source's own error to what it led to.
func (r *Reader) cause(err error) error {
	switch {
	case r.src.err != nil:
		return r.src.err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ErrTruncated
	case errors.Is(err, ErrMalformed), errors.Is(err, ErrTruncated), errors.Is(err, ErrTooLarge):
		return err
	}
	return fmt.Errorf("%w: %w", ErrMalformed, err) // the decompressor's
}

// next reads one record; io.EOF tells that there is none. After any other error r.lost says whether the
// Reader still stands at a record's beginning.
func (r *Reader) next() (*Record, error) {
	in, err := r.begin()
	if err != nil {
		return nil, err
	}
	r.lost = true // until the record's end is reached
	rec := &Record{Offset: r.start}
	if rec.Version, rec.Fields, err = r.readHead(in); err != nil {
		return nil, err
	}
	size, err := strconv.ParseInt(rec.Fields.Get(FieldContentLength), 10, 64)
	if err != nil || size < 0 {
		return nil, fmt.Errorf("%w: Content-Length %q", ErrMalformed, rec.Fields.Get(FieldContentLength))
	}
	if size > r.limits.Block {
		if _, err := io.CopyN(io.Discard, in, size); err != nil {
			return nil, ErrTruncated
		}
		r.lost = false
		return nil, fmt.Errorf("%w: block of %d bytes, limit %d", ErrTooLarge, size, r.limits.Block)
	}
	if rec.Block, err = readBlock(in, size); err != nil {
		return nil, err
	}
	alone := !r.inMember
	switch err := skipLineEnds(in); {
	case errors.Is(err, io.EOF): // a member's checksum has been found right, too
		alone, r.inMember = r.before == 0, false
	case err != nil:
		return nil, err
	}
	if r.before++; alone {
		rec.Length = r.position() - r.start
	} else {
		rec.Offset = -1
	}
	r.lost = false
	return rec, nil
}

// begin goes to the next record and returns what to read it from.
func (r *Reader) begin() (*bufio.Reader, error) {
	for {
		if r.inMember {
			err := skipLineEnds(r.text)
			if err == nil {
				return r.text, nil
			}
			if !errors.Is(err, io.EOF) {
				r.lost = true
				return nil, err
			}
			r.inMember = false
		}
		r.before = 0
		if err := skipLineEnds(r.raw); err != nil {
			return nil, err
		}
		r.start = r.position()
		magic, _ := r.raw.Peek(2)
		if !bytes.Equal(magic, gzipMagic[:2]) {
			return r.raw, nil
		}
		if err := r.openMember(); err != nil {
			r.lost = true
			return nil, err
		}
	}
}

func (r *Reader) openMember() error {
	var err error
	if r.zip == nil {
		r.zip, err = gzip.NewReader(r.raw)
	} else {
		err = r.zip.Reset(r.raw)
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	r.zip.Multistream(false)
	r.text.Reset(r.zip)
	r.inMember = true
	return nil
}

// readHead reads the version line and the named fields.
func (r *Reader) readHead(in *bufio.Reader) (version string, fields Fields, err error) {
	budget := r.limits.Header
	line, err := readLine(in, &budget)
	if err != nil {
		return "", nil, err
	}
	version, ok := strings.CutPrefix(line, "WARC/")
	if !ok {
		return "", nil, fmt.Errorf("%w: begins with %.40q", ErrMalformed, line)
	}
	for {
		line, err := readLine(in, &budget)
		if err != nil || line == "" {
			return version, fields, err
		}
		if line[0] == ' ' || line[0] == '\t' { // a folded line: it continues the one before
			if len(fields) > 0 {
				last := &fields[len(fields)-1]
				last.Value = strings.TrimSpace(last.Value + " " + strings.TrimSpace(line))
			}
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return "", nil, fmt.Errorf("%w: field %.40q", ErrMalformed, line)
		}
		fields = append(fields, Field{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)})
	}
}

// readLine returns a line without its end, which is CRLF or LF, and takes its size off the budget.
func readLine(in *bufio.Reader, budget *int64) (string, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		if *budget -= int64(len(part)); *budget < 0 {
			return "", fmt.Errorf("%w: its header", ErrTooLarge)
		}
		line = append(line, part...)
		switch {
		case err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		case errors.Is(err, io.EOF):
			return "", ErrTruncated
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", err
		}
	}
}

// readBlock does not believe a large size before it has seen the bytes.
func readBlock(in io.Reader, size int64) ([]byte, error) {
	const believed = 1 << 20
	var block bytes.Buffer
	block.Grow(int(min(size, believed)))
	n, err := io.CopyN(&block, in, size)
	if errors.Is(err, io.EOF) && n < size {
		err = ErrTruncated
	}
	return block.Bytes(), err
}

// skipLineEnds passes over line ends, of which files have more or fewer than the standard's two.
func skipLineEnds(in *bufio.Reader) error {
	for {
		b, err := in.ReadByte()
		if err != nil {
			return err
		}
		if b != '\r' && b != '\n' {
			return in.UnreadByte()
		}
	}
}

// position returns how far the file has been read.
func (r *Reader) position() int64 { return r.src.n - int64(r.raw.Buffered()) }

// source counts what is read and keeps the first error that is no end.
type source struct {
	r   io.Reader
	n   int64
	err error
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.n += int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		s.err = err
	}
	return n, err
}
