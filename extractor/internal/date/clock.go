package date

import (
	"strings"
	"time"
	"unicode/utf8"

	"newswire/article"
)

// clock is a time of day.
type clock struct {
	hour, minute, second, nano int
	precision                  article.Precision
	minuteStated               bool // by a colon or full stop
	iso                        bool // after a "T", or with seconds
}

// validClock tells whether the time of day exists. 24:00 and leap seconds are not read.
func validClock(hour, minute, second int) bool {
	return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
}

// clock reads the time of day at token i: 9:31, 09:31:00.000, 9.31, 9h31, 9時31分, 9:31 p.m., 午後9時,
// and beside a day also "0931 GMT" and "9 PM".
func (r *reader) clock(i int, hasDay bool) (c clock, end int, ok bool) {
	half, first := r.half(i)
	if half != 0 && utf8.RuneCountInString(r.text[r.tokens[i].start:r.tokens[i].end]) == 1 {
		return c, i, false // "2025م 9:31": the Arabic letter for p.m. stands for A.D. before a time
	}
	marked := half != 0
	if first >= len(r.tokens) || r.tokens[first].kind != number || !marked && !r.clockBefore(first) {
		return c, i, false
	}
	if c, end, ok = r.clockNumbers(first, marked, hasDay); !ok {
		return c, i, false
	}
	if !marked {
		half, end = r.half(end)
	}
	if half == 0 && c.minuteStated && r.hourMark(end) {
		end++ // "09:31 Uhr"
	}
	if c.hour, ok = inHalf(c.hour, half); !ok || !validClock(c.hour, c.minute, c.second) {
		return c, i, false
	}
	return c, end, true
}

// clockNumbers reads the numbers of a time of day at token i. A time that only a half of the day
// before or after it makes one ("9 PM") is marked.
func (r *reader) clockNumbers(i int, marked, hasDay bool) (c clock, end int, ok bool) {
	t := &r.tokens[i]
	afterT := i > 0 && r.tokens[i-1].is(kindT) && r.tight(i) && r.tight(i-1)
	c = clock{hour: t.value, precision: article.PrecisionMinute, iso: afterT}
	end = i + 1
	switch {
	case t.digits == 4 && (afterT || hasDay && r.compactAfter(end)):
		c.hour, c.minute = t.value/100, t.value%100
		if r.compactAfter(end) && !r.tokens[end].is(kindZone) {
			end++
		}
	case t.digits == 6 && afterT:
		c.hour, c.minute, c.second = t.value/10000, t.value/100%100, t.value%100
		c.precision = article.PrecisionSecond
	case t.digits > 2:
		return c, i, false
	case r.separatedClock(i):
		c.minuteStated = true
		end = r.colons(&c, i)
	case r.stopped(i) && (r.strict || marked || r.clockWordBefore(i) || r.clockWordAfter(i+3)):
		c.minute, c.minuteStated, end = r.tokens[i+2].value, true, i+3
	case hasDay && r.hourMark(end):
		mark := &r.tokens[end]
		bare := end + 1
		if end = r.hourMinutes(&c, end); end == bare && !r.strict && mark.end-mark.start <= 2 {
			return c, i, false // "3h" may be a duration
		}
	case hasDay || r.strict:
		after, _ := r.half(end)
		return c, end, marked || after != 0
	default:
		return c, i, false
	}
	return c, end, true
}

// inHalf returns the hour of the day in one half of it. Some sites write 13:05 PM.
func inHalf(hour, half int) (int, bool) {
	switch half {
	case halfMorning:
		return hour % 12, hour <= 12
	case halfAfternoon:
		if hour < 12 {
			hour += 12
		}
	case halfNight:
		if hour > 5 && hour <= 12 {
			hour = (hour + 12) % 24
		}
	}
	return hour, true
}

// half reads a.m., p.m. and their like at token i, also as two words ("a. m."); 0 if there is none.
func (r *reader) half(i int) (half, end int) {
	if i >= len(r.tokens) || r.tokens[i].kind != word {
		return 0, i
	}
	t := &r.tokens[i]
	if t.end-t.start == 1 && i+2 < len(r.tokens) && r.tokens[i+1].mark == '.' {
		if m := &r.tokens[i+2]; m.end-m.start == 1 && r.text[m.start]|0x20 == 'm' {
			switch r.text[t.start] | 0x20 {
			case 'a':
				return halfMorning, r.skipStop(i + 3)
			case 'p':
				return halfAfternoon, r.skipStop(i + 3)
			}
		}
	}
	// "am" is a preposition in German.
	if half := r.halfSense(t); half != 0 && (r.lang != "de" || i > 0 && r.tokens[i-1].kind == number) {
		if strings.IndexByte(r.text[t.start:t.end], '.') < 0 {
			return half, i + 1
		}
		return half, r.skipStop(i + 1)
	}
	return 0, i
}

// halfSense returns the half of the day that a word means in the page's language, or 0.
func (r *reader) halfSense(t *token) int {
	for _, s := range t.senses {
		if s.kind == kindHalf && (s.lang == "" || s.lang == r.lang) {
			return s.value
		}
	}
	return 0
}

