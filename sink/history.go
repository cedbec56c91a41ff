package sink

import (
	"cmp"
	"slices"
	"strings"

	"newswire/article"
)

// A history is all versions of one article, oldest first, the current one last. It is a function of the
// set of fetches that were delivered, so that their order and number do not matter: fetches are ordered by
// (fetched_at, extraction.version, record_hash), and consecutive ones with the same record_hash are one
// version. A version remembers each of its fetches, because one that arrives late may fall between them.
type history []document

// maxSightings bounds what a version remembers beside its first fetch; the oldest are forgotten first.
// Unchanged articles are told before they get here, so that few versions have any.
const maxSightings = 100

// merge returns the history of the fetches of all versions and a. Versions that hold the same fetch may be
// handed in twice.
func merge(versions []document, a *article.Article) history {
	fetches := []article.Article{*a}
	for _, v := range versions {
		fetches = append(fetches, v.fetches()...)
	}
	slices.SortFunc(fetches, compare)
	fetches = slices.CompactFunc(fetches, func(a, b article.Article) bool { return compare(a, b) == 0 })

	var h history
	for _, f := range fetches {
		if n := len(h); n > 0 && h[n-1].RecordHash == f.RecordHash {
			h[n-1].Sightings = append(h[n-1].Sightings, sighting{
				URL: f.URL, FinalURL: f.FinalURL, ClusterID: f.ClusterID, CanonicalOf: f.CanonicalOf,
				FetchedAt: f.FetchedAt, Extraction: f.Extraction,
			})
			continue
		}
		f.Revision = len(h) + 1
		h = append(h, document{Article: f})
	}
	for i := range h {
		s := h[i].Sightings
		h[i].Sightings = s[max(0, len(s)-maxSightings):]
	}
	return h
}

// find returns the index of the version that holds the fetch a.
func (h history) find(a *article.Article) int {
	return slices.IndexFunc(h, func(d document) bool { return d.holds(a) })
}

// fetches returns the article as each fetch of the version brought it, oldest first.
func (d document) fetches() []article.Article {
	all := []article.Article{d.Article}
	for _, s := range d.Sightings {
		a := d.Article
		a.URL, a.FinalURL, a.ClusterID, a.CanonicalOf = s.URL, s.FinalURL, s.ClusterID, s.CanonicalOf
		a.FetchedAt, a.Extraction = s.FetchedAt, s.Extraction
		all = append(all, a)
	}
	return all
}

// holds tells whether a is one of the version's fetches.
func (d document) holds(a *article.Article) bool {
	return slices.ContainsFunc(d.fetches(), func(f article.Article) bool { return compare(f, *a) == 0 })
}

// same tells whether two versions would be stored alike.
func (d document) same(other document) bool {
	return d.Revision == other.Revision && slices.EqualFunc(d.fetches(), other.fetches(),
		func(a, b article.Article) bool { return compare(a, b) == 0 })
}

// compare orders two fetches of one article.
func compare(a, b article.Article) int {
	return cmp.Or(
		cmp.Compare(a.FetchedAt.UnixMilli(), b.FetchedAt.UnixMilli()), // as finely as BSON keeps it
		cmp.Compare(extractorVersion(a), extractorVersion(b)),
		strings.Compare(a.RecordHash, b.RecordHash),
	)
}

func extractorVersion(a article.Article) int {
	if a.Extraction == nil {
		return 0
	}
	return a.Extraction.Version
}
