package extractor

import (
	"net/url"
	"strings"

	"newswire/extractor/internal/laxjson"
)

// item is one thing that structured data describes: an article, a person, an image. JSON-LD,
// microdata and RDFa differ in their syntax alone, so all three become items (jsonld.go, microdata.go)
// and are read here.
// Source: schema.org; JSON-LD 1.1; WHATWG HTML, "Microdata"; RDFa Lite 1.1.
type item struct {
	props laxjson.Object
	// ids finds what a reference ({"@id": …}) stands for; may be nil.
	ids map[string]laxjson.Object
	// source is "jsonld", "microdata" or "rdfa".
	source string
}

// kinds are the item's types, without their vocabulary's prefix.
func (it item) kinds() []string {
	return kindsOf(it.props)
}

func kindsOf(o laxjson.Object) []string {
	switch v := o.Get("@type").(type) {
	case string:
		return []string{lastSegment(v)}
	case []any:
		var kinds []string
		for _, k := range v {
			if s, ok := k.(string); ok {
				kinds = append(kinds, lastSegment(s))
			}
		}
		return kinds
	}
	return nil
}

// rank tells how much of an article a type is: 3 an article, 2 a medium that can be a page's subject,
// 1 the page itself, 0 something else.
func rank(kinds []string) int {
	best := 0
	for _, k := range kinds {
		r := 0
		switch k {
		case "Article", "BlogPosting", "Report", "LiveBlogPosting", "SocialMediaPosting", "ScholarlyArticle", "MedicalScholarlyArticle",
			"TechArticle", "HowTo", "Recipe", "Review", "CriticReview", "ReportageNewsArticle", "ClaimReview":
			r = 3
		case "VideoObject", "AudioObject", "PodcastEpisode", "ImageGallery", "Event", "Product", "Book", "NewsMediaObject", "Clip", "MediaGallery":
			r = 2
		case "WebPage", "ItemPage", "MedicalWebPage", "AboutPage", "CreativeWork", "QAPage", "FAQPage":
			r = 1
		default:
			if strings.HasSuffix(k, "NewsArticle") || strings.HasSuffix(k, "Article") {
				r = 3
			}
		}
		best = max(best, r)
	}
	return best
}

// str returns a property's first text, "" if there is none.
func (it item) str(name string) string {
	for _, s := range it.strs(name) {
		return s
	}
	return ""
}

// strs returns a property's texts as they read, without entities and tags.
func (it item) strs(name string) []string {
	var list []string
	it.each(name, func(v any) {
		switch v := v.(type) {
		case string:
			if s := plain(v); s != "" {
				list = append(list, s)
			}
		case laxjson.Number:
			list = append(list, string(v))
		case laxjson.Object:
			if s := (item{props: v, ids: it.ids}).label(); s != "" {
				list = append(list, s)
			}
		}
	})
	return list
}

// label is what a thing is called.
func (it item) label() string {
	for _, name := range []string{"@value", "name", "headline", "title", "alternateName"} {
		switch v := it.props.Get(name).(type) {
		case string:
			if s := plain(v); s != "" {
				return s
			}
		case []any:
			if s := it.str(name); s != "" {
				return s
			}
		}
	}
	return ""
}

// items returns a property's values that are things.
func (it item) items(name string) []item {
	var list []item
	it.each(name, func(v any) {
		if o, ok := v.(laxjson.Object); ok {
			list = append(list, item{props: o, ids: it.ids, source: it.source})
		}
	})
	return list
}

// address returns a property's value as a URL: itself, or the url or @id of the thing that it is.
func (it item) address(name string) string {
	found := ""
	it.each(name, func(v any) {
		if found != "" {
			return
		}
		switch v := v.(type) {
		case string:
			found = strings.TrimSpace(unescape(v))
		case laxjson.Object:
			for _, k := range []string{"url", "contentUrl", "@id"} {
				if s, ok := v.Get(k).(string); ok && s != "" {
					found = strings.TrimSpace(unescape(s))
					return
				}
			}
		}
	})
	return found
}

// each calls f for each value of a property, through lists, with references resolved.
func (it item) each(name string, f func(any)) {
	for i := range it.props {
		if it.props[i].Name == name {
			it.value(it.props[i].Value, f, 0)
		}
	}
}

func (it item) value(v any, f func(any), depth int) {
	switch v := v.(type) {
	case []any:
		if depth < 3 {
			for _, e := range v {
				it.value(e, f, depth+1)
			}
		}
	case laxjson.Object:
		if id, ok := v.Get("@id").(string); ok && len(v) <= 2 {
			if full := it.ids[id]; full != nil {
				f(full)
				return
			}
		}
		f(v)
	case nil:
	default:
		f(v)
	}
}

// isAbout tells whether the item says that it is the page at address.
func (it item) isAbout(address *url.URL) bool {
	for _, name := range []string{"url", "mainEntityOfPage", "@id"} {
		if u, err := url.Parse(it.address(name)); err == nil && len(u.Path) > 1 &&
			strings.TrimSuffix(u.Path, "/") == strings.TrimSuffix(address.Path, "/") {
			return true
		}
	}
	return false
}
