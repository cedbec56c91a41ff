package warc

import (
	"crypto/rand"
	"crypto/sha1" // what the format's tools use; it finds duplicates and protects nothing
	"encoding/base32"
	"fmt"
	"strings"
	"time"
)

// Record types. Source: ISO 28500:2017, section 6.
const (
	TypeInfo     = "warcinfo"
	TypeRequest  = "request"
	TypeResponse = "response"
	TypeRevisit  = "revisit"
	TypeResource = "resource"
	TypeMetadata = "metadata"
)

// Profiles of a revisit. Readers also meet those of WARC 1.0, which say 1.0 instead of 1.1.
const (
	// ProfileIdentical tells that the server sent the very payload that is archived already.
	ProfileIdentical = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	// ProfileNotModified tells that the server answered 304.
	ProfileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// Names of fields. Source: ISO 28500:2017, section 5.
const (
	FieldType          = "WARC-Type"
	FieldID            = "WARC-Record-ID"
	FieldDate          = "WARC-Date"
	FieldTargetURI     = "WARC-Target-URI"
	FieldConcurrentTo  = "WARC-Concurrent-To"
	FieldFilename      = "WARC-Filename"
	FieldIPAddress     = "WARC-IP-Address"
	FieldPayloadDigest = "WARC-Payload-Digest"
	FieldBlockDigest   = "WARC-Block-Digest"
	FieldTruncated     = "WARC-Truncated"
	FieldProfile       = "WARC-Profile"
	FieldRefersTo      = "WARC-Refers-To"
	FieldRefersToURI   = "WARC-Refers-To-Target-URI"
	FieldRefersToDate  = "WARC-Refers-To-Date"
	FieldContentType   = "Content-Type"
	FieldContentLength = "Content-Length"
)

// dateForm is a WARC-Date. Source: ISO 28500:2017, section 5.4.
const dateForm = "2006-01-02T15:04:05.999999999Z"

// Record is one record of a WARC file.
type Record struct {
	// Version is what the record's first line says after "WARC/". Reading sets it; [Writer] always
	// writes 1.1.
	Version string
	// Fields are the named fields in their order. Content-Length is the Writer's to write.
	Fields Fields
	Block  []byte

	// Offset is where the record begins in the file, in bytes: reading may start there. Length is its
	// size in the file. A record that shares a gzip member with others cannot be read by itself: its
	// Offset is -1 and its Length 0. Reading sets both.
	Offset, Length int64
}

// Field is one named field of a record.
type Field struct{ Name, Value string }

// Fields are named fields in their order. Names are compared without regard to case; some, such as
// WARC-Concurrent-To, may occur more than once.
type Fields []Field

// Get returns the first value of a field, or "".
func (f Fields) Get(name string) string {
	for _, field := range f {
		if strings.EqualFold(field.Name, name) {
			return field.Value
		}
	}
	return ""
}

// Add appends a field; one without a value is left out.
func (f *Fields) Add(name, value string) {
	if value != "" {
		*f = append(*f, Field{Name: name, Value: value})
	}
}

// String returns the fields as they are written in a file and in the block of a warcinfo record.
func (f Fields) String() string {
	var b strings.Builder
	for _, field := range f {
		b.WriteString(field.Name + ": " + field.Value + "\r\n")
	}
	return b.String()
}

// New returns a record with a new ID, the fields that every record of its type must have, and its digests.
// uri is "" for a warcinfo record.
func New(kind, uri string, date time.Time, block []byte) *Record {
	r := &Record{Version: "1.1", Block: block}
	r.Fields.Add(FieldType, kind)
	r.Fields.Add(FieldID, newID())
	r.Fields.Add(FieldDate, FormatDate(date))
	r.Fields.Add(FieldTargetURI, uri)
	r.Fields.Add(FieldContentType, contentType(kind))
	r.Fields.Add(FieldBlockDigest, Digest(block))
	if kind == TypeResponse {
		_, payload := split(block)
		r.Fields.Add(FieldPayloadDigest, Digest(payload))
	}
	return r
}

func contentType(kind string) string {
	switch kind {
	case TypeInfo:
		return "application/warc-fields"
	case TypeRequest:
		return "application/http;msgtype=request"
	case TypeResponse, TypeRevisit:
		return "application/http;msgtype=response"
	}
	return ""
}

// newID returns a random UUID as a URN. Source: RFC 9562, section 5.4.
func newID() string {
	var u [16]byte
	_, _ = rand.Read(u[:]) // never fails: see crypto/rand
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}

// Digest returns "sha1:" and the SHA-1 of data in base32.
func Digest(data []byte) string {
	sum := sha1.Sum(data)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}

// FormatDate returns t as a WARC-Date.
func FormatDate(t time.Time) string { return t.UTC().Format(dateForm) }

// ParseDate reads a WARC-Date of any precision that the format allows, down to a year.
func ParseDate(s string) (time.Time, error) {
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04Z07:00", "2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%w: date %q", ErrMalformed, s)
}

// Type returns the record's type in lower case.
func (r *Record) Type() string { return strings.ToLower(r.Fields.Get(FieldType)) }

// ID returns the record's ID as it stands in the file, mostly "<urn:uuid:...>".
func (r *Record) ID() string { return r.Fields.Get(FieldID) }

// Date returns the record's date, in UTC.
func (r *Record) Date() (time.Time, error) { return ParseDate(r.Fields.Get(FieldDate)) }

// TargetURI returns the address of what the record holds, without the angle brackets that some tools
// write around it because of an error in the grammar of WARC 1.0.
func (r *Record) TargetURI() string { return unbracket(r.Fields.Get(FieldTargetURI)) }

// RefersTo returns address and date of the record that has a revisit's payload, or "" and the zero time.
func (r *Record) RefersTo() (uri string, date time.Time) {
	date, err := ParseDate(r.Fields.Get(FieldRefersToDate))
	if err != nil {
		return "", time.Time{}
	}
	uri = unbracket(r.Fields.Get(FieldRefersToURI))
	if uri == "" {
		uri = r.TargetURI()
	}
	return uri, date
}

func unbracket(uri string) string {
	return strings.TrimSuffix(strings.TrimPrefix(uri, "<"), ">")
}
