package date

import (
	"strings"
	"time"
	_ "time/tzdata" // zones such as ET follow the daylight rules of a place, also on machines without them
)

// zone is a time zone by the names that news pages give it.
type zone struct {
	names   string // as in lexicon.add
	lang    string // the languages or regions in which the names mean this, apart by spaces; none: everywhere else
	minutes int    // east of UTC
	place   string // IANA name, instead of minutes: the offset follows the season
	short   string // name of the zone in the result; none: the offset is shown
}

// zones are the zone names in their usual meaning in the news. Where a name means several zones, the
// one with a language (or region) that fits the page's counts first.
var zones = []zone{
	{names: "z utc gmt ut zulu greenwich_mean_time г_гринвич غرينتش توقيت_غرينتش بتوقيت_غرينتش تغ", short: "UTC"},

	// Europe.
	{names: "wet", short: "WET"},
	{names: "west", minutes: 60, short: "WEST"},
	{names: "bst british_summer_time", minutes: 60, short: "BST"},
	{names: "bst", lang: "bn BD", minutes: 360, short: "BST"},
	{names: "uk_time london_time", place: "Europe/London"},
	{names: "cet mez hec central_european_time central_european_standard_time", minutes: 60, short: "CET"},
	{names: "cest mesz hoec central_european_summer_time", minutes: 120, short: "CEST"},
	{names: "eet eastern_european_time eastern_european_standard_time", minutes: 120, short: "EET"},
	{names: "eest eastern_european_summer_time", minutes: 180, short: "EEST"},
	{names: "msk мск moscow_time moscow_standard_time московское_время по_москве по_московскому_времени", minutes: 180, short: "MSK"},
	{names: "trt tsi türkiye_saati turkey_time", minutes: 180, short: "TRT"},
	{names: "за_києвом київ_час kyiv_time", place: "Europe/Kyiv"},

	// The Americas. ET and the like follow the season.
	{names: "et eastern eastern_time", place: "America/New_York"},
	{names: "est eastern_standard_time hne", minutes: -300, short: "EST"},
	{names: "est", lang: "AU", place: "Australia/Sydney"},
	{names: "edt eastern_daylight_time hae", minutes: -240, short: "EDT"},
	{names: "ct central central_time", place: "America/Chicago"},
	{names: "cst central_standard_time hnc", minutes: -360, short: "CST"},
	{names: "cst china_standard_time", lang: "zh CN TW", minutes: 480, short: "CST"},
	{names: "cdt central_daylight_time hac", minutes: -300, short: "CDT"},
	{names: "mt mountain mountain_time", place: "America/Denver"},
	{names: "mst mountain_standard_time hnr", minutes: -420, short: "MST"},
	{names: "mdt mountain_daylight_time har", minutes: -360, short: "MDT"},
	{names: "pt pacific pacific_time", place: "America/Los_Angeles"},
	{names: "pst pacific_standard_time hnp", minutes: -480, short: "PST"},
	{names: "pst", lang: "fil PH", minutes: 480, short: "PST"},
	{names: "pdt pacific_daylight_time hap", minutes: -420, short: "PDT"},
	{names: "akst", minutes: -540, short: "AKST"},
	{names: "akdt", minutes: -480, short: "AKDT"},
	{names: "hst", minutes: -600, short: "HST"},
	{names: "at atlantic_time", lang: "CA", place: "America/Halifax"},
	{names: "ast atlantic_standard_time hna", minutes: -240, short: "AST"},
	{names: "ast arabia_standard_time", lang: "ar", minutes: 180, short: "AST"},
	{names: "adt atlantic_daylight_time", minutes: -180, short: "ADT"},
	{names: "nst newfoundland_standard_time", minutes: -210, short: "NST"},
	{names: "ndt newfoundland_daylight_time", minutes: -150, short: "NDT"},
	{names: "brt brasília brasilia horário_de_brasília hora_de_brasília brasilia_time", minutes: -180, short: "BRT"},
	{names: "art hora_argentina", minutes: -180, short: "ART"},
	{names: "clt", minutes: -240, short: "CLT"},
	{names: "clst", minutes: -180, short: "CLST"},
	{names: "cot", minutes: -300, short: "COT"},

	// Africa.
	{names: "wat west_africa_time", minutes: 60, short: "WAT"},
	{names: "cat central_africa_time", minutes: 120, short: "CAT"},
	{names: "sast south_africa_standard_time", minutes: 120, short: "SAST"},
	{names: "eat east_africa_time", minutes: 180, short: "EAT"},
	{names: "بتوقيت_القاهرة توقيت_القاهرة cairo_time", place: "Africa/Cairo"},

	// Asia.
	{names: "ist israel_standard_time", lang: "he IL", minutes: 120, short: "IST"},
	{names: "idt israel_daylight_time", minutes: 180, short: "IDT"},
	{names: "ist irish_standard_time", lang: "ga IE", minutes: 60, short: "IST"},
	{names: "ist india_standard_time indian_standard_time", minutes: 330, short: "IST"},
	{names: "ksa مكة_المكرمة بتوقيت_مكة_المكرمة بتوقيت_مكة توقيت_مكة saudi_time", minutes: 180, short: "AST"},
	{names: "irst tehran_time به_وقت_تهران", minutes: 210, short: "IRST"},
	{names: "gst gulf_standard_time uae_time", minutes: 240, short: "GST"},
	{names: "azt", minutes: 240, short: "AZT"},
	{names: "aft", minutes: 270, short: "AFT"},
	{names: "pkt pakistan_standard_time", minutes: 300, short: "PKT"},
	{names: "uzt", minutes: 300, short: "UZT"},
	{names: "npt nepal_time", minutes: 345, short: "NPT"},
	{names: "bdt bangladesh_time", minutes: 360, short: "BDT"},
	{names: "mmt", minutes: 390, short: "MMT"},
	{names: "ict indochina_time", minutes: 420, short: "ICT"},
	{names: "wib", minutes: 420, short: "WIB"},
	{names: "wita", minutes: 480, short: "WITA"},
	{names: "wit", minutes: 540, short: "WIT"},
	{names: "hkt hong_kong_time", minutes: 480, short: "HKT"},
	{names: "sgt singapore_time singapore_standard_time", minutes: 480, short: "SGT"},
	{names: "myt", minutes: 480, short: "MYT"},
	{names: "pht pht_ manila_time", minutes: 480, short: "PHT"},
	{names: "beijing_time 北京时间 北京時間", minutes: 480, short: "CST"},
	{names: "jst japan_standard_time 日本時間", minutes: 540, short: "JST"},
	{names: "kst korea_standard_time 한국시간", minutes: 540, short: "KST"},

	// Oceania.
	{names: "awst", minutes: 480, short: "AWST"},
	{names: "acst", minutes: 570, short: "ACST"},
	{names: "acdt", minutes: 630, short: "ACDT"},
	{names: "aest australian_eastern_standard_time", minutes: 600, short: "AEST"},
	{names: "aedt australian_eastern_daylight_time", minutes: 660, short: "AEDT"},
	{names: "nzst", minutes: 720, short: "NZST"},
	{names: "nzdt", minutes: 780, short: "NZDT"},
}

