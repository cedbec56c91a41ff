package article

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// sniff names the encoding of a body that declares none and is no UTF-8. Scripts other than Latin are told
// by their letters: the right encoding is the one that makes common letters of the bytes. Latin ones are told
// by the page's language, else by the country of its host.
// Source of the table by language: WHATWG HTML, "Determining the character encoding".
func sniff(body []byte, country string) string {
	s := sample(body)
	high, joined := 0, 0
	for i, c := range s {
		if c >= utf8.RuneSelf {
			high++
			if i > 0 && s[i-1] >= utf8.RuneSelf {
				joined++
			}
		}
	}
	if 3*joined > high { // Latin texts have a letter beyond ASCII here and there
		if name := sniffScript(s); name != "" {
			return name
		}
	}
	lang := declaredLanguage(body)
	if lang == "" {
		lang = countryLanguages[country]
	}
	if lang == "" {
		lang = country
	}
	switch lang {
	case "pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq":
		return centralEuropean(s)
	case "tr", "az", "ku":
		return "windows-1254"
	case "lt", "lv", "et":
		return "windows-1257"
	case "vi":
		return "windows-1258"
	}
	if inWords, symbols := symbolsInWords(s); inWords >= 4 && 5*symbols > inWords {
		return centralEuropean(s)
	}
	return "windows-1252"
}

// countryLanguages are the languages of countries whose domain has another name.
var countryLanguages = map[string]string{"cz": "cs", "si": "sl", "ee": "et", "vn": "vi", "ba": "bs", "al": "sq", "md": "ro"}

// sampleSize is as much text as shows what letters a page uses.
const sampleSize = 4 << 10

// sample returns pieces of text, between tags, that have bytes beyond ASCII, one a line.
func sample(body []byte) []byte {
	const before = 64 // bytes of ASCII to keep in front
	var s []byte
	for i := 0; i < len(body) && len(s) < sampleSize; {
		at := i
		for at < len(body) && body[at] < utf8.RuneSelf {
			at++
		}
		if at == len(body) {
			break
		}
		start := max(i, at-before)
		start += bytes.LastIndexAny(body[start:at], "<>") + 1
		end := len(body)
		if n := bytes.IndexAny(body[at:], "<>"); n >= 0 {
			end = at + n
		}
		s = append(s, body[start:min(end, start+sampleSize-len(s))]...)
		s = append(s, '\n')
		i = end
	}
	return s
}

// A script is what the letters of some languages look like.
type script struct {
	tables    []*unicode.RangeTable
	common    string   // the letters that make up most of a text
	rest      float64  // what its other letters count, where the common ones count 1
	encodings []string // those that write it, the usual one first
	cased     bool
}

var scripts = []script{
	{[]*unicode.RangeTable{unicode.Cyrillic}, "оеаинтсрвлкмдпуяі", 0.4, []string{"windows-1251", "koi8-u", "iso-8859-5", "ibm866"}, true},
	{[]*unicode.RangeTable{unicode.Greek}, "αοιετσνηυρπκμλςάόίέή", 0.4, []string{"windows-1253", "iso-8859-7"}, true},
	{[]*unicode.RangeTable{unicode.Hebrew}, "יוהלארתשבמ", 0.4, []string{"windows-1255"}, false},
	{[]*unicode.RangeTable{unicode.Arabic}, "اليمنروتبةعدسفهك", 0.4, []string{"windows-1256", "iso-8859-6"}, false},
	{[]*unicode.RangeTable{unicode.Thai}, "นรกองลมทสยวดตปบคหจาเ่้ิีัแ์ใไ", 0, []string{"windows-874"}, false},
	{[]*unicode.RangeTable{unicode.Han}, "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现" +
		"当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重" +
		"并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入" +
		"几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基",
		0.4, []string{"gb18030"}, false},
	{[]*unicode.RangeTable{unicode.Han}, "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現" +
		"當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重" +
		"並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入" +
		"幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基",
		0.4, []string{"big5"}, false},
	{[]*unicode.RangeTable{unicode.Hiragana, unicode.Katakana, unicode.Han}, "あいうえおかがきぎくぐけげこごさざしじすずせぜそぞただちっつづてでとどなにぬねのはばひびふぶへべほぼまみむめもゃやゅゆょよらりるれろわをん" +
		"アイウエオカガキギクグケコサシジスズセタダチッテデトドナニネノハバパヒビピフブプペボポマミムメモャュョラリルレロンー", 0.5, []string{"shift_jis", "euc-jp"}, false},
	{[]*unicode.RangeTable{unicode.Hangul}, "이다는에의가을를고한하지로사기도서인은대시자정일리어나해그수으만있것", 0.5, []string{"euc-kr"}, false},
}

