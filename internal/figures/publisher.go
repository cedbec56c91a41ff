package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"newswire/site"
)

// layout is how a publisher lists its articles.
type layout string

// The layouts.
const (
	feeds    layout = "feeds"    // a feed of the latest, and archive pages by month
	sitemaps layout = "sitemaps" // a sitemap index, some of it compressed, and a news sitemap
	sections layout = "sections" // sections with numbered pages, others with a button that loads more
)

const (
	// perHour is how many articles a publisher has made in each hour up to its opening.
	perHour = 2
	// frontPage, feedLength and pageLength are how many articles these list.
	frontPage, feedLength, pageLength = 30, 60, 20
	sitemapLength                     = 1000
	sectionCount                      = 8
)

// publisher is a news site on loopback with so many articles.
type publisher struct {
	layout   layout
	articles int
	opened   time.Time
	host     string
	http     *http.Server
	serving  sync.WaitGroup

	mu    sync.Mutex
	asked map[int]int // requests by article
}

// openPublisher begins to serve on an address of 127.0.0.0/8.
func openPublisher(l layout, address string, articles int) (*publisher, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("opening a news site: %w", err)
	}
	p := &publisher{layout: l, articles: articles, opened: time.Now().UTC().Truncate(time.Hour), host: listener.Addr().String(), asked: map[int]int{}}
	p.http = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	p.serving.Go(func() { _ = p.http.Serve(listener) }) // ends by close
	return p, nil
}

func (p *publisher) close() error {
	err := p.http.Close()
	p.serving.Wait()
	return err
}

// site is the publisher as a person would configure it who knows where its articles are listed or, if bare,
// nothing but its home page.
func (p *publisher) site(bare bool) site.Site {
	home := "http://" + p.host + "/"
	s := site.Site{
		Name:   string(p.layout),
		Pace:   site.Pace{Delay: time.Nanosecond, Parallelism: 16},
		Limits: site.Limits{Pages: 2 * p.articles, Depth: p.articles, Follow: 3, Listings: p.articles, MaxAge: -1},
	}
	switch {
	case bare:
		s.Sources = []site.Source{{Home: home}}
	case p.layout == feeds:
		s.Sources = []site.Source{{Feed: home + "feed.xml"}, {Home: home + "archive/"}}
	case p.layout == sitemaps:
		s.Sources = []site.Source{{Sitemap: home + "sitemaps/index.xml"}}
	case p.layout == sections:
		for i := range sectionCount {
			s.Sources = append(s.Sources, site.Source{Section: home + sectionName(i) + "/"})
		}
	}
	return s
}

// found returns how many articles were asked for, and how many requests that took.
func (p *publisher) found() (articles, requests int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, n := range p.asked {
		requests += n
	}
	return len(p.asked), requests
}

func sectionName(i int) string {
	return []string{"politics", "economy", "culture", "science", "sport"}[i%5] + []string{"", "-north", "-south", "-world"}[i/5]
}

// at is when article n was published; 0 is the latest.
func (p *publisher) at(n int) time.Time { return p.opened.Add(-time.Duration(n) * time.Hour / perHour) }

func (p *publisher) path(n int) string {
	return p.at(n).Format("/2006/01/02/") + fmt.Sprintf("%s-%d.html", strings.ReplaceAll(words(n, 5), " ", "-"), n)
}

// article returns the number in an article's path.
func (p *publisher) article(path string) (n int, ok bool) {
	digits := strings.TrimSuffix(path[strings.LastIndexByte(path, '-')+1:], ".html")
	n, err := strconv.Atoi(digits)
	return n, err == nil && n >= 0 && n < p.articles && path == p.path(n)
}

var vocabulary = strings.Fields(`harbour council bridge budget committee ferry market report theatre village railway winter storm river
	museum court airport orchard festival survey tunnel mayor bakery stadium quarry warehouse approved rejected postponed repaired
	opened closed questioned measured extended abandoned inspected counted local narrow costly early quiet heavy public`)

// words returns so many words that are the same for the same n.
func words(n, count int) string {
	picked := make([]string, count)
	state := uint64(n)*2862933555777941757 + 3037000493 //nolint:gosec // not negative
	for i := range picked {
		state = state*6364136223846793005 + 1442695040888963407
		picked[i] = vocabulary[(state>>33)%uint64(len(vocabulary))]
	}
	return strings.Join(picked, " ")
}

