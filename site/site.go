// Package site describes what is known of one news site: where its articles are found, how politely
// it is crawled, and, where the general extractor needs help, how its pages are read.
//
// A [Site] is data. It is written in YAML, in newswire.yaml or one file per site; see
// docs/adding-a-site.md. The zero value of every field but Name means "default".
package site

import "time"

// Site is one site to crawl.
type Site struct {
	// Name identifies the site in subjects and documents: [a-z0-9-], at most 64 characters.
	Name string `yaml:"name"`
	// Hosts are the hosts ("www.example.com" or "host:port") that may be fetched for this site.
	// Default: the hosts of its sources.
	Hosts []string `yaml:"hosts,omitempty"`
	// Schedule is a cron expression of five fields in Timezone; "" means never by itself.
	Schedule string `yaml:"schedule,omitempty"`
	// Jitter is the longest random wait before a scheduled run, so that sites of one schedule do not all
	// begin at once. Default: none.
	Jitter time.Duration `yaml:"jitter,omitempty"`
	// Overlap says what becomes of a scheduled run while the one before is under way: it is left out, the
	// default, or with "wait" it follows at once, as one run however many were due.
	Overlap string `yaml:"overlap,omitempty"`
	// Timezone is an IANA name for Schedule and for dates without zone. Default: the configuration's.
	Timezone string `yaml:"timezone,omitempty"`

	Sources  []Source `yaml:"sources"`
	Articles Articles `yaml:"articles,omitempty"`
	Pace     Pace     `yaml:"pace,omitempty"`
	Limits   Limits   `yaml:"limits,omitempty"`
	Revisit  Revisit  `yaml:"revisit,omitempty"`
	// Headers are sent with every request to the site's hosts but those for robots.txt, each as
	// "Accept-Language: da". Default: none.
	Headers []string `yaml:"headers,omitempty"`
	// Cookies are sent along in the same way, each as "name=value"; those that a server sets live as long
	// as one visit with its redirects. Default: none.
	Cookies []string `yaml:"cookies,omitempty"`
	// RobotsMeta says which wishes in robots meta elements and X-Robots-Tag are obeyed. Default: nofollow
	// (the links of a section or home page are left alone) and noarchive (no copy of the page is kept);
	// "strict" also leaves pages marked noindex alone, which many publishers set on syndicated or old
	// articles; "ignore" obeys none. Articles tell all of them in their rights.
	RobotsMeta string `yaml:"robots_meta,omitempty"`
	// Render has the scripts of the site's pages run, for pages that are empty without. Default: false.
	Render Render `yaml:"render,omitempty"`
	// Profiles override the general extractor; see [Profile]. Default: none.
	Profiles Profiles `yaml:"profile,omitempty"`
}

// Values of [Site.RobotsMeta] beside "", the default.
const (
	RobotsMetaStrict = "strict"
	RobotsMetaIgnore = "ignore"
)

// OverlapWait is a value of [Site.Overlap] beside "", the default.
const OverlapWait = "wait"

// Source is one place where a site lists its articles. Exactly one field is set, to an absolute URL or,
// for warc, a path.
type Source struct {
	Home    string `yaml:"home,omitempty"`    // a home page, from which feeds, sitemaps and sections are found
	Feed    string `yaml:"feed,omitempty"`    // RSS, Atom, RDF or JSON Feed
	Sitemap string `yaml:"sitemap,omitempty"` // sitemap, sitemap index or news sitemap
	Section string `yaml:"section,omitempty"` // a page with links to articles
	URL     string `yaml:"url,omitempty"`     // one article
	WARC    string `yaml:"warc,omitempty"`    // WARC files, as a path or a pattern such as /data/*.warc.gz, whose pages are taken in place of fetching any
}

// Articles tells articles from other pages by their URL (path and query). Both lists are regular
// expressions; a link is an article if it matches any of Match (default: the crawler's own judgement)
// and none of Skip.
type Articles struct {
	Match []string `yaml:"match,omitempty"`
	Skip  []string `yaml:"skip,omitempty"`
}

// Pace bounds the load on each host of the site.
type Pace struct {
	// Delay between the starts of two requests to a host. Default: 1s; robots.txt may ask for more.
	Delay time.Duration `yaml:"delay,omitempty"`
	// Parallelism is the number of requests to a host at a time. Default: 2.
	Parallelism int `yaml:"parallelism,omitempty"`
}

// Limits bound one run.
type Limits struct {
	// Pages is the number of article pages queued in one run. Default: 500.
	Pages int `yaml:"pages,omitempty"`
	// Depth is the number of listing pages followed from a section (its pagination). Default: 2.
	Depth int `yaml:"depth,omitempty"`
	// Follow is how many links away from a home page listings are read: 1 for its sections, 2 for those
	// that they link to in turn, such as an archive's months. Default: 1.
	Follow int `yaml:"follow,omitempty"`
	// Listings is the number of such listing pages read from one home page in one run. Default: 100.
	Listings int `yaml:"listings,omitempty"`
	// MaxAge leaves older items of feeds and sitemaps alone. Default: 168h; negative: no limit.
	MaxAge time.Duration `yaml:"max_age,omitempty"`
}

// Revisit bounds how soon and how often known articles are fetched again, whether a source still lists them
// or not.
type Revisit struct {
	// Min is the wait after a change or first sight. It doubles with every unchanged visit, and is never
	// less than a quarter of the time since the article changed, up to Max; an article that has come to Max is
	// visited no more unless a source lists it. Defaults: 15m and 168h. Negative Min: always due when listed.
	Min time.Duration `yaml:"min,omitempty"`
	Max time.Duration `yaml:"max,omitempty"`
	// Budget is the number of known articles fetched again on each host in one run. Default: 200; no
	// bound with a negative Min.
	Budget int `yaml:"budget,omitempty"`
}
