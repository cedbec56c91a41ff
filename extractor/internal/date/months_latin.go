package date

// latinMonths names the months in the languages of Latin script.
var latinMonths = []months{
	{"en", [12]string{
		"january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
		"september sep sept", "october oct", "november nov", "december dec",
	}},
	{"de", [12]string{
		"januar jan jänner jaenner", "februar feb feber", "märz mär mrz", "april apr", "mai", "juni jun",
		"juli jul", "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez",
	}},
	{"fr", [12]string{
		"janvier janv jan", "février févr fév", "mars", "avril avr", "mai", "juin", "juillet juil jul", "août",
		"septembre sept sep", "octobre oct", "novembre nov", "décembre déc",
	}},
	{"es", [12]string{
		"enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul", "agosto !ago",
		"septiembre sept sep setiembre", "octubre oct", "noviembre nov", "diciembre dic",
	}},
	{"pt", [12]string{
		"janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun", "julho jul",
		"agosto !ago", "setembro set", "outubro out", "novembro nov", "dezembro dez",
	}},
	{"it", [12]string{
		"gennaio gen", "febbraio feb febb", "marzo mar mzo", "aprile apr", "maggio mag", "giugno giu",
		"luglio lug", "agosto !ago", "settembre set sett", "ottobre ott", "novembre nov", "dicembre dic",
	}},
	{"ca", [12]string{
		"gener gen", "febrer febr", "març", "abril abr", "maig", "juny", "juliol jul", "agost ag", "setembre set",
		"octubre oct", "novembre nov", "desembre des",
	}},
	{"gl", [12]string{
		"xaneiro xan", "febreiro feb", "marzo mar", "abril abr", "maio", "xuño", "xullo xul", "agosto !ago",
		"setembro set", "outubro out", "novembro nov", "decembro dec",
	}},
	{"eu", [12]string{
		"urtarrila urt urtarrilaren", "otsaila ots otsailaren", "martxoa mar martxoaren", "apirila api apirilaren",
		"maiatza mai maiatzaren", "ekaina eka ekainaren", "uztaila uzt uztailaren", "abuztua abu abuztuaren",
		"iraila ira irailaren", "urria urr urriaren", "azaroa aza azaroaren", "abendua abe abenduaren",
	}},
	{"nl", [12]string{
		"januari jan", "februari feb", "maart mrt mar", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
		"september sep sept", "oktober okt", "november nov", "december dec",
	}},
	{"af", [12]string{
		"januarie jan", "februarie feb", "maart mrt", "april apr", "mei", "junie jun", "julie jul", "augustus aug",
		"september sep", "oktober okt", "november nov", "desember des",
	}},
	{"lb", [12]string{
		"januar", "februar", "mäerz", "abrëll", "mee", "juni", "juli", "august", "september", "oktober",
		"november", "dezember",
	}},
	{"da", [12]string{
		"januar jan", "februar feb", "marts mar", "april apr", "maj", "juni jun", "juli jul", "august aug",
		"september sep sept", "oktober okt", "november nov", "december dec",
	}},
	{"nb", [12]string{
		"januar jan", "februar feb", "mars mar", "april apr", "mai", "juni jun", "juli jul", "august aug",
		"september sep sept", "oktober okt", "november nov", "desember des",
	}},
	{"sv", [12]string{
		"januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun", "juli jul", "augusti aug",
		"september sep sept", "oktober okt", "november nov", "december dec",
	}},
	{"fi", [12]string{
		"tammikuuta tammikuu tammi", "helmikuuta helmikuu helmi", "maaliskuuta maaliskuu maalis",
		"huhtikuuta huhtikuu huhti", "toukokuuta toukokuu touko", "kesäkuuta kesäkuu kesä",
		"heinäkuuta heinäkuu heinä", "elokuuta elokuu elo", "syyskuuta syyskuu syys", "lokakuuta lokakuu loka",
		"marraskuuta marraskuu marras", "joulukuuta joulukuu joulu",
	}},
	{"is", [12]string{
		"janúar jan", "febrúar feb", "mars mar", "apríl apr", "maí", "júní jún", "júlí júl", "ágúst ágú",
		"september sep", "október okt", "nóvember nóv", "desember des",
	}},
	{"et", [12]string{
		"jaanuar jaan jaanuaril", "veebruar veebr veebruaril", "märts märtsil", "aprill apr aprillil", "mai mail",
		"juuni juunil", "juuli juulil", "august aug augustil", "september sept septembril",
		"oktoober okt oktoobril", "november nov novembril", "detsember dets detsembril",
	}},
	{"lv", [12]string{
		"janvāris janv janvārī janvāra", "februāris febr februārī februāra", "marts martā",
		"aprīlis apr aprīlī aprīļa", "maijs maijā", "jūnijs jūn jūnijā", "jūlijs jūl jūlijā",
		"augusts aug augustā", "septembris sept septembrī septembra", "oktobris okt oktobrī oktobra",
		"novembris nov novembrī novembra", "decembris dec decembrī decembra",
	}},
	{"lt", [12]string{
		"sausio sausis saus", "vasario vasaris vas", "kovo kovas kov", "balandžio balandis bal",
		"gegužės gegužė geg", "birželio birželis birž", "liepos liepa liep", "rugpjūčio rugpjūtis rugp rgp",
		"rugsėjo rugsėjis rugs rgs", "spalio spalis spal", "lapkričio lapkritis lapkr", "gruodžio gruodis gruod",
	}},
	{"pl", [12]string{
		"stycznia styczeń sty", "lutego luty lut", "marca marzec mar", "kwietnia kwiecień kwi", "maja maj",
		"czerwca czerwiec cze", "lipca lipiec lip", "sierpnia sierpień sie", "września wrzesień wrz",
		"października październik paź", "listopada listopad lis", "grudnia grudzień gru",
	}},
	{"cs", [12]string{
		"ledna leden led", "února únor úno", "března březen bře", "dubna duben dub", "května květen kvě",
		"června červen čvn", "července červenec čvc", "srpna srpen srp", "září zář", "října říjen říj",
		"listopadu listopad lis", "prosince prosinec !pro",
	}},
	{"sk", [12]string{
		"januára január jan", "februára február feb", "marca marec mar", "apríla apríl apr", "mája máj",
		"júna jún", "júla júl", "augusta august aug", "septembra september sep", "októbra október okt",
		"novembra november nov", "decembra december dec",
	}},
	{"sl", [12]string{
		"januar jan januarja", "februar feb februarja", "marec mar marca", "april apr aprila", "maj maja",
		"junij jun junija", "julij jul julija", "avgust avg avgusta", "september sep septembra",
		"oktober okt oktobra", "november nov novembra", "december dec decembra",
	}},
	{"hr", [12]string{
		"siječnja siječanj sij", "veljače veljača velj", "ožujka ožujak ožu", "travnja travanj tra",
		"svibnja svibanj svi", "lipnja lipanj lip", "srpnja srpanj srp", "kolovoza kolovoz kol", "rujna rujan ruj",
		"listopada listopad lis", "studenoga studeni stu studenog", "prosinca prosinac !pro",
	}},
	{"sr", [12]string{
		"januar jan januara", "februar feb februara", "mart mar marta", "april apr aprila", "maj maja",
		"jun juna juni", "jul jula juli", "avgust avg avgusta august augusta", "septembar sep septembra",
		"oktobar okt oktobra", "novembar nov novembra", "decembar dec decembra",
	}},
	{"ro", [12]string{
		"ianuarie ian", "februarie feb febr", "martie mar", "aprilie apr", "mai", "iunie iun", "iulie iul",
		"august aug", "septembrie sept sep", "octombrie oct", "noiembrie nov noi noiem", "decembrie dec",
	}},
	{"hu", [12]string{
		"január jan", "február febr feb", "március márc", "április ápr", "május máj", "június jún", "július júl",
		"augusztus aug", "szeptember szept szep", "október okt", "november nov", "december dec",
	}},
	{"tr", [12]string{
		"ocak oca", "şubat şub", "mart mar", "nisan nis", "mayıs may", "haziran haz", "temmuz tem", "ağustos ağu",
		"eylül eyl", "ekim eki", "kasım kas", "aralık ara",
	}},
	{"az", [12]string{
		"yanvar yan", "fevral fev", "mart mar", "aprel apr", "may", "iyun iyn", "iyul iyl", "avqust avq",
		"sentyabr sen", "oktyabr okt", "noyabr noy", "dekabr dek",
	}},
	{"uz", [12]string{
		"yanvar yan январ", "fevral fev феврал", "mart mar март", "aprel apr апрел", "may май", "iyun iyn июн",
		"iyul iyl июл", "avgust avg август", "sentabr sen сентябр", "oktabr okt октябр", "noyabr noy ноябр",
		"dekabr dek декабр",
	}},
	{"sq", [12]string{
		"janar jan", "shkurt shk", "mars mar", "prill pri", "maj", "qershor qer", "korrik korr", "gusht gush",
		"shtator sht", "tetor tet", "nëntor nën", "dhjetor dhj",
	}},
	{"mt", [12]string{
		"jannar jan", "frar fra", "marzu mar", "april apr", "mejju mej", "ġunju ġun", "lulju lul", "awwissu aww",
		"settembru set", "ottubru ott", "novembru nov", "diċembru diċ",
	}},
	{"ga", [12]string{
		"eanáir ean", "feabhra feabh", "márta", "aibreán aib", "bealtaine beal", "meitheamh meith", "iúil",
		"lúnasa lún", "meán_fómhair mfómh", "deireadh_fómhair dfómh", "samhain samh samhna", "nollaig noll nollag",
	}},
	{"cy", [12]string{
		"ionawr ion", "chwefror chwef chw", "mawrth maw", "ebrill ebr", "mai", "mehefin meh",
		"gorffennaf gorff gor", "awst", "medi", "hydref hyd", "tachwedd tach", "rhagfyr rhag",
	}},
	{"id", [12]string{
		"januari jan", "februari feb pebruari", "maret mar", "april apr", "mei", "juni jun", "juli jul",
		"agustus agu agt", "september sep sept", "oktober okt", "november nov nopember nop", "desember des",
	}},
	{"ms", [12]string{
		"januari jan", "februari feb", "mac", "april apr", "mei", "jun", "julai jul", "ogos ogo", "september sep",
		"oktober okt", "november nov", "disember dis",
	}},
	{"fil", [12]string{
		"enero ene", "pebrero peb", "marso mar", "abril abr", "mayo may", "hunyo hun", "hulyo hul", "agosto !ago",
		"setyembre set", "oktubre okt", "nobyembre nob", "disyembre dis",
	}},
	{"sw", [12]string{
		"januari jan", "februari feb", "machi mac", "aprili apr", "mei", "juni jun", "julai jul", "agosti !ago",
		"septemba sep", "oktoba okt", "novemba nov", "desemba des",
	}},
	{"so", [12]string{
		"janaayo jannaayo jan", "febraayo feb", "maarso mar", "abriil abr", "maayo may", "juun jun", "luulyo lul",
		"agosto ogosto ogs", "sebtembar sebteembar seb", "oktoobar okt", "noofeembar nof", "diseembar dis",
	}},
	{"ha", [12]string{
		"janairu", "faburairu", "maris", "afirilu", "mayu", "yuni", "yuli", "agusta", "satumba", "oktoba",
		"nuwamba", "disamba",
	}},
	{"zu", [12]string{
		"ujanuwari januwari", "ufebruwari februwari", "umashi mashi", "uephreli ephreli", "umeyi meyi",
		"ujuni juni", "ujulayi julayi", "uagasti agasti", "usepthemba septhemba", "uokthoba okthoba",
		"unovemba novemba", "udisemba disemba",
	}},
}
