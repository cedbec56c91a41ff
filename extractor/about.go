package extractor

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"newswire/article"
	"newswire/extractor/internal/body"
	"newswire/extractor/internal/hydration"
)

// identify settles the page's addresses and site.
func (r *reading) identify() error {
	declared, rule := r.rel("canonical"), "link.canonical"
	if declared == "" {
		declared, _ = r.meta1("og:url")
		rule = "meta.og:url"
	}
	final := r.page.Address()
	if final == "" { // a page read from a file: its own word is all there is
		final = declared
		if u, err := url.Parse(final); err == nil {
			r.address = u
		}
		r.Article.URL = final
	}
	canonical, err := article.Canonical(final, declared, r.site.hosts...)
	if err != nil {
		return err
	}
	r.Article.CanonicalURL = canonical
	if own, err := article.Normalize(r.page.Address()); err == nil && own == canonical {
		rule = "address"
	}
	r.Article.Extraction.Rules["canonical_url"] = rule
	r.Article.Site = cmp.Or(r.page.Site, r.site.name, article.Domain(r.address.Host))
	return nil
}

// choose returns what structured data say of the article, best first: the JSON-LD item, then those of
// microdata and RDFa. Other articles that the page lists are left out.
func (r *reading) choose(linked linkedData, micro []item) []item {
	var chosen []item
	for _, list := range [][]item{linked.items, micro} {
		best, bestScore := -1, 0.0
		for i, it := range list {
			score := float64(rank(it.kinds()))
			if score == 0 {
				continue
			}
			if it.isAbout(r.address) {
				score += 2
			}
			if h := it.str("headline"); h != "" {
				score += 0.3
				g, t := gramsOf(h), gramsOf(r.index.title)
				score += 1.5 * g.overlap(&t)
			}
			if score > bestScore {
				best, bestScore = i, score
			}
		}
		if best >= 0 {
			chosen = append(chosen, list[best])
		}
		// What else describes the same page fills the gaps: a WebPage with the date, an Article without.
		for i, it := range list {
			if i != best && best >= 0 && rank(it.kinds()) > 0 && it.isAbout(r.address) && len(chosen) < 6 {
				chosen = append(chosen, it)
			}
		}
	}
	return chosen
}

// language returns the page's language as a BCP 47 tag.
func (r *reading) language() string {
	type source struct{ value, rule string }
	sources := []source{{r.lang, "html.lang"}}
	for _, it := range r.things {
		sources = append(sources, source{it.str("inLanguage"), it.source + ".inLanguage"})
	}
	for _, name := range []string{"content-language", "og:locale", "language", "dc.language", "dcterms.language"} {
		content, _ := r.meta1(name)
		sources = append(sources, source{content, "meta." + name})
	}
	for _, s := range sources {
		v, _, _ := strings.Cut(strings.TrimSpace(s.value), ",")
		if v == "" {
			continue
		}
		tag, err := language.Parse(v)
		if err != nil || tag == language.Und {
			continue
		}
		r.Article.Extraction.Rules["lang"] = s.rule
		return tag.String()
	}
	return ""
}

// maxTags is more than any desk assigns.
const maxTags = 60

// readTags gathers keywords and topics, in the order of the page's sources.
func (r *reading) readTags() {
	var b ballot[[]string]
	if rule := r.profile.tags; rule != nil {
		if list := r.cleanTags(rule.values(r.doc)); len(list) > 0 {
			b.add(list, "profile.tags", profileWeight)
		} else {
			r.missed("tags")
		}
	}
	for _, it := range r.things {
		var list []string
		for _, s := range it.strs("keywords") {
			list = append(list, splitTags(s)...)
		}
		b.add(r.cleanTags(list), it.source+".keywords", 0.9)
	}
	for _, m := range []struct {
		name   string
		weight float64
	}{
		{"article:tag", 0.85}, {"news_keywords", 0.8}, {"parsely-tags", 0.75}, {"sailthru.tags", 0.7}, {"keywords", 0.65}, {"cxenseparse:keywords", 0.6}, {"dc.subject", 0.5},
	} {
		var list []string
		for i := range r.metas {
			if r.metas[i].name == m.name {
				list = append(list, splitTags(plain(r.metas[i].content))...)
			}
		}
		b.add(r.cleanTags(list), "meta."+m.name, m.weight)
	}
	var shown []string
	for _, m := range r.tags {
		if m.zone&(zoneTeaser|zoneComments|zoneNav) == 0 && len(shown) < maxTags {
			if links := linkTexts(m.node); len(links) <= 20 && !slices.ContainsFunc(links, sharesPage) {
				shown = append(shown, links...)
			}
		}
	}
	b.add(r.cleanTags(shown), "visible.tags", 0.5)
	b = slices.DeleteFunc(b, func(c candidate[[]string]) bool { return len(c.value) == 0 })
	if t := settle(r, "tags", b); t != nil {
		r.Article.Tags = t.value
	}
}

func splitTags(s string) []string {
	sep := ","
	if strings.Count(s, ";") > strings.Count(s, ",") {
		sep = ";"
	}
	return strings.Split(s, sep)
}

