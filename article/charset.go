package article

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// ErrCharset marks a page whose bytes are no text in any encoding that browsers know.
var ErrCharset = errors.New("undecodable charset")

// UTF8 returns the page's body as UTF-8 and the name of the encoding that it was in. The encoding is
// found as browsers find it: byte order mark, Content-Type, <meta>, then the bytes themselves. A page
// that is valid UTF-8 beyond ASCII is taken as such whatever a stale <meta> says. Invalid bytes become
// U+FFFD. Body is returned as is, not copied, where nothing has to change.
// Source: WHATWG HTML, "Determining the character encoding"; Encoding Standard.
func (p *Page) UTF8() (text []byte, name string, err error) {
	contentType := ""
	if p.Header != nil {
		contentType = p.Header.Get("Content-Type")
	}
	return DecodeUTF8(p.Body, contentType)
}

// DecodeUTF8 is [Page.UTF8] for bytes with their Content-Type ("" if unknown).
func DecodeUTF8(body []byte, contentType string) (text []byte, name string, err error) {
	enc, name, certain := charset.DetermineEncoding(body, contentType)
	marked := hasBOM(body)
	if !marked && utf8.Valid(body) && (!certain || !isASCII(body)) && !stateful(name) {
		return body, "utf-8", nil
	}
	if name == "utf-8" && !marked && utf8.Valid(body) {
		return body, name, nil
	}
	if enc == encoding.Nop {
		enc, _ = htmlindex.Get("utf-8")
	}
	text, err = enc.NewDecoder().Bytes(body)
	if err != nil {
		return nil, name, fmt.Errorf("%w: reading %d bytes as %s: %w", ErrCharset, len(body), name, err)
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), name, nil
}

// stateful tells the encodings that spell other letters with ASCII bytes, so that valid UTF-8 proves
// nothing.
func stateful(name string) bool {
	return strings.HasPrefix(name, "iso-2022") || strings.HasPrefix(name, "utf-16")
}

func hasBOM(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(b, []byte("\xfe\xff")) || bytes.HasPrefix(b, []byte("\xff\xfe"))
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
