package extractor

import (
	"slices"
	"strings"
)

// What an article costs, see [article.Article.Access].
const (
	accessFree    = "free"
	accessMetered = "metered"
	accessPaid    = "paid"
)

// readAccess notes what the article costs, where the markup's word and the page's looks agree.
func (r *reading) readAccess() {
	walled := r.seen&hintPaywall != 0
	switch declared := r.declaredAccess(); declared {
	case accessFree:
		if !walled {
			r.Article.Access = declared
		}
	case accessMetered, accessPaid:
		if walled {
			r.Article.Access = declared
		}
	}
}

// declaredAccess is what the markup says: schema.org's isAccessibleForFree, or the content tier that
// some networks read. "" if it says nothing.
// Source: schema.org; Google, "Subscription and paywalled content".
func (r *reading) declaredAccess() string {
	if tier, _ := r.meta1("article:content_tier", "og:article:content_tier"); tier != "" {
		switch strings.ToLower(strings.TrimSpace(tier)) {
		case "free":
			return accessFree
		case "metered":
			return accessMetered
		case "locked":
			return accessPaid
		}
	}
	for _, it := range r.things {
		access := ""
		it.each("isAccessibleForFree", func(v any) {
			switch v := v.(type) {
			case bool:
				access = accessPaid
				if v {
					access = accessFree
				}
			case string:
				access = accessPaid
				if strings.HasSuffix(strings.ToLower(v), "true") {
					access = accessFree
				}
			}
		})
		if access != "" {
			return access
		}
	}
	return ""
}

// readRights reads what the publisher reserves, in meta tags and headers.
// Source: robots meta tag; TDM Reservation Protocol (W3C community group report).
func (r *reading) readRights() {
	var rights []string
	note := func(list string) {
		for _, s := range strings.FieldsFunc(strings.ToLower(list), func(c rune) bool { return c == ',' || c == ';' || c == ' ' }) {
			switch s {
			case "noarchive", "noai", "noimageai", "nosnippet", "noindex", "nocache", "notranslate", "noimageindex":
				rights = appendNew(rights, s)
			}
		}
	}
	for i := range r.metas {
		switch m := &r.metas[i]; m.name {
		case "robots", "googlebot", "googlebot-news":
			note(m.content)
		case "tdm-reservation":
			if strings.TrimSpace(m.content) == "1" {
				rights = appendNew(rights, m.name)
			}
		}
	}
	if h := r.page.Header; h != nil {
		for _, v := range h.Values("X-Robots-Tag") {
			note(v)
		}
		if strings.TrimSpace(h.Get("Tdm-Reservation")) == "1" {
			rights = appendNew(rights, "tdm-reservation")
		}
	}
	slices.Sort(rights)
	r.Article.Rights = rights
}
