package extractor

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"newswire/article"
	"newswire/extractor/internal/body"
	"newswire/site"
)

// knownSite is what the configuration knows of a site, compiled.
type knownSite struct {
	name     string // "" for pages of no configured site
	hosts    []string
	location *time.Location
	profiles []*profile // newest first
}

// profile is a version of a site's profile, compiled. A nil rule leaves its field to the general extractor.
//
// What a profile does shows in [article.Extraction]: a field that its rule found has the rule
// "profile.<field>"; where the rule matched nothing, the general rule's name has "profile.missed:"
// in front ("profile.missed:jsonld.headline"), or the field's rule is "profile.missed" alone.
type profile struct {
	name  string // "" for an empty one; else the site's, for a dated version "site@2025-06-01"
	since time.Time

	title, subtitle, authors, published, modified, category, tags, body *fieldRule

	drop     []cascadia.Selector
	dropText []*regexp.Regexp
}

// fieldRule is a [site.Rule], compiled.
type fieldRule struct {
	selector cascadia.Selector
	attr     string
	layouts  []string
	location *time.Location
}

func compileSite(s *site.Site, fallback *time.Location) (*knownSite, error) {
	k := &knownSite{name: s.Name, hosts: s.Hosts, location: fallback}
	if s.Timezone != "" {
		loc, err := loadLocation(s.Timezone)
		if err != nil {
			return nil, fmt.Errorf("timezone %q: %w", s.Timezone, err)
		}
		k.location = loc
	}
	for i := range s.Profiles {
		p, err := compileProfile(s.Name, &s.Profiles[i], k.location)
		if err != nil {
			return nil, err
		}
		k.profiles = append(k.profiles, p)
	}
	slices.SortStableFunc(k.profiles, func(a, b *profile) int { return b.since.Compare(a.since) })
	for i := 1; i < len(k.profiles); i++ {
		if since := k.profiles[i].since; since.Equal(k.profiles[i-1].since) {
			if since.IsZero() {
				return nil, errors.New("profile.since: two versions have none: write the day on which the newer one begins, such as since: 2025-06-01")
			}
			return nil, fmt.Errorf("profile.since %s: two versions begin on this day: give one of them another", since.Format(time.DateOnly))
		}
	}
	return k, nil
}

func compileProfile(name string, c *site.Profile, location *time.Location) (*profile, error) {
	p := &profile{}
	if c.Since != "" {
		since, err := time.ParseInLocation(time.DateOnly, c.Since, cmp.Or(location, time.UTC))
		if err != nil {
			return nil, fmt.Errorf("profile.since %q: write a day, such as 2025-06-01", c.Since)
		}
		p.since = since
		name += "@" + c.Since
	}
	for _, f := range []struct {
		name string
		rule site.Rule
		into **fieldRule
	}{
		{"title", c.Title, &p.title}, {"subtitle", c.Subtitle, &p.subtitle}, {"authors", c.Authors, &p.authors},
		{"published_at", c.PublishedAt, &p.published}, {"modified_at", c.ModifiedAt, &p.modified},
		{"category", c.Category, &p.category}, {"tags", c.Tags, &p.tags}, {"body", c.Body, &p.body},
	} {
		if f.rule.IsZero() {
			continue
		}
		rule, err := compileRule(f.rule)
		if err != nil {
			return nil, fmt.Errorf("profile.%s: %w", f.name, err)
		}
		*f.into = rule
		p.name = name
	}
	for _, d := range c.Drop {
		sel, err := compileSelector(d)
		if err != nil {
			return nil, fmt.Errorf("profile.drop: %w", err)
		}
		p.drop, p.name = append(p.drop, sel), name
	}
	for _, d := range c.DropText {
		re, err := regexp.Compile(d)
		if err != nil {
			return nil, fmt.Errorf("profile.drop_text: %q is no regular expression (RE2 syntax): %w", d, err)
		}
		p.dropText, p.name = append(p.dropText, re), name
	}
	return p, nil
}

