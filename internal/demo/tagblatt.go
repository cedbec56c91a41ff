package demo

import (
	"fmt"
	"slices"

	"newswire/article"
	"newswire/site"
)

// tagblatt is the Nordheimer Tagblatt: German, with OpenGraph and an Atom feed, several authors, pictures
// that load late, a live blog, a gallery, opinion, and a page that only asks for consent.
func tagblatt() (*edition, error) {
	const origin = "http://www.nordheimer-tagblatt.example"
	e, err := newEdition("tagblatt", site.Site{
		Name:     "nordheimer-tagblatt",
		Hosts:    []string{"www.nordheimer-tagblatt.example"},
		Timezone: "Europe/Berlin",
		Sources:  []site.Source{{Feed: origin + "/atom.xml"}, {Section: origin + "/lokales/"}, {Section: origin + "/sport/"}},
	})
	if err != nil {
		return nil, err
	}
	for _, s := range e.stories {
		s.Path = fmt.Sprintf("/%s/%s-%d.html", slug(s.Section), s.Slug, s.ID)
	}
	look := func(s *story) view { return view{Others: e.others(s, 2)} }
	for _, s := range e.stories {
		e.story(s, look, func(_ *story, a *article.Article) {
			a.Lang = "de-DE"
			a.PublishedPrecision, a.PublishedZone = article.PrecisionSecond, article.ZonePage
			a.Publisher = &article.Publisher{Name: "Nordheimer Tagblatt"}
		})
	}

	fed := slices.DeleteFunc(e.in(""), func(s *story) bool { return s.Section == "Lokales" || s.Section == "Sport" })
	e.xml("/atom.xml", "application/atom+xml; charset=utf-8", view{List: fed})
	const consent = "/politik/umfrage-wer-liegt-vor-der-wahl-vorn-20301.html"
	e.html(consent, "consent.html", view{})
	e.html("/", "listing.html", view{Title: "Startseite", List: e.in("")[:7]})
	for _, section := range e.sections() {
		v := view{Title: section, List: e.in(section)}
		if section == "Lokales" {
			v.Extra = []link{{consent, "Umfrage: Wer liegt vor der Wahl vorn?"}}
		}
		e.html("/"+slug(section)+"/", "listing.html", v)
	}
	for _, name := range e.authors() {
		e.html("/autoren/"+slug(name), "listing.html", view{Title: name, List: e.by(name)})
	}
	for _, tag := range e.tags() {
		e.html("/thema/"+slug(tag), "listing.html", view{Title: "Thema: " + tag, List: e.by(tag)})
	}
	e.html("/impressum", "page.html", view{Title: "Impressum", Text: "Verantwortlich für den Inhalt: Gesine Harbrecht, Kornmarkt 3, Nordheim."})
	e.html("/suche", "page.html", view{Title: "Suche", Text: "Durchsuchen Sie das Archiv seit 1949."})
	e.html("/anmelden", "page.html", view{Title: "Anmelden", Text: "Bitte melden Sie sich mit Ihrer E-Mail-Adresse an."})
	e.robots("text/plain", "User-agent: *\nDisallow: /suche\nDisallow: /anmelden\nCrawl-delay: 0.01\n")
	e.missing(view{Title: "Nicht gefunden"})
	return e, e.err
}
