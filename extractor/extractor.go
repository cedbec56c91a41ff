package extractor

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"golang.org/x/net/html"

	"newswire/article"
	"newswire/extractor/internal/body"
	"newswire/extractor/internal/date"
	"newswire/site"
)

// Version is written into [article.Extraction]: a larger one may read the same page differently.
const Version = 2

// Failures of [Extractor.Extract], to be told with errors.Is. The page itself is at fault in each case,
// so that another attempt on the same bytes ends the same way.
var (
	// ErrNotHTML marks a page that is no HTML document: an image, a PDF, JSON.
	ErrNotHTML = errors.New("not an HTML page")
	// ErrTooDeep marks a page whose elements are nested deeper than the HTML parser follows (512).
	ErrTooDeep = errors.New("elements nested too deeply")
)

// Config is what an Extractor knows before it sees a page. The zero value is the general extractor.
type Config struct {
	// Sites are the configured sites; their profiles, hosts and time zones count. They may be none.
	Sites []site.Site
	// Timezone is the IANA name for dates without zone where the site has none. Default "": UTC. In UTC
	// such a date is marked [article.ZoneAssumed], since no newsroom keeps it; a site's own UTC is believed.
	Timezone string
}

// Extractor turns pages into articles. It is immutable and safe for concurrent use.
type Extractor struct {
	sites    map[string]*knownSite
	order    []*knownSite // as configured
	fallback *knownSite   // for pages of no configured site
}

// New compiles the sites' profiles. Its errors name the site, the field, the value and what to do.
func New(cfg Config) (*Extractor, error) {
	location, err := loadLocation(cfg.Timezone)
	switch {
	case err != nil:
		return nil, fmt.Errorf("timezone %q: %w", cfg.Timezone, err)
	case location == time.UTC:
		location = nil
	}
	e := &Extractor{sites: map[string]*knownSite{}, fallback: &knownSite{location: location}}
	for i := range cfg.Sites {
		s := &cfg.Sites[i]
		known, err := compileSite(s, location)
		if err != nil {
			return nil, fmt.Errorf("site %q: %w", s.Name, err)
		}
		e.sites[s.Name] = known
		e.order = append(e.order, known)
	}
	return e, nil
}

// Result is what a page turned out to be.
type Result struct {
	Verdict Verdict `json:"verdict"`
	// Article is the best that could be read, sealed, also where the verdict says that it is none.
	Article *article.Article `json:"article"`
}

// Extract reads a page. It does no I/O and keeps nothing of the page; the same page gives the same
// article every time. Its errors are [ErrNotHTML], [ErrTooDeep], [article.ErrCharset] and
// [article.ErrURL]; a page that can be read but is no article is no error but a [Verdict].
func (e *Extractor) Extract(p *article.Page) (*Result, error) {
	r, err := e.read(p, nil)
	if err != nil {
		return nil, err
	}
	return &r.Result, nil
}

// Explain reads a page as [Extractor.Extract] does and tells why each field is what it is.
func (e *Extractor) Explain(p *article.Page) (*Explanation, error) {
	x := &Explanation{Fields: map[string][]Candidate{}}
	r, err := e.read(p, x)
	if err != nil {
		return nil, err
	}
	x.Result = r.Result
	return x, nil
}

// reading is one page while it is being read. Each field has its file; each adds to the article what
// it found and reads what was found before.
type reading struct {
	Result

	*index
	page    *article.Page
	address *url.URL
	doc     *html.Node
	site    *knownSite
	profile *profile
	trace   *Explanation // nil unless explaining

	linked      linkedData
	things      []item          // what structured data say of the article, best first
	siteNames   map[string]bool // folded with [key]
	sectionKeys map[string]bool // likewise: the section's names in the metadata
	domainLabel string          // "example" of www.example.co.uk, folded likewise

	headlineAt int        // characters shown before the headline
	head       *html.Node // the element that shows the headline, nil if none does
	lines      []line     // the lines of text around the headline

	dateLang   string      // the language to read dates in, with a region where one is known
	statedDays []time.Time // the days that the address and the metadata state

	body       body.Result
	shownWords int // of the body that the page shows without its scripts' state
}

