package archive

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"newswire/archive/warc"
	"newswire/article"
)

// key identifies an address: the bytes of [article.ID] of its normal form.
type key [16]byte

// keyOf returns the key of an address, and its normal form.
func keyOf(address string) (k key, normal string, err error) {
	normal, err = article.Normalize(address)
	if err != nil {
		return k, "", err
	}
	_, err = hex.Decode(k[:], []byte(article.ID(normal)))
	return k, normal, err
}

// entry is one line of an index: a page under one address.
type entry struct {
	key key
	at  time.Time // of fetching, in UTC

	URL    string `json:"url"`
	Status int    `json:"status"`
	Site   string `json:"site,omitempty"`
	// Digest is that of the body, also if a revisit stands for it.
	Digest string `json:"digest,omitempty"`
	Offset int64  `json:"offset"`
	Length int64  `json:"length"`
	// Record is the ID of the record that has the body.
	Record string `json:"record,omitempty"`
	// Original is the time of the page that has the body, if this is a revisit.
	Original string `json:"original,omitempty"`
	// Alias tells that the page was redirected from here to the address of its first line.
	Alias bool `json:"alias,omitempty"`
	// More tells that the next line is of the same record.
	More bool `json:"more,omitempty"`
}

// timeForm is the time in an index line; it sorts as text.
const timeForm = "20060102150405.000000000"

// headLength is the size of key and time with the spaces after them.
const headLength = 2*len(key{}) + 1 + len(timeForm) + 1

var errLine = errors.New("malformed index line")

// line returns the entry as a line of the index.
func (e *entry) line() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%x %s ", e.key, e.at.Format(timeForm))
	text := json.NewEncoder(&b)
	text.SetEscapeHTML(false)
	err := text.Encode(e) // with a line end
	return b.Bytes(), err
}

// parseHead reads what every line begins with.
func parseHead(line []byte) (k key, at time.Time, err error) {
	if len(line) < headLength+2 || line[2*len(k)] != ' ' || line[headLength-1] != ' ' || line[headLength] != '{' {
		return k, at, errLine
	}
	if _, err := hex.Decode(k[:], line[:2*len(k)]); err != nil {
		return k, at, errLine
	}
	at, err = time.Parse(timeForm, string(line[2*len(k)+1:headLength-1]))
	if err != nil {
		return k, at, errLine
	}
	return k, at, nil
}

func parseLine(line []byte) (e entry, err error) {
	if e.key, e.at, err = parseHead(line); err != nil {
		return e, err
	}
	if err := json.Unmarshal(line[headLength:], &e); err != nil {
		return e, fmt.Errorf("%w: %w", errLine, err)
	}
	if e.Offset < 0 || e.Length <= 0 {
		return e, errLine
	}
	return e, nil
}

// entriesOf returns the lines of a record, none if it holds no page that can be found again.
func entriesOf(rec *warc.Record, status int) ([]entry, error) {
	e := entry{
		Status: status, Site: rec.Fields.Get(fieldSite), Digest: rec.Fields.Get(warc.FieldPayloadDigest),
		Offset: rec.Offset, Length: rec.Length, Record: rec.ID(),
	}
	switch rec.Type() {
	case warc.TypeResponse:
	case warc.TypeRevisit:
		_, original := rec.RefersTo()
		if original.IsZero() {
			return nil, nil
		}
		e.Original, e.Record = original.Format(timeForm), rec.Fields.Get(warc.FieldRefersTo)
	default:
		return nil, nil
	}
	var err error
	if e.at, err = rec.Date(); err != nil {
		return nil, err
	}
	if e.key, e.URL, err = keyOf(rec.TargetURI()); err != nil {
		return nil, err
	}
	entries := []entry{e}
	if discovered := rec.Fields.Get(fieldURL); discovered != "" {
		alias := e
		alias.Alias = true
		if alias.key, alias.URL, err = keyOf(discovered); err != nil {
			return nil, err
		}
		if alias.key != e.key {
			entries[0].More = true
			entries = append(entries, alias)
		}
	}
	return entries, nil
}
