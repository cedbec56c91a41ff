package extractor

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
)

func TestReadNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		from origin
		in   string
		want []string
	}{
		{"label", inText, "By Jane Doe", []string{"Jane Doe"}},
		{"label with colon", inText, "Author: Jane Doe", []string{"Jane Doe"}},
		{"two and a role", inText, "By Jane Doe and John Roe, Senior Reporters", []string{"Jane Doe", "John Roe"}},
		{"three", inText, "Jane Doe, John Roe & Mary Major", []string{"Jane Doe", "John Roe", "Mary Major"}},
		{"date after", inText, "By Jane Doe | Jan 24, 2025 9:31 AM", []string{"Jane Doe"}},
		{"role without comma", inText, "Jane Doe\nChief Political Correspondent", []string{"Jane Doe"}},
		{"role in the same line", inField, "Jane Doe Chief Political Correspondent", []string{"Jane Doe"}},
		{"place", inText, "By Jane Doe in Berlin", []string{"Jane Doe"}},
		{"agency beside a person", inField, "Jane Doe, Reuters", []string{"Jane Doe"}},
		{"agency in the name", inField, "Jane Doe The Associated Press", []string{"Jane Doe"}},
		{"agency alone", inField, "Reuters", []string{"Reuters"}},
		{"site's name", inField, "Example Times", []string{"Example Times"}},
		{"degree", inField, "Jane Doe, PhD", []string{"Jane Doe"}},
		{"title of office", inField, "Jane Doe, CEO of Example, Inc.", []string{"Jane Doe"}},
		{"reviewer", inText, "By Jane Doe. Medically reviewed by John Roe, MD", []string{"Jane Doe"}},
		{"photographer", inText, "By Jane Doe, photos by John Roe", []string{"Jane Doe"}},
		{"group keeps its and", inField, "Center for Drug Evaluation and Research", []string{"Center for Drug Evaluation and Research"}},
		{"account", inField, "admin", nil},
		{"address", inField, "https://example.com/jane", nil},
		{"mail", inField, "jane@example.com", nil},
		{"date", inText, "January 24, 2025", nil},
		{"button", inText, "Read More", nil},
		{"sentence", inText, "The ferry left the island at nine", nil},
		{"single word in text", inText, "Jane", nil},
		{"single word in a link", inLink, "Jane", []string{"Jane"}},
		{"particles", inText, "By Ludwig van der Berg and María de la Cruz", []string{"Ludwig van der Berg", "María de la Cruz"}},
		{"double surname", inField, "José Ortega y Gasset", []string{"José Ortega y Gasset"}},
		{"twice", inField, "Jane Doe, JANE DOE", []string{"Jane Doe"}},
		{"German", inText, "Von Jürgen Müller und Anna Groß, Berlin", []string{"Jürgen Müller", "Anna Groß"}},
		{"French", inText, "Par Élodie Martin et Luc Petit", []string{"Élodie Martin", "Luc Petit"}},
		{"Spanish", inText, "Por María Ruiz y Juan Pérez", []string{"María Ruiz", "Juan Pérez"}},
		{"Italian", inText, "di Giulia Rossi", []string{"Giulia Rossi"}},
		{"Norwegian", inText, "Av Kari Nordmann og Ola Nordmann", []string{"Kari Nordmann", "Ola Nordmann"}},
		{"Russian", inText, "Автор: Иван Петров", []string{"Иван Петров"}},
		{"date glued on", inText, "By Jane Doe24 January 2025, 10:05", []string{"Jane Doe"}},
		{"date without separator", inText, "Door Joris van den Akker zondag 31 maart 2024 om 18:25", []string{"Joris van den Akker"}},
		{"date before", inText, "Posted on January 24, 2025 by Jane Doe", []string{"Jane Doe"}},
		{"date and comma", inText, "by: Jane Doe, Dec 17, 2025", []string{"Jane Doe"}},
		{"month as a name", inText, "by June Abernathy | January 8, 2025 7:30 am ET", []string{"June Abernathy"}},
		{"month as a surname", inText, "Elaine May, Jan 24, 2025", []string{"Elaine May"}},
		{"month as a surname before a day", inText, "By Theresa May 24 January 2025", []string{"Theresa May"}},
		{"month as a surname before digits", inText, "By Kim June, 24/01/2025", []string{"Kim June"}},
		{"month as a surname before that month", inText, "By Theresa May May 24, 2025", []string{"Theresa May"}},
		{"label of the date", inText, "Jane Doe Published: Friday, Jan 24, 2025", []string{"Jane Doe"}},
		{"word before the date", inText, "Jane Doe on Jan 24, 2025", []string{"Jane Doe"}},
		{"reading time", inText, "By Jane Doe 5 min read", []string{"Jane Doe"}},
		{"section after", inText, "Jane Doe in Politics", []string{"Jane Doe"}},
		{"station", inField, "Jane Doe | WXYZ", []string{"Jane Doe"}},
		{"told to a writer", inField, "Jane Doe as told to Mary Major", []string{"Mary Major"}},
		{"nickname", inField, "Jane (Janie) Doe", []string{"Jane (Janie) Doe"}},
		{"agency in parentheses", inText, "By Jane Doe (Reuters)", []string{"Jane Doe"}},
		{"photographer in parentheses", inText, "Teresa Vilhena (texto) e Nelson Prado (fotografia)", []string{"Teresa Vilhena"}},
		{"shouted beside an agency", inField, "By JANE DOE Example News Agency", []string{"Jane Doe"}},
		{"shouted", inField, "JANE O'NEIL-ROE, J. VAN DER BERG, JOHN MCDONALD", []string{"Jane O'Neil-Roe", "J. van der Berg", "John McDonald"}},
		{"shouted letters beyond ASCII", inField, "JANE MCÉLROY", []string{"Jane McÉlroy"}},
		{"capitals in part", inField, "Jane Mary DOE", []string{"Jane Mary DOE"}},
		{"sentence as byline", inText, "This post was written by Jane Doe, Head of Marketing", []string{"Jane Doe"}},
		{"desk", inText, "By Example Staff", []string{"Example Staff"}},
		{"desk and reading time", inLink, "By the Example Team 2–3 minutes", []string{"the Example Team"}},
		{"account with a number", inField, "user2025", nil},
		{"list of labels", inText, "Categories: Uncategorized", nil},
		{"topic", inText, "Internet of Things", nil},
		{"sentence with a group", inText, "The council told the press to wait", nil},
		{"Chinese", inField, "记者 王小明", []string{"王小明"}},
		{"Korean", inField, "김철수 기자", []string{"김철수"}},
	}
	r := &reading{siteNames: map[string]bool{"exampletimes": true}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var c credits
			r.readNames(&c, tt.in, tt.from)
			if got := c.names(); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("readNames(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestAuthorPath(t *testing.T) {
	t.Parallel()
	for href, want := range map[string]bool{
		"/author/jane-doe": true, "https://example.com/people/jane/": true, "/staff": false, "/people/": false, "/authority/x": false, "": false, "//": false,
	} {
		if got := authorPath(href); got != want {
			t.Errorf("authorPath(%q) = %v, want %v", href, got, want)
		}
	}
}

func TestAuthors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, head, top string
		want            []string
		rule            string
	}{
		{"JSON-LD", ld(`"author":[{"@type":"Person","name":"Jane Doe"},{"@type":"Person","name":"John Roe"}]`), "", []string{"Jane Doe", "John Roe"}, "jsonld.author"},
		{"JSON-LD text", ld(`"author":"Jane Doe and John Roe"`), "", []string{"Jane Doe", "John Roe"}, "jsonld.author"},
		{"JSON-LD reference", `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Ferry Held","author":{"@id":"#j"}},{"@id":"#j","@type":"Person","name":"Jane Doe"}]}</script>`, "", []string{"Jane Doe"}, "jsonld.author"},
		{"organisation gives way", ld(`"author":{"@type":"Organization","name":"Example Desk"}`), `<p class="byline">By Jane Doe</p>`, []string{"Jane Doe"}, "visible.byline"},
		{"uploader gives way", ld(`"author":{"@type":"Person","name":"Max Upload"}`), `<p>By: Jane Doe</p>`, []string{"Jane Doe"}, "visible.line"},
		{"microdata", "", `<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Jane Doe</span></span>`, []string{"Jane Doe"}, "microdata.author"},
		{"RDFa", "", `<div vocab="https://schema.org/" typeof="NewsArticle"><span property="author">Jane Doe</span></div>`, []string{"Jane Doe"}, "rdfa.author"},
		{"meta", `<meta name="author" content="Jane Doe">`, "", []string{"Jane Doe"}, "meta.author"},
		{"bibliography", `<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, John">`, "", []string{"Jane Doe", "John Roe"}, "meta.citation_author"},
		{"label and name apart", "", `<div>Written by</div><div>Jane Doe</div>`, []string{"Jane Doe"}, "visible.line"},
		{"link", "", `<div><a href="/authors/jane-doe">Jane Doe</a></div>`, []string{"Jane Doe"}, "visible.author_link"},
		{"desk gives way to nobody", ld(`"author":{"@type":"Organization","name":"Example Media"},"publisher":{"@type":"Organization","name":"Example Media"}`), `<p>By Example Staff</p>`, []string{"Example Staff"}, "visible.line"},
		{"editor is no author", ld(`"author":{"@type":"Person","name":"Jane Doe"}`), `<p><a href="/author/jane-doe">Jane Doe</a></p><p>Edited by <a href="/author/john-roe">John Roe</a></p>`, []string{"Jane Doe"}, "jsonld.author"},
		{"contributor is no author", ld(`"author":[{"@type":"Person","name":"Jane Doe"},{"@type":"Person","name":"John Roe"},{"@type":"Person","name":"Ann Poe"}]`),
			`<p class="byline">By <a href="/author/jane-doe">Jane Doe</a> <span>Contributions from <a href="/author/john-roe">John Roe</a>, <a href="/author/ann-poe">Ann Poe</a></span></p>`, []string{"Jane Doe"}, "jsonld.author"},
		{"nobody but the reviewer", ld(`"author":{"@type":"Person","name":"John Roe"}`), `<p>Reviewed by <a href="/author/john-roe">John Roe</a></p>`, []string{"John Roe"}, "jsonld.author"},
		{"links in a row", ld(`"author":{"@type":"Person","name":"Jane Doe"}`), `<p><a href="/author/jane-doe">Jane Doe</a><b>,</b> <a href="/author/john-roe">John Roe</a> <i>&amp;</i> <a href="/author/ann-poe">Ann Poe</a></p>` +
			`<p>January 24, 2025</p>`, []string{"Jane Doe", "John Roe", "Ann Poe"}, "visible.author_link"},
		{"agency and place", ld(`"author":{"@type":"Organization","name":"Example Times"},"publisher":{"@type":"Organization","name":"Example Times"}`), `<p>AFP, MANILA</p>`, []string{"AFP"}, "visible.line"},
		{"end of the standfirst", "", `<p>The harbour has seen many winters, but none that kept the ferries outside for so long as this one did, writes Jane Doe</p>`, []string{"Jane Doe"}, "visible.standfirst"},
		{"shouted in the standfirst", "", `<p>The harbour has seen many winters, but none that kept the ferries outside for so long, says JANE DOE.</p>`, []string{"Jane Doe"}, "visible.standfirst"},
		{"quoted in the standfirst", "", `<p>The harbour has seen many winters, but none that kept the ferries outside for so long, says Jane Doe.</p>`, nil, ""},
		{"degree", "", `<div>Jane Doe, DVM; John Roe, PhD</div>`, []string{"Jane Doe", "John Roe"}, "visible.beside_date"},
		{"name above who that is", "", prose(20) + `<h3>Jane Doe</h3><p>Jane Doe is the Head of Shipping at Example Ports and writes on ferries.</p>`, []string{"Jane Doe"}, "visible.signature"},
		{"thing above what that is", "", prose(20) + `<h3>Harbour Line</h3><p>Harbour Line is the oldest company on the coast, with nine ships and three hundred men.</p>`, nil, ""},
		{"note in italics", "", prose(20) + `<p><em>Jane Doe is a columnist in the harbour town.</em></p>`, []string{"Jane Doe"}, "visible.signature"},
		{"sentence about somebody", "", prose(20) + `<p>Jane Doe is a teacher who waited for the ferry.</p>`, nil, ""},
		{"one name before a date", "", prose(20) + `<span>Posted by Jane at January 24, 2025 11:15 AM</span>`, []string{"Jane"}, "visible.signature"},
		{"byline names more", ld(`"author":{"@type":"Person","name":"Jane Doe"}`), `<p class="byline">Written by Dr Jane Doe and John Roe</p>`, []string{"Dr Jane Doe", "John Roe"}, "visible.byline"},
		{"middle name", ld(`"author":{"@type":"Person","name":"Jane Mary Doe"}`), `<p class="byline">By Jane Doe</p>`, []string{"Jane Mary Doe"}, "jsonld.author"},
		{"name above a date", "", `<div>Jane Doe</div><div>January 24, 2025</div>`, []string{"Jane Doe"}, "visible.beside_date"},
		{"name above a role", "", `<p>Jane Doe</p><p>Tech Writer</p><a href="/authors/jane-doe">Articles by Jane</a>`, []string{"Jane Doe"}, "visible.beside_date"},
		{"section above a date", "", `<a href="/real-estate">Real Estate</a><div>January 24, 2025</div>`, nil, ""},
		{"heading above a date", "", `<h3>Harbour Notes</h3><div>January 24, 2025</div>`, nil, ""},
		{"label alone beside a date", "", `<p>12/19 — 2025</p><p>by ibby</p>`, []string{"ibby"}, "visible.line"},
		{"signed at the foot", "", strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<p>Posted by:</p><p>Jane Doe</p>`, []string{"Jane Doe"}, "visible.signature"},
		{"set to the right", "", strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<p style="text-align:right"><strong>Jane Doe</strong></p>`, []string{"Jane Doe"}, "visible.signature"},
		{"signed by several", "", strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<p>By Jane Doe</p><p>By John Roe</p>`, nil, ""},
		{"Chinese reporters", "", `<p>本报海港城1月24日电（记者 王小明 李红）` + strings.Repeat("渡轮在港口外等待大雾散去，直到上午十点才靠岸。", 12) + `</p>`, []string{"王小明", "李红"}, "visible.signature"},
		{"dateline", "", `<div>Hong Kong, 24 January 2025</div>`, nil, ""},
		{"place above a date", "", `<div>Hong Kong</div><div>24 January 2025</div>`, nil, ""},
		{"name, date and role", "", `<div>Jane Doe, 24 January 2025</div><div>Tech Writer</div>`, []string{"Jane Doe"}, "visible.beside_date"},
		{"region above a date", "", `<div>Middle East</div><div>January 24, 2025</div>`, nil, ""},
		{"subheading that starts as a byline", "", strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<h2>By Popular Demand</h2>` + prose(2), nil, ""},
		{"bold subheading", "", strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<p><b>From Capitol Hill</b></p>` + prose(2), nil, ""},
		{"link that starts as a byline", "", strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<p><a href="/books">Da Vinci Code</a></p>`, nil, ""},
		{"signed with a brief label", "", prose(12) + strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<p>By Jane Doe</p><div>Harbour Road 1</div>`, []string{"Jane Doe"}, "visible.signature"},
		{"signed above a word on the author", "", strings.Repeat("<p>The ferry waited outside the harbour until the fog had gone.</p>", 60) + `<p>By Jane Doe</p><p>Jane Doe has written about ferries, islands and the weather between them for more than twenty years.</p>`, []string{"Jane Doe"}, "visible.signature"},
		{"role of a byline", "", `<div class="byline">Jane Doe</div><div class="byline-role">Licensed Grader</div>`, []string{"Jane Doe"}, "visible.byline"},
		{"commenter", "", `<div id="comments"><a class="comment-author" href="/author/troll">John Troll</a></div>`, nil, ""},
		{"nobody", "", "", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := read(t, page(tt.head, tt.top)).Article
			if !reflect.DeepEqual(a.Authors, tt.want) || a.Extraction.Rules["authors"] != tt.rule {
				t.Errorf("Authors = %q by %q, want %q by %q", a.Authors, a.Extraction.Rules["authors"], tt.want, tt.rule)
			}
		})
	}
}

// TestAuthorInPath holds that an author's name in the page's own address is not taken for a section's.
func TestAuthorInPath(t *testing.T) {
	t.Parallel()
	p := page("", `<div>Jane Doe</div><div>January 24, 2025</div>`)
	p.URL = "https://news.example.com/columnists/jane-doe/ferry-held"
	if got := read(t, p).Article.Authors; !reflect.DeepEqual(got, []string{"Jane Doe"}) {
		t.Errorf("Authors = %q, want Jane Doe", got)
	}
	p.URL = "https://news.example.com/real-estate/ferry-held"
	p.Body = bytes.Replace(p.Body, []byte("<div>Jane Doe"), []byte("<div>Real Estate"), 1)
	if got := read(t, p).Article.Authors; got != nil {
		t.Errorf("Authors = %q in a section of that name, want none", got)
	}
}

// ld is a JSON-LD script for the article of [page], with more members.
func ld(members string) string {
	return `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry Held for an Hour Outside the Harbour",` + members + `}</script>`
}
