package article

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// ErrCharset marks a page whose bytes are no text in any encoding that browsers know.
var ErrCharset = errors.New("undecodable charset")

// UTF8 returns the page's body as UTF-8 and the name of the encoding that it was in. The encoding is
// found as browsers find it: byte order mark, Content-Type, <meta>, then the bytes themselves, with the
// country of the page's host to help. A page that is UTF-8 beyond ASCII, but for a stray byte, is taken as
// such whatever a stale <meta> says, and one that was encoded twice is decoded twice. Invalid bytes become
// U+FFFD. Body is returned as is, not copied, where nothing has to change.
// Source: WHATWG HTML, "Determining the character encoding"; Encoding Standard.
func (p *Page) UTF8() (text []byte, name string, err error) {
	contentType := ""
	if p.Header != nil {
		contentType = p.Header.Get("Content-Type")
	}
	return decode(p.Body, contentType, p.Address())
}

// DecodeUTF8 is [Page.UTF8] for bytes with their Content-Type ("" if unknown).
func DecodeUTF8(body []byte, contentType string) (text []byte, name string, err error) {
	return decode(body, contentType, "")
}

func decode(body []byte, contentType, address string) (text []byte, name string, err error) {
	enc, name, certain := charset.DetermineEncoding(body, contentType)
	if label := wide(body); label != "" && !certain {
		enc, name = charset.Lookup(label)
	}
	if !hasBOM(body) && !stateful(name) {
		valid := utf8.Valid(body)
		switch {
		case valid && (!certain || !isASCII(body)):
			return decodeTwice(body), "utf-8", nil
		case valid && name == "utf-8":
			return body, name, nil
		case valid: // ASCII in what is declared
		case nearlyUTF8(body):
			enc, name = charset.Lookup("utf-8")
		case !certain && name == "windows-1252":
			label := declaredCharset(body)
			if label == "" {
				label = sniff(body, country(address))
			}
			if e, n := charset.Lookup(label); e != nil {
				enc, name = e, n
			}
		}
	}
	if enc == encoding.Nop {
		enc, _ = htmlindex.Get("utf-8")
	}
	text, err = enc.NewDecoder().Bytes(body)
	if err != nil {
		return nil, name, fmt.Errorf("%w: reading %d bytes as %s: %w", ErrCharset, len(body), name, err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if name == "utf-8" {
		text = decodeTwice(text)
	}
	return text, name, nil
}

// nearlyUTF8 tells bytes that are UTF-8 but for a few: one in twenty at most of what is beyond ASCII.
func nearlyUTF8(body []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, size := utf8.DecodeRune(body[i:])
		if size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good >= 20*bad
}

// wide names the encoding of a page in UTF-16 without a mark, by its first tag; "" for any other.
func wide(body []byte) string {
	switch {
	case len(body) < 4:
	case body[0] == '<' && body[1] == 0 && body[2] != 0 && body[3] == 0:
		return "utf-16le"
	case body[0] == 0 && body[1] == '<' && body[2] == 0 && body[3] != 0:
		return "utf-16be"
	}
	return ""
}

// headSize is how far into a page a <meta> may stand that declares its encoding.
const headSize = 64 << 10

// declaredCharset returns the encoding that a <meta> declares, which may stand further down than browsers
// look before they begin to read; "" without one.
func declaredCharset(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), headSize)])
	for {
		_, rest, ok := bytes.Cut(head, []byte("<meta"))
		if !ok {
			return ""
		}
		tag, _, _ := bytes.Cut(rest, []byte(">"))
		if _, value, ok := bytes.Cut(tag, []byte("charset=")); ok {
			value = bytes.TrimLeft(value, "\"' ")
			if n := bytes.IndexAny(value, "\"' ;/"); n >= 0 {
				value = value[:n]
			}
			return string(value)
		}
		head = rest
	}
}

// country is the last label of an address's host, in small letters: "ru".
func country(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Hostname())
	return host[strings.LastIndexByte(host, '.')+1:]
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
