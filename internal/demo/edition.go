package demo

import (
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"time"

	"newswire/article"
	"newswire/site"
)

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
	photo       []byte                       // stands for every picture
}

// newEdition reads the articles and templates of a site, which is to be crawled without much delay,
// whatever its articles' age, and in full each time.
func newEdition(name string, s site.Site) (*edition, error) {
	all, err := stories(name)
	if err != nil {
		return nil, err
	}
	parsed, err := template.New(name).Funcs(functions()).ParseFS(templates, path.Join("templates", name, "*.html"))
	if err != nil {
		return nil, fmt.Errorf("reading the templates of %s: %w", s.Name, err)
	}
	s.Pace = site.Pace{Delay: time.Millisecond, Parallelism: 4}
	s.Limits.MaxAge = -1
	s.Revisit.Min = -1
	return &edition{
		site: s, origin: "http://" + s.Hosts[0], stories: all, pages: map[string]*resource{},
		templates: parsed, contentType: "text/html; charset=utf-8", photo: dusk(),
	}, nil
}

// fail notes an error, nil being none.
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
	page.delay = s.Slow
	page.busy.Store(s.Busy)
	if s.Also != "" {
		e.add(s.Also, page)
	}
	if s.Moved != nil {
		e.move(s)
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

// move serves the redirects to a story: a permanent one, or a chain of two.
func (e *edition) move(s *story) {
	if s.Moved.Over == "" {
		e.add(s.Moved.From, redirect(http.StatusMovedPermanently, s.Path))
		return
	}
	between := "http://" + s.Moved.Over + s.Path
	e.add(s.Moved.From, redirect(http.StatusFound, between))
	e.pages[between] = redirect(http.StatusMovedPermanently, e.origin+s.Path)
}

// missing sets the page for what is not there, and addresses that are gone for good.
func (e *edition) missing(v view, gone ...string) {
	body := e.render("missing.html", v)
	e.notFound = &resource{status: http.StatusNotFound, contentType: e.contentType, body: body}
	for _, at := range gone {
		e.add(at, &resource{status: http.StatusGone, contentType: e.contentType, body: body})
	}
}

// robots serves robots.txt.
func (e *edition) robots(contentType, body string) *resource {
	return e.add("/robots.txt", &resource{contentType: contentType, body: []byte(body)})
}

// picture serves the photo.
func (e *edition) picture(at string, modified time.Time) {
	e.add(at, document("image/png", e.photo, modified))
}