func (p *publisher) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if n, ok := p.article(r.URL.Path); ok {
		p.mu.Lock()
		p.asked[n]++
		p.mu.Unlock()
		p.html(w, words(n, 5), p.story(n))
		return
	}
	path := strings.Trim(r.URL.Path, "/")
	switch {
	case path == "":
		p.html(w, "Home", p.front())
	case path == "robots.txt":
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprint(w, "User-agent: *\nDisallow: /search\n")
		if p.layout == sitemaps {
			fmt.Fprintf(w, "Sitemap: http://%s/sitemaps/index.xml\n", p.host)
		}
	case p.layout == feeds && path == "feed.xml":
		p.feed(w)
	case p.layout == feeds && (path == "archive" || strings.HasPrefix(path, "archive/")):
		p.archive(w, path)
	case p.layout == sitemaps && strings.HasPrefix(path, "sitemaps/"):
		p.sitemap(w, path)
	case p.layout == sections && path == "api/more":
		p.more(w, r.URL.Query())
	case p.layout == sections && p.section(path) >= 0:
		p.listing(w, p.section(path), r.URL.Query())
	default:
		http.NotFound(w, r)
	}
}

// html writes a page with what stands around every one: addresses that lead nowhere new.
func (p *publisher) html(w http.ResponseWriter, title, body string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	feed := ""
	if p.layout == feeds {
		feed = `<link rel="alternate" type="application/rss+xml" href="/feed.xml">`
	}
	fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>%s</title>%s</head><body>
<nav><a href="/">Home</a> <a href="/about">About</a> <a href="/login?return=/">Log in</a> <a href="/search?q=news">Search</a>
<a href="/tag/harbour">Harbour</a> <a href="/author/first-last">First Last</a> <a href="/events?month=%d&amp;year=2031">Calendar</a></nav>
%s<footer><a href="/privacy-policy">Privacy</a></footer></body></html>`, title, feed, len(title)%12+1, body)
}

func (p *publisher) story(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<main><article><h1>%s</h1><p class="byline">By First Last</p><time datetime="%s">%[2]s</time>`, words(n, 5), p.at(n).Format(time.RFC3339))
	for i := range 5 {
		fmt.Fprintf(&b, "<p>The %s, and number %d of the %s.</p>\n", words(n+i, 40), n, words(n*5+i, 20))
	}
	// The same article again, as those who come from elsewhere, or with a session, see it.
	fmt.Fprintf(&b, `</article><a href="%s?utm_source=share">Share</a> <a href="%[1]s?PHPSESSID=%032x">Read on</a> <a href="%[1]s?print=1">Print</a></main>`, p.path(n), n)
	return b.String()
}

// teasers lists articles from first, step apart, as links.
func (p *publisher) teasers(first, step, count int) string {
	var b strings.Builder
	for n := first; count > 0 && n < p.articles; n, count = n+step, count-1 {
		fmt.Fprintf(&b, "<h2><a href=\"%s\">The %s</a></h2>\n", p.path(n), words(n, 5))
	}
	return b.String()
}

func (p *publisher) front() string {
	var b strings.Builder
	b.WriteString(p.teasers(0, 1, frontPage))
	switch p.layout {
	case feeds:
		b.WriteString(`<a href="/archive/">All articles</a>`)
	case sections:
		for i := range sectionCount {
			fmt.Fprintf(&b, `<a href="/%s/">%[1]s</a> `, sectionName(i))
		}
	case sitemaps:
	}
	return b.String()
}

