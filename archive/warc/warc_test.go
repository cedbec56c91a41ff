package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

var when = time.Date(2025, 1, 24, 9, 31, 0, 123456789, time.UTC)

// sample returns one record of each type that is written, in a file's order.
func sample() []*Record {
	info := New(TypeInfo, "", when, []byte(Fields{{"software", "newswire"}}.String()))
	page := New(TypeResponse, "https://example.com/a", when,
		ResponseBlock(200, http.Header{"Content-Type": {"text/html"}}, []byte("<h1>One</h1>\r\n\r\nWARC/1.1\r\n")))
	request := New(TypeRequest, "https://example.com/a", when,
		RequestBlock(&url.URL{Scheme: "https", Host: "example.com", Path: "/a"}, http.Header{}))
	request.Fields.Add(FieldConcurrentTo, page.ID())
	again := New(TypeRevisit, "https://example.com/a", when.Add(time.Hour), ResponseBlock(200, http.Header{}, nil))
	again.Fields.Add(FieldProfile, ProfileIdentical)
	again.Fields.Add(FieldRefersToURI, "https://example.com/a")
	again.Fields.Add(FieldRefersToDate, FormatDate(when))
	return []*Record{info, page, request, again, New(TypeMetadata, "https://example.com/a", when, nil)}
}

// file writes the records and returns the file and where each begins.
func file(t testing.TB, records ...*Record) (data []byte, offsets []int64) {
	t.Helper()
	var b bytes.Buffer
	w := NewWriter(&b)
	for _, r := range records {
		offsets = append(offsets, int64(b.Len()))
		before := b.Len()
		n, err := w.Write(r)
		if err != nil {
			t.Fatal(err)
		}
		if int(n) != b.Len()-before {
			t.Fatalf("wrote %d bytes, told %d", b.Len()-before, n)
		}
	}
	return b.Bytes(), offsets
}

// read returns the types of what can be read, and the errors.
func read(data []byte, limits Limits) (types []string, errs []error) {
	for rec, err := range NewReader(bytes.NewReader(data), limits).Records() {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		types = append(types, rec.Type())
	}
	return types, errs
}

func TestWrittenRecordsAreReadBack(t *testing.T) {
	t.Parallel()
	want := sample()
	data, offsets := file(t, want...)
	i := 0
	for rec, err := range NewReader(iotest.OneByteReader(bytes.NewReader(data)), Limits{}).Records() {
		if err != nil {
			t.Fatal(err)
		}
		end := int64(len(data))
		if i+1 < len(offsets) {
			end = offsets[i+1]
		}
		if rec.Offset != offsets[i] || rec.Offset+rec.Length != end {
			t.Errorf("record %d at %d+%d, want %d to %d", i, rec.Offset, rec.Length, offsets[i], end)
		}
		fields := slices.DeleteFunc(slices.Clone(rec.Fields), func(f Field) bool { return f.Name == FieldContentLength })
		if rec.Version != "1.1" || fields.String() != want[i].Fields.String() || !bytes.Equal(rec.Block, want[i].Block) {
			t.Errorf("record %d is\n%s%s\nwant\n%s%s", i, rec.Fields, rec.Block, want[i].Fields, want[i].Block)
		}
		if err := rec.Verify(); err != nil {
			t.Errorf("record %d: %v", i, err)
		}
		i++
	}
	if i != len(want) {
		t.Errorf("%d records, want %d", i, len(want))
	}
}

func TestRecordsAreReadByOffset(t *testing.T) {
	t.Parallel()
	data, offsets := file(t, sample()...)
	r := NewReader(nil, Limits{})
	for i, offset := range offsets {
		r.Reset(bytes.NewReader(data[offset:]))
		for rec, err := range r.Records() {
			if err != nil || rec.Type() != sample()[i].Type() {
				t.Errorf("record %d: %v, %v", i, rec, err)
			}
			break
		}
	}
}