func compileRule(r site.Rule) (*fieldRule, error) {
	sel, err := compileSelector(r.Selector)
	if err != nil {
		return nil, err
	}
	loc, err := loadLocation(r.Timezone)
	if err != nil {
		return nil, fmt.Errorf("timezone %q: %w", r.Timezone, err)
	}
	return &fieldRule{selector: sel, attr: r.Attr, layouts: r.Layouts, location: loc}, nil
}

func compileSelector(s string) (cascadia.Selector, error) {
	sel, err := cascadia.Compile(s)
	if err != nil {
		return nil, fmt.Errorf("%q is no CSS selector; correct it or remove it: %w", s, err)
	}
	return sel, nil
}

// siteOf returns what is known of the page's site: the one that the page names, else the one that the
// page's host belongs to.
func (e *Extractor) siteOf(p *article.Page, address *url.URL) *knownSite {
	if s := e.sites[p.Site]; s != nil {
		return s
	}
	if p.Site == "" {
		for _, s := range e.order { // the first that claims the host, as configured
			for _, h := range s.hosts {
				if strings.EqualFold(h, address.Host) {
					return s
				}
			}
		}
	}
	return e.fallback
}

// selects tells whether a profile's selectors are going to look for elements.
func (k *knownSite) selects() bool {
	return slices.ContainsFunc(k.profiles, func(p *profile) bool { return p.name != "" })
}

// profileFor returns the version to read a page with, as [site.Profiles] says, or an empty one. A page of
// unknown age is taken for today's.
func (k *knownSite) profileFor(doc *html.Node, fetched time.Time) *profile {
	valid := k.profiles
	for !fetched.IsZero() && len(valid) > 0 && valid[0].since.After(fetched) {
		valid = valid[1:]
	}
	switch len(valid) {
	case 0:
		return &profile{}
	case 1:
		return valid[0]
	}
	for _, p := range valid {
		if p.fits(doc) {
			return p
		}
	}
	return valid[0]
}

// fits tells whether a rule for any field finds something, or there is none.
func (p *profile) fits(doc *html.Node) bool {
	rules := 0
	for _, f := range []*fieldRule{p.title, p.subtitle, p.authors, p.published, p.modified, p.category, p.tags, p.body} {
		if f == nil {
			continue
		}
		rules++
		if cascadia.Query(doc, f.selector) != nil {
			return true
		}
	}
	return rules == 0
}

// values returns what the rule finds on the page, in page order.
func (f *fieldRule) values(doc *html.Node) []string {
	var list []string
	goquery.NewDocumentFromNode(doc).FindMatcher(f.selector).Each(func(_ int, s *goquery.Selection) {
		n := s.Nodes[0]
		v := text(n, 10*maxLine)
		if f.attr != "" {
			v = plain(attr(n, f.attr))
		}
		if v != "" {
			list = append(list, v)
		}
	})
	return list
}

// profileText adds what the profile's rule finds for a field that is one text.
func (r *reading) profileText(b *ballot[string], field string, rule *fieldRule) {
	if rule == nil {
		return
	}
	for _, v := range rule.values(r.doc) {
		b.add(v, "profile."+field, profileWeight)
		return
	}
	r.missed(field)
}

// profileWeight is more than anything else can have.
const profileWeight = 10

// missed notes that the profile's rule for a field matched nothing.
func (r *reading) missed(field string) {
	r.Article.Extraction.Rules[field] = profileMissed
}

const profileMissed = "profile.missed"

// Missed returns the fields, sorted, for which the site's profile has a rule that matched nothing on the page.
func Missed(e *article.Extraction) []string {
	var fields []string
	for field, rule := range e.Rules {
		if strings.HasPrefix(rule, profileMissed) {
			fields = append(fields, field)
		}
	}
	slices.Sort(fields)
	return fields
}

// profileBody adds what the profile says of the body.
func (r *reading) profileBody(h *body.Hints) {
	p := r.profile
	if p.body != nil {
		if n := cascadia.Query(r.doc, p.body.selector); n != nil {
			h.Root = n
		} else {
			r.missed("body")
		}
	}
	for _, sel := range p.drop {
		for _, n := range cascadia.QueryAll(r.doc, sel) {
			if h.Drop == nil {
				h.Drop = map[*html.Node]bool{}
			}
			h.Drop[n] = true
		}
	}
}