func (p *publisher) feed(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/rss+xml")
	fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>`)
	for n := range min(feedLength, p.articles) {
		fmt.Fprintf(w, "<item><title>%s</title><link>http://%s%s</link><pubDate>%s</pubDate></item>\n", words(n, 5), p.host, p.path(n), p.at(n).Format(time.RFC1123Z))
	}
	fmt.Fprint(w, "</channel></rss>")
}

// archive lists years, a year's months, or a month's articles.
func (p *publisher) archive(w http.ResponseWriter, path string) {
	var b strings.Builder
	last := ""
	for n := range p.articles {
		month := p.at(n).Format("archive/2006/01")
		switch line := ""; {
		case path == month:
			b.WriteString(p.teasers(n, 1, 1))
		case path == "archive":
			line = month[:len("archive/2006")]
			fallthrough
		case month[:len("archive/2006")] == path:
			if line == "" {
				line = month
			}
			if line != last {
				last = line
				fmt.Fprintf(&b, "<a href=\"/%s/\">%s</a>\n", line, strings.TrimPrefix(line, "archive/"))
			}
		}
	}
	p.html(w, "Archive", b.String())
}

// sitemap writes the index, the news sitemap of the last two days, or a part; every other part compressed.
func (p *publisher) sitemap(w http.ResponseWriter, path string) {
	w.Header().Set("Content-Type", "application/xml")
	const xmlns = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`
	switch part, err := strconv.Atoi(strings.Trim(path, "abcdefghijklmnopqrstuvwxyz/-.")); {
	case strings.HasSuffix(path, "/index.xml"): // an index of indexes
		fmt.Fprintf(w, `<sitemapindex %s><sitemap><loc>http://%s/sitemaps/news.xml</loc></sitemap><sitemap><loc>http://%[2]s/sitemaps/parts.xml</loc></sitemap></sitemapindex>`, xmlns, p.host)
	case strings.HasSuffix(path, "/parts.xml"):
		fmt.Fprintf(w, "<sitemapindex %s>", xmlns)
		for part := range (p.articles + sitemapLength - 1) / sitemapLength {
			fmt.Fprintf(w, "<sitemap><loc>http://%s/sitemaps/part-%d.xml%s</loc></sitemap>\n", p.host, part, []string{"", ".gz"}[part%2])
		}
		fmt.Fprint(w, "</sitemapindex>")
	case strings.HasSuffix(path, "/news.xml"):
		fmt.Fprintf(w, `<urlset %s xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`, xmlns)
		for n := range min(48*perHour, p.articles) {
			fmt.Fprintf(w, "<url><loc>http://%s%s</loc><news:news><news:publication_date>%s</news:publication_date><news:title>The %s</news:title></news:news></url>\n",
				p.host, p.path(n), p.at(n).Format(time.RFC3339), words(n, 5))
		}
		fmt.Fprint(w, "</urlset>")
	case err == nil:
		var b bytes.Buffer
		fmt.Fprintf(&b, "<urlset %s>", xmlns)
		for n := part * sitemapLength; n < min((part+1)*sitemapLength, p.articles); n++ {
			fmt.Fprintf(&b, "<url><loc>http://%s%s</loc></url>\n", p.host, p.path(n))
		}
		b.WriteString("</urlset>")
		if strings.HasSuffix(path, ".gz") {
			w.Header().Set("Content-Type", "application/gzip")
			z := gzip.NewWriter(w)
			_, err := z.Write(b.Bytes())
			if errors.Join(err, z.Close()) != nil {
				panic(http.ErrAbortHandler) // the client is to see that the rest is missing
			}
			return
		}
		_, _ = w.Write(b.Bytes()) // a client that has gone needs none
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

// section returns the number of a section by its path, -1 if there is none.
func (p *publisher) section(path string) int {
	for i := range sectionCount {
		if sectionName(i) == path {
			return i
		}
	}
	return -1
}

// listing writes a page of a section. Beyond the last page stands the last again.
func (p *publisher) listing(w http.ResponseWriter, section int, query url.Values) {
	page, _ := strconv.Atoi(query.Get("page")) // 0 is the first
	page = max(page, 1)
	first := section + (page-1)*pageLength*sectionCount
	body := p.teasers(first, sectionCount, pageLength) + `<aside><h3>Latest</h3>` + p.teasers(0, 1, 3) + "</aside>"
	next := first + pageLength*sectionCount
	switch {
	case next >= p.articles:
	case section%2 == 0:
		body += fmt.Sprintf(`<a class="pager" href="/%s/?page=%d">Next</a>`, sectionName(section), page+1)
	default:
		body += fmt.Sprintf(`<button class="load-more" data-url="/api/more?section=%d&amp;offset=%d">Load more</button>`, section, pageLength)
	}
	p.html(w, sectionName(section), body)
}

// more answers the button.
func (p *publisher) more(w http.ResponseWriter, query url.Values) {
	section, err := strconv.Atoi(query.Get("section"))
	offset, err2 := strconv.Atoi(query.Get("offset"))
	if errors.Join(err, err2) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	answer := map[string]any{"html": p.teasers(section+offset*sectionCount, sectionCount, pageLength)}
	if section+(offset+pageLength)*sectionCount < p.articles {
		answer["next"] = fmt.Sprintf("/api/more?section=%d&offset=%d", section, offset+pageLength)
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(answer) // a client that has gone needs none
}
