package extractor

import "newswire/article"

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

// judge settles what the page is.
func (r *reading) judge() {
	r.Verdict = VerdictArticle
	r.Article.Kind = article.KindArticle
	if r.Article.Body == "" {
		r.Verdict = VerdictEmpty
	}
}
