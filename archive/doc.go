// Package archive keeps the pages that were fetched, as they were fetched, and finds them again, so that a
// better extractor can be run over what is long gone from the web.
//
// The way of a page, in order:
//
//   - [Archive.Store] (store.go) makes WARC records of it (record.go): request and response, or a revisit
//     if the archive has that very body of that address already, or the server answered 304;
//   - one goroutine (commit.go) appends the records of all who wait to the open file, with one fsync for
//     all of them, then their lines to the index, and only then answers;
//   - a file that is large or old enough is closed (volume.go);
//   - when the archive is opened, indexes are read (load.go, index.go), and a file that a crash left open is
//     cut back to its last whole record and closed;
//   - [Archive.Find] (find.go) and [Archive.Pages] (pages.go) read pages back, a revisit with the body that
//     it refers to;
//   - [Archive.Sweep] (sweep.go) removes the oldest files.
//
// # Files
//
// The archive's folder holds files, and folders of files, one for each process that writes ([Config]):
//
//	newswire-20250124T093100Z-00001.warc.gz        records, each a gzip member: see package warc
//	newswire-20250124T093100Z-00001.warc.gz.open   the same while it is written
//	newswire-20250124T093100Z-00001.cdxj           its index, one line a page, in order of storage
//	lock                                           held by the process that writes here
//
// Any WARC tool reads the records. What it may want to know about them:
//
//   - The body is stored without content coding (gzip and the like), since that is what a page has.
//     Fields of the HTTP header that would contradict the stored body, Content-Encoding, Transfer-Encoding
//     and a Content-Length of another size, get the prefix "X-Archive-Orig-", as warcio does it.
//   - WARC-Target-URI is the address after redirects. The address as discovered, where it is another, and
//     the configured site's name are in fields of our own, Newswire-URL and Newswire-Site; the standard
//     lets tools ignore fields that they do not know (ISO 28500:2017, section 4).
//   - The request record holds what is known of the request: method, target and host.
//   - WARC-Truncated says "unspecified" where a page is not surely whole.
//
// An index line is an article's ID of the address, the time of fetching in UTC to the nanosecond, and a
// JSON object with address, status, digest, offset, length and site, as in CDXJ
// (https://iipc.github.io/warc-specifications/specifications/cdx-format/openwayback-cdxj/), but keyed by ID
// and in order of storage. A redirected page has a second line under the address as discovered. Index
// files can be removed while nothing runs: what is missing of them is made anew from the records.
//
// In memory a page takes about 60 bytes.
package archive
