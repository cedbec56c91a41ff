package extractor

import (
	"bytes"
	"strings"
	"testing"

	"newswire/article"
)

func TestVerdict(t *testing.T) {
	t.Parallel()
	links := strings.Repeat(`<li><a href="/coast/some-article-about-the-ferry">Ferry company promises better service on the island</a></li>`, 60)
	tests := []struct {
		name, url, html string
		want            Verdict
	}{
		{"article", "/coast/a", `<h1>Ferry held</h1>` + prose(4), VerdictArticle},
		{"news flash", "/coast/a", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry held"}</script><h1>Ferry held</h1><p>The island ferry has been held outside the harbour by strong wind. The company expects it at the quay by noon today.</p>`, VerdictArticle},
		{"article about cookies", "/tech/a", `<h1>What cookies know</h1>` + prose(4) + `<p>Browsers will ask for consent to cookies once and for all, and the partners will have to live with that choice.</p>`, VerdictArticle},
		{"empty", "/coast/a", `<h1>Ferry held</h1>`, VerdictEmpty},
		{"consent", "/coast/a", `<title>Your privacy choices</title><div class="consent-box"><h1>We value your privacy</h1><p>We and our 812 partners store and access personal data, like cookies, on your device. Choose accept to give consent to cookies and personalised ads by us and our partners.</p><button>Accept all</button></div>`, VerdictConsentWall},
		{"German consent", "/coast/a", `<title>Zustimmung</title><div><h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Zustimmung können Sie jederzeit widerrufen. Wir und unsere Partner verarbeiten personenbezogene Daten mit Ihrer Einwilligung durch Cookies.</p></div>`, VerdictConsentWall},
		{"challenge", "/coast/a", `<title>Just a moment...</title><h1>news.example.com</h1><p>Verifying you are human. This may take a few seconds.</p>`, VerdictBotChallenge},
		{"captcha", "/coast/a", `<title>example.com</title><p>We have detected unusual traffic from your computer network. Please solve this captcha to go on.</p>`, VerdictBotChallenge},
		{"soft 404", "/coast/gone", `<title>Page not found | Example</title><h1>Page not found</h1><p>The page that you are looking for has moved or never was.</p>`, VerdictSoft404},
		{"Danish soft 404", "/coast/gone", `<title>Siden findes ikke</title><h1>Siden findes ikke</h1><p>Prøv at søge efter det, du mangler.</p>`, VerdictSoft404},
		{"front page", "/", `<title>Example News</title><h1>Example News</h1><ul>` + links + `</ul>`, VerdictSectionFront},
		{"section", "/coast/", `<title>Coast</title><h1>Coast</h1><ul>` + links + `</ul>`, VerdictSectionFront},
		{"section with a date at the foot", "/coast/", `<title>Coast</title><h1>Coast</h1><ul>` + links + `</ul><div>24 January 2025</div>`, VerdictSectionFront},
		{"paywall", "/coast/a", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry held","isAccessibleForFree":false}</script><h1>Ferry held</h1><p>The island ferry has been held outside the harbour by strong wind since the early hours of the morning, and nobody on the quay knows when it will come in.</p><div class="paywall"><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in.</p></div>`, VerdictPaywallStub},
		{"state of another text", "/coast/a", `<title>Ferry held outside the harbour</title><h1>Ferry held outside the harbour</h1>` + state(`{"consent":{"text":"`+smallPrint+`"}}`), VerdictEmpty},
		{"state of a soft 404", "/coast/gone", `<title>Page not found | Example</title><h1>Page not found</h1>` + state(`{"title":"Page not found | Example","body":"`+smallPrint+`"}`), VerdictSoft404},
		{"article about partners", "/coast/a", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry held","datePublished":"2025-01-24T08:31:00Z"}</script><h1>Ferry held</h1>` + partners, VerdictArticle},
		{"video", "/video/a", `<h1>Ferry in the storm</h1><video src="a.mp4"></video>`, VerdictVideo},
		{"audio", "/audio/a", `<h1>Ferry in the storm</h1><audio src="a.mp3"></audio>`, VerdictAudio},
		{"gallery", "/photos/a", `<script type="application/ld+json">{"@type":"ImageGallery","name":"Ferry in the storm"}</script><h1>Ferry in the storm</h1><img src="1.jpg"><img src="2.jpg">`, VerdictGallery},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := read(t, &article.Page{URL: "https://news.example.com" + tt.url, Body: []byte("<html><body>" + tt.html)})
			if r.Verdict != tt.want {
				t.Errorf("Verdict = %q, want %q; body %q", r.Verdict, tt.want, r.Article.Body)
			}
			if r.Verdict.IsArticle() != (r.Article.Kind != "") {
				t.Errorf("Kind = %q with verdict %q", r.Article.Kind, r.Verdict)
			}
		})
	}
}

// smallPrint is a text that sites hand to their scripts beside the article.
var smallPrint = strings.Repeat("The site keeps what you choose here for half a year and asks again after that. ", 12)

func state(json string) string { return `<script type="application/json">` + json + `</script>` }

// partners is a short report in which what requests for consent speak of is news.
const partners = `<p>The ferry company and its partners on the island have signed a contract for a second boat. The partners pay a third of it, the county the rest, and the company keeps the privacy of its books, as the council had asked. None of the partners wants to say what the boat will cost, and the mayor gave his consent to that on Friday in the town hall, where the partners met for two hours.</p>`

func TestVerdictByStatus(t *testing.T) {
	t.Parallel()
	p := &article.Page{URL: "https://news.example.com/a", Status: 404, Body: []byte("<h1>Oh no</h1><p>Nothing here but the wind and the gulls above the quay.</p>")}
	if got := read(t, p).Verdict; got != VerdictSoft404 {
		t.Errorf("Verdict = %q, want %q", got, VerdictSoft404)
	}
}

func TestKind(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, head, url string
		want            article.Kind
	}{
		{"article", "", "/coast/a", article.KindArticle},
		{"live by headline", "", "/coast/b", article.KindLive},
		{"live", `<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Storm"}</script>`, "/coast/a", article.KindLive},
		{"opinion by markup", `<script type="application/ld+json">{"@type":"OpinionNewsArticle","headline":"Storm"}</script>`, "/coast/a", article.KindOpinion},
		{"opinion by address", "", "/opinion/a", article.KindOpinion},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := page(tt.head, "")
			p.URL = "https://news.example.com" + tt.url
			if tt.name == "live by headline" {
				p.Body = bytes.ReplaceAll(p.Body, []byte("Ferry Held"), []byte("Live updates: Ferry Held"))
			}
			if got := read(t, p).Article.Kind; got != tt.want {
				t.Errorf("Kind = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAccess(t *testing.T) {
	t.Parallel()
	const wall = `<div class="paywall">Subscribe</div>`
	for _, tt := range []struct{ name, head, top, want string }{
		{"free", ld(`"isAccessibleForFree":true`), "", accessFree},
		{"free but walled", ld(`"isAccessibleForFree":"True"`), wall, ""},
		{"paid", ld(`"isAccessibleForFree":"False"`), wall, accessPaid},
		{"paid but open", ld(`"isAccessibleForFree":false`), "", ""},
		{"metered", `<meta property="article:content_tier" content="metered">`, wall, accessMetered},
		{"silent", "", wall, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := read(t, page(tt.head, tt.top)).Article.Access; got != tt.want {
				t.Errorf("Access = %q, want %q", got, tt.want)
			}
		})
	}
}
