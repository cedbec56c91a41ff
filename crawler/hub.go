package crawler

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"newswire/article"
)

const (
	// hubAnswer is how much of a hub's answer is read.
	hubAnswer = 64 << 10
	// hubHops is the number of redirects of a hub that are followed.
	hubHops = 3
)

// Topic is a feed that offers to be pushed.
type Topic struct {
	// Site is the feed's site, Feed the address that it was asked for at, URL the one that its hub knows it by.
	Site, Feed, URL string
	Hub             string
}

// linkValue matches one link of a Link header: its target and its parameters.
// Source: RFC 8288, section 3.
var linkValue = regexp.MustCompile(`<([^>]*)>((?:\s*;\s*[A-Za-z*]+\s*(?:=\s*(?:"[^"]*"|[^\s";,]*))?)*)`)

var relParameter = regexp.MustCompile(`(?i);\s*rel\s*=\s*(?:"([^"]*)"|([^\s";,]*))`)

// hubOf returns the hub that a feed names, and the feed's address there; both "" if it names none. The
// header counts before the document.
// Source: W3C WebSub, section 4; jsonfeed.org 1.1, "hubs".
func hubOf(p *article.Page) (hub, self string) {
	note := func(rel, target string) {
		for r := range strings.FieldsSeq(strings.ToLower(rel)) {
			switch {
			case r == "hub" && hub == "":
				hub = target
			case r == "self" && self == "":
				self = target
			}
		}
	}
	for _, line := range p.Header.Values("Link") {
		for _, link := range linkValue.FindAllStringSubmatch(line, -1) {
			if rel := relParameter.FindStringSubmatch(link[2]); rel != nil {
				note(rel[1]+rel[2], link[1])
			}
		}
	}
	if hub == "" {
		self = ""
		hubInDocument(p, note)
	}
	if hub == "" {
		return "", ""
	}
	hub, err := article.Resolve(p.Address(), hub)
	if err != nil {
		return "", ""
	}
	// The topic is compared as it is written, so that it is not normalised.
	base, err := url.Parse(p.Address())
	if err != nil {
		return "", ""
	}
	topic, err := base.Parse(strings.TrimSpace(self))
	if err != nil || topic.Scheme != "http" && topic.Scheme != "https" {
		return "", ""
	}
	return hub, topic.String()
}

// hubInDocument notes the links of a feed itself, not those of its entries.
func hubInDocument(p *article.Page, note func(rel, target string)) {
	if trimmed := trimStart(p.Body); bytes.HasPrefix(trimmed, []byte("{")) {
		var feed struct {
			Self string `json:"feed_url"`
			Hubs []struct {
				Type string `json:"type"`
				URL  string `json:"url"`
			} `json:"hubs"`
		}
		if json.Unmarshal(trimmed, &feed) != nil {
			return
		}
		for _, h := range feed.Hubs {
			if strings.EqualFold(h.Type, "WebSub") || strings.EqualFold(h.Type, "PubSubHubbub") {
				note("hub", h.URL)
			}
		}
		note("self", feed.Self)
		return
	}
	d := newXMLDecoder(p.Body, p.Header.Get("Content-Type"))
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		switch e, _ := token.(xml.StartElement); e.Name.Local {
		case "link":
			if target := strings.TrimSpace(attr(e, "href")); target != "" {
				note(attr(e, "rel"), target)
			}
		case "item", "entry":
			if d.Skip() != nil {
				return
			}
		}
	}
}

// offer tells of a feed that has a hub.
func (d *discovery) offer(ctx context.Context, address string, p *article.Page) {
	if d.offered == nil {
		return
	}
	if hub, self := hubOf(p); hub != "" {
		d.offered(ctx, Topic{Site: d.site.Name, Feed: address, URL: self, Hub: hub})
	}
}

// AskHub sends a request to a hub, by the rules for addresses, redirects and timeouts that hold for pages.
// The error tells what the hub answered unless that was success.
func (c *Crawler) AskHub(ctx context.Context, hub string, form url.Values) error {
	for range hubHops + 1 {
		res, err := c.visitor.door.fetcher.get(ctx, request{
			method: http.MethodPost, url: hub, body: []byte(form.Encode()), limit: hubAnswer, cut: true,
			header: http.Header{"Content-Type": {"application/x-www-form-urlencoded"}},
		})
		if err != nil {
			return fmt.Errorf("asking the hub: %w", err)
		}
		switch {
		case res.status/100 == 2:
			return nil
		case res.status != http.StatusTemporaryRedirect && res.status != http.StatusPermanentRedirect:
			return fmt.Errorf("asking the hub %s: status %d: %.200q", hub, res.status, res.body)
		}
		if hub, err = article.Resolve(hub, res.header.Get("Location")); err != nil {
			return fmt.Errorf("asking the hub: redirect: %w", err)
		}
	}
	return fmt.Errorf("asking the hub: more than %d redirects", hubHops)
}

// Deliver queues the links of a feed that a hub sent, as fresh news, and returns how many were not queued yet.
// They pass the filters that hold for the site's own lists. An error that is [ErrQueueFull] is no fault of the feed.
func (c *Crawler) Deliver(ctx context.Context, t Topic, contentType string, body []byte) (queued int, err error) {
	s, err := c.site(t.Site)
	if err != nil {
		return 0, err
	}
	d := &discovery{visitor: c.visitor, site: s}
	var batch []article.Link
	var failed error
	_, err = parseFeed(body, contentType, func(it item) bool {
		l, ok := d.link(it, "feed", t.Feed, 0)
		if !ok || s.refuse(l, time.Now()) != "" || slices.ContainsFunc(batch, func(b article.Link) bool { return b.ID == l.ID }) {
			return true
		}
		var due bool
		if _, due, failed = c.due(ctx, l.Link); due {
			l.Priority = article.PriorityFresh
			batch = append(batch, l.Link)
		}
		return failed == nil && len(batch) < s.Limits.Pages
	})
	switch {
	case failed != nil:
		return 0, failed
	case err != nil && len(batch) == 0:
		return 0, fmt.Errorf("feed of %s: %w", t.URL, err)
	case len(batch) == 0:
		return 0, nil
	}
	queued, err = c.queue.Push(ctx, batch)
	if err != nil {
		return queued, fmt.Errorf("queueing links of %s: %w", t.URL, err)
	}
	return queued, nil
}
