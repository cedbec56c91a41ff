package demo

import (
	"fmt"
	"time"

	"golang.org/x/text/encoding/charmap"

	"newswire/article"
	"newswire/site"
)

// tidende is Fjordbyens Tidende, a local paper whose site was made in the nineties: tables, <font> and
// <br>, windows-1252 declared in a <meta> alone, no metadata, Danish dates without a zone and English
// ones without a time. Each article has a print version, which is left out by its address.
func tidende() (*edition, error) {
	const origin = "http://www.fjordbyens-tidende.example"
	s := site.Site{
		Name:     "fjordbyens-tidende",
		Hosts:    []string{"www.fjordbyens-tidende.example"},
		Timezone: "Europe/Copenhagen",
		Articles: site.Articles{Match: []string{`^/vis\.asp\?id=\d+`}, Skip: []string{`[?&]print=1`}},
	}
	for category := range 5 {
		s.Sources = append(s.Sources, site.Source{Section: fmt.Sprintf("%s/liste.asp?kat=%d", origin, category+1)})
	}
	e, err := newEdition("tidende", s)
	if err != nil {
		return nil, err
	}
	e.encode, e.contentType = charmap.Windows1252.NewEncoder().String, "text/html"
	for _, s := range e.stories {
		s.Path = fmt.Sprintf("/vis.asp?id=%d", s.ID)
	}
	for category, section := range e.sections() {
		list := e.in(section)
		look := func(s *story) view {
			return view{Page: category + 1, Text: dateline(s), Others: e.others(s, 4)}
		}
		for _, s := range list {
			e.story(s, look, func(s *story, a *article.Article) {
				// No language: nothing on the page declares it.
				a.PublishedPrecision, a.PublishedZone = article.PrecisionMinute, article.ZoneProfile
				if s.Language == "en" {
					a.PublishedPrecision = article.PrecisionDay
				}
			})
			e.html(s.Path+"&print=1", "print.html", view{Title: s.Title, Text: dateline(s), Story: s})
		}
		var extra []link
		if category == 0 {
			extra = []link{{"/vis.asp?id=977", "Læserbrev: Om hundene på stranden"}}
		}
		e.html(fmt.Sprintf("/liste.asp?kat=%d", category+1), "listing.html", view{Title: section, List: list, Extra: extra})
	}
	e.html("/", "listing.html", view{Title: "Forside", List: e.in("")[:8]})
	e.html("/om.asp", "page.html", view{Title: "Om avisen", Text: "Avisen udkommer onsdag og lørdag. Hjemmesiden opdateres, når der er tid."})
	e.html("/soeg.asp", "page.html", view{Title: "Søg", Text: "Søgningen er midlertidigt ude af drift."})
	e.robots("text/plain", "User-agent: *\r\nDisallow: /soeg.asp\r\n")
	e.missing(view{Title: "Fejl 404"})
	return e, e.err
}

// dateline is the date as the page shows it: "24. januar 2025 kl. 09.31" or "Friday, January 24, 2025".
func dateline(s *story) string {
	if s.Language == "en" {
		return s.At.Format("Monday, January 2, 2006")
	}
	months := map[time.Month]string{time.January: "januar"}
	return fmt.Sprintf("%d. %s %d kl. %s", s.At.Day(), months[s.At.Month()], s.At.Year(), s.At.Format("15.04"))
}
