package extractor

import "strings"

// hint is what an element's class, id and tag say of its role, one bit each.
type hint uint32

const (
	hintByline hint = 1 << iota
	hintDate
	hintModified
	hintSection
	hintCrumbs
	hintTags
	hintHeadline
	hintPaywall
	hintConsent
	hintMeta // the line under a headline that holds byline and date together

	// The zones: what stands inside such an element is seen in its light.
	zoneArticle  // the article
	zoneTeaser   // links to other articles
	zoneComments // readers' comments
	zoneNav      // menus, the site's header
	zoneFooter   // the site's or the article's foot
	zoneFigure   // a picture and its caption
	zoneHidden   // not shown

	zones = zoneArticle | zoneTeaser | zoneComments | zoneNav | zoneFooter | zoneFigure | zoneHidden
	// zoneAside is where nothing stands for the article itself.
	zoneAside = zoneTeaser | zoneComments | zoneNav | zoneFooter | zoneFigure | zoneHidden
)

// classHints reads a class or id attribute. Words end at anything that is no letter and where camel
// case starts a new one. It is called for every element of a page, so it allocates nothing.
func classHints(s string) hint {
	var h hint
	var lower [24]byte // of longer words the rest does not count
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && 'A' <= s[i] && s[i] <= 'Z' {
			i++
		}
		capitals := i > from
		for i < len(s) && 'a' <= s[i] && s[i] <= 'z' {
			i++
		}
		word := s[from:min(i, from+len(lower))]
		switch {
		case word == "":
			i++
		case capitals:
			n := copy(lower[:], word)
			for j := range lower[:n] {
				lower[j] |= 0x20
			}
			h |= wordHints(string(lower[:n]))
		default:
			h |= wordHints(word)
		}
	}
	return h
}

// smallLetters maps ASCII letters to lower case, and all else to 0.
var smallLetters = func() (t [256]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	return t
}()

// wordHints reads one word of a class, in lower case.
func wordHints(w string) hint {
	if len(w) < 2 {
		return 0
	}
	switch w {
	case "byline", "bylines", "author", "authors", "autor", "autoren", "autores", "autore", "auteur", "auteurs",
		"verfasser", "redakteur", "reporter", "writer", "writers", "journalist", "contributor", "contributors",
		"autoria", "firma", "firmas", "skribent", "forfatter", "forfattere", "toimittaja", "yazar", "penulis",
		"szerzo", "autors", "autorius", "avtor", "by", "writtenby", "creator", "signature", "signatur",
		"signatura", "firmante", "kirjoittaja", "journaliste", "redacteur", "redactor", "staff", "reporters":
		return hintByline
	case "date", "dates", "datetime", "time", "timestamp", "datum", "fecha", "published", "publish", "pubdate",
		"dateline", "posted", "publication", "publicado", "datepublished", "dato", "tarih", "zeit", "stamp",
		"created", "pubtime", "dato-published", "tid", "paivays", "datetimes", "pub", "released", "release",
		"publikation", "veroeffentlicht", "publicacion", "publikacji", "ngay", "tanggal", "hora":
		return hintDate
	case "updated", "modified", "update", "lastmod", "actualizado", "aktualisiert", "oppdatert", "changed", "revised":
		return hintModified | hintDate
	case "kicker", "eyebrow", "overline", "topline", "category", "categories", "rubric", "rubrik", "rubrique",
		"categoria", "ressort", "sectionname", "sectionlabel", "volanta", "cintillo", "cat", "seccion", "kategori",
		"kategorie", "kategoria", "dachzeile", "spitzmarke", "flag", "roofline":
		return hintSection
	case "breadcrumb", "breadcrumbs", "crumb", "crumbs", "ariane", "brotkrumen", "migas", "rootline", "breadcrumblist":
		return hintCrumbs
	case "tag", "tags", "keyword", "keywords", "tagged", "topics", "temas", "etiquetas", "schlagworte", "taglist",
		"tagcloud", "stichworte", "emner", "amnen":
		return hintTags
	case "headline", "heading", "title", "titulo", "titre", "titel", "titolo", "hed", "headlines":
		return hintHeadline
	case "paywall", "regwall", "piano", "metered", "subscriber", "premium", "paid":
		return hintPaywall
	case "consent", "gdpr", "cookiewall", "cmp", "onetrust", "didomi", "sourcepoint", "usercentrics":
		return hintConsent
	case "meta", "metadata", "info", "infos", "postmeta", "entrymeta", "articlemeta", "attribution", "details", "publishing":
		return hintMeta
	case "article", "story", "post", "entry", "artikel", "articulo", "storybody", "articlebody":
		return zoneArticle
	case "related", "recommended", "recommendations", "recommendation", "trending", "popular", "mostread",
		"teaser", "teasers", "promo", "promos", "sidebar", "aside", "rail", "recirc", "recirculation", "outbrain",
		"taboola", "carousel", "newsletter", "readmore", "latest", "relacionadas", "relacionados",
		"recommend", "morefrom", "upnext", "nextarticle", "suggested", "similar", "advert", "ad", "ads", "sponsored",
		"slider", "swiper", "ticker", "readnext":
		return zoneTeaser
	case "comment", "comments", "disqus", "commentlist", "kommentare", "comentarios", "commentaires", "respond", "replies":
		return zoneComments
	case "nav", "menu", "navbar", "navigation", "masthead", "topbar", "navi", "megamenu", "offcanvas":
		return zoneNav
	case "footer", "colophon":
		return zoneFooter
	case "figure", "caption", "figcaption", "gallery", "legend", "slideshow", "imagecaption":
		return zoneFigure
	}
	return compoundHints(w)
}

// compoundHints reads words that templates write without a joint, such as "articledate".
func compoundHints(s string) hint {
	if len(s) < 8 {
		return 0
	}
	switch {
	case strings.HasSuffix(s, "author"), strings.HasSuffix(s, "byline"), strings.HasPrefix(s, "author"), strings.HasPrefix(s, "byline"):
		return hintByline
	case strings.HasSuffix(s, "update"), strings.HasSuffix(s, "candidate"), strings.HasSuffix(s, "validate"),
		strings.HasPrefix(s, "today"), strings.HasPrefix(s, "current"):
		return 0
	case strings.HasSuffix(s, "date"), strings.HasPrefix(s, "publish"), strings.HasPrefix(s, "posted"):
		return hintDate
	case strings.HasPrefix(s, "breadcrumb"):
		return hintCrumbs
	case strings.HasPrefix(s, "related"), strings.HasPrefix(s, "recommend"):
		return zoneTeaser
	case strings.HasPrefix(s, "headline"):
		return hintHeadline
	case strings.HasPrefix(s, "paywall"):
		return hintPaywall
	}
	return 0
}
