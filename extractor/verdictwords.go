package extractor

// The phrases by which pages other than articles are told, all in lower case.

// challengeTitles are titles of pages that want proof of a human visitor.
var challengeTitles = []string{
	"just a moment...", "attention required!", "access denied", "are you a robot", "bot verification", "security check",
	"pardon our interruption", "human verification", "ddos-guard", "checking your browser", "captcha",
	"request rejected", "access to this page has been denied", "one moment, please", "nur einen moment", "un instant…",
	"вы не робот", "bist du ein mensch", "sind sie ein mensch", "êtes-vous un robot", "eres un robot", "sei un robot",
	"é um robô", "ロボットではありません", "로봇이 아닙니다", "vérification de sécurité", "un momento…", "um momento…",
	"bir dakika lütfen", "请稍候", "安全验证", "확인 중입니다", "один момент", "хвилинку", "einen augenblick", "even geduld",
}

// challengeWords are what such pages say.
var challengeWords = []string{
	"verify you are human", "verify you are a human", "verifying you are human", "checking your browser before",
	"enable javascript and cookies to continue", "unusual traffic from your computer", "confirm you are not a robot",
	"confirm that you're not a robot", "confirm you’re not a robot", "prove you are human", "prove you're not a robot",
	"request unsuccessful. incapsula", "press & hold to confirm", "ddos protection by", "completing the captcha",
	"please solve this captcha", "bestätigen sie, dass sie ein mensch", "vérifier que vous êtes humain",
	"verifica que eres humano", "запросы отправляли вы, а не робот", "подтвердите, что вы не робот",
	"підтвердьте, що ви не робот", "ik ben geen robot", "je ne suis pas un robot", "ich bin kein roboter",
	"no soy un robot", "não sou um robô", "non sono un robot", "nie jesteś robotem", "di non essere un robot",
	"vous n'êtes pas un robot", "vous n’êtes pas un robot", "que no eres un robot", "de que você é humano",
	"confirme que é humano", "confirme que você é humano", "olduğunuz doğrulanıyor", "robot olmadığınız", "是否是真人",
	"不是机器人", "不是機器人", "ロボットではないこと", "로봇이 아님을", "사람인지 확인", "что вы человек", "ihr browser wird überprüft",
	"votre navigateur est en cours de vérification", "je bent geen robot", "du ikke er en robot",
	"att du inte är en robot", "et ole robotti", "nejste robot", "nem vagy robot", "nu ești robot", "δεν είστε ρομπότ",
	"لست برنامج روبوت", "أنك لست روبوت", "אינך רובוט", "bukan robot", "không phải là robot", "ไม่ใช่หุ่นยนต์",
	"मैं रोबोट नहीं",
}

// missingTitles are in the titles of pages that are not there.
var missingTitles = []string{
	"page not found", "404 not found", "error 404", "404 error", "404 -", "404 |", "404:", "not found |", "not found -",
	"page cannot be found", "page can't be found", "page can’t be found", "page doesn't exist", "page does not exist",
	"no longer available", "seite nicht gefunden", "nicht gefunden", "seite existiert nicht", "page introuvable",
	"page non trouvée", "página no encontrada", "no se encuentra la página", "pagina non trovata",
	"página não encontrada", "pagina niet gevonden", "siden ble ikke funnet", "siden blev ikke fundet",
	"siden findes ikke", "fant ikke siden", "sidan kunde inte hittas", "sidan hittades inte", "sidan finns inte",
	"sivua ei löytynyt", "nie znaleziono strony", "strona nie istnieje", "stránka nenalezena", "stránka nebola nájdená",
	"страница не найдена", "сторінку не знайдено", "sayfa bulunamadı", "az oldal nem található",
	"pagina nu a fost găsită", "η σελίδα δεν βρέθηκε", "ページが見つかりません", "お探しのページ", "页面不存在", "找不到頁面", "找不到页面",
	"페이지를 찾을 수 없습니다", "halaman tidak ditemukan", "الصفحة غير موجودة", "không tìm thấy trang",
	"no encontramos la página", "no hemos encontrado la página", "la página no existe", "não encontramos a página",
	"a página não existe", "cette page n'existe pas", "cette page n’existe pas", "la pagina non esiste",
	"deze pagina bestaat niet", "такой страницы нет", "страница не существует", "сторінка не існує",
	"صفحه مورد نظر یافت نشد", "পৃষ্ঠাটি পাওয়া যায়নি", "erreur 404", "fehler 404", "errore 404", "erro 404",
	"fout 404", "404 fehler", "העמוד לא נמצא", "הדף לא נמצא", "पेज नहीं मिला", "पृष्ठ नहीं मिला", "ไม่พบหน้า",
	"stranica nije pronađena", "stranica ne postoji", "страница није пронађена", "stran ni najdena",
	"strana nenalezena", "stránku se nepodařilo najít", "страницата не е намерена", "puslapis nerastas",
	"lapa nav atrasta", "lehte ei leitud", "síðan fannst ekki", "صفحه یافت نشد", "لم يتم العثور على الصفحة",
	"trang không tồn tại", "halaman tidak ada", "laman tidak dijumpai", "seite gibt es nicht", "pàgina no trobada",
	"sahypa tapylmady",
}

