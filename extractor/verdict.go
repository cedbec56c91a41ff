package extractor

import (
	"net/http"
	"strings"
	"unicode"

	"newswire/article"
)

// Verdict tells what a page is: an article, or the name of what stands in its place.
type Verdict string

// The verdicts.
const (
	VerdictArticle      Verdict = "article"
	VerdictConsentWall  Verdict = "consent_wall"  // asks for consent to cookies before it shows anything
	VerdictBotChallenge Verdict = "bot_challenge" // wants proof of a human visitor
	VerdictPaywallStub  Verdict = "paywall_stub"  // a teaser and an offer to subscribe
	VerdictSoft404      Verdict = "soft_404"      // says that there is no such page, whatever the status
	VerdictSectionFront Verdict = "section_front" // lists articles
	VerdictGallery      Verdict = "gallery"       // pictures with no text of their own
	VerdictVideo        Verdict = "video"         // a player with no text of its own
	VerdictAudio        Verdict = "audio"         // a player with no text of its own
	VerdictEmpty        Verdict = "empty"         // no text
)

// IsArticle tells whether the page is to be stored.
func (v Verdict) IsArticle() bool { return v == VerdictArticle }

// Bounds on the words of a body.
const (
	fewWords  = 15  // less is no text of its own
	stubWords = 120 // more is an article, whatever else the page says
)

// judge settles what the page is. Walls, challenges and error pages are told by what they say, in place
// of a text of any length: an article about cookies is longer than a request for consent to them. Challenges and error pages are told by what the page itself shows,
// since scripts' states hold texts of the site as well.
func (r *reading) judge(words int) {
	r.Verdict = VerdictArticle
	said := ""
	if r.shownWords < stubWords && r.index.body != nil {
		said = strings.ToLower(text(r.index.body, 8000))
	}
	titles := []string{strings.ToLower(r.index.title), strings.ToLower(r.Article.Title)}
	missing := r.page.Status == http.StatusNotFound || r.page.Status == http.StatusGone
	undeclared := r.shownWords < stubWords && !r.isDatedArticle(words)
	switch {
	case undeclared && (entitled(titles, challengeTitles) || says(said, challengeWords)):
		r.Verdict = VerdictBotChallenge
	case undeclared && entitled(titles, missingTitles) || r.shownWords < stubWords && missing:
		r.Verdict = VerdictSoft404
	case words < 2*stubWords && !r.isDatedArticle(words) && r.asksConsent(said, words):
		r.Verdict = VerdictConsentWall
	case r.isFront(words):
		r.Verdict = VerdictSectionFront
	case words < stubWords && r.isStub(said, words):
		r.Verdict = VerdictPaywallStub
	case words >= fewWords:
	case r.describes("VideoObject", "Clip") || r.videos > 0:
		r.Verdict = VerdictVideo
	case r.describes("AudioObject", "PodcastEpisode") || r.audios > 0:
		r.Verdict = VerdictAudio
	case r.describes("ImageGallery", "MediaGallery") || len(r.Article.Images) > 2:
		r.Verdict = VerdictGallery
	default:
		r.Verdict = VerdictEmpty
	}
	if r.Verdict == VerdictArticle {
		r.Article.Kind = r.kind(words)
	}
}

// isDatedArticle tells whether the page declares an article with the time of its publication, and has some
// text: no wall and no error page does.
func (r *reading) isDatedArticle(words int) bool {
	return words >= fewWords && !r.Article.PublishedAt.IsZero() && r.describesArticle()
}

// entitled tells whether one of the titles is one of the phrases, and little else.
func entitled(titles, phrases []string) bool {
	const rest = 50 // bytes of the longest site's name beside the phrase
	for _, title := range titles {
		for _, p := range phrases {
			if len(title) <= len(p)+rest && strings.Contains(title, p) {
				return true
			}
		}
	}
	return false
}

