package crawler

import (
	"bytes"
	"encoding/xml"
	"io"
	"mime"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"newswire/article"
)

// trimStart returns a document without a byte order mark and blanks before it.
func trimStart(body []byte) []byte { return bytes.TrimLeft(body, "\ufeff \t\r\n") }

// newXMLDecoder returns a decoder that reads feeds and sitemaps as they are met: in any charset, with
// HTML's entities, unclosed void elements of HTML, stray control characters and white space before the prolog.
func newXMLDecoder(body []byte, contentType string) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(xmlText(body, contentType)))
	d.Strict = false
	d.AutoClose = []string{"br", "hr", "img", "input", "meta"} // not link, an element of feeds
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // it is UTF-8 by now
	return d
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// xmlText returns a document as UTF-8 without the characters that XML forbids. What is valid UTF-8
// beyond ASCII is taken as such; else the document's own declaration counts before the server's.
func xmlText(body []byte, contentType string) []byte {
	label := ""
	if m := xmlEncoding.FindSubmatch(body[:min(len(body), 1024)]); m != nil {
		label = string(m[1])
	} else if _, params, err := mime.ParseMediaType(contentType); err == nil {
		label = params["charset"]
	}
	switch {
	case bytes.HasPrefix(body, []byte("\xfe\xff")), bytes.HasPrefix(body, []byte("\xff\xfe")):
		if text, _, err := article.DecodeUTF8(body, ""); err == nil {
			body = text
		}
	case utf8.Valid(body) && !strings.HasPrefix(strings.ToLower(label), "iso-2022"):
	default:
		if label == "" || strings.EqualFold(label, "utf-8") {
			label = "windows-1252" // what invalid UTF-8 most often is
		}
		if enc, _ := charset.Lookup(label); enc != nil {
			if text, err := enc.NewDecoder().Bytes(body); err == nil {
				body = text
			}
		}
	}
	body = bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\ufeff")), " \t\r\n")
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == '\ufffe' || r == '\uffff' {
			return -1
		}
		return r
	}, body)
}

// attr returns the value of an attribute by its local name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if strings.EqualFold(a.Name.Local, name) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// maxElementText bounds what is kept of one element.
const maxElementText = 8 << 10

// elementText returns the text inside the element that d has just entered, up to its end, without what
// nested elements say.
func elementText(d *xml.Decoder) (string, error) {
	var b strings.Builder
	for depth := 0; ; {
		token, err := d.Token()
		if err != nil {
			return strings.TrimSpace(b.String()), err
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			if depth == 0 {
				return strings.TrimSpace(b.String()), nil
			}
			depth--
		case xml.CharData:
			if depth == 0 && b.Len() < maxElementText {
				b.Write(t)
			}
		}
	}
}

// sourceTimes are the layouts of times in feeds and sitemaps, the specified ones first.
// Sources: RFC 822 and 3339 as RSS, Atom and W3C-DTF use them, and what feeds write in their place.
var sourceTimes = []string{
	time.RFC1123Z, time.RFC3339Nano, "2006-01-02",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700", "Mon, 2 Jan 06 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700",
	"2 Jan 2006 15:04 -0700", "Monday, 2 January 2006 15:04:05 -0700", "2 Jan 06 15:04:05 -0700",
	"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05-0700", "2006-01-02T15:04:05", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-07:00",
	"2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01", "2006",
	"Mon, 2 Jan 2006 15:04:05", "Mon, 2 Jan 2006", "2 Jan 2006", "Mon Jan 2 15:04:05 -0700 2006", "20060102",
}

var zoneOffsets = map[string]string{
	"Z": "+0000", "UT": "+0000", "UTC": "+0000", "GMT": "+0000", "WET": "+0000", "BST": "+0100", "CET": "+0100", "WEST": "+0100",
	"CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300", "JST": "+0900", "KST": "+0900", "EST": "-0500", "EDT": "-0400",
	"CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

// sourceTime reads a time of a feed or sitemap; zero if it cannot.
func sourceTime(s string) time.Time {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > 64 {
		return time.Time{}
	}
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		if offset, ok := zoneOffsets[strings.ToUpper(s[i+1:])]; ok {
			s = s[:i+1] + offset
		}
	}
	for _, layout := range sourceTimes {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 1 && t.Year() < 10000 {
			return t
		}
	}
	return time.Time{}
}
