package demo

import (
	"bytes"
	"embed"
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"path"
	"slices"
	"strings"
	texttemplate "text/template"
	"time"

	"newswire/article"
	"newswire/site"
)

//go:embed templates
var templates embed.FS

// edition is one demo site under construction: a method that fails notes the error in err and goes on,
// so that a site reads as the list of its pages.
type edition struct {
	site     site.Site
	origin   string // "http://host"
	stories  []*story
	pages    map[string]*resource // by normalised URL
	notFound *resource
	expected []Expected
	err      error

	templates   *template.Template
	encode      func(string) (string, error) // from UTF-8; nil keeps it
	contentType string                       // of HTML
}

// newEdition reads the articles and templates of a site and serves its media.
func newEdition(name string, s site.Site) (*edition, error) {
	all, err := stories(name)
	if err != nil {
		return nil, err
	}
	parsed, err := template.New(name).Funcs(functions).ParseFS(templates, path.Join("templates", name, "*.html"))
	if err != nil {
		return nil, fmt.Errorf("reading the templates of %s: %w", s.Name, err)
	}
	s.Pace = site.Pace{Delay: time.Millisecond, Parallelism: 4}
	s.Limits.MaxAge = -1
	s.Revisit.Min = -1
	e := &edition{
		site: s, origin: "http://" + s.Hosts[0], stories: all, pages: map[string]*resource{},
		templates: parsed, contentType: "text/html; charset=utf-8",
	}
	return e, nil
}

var functions = map[string]any{"slug": slug, "join": strings.Join, "upper": strings.ToUpper, "xml": escapeXML}

// view is what a template sees. Templates take what they need.
type view struct {
	Origin string
	Path   string // of the page
	Title  string
	Text   string
	Story  *story
	Others []*story // beside a story: teasers
	List   []*story // of a listing
	Page   int      // of a listing, from 1
	Pages  int
	Extra  []link // links in a listing that are no stories
	LD     []any  // JSON-LD
}

type link struct{ Path, Title string }

// Numbers returns the page numbers, from 1.
func (v view) Numbers() []int {
	numbers := make([]int, v.Pages)
	for i := range numbers {
		numbers[i] = i + 1
	}
	return numbers
}

// Next returns the number of the next page, 0 on the last one.
func (v view) Next() int {
	if v.Page < v.Pages {
		return v.Page + 1
	}
	return 0
}

// render executes a template.
func (e *edition) render(name string, v view) []byte {
	v.Origin = e.origin
	var out strings.Builder
	if err := e.templates.ExecuteTemplate(&out, name, v); err != nil {
		e.fail(err)
		return nil
	}
	if e.encode == nil {
		return []byte(out.String())
	}
	encoded, err := e.encode(out.String())
	e.fail(err)
	return []byte(encoded)
}

// xml serves a feed or sitemap, without validators: what it lists is read anew in every crawl.
func (e *edition) xml(at, contentType string, v view) *resource {
	file := path.Join("templates", e.templates.Name(), strings.TrimSuffix(path.Base(at), ".gz"))
	parsed, err := texttemplate.New(path.Base(file)).Funcs(functions).ParseFS(templates, file)
	if err != nil {
		e.fail(err)
		return nil
	}
	v.Origin = e.origin
	var out bytes.Buffer
	e.fail(parsed.Execute(&out, v))
	r := &resource{contentType: contentType, body: out.Bytes()}
	if strings.HasSuffix(at, ".gz") {
		r.body = gzipped(r.body)
	}
	return e.add(at, r)
}

func (e *edition) fail(err error) {
	if err != nil {
		e.err = errors.Join(e.err, fmt.Errorf("making %s: %w", e.site.Name, err))
	}
}

// add serves a resource at a path, with query.
func (e *edition) add(at string, r *resource) *resource {
	url, err := article.Normalize(e.origin + at)
	e.fail(err)
	if e.pages[url] != nil {
		e.fail(fmt.Errorf("two pages at %s", url))
	}
	e.pages[url] = r
	return r
}

// html serves a page that is no article and is made anew for each reader: without validators.
func (e *edition) html(at, name string, v view) *resource {
	v.Path = at
	return e.add(at, &resource{contentType: e.contentType, body: e.render(name, v)})
}

