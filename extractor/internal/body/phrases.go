package body

// A topic is what a piece of boilerplate is about.
type topic uint8

const (
	noTopic      topic = iota
	topicAd            // labels of advertisements
	topicRelated       // other articles
	topicSignup        // newsletters, subscriptions, accounts, apps, donations
	topicShare         // sharing, following, saving, printing
	topicTalk          // comments
	topicCredit        // credits of photos
	topicPeople        // bylines and biographies
	topicLegal         // copyright, cookies, disclosures
	topicPlayer        // audio and video players, galleries
	topicTags          // labels of tag lists
	topicDate          // labels of dates, reading times
	topicMenu          // controls and navigation
	topicSources       // references

	topicCount
)

// topicNames are the names of topics in clues.
var topicNames = [topicCount]string{
	"none", "ad", "related", "signup", "share", "talk", "credit", "people", "legal", "player", "tags", "date", "menu", "sources",
}

// A phrasebook lists, for a topic and by language, whole texts of blocks and openings of blocks. Case,
// punctuation and white space do not count. An opening counts only in a block that is short or mostly a
// link, and an opening is a whole text as well.
type phrasebook struct {
	topic    topic
	wholes   []string
	openings []string
}

var phrasebooks = []phrasebook{
	{
		topic: topicAd,
		wholes: []string{
			"ad", "ads", "advertisement", "advertisements", "advertising", "sponsored", "sponsored content", "paid content",
			"promoted", "promotion", "promo", "ad feedback", "advert", "story continues", "story continues below",
			"article continues below", "continue reading below", "scroll to continue", "promoted content", "partner content", // en
			"anzeige", "werbung", "gesponsert", "weiterlesen nach der anzeige", "nach der anzeige weiterlesen", "lesen sie nach der anzeige weiter", // de
			"publicité", "annonce", "contenu sponsorisé", "la suite après la publicité", "pub", // fr
			"publicidad", "anuncio", "contenido patrocinado", "la noticia continúa después de la publicidad", // es
			"pubblicità", "annuncio", "continua a leggere dopo la pubblicità", // it
			"publicidade", "anúncio", "continua depois da publicidade", "conteúdo patrocinado", "pub.", // pt
			"advertentie", "reclame", "gesponsord", "lees verder onder de advertentie", "tekst gaat verder onder de advertentie", // nl
			"annonce", "artiklen fortsætter efter annoncen", "artiklen fortsætter under annoncen", "reklame", // da
			"annons", "annonser", "artikeln fortsätter under annonsen", // sv
			"annonse", "annonsørinnhold", "artikkelen fortsetter under annonsen", "saken fortsetter under annonsen", // no
			"mainos", "juttu jatkuu mainoksen jälkeen", // fi
			"reklama", "materiał sponsorowany", "dalsza część artykułu pod materiałem wideo", "dalszy ciąg artykułu pod materiałem wideo", "reklama reklama", // pl
			"reklama", "inzerce", "článek pokračuje pod reklamou", "komerční sdělení", "inzercia", // cs, sk
			"hirdetés", "a cikk a hirdetés után folytatódik", // hu
			"publicitate", "articolul continuă după publicitate", // ro
			"реклама", "реклама на сайте", "на правах рекламы", "реклама у нас", // ru, bg, uk
			"διαφήμιση",                                                               // el
			"reklam", "reklamlar", "haberin devamı reklamdan sonra", "haberin devamı", // tr
			"إعلان", "اعلان", "إعلانات", // ar
			"آگهی", "تبلیغات", // fa
			"פרסומת",                            // he
			"विज्ञापन", "বিজ্ঞাপন", "விளம்பரம்", // hi, bn, ta
			"広告", "スポンサーリンク", "pr", // ja
			"광고",                           // ko
			"广告", "廣告", "advertisement 广告", // zh
			"quảng cáo", "iklan", "scroll to continue with content", "advertisement scroll to continue with content", "โฆษณา", // vi, id, th
			"oglas", "nastavak se nalazi ispod oglasa", "реклама", "reklaam", "reklāma", "oглас", // hr, sr, et, lv
		},
		openings: []string{
			"this advertisement has not loaded", "after newsletter promotion", "skip past newsletter", "article continues after", "article continues below", "story continues below", "continue reading below", "advertisement scroll",
			"advertisement continue reading", "advertisement article continues", "der artikel wird nach der anzeige", "die news wird hier fortgesetzt",
		},
	},
	{
		topic: topicRelated,
		wholes: []string{
			"related", "related articles", "related posts", "related stories", "related content", "related topics", "related news", "related links",
			"related reads", "related coverage", "related story", "related article", "related video", "related videos", "more news", "more stories", "more from us",
			"you may also like", "you might also like", "you may like", "you might like", "recommended", "recommended for you", "recommended reading",
			"recommended stories", "trending", "trending now", "trending stories", "trending topics", "most read", "most popular", "popular", "popular now", "popular posts",
			"popular articles", "top stories", "latest", "latest news", "latest stories", "latest articles", "latest posts", "recent posts", "recent articles",
			"recent stories", "featured", "featured stories", "featured articles", "editor's picks", "editors picks", "editor's pick", "must read", "must reads", "don't miss",
			"read next", "up next", "watch next", "next up", "see also", "read also", "also read", "also see", "also", "more", "more on this", "more on this story", "more on this topic",
			"more like this", "more to read", "keep reading", "continue reading", "further reading", "from around the web", "around the web", "in case you missed it",
			"what to read next", "read more", "read full story", "read the full story", "read full article", "what others are reading", "people are reading", "most viewed", "most commented", "most shared",
			"more in this series", "in this series", "previous article", "next article", "previous post", "next post", "previous", "next", "breaking news",
			"explore more", "discover more", "dive deeper", "go deeper", "suggested reading", "our picks", "best of", "what's hot", "this week's most read",
			"view all", "see all", "see more", "show more", "load more", "learn more", "find out more", "all posts", "view all posts", "more from this author", "more from author", // en
			"mehr zum thema", "mehr zu diesem thema", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "auch interessant", "lesen sie auch", "lies auch",
			"meistgelesen", "meist gelesen", "am meisten gelesen", "weitere artikel", "weitere themen", "weiterführende links", "weitere nachrichten", "weitere meldungen", "mehr lesen",
			"empfehlungen", "empfohlene artikel", "empfehlungen der redaktion", "aus dem ressort", "neueste artikel", "topthemen", "top themen", "themen", "mehr aus diesem ressort",
			"ähnliche artikel", "verwandte artikel", "verwandte themen", "passend dazu", "zum thema", "mehr dazu", "beliebt", "beliebte artikel", "weitere informationen", "zum weiterlesen", "weiterlesen",
			"zum selben thema", "das interessiert andere leser", "auch spannend", "beliebte themen", "neueste nachrichten", "aktuelle nachrichten", "lesetipps", "unsere empfehlungen", "mehr", // de
			"à lire aussi", "lire aussi", "à lire également", "lire également", "sur le même sujet", "sur le même thème", "dans la même rubrique", "articles liés", "articles connexes",
			"articles similaires", "les plus lus", "le plus lu", "plus d'articles", "à voir aussi", "voir aussi", "à découvrir", "nos derniers articles", "en savoir plus", "dernières nouvelles",
			"à ne pas manquer", "contenus liés", "recommandé pour vous", "vous aimerez aussi", "articles recommandés", "pour aller plus loin", "lire la suite", "lire plus", "les articles les plus lus", "populaire", // fr
			"noticias relacionadas", "noticia relacionada", "artículos relacionados", "contenido relacionado", "relacionado", "relacionadas", "relacionados", "te puede interesar", "le puede interesar", "también te puede interesar",
			"lo más leído", "lo más visto", "más leídas", "las más leídas", "más noticias", "lea también", "lee también", "leer también", "ver también", "más información", "para saber más", "lo último", "últimas noticias",
			"mira también", "leé también", "no te pierdas", "más sobre este tema", "temas relacionados", "otras noticias", "leer más", "ver más", "más del autor", "tendencias", "destacadas", "recomendados", "te recomendamos", // es
			"leggi anche", "articoli correlati", "potrebbe interessarti", "potrebbe interessarti anche", "ti potrebbe interessare", "i più letti", "più letti", "le ultime notizie", "ultime notizie", "altre notizie",
			"per approfondire", "approfondimenti", "notizie correlate", "vedi anche", "guarda anche", "continua a leggere", "leggi tutto", "scopri di più", "contenuti correlati", "leggi di più", // it
			"leia também", "leia mais", "notícias relacionadas", "artigos relacionados", "relacionadas", "mais lidas", "as mais lidas", "mais lidos", "últimas notícias", "veja também", "saiba mais", "veja mais", "ler mais", "continuar a ler", "conteúdo relacionado", "recomendado", "recomendadas", // pt
			"lees ook", "lees meer", "meer over dit onderwerp", "meer nieuws", "gerelateerd", "gerelateerde artikelen", "gerelateerde berichten", "meest gelezen", "bekijk ook", "aanbevolen", "meer lezen", "verder lezen", "laatste nieuws", "net binnen", "misschien ook interessant", "ook interessant", // nl
			"læs også", "læs mere", "mest læste", "mest læst", "relaterede artikler", "mere om emnet", "seneste nyt", "seneste nyheder", "andre læser", "andre læser også", "anbefalet", "anbefalede artikler", "populært lige nu", "flere nyheder", "se også", "trending lige nu", "måske er du interesseret i", // da
			"läs också", "läs även", "läs mer", "mest läst", "mest lästa", "relaterade artiklar", "relaterat", "fler artiklar", "senaste nytt", "senaste nyheterna", "mer om ämnet", "se också", "rekommenderat", "rekommenderade artiklar", "populärt", "just nu", // sv
			"les også", "les mer", "mest lest", "mest leste", "relaterte artikler", "relatert", "flere saker", "siste nytt", "siste nyheter", "se også", "anbefalt", "anbefalte artikler", "flere nyheter", // no
			"lue myös", "lue lisää", "luetuimmat", "luetuimmat uutiset", "lisää aiheesta", "katso myös", "uusimmat", "aiheeseen liittyvää", "suosittelemme", "tuoreimmat", // fi
			"czytaj także", "czytaj też", "czytaj również", "zobacz także", "zobacz też", "zobacz również", "czytaj więcej", "powiązane", "powiązane artykuły", "najczęściej czytane", "najnowsze", "najpopularniejsze", "polecane", "polecamy", "przeczytaj także", "przeczytaj również", "przeczytaj też", "więcej na ten temat", "warto przeczytać", "dowiedz się więcej", // pl
			"čtěte také", "čtěte též", "přečtěte si také", "mohlo by vás zajímat", "mohlo by vás také zajímat", "související články", "související", "nejčtenější", "nejčtenější články", "další články", "více k tématu", "témata", "čtěte více", "doporučujeme", "aktuálně", // cs
			"čítajte aj", "čítajte tiež", "prečítajte si aj", "súvisiace články", "najčítanejšie", "mohlo by vás zaujímať", "odporúčame", // sk
			"kapcsolódó cikkek", "kapcsolódó", "olvasta már", "olvasd el ezt is", "ez is érdekelheti", "ezt is olvassa el", "legolvasottabb", "legfrissebb", "további cikkek", "ajánlott cikkek", "ajánló", "ezek is érdekelhetik", // hu
			"citește și", "citeşte şi", "citiți și", "citeste si", "articole similare", "articole recomandate", "cele mai citite", "cele mai noi", "recomandări", "știri similare", "vezi și", "pe aceeași temă", "recomandarea noastră", // ro
			"прочетете още", "прочети още", "още по темата", "още новини", "най-четени", "свързани новини", "свързани статии", "вижте още", "последни новини", "виж още", // bg
			"читайте также", "читать также", "читайте ещё", "по теме", "материалы по теме", "новости по теме", "смотрите также", "смотреть также", "похожие статьи", "похожие новости", "популярное", "самое читаемое", "главное за день", "последние новости", "другие новости", "ещё по теме", "еще по теме", "читать далее", "рекомендуем", "что еще почитать", "главные новости", "сюжет", "подробнее", // ru
			"читайте також", "читати також", "дивіться також", "за темою", "матеріали за темою", "новини за темою", "популярне", "найпопулярніше", "останні новини", "схожі новини", "вас також може зацікавити", "головні новини", "більше новин", "вам також може сподобатися", // uk
			"διαβάστε επίσης", "διαβάστε ακόμη", "διαβάστε ακόμα", "δείτε επίσης", "σχετικά άρθρα", "σχετικές ειδήσεις", "δημοφιλή", "τελευταία νέα", "περισσότερα", "ροή ειδήσεων", "ειδήσεις σήμερα", // el
			"ilgili haberler", "ilgili haber", "benzer haberler", "çok okunanlar", "en çok okunanlar", "son haberler", "diğer haberler", "günün haberleri", "öne çıkanlar", "bunlar da ilginizi çekebilir", "ilginizi çekebilir", "daha fazla haber", "son dakika haberleri", "sıradaki haber", "öne çıkan haberler", // tr
			"اقرأ أيضا", "اقرأ أيضاً", "اقرأ ايضا", "اقرأ المزيد", "مواضيع ذات صلة", "مقالات ذات صلة", "أخبار ذات صلة", "الأكثر قراءة", "شاهد أيضا", "المزيد", "أخبار متعلقة", "آخر الأخبار", "قد يهمك أيضا", "قد يعجبك أيضا", "موضوعات متعلقة", "تابع القراءة", // ar
			"بیشتر بخوانید", "مطالب مرتبط", "اخبار مرتبط", "پربازدیدترین ها", "خبرهای مرتبط", "بیشتر بدانید", // fa
			"קראו גם", "קראו עוד", "כתבות נוספות", "כתבות קשורות", "עוד בנושא", "הנקראות ביותר", "אולי יעניין אותך", "עוד באותו נושא", // he
			"यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "संबंधित खबरें", "और पढ़ें", "ताजा खबरें", "अन्य खबरें", "और खबरें", "ট্রেন্ডিং", "আরও পড়ুন", "আরও খবর", "সর্বশেষ", "সম্পর্কিত খবর", // hi, bn
			"関連記事", "関連ニュース", "あわせて読みたい", "おすすめ記事", "人気記事", "ランキング", "最新記事", "こちらもおすすめ", "続きを読む", "もっと見る", "関連リンク", "アクセスランキング", "次のページ", "関連キーワード", "関連トピックス", // ja
			"관련기사", "관련 기사", "관련뉴스", "많이 본 뉴스", "인기 기사", "추천 기사", "더보기", "최신 기사", "당신이 관심 있을 만한 이슈", "주요 뉴스", "인기기사", // ko
			"相关新闻", "相关阅读", "相關新聞", "相關閱讀", "延伸閱讀", "延伸阅读", "推荐阅读", "推薦閱讀", "热门文章", "熱門文章", "更多新闻", "更多新聞", "最新消息", "热点新闻", "看更多", "猜你喜欢", "今日推荐", "热门推荐", "编辑推荐", // zh
			"xem thêm", "tin liên quan", "bài liên quan", "đọc thêm", "tin cùng chuyên mục", "có thể bạn quan tâm", "đọc nhiều", "tin mới", "bài viết liên quan", "đọc nhiều nhất", // vi
			"baca juga", "berita terkait", "artikel terkait", "terpopuler", "berita terkini", "berita lainnya", "lihat juga", "simak juga", "selengkapnya", "baca selengkapnya", "populer", "rekomendasi untuk anda", // id, ms
			"ข่าวที่เกี่ยวข้อง", "อ่านเพิ่มเติม", "ข่าวล่าสุด", "บทความที่เกี่ยวข้อง", // th
			"pročitajte još", "pročitajte i", "pročitaj još", "vezane vijesti", "najčitanije", "povezane vijesti", "možda vas zanima", "povezane vesti", "najnovije vijesti", "najnovije vesti", "pročitajte više", "прочитајте још", "прочитајте и", "најчитаније", "preberite še", "preberite tudi", "sorodni članki", // hr, sr, sl
			"taip pat skaitykite", "skaitykite taip pat", "susiję straipsniai", "populiariausi", "lasi arī", "lasi vēl", "saistītie raksti", "loe ka", "loe lisaks", "seotud artiklid", "loe veel", "naujausi", "daugiau naujienų", // lt, lv, et
		},
		openings: []string{
			"read more", "read also", "also read", "read next", "read:", "see also", "also see", "related:", "related article", "related story", "more:", "more on", "more from", "watch:", "must read", "recommended:", "don't miss:", "click here to", "for more", "also:",
			"read the full", "read our", "see more", "learn more about", "you may also like", "you might also like", "more stories", "in case you missed it", "continue reading", "recommended reading", "what to read", "related reading", "here's a look at more", "for the latest",
			"lesen sie auch", "lesen sie hier", "lesen sie mehr", "lesen sie dazu", "lesen sie jetzt", "lies auch", "mehr zum thema", "mehr zu", "mehr über", "auch interessant", "mehr dazu", "mehr aus", "siehe auch", "das könnte sie auch", "alle aktuellen", "alles wichtige", "weitere informationen zu", "hier lesen sie", "hier geht es zu", "zum thema", "mehr news",
			"à lire aussi", "lire aussi", "a lire aussi", "à lire également", "lire également", "à voir aussi", "voir aussi", "retrouvez", "à lire", "notre dossier", "lire :",
			"lea también", "lee también", "leer también", "lea más", "leer más", "también puedes leer", "te puede interesar", "más información", "ver también", "mira también", "leé también", "puedes leer", "no te pierdas", "te recomendamos", "le puede interesar", "lea aquí", "además:",
			"leggi anche", "leggi pure", "per approfondire", "guarda anche", "vedi anche", "potrebbe interessarti",
			"leia também", "leia mais", "veja também", "saiba mais", "leia ainda", "confira também", "ler mais", "leia a íntegra",
			"lees ook", "lees meer", "bekijk ook", "lees verder", "lees hier",
			"læs også", "læs mere", "læs her", "læs hele", "se også", "les også", "les mer", "les hele", "läs också", "läs även", "läs mer", "läs hela", "se också", "lue myös", "lue lisää", "katso myös",
			"czytaj także", "czytaj też", "czytaj również", "czytaj więcej", "zobacz także", "zobacz też", "zobacz również", "przeczytaj także", "przeczytaj też", "przeczytaj również", "czytaj", "więcej o",
			"čtěte také", "čtěte i", "přečtěte si", "čtěte více", "čítajte aj", "prečítajte si", "kapcsolódó", "olvasta már", "citește și", "citeşte şi", "citiți și", "citeste si", "vezi și",
			"прочетете още", "читайте также", "читать также", "смотрите также", "читайте ещё", "подробнее:", "ранее мы писали", "читайте також", "дивіться також", "читайте:", "читайте далі", "διαβάστε επίσης", "διαβάστε ακόμη", "διαβάστε ακόμα", "διαβάστε εδώ", "δείτε επίσης", "διαβάστε",
			"ilgili haber", "ayrıca bakınız", "bunlar da ilginizi çekebilir", "اقرأ أيضا", "اقرأ أيضاً", "اقرأ المزيد", "شاهد أيضا", "طالع أيضا", "بیشتر بخوانید", "קראו גם", "קראו עוד", "यह भी पढ़ें", "ये भी पढ़ें", "इसे भी पढ़ें", "আরও পড়ুন", "関連記事", "【関連記事】", "あわせて読みたい", "관련기사", "상관 기사",
			"xem thêm", "đọc thêm", "baca juga", "lihat juga", "simak juga", "pročitajte još", "pročitajte i", "прочитајте још", "taip pat skaitykite", "skaitykite taip pat", "lasi arī", "lasi vēl", "loe ka", "loe veel",
		},
	},
	{
		topic: topicSignup,
		wholes: []string{
			"newsletter", "newsletters", "newsletter signup", "subscribe", "subscribe now", "subscribe today", "sign up", "sign up now", "sign in", "log in", "login", "register", "join", "join now", "join us", "donate", "donate now", "support us", "get started", "get started for free", "download the app",
			"get the app", "start your free trial", "start free trial", "become a member", "already a subscriber", "get a demo", "book a demo", "request a demo", "contact us", "get in touch", "ready for more", "start your substack", "start your substackget the app", "buy now", "shop now", "apply now", "email address", "your email address", "first name", "last name", "email", "thanks for signing up",
			"jetzt abonnieren", "abonnieren", "anmelden", "jetzt anmelden", "registrieren", "s'abonner", "je m'abonne", "abonnez-vous", "se connecter", "suscríbete", "suscribirse", "iniciar sesión", "regístrate", "iscriviti", "abbonati", "accedi", "assine", "inscreva-se", "entrar", "abonneer", "abonneren", "aanmelden", "inschrijven", "abonner", "bliv abonnent", "tilmeld", "tilmeld dig", "log ind", "logga in", "prenumerera", "bli prenumerant", "bli abonnent", "logg inn", "tilaa", "kirjaudu", "zapisz się", "zaloguj się", "subskrybuj", "přihlásit se", "předplatit", "feliratkozás", "abonează-te", "подписаться", "подпишитесь", "підписатися", "εγγραφή", "abone ol", "giriş yap", "اشترك", "登録", "会員登録", "ログイン", "구독", "구독하기", "로그인", "订阅", "登录", "đăng nhập", "đăng ký", "daftar", "masuk", "langganan",
		},
		openings: []string{
			"sign up for", "sign up to", "sign up here", "sign up now", "sign up today", "subscribe to", "subscribe for", "subscribe here", "subscribe now", "subscribe today", "get the latest", "get our", "get all the latest", "get breaking news", "get the best", "join our", "join the conversation", "join my", "join now", "join us", "enter your email", "your email address", "by signing up", "by submitting", "by subscribing", "by clicking", "by entering your", "thank you for signing", "thanks for signing", "thank you for subscribing", "thanks for subscribing", "never miss", "stay up to date", "stay informed", "stay connected", "keep up with", "download our app", "download the app", "download our", "support our", "support independent", "become a member", "become a subscriber", "become a paid", "already a subscriber", "already a member", "already have an account", "start your free", "start your subscription", "start a free", "log in to", "sign in to", "please sign in", "please log in", "to continue reading", "create a free account", "create an account", "this article is for subscribers", "this content is for", "unlock this", "to read the full", "we respect your privacy", "no credit card required", "unsubscribe at any time", "want more stories like this", "want to stay", "want more", "want the latest", "like what you", "enjoyed this", "enjoying this", "if you enjoyed", "if you like this", "if you liked this", "substack is the home", "thanks for reading", "listen to our podcast", "get email alerts", "get news alerts", "delivered to your inbox", "receive our", "receive the latest", "please enter", "please enable", "oops something went wrong", "thank you your submission", "this field is", "leave this field", "save my name", "i agree to",
			"melden sie sich", "jetzt anmelden", "jetzt abonnieren", "abonnieren sie", "newsletter", "unser newsletter", "mit unserem newsletter", "hier anmelden", "bitte melden sie sich", "sie möchten", "sie haben noch kein", "jetzt testen", "testen sie", "laden sie", "registrieren sie sich", "bleiben sie informiert", "erhalten sie", "mit dem abonnieren", "folgen sie unserem whatsapp", "abonnieren sie unseren",
			"inscrivez-vous", "abonnez-vous", "recevez", "s'inscrire", "pour lire la suite", "cet article est réservé", "il vous reste", "déjà abonné", "téléchargez", "recevoir la newsletter", "la newsletter", "soutenez",
			"suscríbete", "suscríbase", "suscribite", "recibe", "regístrate", "apúntate", "únete a", "inicia sesión", "para seguir leyendo", "descarga la app", "síguenos", "ya eres suscriptor",
			"iscriviti", "abbonati", "ricevi", "per continuare a leggere", "scarica l'app", "unisciti", "assine", "inscreva-se", "receba", "cadastre-se", "participe do canal", "entre no canal", "subscreva", "clique aqui e",
			"schrijf je in", "meld je aan", "abonneer je", "ontvang", "download de app", "word abonnee", "tilmeld dig", "få nyheder", "få de seneste", "bliv abonnent", "log ind for", "hent appen", "du skal være abonnent", "meld deg på", "bli abonnent", "få nyhetsbrev", "anmäl dig", "prenumerera på", "få nyheter", "bli prenumerant", "logga in för", "ladda ner", "tilaa", "zapisz się", "subskrybuj", "zaloguj się", "dołącz do nas", "pobierz aplikację", "přihlaste se", "předplaťte", "odebírejte", "prihláste sa", "iratkozzon fel", "iratkozz fel", "abonează-te", "abonați-vă", "aboneaza-te", "абонирайте се", "подпишитесь", "подписывайтесь", "присоединяйтесь", "підписуйтесь", "підпишіться", "приєднуйтесь", "підписуйтеся", "εγγραφείτε", "ακολουθήστε", "abone olun", "uygulamasını indirin", "اشترك", "انضم", "تابعوا", "הירשמו", "להרשמה", "सब्सक्राइब", "हमारे व्हाट्सएप", "メルマガ", "無料会員", "この記事は有料", "会員限定", "구독", "订阅", "訂閱", "đăng ký nhận", "theo dõi", "dapatkan", "ikuti kami", "gabung", "saksikan", "prijavite se", "pretplatite se", "prenumeruokite", "užsisakykite", "pieraksties", "telli", "liitu",
		},
	},
	{
		topic: topicShare,
		wholes: []string{
			"share", "shares", "share this", "share this article", "share this story", "share this post", "share article", "share on facebook", "share on twitter", "share on x", "share on linkedin", "share via email", "share on whatsapp", "tweet", "tweet this", "pin", "pin it", "print", "print this", "email this", "copy link", "link copied", "copied", "save", "save article", "bookmark", "follow", "follow us", "follow us on", "follow me", "like", "like this", "like loading", "loading", "facebook", "twitter", "instagram", "linkedin", "whatsapp", "pinterest", "reddit", "telegram", "youtube", "tiktok", "flipboard", "threads", "bluesky", "x", "x twitter", "messenger", "rss", "gift this article", "gift article", "give this article", "listen and share", "report a typo", "feedback", "was this helpful", "was this article helpful", "was this page helpful", "rate this article", "stay connected", "connect with us",
			"teilen", "artikel teilen", "drucken", "merken", "folgen", "folgen sie uns", "feedback", "fehler gefunden", "partager", "imprimer", "suivez-nous", "partagez", "partager cet article", "compartir", "comparte", "síguenos", "imprimir", "guardar", "condividi", "stampa", "seguici", "compartilhar", "compartilhe", "partilhar", "siga-nos", "delen", "deel dit artikel", "volg ons", "deel", "del", "del artiklen", "del artikel", "dela", "dela artikeln", "følg os", "følg oss", "følg", "följ oss", "jaa", "seuraa", "udostępnij", "podziel się", "obserwuj nas", "sdílet", "zdieľať", "megosztás", "distribuie", "сподели", "поделиться", "поделитесь", "поділитися", "κοινοποίηση", "paylaş", "مشاركة", "شارك", "שתף", "שתפו", "साझा करें", "शेयर करें", "シェア", "シェアする", "ツイート", "공유", "공유하기", "分享", "分享到", "chia sẻ", "bagikan", "podijeli", "подели", "dalintis", "dalies", "jaga",
		},
		openings: []string{
			"share this", "share on", "share via", "share your", "click to share", "click to print", "click to email", "follow us", "follow me", "follow on", "follow him on", "follow her on", "follow the author", "tweet this", "email this", "print this", "like us on", "find us on", "connect with", "add us as", "make us preferred", "send us a tip", "have a tip", "got a tip", "have a story", "got a story", "do you have a story", "tell us", "let us know", "what do you think", "report an error", "report a correction", "suggest a correction", "was this", "how would you rate", "did you find", "copy article link", "choose us as", "set as preferred",
			"folgen sie", "teilen sie", "haben sie fehler", "fehler gefunden", "suivez", "partagez", "síguenos", "sigue", "síguenos en", "comparte", "seguici", "segui", "siga o", "siga a", "compartilhe", "volg", "deel dit", "heb je een tip", "følg", "har du et tip", "tip os", "följ", "tipsa oss", "tips oss", "dołącz do", "obserwuj", "znalazłeś błąd", "našli jste", "kövessen", "urmărește", "urmăriți", "следвайте", "следите за", "нашли ошибку", "если вы нашли ошибку", "слідкуйте", "ακολουθήστε", "bizi takip", "تابعنا", "עקבו", "फॉलो करें", "フォロー", "팔로우", "关注", "關注", "ikuti", "pratite nas", "sekite", "seko", "jälgi",
		},
	},
	{
		topic: topicTalk,
		wholes: []string{
			"comments", "comment", "leave a comment", "leave a reply", "leave a reply cancel reply", "leave a comment cancel reply", "post a comment", "add a comment", "view comments", "show comments", "view all comments", "read comments", "load comments", "no comments", "no comments yet", "join the discussion", "join the conversation", "reply", "discussion", "discussion about this post", "what do you think", "conversation", "cancel reply", "comments are closed",
			"kommentare", "kommentar", "kommentar schreiben", "kommentare anzeigen", "schreiben sie einen kommentar", "diskussion", "diskutieren sie mit", "zur diskussion", "commentaires", "commenter", "laisser un commentaire", "réagir", "comentarios", "comentar", "deja un comentario", "deja una respuesta", "commenti", "commenta", "lascia un commento", "comentários", "deixe um comentário", "reacties", "reageer", "kommentarer", "skriv kommentar", "kommentera", "kommentit", "komentarze", "skomentuj", "komentáře", "diskuze", "hozzászólások", "comentarii", "коментари", "комментарии", "коментарі", "σχόλια", "yorumlar", "yorum yap", "تعليقات", "تعليق", "תגובות", "コメント", "댓글", "评论", "評論", "留言", "bình luận", "komentar", "komentari", "komentarai", "komentāri", "kommentaarid", "टिप्पणियां",
		},
		openings: []string{
			"leave a comment", "leave a reply", "post a comment", "add a comment", "be the first to", "join the discussion", "view comments", "comments are", "discussion about this", "have your say", "share your thoughts", "sound off", "notify me of", "required fields", "commenting", "your email address will not be", "this site uses akismet", "expand full comment",
			"kommentieren sie", "schreiben sie uns", "diskutieren sie", "laissez un commentaire", "réagissez", "deja tu comentario", "scrivi un commento", "deixe o seu", "reageer op", "skriv en kommentar", "dołącz do dyskusji", "napisz komentarz", "diskuse", "залиште коментар", "оставьте комментарий",
		},
	},
	{
		topic: topicCredit,
		wholes: []string{
			"getty images", "reuters", "ap", "afp", "dpa", "shutterstock", "ap photo", "file photo", "photo", "image", "foto", "photos", "getty", "istock", "file", "imago", "picture alliance",
		},
		openings: []string{
			"photo:", "photos:", "photo by", "photos by", "photo credit", "photo illustration", "photograph by", "photography by", "photograph:", "image:", "images:", "image credit", "image courtesy", "image by", "image source", "picture:", "pictures:", "credit:", "credits:", "video:", "video by", "illustration by", "illustration:", "graphic:", "courtesy of", "getty images", "ap photo", "file photo", "reuters/", "featured image", "feature image", "cover image", "cover photo", "header image", "banner image", "photographer:", "source: getty", "screenshot:", "stock photo", "this image provided", "(photo by", "(ap photo", "(photo:", "(image:", "(image credit", "[photo", "via getty",
			"foto:", "fotos:", "foto von", "bild:", "bilder:", "bildquelle", "quelle:", "grafik:", "symbolbild", "titelbild", "crédit photo", "crédits", "crédit :", "photo :", "© ", "foto de", "fotografía:", "imagen:", "crédito:", "créditos:", "fuente:", "foto di", "immagine:", "fonte foto", "imagem:", "reprodução", "divulgação", "beeld:", "bron:", "illustrasjon:", "kuva:", "kuvat:", "fot.", "fot ", "zdjęcie:", "źródło:", "zdroj:", "zdroj foto", "fotó:", "kép:", "sursa foto", "sursă foto", "снимка:", "фото:", "фото ", "источник:", "источник фото", "джерело:", "скриншот", "φωτογραφία:", "πηγή:", "fotoğraf:", "görsel:", "صورة", "الصورة", "عکس:", "צילום:", "फोटो:", "写真:", "写真＝", "画像:", "撮影", "사진", "出典:", "图片来源", "圖片來源", "图源", "圖/", "ảnh:", "nguồn:", "foto ilustrasi", "sumber:", "ภาพ:", "izvor:", "nuotr.", "foto/",
		},
	},
	{
		topic: topicPeople,
		wholes: []string{
			"about the author", "about the authors", "about author", "author", "authors", "written by", "by", "contributors", "contributor", "meet the author", "the author", "our authors", "staff", "staff writer", "news editor", "senior reporter", "associated press", "the associated press", "view bio", "author bio", "more about the author", "reporter", "editor",
			"über den autor", "über die autorin", "zum autor", "zur autorin", "autor", "autorin", "à propos de l'auteur", "auteur", "sobre el autor", "sobre la autora", "sull'autore", "sobre o autor", "over de auteur", "auteur", "om forfatteren", "skribent", "journalist", "journaliste", "redaktion", "redacción", "redazione", "redação", "redactie", "toimittaja", "dziennikarz", "redaktor", "autor článku", "szerző", "автор", "συντάκτης", "yazar", "muhabir", "الكاتب", "מאת", "記者", "기자", "作者", "tác giả", "penulis", "editor:", "novinar",
		},
		openings: []string{
			"about the author", "written by", "by the associated press", "reviewed by", "edited by", "fact checked by", "medically reviewed by", "posted by", "published by", "reporting by", "additional reporting", "(reporting by", "more from author", "view all posts by", "more by", "story by", "words by", "contact the author", "email the author", "reach the author", "you can reach", "contact the writer", "this story was originally published", "this article was originally published", "originally published", "originally appeared on", "this article first appeared", "this story originally", "this article originally", "this post originally",
			"über den autor", "über die autorin", "zur person", "à propos de l'auteur", "sobre el autor", "sull'autore", "sobre o autor", "over de auteur", "om forfatteren", "autor:", "autorin:", "text:", "tekst:", "texto:", "testo:", "redakteur:", "redaktor:", "автор:", "muhabir:", "kaynak:", "editor:", "penulis:", "reporter:", "記者：", "责任编辑", "責任編輯", "编辑：", "編輯：", "来源：", "來源：", "记者：", "ผู้เขียน", "novinar:",
		},
	},
	{
		topic: topicLegal,
		wholes: []string{
			"copyright", "all rights reserved", "terms of use", "terms of service", "terms", "privacy policy", "privacy", "cookie policy", "cookie settings", "disclaimer", "disclosure", "legal notice", "advertising disclosure", "affiliate disclosure", "accessibility", "sitemap", "contact", "about us", "about", "careers", "do not sell my personal information", "reprints", "licensing", "republish", "impressum", "datenschutz", "agb",
		},
		openings: []string{
			"copyright", "© 20", "(c) 20", "all rights reserved", "we may earn", "we may receive", "we use cookies", "this site uses cookies", "this website uses", "this site is protected", "when you purchase", "when you buy through", "if you buy something", "if you purchase", "if you click", "products featured", "our editors independently", "we independently", "we only recommend", "purchases made through", "affiliate links", "this post contains affiliate", "this post may contain", "this article contains affiliate", "this article may contain", "this page contains affiliate", "as an amazon associate", "this material may not be", "the content is provided", "do not sell", "licensing rights", "reprints", "to republish", "republished with permission", "reproduced with permission", "this document is subject to copyright", "citation:", "disclaimer:", "disclosure:", "ai disclosure", "advertiser disclosure", "editorial standards", "our standards", "see our ethics", "read our privacy", "terms and conditions", "for permission", "click here for reprint", "use of this content",
			"alle rechte vorbehalten", "wir verwenden cookies", "dieser artikel enthält affiliate", "mit material der", "tous droits réservés", "reproduction interdite", "todos los derechos", "prohibida la reproducción", "queda prohibida", "tutti i diritti", "riproduzione riservata", "© riproduzione", "todos os direitos", "proibida a reprodução", "alle rechten voorbehouden", "ophavsret", "dette indhold er beskyttet", "wszelkie prawa", "wszystkie prawa zastrzeżone", "kopiowanie", "všechna práva", "minden jog", "toate drepturile", "всички права", "все права защищены", "усі права", "всі права", "με επιφύλαξη", "tüm hakları", "جميع الحقوق", "כל הזכויות", "無断転載", "無断複製", "저작권자", "ⓒ", "무단전재", "版权所有", "版權所有", "未经授权", "bản quyền", "hak cipta", "sva prava", "visos teisės", "cet article a été", "dieser text wurde mit hilfe", "this article was generated", "this content was",
		},
	},
	{
		topic: topicPlayer,
		wholes: []string{
			"listen", "listen now", "listen to this article", "listen to article", "play", "play video", "watch", "watch now", "watch live", "watch video", "video", "videos", "gallery", "photo gallery", "slideshow", "view gallery", "see photos", "view this post on instagram", "embedded content", "loading video", "video unavailable", "audio", "replay", "mute", "transcript", "live", "swipe", "tap to zoom", "click to enlarge", "enlarge image", "open image modal", "image", "hide caption", "toggle caption",
			"artikel anhören", "anhören", "vorlesen", "abspielen", "bildergalerie", "fotostrecke", "écouter", "écouter l'article", "vidéo", "diaporama", "escuchar", "escucha esta noticia", "ver video", "vídeo", "galería", "ascolta", "ascolta l'articolo", "guarda il video", "ouvir", "ouça este artigo", "luister", "beluister", "lyt", "lyt til artiklen", "hør artiklen", "lyssna", "lytt", "kuuntele", "posłuchaj", "poslechnout", "hallgasd", "ascultă", "слушать", "слухати", "ακούστε", "dinle", "haberi dinle", "استمع", "האזינו", "सुनें", "聴く", "듣기", "收听", "nghe", "dengarkan", "podcast", "podcasts",
		},
		openings: []string{
			"listen to this", "listen to the", "listen:", "listen to article", "your browser does not support", "your browser", "javascript is", "enable javascript", "please enable javascript", "this video", "video player", "watch the video", "watch the full", "watch live", "watch below", "watch on", "click to play", "view this post", "a post shared by", "view on instagram", "see photos", "photo gallery", "see gallery", "view gallery", "to view this content", "this content is not available", "this content is hosted", "an error occurred", "you need to enable", "we're sorry, this feature", "narrated by", "0:00", "audio by", "this audio is", "ai-generated audio", "hear this story", "here you'll find external content", "recommended editorial content", "image of",
			"hören sie", "artikel anhören", "an dieser stelle", "empfohlener redaktioneller inhalt", "ihr browser", "sie sehen", "dieser inhalt", "externer inhalt", "an dieser stelle finden sie", "hier finden sie externe", "mit ihrer zustimmung", "um diesen inhalt", "écoutez", "ecoutez", "ce contenu", "votre navigateur", "escucha", "tu navegador", "ascolta", "il tuo browser", "ouça", "seu navegador", "luister naar", "je browser", "deze content", "lyt til", "hør", "din browser", "dette indhold", "lyssna på", "din webbläsare", "lytt til", "nettleseren", "následuje obsah", "přejít před obsah", "posłuchaj", "twoja przeglądarka", "ваш браузер", "videoyu izle", "이 기사는", "この動画",
		},
	},
	{
		topic: topicTags,
		wholes: []string{
			"tags", "tag", "topics", "topic", "keywords", "categories", "category", "filed under", "tagged", "in this story", "in this article", "in this post", "labels", "on this page", "table of contents", "contents", "jump to", "quick links", "what's inside", "posted in", "subjects", "themes",
			"schlagwörter", "schlagworte", "stichwörter", "themen", "schlagwörter zu diesem artikel", "inhaltsverzeichnis", "inhalt", "mots-clés", "thèmes", "sujets", "sommaire", "etiquetas", "temas", "categorías", "argomenti", "tag:", "indice", "tópicos", "assuntos", "índice", "onderwerpen", "emner", "ämnen", "aiheet", "avainsanat", "tagi", "tematy", "témata", "štítky", "címkék", "etichete", "тагове", "теги", "ετικέτες", "etiketler", "içindekiler", "الكلمات المفتاحية", "تگ ها", "תגיות", "टैग", "タグ", "目次", "キーワード", "태그", "标签", "標籤", "关键词", "từ khóa", "thẻ", "topik", "oznake", "temos", "žymės", "birkas", "märksõnad",
		},
		openings: []string{
			"tags:", "tags ", "topics:", "filed under", "posted in", "tagged with", "tagged as", "tagged:", "categories:", "category:", "keywords:", "explore more on these topics", "more about:", "temas:", "etiquetas:", "mots-clés", "themen:", "schlagwörter", "teги:", "теги:", "etiketler:", "tagi:", "tag:", "emneord", "onderwerpen:", "címkék:", "관련 태그", "关键词", "關鍵字",
		},
	},
	{
		topic: topicDate,
		wholes: []string{
			"published", "updated", "last updated", "posted", "posted on", "published on", "modified", "last modified", "min read", "date", "publiziert", "aktualisiert", "veröffentlicht", "publié", "mis à jour", "publicado", "actualizado", "pubblicato", "aggiornato", "atualizado", "gepubliceerd", "bijgewerkt", "publiceret", "opdateret", "publicerad", "uppdaterad", "publisert", "oppdatert", "julkaistu", "päivitetty", "opublikowano", "aktualizacja", "publikováno", "aktualizováno",
		},
		openings: []string{
			"published", "updated", "last updated", "first published", "posted on", "posted at", "date published", "last modified", "this article was last updated", "this article was updated", "reading time", "estimated reading", "read time", "veröffentlicht am", "zuerst veröffentlicht", "aktualisiert am", "stand:", "erstellt am", "publiziert:", "lesedauer", "lesezeit", "publié le", "mis à jour", "modifié le", "temps de lecture", "publicado", "actualizado", "tiempo de lectura", "pubblicato", "aggiornato", "tempo di lettura", "atualizado", "tempo de leitura", "gepubliceerd", "bijgewerkt", "leestijd", "publiceret", "opdateret", "offentliggjort", "publicerad", "uppdaterad", "publisert", "oppdatert", "julkaistu", "päivitetty", "opublikowano", "aktualizacja", "data publikacji", "publikováno", "vydáno", "aktualizováno", "publikované", "megjelent", "frissítve", "publicat", "actualizat", "публикувана", "опубликовано", "обновлено", "опубліковано", "оновлено", "δημοσίευση", "δημοσιεύθηκε", "ενημέρωση", "yayınlanma", "güncelleme", "giriş tarihi", "son güncelleme", "نشر في", "تاريخ النشر", "آخر تحديث", "تاریخ انتشار", "פורסם", "עודכן", "प्रकाशित", "公開日", "更新日", "投稿日", "입력", "등록", "승인", "发布时间", "發布時間", "发布于", "更新时间", "xuất bản", "cập nhật", "diterbitkan", "diperbarui", "เผยแพร่", "objavljeno", "ažurirano", "paskelbta", "atnaujinta", "publicēts",
		},
	},
	{
		topic: topicMenu,
		wholes: []string{
			"home", "menu", "search", "close", "back", "skip", "skip to content", "skip to main content", "back to top", "back to blog", "top", "go to top", "scroll to top", "toggle", "expand", "collapse", "show less", "read less", "ok", "yes", "no", "submit", "cancel", "edit", "select page", "breadcrumb", "view", "open", "loading...", "no posts", "n/a", "filter", "sort by", "news", "our services", "services", "quick links", "navigation", "post navigation", "details", "download", "downloads", "download pdf", "hide", "show", "click here", "jump to details", "visit website", "check price", "view deal", "see price", "view at amazon", "see at amazon", "buy on amazon", "shop", "full screen", "sponsored by", "powered by",
			"startseite", "zurück", "schließen", "mehr anzeigen", "nach oben", "zum seitenanfang", "accueil", "retour", "fermer", "haut de page", "inicio", "volver", "cerrar", "chiudi", "torna su", "voltar", "fechar", "terug", "sluiten", "tilbage", "luk", "tillbaka", "stäng", "tilbake", "lukk", "powrót", "zamknij", "zpět", "zavřít", "назад", "закрыть", "закрити", "geri", "kapat", "إغلاق", "閉じる", "トップページ", "닫기", "关闭", "關閉", "đóng", "tutup",
		},
		openings: []string{
			"back to", "skip to", "return to", "go to", "click to expand", "click to read more", "click to hide", "jump to", "view all", "see all", "show all", "powered by", "view deal", "check price", "sponsored by", "presented by", "brought to you by", "in partnership with",
		},
	},
	{
		topic: topicSources,
		wholes: []string{
			"references", "reference", "sources", "source", "article sources", "bibliography", "footnotes", "citations", "works cited", "notes", "endnotes", "resources and references", "reference list",
			"quellen", "einzelnachweise", "literatur", "quellenangaben", "références", "sources et références", "fuentes", "referencias", "bibliografía", "fonti", "bibliografia", "riferimenti", "referências", "fontes", "bronnen", "kilder", "källor", "lähteet", "źródła", "zdroje", "források", "surse", "источники", "джерела", "πηγές", "kaynaklar", "المصادر", "出典", "参考文献", "참고문헌", "参考资料", "nguồn", "referensi",
		},
	},
}

