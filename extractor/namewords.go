package extractor

import "strings"

// bylineLabels stand before the names, longest first where one begins with another.
var bylineLabels = []string{
	"story and photos by", "words and photos by", "additional reporting by",
	"text and photos by", "article written by", "this article was written by",
	"this post was written by", "this article is by", "this story was written by", "this story is by", "post by", "articles by", "all articles by", "all posts by", "article by", "analysis by", "opinion by", "report by", "reported by", "reporting by", "written by", "posted by:", "posted by",
	"published by", "story by", "words by", "text by", "authored by", "contributed by", "column by", "commentary by", "guest post by",
	"a guest post by", "interview by", "essay by", "created by", "submitted by", "compiled by", "news by",
	"by:", "by", "from", "authors:", "author:", "author(s):", "author(s)", "authors", "author", "writer:", "writers:", "contributor:", "contributors:", "reporter:", "byline:",
	"view all posts by", "posts by", "more from", "about the author", "meet the author", "name:",
	"ein beitrag von", "eine analyse von", "ein kommentar von", "ein gastbeitrag von", "eine kolumne von", "ein interview von", "ein essay von",
	"ein bericht von", "aufgezeichnet von", "interview von", "kommentar von", "geschrieben von", "artikel von", "verfasst von", "von:", "von",
	"autoren:", "autor:", "autorin:", "autor", "autorin", "text:", "redaktion:", "bericht:", "beitrag von", "interview:",
	"propos recueillis par", "un article de", "écrit par", "publié par", "rédigé par", "article de", "par :", "par:", "par", "auteur :", "auteur:",
	"escrito por", "publicado por", "redactado por", "por:", "por", "autora:", "texto:", "texto", "una información de",
	"articolo di", "scritto da", "a cura di", "pubblicato da", "di:", "di", "da", "autore:",
	"geschreven door", "door:", "door", "tekst:", "skrevet af", "skrevet av", "skriven av", "af:", "af", "av:", "av", "tekst av", "text av", "foto og tekst:",
	"kirjoittanut", "kirjoittaja:", "teksti:", "napisał", "napisała", "opracował", "opracowała", "opracowanie:", "autor tekstu:", "oprac.", "oprac:",
	"scris de", "de:", "autor articol:", "írta:", "szerző:", "napsal", "napsala", "autoři:", "zdroj:", "автор:", "авторы:", "автор", "текст:",
	"yazan:", "yazar:", "haber:", "penulis:", "penulis", "oleh:", "oleh", "reporter", "editor:", "laporan:", "ditulis oleh",
	"tác giả:", "bài:", "bởi", "συντάκτης:", "του", "της", "記者", "记者", "文/", "文：", "文:", "作者：", "作者:", "作者", "取材・文", "記者：", "글", "기자명", "글쓴이", "작성자",
	"بقلم", "كتب", "كتبت", "تحرير:", "مאת", "מאת:", "מאת", "por ", "autorius:", "autors:", "teksts:", "toimetas", "автор материала:",
}

// tails are words after which no name goes on.
var tails = []string{" in ", " for ", " at ", " from ", " aus ", " für ", " fuer ", " pour ", " para ", " desde ", " via ", " special to ",
	" is ", " has ", " was ", " über ", " bei ", " avec ", " on ", " contributed", " published", " updated", " posted ", " follow",
	" reports", " reporting", " read more", " i ", " w ", " dla ", " for the ", " of the "}

// roleWords say what somebody does.
var roleWords = wordSet(`editor editors reporter reporters correspondent correspondents writer writers contributor contributors contributing
columnist columnists journalist journalists redakteur redakteurin redaktør redaktör редактор корреспондент producer producers publisher
photographer photographers fotograf fotografin freelance freelancer intern volontär volontärin korrespondent korrespondentin reporterin journalistin autorin gastautor
chefredakteur chefredakteurin ressortleiter ressortleiterin periodista corresponsal redactor redactora director directora giornalista collaboratore journaliste
correspondante envoyé envoyée professor analyst strategist manager specialist expert consultant founder co-founder ceo cto president
kommentator colaborador colaboradora jornalista repórter estagiário videographer commentator critic blogger webmaster admin administrator
editor-in-chief coordinator assistant associate secretary head chief author authors guest user superuser staff vp partner attorney lawyer physician
dietitian nutritionist 기자 特派員 記者 记者 вчитель muhabiri toimittaja profesor profesorius teacher student fellow lecturer researcher scientist economist
reviewer tester advisor adviser officer engineer veterinarian therapist psychologist psychiatrist pediatrician educator developer designer copywriter translator
moderator presenter meteorologist owner instructor grader verslaggever verslaggeefster redakteurin wartawan`)