// likely is the least likeness of a text that is read right.
const likely = 0.5

// sniffScript names the encoding that reads s best, "" if none reads it well.
func sniffScript(s []byte) string {
	best, found := likely, ""
	for i := range scripts {
		for _, name := range scripts[i].encodings {
			enc, _ := charset.Lookup(name)
			text, err := enc.NewDecoder().Bytes(s)
			if err != nil {
				continue
			}
			if l := scripts[i].likeness(text); l > best {
				best, found = l, name
			}
		}
	}
	return found
}

// likeness is up to 1 for a text of common letters, and below 0 for one of signs that no text has.
func (sc *script) likeness(text []byte) float64 {
	sum, n := 0.0, 0
	previous := rune(0)
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		before := previous
		previous = r
		if r < utf8.RuneSelf {
			continue
		}
		n++
		switch {
		case r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Co, r):
			sum--
		case sc.cased && unicode.IsUpper(r) && unicode.IsLower(before):
			sum--
		case sc.cased && unicode.IsUpper(r) && unicode.In(r, sc.tables...): // few in a text
			sum += 0.4
		case r >= 0xff01 && r <= 0xff5e: // letters and digits of full width
			n--
		case r >= 0xff61 && r <= 0xff9f: // katakana of half the width are what other encodings look like
			sum -= 0.5
		case strings.ContainsRune(sc.common, r):
			sum++
		case unicode.In(r, sc.tables...):
			sum += sc.rest
		case unicode.IsPunct(r) || unicode.IsSpace(r):
			n--
		default:
			sum -= 0.5
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// centralEuropean tells the two encodings of Polish, Czech and their neighbours apart: one has nothing but
// controls from 80 to 9F.
func centralEuropean(s []byte) string {
	for _, c := range s {
		if c >= 0x80 && c <= 0x9f {
			return "windows-1250"
		}
	}
	return "iso-8859-2"
}

// symbolsInWords counts the bytes beyond ASCII between ASCII letters, and those that windows-1252 makes
// symbols of.
func symbolsInWords(s []byte) (inWords, symbols int) {
	for i := 1; i+1 < len(s); i++ {
		if s[i] < utf8.RuneSelf || !isASCIILetter(s[i-1]) || !isASCIILetter(s[i+1]) {
			continue
		}
		inWords++
		if s[i] >= 0xa1 && s[i] <= 0xbf && s[i] != 0xad && s[i] != 0xb7 { // but for soft hyphens, and Catalan's dot
			symbols++
		}
	}
	return inWords, symbols
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// declaredLanguage returns the language of the root element in small letters, without region.
func declaredLanguage(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), 4096)])
	_, tag, _ := bytes.Cut(head, []byte("<html"))
	tag, _, _ = bytes.Cut(tag, []byte(">"))
	_, value, _ := bytes.Cut(tag, []byte("lang="))
	value = bytes.TrimLeft(value, `"'`)
	n := 0
	for n < len(value) && isASCIILetter(value[n]) {
		n++
	}
	return string(value[:n])
}
