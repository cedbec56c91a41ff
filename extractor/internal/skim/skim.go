// Package skim reads HTML pages without what no field of an article is read from: style sheets, most scripts,
// comments, the insides of drawings, attributes that nobody asks for, and blanks between lines. That is up to two thirds of a
// page's bytes, and half of the time that parsing it takes.
//
// It cuts where the HTML tokenizer would, https://html.spec.whatwg.org/multipage/parsing.html#tokenization, so
// that the tree of what is read stays as it is. What it is not sure of, it leaves in.
//
// Files: skim.go hands out the page, cut.go finds what to leave out, drawing.go the insides of drawings, scan.go
// reads tags.
package skim

import "io"

// Reads tells what of a page is read.
type Reads struct {
	// Script tells whether the text of a script is, by its start tag, as it is written, and that text.
	Script func(tag, text []byte) bool
	// Link tells whether a link element is, by its tag.
	Link func(tag []byte) bool
	// Attribute tells whether the attribute of an element is; both names are in lower case. Nil: selectors are
	// going to read the page, so that each element stays, with all its attributes, if not its text.
	Attribute func(element, name []byte) bool
}

// NewReader returns a reader of page, which is UTF-8, without most of what is not read. It copies nothing.
func NewReader(page []byte, reads Reads) io.Reader {
	return &reader{page: page, reads: reads, before: ' '}
}

// A reader hands out a page piece by piece.
type reader struct {
	page  []byte
	reads Reads
	at    int // what is read next
	cut   int // where the next piece to leave out begins,
	end   int // and where it ends

	element []byte // whose start tag that piece is in, nil outside of tags
	before  byte   // what stands before the piece, and those that join it
	broken  int    // where the last tag ended that ends a line

	preformatted bool // a pre element has begun, after which blanks count
}

// Read implements [io.Reader].
func (r *reader) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if r.at == r.cut {
			if r.end == len(r.page) {
				break
			}
			r.at = r.end
			r.cut, r.end = r.nextCut(r.at)
		}
		copied := copy(p[n:], r.page[r.at:r.cut])
		r.at += copied
		n += copied
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}
