package crawler

import (
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"
)

// likelihood is how likely an address leads to an article.
type likelihood int

const (
	unlikely likelihood = iota
	unsure              // nothing speaks for it or against it
	likely
)

// judge tells by its address, and by the text of the link to it ("" if unknown), whether a page
// is likely an article: a dated path, a slug of several words, a number that looks like an article's.
// It errs on the side of yes, since the extractor looks at the page itself; but what stands in front of
// lists, people, tools and media is no article.
func judge(u *url.URL, text string) likelihood {
	segments := pathSegments(u.Path)
	if len(segments) == 0 {
		if u.RawQuery != "" && articleParameter(u) {
			return likely
		}
		return unlikely
	}
	last := segments[len(segments)-1]
	_, number := slugShape(last)
	for i, s := range segments {
		soft := softSegments[s] && i < len(segments)-1 && (i == 0 && len(segments) > 2 || number >= 5)
		if listSegments[s] && !soft {
			return unlikely
		}
	}
	if mediaFile(u) {
		return unlikely
	}
	if articleParameter(u) || datedPath(segments) && !allDigits(last) {
		return likely
	}
	slug := strings.TrimSuffix(last, path.Ext(last))
	if hasPageExtension(last) && pageNames[slug] {
		return unlikely
	}
	words, digits := slugShape(slug)
	switch {
	case words >= 4, digits >= 5, words >= 2 && digits >= 3:
		return likely
	case words == 3 || digits >= 3 || len(slug) >= 25:
		if len(segments) > 1 || hasPageExtension(last) {
			return likely
		}
		return unsure
	}
	for _, s := range segments[:len(segments)-1] {
		if articleSegments[s] {
			return likely
		}
	}
	if len(segments) > 1 && len(strings.Fields(text)) >= 5 {
		return likely
	}
	return unsure
}

// listingLike judges by its address whether a page is likely a list of articles: 1 for a section, which has
// a short path, 2 for an archive or the like, 0 for neither. Tags, people and tools are neither, and pages
// of days to come.
func listingLike(u *url.URL, text string, now time.Time) (rank int) {
	segments := pathSegments(u.Path)
	if len(segments) == 0 || len(segments) > maxListingSegments || mediaFile(u) {
		return 0
	}
	archive := false
	for _, s := range segments {
		if len(s) == 4 && allDigits(s) && s > now.Format("2006") {
			return 0
		}
		archive = archive || archiveSegments[strings.TrimSuffix(s, path.Ext(s))]
		if listSegments[s] && !archiveSegments[s] {
			return 0
		}
	}
	dated := datedPath(segments)
	last := segments[len(segments)-1]
	switch {
	case dated && allDigits(last):
		if day(segments).After(now) {
			return 0
		}
		return 2
	case archive && (len(segments) <= 3 || allDigits(last)):
		return 2
	case len(segments) > 2 || judge(u, text) == likely:
		return 0
	}
	return 1
}

// maxListingSegments is the longest path of a listing: /archive/news/2025/01/24/.
const maxListingSegments = 5

// day returns the first day that a dated path may stand for, zero if its parts are no numbers.
func day(segments []string) time.Time {
	var digits strings.Builder
	for _, s := range segments {
		if s = strings.NewReplacer("-", "", "_", "").Replace(s); allDigits(s) {
			digits.WriteString(s)
		}
	}
	s := digits.String()
	for _, layout := range []string{"20060102", "200601"} {
		if len(s) >= len(layout) {
			if t, err := time.Parse(layout, s[:len(layout)]); err == nil {
				return t
			}
		}
	}
	return time.Time{}
}

// mediaFile tells by the extension whether u is a file that holds no page.
func mediaFile(u *url.URL) bool { return mediaExtensions[strings.ToLower(path.Ext(u.Path))] }

// pathSegments returns the path's parts in lower case, without empty ones.
func pathSegments(p string) []string {
	return strings.FieldsFunc(strings.ToLower(p), func(r rune) bool { return r == '/' })
}

// datedPath finds a year followed by a month: /2025/01/, /2025-01-24/, /20250124/, or the like inside a slug.
func datedPath(segments []string) bool {
	for i, s := range segments {
		digits := strings.Map(func(r rune) rune {
			if r == '-' || r == '_' {
				return -1
			}
			return r
		}, s[:min(len(s), 10)])
		if len(digits) >= 8 && allDigits(digits[:8]) && plausibleDay(digits[:8]) {
			return true
		}
		if len(s) == 4 && allDigits(s) && plausibleDay(s+"0101") && i+1 < len(segments) {
			if next := segments[i+1]; len(next) <= 2 && allDigits(next) || months[next[:min(3, len(next))]] && len(next) <= 9 {
				return true
			}
		}
	}
	return false
}

