package date

import "time"

// civil is a day of the Gregorian calendar. A zero year is one that the text does not state.
type civil struct{ year, month, day int }

// civilOf returns the day of an instant in its own zone.
func civilOf(t time.Time) civil { return civil{t.Year(), int(t.Month()), t.Day()} }

// validDay tells whether the day exists, in a year in which news was published on the web.
func validDay(year, month, day int) bool {
	return year >= minYear && year <= maxYear && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

// daysIn returns the number of days of a Gregorian month.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Years of other calendars, which differ from any plausible Gregorian year.
const (
	buddhistOffset = 543  // Thai solar calendar: its year 2568 is 2025
	minguoOffset   = 1911 // of the Republic of China, on Taiwan: its year 114 is 2025
	minJalali      = 1369
	maxJalali      = 1479
)

// gregorianYear maps a year of four digits to the Gregorian calendar: Buddhist years become
// Gregorian ones. It returns 0 for what is no year of news.
func gregorianYear(y int) int {
	if y >= minYear+buddhistOffset && y <= maxYear+buddhistOffset {
		y -= buddhistOffset
	}
	if y < minYear || y > maxYear {
		return 0
	}
	return y
}

// fullYear completes a year of two digits: 70 to 99 are of the last century.
func fullYear(yy int) int {
	if yy >= 70 {
		return 1900 + yy
	}
	return 2000 + yy
}

// fromJalali converts a day of the Iranian solar calendar, by the 33-year rule, which agrees with
// the astronomical calendar for all years that news pages show.
func fromJalali(year, month, day int) (civil, bool) {
	if year < minJalali || year > maxJalali || month < 1 || month > 12 || day < 1 || day > 31 ||
		(month > 6 && day > 30) || (month == 12 && day > 29 && !leapJalali(year)) {
		return civil{}, false
	}
	days := day - 1 + 31*(month-1)
	if month > 7 {
		days -= month - 7
	}
	// 1 Farvardin 1370 was 21 March 1991.
	start := time.Date(1991, 3, 21, 0, 0, 0, 0, time.UTC)
	for y := 1370; y < year; y++ {
		days += 365
		if leapJalali(y) {
			days++
		}
	}
	if year == 1369 {
		days -= 365
	}
	t := start.AddDate(0, 0, days)
	return civilOf(t), true
}

// leapJalali tells whether the Iranian year has 366 days.
func leapJalali(year int) bool {
	switch year % 33 {
	case 1, 5, 9, 13, 17, 22, 26, 30:
		return true
	}
	return false
}
