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

// A phrasebook lists, for a topic and a language, whole texts of blocks and openings of blocks, parted by
// semicolons. Case, punctuation and white space do not count. A text of another language that is spelled
// the same counts as well: the language is here for those who read and mend the lists.
type phrasebook struct {
	topic    topic
	lang     string
	wholes   string
	openings string
}

var phrasebooks = []phrasebook{
	{topicAd, "en", `
		ad; ads; advertisement; advertisements; advertising; sponsored; sponsored content; paid content;
		promoted; promotion; promo; ad feedback; advert; story continues; story continues below;
		article continues below; continue reading below; scroll to continue; promoted content;
		partner content`, `
		this advertisement has not loaded; article continues after; story continues below;
		continue reading below; advertisement scroll; advertisement continue reading;
		advertisement article continues; after newsletter promotion; skip past newsletter;
		article continues below`},
	{topicAd, "de", `
		anzeige; werbung; gesponsert; weiterlesen nach der anzeige; nach der anzeige weiterlesen;
		lesen sie nach der anzeige weiter`, `
		der artikel wird nach der anzeige; die news wird hier fortgesetzt`},
	{topicAd, "fr", `
		publicité; annonce; contenu sponsorisé; la suite après la publicité; pub`, ``},
	{topicAd, "es", `
		publicidad; anuncio; contenido patrocinado; la noticia continúa después de la publicidad`, ``},
	{topicAd, "it", `
		pubblicità; annuncio; continua a leggere dopo la pubblicità`, ``},
	{topicAd, "pt", `
		publicidade; anúncio; continua depois da publicidade; continua após a publicidade; conteúdo patrocinado; pub.`, ``},
	{topicAd, "nl", `
		advertentie; reclame; gesponsord; lees verder onder de advertentie;
		tekst gaat verder onder de advertentie`, ``},
	{topicAd, "da", `
		annonce; artiklen fortsætter efter annoncen; artiklen fortsætter under annoncen; reklame`, ``},
	{topicAd, "sv", `annons; annonser; artikeln fortsätter under annonsen`, ``},
	{topicAd, "no", `
		annonse; annonsørinnhold; artikkelen fortsetter under annonsen; saken fortsetter under annonsen`, ``},
	{topicAd, "fi", `mainos; juttu jatkuu mainoksen jälkeen`, ``},
	{topicAd, "pl", `
		reklama; materiał sponsorowany; dalsza część artykułu pod materiałem wideo;
		dalszy ciąg artykułu pod materiałem wideo; reklama reklama`, ``},
	{topicAd, "cs", `
		reklama; inzerce; článek pokračuje pod reklamou; komerční sdělení`, ``},
	{topicAd, "sk", `inzercia`, ``},
	{topicAd, "hu", `hirdetés; a cikk a hirdetés után folytatódik`, ``},
	{topicAd, "ro", `publicitate; articolul continuă după publicitate`, ``},
	{topicAd, "hr", `nastavak se nalazi ispod oglasa; oglas`, ``},
	{topicAd, "lv", `reklāma`, ``},
	{topicAd, "et", `reklaam`, ``},
	{topicAd, "ru", `
		реклама; реклама на сайте; на правах рекламы; реклама у нас; oглас`, ``},
	{topicAd, "el", `διαφήμιση`, ``},
	{topicAd, "tr", `
		reklam; reklamlar; haberin devamı reklamdan sonra; haberin devamı`, ``},
	{topicAd, "ar", `إعلان; اعلان; إعلانات`, ``},
	{topicAd, "fa", `آگهی; تبلیغات`, ``},
	{topicAd, "he", `פרסומת`, ``},
	{topicAd, "hi", `विज्ञापन`, ``},
	{topicAd, "bn", `বিজ্ঞাপন`, ``},
	{topicAd, "ta", `விளம்பரம்`, ``},
	{topicAd, "th", `โฆษณา`, ``},
	{topicAd, "vi", `
		quảng cáo; scroll to continue with content; advertisement scroll to continue with content`, ``},
	{topicAd, "id", `iklan`, ``},
	{topicAd, "ja", `広告; スポンサーリンク; pr`, ``},
	{topicAd, "ko", `광고`, ``},
	{topicAd, "zh", `广告; 廣告; advertisement 广告`, ``},
	{topicRelated, "en", `
		related; related articles; related posts; related stories; related content; related topics;
		related news; related links; related reads; related coverage; related story; related article;
		related video; related videos; more news; more stories; more from us; you may also like;
		you might also like; you may like; you might like; recommended; recommended for you;
		recommended reading; recommended stories; trending; trending now; trending stories;
		trending topics; most read; most popular; popular; popular now; popular posts; popular articles;
		top stories; latest; latest news; latest stories; latest articles; latest posts; recent posts;
		recent articles; recent stories; featured; featured stories; featured articles; editor's picks;
		editors picks; editor's pick; must read; must reads; don't miss; read next; up next; watch next;
		next up; see also; read also; also read; also see; also; more; more on this; more on this story;
		more on this topic; more like this; more to read; keep reading; continue reading; further reading;
		from around the web; around the web; in case you missed it; what to read next; read more;
		read full story; read the full story; read full article; what others are reading;
		people are reading; most viewed; most commented; most shared; more in this series; in this series;
		previous article; next article; previous post; next post; previous; next; breaking news;
		explore more; discover more; dive deeper; go deeper; suggested reading; our picks; best of;
		what's hot; this week's most read; view all; see all; see more; show more; load more; learn more;
		find out more; all posts; view all posts; more from this author; more from author`, `
		read more; read also; also read; read next; read:; keep reading; go here for more; see also; also see; related:; related article;
		related story; more:; more on; more from; watch:; must read; recommended:; don't miss:;
		click here to; for more; also:; read the full; read our; see more; learn more about;
		you may also like; you might also like; more stories; in case you missed it; continue reading;
		recommended reading; what to read; related reading; here's a look at more; for the latest`},
	{topicRelated, "de", `
		mehr zum thema; mehr zu diesem thema; das könnte sie auch interessieren;
		das könnte dich auch interessieren; auch interessant; lesen sie auch; lies auch; meistgelesen;
		meist gelesen; am meisten gelesen; weitere artikel; weitere themen; weiterführende links;
		weitere nachrichten; weitere meldungen; mehr lesen; empfehlungen; empfohlene artikel;
		empfehlungen der redaktion; aus dem ressort; neueste artikel; topthemen; top themen; themen;
		mehr aus diesem ressort; ähnliche artikel; verwandte artikel; verwandte themen; passend dazu;
		zum thema; mehr dazu; beliebt; beliebte artikel; weitere informationen; zum weiterlesen;
		weiterlesen; zum selben thema; das interessiert andere leser; auch spannend; beliebte themen;
		neueste nachrichten; aktuelle nachrichten; lesetipps; unsere empfehlungen; mehr; artikel terkait`, `
		lesen sie auch; lesen sie hier; lesen sie mehr; lesen sie dazu; lesen sie jetzt; lies auch;
		mehr zum thema; mehr zu; mehr über; auch interessant; mehr dazu; mehr aus; siehe auch;
		das könnte sie auch; alle aktuellen; alles wichtige; weitere informationen zu; hier lesen sie;
		hier geht es zu; zum thema; mehr news`},
	{topicRelated, "fr", `
		à lire aussi; lire aussi; à lire également; lire également; sur le même sujet; sur le même thème;
		dans la même rubrique; articles liés; articles connexes; articles similaires; les plus lus;
		le plus lu; plus d'articles; à voir aussi; voir aussi; à découvrir; nos derniers articles;
		en savoir plus; dernières nouvelles; à ne pas manquer; contenus liés; recommandé pour vous;
		vous aimerez aussi; articles recommandés; pour aller plus loin; lire la suite; lire plus;
		les articles les plus lus; populaire`, `
		à lire aussi; lire aussi; a lire aussi; à lire également; lire également; à voir aussi; voir aussi;
		retrouvez; à lire; notre dossier; lire :`},
	{topicRelated, "es", `
		noticias relacionadas; noticia relacionada; artículos relacionados; contenido relacionado;
		relacionado; relacionadas; relacionados; te puede interesar; le puede interesar;
		también te puede interesar; lo más leído; lo más visto; más leídas; las más leídas; más noticias;
		lea también; lee también; leer también; ver también; más información; para saber más; lo último;
		últimas noticias; mira también; leé también; no te pierdas; más sobre este tema;
		temas relacionados; otras noticias; leer más; ver más; más del autor; tendencias; destacadas;
		recomendados; te recomendamos`, `
		lea también; lee también; leer también; lea más; leer más; también puedes leer; te puede interesar;
		más información; ver también; mira también; leé también; puedes leer; no te pierdas;
		te recomendamos; le puede interesar; lea aquí; además:`},
	{topicRelated, "it", `
		leggi anche; articoli correlati; potrebbe interessarti; potrebbe interessarti anche;
		ti potrebbe interessare; i più letti; più letti; le ultime notizie; ultime notizie; altre notizie;
		per approfondire; approfondimenti; notizie correlate; vedi anche; guarda anche; continua a leggere;
		leggi tutto; scopri di più; contenuti correlati; leggi di più`, `
		leggi anche; leggi pure; per approfondire; guarda anche; vedi anche; potrebbe interessarti`},
	{topicRelated, "pt", `
		leia também; leia mais; notícias relacionadas; artigos relacionados; relacionadas; mais lidas;
		as mais lidas; mais lidos; últimas notícias; veja também; saiba mais; veja mais; ler mais;
		continuar a ler; conteúdo relacionado; recomendado; recomendadas`, `
		leia também; leia mais; veja também; saiba mais; leia ainda; confira também; ler mais;
		leia a íntegra`},
	{topicRelated, "nl", `
		lees ook; lees meer; meer over dit onderwerp; meer nieuws; gerelateerd; gerelateerde artikelen;
		gerelateerde berichten; meest gelezen; bekijk ook; aanbevolen; meer lezen; verder lezen;
		laatste nieuws; net binnen; misschien ook interessant; ook interessant`, `lees ook; lees meer; bekijk ook; lees verder; lees hier`},
	{topicRelated, "da", `
		læs også; læs mere; mest læste; mest læst; relaterede artikler; mere om emnet; seneste nyt;
		seneste nyheder; andre læser; andre læser også; anbefalet; anbefalede artikler; populært lige nu;
		flere nyheder; se også; trending lige nu; måske er du interesseret i`, `læs også; læs mere; læs her; læs hele; se også; se också`},
	{topicRelated, "sv", `
		läs också; läs även; läs mer; mest läst; mest lästa; relaterade artiklar; relaterat; fler artiklar;
		senaste nytt; senaste nyheterna; mer om ämnet; se också; rekommenderat; rekommenderade artiklar;
		populärt; just nu`, `läs också; läs även; läs mer; läs hela`},
	{topicRelated, "no", `
		les også; les mer; mest lest; mest leste; relaterte artikler; relatert; flere saker; siste nytt;
		siste nyheter; se også; anbefalt; anbefalte artikler; flere nyheter`, `les også; les mer; les hele`},
	{topicRelated, "fi", `
		lue myös; lue lisää; luetuimmat; luetuimmat uutiset; lisää aiheesta; katso myös; uusimmat;
		aiheeseen liittyvää; suosittelemme; tuoreimmat`, `lue myös; lue lisää; katso myös`},
	{topicRelated, "pl", `
		czytaj także; czytaj też; czytaj również; zobacz także; zobacz też; zobacz również; czytaj więcej;
		powiązane; powiązane artykuły; najczęściej czytane; najnowsze; najpopularniejsze; polecane;
		polecamy; przeczytaj także; przeczytaj również; przeczytaj też; więcej na ten temat;
		warto przeczytać; dowiedz się więcej`, `
		czytaj także; czytaj też; czytaj również; czytaj więcej; zobacz także; zobacz też; zobacz również;
		przeczytaj także; przeczytaj też; przeczytaj również; czytaj; więcej o`},
	{topicRelated, "cs", `
		čtěte také; čtěte též; přečtěte si také; mohlo by vás zajímat; mohlo by vás také zajímat;
		související články; související; nejčtenější; nejčtenější články; další články; více k tématu;
		témata; čtěte více; doporučujeme; aktuálně`, `čtěte také; čtěte i; přečtěte si; čtěte více`},
	{topicRelated, "sk", `
		čítajte aj; čítajte tiež; prečítajte si aj; súvisiace články; najčítanejšie; mohlo by vás zaujímať;
		odporúčame`, `čítajte aj; prečítajte si`},
	{topicRelated, "hu", `
		kapcsolódó cikkek; kapcsolódó; olvasta már; olvasd el ezt is; ez is érdekelheti; ezt is olvassa el;
		legolvasottabb; legfrissebb; további cikkek; ajánlott cikkek; ajánló; ezek is érdekelhetik`, `kapcsolódó; olvasta már`},
	{topicRelated, "ro", `
		citește și; citeşte şi; citiți și; citeste si; articole similare; articole recomandate;
		cele mai citite; cele mai noi; recomandări; știri similare; vezi și; pe aceeași temă;
		recomandarea noastră`, `citește și; citeşte şi; citiți și; citeste si; vezi și`},
	{topicRelated, "bg", `
		прочетете още; прочети още; още по темата; още новини; най-четени; свързани новини;
		свързани статии; вижте още; последни новини; виж още`, `прочетете още`},
	{topicRelated, "hr", `
		pročitajte još; pročitajte i; pročitaj još; vezane vijesti; najčitanije; povezane vijesti;
		možda vas zanima; povezane vesti; najnovije vijesti; najnovije vesti; pročitajte više;
		preberite še; preberite tudi; sorodni članki`, `pročitajte još; pročitajte i`},
	{topicRelated, "sr", `прочитајте још; прочитајте и; најчитаније`, `прочитајте још`},
	{topicRelated, "lt", `
		taip pat skaitykite; skaitykite taip pat; susiję straipsniai; populiariausi; saistītie raksti;
		seotud artiklid; naujausi; daugiau naujienų`, `taip pat skaitykite; skaitykite taip pat`},
	{topicRelated, "lv", `lasi arī; lasi vēl`, `lasi arī; lasi vēl`},
	{topicRelated, "et", `loe ka; loe lisaks; loe veel`, `loe ka; loe veel`},
	{topicRelated, "ru", `
		читайте также; читать также; читайте ещё; по теме; материалы по теме; новости по теме;
		смотрите также; смотреть также; похожие статьи; похожие новости; популярное; самое читаемое;
		главное за день; последние новости; другие новости; ещё по теме; еще по теме; читать далее;
		рекомендуем; что еще почитать; главные новости; сюжет; подробнее`, `
		читайте также; читать также; смотрите также; читайте ещё; подробнее:; ранее мы писали; читайте:`},
	{topicRelated, "uk", `
		читайте також; читати також; дивіться також; за темою; матеріали за темою; новини за темою;
		популярне; найпопулярніше; останні новини; схожі новини; вас також може зацікавити; головні новини;
		більше новин; вам також може сподобатися`, `читайте також; дивіться також; читайте далі`},
	{topicRelated, "el", `
		διαβάστε επίσης; διαβάστε ακόμη; διαβάστε ακόμα; δείτε επίσης; σχετικά άρθρα; σχετικές ειδήσεις;
		δημοφιλή; τελευταία νέα; περισσότερα; ροή ειδήσεων; ειδήσεις σήμερα`, `
		διαβάστε επίσης; διαβάστε ακόμη; διαβάστε ακόμα; διαβάστε εδώ; δείτε επίσης; διαβάστε`},
	{topicRelated, "tr", `
		ilgili haberler; ilgili haber; benzer haberler; çok okunanlar; en çok okunanlar; son haberler;
		diğer haberler; günün haberleri; öne çıkanlar; bunlar da ilginizi çekebilir; ilginizi çekebilir;
		daha fazla haber; son dakika haberleri; sıradaki haber; öne çıkan haberler`, `
		ilgili haber; ayrıca bakınız; bunlar da ilginizi çekebilir`},
	{topicRelated, "ar", `
		اقرأ أيضا; اقرأ أيضاً; اقرأ ايضا; اقرأ المزيد; مواضيع ذات صلة; مقالات ذات صلة; أخبار ذات صلة;
		الأكثر قراءة; شاهد أيضا; المزيد; أخبار متعلقة; آخر الأخبار; قد يهمك أيضا; قد يعجبك أيضا;
		موضوعات متعلقة; تابع القراءة`, `اقرأ أيضا; اقرأ أيضاً; اقرأ المزيد; شاهد أيضا; طالع أيضا`},
	{topicRelated, "fa", `
		بیشتر بخوانید; مطالب مرتبط; اخبار مرتبط; پربازدیدترین ها; خبرهای مرتبط; بیشتر بدانید`, `بیشتر بخوانید`},
	{topicRelated, "he", `
		קראו גם; קראו עוד; כתבות נוספות; כתבות קשורות; עוד בנושא; הנקראות ביותר; אולי יעניין אותך;
		עוד באותו נושא`, `קראו גם; קראו עוד`},
	{topicRelated, "ur", `مزید پڑھیں; یہ بھی پڑھیں; متعلقہ خبریں`, `مزید پڑھیں; یہ بھی پڑھیں`},
	{topicRelated, "hi", `
		यह भी पढ़ें; ये भी पढ़ें; इसे भी पढ़ें; संबंधित खबरें; और पढ़ें; ताजा खबरें; अन्य खबरें; और खबरें`, `यह भी पढ़ें; ये भी पढ़ें; इसे भी पढ़ें`},
	{topicRelated, "bn", `ট্রেন্ডিং; আরও পড়ুন; আরও খবর; সর্বশেষ; সম্পর্কিত খবর`, `আরও পড়ুন`},
	{topicRelated, "th", `
		ข่าวที่เกี่ยวข้อง; อ่านเพิ่มเติม; ข่าวล่าสุด; บทความที่เกี่ยวข้อง`, ``},
	{topicRelated, "vi", `
		xem thêm; tin liên quan; bài liên quan; đọc thêm; tin cùng chuyên mục; có thể bạn quan tâm;
		đọc nhiều; tin mới; bài viết liên quan; đọc nhiều nhất`, `xem thêm; đọc thêm`},
	{topicRelated, "id", `
		baca juga; berita terkait; terpopuler; berita terkini; berita lainnya; lihat juga; simak juga;
		selengkapnya; baca selengkapnya; populer; rekomendasi untuk anda`, `baca juga; lihat juga; simak juga`},
	{topicRelated, "ja", `
		関連記事; 関連ニュース; あわせて読みたい; おすすめ記事; 人気記事; ランキング; 最新記事; こちらもおすすめ; 続きを読む; もっと見る; 関連リンク; アクセスランキング; 次のページ;
		関連キーワード; 関連トピックス`, `あわせて読みたい`},
	{topicRelated, "ko", `
		관련기사; 관련 기사; 관련뉴스; 많이 본 뉴스; 인기 기사; 추천 기사; 더보기; 최신 기사; 당신이 관심 있을 만한 이슈; 주요 뉴스; 인기기사`, `관련기사; 상관 기사`},
	{topicRelated, "zh", `
		相关新闻; 相关阅读; 相關新聞; 相關閱讀; 延伸閱讀; 延伸阅读; 推荐阅读; 推薦閱讀; 热门文章; 熱門文章; 更多新闻; 更多新聞; 最新消息; 热点新闻; 看更多; 猜你喜欢;
		今日推荐; 热门推荐; 编辑推荐`, `関連記事; 【関連記事】`},
	{topicSignup, "en", `
		newsletters; subscribe; subscribe now; subscribe today; sign up; sign up now; sign in; log in;
		login; register; join; join now; join us; donate; donate now; support us; get started;
		get started for free; download the app; get the app; start your free trial; start free trial;
		become a member; already a subscriber; get a demo; book a demo; request a demo; contact us;
		get in touch; ready for more; start your substack; start your substackget the app; buy now;
		shop now; apply now; email address; your email address; first name; last name; email;
		thanks for signing up`, `
		sign up for; sign up to; sign up here; sign up now; sign up today; subscribe to; subscribe for;
		subscribe here; subscribe now; subscribe today; get the latest; get our; get all the latest;
		get the best; join our; join the conversation; join my; join now; join us; enter your email;
		your email address; by signing up; by submitting; by subscribing; by clicking; by entering your;
		thank you for signing; thanks for signing; thank you for subscribing; thanks for subscribing;
		never miss; stay up to date; stay informed; stay connected; keep up with; download our app;
		download the app; download our; support our; support independent; become a member;
		become a subscriber; become a paid; already a subscriber; already a member;
		already have an account; start your free; start your subscription; start a free; log in to;
		sign in to; please sign in; please log in; to continue reading; create a free account;
		create an account; this article is for subscribers; this content is for; unlock this;
		to read the full; we respect your privacy; no credit card required; unsubscribe at any time;
		want more stories like this; want to stay; want more; want the latest; like what you; enjoyed this;
		enjoying this; if you enjoyed; if you like this; if you liked this; substack is the home;
		thanks for reading; listen to our podcast; get email alerts; delivered to your inbox; receive our;
		receive the latest; please enter; please enable; oops something went wrong;
		thank you your submission; this field is; leave this field; save my name; i agree to`},
	{topicSignup, "de", `
		newsletter; newsletter signup; jetzt abonnieren; abonnieren; anmelden; jetzt anmelden;
		registrieren`, `
		get breaking news; get news alerts; melden sie sich; jetzt anmelden; jetzt abonnieren;
		abonnieren sie; newsletter; unser newsletter; mit unserem newsletter; hier anmelden;
		bitte melden sie sich; sie möchten; sie haben noch kein; jetzt testen; testen sie; laden sie;
		registrieren sie sich; bleiben sie informiert; erhalten sie; mit dem abonnieren;
		folgen sie unserem whatsapp; abonnieren sie unseren; la newsletter`},
	{topicSignup, "fr", `s'abonner; abonnez-vous`, `
		inscrivez-vous; abonnez-vous; recevez; s'inscrire; pour lire la suite; cet article est réservé;
		déjà abonné; téléchargez; recevoir la newsletter; soutenez`},
	{topicSignup, "es", `suscribirse; suscríbete; iniciar sesión; regístrate`, `
		suscríbete; suscríbase; suscribite; recibe; regístrate; apúntate; únete a; inicia sesión;
		para seguir leyendo; descarga la app; síguenos; ya eres suscriptor`},
	{topicSignup, "it", `accedi; iscriviti; abbonati`, `
		il vous reste; iscriviti; abbonati; ricevi; per continuare a leggere; scarica l'app; unisciti`},
	{topicSignup, "pt", `entrar; assine`, `
		assine; receba; participe do canal; entre no canal; subscreva; clique aqui e`},
	{topicSignup, "nl", `abonneren; aanmelden; inschrijven; je m'abonne; abonneer`, `
		schrijf je in; meld je aan; abonneer je; ontvang; download de app; word abonnee`},
	{topicSignup, "da", `
		abonner; se connecter; inscreva-se; bliv abonnent; tilmeld; tilmeld dig; log ind; přihlásit se`, `
		log ind for; inscreva-se; cadastre-se; tilmeld dig; få nyheder; få de seneste; bliv abonnent;
		hent appen; du skal være abonnent; få nyhetsbrev; få nyheter; få nyhedsbrevet; få vores nyhedsbrev`},
	{topicSignup, "sv", `logga in; prenumerera`, `anmäl dig; prenumerera på; logga in för; ladda ner`},
	{topicSignup, "no", `logg inn; bli prenumerant; bli abonnent`, `meld deg på; bli abonnent; bli prenumerant`},
	{topicSignup, "fi", `kirjaudu; tilaa`, `tilaa`},
	{topicSignup, "pl", `zapisz się; zaloguj się; subskrybuj`, `
		zapisz się; subskrybuj; zaloguj się; dołącz do nas; pobierz aplikację`},
	{topicSignup, "cs", `předplatit`, `přihlaste se; předplaťte; odebírejte`},
	{topicSignup, "sk", ``, `prihláste sa`},
	{topicSignup, "hu", `feliratkozás`, `iratkozzon fel; iratkozz fel`},
	{topicSignup, "ro", `abonează-te`, `abonează-te; abonați-vă; aboneaza-te`},
	{topicSignup, "hr", ``, `prijavite se; pretplatite se`},
	{topicSignup, "lt", ``, `prenumeruokite; užsisakykite`},
	{topicSignup, "lv", ``, `pieraksties`},
	{topicSignup, "et", ``, `telli; liitu`},
	{topicSignup, "ru", `подписаться; подпишитесь`, `
		абонирайте се; подпишитесь; подписывайтесь; присоединяйтесь`},
	{topicSignup, "uk", `підписатися`, `підписуйтесь; підпишіться; приєднуйтесь; підписуйтеся`},
	{topicSignup, "el", `εγγραφή`, `εγγραφείτε; ακολουθήστε`},
	{topicSignup, "tr", `abone ol; giriş yap`, `abone olun; uygulamasını indirin`},
	{topicSignup, "ar", `اشترك`, `اشترك; انضم; تابعوا`},
	{topicSignup, "he", ``, `הירשמו; להרשמה`},
	{topicSignup, "hi", ``, `सब्सक्राइब; हमारे व्हाट्सएप`},
	{topicSignup, "vi", `đăng nhập; đăng ký`, `đăng ký nhận; theo dõi`},
	{topicSignup, "id", `daftar; masuk; langganan`, `dapatkan; ikuti kami; gabung; saksikan`},
	{topicSignup, "ja", `ログイン`, `メルマガ; この記事は有料`},
	{topicSignup, "ko", `구독; 구독하기; 로그인`, `구독`},
	{topicSignup, "zh", `登録; 会員登録; 订阅; 登录`, `無料会員; 会員限定; 订阅; 訂閱`},
	{topicShare, "en", `
		share; shares; share this; share this article; share this story; share this post; share article;
		share on facebook; share on twitter; share on x; share on linkedin; share via email;
		share on whatsapp; tweet; tweet this; pin; pin it; print; print this; email this; copy link;
		link copied; copied; save; save article; bookmark; follow; follow us; follow us on; follow me;
		like; like this; like loading; loading; facebook; twitter; instagram; linkedin; whatsapp;
		pinterest; reddit; telegram; youtube; tiktok; flipboard; threads; bluesky; x; x twitter; messenger;
		rss; gift this article; give this article; listen and share; report a typo; feedback;
		was this helpful; was this article helpful; was this page helpful; rate this article;
		stay connected; connect with us; imprimir`, `
		share this; share on; share via; share your; click to share; click to print; click to email;
		follow us; follow me; follow on; follow him on; follow her on; follow the author; tweet this;
		email this; print this; like us on; find us on; connect with; add us as; make us preferred;
		have a story; got a story; do you have a story; tell us; let us know; what do you think;
		report an error; report a correction; suggest a correction; was this; how would you rate;
		did you find; copy article link; choose us as; set as preferred`},
	{topicShare, "de", `
		teilen; artikel teilen; drucken; merken; folgen; folgen sie uns; fehler gefunden; del artikel`, `folgen sie; teilen sie; haben sie fehler; fehler gefunden`},
	{topicShare, "fr", `
		partager; imprimer; gift article; suivez-nous; partagez; partager cet article`, `suivez; partagez`},
	{topicShare, "es", `compartir; guardar; comparte; síguenos`, `síguenos; sigue; síguenos en; comparte`},
	{topicShare, "it", `condividi; stampa; seguici`, `seguici; segui`},
	{topicShare, "pt", `compartilhar; partilhar; compartilhe; siga-nos`, `siga o; siga a; compartilhe`},
	{topicShare, "nl", `delen; deel dit artikel; volg ons; deel`, `volg; deel dit; heb je een tip`},
	{topicShare, "da", `del; del artiklen; følg os; følg oss; følg`, `
		send us a tip; have a tip; got a tip; følg; har du et tip; tip os`},
	{topicShare, "sv", `dela; dela artikeln; följ oss`, `följ; tipsa oss`},
	{topicShare, "no", ``, `tips oss`},
	{topicShare, "fi", `jaa; seuraa`, ``},
	{topicShare, "pl", `udostępnij; podziel się; obserwuj nas`, `dołącz do; obserwuj; znalazłeś błąd`},
	{topicShare, "cs", `sdílet`, `našli jste`},
	{topicShare, "sk", `zdieľať`, ``},
	{topicShare, "hu", `megosztás`, `kövessen`},
	{topicShare, "ro", `distribuie`, `urmărește; urmăriți`},
	{topicShare, "hr", `podijeli`, `pratite nas`},
	{topicShare, "sr", `сподели; поделиться; поделитесь; подели`, ``},
	{topicShare, "lt", `dalintis`, `sekite`},
	{topicShare, "lv", `dalies`, `seko`},
	{topicShare, "et", `jaga`, `jälgi`},
	{topicShare, "ru", ``, `следвайте; следите за; нашли ошибку; если вы нашли ошибку`},
	{topicShare, "uk", `поділитися`, `слідкуйте`},
	{topicShare, "el", `κοινοποίηση`, `ακολουθήστε`},
	{topicShare, "tr", `paylaş`, `bizi takip`},
	{topicShare, "ar", `مشاركة; شارك`, `تابعنا`},
	{topicShare, "he", `שתף; שתפו`, `עקבו`},
	{topicShare, "hi", `साझा करें; शेयर करें`, `फॉलो करें`},
	{topicShare, "vi", `chia sẻ`, ``},
	{topicShare, "id", `bagikan`, `ikuti`},
	{topicShare, "ja", `シェア; シェアする; ツイート`, `フォロー`},
	{topicShare, "ko", `공유; 공유하기`, `팔로우`},
	{topicShare, "zh", `分享; 分享到`, `关注; 關注`},
	{topicTalk, "en", `
		comments; comment; leave a comment; leave a reply; leave a reply cancel reply;
		leave a comment cancel reply; post a comment; add a comment; view comments; show comments;
		view all comments; read comments; load comments; no comments; no comments yet; join the discussion;
		join the conversation; reply; discussion; discussion about this post; what do you think;
		conversation; cancel reply; comments are closed`, `
		leave a comment; leave a reply; post a comment; add a comment; be the first to;
		join the discussion; view comments; comments are; discussion about this; have your say;
		share your thoughts; sound off; notify me of; required fields; commenting;
		your email address will not be; this site uses akismet; expand full comment`},
	{topicTalk, "de", `
		kommentare; kommentar; kommentar schreiben; kommentare anzeigen; schreiben sie einen kommentar;
		diskussion; diskutieren sie mit; zur diskussion`, `kommentieren sie; schreiben sie uns; diskutieren sie`},
	{topicTalk, "fr", `commentaires; voir les commentaires; commenter; laisser un commentaire; réagir`, `laissez un commentaire; réagissez`},
	{topicTalk, "es", `
		comentarios; comentar; deja un comentario; deja una respuesta`, `deja tu comentario`},
	{topicTalk, "it", `commenti; commenta; lascia un commento`, `scrivi un commento`},
	{topicTalk, "pt", `comentários; deixe um comentário`, `deixe o seu`},
	{topicTalk, "nl", `reacties; reageer`, `reageer op`},
	{topicTalk, "da", `kommentarer; skriv kommentar`, `skriv en kommentar`},
	{topicTalk, "sv", `kommentera`, ``},
	{topicTalk, "fi", `kommentit`, ``},
	{topicTalk, "pl", `komentarze; skomentuj`, `dołącz do dyskusji; napisz komentarz`},
	{topicTalk, "cs", `komentáře; diskuze`, `diskuse`},
	{topicTalk, "hu", `hozzászólások`, ``},
	{topicTalk, "ro", `comentarii`, ``},
	{topicTalk, "hr", `komentari`, ``},
	{topicTalk, "lt", `komentarai`, ``},
	{topicTalk, "lv", `komentāri`, ``},
	{topicTalk, "et", `kommentaarid`, ``},
	{topicTalk, "ru", `комментарии`, `оставьте комментарий`},
	{topicTalk, "uk", `коментари; коментарі`, `залиште коментар`},
	{topicTalk, "el", `σχόλια`, ``},
	{topicTalk, "tr", `yorumlar; yorum yap`, ``},
	{topicTalk, "ar", `تعليقات; تعليق`, ``},
	{topicTalk, "he", `תגובות`, ``},
	{topicTalk, "hi", `टिप्पणियां`, ``},
	{topicTalk, "vi", `bình luận`, ``},
	{topicTalk, "id", `komentar`, ``},
	{topicTalk, "ja", `コメント`, ``},
	{topicTalk, "ko", `댓글`, ``},
	{topicTalk, "zh", `评论; 評論; 留言`, ``},
	{topicCredit, "en", `
		getty images; reuters; ap; afp; dpa; shutterstock; ap photo; file photo; photo; image; photos;
		getty; istock; file; imago; picture alliance`, `
		photos:; photo by; photos by; photo credit; photo illustration; photograph by; photography by;
		photograph:; image:; images:; image credit; image credits; photo credits; image courtesy; image by; image source; picture:;
		pictures:; credit:; credits:; video:; video by; illustration by; illustration:; graphic:;
		courtesy of; getty images; ap photo; file photo; reuters/; featured image; feature image;
		cover image; cover photo; header image; banner image; photographer:; source: getty; screenshot:;
		stock photo; this image provided; (photo by; (ap photo; (photo:; (image:; (image credit; [photo;
		via getty; ©`},
	{topicCredit, "de", ``, `
		fotos:; bild:; bilder:; bildquelle; quelle:; grafik:; symbolbild; titelbild`},
	{topicCredit, "fr", ``, `photo:; photo :; crédit photo; crédits; crédit :`},
	{topicCredit, "es", ``, `fotografía:; imagen:; crédito:; créditos:; fuente:`},
	{topicCredit, "it", ``, `immagine:; fonte foto`},
	{topicCredit, "pt", ``, `imagem:; reprodução; divulgação`},
	{topicCredit, "nl", ``, `beeld:; bron:`},
	{topicCredit, "no", ``, `illustrasjon:`},
	{topicCredit, "fi", ``, `kuva:; kuvat:`},
	{topicCredit, "pl", ``, `fot.; fot; zdjęcie:; źródło:`},
	{topicCredit, "cs", ``, `zdroj:; zdroj foto`},
	{topicCredit, "hu", ``, `fotó:; kép:`},
	{topicCredit, "ro", ``, `sursa foto; sursă foto`},
	{topicCredit, "bg", ``, `снимка:`},
	{topicCredit, "hr", ``, `izvor:`},
	{topicCredit, "lt", ``, `nuotr.`},
	{topicCredit, "ru", ``, `фото:; фото; источник:; источник фото; скриншот`},
	{topicCredit, "uk", ``, `джерело:`},
	{topicCredit, "el", ``, `φωτογραφία:; πηγή:`},
	{topicCredit, "tr", ``, `fotoğraf:; görsel:`},
	{topicCredit, "ar", ``, `صورة; الصورة; عکس:`},
	{topicCredit, "he", ``, `צילום:`},
	{topicCredit, "hi", ``, `फोटो:`},
	{topicCredit, "th", ``, `ภาพ:`},
	{topicCredit, "vi", ``, `ảnh:; nguồn:`},
	{topicCredit, "id", `foto`, `
		foto:; foto von; foto de; foto di; foto ilustrasi; sumber:; foto/`},
	{topicCredit, "ko", ``, `사진`},
	{topicCredit, "zh", ``, `写真:; 写真＝; 画像:; 撮影; 出典:; 图片来源; 圖片來源; 图源; 圖/`},
	{topicPeople, "en", `
		about the author; about the authors; about author; author; authors; written by; by; contributors;
		contributor; meet the author; the author; our authors; staff; staff writer; senior reporter;
		associated press; the associated press; view bio; author bio; more about the author; reporter;
		editor; journalist; editor:`, `
		about the author; written by; by the associated press; reviewed by; edited by; fact checked by;
		medically reviewed by; posted by; published by; reporting by; additional reporting; (reporting by;
		more from author; view all posts by; more by; story by; words by; contact the author;
		email the author; reach the author; you can reach; contact the writer;
		this story was originally published; this article was originally published; originally published;
		originally appeared on; this article first appeared; this story originally;
		this article originally; this post originally; editor:; reporter:`},
	{topicPeople, "de", `
		zum autor; autor; news editor; über den autor; über die autorin; zur autorin; autorin; redaktion`, `
		autor:; über den autor; über die autorin; zur person; autorin:; text:; redakteur:`},
	{topicPeople, "fr", `auteur; journaliste; à propos de l'auteur`, `à propos de l'auteur`},
	{topicPeople, "es", `sobre el autor; sobre la autora; redacción`, `sobre el autor; texto:`},
	{topicPeople, "it", `redazione; sull'autore`, `sull'autore; testo:`},
	{topicPeople, "pt", `sobre o autor; redação`, `sobre o autor`},
	{topicPeople, "nl", `over de auteur; redactie`, `over de auteur`},
	{topicPeople, "da", `om forfatteren; skribent`, `om forfatteren`},
	{topicPeople, "no", ``, `tekst:`},
	{topicPeople, "fi", `toimittaja`, ``},
	{topicPeople, "pl", `dziennikarz; redaktor`, `redaktor:`},
	{topicPeople, "cs", `autor článku`, ``},
	{topicPeople, "hu", `szerző`, ``},
	{topicPeople, "hr", `novinar`, `novinar:`},
	{topicPeople, "ru", `автор`, `автор:`},
	{topicPeople, "el", `συντάκτης`, ``},
	{topicPeople, "tr", `yazar; muhabir`, `muhabir:; kaynak:`},
	{topicPeople, "ar", `الكاتب`, ``},
	{topicPeople, "he", `מאת`, ``},
	{topicPeople, "th", ``, `ผู้เขียน`},
	{topicPeople, "vi", `tác giả`, ``},
	{topicPeople, "id", `penulis`, `penulis:`},
	{topicPeople, "ko", `기자`, ``},
	{topicPeople, "zh", `記者; 作者`, `記者：; 责任编辑; 責任編輯; 编辑：; 編輯：; 来源：; 來源：; 记者：`},
	{topicLegal, "en", `
		copyright; all rights reserved; terms of use; terms of service; terms; privacy policy; privacy;
		cookie policy; cookie settings; disclaimer; disclosure; legal notice; advertising disclosure;
		affiliate disclosure; accessibility; sitemap; contact; about us; about; careers;
		do not sell my personal information; reprints; licensing; republish`, `
		copyright; © 20; (c) 20; all rights reserved; we may earn; we may receive; we use cookies;
		this site uses cookies; this website uses; this site is protected; when you purchase;
		when you buy through; if you buy something; if you purchase; if you click; products featured;
		our editors independently; we independently; we only recommend; purchases made through;
		affiliate links; this post contains affiliate; this post may contain;
		this article contains affiliate; this article may contain; this page contains affiliate;
		as an amazon associate; this material may not be; a version of this article appear; the content is provided; do not sell;
		licensing rights; reprints; to republish; republished with permission; reproduced with permission;
		this document is subject to copyright; citation:; disclaimer:; disclosure:; ai disclosure;
		advertiser disclosure; editorial standards; our standards; see our ethics; read our privacy;
		terms and conditions; for permission; click here for reprint; use of this content; ⓒ;
		this article was generated; this content was`},
	{topicLegal, "de", `impressum; datenschutz; agb`, `
		alle rechte vorbehalten; wir verwenden cookies; dieser artikel enthält affiliate; mit material der;
		alle rechten voorbehouden; dieser text wurde mit hilfe`},
	{topicLegal, "fr", ``, `
		tous droits réservés; reproduction interdite; cet article a été`},
	{topicLegal, "es", ``, `
		todos los derechos; prohibida la reproducción; queda prohibida`},
	{topicLegal, "it", ``, `tutti i diritti; riproduzione riservata; © riproduzione`},
	{topicLegal, "pt", ``, `todos os direitos; proibida a reprodução`},
	{topicLegal, "da", ``, `ophavsret; dette indhold er beskyttet`},
	{topicLegal, "pl", ``, `wszelkie prawa; wszystkie prawa zastrzeżone; kopiowanie`},
	{topicLegal, "cs", ``, `všechna práva`},
	{topicLegal, "hu", ``, `minden jog`},
	{topicLegal, "ro", ``, `toate drepturile`},
	{topicLegal, "bg", ``, `всички права`},
	{topicLegal, "hr", ``, `sva prava`},
	{topicLegal, "lt", ``, `visos teisės`},
	{topicLegal, "ru", ``, `все права защищены`},
	{topicLegal, "uk", ``, `усі права; всі права`},
	{topicLegal, "el", ``, `με επιφύλαξη`},
	{topicLegal, "tr", ``, `tüm hakları`},
	{topicLegal, "ar", ``, `جميع الحقوق`},
	{topicLegal, "he", ``, `כל הזכויות`},
	{topicLegal, "vi", ``, `bản quyền`},
	{topicLegal, "id", ``, `hak cipta`},
	{topicLegal, "ko", ``, `저작권자; 무단전재`},
	{topicLegal, "zh", ``, `無断転載; 無断複製; 版权所有; 版權所有; 未经授权`},
	{topicPlayer, "en", `
		listen; listen now; listen to this article; listen to article; play; play video; watch; watch now;
		watch live; watch video; video; videos; gallery; photo gallery; slideshow; view gallery;
		see photos; view this post on instagram; embedded content; loading video; video unavailable; audio;
		replay; mute; transcript; live; swipe; tap to zoom; click to enlarge; enlarge image;
		open image modal; image; hide caption; toggle caption; podcast; podcasts`, `
		listen to this; listen to the; listen:; listen to article; your browser does not support;
		javascript is; enable javascript; please enable javascript; this video; video player;
		watch the video; watch the full; watch live; watch below; watch on; click to play; view this post;
		a post shared by; view on instagram; see photos; photo gallery; see gallery; view gallery;
		to view this content; this content is not available; this content is hosted; an error occurred;
		you need to enable; we're sorry, this feature; narrated by; 0:00; audio by; this audio is;
		ai-generated audio; hear this story; here you'll find external content;
		recommended editorial content; image of`},
	{topicPlayer, "de", `
		anhören; vorlesen; abspielen; bildergalerie; fotostrecke; artikel anhören`, `
		your browser; hören sie; artikel anhören; an dieser stelle; empfohlener redaktioneller inhalt;
		ihr browser; sie sehen; dieser inhalt; externer inhalt; an dieser stelle finden sie;
		hier finden sie externe; mit ihrer zustimmung; um diesen inhalt`},
	{topicPlayer, "fr", `écouter; écouter l'article; vidéo; diaporama`, `écoutez; ecoutez; ce contenu; votre navigateur`},
	{topicPlayer, "es", `escuchar; vídeo; galería; escucha esta noticia; ver video`, `escucha; tu navegador`},
	{topicPlayer, "it", `ascolta; ascolta l'articolo; guarda il video`, `ascolta; il tuo browser`},
	{topicPlayer, "pt", `ouvir; ouça este artigo`, `ouça; seu navegador`},
	{topicPlayer, "nl", `beluister; luister`, `luister naar; je browser; deze content`},
	{topicPlayer, "da", `lyt; lyt til artiklen; hør artiklen`, `lyt til; hør; din browser; dette indhold; din webbläsare`},
	{topicPlayer, "sv", `lyssna`, `lyssna på`},
	{topicPlayer, "no", `lytt`, `lytt til; nettleseren`},
	{topicPlayer, "fi", `kuuntele`, ``},
	{topicPlayer, "pl", `posłuchaj`, `posłuchaj; twoja przeglądarka`},
	{topicPlayer, "cs", `poslechnout`, `následuje obsah; přejít před obsah`},
	{topicPlayer, "hu", `hallgasd`, ``},
	{topicPlayer, "ro", `ascultă`, ``},
	{topicPlayer, "ru", `слушать; слухати`, `ваш браузер`},
	{topicPlayer, "el", `ακούστε`, ``},
	{topicPlayer, "tr", `dinle; haberi dinle`, `videoyu izle`},
	{topicPlayer, "ar", `استمع`, ``},
	{topicPlayer, "he", `האזינו`, ``},
	{topicPlayer, "hi", `सुनें`, ``},
	{topicPlayer, "vi", `nghe`, ``},
	{topicPlayer, "id", `dengarkan`, ``},
	{topicPlayer, "ja", `聴く`, `この動画`},
	{topicPlayer, "ko", `듣기`, `이 기사는`},
	{topicPlayer, "zh", `收听`, ``},
	{topicTags, "en", `
		tags; tag; topics; topic; keywords; categories; category; filed under; tagged; in this story;
		in this article; in this post; labels; on this page; table of contents; contents; jump to;
		quick links; what's inside; posted in; subjects; themes; tag:`, `
		tags:; tags; topics:; filed under; posted in; tagged with; tagged as; tagged:; categories:;
		category:; keywords:; explore more on these topics; more about:; tag:`},
	{topicTags, "de", `
		schlagworte; stichwörter; inhaltsverzeichnis; schlagwörter; themen; schlagwörter zu diesem artikel;
		inhalt`, `themen:; schlagwörter`},
	{topicTags, "fr", `mots-clés; thèmes; sujets; sommaire`, `mots-clés`},
	{topicTags, "es", `categorías; etiquetas; temas`, `temas:; etiquetas:`},
	{topicTags, "it", `argomenti; indice`, ``},
	{topicTags, "pt", `assuntos; índice; tópicos`, ``},
	{topicTags, "nl", `onderwerpen`, `onderwerpen:`},
	{topicTags, "da", `emner`, `emneord`},
	{topicTags, "sv", `ämnen`, ``},
	{topicTags, "fi", `aiheet; avainsanat`, ``},
	{topicTags, "pl", `tematy; tagi`, `tagi:`},
	{topicTags, "cs", `témata; štítky`, ``},
	{topicTags, "hu", `címkék`, `címkék:`},
	{topicTags, "ro", `etichete`, ``},
	{topicTags, "hr", `oznake`, ``},
	{topicTags, "lt", `temos; žymės`, ``},
	{topicTags, "lv", `birkas`, ``},
	{topicTags, "et", `märksõnad`, ``},
	{topicTags, "ru", `тагове; теги`, `teги:; теги:`},
	{topicTags, "el", `ετικέτες`, ``},
	{topicTags, "tr", `içindekiler; etiketler`, `etiketler:`},
	{topicTags, "ar", `الكلمات المفتاحية`, ``},
	{topicTags, "fa", `تگ ها`, ``},
	{topicTags, "he", `תגיות`, ``},
	{topicTags, "hi", `टैग`, ``},
	{topicTags, "vi", `từ khóa; thẻ`, ``},
	{topicTags, "id", `topik`, ``},
	{topicTags, "ja", `タグ; キーワード`, ``},
	{topicTags, "ko", `태그`, `관련 태그`},
	{topicTags, "zh", `目次; 标签; 標籤; 关键词`, `关键词; 關鍵字`},
	{topicDate, "en", `
		published; updated; last updated; posted; posted on; published on; modified; last modified;
		min read; date`, `
		published; updated; last updated; first published; posted on; posted at; date published;
		last modified; this article was last updated; this article was updated; reading time;
		estimated reading; read time`},
	{topicDate, "de", `publiziert; aktualisiert; veröffentlicht`, `
		veröffentlicht am; zuerst veröffentlicht; aktualisiert am; stand:; erstellt am; publiziert:;
		lesedauer; lesezeit`},
	{topicDate, "fr", `publié; mis à jour`, `publié le; mis à jour; modifié le; temps de lecture`},
	{topicDate, "es", `publicado; actualizado`, `publicado; actualizado; tiempo de lectura`},
	{topicDate, "it", `pubblicato; aggiornato`, `
		pubblicato; aggiornato; tempo di lettura; tempo de leitura`},
	{topicDate, "pt", `atualizado`, `atualizado`},
	{topicDate, "nl", `gepubliceerd; bijgewerkt`, `gepubliceerd; bijgewerkt; leestijd`},
	{topicDate, "da", `publiceret; opdateret`, `publiceret; opdateret; offentliggjort`},
	{topicDate, "sv", `publicerad; uppdaterad`, `publicerad; uppdaterad`},
	{topicDate, "no", `publisert; oppdatert`, `publisert; oppdatert`},
	{topicDate, "fi", `julkaistu; päivitetty`, `julkaistu; päivitetty`},
	{topicDate, "pl", `opublikowano; aktualizacja`, `opublikowano; aktualizacja; data publikacji`},
	{topicDate, "cs", `publikováno; aktualizováno`, `publikováno; vydáno; aktualizováno`},
	{topicDate, "sk", ``, `publikované`},
	{topicDate, "hu", ``, `megjelent; frissítve`},
	{topicDate, "ro", ``, `publicat; actualizat`},
	{topicDate, "hr", ``, `objavljeno; ažurirano`},
	{topicDate, "lt", ``, `paskelbta; atnaujinta`},
	{topicDate, "lv", ``, `publicēts`},
	{topicDate, "ru", ``, `публикувана; опубликовано; обновлено; оновлено`},
	{topicDate, "uk", ``, `опубліковано`},
	{topicDate, "el", ``, `δημοσίευση; δημοσιεύθηκε; ενημέρωση`},
	{topicDate, "tr", ``, `yayınlanma; güncelleme; giriş tarihi; son güncelleme`},
	{topicDate, "ar", ``, `نشر في; تاريخ النشر; آخر تحديث`},
	{topicDate, "fa", ``, `تاریخ انتشار`},
	{topicDate, "he", ``, `פורסם; עודכן`},
	{topicDate, "hi", ``, `प्रकाशित`},
	{topicDate, "th", ``, `เผยแพร่`},
	{topicDate, "vi", ``, `xuất bản; cập nhật`},
	{topicDate, "id", ``, `diterbitkan; diperbarui`},
	{topicDate, "ko", ``, `입력; 등록; 승인`},
	{topicDate, "zh", ``, `公開日; 更新日; 投稿日; 发布时间; 發布時間; 发布于; 更新时间`},
	{topicMenu, "en", `
		home; menu; search; close; back; skip; skip to content; skip to main content; back to top;
		back to blog; top; go to top; scroll to top; toggle; expand; collapse; show less; read less; ok;
		yes; no; submit; cancel; edit; select page; breadcrumb; view; open; loading...; no posts; n/a;
		filter; sort by; our services; services; quick links; navigation; post navigation; details;
		downloads; hide; show; click here; jump to details; visit website; check price; view deal;
		see price; view at amazon; see at amazon; buy on amazon; shop; full screen; sponsored by;
		powered by`, `
		back to; skip to; return to; go to; click to expand; click to read more; click to hide; jump to;
		view all; see all; show all; powered by; view deal; check price; sponsored by; presented by;
		brought to you by; in partnership with`},
	{topicMenu, "de", `
		startseite; zurück; schließen; nach oben; zum seitenanfang; news; mehr anzeigen`, ``},
	{topicMenu, "fr", `accueil; retour; fermer; haut de page`, ``},
	{topicMenu, "es", `inicio; volver; cerrar`, ``},
	{topicMenu, "it", `chiudi; torna su`, ``},
	{topicMenu, "pt", `voltar; fechar`, ``},
	{topicMenu, "nl", `terug; sluiten; download; download pdf`, ``},
	{topicMenu, "da", `tilbage; luk`, ``},
	{topicMenu, "sv", `tillbaka; stäng`, ``},
	{topicMenu, "no", `tilbake; lukk`, ``},
	{topicMenu, "pl", `powrót; zamknij`, ``},
	{topicMenu, "cs", `zpět; zavřít`, ``},
	{topicMenu, "ru", `назад; закрыть; закрити`, ``},
	{topicMenu, "tr", `geri; kapat`, ``},
	{topicMenu, "ar", `إغلاق`, ``},
	{topicMenu, "vi", `đóng`, ``},
	{topicMenu, "id", `tutup`, ``},
	{topicMenu, "ja", `閉じる; トップページ`, ``},
	{topicMenu, "ko", `닫기`, ``},
	{topicMenu, "zh", `关闭; 關閉`, ``},
	{topicSources, "en", `
		references; reference; sources; source; bibliography; footnotes; citations; works cited; notes;
		endnotes; resources and references; reference list; journal reference; more information`, `
		more information:; journal reference:; journal information:; provided by:; story source:;
		materials provided by; source:; sources:; via:; h/t:`},
	{topicSources, "de", `quellen; einzelnachweise; literatur; quellenangaben`, ``},
	{topicSources, "fr", `références; sources et références; article sources`, ``},
	{topicSources, "es", `fuentes; referencias; bibliografía`, ``},
	{topicSources, "it", `fonti; bibliografia; riferimenti`, ``},
	{topicSources, "pt", `referências; fontes`, ``},
	{topicSources, "nl", `bronnen`, ``},
	{topicSources, "da", `kilder`, ``},
	{topicSources, "sv", `källor`, ``},
	{topicSources, "fi", `lähteet`, ``},
	{topicSources, "pl", `źródła`, ``},
	{topicSources, "cs", `zdroje`, ``},
	{topicSources, "hu", `források`, ``},
	{topicSources, "ro", `surse`, ``},
	{topicSources, "ru", `источники; джерела`, ``},
	{topicSources, "el", `πηγές`, ``},
	{topicSources, "tr", `kaynaklar`, ``},
	{topicSources, "ar", `المصادر`, ``},
	{topicSources, "vi", `nguồn`, ``},
	{topicSources, "id", `referensi`, ``},
	{topicSources, "ko", `참고문헌`, ``},
	{topicSources, "zh", `出典; 参考文献; 参考资料`, ``},
}
