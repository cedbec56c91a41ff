package hydration

import "newswire/extractor/internal/laxjson"

// Published returns when the article with that title was first published, as the page's state has it beside
// its headline; "" without such a time. The scripts are those of [Body].
func Published(scripts []string, title string) string {
	f := newFinder(scripts, title)
	if f.title == "" {
		return ""
	}
	for _, doc := range f.read(scripts) {
		if s := f.published(doc, 0); s != "" {
			return s
		}
	}
	return ""
}

// publishedNames are what states call the time of publication, the most exact first.
var publishedNames = []string{"datePublished", "firstPublishedAt", "firstPublished", "firstPublishDate", "first_publish_date", "publishedAt", "published_at",
	"publishedDate", "published_date", "publishDate", "publish_date", "publicationDate", "publication_date", "publishedTime", "publishTime", "publish_time",
	"pubDate", "pub_date", "publishedOn", "published_on", "published", "displayDate", "display_date",
	"publishDt", "deployDt", "deployDate", "serviceDt", "regDt", "regDate"} // Korean systems shorten "date" to "Dt"

// published returns the time beside the headline in v or in a part of it.
func (f *finder) published(v any, depth int) string {
	if !f.spend(v, depth) {
		return ""
	}
	switch v := v.(type) {
	case laxjson.Object:
		if f.headed(v) == own {
			for _, name := range publishedNames {
				switch t := v.Get(name).(type) {
				case string:
					if t != "" {
						return t
					}
				case laxjson.Number:
					return string(t)
				}
			}
		}
		for i := range v {
			if s := f.published(v[i].Value, depth+1); s != "" {
				return s
			}
		}
	case []any:
		for _, e := range v {
			if s := f.published(e, depth+1); s != "" {
				return s
			}
		}
	}
	return ""
}