// skipStop skips the full stop of an abbreviation.
func (r *reader) skipStop(i int) int {
	if r.tight(i) && r.tokens[i].mark == '.' {
		return i + 1
	}
	return i
}

// clockBefore tells whether the number at token i can begin a time: it is not the rest of an amount
// or of a longer time.
func (r *reader) clockBefore(i int) bool {
	if !r.tight(i) {
		return true
	}
	switch t := &r.tokens[i-1]; t.kind {
	case mark:
		switch t.mark {
		case ':', '+', '$', '£', '€', '#', '=', '_':
			return i >= 2 && t.mark == ':' && (r.tokens[i-2].kind == word || r.tokens[i-2].digits == 4)
		case '.':
			return r.tokens[max(i-2, 0)].kind != number || r.strict
		}
		return true
	case word:
		return t.senses != nil || r.strict
	}
	return false
}

// separatedClock tells whether hours, a colon and two digits of minutes stand at token i.
func (r *reader) separatedClock(i int) bool {
	if i+2 >= len(r.tokens) || r.tokens[i].kind != number || r.tokens[i].digits > 2 ||
		r.tokens[i+1].mark != ':' || r.tokens[i+2].kind != number || r.tokens[i+2].digits != 2 {
		return false
	}
	return r.strict || r.tight(i+2) || r.tight(i+1)
}

// colons reads minutes, seconds and a fraction after the hours at token i.
func (r *reader) colons(c *clock, i int) (end int) {
	c.minute, end = r.tokens[i+2].value, i+3
	if end+1 >= len(r.tokens) || r.tokens[end].mark != ':' || r.tokens[end+1].kind != number || r.tokens[end+1].digits != 2 {
		return end
	}
	c.second, c.precision, c.iso = r.tokens[end+1].value, article.PrecisionSecond, true
	end += 2
	if end+1 >= len(r.tokens) || !r.tight(end) || !r.tight(end+1) || r.tokens[end+1].kind != number {
		return end
	}
	if f := &r.tokens[end+1]; (r.tokens[end].mark == '.' || r.tokens[end].mark == ',') && f.digits <= 9 {
		c.nano = f.value
		for n := f.digits; n < 9; n++ {
			c.nano *= 10
		}
		c.nano %= int(time.Second)
		end += 2
	}
	return end
}

// stopped tells whether 9.31 stands at token i, and is not the begin of a date.
func (r *reader) stopped(i int) bool {
	if i+2 >= len(r.tokens) || r.tokens[i+1].mark != '.' || !r.tight(i+1) || !r.tight(i+2) ||
		r.tokens[i+2].kind != number || r.tokens[i+2].digits != 2 {
		return false
	}
	return !r.tight(i+3) || r.tokens[i+3].mark != '.' || !r.tight(i+4) || r.tokens[i+4].kind != number
}

// hourMark tells whether token i stands after hours.
func (r *reader) hourMark(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	for _, s := range r.tokens[i].senses {
		if s.kind == kindClock && s.value == 3600 {
			return true
		}
	}
	return false
}

// hourMinutes reads the minutes and seconds after an hour mark at token i: 9h31, 9時31分05秒.
func (r *reader) hourMinutes(c *clock, i int) (end int) {
	end = i + 1
	if end >= len(r.tokens) || r.tokens[end].kind != number || r.tokens[end].digits > 2 {
		return end
	}
	markAfter := end+1 < len(r.tokens) && r.tokens[end+1].is(kindClock)
	if r.tokens[end].digits != 2 && !markAfter {
		return end
	}
	c.minute = r.tokens[end].value
	if end++; !markAfter {
		return end
	}
	end++
	if end+1 < len(r.tokens) && r.tokens[end].kind == number && r.tokens[end].digits <= 2 && r.tokens[end+1].is(kindClock) {
		c.second, c.precision = r.tokens[end].value, article.PrecisionSecond
		end += 2
	}
	return end
}

// startsClock tells whether the number at token i is the hour of a time rather than a part of a day.
func (r *reader) startsClock(i int) bool {
	if r.separatedClock(i) || r.hourMark(i+1) {
		return true
	}
	if half, _ := r.half(i + 1); half != 0 {
		return true
	}
	return r.stopped(i)
}

// compactAfter tells whether what stands after a time without separator stands at token i.
func (r *reader) compactAfter(i int) bool {
	return i < len(r.tokens) && r.tokens[i].is(kindCompact)
}

// clockWordBefore tells whether a connecting word ("kl.", "at") stands before token i.
func (r *reader) clockWordBefore(i int) bool {
	for i--; i >= 0 && r.tokens[i].mark == '.'; {
		i--
	}
	return i >= 0 && r.tokens[i].is(kindFiller)
}

// clockWordAfter tells whether token i can only stand after a time: "Uhr", "p.m.", "CET".
func (r *reader) clockWordAfter(i int) bool {
	if i >= len(r.tokens) {
		return false
	}
	half, _ := r.half(i)
	return half != 0 || r.hourMark(i) || r.tokens[i].is(kindZone) && r.tokens[i].upper
}
