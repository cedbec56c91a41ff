package demo

import (
	"bytes"
	"embed"
	"encoding/xml"
	"image"
	"image/color"
	"image/png"
	"path"
	"strings"
	"text/template"
)

//go:embed templates
var templates embed.FS

// view is what a template sees. Templates take what they need.
type view struct {
	Origin string
	Path   string // of the page
	Title  string
	Text   string // what else the template of the site says
	Story  *story
	Others []*story // beside a story: teasers
	List   []*story // of a listing
	Page   int      // of a listing, from 1
	Pages  int      // of a listing
	Extra  []link   // links in a listing that are no stories
	LD     []any    // JSON-LD
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
func (e *edition) xml(at, contentType string, v view) {
	file := path.Join("templates", e.templates.Name(), strings.TrimSuffix(path.Base(at), ".gz"))
	parsed, err := template.New(path.Base(file)).Funcs(functions()).ParseFS(templates, file)
	if err != nil {
		e.fail(err)
		return
	}
	v.Origin = e.origin
	var out bytes.Buffer
	e.fail(parsed.Execute(&out, v))
	r := &resource{contentType: contentType, body: out.Bytes()}
	if strings.HasSuffix(at, ".gz") {
		r.body = gzipped(r.body)
	}
	e.add(at, r)
}

// functions are what templates may call.
func functions() map[string]any {
	return map[string]any{"slug": slug, "join": strings.Join, "upper": strings.ToUpper, "xml": escapeXML}
}

// escapeXML is for the feeds, which html/template does not know.
func escapeXML(s string) (string, error) {
	var out strings.Builder
	err := xml.EscapeText(&out, []byte(s))
	return out.String(), err
}

// slug returns a name as it stands in paths.
func slug(name string) string {
	replacer := strings.NewReplacer(" ", "-", ".", "", "ß", "ss", "ä", "ae", "ö", "oe", "ü", "ue", "é", "e")
	return replacer.Replace(strings.ToLower(name))
}

// dusk draws the sky over water, as a PNG: what pictures show matters to nobody here.
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
	_ = png.Encode(&out, picture) // a buffer takes everything
	return out.Bytes()
}
