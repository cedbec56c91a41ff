package extractor

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"newswire/article"
	"newswire/extractor/internal/hydration"
	"newswire/extractor/internal/skim"
)

// scripts are those of a page that hold data.
type scripts struct {
	ld     []string // the JSON-LD
	states [][]byte // scripts that may hold the page's state, which seldom are read
}

func addressOf(p *article.Page) (*url.URL, error) {
	address, err := url.Parse(p.Address())
	if err != nil {
		return nil, fmt.Errorf("%w: %q", article.ErrURL, p.Address())
	}
	return address, nil
}

// parse makes a tree of the page's bytes, without what no field is read from; scripts that hold data are set
// aside. If selectors are going to look for elements, each is there, with all its attributes.
func parse(p *article.Page, selectors bool) (doc *html.Node, set scripts, err error) {
	if !looksLikeHTML(p) {
		return nil, set, ErrNotHTML
	}
	utf8, _, err := p.UTF8()
	if err != nil {
		return nil, set, err
	}
	reads := skim.Reads{Script: set.unsure, Link: readsLink, Attribute: readsAttribute}
	if selectors {
		reads.Attribute = nil
	}
	doc, err = html.Parse(skim.NewReader(utf8, reads))
	switch {
	case err == nil:
		return doc, set, nil
	case strings.Contains(err.Error(), "open stack"):
		return nil, set, fmt.Errorf("%w: %w", ErrTooDeep, err)
	default:
		return nil, set, fmt.Errorf("%w: %w", ErrNotHTML, err)
	}
}

// looksLikeHTML goes by the declared type, and by the first bytes where that is missing or too general.
func looksLikeHTML(p *article.Page) bool {
	declared := ""
	if p.Header != nil {
		declared, _, _ = strings.Cut(strings.ToLower(p.Header.Get("Content-Type")), ";")
	}
	switch declared = strings.TrimSpace(declared); declared {
	case "text/html", "application/xhtml+xml":
		return true
	case "", "text/plain", "application/octet-stream", "application/xml", "text/xml":
		sniffed := http.DetectContentType(p.Body)
		return strings.HasPrefix(sniffed, "text/") || sniffed == "application/octet-stream" && bytes.IndexByte(p.Body, '<') >= 0
	}
	return false
}

// unsure sets a script aside that holds data, by its start tag as it is written and its text. It is not sure of
// what may be JSON of another kind.
func (s *scripts) unsure(tag, text []byte) bool {
	head := string(text[:min(len(text), hydration.HeadSize)])
	isState := false
	switch {
	case !bytes.Contains(tag, []byte("json")):
		isState = hydration.IsSource("", head)
	case bytes.Contains(tag, []byte("application/json")):
		isState = hydration.IsSource("application/json", head)
	case isLinkedData(tag):
		s.ld = append(s.ld, string(text))
	default:
		return true
	}
	if isState {
		s.states = append(s.states, text)
	}
	return false
}

// isLinkedData tells the start tag of a JSON-LD script, if it is written as most are.
func isLinkedData(tag []byte) bool {
	before, _, found := bytes.Cut(tag, []byte("application/ld+json"))
	return found && bytes.HasSuffix(bytes.TrimRight(before, `"'`), []byte(" type="))
}

// readsLink tells of a link element whether it may be one that [reading.identify] reads.
func readsLink(tag []byte) bool { return bytes.Contains(bytes.ToLower(tag), []byte("canonical")) }

// readsAttribute tells whether anything reads that attribute of an element, the HTML parser included.
func readsAttribute(element, name []byte) bool {
	switch string(name) {
	case "class", "id", "data-testid", "data-component", "data-qa", "style", "hidden", "role", "aria-label", "aria-hidden",
		"rel", "href", "itemscope", "itemtype", "itemprop", "property", "typeof", "content", "datetime", "lang", "xml:lang", "align":
		return string(element) != "svg"
	case "alt", "width", "height", "srcset", "data-src", "data-srcset", "data-original", "data-lazy-src", "data-lazy-srcset",
		"data-hi-res-src":
		return isOneOf(element, "img", "source", "amp-img")
	case "src":
		return !isOneOf(element, "script")
	case "name", "http-equiv", "value":
		return isOneOf(element, "meta")
	case "type":
		return isOneOf(element, "script", "input")
	case "color", "face", "size":
		return isOneOf(element, "font")
	case "encoding":
		return isOneOf(element, "annotation-xml")
	}
	return false
}

func isOneOf(element []byte, names ...string) bool {
	for _, name := range names {
		if string(element) == name {
			return true
		}
	}
	return false
}
