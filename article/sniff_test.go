package article_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html/charset"

	"newswire/article"
)

// TestUndeclared holds that pages that declare no encoding are read by their letters.
func TestUndeclared(t *testing.T) {
	t.Parallel()
	const (
		russian   = "Паром стоял у входа в гавань больше часа: капитан ждал, пока стихнет ветер. «Мы не могли рисковать», — сказал он пассажирам. Утренний рейс отменили."
		ukrainian = "Пором стояв біля входу в гавань понад годину: капітан чекав, поки вщухне вітер. «Ми не могли ризикувати», — сказав він пасажирам. Ранковий рейс скасували."
		bulgarian = "Фериботът чакаше пред пристанището повече от час, докато капитанът изчакваше вятърът да утихне. Сутрешният курс беше отменен, каза той на пътниците."
		greek     = "Το πλοίο περίμενε έξω από το λιμάνι για περισσότερο από μία ώρα, ώσπου να κοπάσει ο άνεμος. Το πρωινό δρομολόγιο ακυρώθηκε, είπε ο πλοίαρχος στους επιβάτες."
		hebrew    = "המעבורת חיכתה מחוץ לנמל יותר משעה, עד שהרוח שככה. ההפלגה של הבוקר בוטלה, אמר רב החובל לנוסעים שעמדו על הסיפון."
		arabic    = "انتظرت العبارة خارج الميناء أكثر من ساعة حتى هدأت الرياح. وقال القبطان للركاب إن رحلة الصباح ألغيت بسبب الطقس السيئ في البحر."
		thai      = "เรือข้ามฟากรออยู่นอกท่าเรือนานกว่าหนึ่งชั่วโมงจนกว่าลมจะสงบ กัปตันบอกผู้โดยสารว่าเที่ยวเช้าถูกยกเลิก"
		chinese   = "渡轮在港口外等了一个多小时，直到风停下来。船长对乘客说，早上的航班已经取消，下午的航班要看天气。这是今年以来的第三次。"
		taiwanese = "渡輪在港口外等了一個多小時，直到風停下來。船長對乘客說，早上的航班已經取消，下午的航班要看天氣。這是今年以來的第三次。"
		japanese  = "フェリーは港の外で一時間以上待っていた。船長は風がおさまるのを待っていたと乗客に話した。朝の便は欠航となり、午後の便も天気しだいだという。"
		korean    = "여객선은 바람이 잦아들 때까지 항구 밖에서 한 시간 넘게 기다렸다. 선장은 승객들에게 아침 배편이 취소되었다고 말했다."
		polish    = "Prom czekał ponad godzinę przed wejściem do portu, aż ucichnie wiatr. Kapitan powiedział pasażerom, że poranny rejs został odwołany, a następny będzie później."
		czech     = "Trajekt čekal před přístavem více než hodinu, než se utišil vítr. Kapitán řekl cestujícím, že ranní spoj byl zrušen a další pojede později, až se moře uklidní."
		turkish   = "Feribot rüzgârın dinmesi için limanın dışında bir saatten fazla bekledi. Kaptan yolculara sabah seferinin iptal edildiğini söyledi."
		french    = "Le ferry a attendu plus d’une heure à l’entrée du port, jusqu’à ce que le vent tombe. La traversée du matin a été annulée, a déclaré le capitaine."
		german    = "Die Fähre wartete länger als eine Stunde vor der Küste, bis der Wind nachließ. „Es wäre zu gefährlich gewesen“, sagte der Kapitän den Gästen."
	)
	plain := strings.NewReplacer("«", "", "»", "", "—", "-").Replace(russian) // in what all encodings have
	tests := []struct{ name, encoding, text, lang, url string }{
		{"Russian", "windows-1251", russian, "", ""},
		{"Russian in KOI8", "koi8-u", plain, "", ""},
		{"Russian in ISO", "iso-8859-5", plain, "", ""},
		{"Russian of DOS", "ibm866", plain, "", ""},
		{"Ukrainian", "windows-1251", ukrainian, "", ""},
		{"Bulgarian", "windows-1251", bulgarian, "", ""},
		{"Greek", "windows-1253", greek, "", ""},
		{"Hebrew", "windows-1255", hebrew, "", ""},
		{"Arabic", "windows-1256", arabic, "", ""},
		{"Thai", "windows-874", thai, "", ""},
		{"Chinese", "gb18030", chinese, "", ""},
		{"Chinese of Taiwan", "big5", taiwanese, "", ""},
		{"Japanese", "shift_jis", japanese, "", ""},
		{"Japanese of Unix", "euc-jp", japanese, "", ""},
		{"Korean", "euc-kr", korean, "", ""},
		{"Polish", "windows-1250", polish, "", ""},
		{"Polish in ISO", "iso-8859-2", polish, "", ""},
		{"Czech by its language", "windows-1250", czech, "cs-CZ", ""},
		{"Czech by its country", "windows-1250", czech, "", "https://noviny.example.cz/1"},
		{"Turkish by its language", "windows-1254", turkish, "tr", ""},
		{"French", "windows-1252", french, "fr", ""},
		{"German", "windows-1252", german, "", "https://www.example.de/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			enc, _ := charset.Lookup(tt.encoding)
			body, err := enc.NewEncoder().Bytes([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			html := `<html lang="` + tt.lang + `"><head><script>var x = 1 < 2;</script></head><body><p>` + string(body) + "</p>"
			p := article.Page{URL: tt.url, Body: []byte(html)}
			text, name, err := p.UTF8()
			if err != nil || name != tt.encoding || !strings.Contains(string(text), tt.text) {
				t.Errorf("UTF8() = %q as %s, %v; want %q as %s", text, name, err, tt.text, tt.encoding)
			}
		})
	}
}

// TestDecodeTwice holds that a text is decoded twice where all of it was encoded twice, and nowhere else.
func TestDecodeTwice(t *testing.T) {
	t.Parallel()
	// twice encodes s as a server does that takes UTF-8 for windows-1252; latin as one that leaves controls.
	twice := func(s string) string {
		enc, _ := charset.Lookup("windows-1252")
		text, err := enc.NewDecoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	latin := func(s string) string {
		var b strings.Builder
		for i := range len(s) {
			b.WriteRune(rune(s[i]))
		}
		return b.String()
	}
	const text = "Le café de l’île – « déjà » fermé 🛥 плыл"
	tests := []struct{ name, in, want string }{
		{"windows-1252", twice(text), text},
		{"ISO-8859-1", latin(text), text},
		{"declared", `<meta charset="utf-8">` + twice(text), `<meta charset="utf-8">` + text},
		{"once", text, text},
		{"about text that was", "Wer „Café“ schreibt und „CafÃ©“ liest, dem hat ein Server den Text zweimal kodiert: „Ã¤“ für „ä“.", ""},
		{"one alone", "cafÃ©", ""},
		{"capitals", "SÃO PAULO, Ã Ã", ""},
		{"cut off", "Ã©Ã©\xc3", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			want := tt.want
			if want == "" {
				want = strings.ToValidUTF8(tt.in, "\ufffd")
			}
			got, name, err := article.DecodeUTF8([]byte(tt.in), "text/html; charset=utf-8")
			if err != nil || name != "utf-8" || string(got) != want {
				t.Errorf("DecodeUTF8(%q) = %q, %s, %v; want %q", tt.in, got, name, err, want)
			}
		})
	}
}
