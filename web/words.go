package web

import (
	"fmt"
	"strconv"
	"time"
)

// ago puts an age into words, such as "12 min ago".
func ago(d time.Duration) string {
	if d < 5*time.Second {
		return "just now"
	}
	return coarse(d) + " ago"
}

// coarse keeps the largest unit of d.
func coarse(d time.Duration) string {
	const day = 24 * time.Hour
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return fmt.Sprintf("%d min", d/time.Minute)
	case d < 2*day:
		return fmt.Sprintf("%d h", d/time.Hour)
	default:
		return fmt.Sprintf("%d days", d/day)
	}
}

// duration keeps the two largest units of d, such as "3 min 20 s" or "5 min".
func duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d s", d/time.Second)
	case d < time.Hour:
		return units(d, time.Minute, "min", time.Second, "s")
	default:
		return units(d, time.Hour, "h", time.Minute, "min")
	}
}

func units(d, large time.Duration, largeName string, small time.Duration, smallName string) string {
	text := fmt.Sprintf("%d %s", d/large, largeName)
	if rest := d % large / small; rest > 0 {
		text += fmt.Sprintf(" %d %s", rest, smallName)
	}
	return text
}

// rate puts pages a second into words, or a minute where that is fewer than one a second.
func rate(perSecond float64) string {
	switch {
	case perSecond >= 10:
		return fmt.Sprintf("%.0f pages/s", perSecond)
	case perSecond >= 1:
		return fmt.Sprintf("%.1f pages/s", perSecond)
	default:
		return fmt.Sprintf("%.0f pages/min", perSecond*60)
	}
}

// grouped writes n with commas between groups of three digits.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
