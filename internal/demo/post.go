package demo

import (
	"fmt"
	"net/http"

	"newswire/article"
	"newswire/site"
)

// post is The Harbour Post: a label, a date and a credit are plain words between <div>s, boxes of
// teasers stand in the text, and articles are found through section pages alone.
func post() (*edition, error) {
	const origin = "http://www.harbour-post.example"
	e, err := newEdition("post", site.Site{
		Name:     "harbour-post",
		Hosts:    []string{"www.harbour-post.example", "harbour-post.example"},
		Timezone: "Europe/Copenhagen",
		Sources: []site.Source{
			{Section: origin + "/war/"}, {Section: origin + "/politics/"},
			{Section: origin + "/business/"}, {Section: origin + "/culture/"},
		},
		Articles: site.Articles{Match: []string{`-a\d+$`}},
		Limits:   site.Limits{Depth: 3},
	})
	if err != nil {
		return nil, err
	}
	for _, s := range e.stories {
		s.Path = fmt.Sprintf("/%s/%s-a%d", slug(s.Section), s.Slug, s.ID)
	}
	look := func(s *story) view { return view{Others: e.others(s, 3), Text: centralEurope(s)} }
	for _, s := range e.stories {
		e.story(s, look, func(s *story, a *article.Article) {
			a.Lang = "en"
			a.PublishedPrecision, a.PublishedZone = article.PrecisionMinute, article.ZonePage
			if s.Has("no-zone") {
				a.PublishedZone = article.ZoneProfile
			}
		})
	}
	e.postSections()
	e.postFaults()

	e.html("/", "listing.html", view{Title: "Front page", List: e.in("")[:6]})
	e.html("/about", "page.html", view{Title: "About us", Text: "The Harbour Post is written by nine people above a sail loft in Tarnholm. Tips are welcome at the door, by mail or by telephone."})
	e.html("/search", "page.html", view{Title: "Search", Text: "Enter a word in the field above."})
	e.html("/login", "page.html", view{Title: "Log in", Text: "Subscribers log in with their e-mail address."})
	for _, name := range e.authors() {
		e.html("/authors/"+slug(name), "listing.html", view{Title: name, Text: "Reporter at The Harbour Post.", List: e.by(name)})
	}
	e.picture("/media/logo.png", e.stories[0].At)
	return e, e.err
}

// centralEurope names the zone of a time as the page does.
func centralEurope(s *story) string {
	if _, offset := s.At.Zone(); offset == 2*60*60 {
		return "CEST"
	}
	return "CET"
}

// Addresses at The Harbour Post that lead to no article.
const (
	postForbidden = "/war/embargoed-talks-in-the-old-customs-house-a40131" // by robots.txt
	postNever     = "/war/live-map-of-the-front-line-a39871"               // 404
	postWithdrawn = "/politics/minister-quotes-wrong-figures-a39902"       // 410
	postSoft      = "/politics/tunnel-fees-explained-a40012"               // 200, but says that there is nothing
)

// postSections serves the sections in pages of three. The editor's choice on their first pages leads
// to all that goes wrong on a site.
func (e *edition) postSections() {
	choice := map[string][]link{
		"War": {
			{"/front/grain-ships-leave-tarnholm-under-escort-a40117", "Grain ships leave under escort"},
			{postForbidden, "Talks in the old customs house"},
			{postNever, "Live map of the front line"},
		},
		"Politics": {
			{postSoft, "Tunnel fees explained"},
			{postWithdrawn, "Minister quotes wrong figures"},
		},
	}
	for _, section := range e.sections() {
		at := "/" + slug(section) + "/"
		pages := paged(e.in(section), 3)
		for i, list := range pages {
			for j, s := range list {
				list[j] = s.listed()
			}
			v := view{Title: section, List: list, Page: i + 1, Pages: len(pages)}
			if i == 0 {
				v.Extra = choice[section]
				e.html(at, "listing.html", v)
			}
			e.html(fmt.Sprintf("%s?page=%d", at, i+1), "listing.html", v)
		}
	}
}

// postFaults serves what is no article, and the bare host, which redirects.
func (e *edition) postFaults() {
	e.missing(view{Title: "Page not found"}, postWithdrawn)
	e.html(postSoft, "missing.html", view{Title: "Page not found"})
	secret := *e.stories[0]
	secret.Path, secret.Title = postForbidden, "Talks in the old customs house"
	e.html(postForbidden, "article.html", view{Story: &secret, Title: secret.Title})

	const bare = "http://harbour-post.example"
	e.pages[bare+"/robots.txt"] = e.robots("text/plain; charset=utf-8",
		"User-agent: *\nDisallow: /war/embargoed-\nDisallow: /search\nDisallow: /login\n")
	e.pages[bare+"/"] = redirect(http.StatusMovedPermanently, e.origin+"/")
}
