package body

import "bytes"

// known is what the hints say, folded for comparison.
type known struct {
	title, description, section, published []byte

	authors [][]byte
	witness *sketch // of the body that structured data give; nil without
}

func (h *Hints) known() known {
	k := known{
		title:       fold(nil, h.Title, 400),
		description: fold(nil, h.Description, 2000),
		section:     fold(nil, h.Section, 100),
		published:   fold(nil, h.PublishedRaw, 100),
	}
	for _, a := range h.Authors {
		if f := fold(nil, a, 100); len(f) > 3 && len(k.authors) < 20 {
			k.authors = append(k.authors, f)
		}
	}
	if len(h.ArticleBody) >= 200 {
		f := fold(nil, h.ArticleBody, 1<<20)
		k.witness = newSketch(len(f))
		k.witness.add(f)
	}
	return k
}

// describes tells whether a folded text is told in the page's description, or begins with it.
func (k *known) describes(folded []byte) bool {
	if len(k.description) <= 30 || len(folded) <= 30 {
		return false
	}
	return bytes.Contains(k.description, folded) || bytes.HasPrefix(folded, k.description[:min(len(k.description), 80)])
}
