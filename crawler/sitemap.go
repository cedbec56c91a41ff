package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"newswire/article"
)

// errNotSitemap is a document that is no sitemap in any known format.
var errNotSitemap = errors.New("no sitemap, sitemap index or list of addresses")

const (
	// sitemapLimit bounds one sitemap, unpacked. Source: sitemaps.org.
	sitemapLimit = 50 << 20
	// sitemapDepth and sitemapFiles bound what one index leads to.
	sitemapDepth = 3
	sitemapFiles = 500
)

// parseSitemap calls page for each page that a sitemap lists and index for each sitemap that a sitemap
// index lists, until one returns false. It reads XML, with Google's news extension, and plain text with
// one address a line. Entries before a fault in the document are yielded before the error is returned.
// Source: sitemaps.org 0.9; Google's sitemap-news 0.9.
func parseSitemap(body []byte, contentType string, page, index func(item) bool) error {
	trimmed := trimStart(body)
	if isWebAddress(string(trimmed[:min(len(trimmed), 8)])) {
		return parseTextSitemap(trimmed, page)
	}
	d := newXMLDecoder(body, contentType)
	known := false
	for n := 0; n < maxItems; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) || err != nil && !known {
			break
		}
		if err != nil {
			return fmt.Errorf("reading the sitemap: %w", err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		yield := page
		switch e.Name.Local {
		case "urlset", "sitemapindex":
			known = true
			continue
		case "sitemap":
			yield = index
		case "url":
		default:
			continue
		}
		it, err := sitemapEntry(d)
		if it.url != "" && known {
			n++
			if !yield(it) {
				return nil
			}
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading the sitemap: %w", err)
		}
	}
	if !known {
		return errNotSitemap
	}
	return nil
}

// sitemapEntry reads one url or sitemap element that d has just entered. Images and videos have
// elements of the same names, told apart by their depth.
func sitemapEntry(d *xml.Decoder) (item, error) {
	var it item
	for news := false; ; {
		token, err := d.Token()
		if err != nil {
			return it, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if !news {
				return it, nil
			}
			news = false
		case xml.StartElement:
			if t.Name.Local == "news" && !news {
				news = true
				continue
			}
			text, err := elementText(d)
			switch name := t.Name.Local; {
			case name == "loc" && !news:
				it.url = text
			case name == "lastmod" && !news:
				it.modified = sourceTime(text)
			case name == "publication_date" && news:
				it.published = sourceTime(text)
			case name == "title" && news:
				it.title = text
			}
			if err != nil {
				return it, err
			}
		}
	}
}

func parseTextSitemap(body []byte, page func(item) bool) error {
	n := 0
	for line := range bytes.Lines(body) {
		address := strings.TrimSpace(string(line))
		if !isWebAddress(address) {
			continue
		}
		if n++; n > maxItems || !page(item{url: address}) {
			break
		}
	}
	return nil
}

// gunzip unpacks a sitemap that is stored compressed; anything else it returns as it is.
func gunzip(body []byte, limit int64) ([]byte, error) {
	if !bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		return body, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("unpacking: %w", err)
	}
	text, err := io.ReadAll(&capped{r: z, left: limit})
	if err != nil {
		return nil, fmt.Errorf("unpacking: %w", err)
	}
	return text, nil
}

// sitemap yields the pages of a sitemap and, for an index, of the sitemaps under it, the latest first.
func (d *discovery) sitemap(ctx context.Context, address string, yield func(found, error) bool) {
	type file struct {
		item
		depth int
	}
	seen := map[string]bool{address: true}
	todo := []file{{item: item{url: address}}}
	for files := 0; len(todo) > 0; files++ {
		this := todo[0]
		todo = todo[1:]
		if files == sitemapFiles {
			yield(found{}, fmt.Errorf("sitemap %s: more than %d files: the rest is left alone", address, sitemapFiles))
			return
		}
		var children []file
		more := true
		err := d.sitemapFile(ctx, this.url, func(l found) bool {
			more = yield(l, nil)
			return more
		}, func(it item) bool {
			u, err := url.Parse(it.url)
			old := !it.modified.IsZero() && d.site.Limits.MaxAge > 0 && time.Since(it.modified) > d.site.Limits.MaxAge
			if err == nil && !old && !seen[it.url] && d.site.owns(u.Host) && this.depth < sitemapDepth {
				seen[it.url] = true
				children = append(children, file{item: it, depth: this.depth + 1})
			}
			return true
		})
		if !more || err != nil && !yield(found{}, err) {
			return
		}
		slices.SortStableFunc(children, func(a, b file) int { return b.modified.Compare(a.modified) })
		todo = append(children, todo...)
	}
}

// sitemapFile reads one file.
func (d *discovery) sitemapFile(ctx context.Context, address string, yield func(found) bool, index func(item) bool) error {
	page, err := d.listing(ctx, address, sitemapLimit)
	if err != nil {
		return err
	}
	body, err := gunzip(page.Body, sitemapLimit)
	if err != nil {
		return fmt.Errorf("sitemap %s: %w", address, err)
	}
	err = parseSitemap(body, page.Header.Get("Content-Type"), func(it item) bool {
		l, ok := d.link(it, "sitemap", page.Address(), 0)
		return !ok || yield(l)
	}, func(it item) bool {
		if resolved, err := article.Resolve(page.Address(), it.url); err == nil {
			it.url = resolved
			return index(it)
		}
		return true
	})
	if err != nil {
		return fmt.Errorf("sitemap %s: %w", address, err)
	}
	return nil
}
