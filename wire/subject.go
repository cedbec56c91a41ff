package wire

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"

	"newswire/article"
)

const (
	allArticles = "news.article.>"
	unknown     = "_"
	maxToken    = 64
)

// ArticleSubject is where articles of a site and category are published:
// news.article.<site>.<category>. "Économie & Finance" becomes economie-finance; a name in another script
// its punycode; an empty one "_".
func ArticleSubject(site, category string) string {
	return "news.article." + token(site) + "." + token(category)
}

func deadSubject(stage, site string) string {
	return "news.dead." + token(stage) + "." + token(site)
}

// letters are Latin ones that have no decomposition in Unicode.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i")

// token makes a subject token of a name: lower-case [a-z0-9-], at most 64 characters, "_" for none.
func token(name string) string {
	folded := letters.Replace(strings.ToLower(norm.NFKD.String(name)))
	var b strings.Builder
	ascii, gap := true, false
	for _, r := range folded {
		switch {
		case unicode.Is(unicode.Mn, r) && r < 0x0370: // an accent of the Latin letter before it
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			ascii = ascii && r < unicode.MaxASCII
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	t := b.String()
	if !ascii {
		// Punycode writes the composed letters, as in a domain name.
		encoded, err := idna.Punycode.ToASCII(norm.NFC.String(t))
		if err != nil {
			return unknown
		}
		t = encoded
	}
	if len(t) > maxToken {
		t = t[:maxToken]
	}
	if t = strings.Trim(t, "-"); t == "" {
		return unknown
	}
	return t
}

// Partitions is the number of parts that hosts are divided into. It is fixed: another number would put a
// host's queued links and its new ones into different parts.
const Partitions = 64

// Partition is the part, 0 to 63, that a host belongs to; host is as in a URL, with its port if it has one.
func Partition(host string) int {
	sum := sha256.Sum256([]byte(host))
	return int(sum[0]) % Partitions
}

// queuePrefix begins the name of every queue.
const queuePrefix = "due-"

// queue is one of the 192 queues of the frontier: the links of one priority in one partition.
type queue int

func queueOf(partition int, p article.Priority) queue {
	p = min(max(p, 0), article.Priorities-1)
	return queue(partition*article.Priorities + int(p))
}

func (q queue) partition() int { return int(q) / article.Priorities }
func (q queue) priority() int  { return int(q) % article.Priorities }
func (q queue) name() string   { return fmt.Sprintf("%s%d-%d", queuePrefix, q.partition(), q.priority()) }

// subject is where a link waits in the queue; id "*" stands for all links.
func (q queue) subject(id string) string {
	return fmt.Sprintf("frontier.due.%d.%d.%s", q.partition(), q.priority(), id)
}

// anyPriority matches a link in every queue of its partition.
func (q queue) anyPriority(id string) string {
	return fmt.Sprintf("frontier.due.%d.*.%s", q.partition(), id)
}

// laterSubject is where a deferred link waits until it is due.
func laterSubject(id string) string { return "frontier.later." + id }

// route tells the queue of a link.
func route(link article.Link) (queue, error) {
	u, err := url.Parse(link.URL)
	if err != nil || u.Host == "" {
		return 0, fmt.Errorf("link %q: %w", link.URL, article.ErrURL)
	}
	if link.ID == "" || strings.ContainsAny(link.ID, ".*> \t\r\n") {
		return 0, fmt.Errorf("link %q: its ID %q is no subject token", link.URL, link.ID)
	}
	return queueOf(Partition(u.Host), link.Priority), nil
}