// mentions are phrases that tell the topic of a short text wherever in it they stand.
var mentions = []struct {
	topic   topic
	phrases []string
}{
	{topicSignup, []string{
		"newsletter", "newsletters", "sign up", "signing up", "subscribe", "subscriber", "subscribers", "subscribing", "free trial", "book a demo", "request a demo", "request a quote", "get in touch", "contact us", "contact our", "download our", "your inbox", "our app", "mailing list", "whatsapp channel", "promo code", "coupon code", "donate", "donation", "our journalism", "learn more about our", "schedule a", "e-course", "today's paper",
		"abonnieren", "abonnement", "abonnenten", "whatsapp kanal", "jetzt anmelden", "inscrivez-vous", "abonnez-vous", "infolettre", "suscríbete", "suscriptores", "boletín", "canal de whatsapp", "iscriviti", "abbonati", "canale whatsapp", "assine", "inscreva-se", "nieuwsbrief", "nyhedsbrev", "nyhetsbrev", "uutiskirje", "newslettera", "newsletteru", "hírlevél", "рассылку", "розсилку", "bülten", "النشرة البريدية",
	}},
	{topicPeople, []string{
		"contributed to this", "contributed reporting", "contributed to the reporting", "is a freelance", "is a writer", "is a journalist", "is a reporter", "is the author of", "is an author", "is a senior writer", "is a senior reporter", "is a senior editor", "is a staff writer", "staff writer", "staff reporter", "is the editor", "is an editor", "is a columnist", "is the founder of", "is a contributor", "is deputy", "writes about", "can be reached at", "you can email", "reach him at", "reach her at", "follow him on", "follow her on", "is a former", "is a professor", "is an associate professor", "is adjunct", "ist redakteur", "ist redakteurin", "ist freier", "est journaliste", "es periodista",
	}},
	{topicLegal, []string{
		"originally appeared", "originally published", "first appeared on", "first published", "republished", "reprinted", "all rights reserved", "affiliate", "earn a commission", "copyright", "not to be reproduced", "creative commons", "premoderated", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados", "may be liable", "terms of service", "privacy policy", "for informational purposes", "not intended to", "financial advice", "medical advice",
	}},
	{topicRelated, []string{
		"read more", "see more", "click here", "check out", "more here", "full story", "read our", "see our", "visit our", "find out more", "learn more", "hier lesen", "mehr dazu", "lire aussi", "leer más", "lea también", "leggi anche", "leia mais", "lees ook", "læs også", "läs mer", "les også",
	}},
	{topicShare, []string{
		"comments below", "in the comments", "let us know", "tell us", "share your", "share this", "follow us", "follow the", "join the conversation", "what do you think", "have you", "on twitter", "on facebook", "on instagram", "on linkedin", "folgen sie", "suivez", "síguenos", "seguici", "følg", "följ",
	}},
}
