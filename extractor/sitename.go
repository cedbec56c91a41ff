package extractor

import (
	"strings"

	"newswire/article"
)

// separators stand between a headline and the site's name.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " : ", " » ", " « ", " · ", " • ", " ‹ ", " › ", " / ", "｜", " ‖ ", " ~ ", "_", "ㅣ", " |", "| ", " > ", " < ", " -- "}

// withoutSiteName takes the site's name, and what stands beyond it, off either end of a title, and the
// section's name off its end.
func (r *reading) withoutSiteName(s string) string {
	for range 3 {
		cut := ""
		for _, sep := range separators {
			if i := strings.LastIndex(s, sep); i > 0 && (r.isSiteName(s[i+len(sep):]) || r.sectionKeys[key(s[i+len(sep):])] ||
				strings.Contains(sep, "|") && r.isSiteLabel(s[i+len(sep):])) {
				cut = s[:i]
				break
			}
			if i := strings.Index(s, sep); i > 0 && r.isSiteName(s[:i]) && strings.TrimSpace(s[i+len(sep):]) != "" {
				cut = s[i+len(sep):]
				break
			}
		}
		if host, rest, ok := strings.Cut(s, " "); cut == "" && ok && strings.Contains(host, ".") && r.isSiteName(host) {
			cut = rest
		}
		if cut == "" {
			return s
		}
		s = strings.TrimSpace(cut)
	}
	return s
}

// isSiteLabel tells whether s, at the end of a title, is short for the domain: "Example" of
// getanexample.com, "EFA" of examplefutureawards.com.
func (r *reading) isSiteLabel(s string) bool {
	k := key(s)
	if len(k) < 3 || len(k) >= len(r.domainLabel) {
		return false
	}
	if strings.HasPrefix(r.domainLabel, k) || strings.HasSuffix(r.domainLabel, k) {
		return true
	}
	if len(k) > 5 || len(k) != len(s) || s != strings.ToUpper(s) {
		return false
	}
	rest := r.domainLabel
	for i := range len(k) {
		at := strings.IndexByte(rest, k[i])
		if at < 0 || i == 0 && at > 0 {
			return false
		}
		rest = rest[at+1:]
	}
	return true
}

// isSiteName tells whether s names the site: it is one of its declared names, or its domain.
func (r *reading) isSiteName(s string) bool { return r.isSiteKey(key(s)) }

// isSiteKey is isSiteName for a name folded with [key].
func (r *reading) isSiteKey(k string) bool {
	if k == "" {
		return false
	}
	if r.siteNames[k] {
		return true
	}
	// "Example" of getexample.com, "Example News" of examplenews.co.uk
	if len(k) >= 5 && 2*len(k) >= len(r.domainLabel) && strings.Contains(r.domainLabel, k) {
		return true
	}
	// "The Example Times" of exampletimes.com, "Example" of example.co.uk
	for _, article := range []string{"the", "www", "il", "la", "el", "le", "die", "der", "das"} {
		if rest, ok := strings.CutPrefix(k, article); ok && r.siteNames[rest] {
			return true
		}
	}
	return false
}

// collectSiteNames gathers what the site and the section are called, folded with [key].
func (r *reading) collectSiteNames() {
	r.siteNames = map[string]bool{}
	add := func(s string) {
		if s = plain(s); s == "" || len(s) > 60 {
			return
		}
		k := key(s)
		r.siteNames[k] = true
		for _, tld := range []string{"com", "org", "net", "couk"} {
			if base, ok := strings.CutSuffix(k, tld); ok && len(base) > 3 {
				r.siteNames[base] = true
			}
		}
		if base, ok := strings.CutPrefix(k, "the"); ok && len(base) > 3 {
			r.siteNames[base] = true
		}
	}
	for _, name := range []string{"og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher",
		"al:ios:app_name", "al:android:app_name", "twitter:app:name:iphone", "cxenseparse:sitename", "article:publisher"} {
		if content, _ := r.meta1(name); content != "" && !strings.Contains(content, "://") {
			add(content)
		}
	}
	if handle, _ := r.meta1("twitter:site"); strings.HasPrefix(handle, "@") {
		add(handle[1:])
	}
	for _, it := range r.linked.items {
		for _, kind := range it.kinds() {
			switch kind {
			case "WebSite", "Organization", "NewsMediaOrganization", "Corporation":
				add(it.str("name"))
				add(it.str("alternateName"))
			}
		}
	}
	for _, it := range r.things {
		add(it.str("publisher"))
	}
	r.sectionKeys = map[string]bool{}
	for _, it := range r.things {
		for _, s := range it.strs("articleSection") {
			r.sectionKeys[key(s)] = true
		}
	}
	if s, _ := r.meta1("article:section", "parsely-section", "section"); s != "" {
		r.sectionKeys[key(plain(s))] = true
	}
	// "/sport/tennis/a-headline": what precedes the article's own name are sections.
	path := strings.Split(strings.Trim(r.address.Path, "/"), "/")
	for i, segment := range path[:len(path)-1] {
		if i > 0 && authorPath(path[i-1]+"/"+segment) { // "/columnists/jane-doe/a-headline"
			continue
		}
		if k := key(segment); len(k) > 3 {
			r.sectionKeys[k] = true
		}
	}
	delete(r.sectionKeys, "")
	host := strings.TrimPrefix(r.address.Hostname(), "www.")
	domain := article.Domain(host)
	add(host)
	add(domain)
	label, _, _ := strings.Cut(domain, ".")
	r.domainLabel = key(label)
	add(label)
	// Declared names often lack what the domain or the title adds: "Example", "Example News".
	for _, suffix := range []string{"news", "online", "magazine", "blog"} {
		add(label + suffix)
	}
}
