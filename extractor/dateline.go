package extractor

import (
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/atom"

	"newswire/article"
	"newswire/extractor/internal/date"
)

// updatedRule is of a date that the page shows as that of its last change. It is taken where the page
// shows no other, since that is then all that the publisher says of the article's age.
const updatedRule = "visible.updated"

// dateLanguage returns the language to read dates in. English alone does not tell whether the month comes
// first, nor whose EST is meant: the region is that of the page's locale, else of the country in its host.
func (r *reading) dateLanguage() string {
	if r.Article.Lang != "en" {
		return r.Article.Lang
	}
	locale, _ := r.meta1("og:locale")
	if region, ok := strings.CutPrefix(strings.ReplaceAll(locale, "-", "_"), "en_"); ok && len(region) == 2 && region != "US" {
		return "en-" + region // en_US is what publishing systems write unasked
	}
	host := r.address.Hostname()
	switch country := host[strings.LastIndexByte(host, '.')+1:]; country {
	case "uk":
		return "en-GB"
	case "au", "nz", "ie", "in", "pk", "bd", "lk", "np", "sg", "my", "hk", "za", "ng", "ke", "gh", "ug", "tz", "zm", "zw", "jm", "tt", "mt", "cy", "eu":
		return "en-" + strings.ToUpper(country)
	}
	return "en"
}

// shownDates adds the dates that a reader sees near the headline.
func (r *reading) shownDates(b *ballot[stamp]) {
	count := 0
	for _, m := range r.times {
		if count < 6 && !r.apart(m) {
			r.timeElement(b, m, 0.8-0.05*float64(count))
			count++
		}
	}
	count = 0
	for _, m := range r.index.dates {
		if m.node.DataAtom == atom.Time || count >= 8 || r.apart(m) {
			continue
		}
		s := textLines(m.node, 300)
		if len(s) >= 300 || !hasDigit(s) {
			continue
		}
		weight := 0.72 - 0.03*float64(count) - r.distance(m)
		rule := "visible.date"
		if m.hints&hintModified != 0 || saysModified(s) || updateLabel(lineBefore(m)) {
			rule, weight = updatedRule, 0.24
		}
		r.findDate(b, s, rule, weight, m.at < r.headlineAt)
		count++
	}
	for i, l := range r.lines {
		if len(l.text) >= 160 || !hasDigit(l.text) {
			continue
		}
		rule, weight := "visible.line", 0.66
		if saysModified(l.text) || i > 0 && updateLabel(r.lines[i-1].text) && !saysPublished(l.text) {
			rule, weight = updatedRule, 0.22
		}
		r.findDate(b, l.text, rule, weight, l.before)
	}
}

// updateLabel tells a line that is nothing but a label such as "Last updated".
func updateLabel(s string) bool { return len(s) < 40 && !hasDigit(s) && saysModified(s) }

// timeElement adds a <time>: its attribute, or its text where that is no date.
func (r *reading) timeElement(b *ballot[stamp], m mark, weight float64) {
	shown := text(m.node, 120)
	rule := "visible.time"
	weight -= r.distance(m)
	switch label := lineBefore(m); {
	case m.hints&hintModified != 0 || saysModified(shown) || saysModified(label):
		rule, weight = updatedRule, 0.25
	case saysPublished(label) || saysPublished(shown):
		weight += 0.1
	}
	if t, ok := date.Parse(attr(m.node, "datetime"), r.dates(nil)); ok {
		r.addDate(b, t, rule, weight)
		return
	}
	if t, ok := date.Find(shown, r.dates(nil)); ok {
		r.addDate(b, t, rule, weight-0.05)
	}
}

// distance is what a date loses for standing far from the headline.
func (r *reading) distance(m mark) float64 {
	if m.at < r.headlineAt-bylineBefore || m.at > r.headlineAt+bylineAfter {
		return 0.35
	}
	return 0
}

// findDate adds the date that stands in s. Above the headline the masthead shows today's date.
func (r *reading) findDate(b *ballot[stamp], s, rule string, weight float64, above bool) {
	t, ok := date.Find(s, r.dates(nil))
	if !ok {
		return
	}
	switch {
	case above && t.Precision == article.PrecisionDay && r.page.FetchedAt.Sub(t.At).Abs() < 36*time.Hour:
		weight -= 0.2
	case above:
		weight -= 0.08
	}
	published := saysPublished(s)
	if rest := utf8.RuneCountInString(s) - utf8.RuneCountInString(t.Raw); rule == "visible.line" && rest > 20 && !published {
		if rest > 60 {
			b.refuse(stamp{t}, rule, "inside of a sentence")
			return
		}
		weight -= 0.06
	}
	switch original, direct := saysOriginally(s, t.Raw); {
	case direct:
		weight = 0.95
	case published && !original:
		weight += 0.1
	}
	r.addDate(b, t, rule, weight)
}