func plausibleDay(s string) bool {
	return s >= "19900101" && s < "21000101" && s[4:6] >= "01" && s[4:6] <= "12" && s[6:8] >= "01" && s[6:8] <= "31"
}

// articleParameter finds an article's number in the query, as old content systems write it.
func articleParameter(u *url.URL) bool {
	if u.RawQuery == "" {
		return false
	}
	for key, values := range u.Query() {
		if numberParameters[strings.ToLower(key)] && len(values[0]) <= 12 && allDigits(values[0]) {
			return true
		}
	}
	return false
}

// slugShape counts a slug's words and the digits of its longest number. A slug in a script without
// ASCII letters counts a word for every three letters of one run.
func slugShape(slug string) (words, digits int) {
	for part := range strings.FieldsFuncSeq(slug, func(r rune) bool {
		return r == '-' || r == '_' || r == '+' || r == ' ' || r == ',' || r == '.'
	}) {
		n := 0
		letters := 0
		for _, r := range part {
			if '0' <= r && r <= '9' {
				n++
				digits = max(digits, n)
				continue
			}
			n = 0
			letters++
		}
		if letters > 0 {
			words++
			if letters != len(part) && utf8.RuneCountInString(part) >= 9 && part[0] >= utf8.RuneSelf {
				words += letters / 3
			}
		}
	}
	return words, digits
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func hasPageExtension(name string) bool {
	switch path.Ext(name) {
	case ".html", ".htm", ".shtml", ".xhtml", ".php", ".asp", ".aspx", ".jsp", ".ece", ".cms", ".stm":
		return true
	}
	return false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// The words that tell pages apart, in the languages of large news markets.
//
//nolint:misspell // they are not all English
var (
	// listSegments stand for lists, people, tools, shops and variants of pages.
	listSegments = set(`tag tags topic topics thema themen tema temas temaer emne emner etiket etiqueta etiquetas schlagwort
		stichwort keyword keywords sujet sujets onderwerp avainsana tagged category categories kategorie kategorien kategori
		categoria categorias categorie author authors autor autoren autores auteur auteurs autore profil profile profiles
		forfatter skribent journalist journalists reporter staff people user users member members team by byline bylines
		contributor contributors person persons section sections sekce rubrique rubriques seccion secciones
		search suche sok soeg sog recherche buscar busca busqueda pesquisa cerca zoeken haku szukaj hledat
		login log-in logout signin sign-in signup sign-up register registration account konto subscribe subscription
		subscriptions abonnement abo abos abonnieren suscripcion newsletter newsletters nyhedsbrev nyhetsbrev
		about about-us contact contact-us kontakt contacto contatti impressum imprint privacy privacy-policy datenschutz
		terms terms-of-use terms-of-service terms-and-conditions agb legal cookies cookie-policy advertise advertising
		jobs careers karriere stellenangebote help faq hilfe support feedback sitemap sitemaps archive archives archiv arkiv
		archivo feed feeds rss atom page pages seite side pagina share print drucken amp wp-content wp-admin wp-json wp-login.php
		wp-includes cdn-cgi cart checkout shop store comments comment reply trackback embed oembed api ajax static assets
		images img media-kit podcasts mediathek calendar kalender weather wetter crossword crosswords puzzles games horoscope
		coupons gutscheine vouchers tv-guide tv-programm epaper e-paper live-scores forum forums`)
	// archiveSegments are those of them that lead to all articles of a kind or time.
	archiveSegments = set(`archive archives archiv arkiv archivo category categories kategorie kategorien kategori categoria
		categorias categorie section sections sekce rubrique rubriques seccion secciones topic topics thema themen tema temas
		sitemap`)
	// softSegments may also be the first part of an article's path, or stand before its number.
	softSegments = set(`page pages people shop store archive archives topics topic thema tema kategorie category categories
		feed media-kit weather wetter games jobs team support mediathek podcasts side seite by store
		section sections rubrique rubriques seccion secciones contributor contributors`)
	// articleSegments are followed by one article, unlike their plurals.
	articleSegments  = set(`article artikel story noticia articolo artigo clanek post p a read view`)
	pageNames        = set(`index default home main start forside startseite`)
	numberParameters = set(`id p aid art artid article articleid article_id art_id artikel artikelid story storyid story_id
		nid newsid news_id sid postid post_id docid contentid idnews id_news itemid cid`)
	months          = set(`jan feb mar apr may jun jul aug sep oct nov dec mai okt dez maj dic ene abr ago set out`)
	mediaExtensions = set(`.jpg .jpeg .png .gif .webp .avif .svg .ico .bmp .tif .tiff .mp3 .m4a .ogg .wav .mp4 .m4v .mov .avi .webm
		.mkv .pdf .doc .docx .xls .xlsx .ppt .pptx .zip .gz .rar .exe .dmg .apk .css .js .json .xml .rss .atom .txt .ics .csv .woff
		.woff2 .ttf .eot .swf .epub`)
)