// story serves an article's page, with validators, and expects the article to be stored. What surrounds
// the story on the page comes from look; adjust completes what to expect of this site's pages.
func (e *edition) story(s *story, look func(*story) view, adjust func(*story, *article.Article)) *resource {
	page, want := e.version(s, look, adjust)
	expected := Expected{Versions: []article.Article{want}}
	if s.Update != nil {
		var second article.Article
		page.next, second = e.version(s.second(), look, adjust)
		page.etag, page.next.etag = `"v1"`, `"v2"`
		expected.Versions = append(expected.Versions, second)
	}
	e.expected = append(e.expected, expected)
	for _, p := range s.Pictures() {
		e.picture(p.Src(), s.At)
	}
	return e.add(s.Path, page)
}

func (e *edition) version(s *story, look func(*story) view, adjust func(*story, *article.Article)) (*resource, article.Article) {
	v := look(s)
	v.Story, v.Title, v.Path = s, s.Title, s.Path
	want := s.article(e.origin)
	want.Site = e.site.Name
	adjust(s, &want)
	return document(e.contentType, e.render("article.html", v), s.Changed()), want
}

// alias serves the page of a story under a second path.
func (e *edition) alias(at string, page *resource) { e.add(at, page) }

// missing sets the page for what is not there, and addresses that are gone for good.
func (e *edition) missing(v view, gone ...string) {
	body := e.render("missing.html", v)
	e.notFound = &resource{status: http.StatusNotFound, contentType: e.contentType, body: body}
	for _, at := range gone {
		e.add(at, &resource{status: http.StatusGone, contentType: e.contentType, body: body})
	}
}

// plain serves a small text such as robots.txt.
func (e *edition) plain(at, contentType, body string) {
	e.add(at, &resource{contentType: contentType, body: []byte(body)})
}

// picture serves a dusk over water, the same for all: what pictures show matters to nobody here.
func (e *edition) picture(at string, modified time.Time) {
	e.add(at, document("image/png", dusk(), modified))
}

// in returns the stories of a section, "" for all, the newest first.
func (e *edition) in(section string) []*story {
	var found []*story
	for _, s := range e.stories {
		if section == "" || s.Section == section {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b *story) int { return b.At.Compare(a.At) })
	return found
}

// by returns the stories of an author or with a tag, the newest first.
func (e *edition) by(name string) []*story {
	return slices.DeleteFunc(e.in(""), func(s *story) bool {
		return !slices.Contains(s.Authors, name) && !slices.Contains(s.Tags, name)
	})
}

// others returns up to n other stories for the teasers beside one, those of its section first.
func (e *edition) others(s *story, n int) []*story {
	var near, far []*story
	for _, o := range e.in("") {
		switch {
		case o == s:
		case o.Section == s.Section:
			near = append(near, o)
		default:
			far = append(far, o)
		}
	}
	all := append(near, far...)
	return all[:min(n, len(all))]
}

// sections returns the sections in the order of the content.
func (e *edition) sections() []string {
	return distinct(e.stories, func(s *story) []string { return []string{s.Section} })
}

func (e *edition) authors() []string {
	return distinct(e.stories, func(s *story) []string { return s.Authors })
}

func (e *edition) tags() []string {
	return distinct(e.stories, func(s *story) []string { return s.Tags })
}

func distinct(all []*story, names func(*story) []string) []string {
	var found []string
	for _, s := range all {
		for _, name := range names(s) {
			if !slices.Contains(found, name) {
				found = append(found, name)
			}
		}
	}
	return found
}

// escapeXML is for the feeds, which html/template does not know.
func escapeXML(s string) (string, error) {
	var out strings.Builder
	err := xml.EscapeText(&out, []byte(s))
	return out.String(), err
}

// paged splits a list into pages of n.
func paged(all []*story, n int) [][]*story { return slices.Collect(slices.Chunk(all, n)) }

// slug returns a name as it stands in paths.
func slug(name string) string {
	replacer := strings.NewReplacer(" ", "-", ".", "", "ß", "ss", "ä", "ae", "ö", "oe", "ü", "ue", "é", "e")
	return replacer.Replace(strings.ToLower(name))
}

// dusk draws the placeholder.
func dusk() []byte {
	const width, height = 96, 54
	palette := make(color.Palette, height)
	for y := range palette {
		palette[y] = color.RGBA{R: uint8(200 - 3*y), G: uint8(150 - 2*y), B: uint8(90 + y), A: 255}
	}
	picture := image.NewPaletted(image.Rect(0, 0, width, height), palette)
	for i := range picture.Pix {
		picture.Pix[i] = uint8(i / picture.Stride)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil // a buffer takes everything
	}
	return out.Bytes()
}
