package date

import (
	"slices"
	"strings"
	"sync"
)

// kind is what a word can mean in a date.
type kind uint8

const (
	kindHead          kind = iota + 1 // begins a phrase of the lexicon; means nothing by itself
	kindMonth                         // 1 to 12
	kindJalali                        // 1 to 12, a month of the Iranian calendar
	kindWeekday                       // 0 to 6, from Sunday on
	kindFiller                        // connects parts: articles, prepositions, "year", "at"
	kindLabel                         // "published": what follows is the publication time
	kindUpdate                        // "updated": what follows is another time
	kindOrdinal                       // what may be attached to the number of a day: "24th"
	kindYear                          // stands after the number of a year, such as 年
	kindMonthMark                     // stands after the number of a month, such as 月
	kindMonthPrefix                   // stands before the number of a month, such as "tháng"
	kindWeekdayPrefix                 // stands before the number of a weekday in Vietnamese: "thứ 6"
	kindDay                           // stands after the number of a day, such as 日
	kindEra                           // years to add to get the Gregorian year
	kindClock                         // 3600, 60 or 1: stands after hours, minutes, seconds: "h", 時
	kindCompact                       // stands after a time without separator: "0931 hrs"
	kindHalf                          // half of the day, see the half constants
	kindT                             // between date and time: 2025-01-24T09:31
	kindZone                          // index into zones
	kindUnit                          // seconds of a relative form's unit
	kindTwo                           // seconds of the unit; "two hours" in one word
	kindAgo                           // stands after a relative form: "2 hours ago"
	kindSince                         // stands before a relative form: "vor 2 Stunden"
	kindUnitAgo                       // seconds; unit and ago in one: "2 órája"
	kindOne                           // a number word: "an hour ago"
	kindNear                          // 0 today, -1 yesterday
)

// The halves of the day that the values of kindHalf name.
const (
	halfMorning = iota + 1
	halfAfternoon
	halfNight // from dusk to dawn: 10 is 22:00, 2 is 02:00
)

// sense is one meaning of a word.
type sense struct {
	kind  kind
	value int
	lang  string // of months, zones and some halves
	only  bool   // a sense in pages of that language alone
}

// lexicon holds the senses of all words, folded; the words of a phrase stand apart by one space.
type lexicon map[string][]sense

// loadLexicon builds the lexicon from the tables at first use.
var loadLexicon = sync.OnceValue(func() lexicon {
	l := make(lexicon, 4096)
	for _, tables := range [][]months{latinMonths, otherMonths} {
		for _, t := range tables {
			for i, names := range t.names {
				l.add(names, sense{kind: kindMonth, value: i + 1, lang: t.lang})
			}
		}
	}
	for _, names := range jalaliMonths {
		for i, name := range names {
			l.add(name, sense{kind: kindJalali, value: i + 1})
		}
	}
	for _, t := range weekdayNames {
		for i, names := range t.names {
			l.add(names, sense{kind: kindWeekday, value: i})
		}
	}
	for _, m := range meanings {
		l.add(m.words, sense{kind: m.kind, value: m.value})
	}
	for _, h := range halves {
		l.add(h.morning, sense{kind: kindHalf, value: halfMorning, lang: h.lang})
		l.add(h.afternoon, sense{kind: kindHalf, value: halfAfternoon, lang: h.lang})
	}
	for i, z := range zones {
		l.add(z.names, sense{kind: kindZone, value: i, lang: z.lang})
	}
	return l
})

// add gives a sense to words that stand apart by spaces. In a word "_" stands for the space of a
// phrase, and a leading "!" says that the word means this in pages of its language alone.
func (l lexicon) add(words string, s sense) {
	for w := range strings.FieldsSeq(words) {
		w, s.only = strings.CutPrefix(w, "!")
		key := foldWord(w)
		l.put(key, s)
		if head, _, ok := strings.Cut(key, " "); ok {
			l.put(head, sense{kind: kindHead})
		}
	}
}

// put gives a sense to one folded word, once.
func (l lexicon) put(key string, s sense) {
	if !slices.Contains(l[key], s) {
		l[key] = append(l[key], s)
	}
}

// foldWord folds a word of the tables as the scanner folds those of the text.
func foldWord(w string) string {
	b := make([]byte, 0, len(w))
	for _, r := range w {
		if r == '_' {
			r = ' '
		}
		b = appendFold(b, r)
	}
	return string(b)
}

// months names the months in one language: for each, all spellings and inflections, apart by
// spaces, written as in lexicon.add.
type months struct {
	lang  string
	names [12]string
}

// weekdays names the days of the week from Sunday on, as months does.
type weekdays struct {
	lang  string
	names [7]string
}

// jalaliMonths names the months of the Iranian calendar, from Farvardin on: in Iran and in Afghanistan.
var jalaliMonths = [][12]string{
	{"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد امرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"},
	{"حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"},
}