// publishedWords are how pages say that a date is that of publication, in lower case.
var publishedWords = []string{"published", "posted", "first published", "publié", "publicado", "publicada", "pubblicato", "veröffentlicht", "erstellt", "publicerad",
	"publisert", "udgivet", "julkaistu", "gepubliceerd", "geplaatst", "opublikowano", "publikováno", "zveřejněno", "publicat", "опубликовано", "yayınlanma", "megjelent",
	"発表", "公開", "发布", "發布", "입력", "diterbitkan", "đăng", "δημοσιεύτηκε", "נشر", "نشر", "publicēts", "paskelbta", "avaldatud"}

func saysPublished(s string) bool {
	s = strings.ToLower(s)
	for _, w := range publishedWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// saysOriginally tells whether s speaks of a first publication before the date, and whether directly
// before it: "originally published on 3 May 2023". Where more stands between, it may be another paper's.
func saysOriginally(s, date string) (original, direct bool) {
	head, _, _ := strings.Cut(strings.ToLower(s), strings.ToLower(date))
	for _, w := range []string{"originally published", "first published", "originally posted"} {
		if i := strings.LastIndex(head, w); i >= 0 {
			return true, len(head)-i-len(w) <= len(" on Wednesday, ")
		}
	}
	return false, false
}

func hasDigit(s string) bool {
	return strings.ContainsAny(s, "0123456789") || strings.ContainsAny(s, "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")
}

// modifiedWords are how pages say that a date is not that of publication, in lower case.
var modifiedWords = []string{"updated", "modified", "last update", "revised", "aktualisiert", "mis à jour", "mise à jour", "modifié", "actualizado", "actualizada",
	"aggiornato", "aggiornamento", "atualizado", "atualizada", "oppdatert", "opdateret", "uppdaterad", "päivitetty", "bijgewerkt", "gewijzigd", "aktualizacja", "aktualizováno",
	"aktualizované", "обновлено", "güncelleme", "frissítve", "actualizat", "ενημέρωση", "更新", "diperbarui", "cập nhật", "reviewed"}

func saysModified(s string) bool {
	s = strings.ToLower(s)
	for _, w := range modifiedWords {
		if i := strings.Index(s, w); i >= 0 {
			// "Published 3 May, updated 4 May" says both; the first date is what counts
			head := s[:i]
			return !hasDigit(head)
		}
	}
	return false
}

// lineBefore returns the short text just before an element, its label.
func lineBefore(m mark) string {
	for n := m.node; n != nil && n.Parent != nil; n = n.Parent {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if t := text(s, 60); t != "" {
				return t
			}
		}
		if n.Parent.DataAtom == atom.Article || n.Parent.DataAtom == atom.Body {
			break
		}
	}
	return ""
}

// dateInPath reads "/2024/05/31/", "/2024/may/31/", "/2024-05-31-" or "/20240531" in an address.
func dateInPath(u *url.URL) (date.Time, bool) {
	p := u.Path
	for i := 0; i+8 <= len(p); i++ {
		if p[i] != '2' && p[i] != '1' || i > 0 && isDigit(p[i-1]) {
			continue
		}
		y, rest, ok := number(p[i:], 4)
		if !ok || y < 1995 || y > 2100 {
			continue
		}
		rest = strings.TrimLeft(rest, "/-_")
		m, afterMonth, ok := number(rest, 2)
		if !ok {
			m, afterMonth = monthName(rest)
		}
		if m < 1 || m > 12 {
			continue
		}
		d, rest, ok := number(strings.TrimLeft(afterMonth, "/-_"), 2)
		if !ok || d < 1 || d > 31 || rest != "" && isDigit(rest[0]) {
			continue
		}
		at := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if at.Day() != d {
			continue
		}
		return date.Time{At: at, Precision: article.PrecisionDay, Zone: article.ZoneAssumed, Raw: p[i : len(p)-len(rest)]}, true
	}
	return date.Time{}, false
}

// monthName reads an English month, whole or its first three letters, up to the next slash.
func monthName(s string) (month int, rest string) {
	word, _, ok := strings.Cut(s, "/")
	if !ok || len(word) < 3 {
		return 0, ""
	}
	for m := time.January; m <= time.December; m++ {
		if name := m.String(); strings.EqualFold(word, name) || strings.EqualFold(word, name[:3]) {
			return int(m), s[len(word):]
		}
	}
	return 0, ""
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func number(s string, digits int) (n int, rest string, ok bool) {
	if len(s) < digits {
		return 0, "", false
	}
	for i := range digits {
		if !isDigit(s[i]) {
			return 0, "", false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s[digits:], true
}
