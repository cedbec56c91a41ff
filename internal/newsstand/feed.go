package newsstand

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"time"
)

// feedItems is the number of articles that a host's feed lists, the latest first.
const feedItems = 30

// Feed is the address of the feed on the host of page n.
func (s *Stand) Feed(n int) string { return "http://" + s.hosts[n%len(s.hosts)] + "/feed.xml" }

// Release puts page n into its host's feed and returns its address. A page is served before that too.
func (s *Stand) Release(n int) (address string) {
	host := s.hosts[n%len(s.hosts)]
	s.mu.Lock()
	defer s.mu.Unlock()
	s.released[host] = append(s.released[host], release{n, time.Now()})
	return "http://" + host + path(n)
}

// release is a page that its host's feed lists.
type release struct {
	page int
	at   time.Time
}

// feed writes the host's feed as RSS.
func (s *Stand) feed(w http.ResponseWriter, host string) {
	s.mu.Lock()
	releases := s.released[host]
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/rss+xml")
	fmt.Fprintf(w, "%s<rss version=\"2.0\"><channel><title>The Newsstand</title><link>http://%s/</link>\n", xml.Header, host)
	for i := len(releases) - 1; i >= max(0, len(releases)-feedItems); i-- {
		r := releases[i]
		fmt.Fprintf(w, "<item><title>%s</title><link>http://%s%s</link><pubDate>%s</pubDate></item>\n",
			headline(source(r.page)), host, path(r.page), r.at.UTC().Format(time.RFC1123Z))
	}
	fmt.Fprint(w, "</channel></rss>\n")
}