// read takes the steps that the package's documentation lists.
func (e *Extractor) read(p *article.Page, trace *Explanation) (*reading, error) {
	address, err := addressOf(p)
	if err != nil {
		return nil, fmt.Errorf("extracting %s: %w", p.Address(), err)
	}
	r := &reading{page: p, address: address, trace: trace, site: e.siteOf(p, address)}
	doc, scripts, err := parse(p, r.site.selects())
	if err != nil {
		return nil, fmt.Errorf("extracting %s: %w", p.Address(), err)
	}
	r.doc, r.profile, r.index = doc, r.site.profileFor(doc, p.FetchedAt), newIndex(doc, scripts)
	r.Article = &article.Article{
		URL: p.URL, FinalURL: p.FinalURL, FetchedAt: p.FetchedAt,
		Extraction: &article.Extraction{Rules: map[string]string{}, Profile: r.profile.name, Version: Version},
	}
	if err := r.identify(); err != nil {
		return nil, fmt.Errorf("extracting %s: %w", p.Address(), err)
	}
	r.linked = readLinkedData(r.ld)
	r.things = r.choose(r.linked, r.microdata())
	r.collectSiteNames()
	r.readHead()
	r.readBody()
	r.readAccess()
	r.judge(countWords(r.Article.Body, 4*stubWords))
	if err := r.Article.Seal(); err != nil {
		return nil, fmt.Errorf("extracting %s: %w", p.Address(), err)
	}
	return r, nil
}

// readHead reads the fields that do not need the body.
func (r *reading) readHead() {
	a := r.Article
	a.Lang = r.language()
	titles := r.headline()
	if t := settle(r, "title", titles); t != nil {
		a.Title = t.value
		if t.weight < profileWeight {
			a.Title = respelled(t.value, titles)
		}
	}
	r.head, r.headlineAt = r.headlineNode(a.Title)
	r.lines = r.linesAround()
	r.dateLang = r.dateLanguage()
	modified := r.modified()
	published := r.published(modified)
	if t := settle(r, "published_at", published); t != nil {
		at := inPublisherZone(t.value.Time, published, modified)
		a.PublishedAt, a.PublishedPrecision, a.PublishedZone, a.PublishedRaw = at.At, at.Precision, at.Zone, at.Raw
	}
	notBefore(modified, a.PublishedAt)
	if t := settle(r, "modified_at", modified); t != nil {
		a.ModifiedAt = t.value.At
	}
	if t := settle(r, "authors", r.authors()); t != nil {
		a.Authors = t.value
	}
	r.readCategory()
	r.readTags()
	r.readPublisher()
	r.readRights()
}

// readBody reads the text and what stands in it.
func (r *reading) readBody() {
	a := r.Article
	hints := r.bodyHints()
	r.body = body.Extract(r.doc, hints)
	shown := body.Text(r.body.Blocks)
	r.shownWords = countWords(shown, 4*stubWords)
	hydrated, sure := r.hydratedBody(len(shown))
	hints.ArticleBody, hints.Unsure = hydrated, !sure
	r.body = body.Fuller(r.body, body.RuleHydration, hints)
	a.Blocks = r.body.Blocks
	a.Body = body.Text(a.Blocks)
	if a.Body != "" {
		a.Extraction.Rules["body"] = r.body.Rule
	}
	a.Extraction.Confidence = r.body.Confidence
	if t := settle(r, "subtitle", r.subtitle()); t != nil {
		a.Subtitle = t.value
	}
	r.readImages()
	if r.trace != nil {
		r.trace.Body = decisions(r.body.Decisions)
	}
}

// settle takes the heaviest candidate of a field and writes down why.
func settle[T any](r *reading, field string, b ballot[T]) *candidate[T] {
	taken := b.elect()
	rules := r.Article.Extraction.Rules
	if taken != nil {
		if rules[field] == profileMissed {
			rules[field] = profileMissed + ":" + taken.rule
		} else {
			rules[field] = taken.rule
		}
	}
	if r.trace != nil {
		r.trace.Fields[field] = b.explained(taken)
	}
	return taken
}

// dates are the options to read this page's dates with.
func (r *reading) dates(rule *fieldRule) date.Options {
	o := date.Options{Location: r.site.location, Lang: r.dateLang, Now: r.page.FetchedAt, Known: r.statedDays}
	if rule != nil {
		o.Layouts = rule.layouts
		if rule.location != nil {
			o.Location = rule.location
		}
	}
	return o
}

func loadLocation(name string) (*time.Location, error) {
	if name == "" {
		return nil, nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, errors.New("no such time zone; write an IANA name such as Europe/Copenhagen")
	}
	return loc, nil
}