func TestWriterRefusesFieldsThatBreakLines(t *testing.T) {
	t.Parallel()
	for _, f := range []Field{{"A", "b\r\nC: d"}, {"A b", "c"}, {"", "c"}, {"A:", "b"}} {
		var b bytes.Buffer
		if _, err := NewWriter(&b).Write(&Record{Fields: Fields{f}}); !errors.Is(err, ErrMalformed) || b.Len() > 0 {
			t.Errorf("%q: %v, wrote %d bytes", f, err, b.Len())
		}
	}
}

func TestWriterTellsOfFailure(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk full")
	_, err := NewWriter(writerFunc(func([]byte) (int, error) { return 0, broken })).Write(sample()[0])
	if !errors.Is(err, broken) {
		t.Error(err)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// member compresses the parts as one gzip member.
func member(parts ...string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	for _, p := range parts {
		_, _ = io.WriteString(w, p)
	}
	_ = w.Close()
	return b.String()
}

// plain is a record as tools write it, with the given line end.
func plain(kind, end, block string) string {
	return strings.Join([]string{"WARC/1.0", "WARC-Type: " + kind, "X-Unknown: 1", fmt.Sprintf("Content-Length: %d", len(block)), "", block, "", ""}, end)
}

func TestReaderTakesWhatOthersWrite(t *testing.T) {
	t.Parallel()
	a, b := plain("response", "\r\n", "one"), plain("resource", "\r\n", "two")
	cases := []struct {
		name, data string
		want       string
	}{
		{"nothing", "", ""},
		{"uncompressed", a + b, "response resource"},
		{"LF", plain("response", "\n", "one") + plain("resource", "\n", "two"), "response resource"},
		{"a member each", member(a) + member(b), "response resource"},
		{"one member", member(a, b, a), "response resource response"},
		{"both", a + member(b, a) + b, "response resource response resource"},
		{"no line ends between records", member(strings.TrimRight(a, "\r\n")) + strings.TrimRight(b, "\r\n"), "response resource"},
		{"many line ends", "\r\n\r\n" + a + "\n\n\n\n" + b, "response resource"},
		{"empty members", member() + member(a) + member(), "response"},
		{"folded field", "WARC/1.1\r\nWARC-Type:\r\n response\r\ncontent-length: 0\r\n\r\n\r\n\r\n" + b, "response resource"},
		{"unknown type", plain("novelty", "\r\n", "") + a, "novelty response"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			types, errs := read([]byte(c.data), Limits{})
			if got := strings.Join(types, " "); got != c.want || len(errs) > 0 {
				t.Errorf("%q, want %q; errors %v", got, c.want, errs)
			}
		})
	}
}

func TestReaderTellsWhereRecordsCanBeReadAgain(t *testing.T) {
	t.Parallel()
	a, b := plain("response", "\r\n", "one"), plain("resource", "\r\n", "two")
	data := member(a, b) + member(b) + a
	first := int64(len(member(a, b)))
	second := first + int64(len(member(b)))
	want := [][2]int64{{-1, 0}, {-1, 0}, {first, second - first}, {second, int64(len(a))}}
	var got [][2]int64
	for rec, err := range NewReader(strings.NewReader(data), Limits{}).Records() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, [2]int64{rec.Offset, rec.Length})
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestReaderGoesOnAfterDamage(t *testing.T) {
	t.Parallel()
	a, b := plain("response", "\r\n", strings.Repeat("one", 50)), plain("resource", "\r\n", "two")
	flipped := []byte(member(a))
	flipped[len(flipped)/2] ^= 0x55
	checksum := []byte(member(a))
	checksum[len(checksum)-8] ^= 1
	headless := []byte(member(a))
	headless[2] = 9 // no such compression method
	cases := []struct {
		name, data string
		cause      error
		want       string
	}{
		{"damaged member", member(b) + string(flipped) + member(a) + member(b), ErrMalformed, "resource response resource"},
		{"wrong checksum", string(checksum) + member(b), ErrMalformed, "resource"},
		{"damaged gzip header", string(headless) + member(b), ErrMalformed, "resource"},
		{"no record in a member", member("hello\r\nworld\r\n") + member(b), ErrMalformed, "resource"},
		{"garbage", "\x1fgarbage\r\n" + b, ErrMalformed, "resource"},
		{"garbage before a member", strings.Repeat("garbage", 30_000) + member(b), ErrTooLarge, "resource"},
		{"no length", "WARC/1.1\r\nWARC-Type: response\r\n\r\nbody\r\n\r\n" + b, ErrMalformed, "resource"},
		{"negative length", "WARC/1.1\r\nContent-Length: -1\r\n\r\nbody\r\n\r\n" + b, ErrMalformed, "resource"},
		{"no colon", "WARC/1.1\r\nnothing\r\n\r\n" + b, ErrMalformed, "resource"},
		{"large block", plain("response", "\r\n", strings.Repeat("x", 2000)) + b, ErrTooLarge, "resource"},
		{"large block in a member", member(plain("response", "\r\n", strings.Repeat("x", 2000)), a) + member(b), ErrTooLarge, "response resource"},
		{"large header", "WARC/1.1\r\nA: " + strings.Repeat("x", 70_000) + "\r\n\r\n" + b, ErrTooLarge, "resource"},
		{"cut off", b + a[:len(a)-100], ErrTruncated, "resource"},
		{"cut off in a member", member(b) + member(a)[:40], ErrTruncated, "resource"},
		{"cut off in a gzip header", member(b) + member(a)[:5], ErrTruncated, "resource"},
		{"cut off after one byte", member(b) + "\x1f", ErrTruncated, "resource"},
		{"claims much", b + "WARC/1.1\r\nContent-Length: 999\r\n\r\nshort", ErrTruncated, "resource"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			types, errs := read([]byte(c.data), Limits{Block: 1000})
			if got := strings.Join(types, " "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			var at *RecordError
			if len(errs) != 1 || !errors.Is(errs[0], c.cause) || !errors.As(errs[0], &at) {
				t.Errorf("errors %v, want one that is %q", errs, c.cause)
			}
		})
	}
}

func TestReaderEndsWithItsSource(t *testing.T) {
	t.Parallel()
	data, offsets := file(t, sample()...)
	broken := errors.New("broken disk")
	src := io.MultiReader(bytes.NewReader(data[:offsets[2]+10]), iotest.ErrReader(broken))
	var last error
	n := 0
	for _, err := range NewReader(src, Limits{}).Records() {
		n, last = n+1, err
	}
	if n != 3 || !errors.Is(last, broken) {
		t.Errorf("%d results, the last %v", n, last)
	}
}

func TestVerifyFindsChangedBlocks(t *testing.T) {
	t.Parallel()
	rec := sample()[1]
	rec.Block = append(rec.Block, ' ')
	if err := rec.Verify(); !errors.Is(err, ErrDigest) {
		t.Error(err)
	}
	other := &Record{Fields: Fields{{FieldBlockDigest, "sha256:abc"}}}
	if err := other.Verify(); err != nil {
		t.Error(err)
	}
}

func TestParseDate(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]time.Time{
		"2025-01-24T09:31:00Z":           when.Truncate(time.Second),
		"2025-01-24T09:31:00.123456789Z": when,
		"2025-01-24T10:31:00+01:00":      when.Truncate(time.Second),
		"2025-01-24":                     when.Truncate(24 * time.Hour),
		"2025":                           time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		if got, err := ParseDate(s); err != nil || got != want {
			t.Errorf("%s: %v, %v, want %v", s, got, err, want)
		}
	}
	if _, err := ParseDate("yesterday"); !errors.Is(err, ErrMalformed) {
		t.Error(err)
	}
	if got := FormatDate(when); got != "2025-01-24T09:31:00.123456789Z" {
		t.Error(got)
	}
}

func BenchmarkReader(b *testing.B) {
	var records []*Record
	for i := range 100 {
		body := []byte(strings.Repeat(fmt.Sprintf("<p>Paragraph %d of the news.</p>\n", i), 1500))
		records = append(records, New(TypeResponse, "https://example.com/a", when, ResponseBlock(200, http.Header{}, body)))
	}
	data, _ := file(b, records...)
	var size int64
	for _, r := range records {
		size += int64(len(r.Block))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		if types, errs := read(data, Limits{}); len(types) != 100 || len(errs) > 0 {
			b.Fatal(len(types), errs)
		}
	}
}
