// Package article defines the data that flows through Newswire, from a link found on a site to an
// article in the store.
//
// In the order in which they come into being:
//
//   - [Link] (link.go) is a URL that discovery found and the frontier queues;
//   - [FetchState] (state.go) is what is remembered of a link between two fetches;
//   - [Page] (page.go) is what a fetch brought back, as bytes;
//   - [Article] (article.go) is what the extractor made of a page: one JSON object on the wire, one
//     document in the store.
//
// Beside them stand the identities that make delivery idempotent: the normal form of a URL and its
// ID (url.go), content and record hashes (hash.go), the near-duplicate fingerprint (simhash.go), and
// the published schema (schema.go). The package does no I/O and imports nothing of Newswire.
package article
