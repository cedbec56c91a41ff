package demo

import (
	"time"

	"newswire/article"
	"newswire/site"
)

// ledger is The Meridian Ledger: all that search engines ask for. Articles are found through a feed with
// tracking parameters and a sitemap index that leads to a news sitemap and a compressed archive. One
// article changes between two crawls, one is listed under two addresses, one server error passes.
func ledger() (*edition, error) {
	const origin = "http://www.meridian-ledger.example"
	e, err := newEdition("ledger", site.Site{
		Name:    "meridian-ledger",
		Hosts:   []string{"www.meridian-ledger.example"},
		Sources: []site.Source{{Feed: origin + "/rss.xml"}, {Sitemap: origin + "/sitemap.xml"}},
	})
	if err != nil {
		return nil, err
	}
	for _, s := range e.stories {
		s.Path = s.At.Format("/2006/01/02/") + slug(s.Section) + "/" + s.Slug + "/"
	}
	look := func(s *story) view { return view{Others: e.others(s, 3), LD: e.newsArticle(s)} }
	for _, s := range e.stories {
		page := e.story(s, look, func(_ *story, a *article.Article) {
			a.Lang = "en-US"
			a.PublishedPrecision, a.PublishedZone = article.PrecisionSecond, article.ZonePage
			a.Publisher = &article.Publisher{Name: "The Meridian Ledger"}
		})
		page.zip = s.Update == nil // whose ETags are strong, so that it has one form only
	}
	e.ledgerLists()
	e.missing(view{Title: "Not found"})
	return e, e.err
}

// newsArticle returns the JSON-LD of a story's page.
// Source: schema.org/NewsArticle, as Google's article guidelines ask for it.
func (e *edition) newsArticle(s *story) []any {
	type object = map[string]any
	authors := make([]object, len(s.Authors))
	for i, name := range s.Authors {
		authors[i] = object{"@type": "Person", "name": name, "url": e.origin + "/by/" + slug(name) + "/"}
	}
	kind := "NewsArticle"
	if s.Kind == article.KindOpinion {
		kind = "OpinionNewsArticle"
	}
	section := e.origin + "/" + slug(s.Section) + "/"
	return []any{
		object{
			"@context": "https://schema.org", "@type": kind,
			"mainEntityOfPage": object{"@type": "WebPage", "@id": e.origin + s.Path},
			"headline":         s.Title, "description": s.Lead, "articleSection": s.Section, "keywords": s.Tags,
			"datePublished": s.At.Format(time.RFC3339), "dateModified": s.Changed().Format(time.RFC3339),
			"author": authors, "inLanguage": "en-US", "isAccessibleForFree": true,
			"image": object{
				"@type": "ImageObject", "url": e.origin + s.Image.Src(), "width": 1600, "height": 900,
				"caption": s.Image.Caption, "creditText": s.Image.Credit,
			},
			"publisher": object{
				"@type": "NewsMediaOrganization", "name": "The Meridian Ledger",
				"logo": object{"@type": "ImageObject", "url": e.origin + "/media/logo.png"},
			},
		},
		object{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": []object{
			{"@type": "ListItem", "position": 1, "name": "Home", "item": e.origin + "/"},
			{"@type": "ListItem", "position": 2, "name": s.Section, "item": section},
		}},
	}
}

// ledgerLists serves the feed, the sitemaps and the pages with links. The feed and either sitemap hold
// articles that no other source has.
func (e *edition) ledgerLists() {
	all := e.in("")
	e.xml("/rss.xml", "application/rss+xml; charset=utf-8", view{List: all[:9]})
	e.xml("/sitemap.xml", "application/xml", view{})
	e.xml("/sitemap-news.xml", "application/xml", view{List: all[3:12]})
	e.xml("/sitemap-archive.xml.gz", "application/gzip", view{List: all[10:], Extra: []link{
		{Path: "/featured/bats-navigate-by-the-sound-of-water/"},
		{Path: "/2025/01/16/nation/a-story-that-was-taken-down/"},
	}})
	e.robots("text/plain", "User-agent: *\nDisallow: /search\nDisallow: /login\n\nSitemap: "+e.origin+"/sitemap.xml\n")

	e.html("/", "listing.html", view{Title: "Today", List: all[:8]}).zip = true
	for _, name := range e.sections() {
		e.html("/"+slug(name)+"/", "listing.html", view{Title: name, List: e.in(name)}).zip = true
	}
	for _, name := range e.authors() {
		e.html("/by/"+slug(name)+"/", "listing.html", view{Title: name, List: e.by(name)}).zip = true
	}
	for _, name := range e.tags() {
		e.html("/topic/"+slug(name)+"/", "listing.html", view{Title: name, List: e.by(name)}).zip = true
	}
	e.html("/about/", "page.html", view{Title: "About the Ledger", Text: "The Meridian Ledger has been printed since 1911 and is owned by its readers."})
	e.html("/search", "page.html", view{Title: "Search", Text: "Search the archive since 1911."})
	e.html("/login", "page.html", view{Title: "Sign in", Text: "Members sign in here."})
	e.picture("/media/logo.png", e.stories[0].At)
}
