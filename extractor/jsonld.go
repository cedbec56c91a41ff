package extractor

import (
	"strings"

	"newswire/extractor/internal/laxjson"
)

// maxItems bounds the things read from one page's JSON-LD.
const maxItems = 1000

// linkedData is what a page's JSON-LD holds.
type linkedData struct {
	items []item // what the page describes, in its order
	ids   map[string]laxjson.Object
}

// readLinkedData reads all JSON-LD scripts of a page. A broken one gives what can be read of it.
func readLinkedData(scripts []string) linkedData {
	d := linkedData{ids: map[string]laxjson.Object{}}
	for _, s := range scripts {
		if escapedJSON(s) {
			s = unescape(s)
		}
		for _, doc := range laxjson.Parse(s) {
			d.collect(doc, 0)
		}
	}
	for i := range d.items {
		d.items[i].ids = d.ids
	}
	return d
}

// escapedJSON tells a script whose very quotes were written as entities.
func escapedJSON(s string) bool {
	head := s[:min(len(s), 200)]
	return strings.Contains(head, "{&quot;") || strings.Contains(head, "{&#34;") || strings.Contains(head, "{ &quot;")
}

// collect files v and what it is made of. Things that are merely mentioned (related articles, parts of
// a list) stay inside their thing.
func (d *linkedData) collect(v any, depth int) {
	if depth > 6 || len(d.items) >= maxItems {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			d.collect(e, depth+1)
		}
	case laxjson.Object:
		if graph := v.Get("@graph"); graph != nil {
			d.collect(graph, depth+1)
		}
		d.identify(v, 0)
		if len(kindsOf(v)) > 0 {
			d.items = append(d.items, item{props: v, source: "jsonld"})
		}
		for _, name := range []string{"mainEntity", "mainEntityOfPage", "subjectOf", "breadcrumb"} {
			d.collect(v.Get(name), depth+1)
		}
	}
}

// identify notes every thing with an @id and more than that, so that references find it.
func (d *linkedData) identify(v any, depth int) {
	if depth > 8 || len(d.ids) >= maxItems {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			d.identify(e, depth+1)
		}
	case laxjson.Object:
		if id, ok := v.Get("@id").(string); ok && len(v) > 2 && d.ids[id] == nil {
			d.ids[id] = v
		}
		for i := range v {
			d.identify(v[i].Value, depth+1)
		}
	}
}

// first returns the first item of one of the kinds.
func (d linkedData) first(kinds ...string) item {
	for _, it := range d.items {
		for _, k := range it.kinds() {
			for _, want := range kinds {
				if k == want {
					return it
				}
			}
		}
	}
	return item{}
}
