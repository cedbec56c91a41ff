package crawler

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// robotsLimit is how much of a robots.txt is read. Source: RFC 9309, section 2.5.
const robotsLimit = 500 << 10

// maxCrawlDelay bounds what a Crawl-delay line can ask for; a longer one is a mistake or a refusal in
// disguise, for which there is Disallow.
const maxCrawlDelay = 10 * time.Minute

// robots is what one robots.txt says to one crawler. The zero value allows everything.
type robots struct {
	rules []robotsRule
	// delay is the group's Crawl-delay, an extension of the protocol; 0 if it has none.
	delay time.Duration
	// sitemaps are the addresses of Sitemap lines, which belong to no group.
	sitemaps []string
}

type robotsRule struct {
	pattern string // in robotsPath's normal form
	allow   bool
}

// parseRobots reads the group of the crawler with the given product token, or else the group "*". It
// takes any input: what it does not understand it passes over.
// Source: RFC 9309, section 2.2.
func parseRobots(text []byte, token string) robots {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = text[:min(len(text), robotsLimit)]
	var own, other robots
	found := false             // a group names the token
	mine, star := false, false // the current group does, names "*"
	agents := false            // the previous record was a user-agent line
	both := func(change func(*robots)) {
		if mine {
			change(&own)
		}
		if star {
			change(&other)
		}
	}
	for line := range bytes.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		record, _, _ := strings.Cut(string(line), "#")
		key, value, ok := strings.Cut(record, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent":
			if !agents {
				mine, star = false, false
			}
			agents = true
			if value == "*" {
				star = true
			} else if strings.EqualFold(productToken(value), token) && token != "" {
				mine, found = true, true
			}
		case "allow", "disallow":
			agents = false
			if value == "" {
				continue // "Disallow:" forbids nothing
			}
			rule := robotsRule{pattern: robotsPath(value), allow: strings.EqualFold(strings.TrimSpace(key), "allow")}
			both(func(r *robots) { r.rules = append(r.rules, rule) })
		case "crawl-delay":
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil || !(seconds > 0) {
				continue
			}
			delay := time.Duration(min(seconds, maxCrawlDelay.Seconds()) * float64(time.Second))
			both(func(r *robots) { r.delay = max(r.delay, delay) })
		case "sitemap":
			own.sitemaps = append(own.sitemaps, value)
		}
	}
	if !found {
		other.sitemaps = own.sitemaps
		return other
	}
	return own
}

// allowed tells whether the path with its query may be fetched: the longest matching rule decides, and
// of two of one length the one that allows.
func (r robots) allowed(pathAndQuery string) bool {
	path := robotsPath(pathAndQuery)
	if path == "/robots.txt" {
		return true
	}
	longest, allow := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); (n > longest || n == longest && rule.allow) && robotsMatch(rule.pattern, path) {
			longest, allow = n, rule.allow
		}
	}
	return allow
}

// robotsMatch tells whether the pattern matches path from its start: "*" stands for any characters,
// "$" at the end for the end of the path.
func robotsMatch(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(path, parts[0])
	if !ok {
		return false
	}
	if len(parts) == 1 {
		return !anchored || rest == ""
	}
	// Each part at its first place leaves the most room for those that follow.
	last := len(parts) - 1
	for _, part := range parts[1:last] {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		rest = rest[i+len(part):]
	}
	if anchored {
		return strings.HasSuffix(rest, parts[last])
	}
	return strings.Contains(rest, parts[last])
}

// robotsPath makes percent-encoding uniform, so that paths and patterns compare byte by byte: unreserved
// characters plain, others beyond ASCII encoded, hex digits in upper case.
// Source: RFC 9309, section 2.2.2.
func robotsPath(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '%' && i+2 < len(s) && ishex(s[i+1]) && ishex(s[i+2]):
			d := unhex(s[i+1])<<4 | unhex(s[i+2])
			if unreserved(d) {
				b.WriteByte(d)
			} else {
				b.WriteString(strings.ToUpper(s[i : i+3]))
			}
			i += 2
		case c >= 0x80 || c <= ' ':
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func ishex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// productToken returns the name that a user agent answers to in robots.txt: its leading letters,
// underscores and hyphens.
func productToken(userAgent string) string {
	end := strings.IndexFunc(userAgent, func(r rune) bool {
		letter := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
		return !letter && r != '_' && r != '-'
	})
	if end < 0 {
		return userAgent
	}
	return userAgent[:end]
}