func says(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// asksConsent tells a page that asks for consent in place of its text: nearly every sentence that it
// has is about that. Said is all that the page says, where that is little.
func (r *reading) asksConsent(said string, words int) bool {
	if words < fewWords {
		hits := mentions(said, consentWords)
		return hits >= 8 || hits >= 2 && r.seen&hintConsent != 0
	}
	// One mention in twelve words is what such a text has; an article about it has one in fifty.
	about := mentions(strings.ToLower(r.Article.Body), consentWords)
	return about >= 4 && 15*about >= words
}

// mentions counts the words in s, each up to four times.
func mentions(s string, words []string) int {
	n := 0
	for _, w := range words {
		n += min(strings.Count(s, w), 4)
	}
	return n
}

// isFront tells a page that lists articles: the site's own front page, or mostly links and nothing that
// calls itself an article.
func (r *reading) isFront(words int) bool {
	path := strings.Trim(r.address.Path, "/")
	dated := !r.Article.PublishedAt.IsZero() && r.Article.Extraction.Rules["published_at"] != "visible.only"
	if r.describesArticle() || dated && path != "" {
		return false
	}
	if path == "" || path == "index.html" {
		return words < 3*stubWords
	}
	if r.describes("CollectionPage", "ItemList", "SearchResultsPage") && words < 2*stubWords {
		return true
	}
	if words < fewWords && r.anchors >= 15 && 10*r.linkText > 4*r.text {
		return true
	}
	return words < stubWords && r.anchors > 40 && 10*r.linkText > 6*r.text
}

// isStub tells a teaser with an offer to subscribe below it.
func (r *reading) isStub(said string, words int) bool {
	paid := r.declaredAccess() == accessPaid
	switch {
	case words < fewWords/2:
		return paid
	case r.seen&hintPaywall != 0:
		return paid || says(said, offerWords)
	}
	return paid && says(said, offerWords)
}

// describes tells whether structured data say that the page is about a thing of one of the kinds.
func (r *reading) describes(kinds ...string) bool {
	return len(r.linked.first(kinds...).props) > 0
}

func (r *reading) describesArticle() bool {
	for _, it := range r.things {
		if rank(it.kinds()) == 3 {
			return true
		}
	}
	content, _ := r.meta1("og:type")
	return strings.EqualFold(content, "article")
}

// kind tells the form of an article.
func (r *reading) kind(words int) article.Kind {
	kinds := map[string]bool{}
	for _, it := range r.things {
		for _, k := range it.kinds() {
			kinds[k] = true
		}
	}
	switch {
	case kinds["LiveBlogPosting"] || says(strings.ToLower(r.Article.Title), liveTitles) || r.inPathAny("live", "liveblog", "live-blog", "livebericht", "liveticker", "ticker", "en-direct", "directo", "direct"):
		return article.KindLive
	case r.slugBegins("liveblog", "live-blog", "liveticker", "live-ticker", "live-updates", "livebericht"):
		return article.KindLive
	case words < stubWords && r.slugBegins("fotostrecke", "bildergalerie", "bilderstrecke", "photo-gallery", "fotogalerie", "fotogaleria", "diaporama"):
		return article.KindGallery
	case words < stubWords && (kinds["ImageGallery"] || kinds["MediaGallery"] || len(r.Article.Images) >= 5 || r.inPathAny("gallery", "galleries", "photos", "bilder", "bildergalerie", "fotostrecke", "diaporama", "galeria", "fotos", "foto")):
		return article.KindGallery
	case words < stubWords && (kinds["VideoObject"] || r.inPathAny("video", "videos")):
		return article.KindVideo
	case words < stubWords && (kinds["PodcastEpisode"] || kinds["AudioObject"] || r.inPathAny("podcast", "podcasts", "audio")):
		return article.KindAudio
	case kinds["OpinionNewsArticle"] || r.inPathAny("opinion", "opinions", "commentisfree", "meinung", "kommentar", "kommentare", "opinie", "opinie", "debatt", "ledare", "leder", "editorial", "editorials",
		"columns", "columnists", "opinioni", "tribune", "opinions", "opinion-columns", "mielipide", "publicystyka", "komentarze", "nuomones", "op-ed"):
		return article.KindOpinion
	}
	return article.KindArticle
}

// inPathAny tells whether a segment of the address is one of the words.
func (r *reading) inPathAny(words ...string) bool {
	for part := range strings.SplitSeq(r.address.Path, "/") {
		for _, w := range words {
			if strings.EqualFold(part, w) {
				return true
			}
		}
	}
	return false
}

// slugBegins tells whether a segment of the address begins with one of the words.
func (r *reading) slugBegins(words ...string) bool {
	for part := range strings.SplitSeq(strings.ToLower(r.address.Path), "/") {
		for _, w := range words {
			if strings.HasPrefix(part, w+"-") {
				return true
			}
		}
	}
	return false
}

// countWords counts the words of s up to limit; in scripts without blanks two characters make a word.
func countWords(s string, limit int) int {
	words, glyphs, inside := 0, 0, false
	for _, c := range s {
		switch {
		case c >= 0x3040 && c < 0xac00 || c >= 0x0e00 && c < 0x0e80:
			glyphs, inside = glyphs+1, false
		case unicode.IsSpace(c):
			inside = false
		case !inside:
			words, inside = words+1, true
		}
		if words+glyphs/2 >= limit {
			return limit
		}
	}
	return words + glyphs/2
}
