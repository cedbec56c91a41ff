package crawler

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"newswire/article"
)

// maxNext bounds the pages named as the next of a listing, and the feeds that a page announces.
const maxNext = 20

// maxTitle bounds the link text that is kept, in bytes.
const maxTitle = 300

// sectionPage is what a page leads to.
type sectionPage struct {
	links []item         // in page order, each address once with its longest text
	at    map[string]int // where in links an address is
	next  []string       // the next pages of the same listing
	feeds []string       // announced by <link rel=alternate>
}

// parseSection reads an HTML page, or the JSON that a page's script loads more with.
func parseSection(p *article.Page) (*sectionPage, error) {
	if isJSON(p) {
		return parseJSONListing(p.Body, p.Address())
	}
	text, _, err := p.UTF8()
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", p.Address(), err)
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("parsing %s: %w", p.Address(), err)
	}
	here, err := url.Parse(p.Address())
	if err != nil {
		return nil, err
	}
	base := p.Address()
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if resolved, err := article.Resolve(base, href); err == nil {
			base = resolved
		}
	}
	s := &sectionPage{}
	s.read(doc, here, base)
	return s, nil
}

// read takes the links of a document on the page here.
func (s *sectionPage) read(doc *goquery.Document, here *url.URL, base string) {
	for _, a := range doc.Find("a[href], link[rel][href], " + moreElements).EachIter() {
		if more := moreAddress(a); more != "" {
			s.addNext(here, base, more)
		}
		href, ok := a.Attr("href")
		if !ok {
			continue
		}
		address, err := article.Resolve(base, href)
		if err != nil {
			continue // mailto:, javascript: and the like
		}
		title := linkText(a)
		switch {
		case nextPage(here, address, a, title):
			s.addNext(here, base, address)
		case goquery.NodeName(a) == "link":
			if len(s.feeds) < maxNext && announcesFeed(a) && !slices.Contains(s.feeds, address) {
				s.feeds = append(s.feeds, address)
			}
		default:
			s.addLink(address, title)
		}
	}
}

// addLink takes a link, or a longer text of one that is known.
func (s *sectionPage) addLink(address, title string) {
	i, ok := s.at[address]
	switch {
	case !ok:
		if s.at == nil {
			s.at = map[string]int{}
		}
		s.at[address] = len(s.links)
		s.links = append(s.links, item{url: address, title: title})
	case len(title) > len(s.links[i].title):
		s.links[i].title = title
	}
}

// addNext takes the address of a page that continues the one here.
func (s *sectionPage) addNext(here *url.URL, base, ref string) {
	if len(s.next) == maxNext {
		return
	}
	if address, err := article.Resolve(base, ref); err == nil && address != here.String() && !slices.Contains(s.next, address) {
		s.next = append(s.next, address)
	}
}

// announcesFeed tells a link element that leads to a feed of articles, not of comments.
// Source: RSS Advisory Board, "RSS Autodiscovery".
func announcesFeed(link *goquery.Selection) bool {
	kind := strings.ToLower(link.AttrOr("type", ""))
	return strings.Contains(" "+strings.ToLower(link.AttrOr("rel", ""))+" ", " alternate ") &&
		(strings.Contains(kind, "rss") || strings.Contains(kind, "atom") || strings.Contains(kind, "feed+json")) &&
		!strings.Contains(strings.ToLower(link.AttrOr("href", "")), "comment")
}

func linkText(a *goquery.Selection) string {
	s := strings.Join(strings.Fields(a.Text()), " ")
	if strings.Contains(s, "<") { // markup inside <noscript>
		return ""
	}
	return cutText(s)
}

func cutText(s string) string {
	if len(s) > maxTitle {
		s = strings.ToValidUTF8(s[:maxTitle], "")
	}
	return s
}

// nextWords are what links to the next page of a listing are called.
//
//nolint:misspell // they are not all English
var nextWords = set(`next older more » › > → ≫ næste næste_side ældre nästa äldre neste eldre seuraava weiter nächste nächste_seite ältere
	mehr suivant suivante page_suivante siguiente página_siguiente más próxima próximo seguinte mais successiva successivo avanti
	volgende meer następna dalej další następne következő siguientes далее следующая вперёд ещё 次へ 次のページ 下一页 下一頁 다음 التالي sonraki
	next_page older_posts older_articles older_entries more_articles more_stories more_news load_more show_more
	mehr_laden mehr_anzeigen weitere_artikel voir_plus charger_plus cargar_más ver_más hent_flere vis_flere läs_mer visa_fler last_inn_flere toon_meer meer_laden
	carica_altri mostra_altro carregar_mais ver_mais załaduj_więcej pokaż_więcej показать_ещё загрузить_ещё`)

// nextPage tells whether a link on the page here leads to the next page of the same listing: by its rel,
// its class, its text together with a page number, or a page number that is one more than here's.
func nextPage(here *url.URL, address string, a *goquery.Selection, text string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Host != here.Host {
		return false
	}
	for rel := range strings.FieldsSeq(strings.ToLower(a.AttrOr("rel", ""))) {
		if rel == "next" {
			return true
		}
	}
	listing, number := pageNumber(u)
	current, now := pageNumber(here)
	if number > 0 && listing == current {
		return number == now+1 || now == 0 && number == 2
	}
	more := u.Path == here.Path && u.RawQuery != "" && u.RawQuery != here.RawQuery // by offset or cursor
	return (number > 0 || more) && nextWords[nextWord(text)]
}

// nextWord returns the text of a link as nextWords spells it.
func nextWord(text string) string {
	word := strings.ToLower(strings.Trim(text, " »›>→."))
	if word == "" {
		word = strings.TrimSpace(text)
	}
	return strings.ReplaceAll(word, " ", "_")
}

var pagePath = regexp.MustCompile(`^(.*?)/(?:page|index|seite|side|pagina|página|pag|p|sida|sivu|strona|stranka)[/_-]?(\d{1,4})(/?|\.html?)$`)

var indexPage = regexp.MustCompile(`/(?:index|default)\.\w{3,5}$`)

// pageNumber returns the page number in a listing's address, 0 if there is none, and the address
// without it.
func pageNumber(u *url.URL) (listing string, number int) {
	plain := *u
	if m := pagePath.FindStringSubmatch(u.Path); m != nil {
		plain.Path, plain.RawPath = m[1], ""
		number, _ = strconv.Atoi(m[2])
	}
	kept := strings.FieldsFunc(u.RawQuery, func(r rune) bool { return r == '&' })
	others := kept[:0]
	for _, pair := range kept {
		key, value, _ := strings.Cut(pair, "=")
		switch strings.ToLower(key) {
		case "page", "p", "pg", "paged", "seite", "side", "pagina", "pag", "pageno", "page_no", "sida":
			if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < 10000 && number == 0 {
				number = n
				continue
			}
		}
		others = append(others, pair)
	}
	plain.RawQuery = strings.Join(others, "&")
	plain.Path = strings.TrimRight(indexPage.ReplaceAllString(plain.Path, "/"), "/")
	plain.RawPath = ""
	return plain.String(), number
}