// date returns the instant of a local time in the zone, with a fixed offset.
func (z *zone) date(year int, month time.Month, day, hour, minute, second, nano int) time.Time {
	loc := time.UTC
	if z.place != "" {
		if place, err := time.LoadLocation(z.place); err == nil { // always there: time/tzdata
			name, offset := time.Date(year, month, day, hour, minute, second, nano, place).Zone()
			loc = time.FixedZone(name, offset)
		}
	} else if z.minutes != 0 {
		loc = time.FixedZone(z.short, z.minutes*60)
	}
	return time.Date(year, month, day, hour, minute, second, nano, loc)
}

// zoneByName returns the zone of an abbreviation, as pages of the language mean it, or nil.
func zoneByName(name string, o *Options) *zone {
	t := token{senses: loadLexicon()[foldWord(name)]}
	lang, region := o.language()
	return chooseZone(&t, lang, region)
}

// chooseZone returns the zone that a word names in pages of the language and region, or nil.
func chooseZone(t *token, lang, region string) *zone {
	var general *zone
	for _, s := range t.senses {
		if s.kind != kindZone {
			continue
		}
		z := &zones[s.value]
		if z.lang == "" {
			general = z
			continue
		}
		if hasField(z.lang, lang) || hasField(z.lang, region) {
			return z
		}
	}
	return general
}

// hasField tells whether the space-separated list has the item.
func hasField(list, item string) bool {
	for field := range strings.FieldsSeq(list) {
		if field == item {
			return true
		}
	}
	return false
}
