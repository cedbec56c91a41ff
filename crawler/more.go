package crawler

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"newswire/article"
)

// moreAttributes are where a button keeps the address that its script would load more from.
var moreAttributes = []string{"data-url", "data-href", "data-next", "data-next-url", "data-next-page", "data-more-url", "data-load-more-url", "data-ajax-url", "data-endpoint", "hx-get"}

// moreAddress returns the address behind an element that loads more of the listing when it is clicked or
// scrolled to, "" if it is none. What it does is told by its text or by its class.
func moreAddress(e *goquery.Selection) string {
	class := strings.ToLower(e.AttrOr("class", "") + " " + e.AttrOr("id", ""))
	named := strings.Contains(class, "more") || strings.Contains(class, "next") || strings.Contains(class, "infinite") || strings.Contains(class, "pager")
	if !named && !nextWords[nextWord(linkText(e))] {
		return ""
	}
	for _, name := range moreAttributes {
		if address := strings.TrimSpace(e.AttrOr(name, "")); strings.ContainsAny(address, "/?") {
			return address
		}
	}
	return ""
}

// moreElements selects what may have such an address.
var moreElements = "[" + strings.Join(moreAttributes, "],[") + "]"

const (
	maxJSONDepth = 20
	// maxJSONParts bounds the pieces of HTML that are read in one answer.
	maxJSONParts = 500
)

// parseJSONListing reads what a "load more" button gets: JSON in which strings hold pieces of HTML, and keys
// such as url and next hold addresses.
func parseJSONListing(body []byte, base string) (*sectionPage, error) {
	var answer any
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("reading %s: %w", base, err)
	}
	here, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	s := &sectionPage{}
	parts := 0
	var read func(key string, value any, depth int)
	read = func(key string, value any, depth int) {
		switch v := value.(type) {
		case map[string]any:
			for _, k := range slices.Sorted(maps.Keys(v)) {
				if depth < maxJSONDepth {
					read(k, v[k], depth+1)
				}
			}
			s.addJSONLink(base, v)
		case []any:
			for _, e := range v {
				if depth < maxJSONDepth {
					read(key, e, depth+1)
				}
			}
		case string:
			switch {
			case strings.Contains(v, "<a ") && parts < maxJSONParts:
				parts++
				if doc, err := goquery.NewDocumentFromReader(strings.NewReader(v)); err == nil {
					s.read(doc, here, base)
				}
			case moreKeys[strings.ToLower(key)] && strings.ContainsAny(v, "/?"):
				s.addNext(here, base, v)
			}
		}
	}
	read("", answer, 0)
	return s, nil
}

var (
	moreKeys  = set(`next nexturl next_url nextpage next_page nextpageurl next_page_url nextlink more moreurl more_url loadmore load_more`)
	linkKeys  = []string{"url", "link", "href", "permalink", "canonical_url", "canonicalUrl", "path", "uri"}
	titleKeys = []string{"title", "headline", "name", "teaser"}
)

// addJSONLink takes the first address among an object's keys, with its title.
func (s *sectionPage) addJSONLink(base string, object map[string]any) {
	text := func(keys []string) string {
		for _, k := range keys {
			if v, ok := object[k].(string); ok && v != "" {
				return v
			}
		}
		return ""
	}
	link := text(linkKeys)
	if !isWebAddress(link) && !strings.HasPrefix(link, "/") {
		return
	}
	if address, err := article.Resolve(base, link); err == nil {
		s.addLink(address, cutText(text(titleKeys)))
	}
}

// isJSON tells an answer of JSON by its type or its first bytes.
func isJSON(p *article.Page) bool {
	kind := strings.ToLower(p.Header.Get("Content-Type"))
	body := trimStart(p.Body)
	return strings.Contains(kind, "json") || (bytes.HasPrefix(body, []byte("{")) || bytes.HasPrefix(body, []byte("["))) && !strings.Contains(kind, "html")
}
