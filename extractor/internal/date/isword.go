package date

// IsWord tells whether dates are made of the word, in some language: a month, a weekday, "published",
// "on". Many such words are others too.
func IsWord(s string) bool {
	b := make([]byte, 0, 32)
	for _, r := range s {
		b = appendFold(b, r)
	}
	for _, sense := range loadLexicon()[string(b)] {
		switch sense.kind {
		case kindMonth, kindJalali, kindWeekday, kindFiller, kindLabel, kindUpdate, kindMonthPrefix, kindWeekdayPrefix, kindNear:
			return true
		}
	}
	return false
}
