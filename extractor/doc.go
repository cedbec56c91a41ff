// Package extractor turns a fetched page into an article: any news page, any language, with no
// knowledge of its site, and better with some. It is pure: no I/O, no clock, no state; the same page
// gives the same article.
//
// [Extractor.Extract] takes these steps, in this order:
//
//  1. The bytes become UTF-8 and a tree, without what no field is read from; scripts that hold data are
//     set aside (parse.go, internal/skim).
//  2. One walk over the tree indexes what any field may want: meta tags, scripts, headings, times, and
//     elements whose class or tag speaks of a role or a zone (index.go, hints.go).
//  3. Structured data become items of one form: JSON-LD (jsonld.go, with internal/laxjson for what is
//     nearly JSON), microdata and RDFa (microdata.go); item.go reads their properties.
//  4. The head's fields are settled one after the other, each seeing those before it: address, site and
//     language (about.go), title (title.go, sitename.go, similar.go), publication and modification (published.go,
//     dateline.go, onlydate.go, publisherzone.go), authors (authors.go, bylines.go, otherparts.go, signatures.go,
//     bios.go; names.go and namewords.go say what is a name), section and breadcrumb (category.go), tags and publisher (about.go), rights and access
//     (access.go). Pages without any markup of their own are read by their lines of text around the
//     headline (lines.go).
//  5. The body, its standfirst and its pictures are found by internal/body, and by internal/hydration where
//     only scripts would show them; images.go merges the pictures with those of the metadata.
//  6. The page is judged: an article of some kind, or a wall, a stub, a list, an error (verdict.go,
//     verdictwords.go).
//
// Each field is an election (candidate.go): every part of the page that says something puts up a
// candidate with a weight, support by other parts raises it, and the heaviest wins. A site's profile
// (profile.go) outweighs everything. [Extractor.Explain] shows the candidates, and why they lost
// (explain.go); [article.Extraction] keeps the name of the rule that won:
//
//	jsonld.headline          a property of JSON-LD; microdata.… and rdfa.… likewise
//	meta.og:title            a meta tag
//	visible.byline           something that the page shows
//	profile.title            the site's profile
//	profile.missed:…         the profile's rule matched nothing, and the general rule after the colon won
//	profile.missed           the same, and there is no value
//
// Dates in words are read by internal/date, text by text.go.
package extractor
