package crawler

import (
	"bytes"
	"net/http"
	"strings"

	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newswire/article"
	"newswire/site"
)

// directives are what a page asks of crawlers, as far as they are obeyed here.
type directives struct{ noindex, nofollow, noarchive bool }

// directives returns what a page asks, in X-Robots-Tag and meta elements, of all crawlers or of this one
// by its product token, and the site's configuration obeys.
// Source: Google Search Central, "Robots meta tag, data-nosnippet, and X-Robots-Tag specifications", which
// others follow.
func (s *crawlSite) directives(p *article.Page, token string) directives {
	if s.RobotsMeta == site.RobotsMetaIgnore {
		return directives{}
	}
	var d directives
	d.readHeader(p.Header, token)
	if text, _, err := p.UTF8(); err == nil {
		d.readHead(text, token)
	}
	d.noindex = d.noindex && s.RobotsMeta == site.RobotsMetaStrict
	return d
}

// readHeader reads X-Robots-Tag. A name with a colon before a directive addresses it, and those after it,
// to one crawler.
func (d *directives) readHeader(header http.Header, token string) {
	for _, value := range header.Values("X-Robots-Tag") {
		ours := true
		for part := range strings.SplitSeq(value, ",") {
			name, directive, named := strings.Cut(part, ":")
			name = strings.TrimSpace(name)
			switch {
			case !named:
				directive = name
			case strings.HasPrefix(strings.ToLower(name), "max-"), strings.EqualFold(name, "unavailable_after"):
				continue // a directive with a value, which is none of ours
			default:
				ours = addressed(name, token)
			}
			if ours {
				d.add(directive)
			}
		}
	}
}

// readHead reads the meta elements of a document's head.
func (d *directives) readHead(document []byte, token string) {
	z := nethtml.NewTokenizer(bytes.NewReader(document))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return
		case nethtml.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == atom.Head {
				return
			}
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			name, more := z.TagName()
			switch atom.Lookup(name) {
			case atom.Body:
				return
			case atom.Meta:
				attrs := map[string]string{}
				for more {
					var key, value []byte
					key, value, more = z.TagAttr()
					attrs[string(key)] = string(value)
				}
				if addressed(strings.TrimSpace(attrs["name"]), token) {
					for directive := range strings.SplitSeq(attrs["content"], ",") {
						d.add(directive)
					}
				}
			}
		}
	}
}

// addressed tells whether a directive for crawlers of the given name is for this one.
func addressed(name, token string) bool {
	return strings.EqualFold(name, "robots") || strings.EqualFold(name, token)
}

func (d *directives) add(directive string) {
	switch strings.ToLower(strings.TrimSpace(directive)) {
	case "noindex":
		d.noindex = true
	case "nofollow":
		d.nofollow = true
	case "none":
		d.noindex, d.nofollow = true, true
	case "noarchive":
		d.noarchive = true
	}
}