// cleanTags takes marks and labels off tags, and leaves out what is none: the title and the names of the site
// and the authors, which many pages list among their keywords.
func (r *reading) cleanTags(list []string) []string {
	var tags []string
	seen := map[string]bool{key(r.Article.Title): true}
	for _, name := range r.Article.Authors {
		seen[key(name)] = true
	}
	for _, s := range list {
		s = strings.Trim(fold(s), "#,;\"' ")
		if label, rest, ok := strings.Cut(s, ": "); ok && tagLabels[strings.ToLower(label)] {
			s = rest
		}
		k := key(s)
		if k == "" || len(s) > 80 || seen[k] || r.siteNames[k] || len(tags) >= maxTags {
			continue
		}
		seen[k] = true
		tags = append(tags, s)
	}
	return tags
}

// tagLabels stand before a tag and say of what kind it is.
var tagLabels = wordSet(`category categories tag tags topic topics keyword keywords section channel subject type`)

// sharesPage tells the links by which a page is sent on, which some pages put among their tags.
func sharesPage(s string) bool {
	switch key(s) {
	case "tweet", "share", "email", "reddit", "pinterest", "whatsapp", "telegram", "facebook", "linkedin", "copylink":
		return true
	}
	return false
}

// readPublisher names the organisation behind the page.
func (r *reading) readPublisher() {
	var b ballot[string]
	logo := ""
	for _, it := range r.things {
		for _, p := range it.items("publisher") {
			b.add(p.str("name"), it.source+".publisher", 0.9)
			if logo == "" {
				logo = p.address("logo")
			}
		}
		if s := it.str("publisher"); s != "" {
			b.add(s, it.source+".publisher", 0.85)
		}
	}
	if s, name := r.meta1("og:site_name", "application-name", "dc.publisher"); s != "" {
		b.add(plain(s), "meta."+name, 0.7)
	}
	org := r.linked.first("NewsMediaOrganization", "Organization")
	if s := org.str("name"); s != "" {
		b.add(s, "jsonld.organization", 0.6)
	}
	b = slices.DeleteFunc(b, func(c candidate[string]) bool { return c.value == "" })
	if t := settle(r, "publisher", b); t != nil {
		r.Article.Publisher = &article.Publisher{Name: t.value, Logo: r.resolve(logo)}
	}
}

// resolve makes an address of the page absolute; what is none becomes "".
func (r *reading) resolve(ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || strings.HasPrefix(ref, "data:") {
		return ""
	}
	base := r.address
	if r.base != "" {
		if b, err := base.Parse(r.base); err == nil {
			base = b
		}
	}
	u, err := base.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// bodyHints is what the body's reader gets to know.
func (r *reading) bodyHints() body.Hints {
	description, _ := r.meta1("description", "og:description")
	h := body.Hints{
		Base: r.address.String(), Lang: r.Article.Lang, Title: r.Article.Title, Description: plain(description),
		Authors: r.Article.Authors, Section: r.Article.Category, PublishedRaw: r.Article.PublishedRaw,
		ArticleBody: r.articleBody(), DropText: r.profile.dropText, Trace: r.trace != nil,
	}
	r.profileBody(&h)
	return h
}

// articleBody is the text that structured data give for the body.
func (r *reading) articleBody() string {
	for _, it := range r.things {
		var found string
		it.each("articleBody", func(v any) {
			if s, ok := v.(string); ok && len(s) > len(found) {
				found = s
			}
		})
		if found != "" {
			return unescape(found)
		}
	}
	return ""
}

// hydratedBody is the body that the state of the page's scripts gives, where the page shows so little text
// that a longer one may stand there. Sure is that of [hydration.Body].
func (r *reading) hydratedBody(shown int) (text string, sure bool) {
	size := 0
	for _, s := range r.states {
		size += len(s)
	}
	if shown > littleText || size < 2*shown {
		return "", false
	}
	return hydration.Body(r.scripts(), r.Article.Title)
}

// scripts are the scripts that may hold the page's state, as text.
func (r *reading) scripts() []string {
	list := make([]string, len(r.states))
	for i, s := range r.states {
		list[i] = string(s)
	}
	return list
}

// littleText is the length in bytes of the longest body that may be the beginning of one that the page's
// scripts are still to show.
const littleText = 4000

// subtitle finds the standfirst.
func (r *reading) subtitle() ballot[string] {
	var b ballot[string]
	r.profileText(&b, "subtitle", r.profile.subtitle)
	if s := r.body.Standfirst; s != "" {
		b.add(s, "visible.standfirst", 0.9)
	}
	for _, it := range r.things {
		if s := it.str("alternativeHeadline"); s != "" && !isPartOf(s, r.Article.Title) {
			b.add(s, it.source+".alternativeHeadline", 0.5)
		}
	}
	return b
}

// isPartOf tells whether one of two texts begins with the other, but for case, quotes, dots and blanks.
func isPartOf(a, b string) bool {
	a, b = key(a), key(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}
