package crawler

import (
	"net/url"
	"strings"
)

const (
	maxPathSegments = 20
	maxParameters   = 12
	maxURLLength    = 1000
)

// trap tells links that lead into endless spaces of addresses, and by which sign: session IDs, calendars,
// repeated path segments, parameters without end. "" means none.
func trap(u *url.URL) string {
	if len(u.String()) > maxURLLength {
		return "length"
	}
	segments := pathSegments(u.Path)
	if len(segments) > maxPathSegments {
		return "depth"
	}
	counts := map[string]int{}
	for _, s := range segments {
		if counts[s]++; counts[s] >= 3 && !allDigits(s) {
			return "repetition"
		}
	}
	if strings.Contains(strings.ToLower(u.Path), ";jsessionid=") {
		return "session"
	}
	if u.RawQuery == "" {
		return ""
	}
	if strings.Count(u.RawQuery, "&") >= maxParameters {
		return "parameters"
	}
	for key, values := range u.Query() {
		switch k := strings.ToLower(key); k {
		case "phpsessid", "jsessionid", "aspsessionid", "sessionid", "session_id", "sessid", "cfid", "cftoken", "zenid", "oscsid":
			return "session"
		case "sid", "s":
			if v := values[0]; len(v) >= 16 && !allDigits(v) {
				return "session"
			}
		case "replytocom", "share", "print", "printable", "amp", "outputtype", "do", "redirect", "redirect_to", "return", "returnurl":
			return "variant"
		case "month", "year", "cal", "calendar", "week", "eventdate", "tribe-bar-date", "mon", "yr":
			return "calendar"
		}
	}
	return ""
}
