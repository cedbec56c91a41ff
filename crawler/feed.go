package crawler

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"newswire/article"
)

// errNotFeed is a document that is no feed in any known format.
var errNotFeed = errors.New("no RSS, Atom, RDF or JSON feed")

// maxItems bounds the entries read from one feed or sitemap; sitemaps.org allows 50,000 a file.
const maxItems = 50_000

// item is one entry of a feed or a sitemap. url may be relative to base.
type item struct {
	url       string
	base      string // xml:base, "" for the document's own address
	title     string
	published time.Time
	modified  time.Time
}

// parseFeed calls yield for each entry of an RSS (0.9x, 1.0, 2.0), Atom or JSON feed that has an
// address, until yield returns false, and returns the address of the page that continues it, "" if it names
// none. Entries before a fault in the document are yielded before the error is returned.
// Sources: RSS 2.0, RSS 1.0 (RDF), RFC 4287, jsonfeed.org 1.1.
func parseFeed(body []byte, contentType string, yield func(item) bool) (next string, err error) {
	if trimmed := trimStart(body); bytes.HasPrefix(trimmed, []byte("{")) {
		return parseJSONFeed(trimmed, yield)
	}
	d := newXMLDecoder(body, contentType)
	var base []string // xml:base of each open element
	isFeed := false
	for n := 0; n < maxItems; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) || err != nil && !isFeed {
			break
		}
		if err != nil {
			return next, fmt.Errorf("reading the feed: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "link":
				if rel := strings.ToLower(attr(t, "rel")); rel == "next" || rel == "prev-archive" && next == "" {
					next = attr(t, "href")
				}
			case "rss", "RDF", "feed", "channel":
				isFeed = true
			case "item", "entry":
				if !isFeed {
					return "", errNotFeed
				}
				it, err := feedEntry(d, baseOf(t, base))
				if it.url != "" {
					n++
					if !yield(it) {
						return next, nil
					}
				}
				if err != nil && !errors.Is(err, io.EOF) {
					return next, fmt.Errorf("reading the feed: %w", err)
				}
				continue
			case "html":
				return "", errNotFeed
			}
			base = append(base, baseOf(t, base))
		case xml.EndElement:
			if len(base) > 0 {
				base = base[:len(base)-1]
			}
		}
	}
	if !isFeed {
		return "", errNotFeed
	}
	return next, nil
}

// baseOf returns the xml:base that holds inside e.
func baseOf(e xml.StartElement, outer []string) string {
	for _, a := range e.Attr {
		if a.Name.Local == "base" && (a.Name.Space == "xml" || strings.HasSuffix(a.Name.Space, "/namespace")) {
			return strings.TrimSpace(a.Value)
		}
	}
	if len(outer) > 0 {
		return outer[len(outer)-1]
	}
	return ""
}

// feedEntry reads one item or entry that d has just entered.
func feedEntry(d *xml.Decoder, base string) (item, error) {
	it := item{base: base}
	var guid, original string
	for {
		token, err := d.Token()
		if _, end := token.(xml.EndElement); end || err != nil {
			it.url = cmp.Or(original, it.url, guid)
			return it, err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		text, err := elementText(d)
		switch e.Name.Local {
		case "link":
			rel, href := attr(e, "rel"), attr(e, "href")
			if href == "" && rel == "" {
				href = text
			}
			if href != "" && (rel == "" || rel == "alternate") && (it.url == "" || rel == "alternate" && htmlType(attr(e, "type"))) {
				it.url = href
			}
		case "origLink": // FeedBurner's links lead through its counter
			original = text
		case "guid":
			if !strings.EqualFold(attr(e, "isPermaLink"), "false") && isWebAddress(text) {
				guid = text
			}
		case "title":
			if it.title == "" {
				it.title = text
			}
		case "pubDate", "published", "issued":
			it.published = sourceTime(text)
		case "date": // Dublin Core
			if it.published.IsZero() {
				it.published = sourceTime(text)
			}
		case "updated", "modified":
			it.modified = sourceTime(text)
		}
		if err != nil {
			it.url = cmp.Or(original, it.url, guid)
			return it, err
		}
	}
}

func htmlType(mediaType string) bool {
	return mediaType == "" || strings.Contains(mediaType, "html")
}

func isWebAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

func parseJSONFeed(body []byte, yield func(item) bool) (next string, err error) {
	var feed struct {
		Version string `json:"version"`
		Next    string `json:"next_url"`
		Items   []struct {
			ID        string `json:"id"`
			URL       string `json:"url"`
			Title     string `json:"title"`
			Published string `json:"date_published"`
			Modified  string `json:"date_modified"`
		} `json:"items"`
	}
	if err := json.Unmarshal(body, &feed); err != nil {
		return "", fmt.Errorf("%w: %w", errNotFeed, err)
	}
	if !strings.Contains(feed.Version, "jsonfeed.org") && len(feed.Items) == 0 {
		return "", errNotFeed
	}
	for _, entry := range feed.Items[:min(len(feed.Items), maxItems)] {
		it := item{url: entry.URL, title: entry.Title, published: sourceTime(entry.Published), modified: sourceTime(entry.Modified)}
		if it.url == "" && isWebAddress(entry.ID) {
			it.url = entry.ID
		}
		if it.url != "" && !yield(it) {
			break
		}
	}
	return feed.Next, nil
}

// feed yields the entries of a feed and, where the poll before had too few of them, or for the first time, of
// the pages that continue it.
// Source of the paging: RFC 5005, jsonfeed.org 1.1.
func (d *discovery) feed(ctx context.Context, address string, yield func(found, error) bool) {
	seen := map[string]bool{}
	for n, next := 0, address; next != "" && n <= d.site.Limits.Depth && !seen[next]; n++ {
		seen[next] = true
		page, err := d.listing(ctx, next, 0)
		if err != nil {
			yield(found{}, err)
			return
		}
		if n == 0 {
			d.offer(ctx, address, page)
		}
		more := true
		var items []linkKey
		continued, err := parseFeed(page.Body, page.Header.Get("Content-Type"), func(it item) bool {
			if l, ok := d.link(it, "feed", page.Address(), n); ok {
				items = append(items, keyOf(l.ID))
				more = yield(l, nil)
			}
			return more
		})
		if err != nil && more {
			more = yield(found{}, fmt.Errorf("feed %s: %w", next, err))
		}
		if !more {
			return
		}
		enough := n == 0 && d.polled != nil && d.polled(address, items) || len(items) == 0
		if next, err = article.Resolve(page.Address(), continued); err != nil || continued == "" || enough || !d.site.owns(hostOf(next)) {
			return
		}
	}
}