// groupWords are parts of the names of groups: newsrooms, companies, schools.
var groupWords = wordSet(`redaktion redaktionen newsroom desk team bureau agency agencies news press media online editorial redacción redaccion redactie
rédaction redazione redação redacao redakcja redakce redakcia redakcija szerkesztőség toimitus toimetus редакция newsdesk webdesk service services agenturen
agentur newsteam contenido special multimedia magazine network website wire times post journal gazette herald tribune chronicle
digital content marketing communications communication office department group inc ltd llc gmbh foundation institute university association
society company college school center centre council committee administration radio tv television newspaper studios studio editors staff newswire
society institut universität université universidad church hospital clinic health healthcare bank software solutions technologies club museum forum council`)

// regionWords begin the names of regions: "Middle East", "Latin America".
var regionWords = wordSet(`north south east west middle latin central eastern western northern southern upper lower greater united`)

// placeNames are names of places that look like a person's, folded with [key]: alone above a date they are
// where it was written.
var placeNames = wordSet(`hongkong newyork newyorkcity newdelhi newjersey newmexico neworleans newhampshire newzealand losangeles lasvegas sanfrancisco
sandiego sanjose sanjuan sansalvador sanantonio santafe santiagodechile santodomingo saltlakecity saintpetersburg stpetersburg stlouis stpaul
fortworth portauprince portmoresby portofspain portlouis capetown capeverde costarica puertorico buenosaires riodejaneiro saopaulo sãopaulo
mexicocity panamacity guatemalacity kuwaitcity vaticancity quezoncity hochiminhcity kualalumpur phnompenh addisababa abudhabi telaviv
daressalaam burkinafaso sierraleone elsalvador elpaso saudiarabia srilanka sanmarino bandaseribegawan tunbridgewells
miltonkeynes denhaag thehague denbosch lapaz lapampa badenbaden frankfurtammain rostovondon novisad nizhnynovgorod kansascity oklahomacity
jerseycity westbank gazacity gazastrip silverspring palmbeach longbeach virginiabeach miamibeach paloalto siliconvalley capitolhill wallstreet
downingstreet`)

// roleAdjectives stand before a role.
var roleAdjectives = wordSet(`senior junior chief deputy managing executive associate assistant political national international foreign
economics business sports sport science health technology tech culture features feature world local general assignment investigative
white house special guest lead principal consumer education environment environmental religion crime court courts city state metro
entertainment breaking video photo audience social digital data staff our the web night weekend opinion former freelance
environmental global europe european africa asia diplomatic security defense defence energy climate money finance financial market markets arts music film tv travel food
commerce shopping lifestyle style beauty fashion parenting home royal royals transport property us uk`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		set[w] = true
	}
	return set
}

// particles are parts of names in lower case.
var particles = wordSet(`de del della di da do dos das du der den van von vom zu zur zum la le les el al bin ibn ben bint af av y e i ten ter te san st
o' mac mc und dal dalla degli 't op in 'n ul y e dei`)

// pageWords stand on buttons and labels, and in no name.
var pageWords = wordSet(`watch live listen read share follow subscribe sign log login menu search size tag tags topics category categories sections home save print email comments comment view click all more latest updated
published minute minutes min photo getty images classified sales newsletter newsletters video videos episode podcast advertisement sponsored breaking today yesterday monday tuesday wednesday
thursday friday saturday sunday january february march july september october november december feb mar apr jun jul aug sep sept oct nov dec
facebook twitter instagram linkedin youtube whatsapp telegram reddit pinterest copy link contact privacy policy terms cookies about us world politics business
sports opinion entertainment culture technology science health travel food fact checked bio type posted on related posts former by full best top how why what guide guides free pro team in this article contents table
your our my the new`)

// agencies are the press agencies and release services whose names stand where a byline would.
var agencies = wordSet(`reuters ap afp dpa ansa efe tass ria xinhua bloomberg pti ani ians ntb tt ritzau stt apa ats belga anp pap ctk čtk mti agerpres bta
aa dha iha iha lusa kyodo jiji yonhap upi aap sid epd kna dts interfax unian ukrinform prnewswire businesswire globenewswire tanjug hina sta bns elta leta
bernama antara tasr cp press-association mehr irna wam qna spa mena maan notimex telam ddp ots sda keystone-sda agencies agenturen agences agencias agenzie 
newswire europapress associatedpress theassociatedpress agencefrancepresse pressassociation pamedia canadianpress thecanadianpress australianassociatedpress
deutschepresseagentur austriapresseagentur keystonesda agenciaefe agencialusa agênciabrasil agenciabrasil anadoluagency anadoluajansı demirörenhaberajansı pressatrustofindia presstrustofindia
indoasiannewsservice reutersstaff thomsonreuters afpagence wireservices wirereports newsagency
associatedpressap dpaafx dpainfocom afxnews gettyimages getty shutterstock ap/afp afp/ap`)

// listWords join names, each in the languages that use it; "y", "e" and "i" are also parts of names,
// and are tried between two full names alone.
var listWords = []string{" and ", " & ", " und ", " et ", " og ", " och ", " ja ", " en ", " și ", " ve ", " и ", " и", " és ", " ir ",
	" und ", " with ", " mit ", " avec ", " con ", " med ", " met ", " şi ", " και ", " i ", " y ", " e ", " a ", " in ", " um "}