// consentWords are of the consent to tracking, in lower case; none is a part of another, which would count twice.
var consentWords = []string{
	"cookie", "consent", "privacy", "personal data", "legitimate interest", "personalised ad",
	"personalized ad", "store and/or access", "datenschutz", "einwilligung", "zustimm", "werbung",
	"personenbezogene", "données personnelles", "partenaires", "accepter", "datos personales",
	"socios", "dati personali", "consenso", "partner", "toestemming", "persoonsgegevens", "akkoord",
	"samtykke", "samtycke", "personuppgifter", "personopplysninger", "zgod", "danych osobowych", "souhlas", "súhlas",
	"suostumus", "çerez", "куки", "согласи", "vie privée", "プライバシー", "同意", "クッキー", "隐私", "쿠키", "동의", "개인정보", "evästee",
	"sütik", "küpsis", "piškot", "kolačić", "бисквитк", "datelor cu caracter personal", "consimț", "συγκατάθεση",
	"προσωπικ", "ملفات تعريف الارتباط", "עוגיות",
}

// offerWords are how pages offer a subscription, in lower case.
var offerWords = []string{
	"subscribe to continue", "subscribe to read", "continue reading", "already a subscriber", "to read the full",
	"keep reading", "for subscribers only", "subscribers only", "subscribe now", "start your free trial",
	"create a free account to", "jetzt weiterlesen", "weiterlesen mit", "abonnieren", "sie haben bereits ein",
	"mit abo", "jetzt testen", "réservé aux abonnés", "il vous reste", "déjà abonné", "abonnez-vous", "suscríbete",
	"solo para suscriptores", "contenido exclusivo", "ya eres suscriptor", "riservato agli abbonati", "abbonati",
	"continua a leggere", "exclusivo para assinantes", "assine", "alleen voor abonnees", "word abonnee", "lees verder",
	"kun for abonnenter", "bli abonnent", "allerede abonnent", "for abonnenter", "bliv abonnent", "bli prenumerant",
	"läs vidare", "för prenumeranter", "tilaajille", "jo tilaaja", "tylko dla prenumeratorów", "czytaj dalej",
	"pouze pro předplatitele", "predplatné", "előfizet", "abonare", "подписк", "会員限定", "続きを読む", "有料会員", "구독",
	"artiklen er for abonnenter", "artikkelen er for abonnenter", "artikeln är för", "dla subskrybentów",
	"dostęp premium", "pro předplatitele", "csak előfizetőknek", "για συνδρομητές", "için abone", "구독자 전용", "订阅", "訂閱",
	"abbonati per", "nur für abonnenten", "mit plus-abo", "article abonné", "réservé à nos abonnés",
}

// liveTitles are how headlines of live blogs begin or end, in lower case.
var liveTitles = []string{
	"live:", "live –", "live -", "live |", "live updates", "live blog", "liveblog", "liveticker", "live-ticker",
	"live-blog", "as it happened", "minuto a minuto", "en direct", "direkte:", "direkt:", "in diretta",
	"relacja na żywo", "онлайн-трансляция", "canlı:",
}
