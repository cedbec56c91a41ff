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
	for _, s := range e.stories {
		look := func(s *story) view { return view{Others: e.others(s, 3), Text: centralEurope(s)} }
		page := e.story(s, look, func(s *story, a *article.Article) {
			a.Lang = "en"
			a.PublishedPrecision, a.PublishedZone = article.PrecisionMinute, article.ZonePage
			if s.Has("no-zone") {
				a.PublishedZone = article.ZoneProfile
			}
		})
		if s.ID == 40117 {
			e.alias("/front/"+s.Slug+"-a40117", page)
		}
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

// centralEurope names the zone of a time in words of the page.
func centralEurope(s *story) string {
	if _, offset := s.At.Zone(); offset == 2*60*60 {
		return "CEST"
	}
	return "CET"
}

// postSections serves the sections in pages of three. Two stories of the first section are listed
// under addresses that have moved, and the editor's choice leads to the rest of the faults.
func (e *edition) postSections() {
	old := map[int]string{
		40079: "/war/hospital-in-the-salt-mine-a39990",
		40064: "/war/mines-in-the-strait-a40011",
	}
	extra := map[string][]link{
		"War": {
			{"/front/grain-ships-leave-tarnholm-under-escort-a40117", "Grain ships leave under escort"},
			{"/war/embargoed-talks-in-the-old-customs-house-a40131", "Talks in the old customs house"},
			{"/war/live-map-of-the-front-line-a39871", "Live map of the front line"},
		},
		"Politics": {
			{"/politics/tunnel-fees-explained-a40012", "Tunnel fees explained"},
			{"/politics/minister-quotes-wrong-figures-a39902", "Minister quotes wrong figures"},
		},
	}
	for _, section := range e.sections() {
		pages := paged(e.in(section), 3)
		for i, list := range pages {
			for j, s := range list {
				if path := old[s.ID]; path != "" {
					moved := *s
					moved.Path = path
					list[j] = &moved
				}
			}
			v := view{Title: section, List: list, Page: i + 1, Pages: len(pages)}
			at := "/" + slug(section) + "/"
			if i == 0 {
				v.Extra = extra[section]
				e.html(at, "listing.html", v)
			}
			e.html(fmt.Sprintf("%s?page=%d", at, i+1), "listing.html", v)
		}
	}
}

// postFaults serves what goes wrong on a site: an article that robots.txt keeps from crawlers, moved
// ones (one through a chain over the bare host), one that is gone, one that never was, and a page that
// says so with a 200.
func (e *edition) postFaults() {
	const withdrawn = "/politics/minister-quotes-wrong-figures-a39902"
	e.missing(view{Title: "Page not found"}, withdrawn)
	e.html("/politics/tunnel-fees-explained-a40012", "missing.html", view{Title: "Page not found"})

	const bare = "http://harbour-post.example"
	for _, s := range e.stories {
		switch s.ID {
		case 40079:
			e.add("/war/hospital-in-the-salt-mine-a39990", redirect(http.StatusMovedPermanently, s.Path))
		case 40064:
			e.add("/war/mines-in-the-strait-a40011", redirect(http.StatusFound, bare+s.Path))
			e.pages[bare+s.Path] = redirect(http.StatusMovedPermanently, e.origin+s.Path)
		}
	}
	secret := *e.stories[0]
	secret.Path, secret.Title = "/war/embargoed-talks-in-the-old-customs-house-a40131", "Talks in the old customs house"
	e.add(secret.Path, document(e.contentType, e.render("article.html", view{Story: &secret, Title: secret.Title, Path: secret.Path}), secret.At))

	robots := "User-agent: *\nDisallow: /war/embargoed-\nDisallow: /search\nDisallow: /login\n"
	e.plain("/robots.txt", "text/plain; charset=utf-8", robots)
	e.pages[bare+"/robots.txt"] = e.pages[e.origin+"/robots.txt"]
	e.pages[bare+"/"] = redirect(http.StatusMovedPermanently, e.origin+"/")
}
