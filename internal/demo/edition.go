package demo

import (
	"newswire/site"
)

// edition is one demo site, ready to be served.
type edition struct {
	site     site.Site
	pages    map[string]*resource // by normalised URL
	notFound *resource
	expected []Expected
}
