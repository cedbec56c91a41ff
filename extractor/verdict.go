package extractor

import (
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
// of a text of any length: an article about cookies is longer than a request for consent to them.
func (r *reading) judge(words int) {
	r.Verdict = VerdictArticle
	said := ""
	if words < stubWords && r.index.body != nil {
		said = strings.ToLower(text(r.index.body, 8000))
	}
	switch titles := strings.ToLower(r.index.title + "\n" + r.Article.Title); {
	case words < stubWords && (says(titles, challengeTitles) || says(said, challengeWords)):
		r.Verdict = VerdictBotChallenge
	case words < stubWords && (says(titles, missingTitles) || r.page.Status == 404 || r.page.Status == 410):
		r.Verdict = VerdictSoft404
	case words < 2*stubWords && r.asksConsent(said, words):
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

func says(s string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

var challengeTitles = []string{"just a moment...", "attention required!", "access denied", "are you a robot", "bot verification", "security check", "pardon our interruption",
	"human verification", "ddos-guard", "checking your browser", "captcha", "request rejected", "access to this page has been denied", "one moment, please", "nur einen moment", "un instant…",
	"вы не робот", "bist du ein mensch", "sind sie ein mensch", "êtes-vous un robot", "eres un robot", "sei un robot", "é um robô", "ロボットではありません", "로봇이 아닙니다"}

var challengeWords = []string{"verify you are human", "verify you are a human", "verifying you are human", "checking your browser before", "enable javascript and cookies to continue",
	"unusual traffic from your computer", "confirm you are not a robot", "confirm that you're not a robot", "confirm you’re not a robot", "prove you are human", "prove you're not a robot", "request unsuccessful. incapsula",
	"press & hold to confirm", "ddos protection by", "completing the captcha", "please solve this captcha", "bestätigen sie, dass sie ein mensch", "vérifier que vous êtes humain", "verifica que eres humano",
	"запросы отправляли вы, а не робот", "подтвердите, что вы не робот", "підтвердьте, що ви не робот", "ik ben geen robot", "je ne suis pas un robot", "ich bin kein roboter", "no soy un robot", "não sou um robô", "non sono un robot"}

var missingTitles = []string{"page not found", "404 not found", "error 404", "404 error", "404 -", "404 |", "404:", "not found |", "not found -", "page cannot be found", "page can't be found", "page can’t be found",
	"page doesn't exist", "page does not exist", "no longer available", "seite nicht gefunden", "nicht gefunden", "seite existiert nicht", "page introuvable", "page non trouvée", "página no encontrada",
	"no se encuentra la página", "pagina non trovata", "página não encontrada", "pagina niet gevonden", "siden ble ikke funnet", "siden blev ikke fundet", "siden findes ikke", "fant ikke siden", "sidan kunde inte hittas",
	"sidan hittades inte", "sidan finns inte", "sivua ei löytynyt", "nie znaleziono strony", "strona nie istnieje", "stránka nenalezena", "stránka nebola nájdená", "страница не найдена", "сторінку не знайдено", "sayfa bulunamadı",
	"az oldal nem található", "pagina nu a fost găsită", "η σελίδα δεν βρέθηκε", "ページが見つかりません", "お探しのページ", "页面不存在", "找不到頁面", "找不到页面", "페이지를 찾을 수 없습니다", "halaman tidak ditemukan", "الصفحة غير موجودة", "không tìm thấy trang",
	"no encontramos la página", "no hemos encontrado la página", "la página no existe", "não encontramos a página", "a página não existe", "cette page n'existe pas", "cette page n’existe pas", "la pagina non esiste",
	"deze pagina bestaat niet", "такой страницы нет", "страница не существует", "сторінка не існує", "صفحه مورد نظر یافت نشد", "পৃষ্ঠাটি পাওয়া যায়নি"}

// consentWords are of the consent to tracking, in lower case.
var consentWords = []string{"cookie", "consent", "privacy", "partners", "personal data", "legitimate interest", "personalised ad", "personalized ad", "store and/or access",
	"datenschutz", "einwilligung", "zustimm", "werbung", "partnern", "personenbezogene", "données personnelles", "partenaires", "consentement", "accepter", "datos personales", "consentimiento",
	"socios", "dati personali", "consenso", "partner", "toestemming", "persoonsgegevens", "akkoord", "samtykke", "samtycke", "personuppgifter", "personopplysninger", "zgod", "danych osobowych", "souhlas", "súhlas", "suostumus", "çerez", "куки", "согласи"}

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
	if r.describesArticle() || !r.Article.PublishedAt.IsZero() && path != "" {
		return false
	}
	if path == "" || path == "index.html" {
		return words < 3*stubWords
	}
	if r.describes("CollectionPage", "ItemList", "SearchResultsPage") && words < 2*stubWords {
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

// offerWords are how pages offer a subscription, in lower case.
var offerWords = []string{"subscribe to continue", "subscribe to read", "continue reading", "already a subscriber", "to read the full", "keep reading", "for subscribers only", "subscribers only",
	"subscribe now", "start your free trial", "create a free account to", "jetzt weiterlesen", "weiterlesen mit", "abonnieren", "sie haben bereits ein", "mit abo", "jetzt testen", "réservé aux abonnés",
	"il vous reste", "déjà abonné", "abonnez-vous", "suscríbete", "solo para suscriptores", "contenido exclusivo", "ya eres suscriptor", "riservato agli abbonati", "abbonati", "continua a leggere",
	"exclusivo para assinantes", "assine", "alleen voor abonnees", "word abonnee", "lees verder", "kun for abonnenter", "bli abonnent", "allerede abonnent", "for abonnenter", "bliv abonnent", "bli prenumerant",
	"läs vidare", "för prenumeranter", "tilaajille", "jo tilaaja", "tylko dla prenumeratorów", "czytaj dalej", "pouze pro předplatitele", "predplatné", "előfizet", "abonare", "подписк", "会員限定", "続きを読む", "有料会員", "구독"}

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

// liveTitles are how headlines of live blogs begin or end, in lower case.
var liveTitles = []string{"live:", "live –", "live -", "live |", "live updates", "live blog", "liveblog", "liveticker", "live-ticker", "live-blog", "as it happened", "minuto a minuto",
	"en direct", "direkte:", "direkt:", "in diretta", "relacja na żywo", "онлайн-трансляция", "canlı:"}

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
