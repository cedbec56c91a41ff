package extractor

import (
	"strings"
	"testing"

	"newswire/article"
)

// What stands in an article's place is told in any language; a short article stays one whatever it is about.
func TestVerdictInLanguages(t *testing.T) {
	t.Parallel()
	ld := func(kind, rest string) string {
		return `<script type="application/ld+json">{"@context":"https://schema.org","@type":"` + kind + `"` + rest + `}</script>`
	}
	news := ld("NewsArticle", `,"headline":"x","datePublished":"2024-05-04T10:00:00Z"`)
	unpaid := ld("NewsArticle", `,"headline":"x","isAccessibleForFree":false`)
	menu := strings.Repeat(`<li><a href="/x">Politika a společnost v kraji, zprávy dne</a></li>`, 60)
	cards := func(title, teaser string) string {
		return strings.Repeat(`<div class="card"><a href="/clanek/1"><img src="a.jpg"><h3>`+title+`</h3></a><p>`+teaser+`</p></div>`, 25)
	}
	tests := []struct {
		name, url, html string
		want            Verdict
	}{
		// Consent.
		{"French consent", "/a", `<title>Gestion des cookies</title><h1>Le respect de votre vie privée est notre priorité</h1><p>Avec nos 146 partenaires, nous utilisons des cookies pour stocker et consulter des données personnelles. Vous pouvez accepter, refuser ou retirer votre consentement à tout moment dans notre politique de cookies.</p><button>Accepter</button>`, VerdictConsentWall},
		{"Spanish consent", "/a", `<title>Diario</title><div id="consent"><p>Nosotros y nuestros 800 socios almacenamos datos personales como cookies. Con su consentimiento podemos tratar sus datos personales. Puede retirar su consentimiento cuando quiera.</p></div>`, VerdictConsentWall},
		{"Dutch consent", "/a", `<title>Toestemming</title><h1>Cookies op deze site</h1><p>Met uw toestemming gebruiken wij en onze partners cookies en verwerken wij persoonsgegevens. Klik op akkoord om toestemming te geven.</p>`, VerdictConsentWall},
		{"Polish consent", "/a", `<title>Szanujemy Twoją prywatność</title><p>My i nasi partnerzy przechowujemy pliki cookie i przetwarzamy dane osobowe. Klikając „Zgadzam się” wyrażasz zgodę na przetwarzanie danych osobowych. Zgoda jest dobrowolna, a cookies można wyłączyć.</p>`, VerdictConsentWall},
		{"Danish consent", "/a", `<title>Samtykke</title><p>Vi og vores partnere bruger cookies. Giv samtykke til cookies, så kan vi og vores partnere vise annoncer. Du kan trække dit samtykke tilbage.</p>`, VerdictConsentWall},
		{"Japanese consent", "/a", `<title>クッキーの同意</title><div class="consent"><p>当サイトはCookieを使用しています。Cookieの使用に同意いただける場合は「同意する」を押してください。プライバシーポリシーでCookieの設定を変更できます。</p></div>`, VerdictConsentWall},
		{"article on a fine for cookies", "/tech/a", news + `<h1>Data watchdog fines retailer</h1><p>The data protection authority has fined a furniture retailer 400,000 euros over the banner on its web shop. Customers could accept at one click, and refuse only after four. The retailer says that it will appeal. A court is expected to hear the case in the autumn, and other shops have already changed their pages to be safe.</p>`, VerdictArticle},
		// Challenges.
		{"French challenge", "/a", `<title>Vérification de sécurité</title><h1>Un instant</h1><p>Nous devons vérifier que vous êtes humain avant de continuer.</p>`, VerdictBotChallenge},
		{"Italian challenge", "/a", `<title>Accesso</title><p>Conferma di non essere un robot per continuare. Completa il captcha qui sotto.</p>`, VerdictBotChallenge},
		{"Polish challenge", "/a", `<title>Weryfikacja</title><p>Potwierdź, że nie jesteś robotem. Wykryliśmy nietypowy ruch z Twojej sieci.</p>`, VerdictBotChallenge},
		{"Turkish challenge", "/a", `<title>Bir dakika lütfen...</title><p>İnsan olduğunuz doğrulanıyor. Bu işlem birkaç saniye sürebilir.</p>`, VerdictBotChallenge},
		{"Chinese challenge", "/a", `<title>请稍候…</title><p>正在验证您是否是真人。这可能需要几秒钟时间。</p>`, VerdictBotChallenge},
		{"Japanese challenge", "/a", `<title>アクセス確認</title><p>あなたがロボットではないことを確認してください。</p>`, VerdictBotChallenge},
		{"Portuguese challenge", "/a", `<title>Só um momento</title><p>Confirme que é humano. A ligação está a ser verificada.</p>`, VerdictBotChallenge},
		{"short article on robots", "/ciencia/a", news + `<title>¿Eres un robot? Un juez decide</title><h1>¿Eres un robot? Un juez decide</h1><p>Un juez de Vigo ha decidido que una casilla no basta para firmar un contrato. La empresa puede recurrir hasta el lunes.</p>`, VerdictArticle},
		{"short article on captchas", "/tech/a", news + `<title>Captcha maker cuts a hundred jobs</title><h1>Captcha maker cuts a hundred jobs</h1><p>The company behind the puzzles that ask visitors to prove you are human is to cut a hundred jobs. Unions were told on Friday.</p>`, VerdictArticle},
		{"short article on access", "/war/a", news + `<title>Access denied: reporters kept from harbour</title><h1>Access denied: reporters kept from harbour</h1><p>Reporters were kept from the harbour on Sunday while the convoy was unloaded. The ministry gave no reason for it.</p>`, VerdictArticle},
		// Missing pages.
		{"French 404", "/a", `<title>Erreur 404 - Le Quotidien</title><h1>Oups !</h1><p>La page que vous cherchez n'existe pas ou n'existe plus. Revenez à l'accueil.</p>`, VerdictSoft404},
		{"German 404", "/a", `<title>Der Bote</title><h1>Seite nicht gefunden</h1><p>Die Seite, die Sie suchen, gibt es nicht mehr. Vielleicht hilft die Suche weiter.</p>`, VerdictSoft404},
		{"Hebrew 404", "/a", `<title>העמוד לא נמצא</title><h1>העמוד לא נמצא</h1><p>ייתכן שהעמוד הוסר או שהכתובת שגויה.</p>`, VerdictSoft404},
		{"Hindi 404", "/a", `<title>पेज नहीं मिला</title><h1>पेज नहीं मिला</h1><p>आप जिस पेज को खोज रहे हैं वह उपलब्ध नहीं है।</p>`, VerdictSoft404},
		{"Thai 404", "/a", `<title>ไม่พบหน้าที่คุณต้องการ</title><h1>ไม่พบหน้าที่คุณต้องการ</h1><p>ลองค้นหาอีกครั้ง</p>`, VerdictSoft404},
		{"Croatian 404", "/a", `<title>Stranica nije pronađena</title><h1>Stranica nije pronađena</h1><p>Tražena stranica ne postoji ili je premještena.</p>`, VerdictSoft404},
		{"article on what is no longer sold", "/food/a", news + `<title>Island cheese no longer available on the mainland</title><h1>Island cheese no longer available on the mainland</h1><p>The last dairy on Holm has stopped sending its cheese to the mainland, where it was sold for sixty years. Ferry fares were the reason, the dairyman says. On the island it stays on sale, at the farm gate and in both shops.</p>`, VerdictArticle},
		// Stubs.
		{"Danish stub", "/a", unpaid + `<h1>Færgen blev liggende</h1><p>Færgen til Holm blev liggende i havnen i tre dage, mens stormen trak forbi, og øen løb tør for mælk og brød.</p><div class="paywall"><p>Artiklen er kun for abonnenter. Bliv abonnent og læs videre.</p></div>`, VerdictPaywallStub},
		{"Italian stub", "/a", unpaid + `<h1>Il traghetto fermo</h1><p>Il traghetto per l'isola è rimasto fermo in porto per tre giorni, e sull'isola sono finiti il latte e il pane.</p><div class="paywall"><p>Articolo riservato agli abbonati. Abbonati per continuare a leggere.</p></div>`, VerdictPaywallStub},
		{"Korean stub", "/a", unpaid + `<h1>연락선 사흘째 결항</h1><p>홀름섬으로 가는 연락선이 폭풍으로 사흘째 항구에 묶여 있으며 섬에는 우유와 빵이 떨어졌다고 주민들이 전했다.</p><div class="paywall"><p>이 기사는 구독자 전용입니다. 구독하고 계속 읽기</p></div>`, VerdictPaywallStub},
		// Fronts.
		{"Czech section", "/zpravy/regiony", `<title>Regiony - Kurýr</title><h1>Regiony</h1><ul>` + menu + `</ul>`, VerdictSectionFront},
		{"section of cards", "/zpravy/domaci/", `<title>Domácí - Kurýr</title><meta property="og:type" content="website"><h1>Domácí</h1>` + cards("Trajekt na ostrov zůstal třetí den v přístavu", "Bouře nepolevuje."), VerdictSectionFront},
		{"section that says so", "/coast", ld("CollectionPage", `,"name":"Coast"`) + `<title>Coast</title><h1>Coast</h1>` + cards("Ferry held at the quay for a third day running", "The storm goes on."), VerdictSectionFront},
		// Pictures and films.
		{"German gallery", "/fotostrecke/a", ld("ImageGallery", `,"name":"Sturm"`) + `<h1>Der Sturm in Bildern</h1><figure><img src="1.jpg"><figcaption>Der Kai</figcaption></figure><figure><img src="2.jpg"><figcaption>Die Fähre</figcaption></figure>`, VerdictGallery},
		{"Spanish video", "/videos/a", ld("VideoObject", `,"name":"La tormenta"`) + `<h1>La tormenta, en vídeo</h1><div class="player"><video src="a.mp4"></video></div>`, VerdictVideo},
		// Short articles.
		{"two sentences", "/a", news + `<h1>Fähre liegt im Hafen fest</h1><p>Die Fähre nach Holm liegt wegen des Sturms seit dem Morgen im Hafen fest. Die Reederei rechnet damit, dass sie am Mittag wieder fährt.</p>`, VerdictArticle},
		{"two sentences, no markup", "/2024/05/04/faehre", `<h1>Fähre liegt im Hafen fest</h1><p>4. Mai 2024, 10:00 Uhr</p><p>Die Fähre nach Holm liegt wegen des Sturms seit dem Morgen im Hafen fest. Die Reederei rechnet damit, dass sie am Mittag wieder fährt.</p>`, VerdictArticle},
		{"two Japanese sentences", "/a", news + `<h1>連絡船が欠航</h1><p>ホルム島行きの連絡船は嵐のため、四日朝から港に停泊したままとなっている。運航会社は正午ごろの再開を見込んでいる。</p>`, VerdictArticle},
		{"two sentences and a long menu", "/a", `<ul>` + menu + `</ul>` + news + `<h1>Trajekt stojí v přístavu</h1><p>Trajekt na ostrov Holm stojí kvůli bouři od rána v přístavu. Podle dopravce by mohl v poledne znovu vyplout.</p>`, VerdictArticle},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := read(t, &article.Page{URL: "https://news.example.com" + tt.url, Body: []byte("<html><body>" + tt.html)})
			if r.Verdict != tt.want {
				t.Errorf("Verdict = %q, want %q; body %q", r.Verdict, tt.want, r.Article.Body)
			}
		})
	}
}
