// Package warc reads and writes WARC 1.1, the file format of web archives.
//
// A file is a row of records; a record is a version line, named fields, an empty line, a block of
// Content-Length bytes and two line ends. The parts, one a file:
//
//   - [Record] and its [Fields] (record.go);
//   - [Writer] (writer.go) writes each record as a gzip member of its own, so that an offset is enough to
//     read it again;
//   - [Reader] (reader.go) reads what this and other tools write: records that are members, a whole file in
//     one member, or no compression at all; it finds the next record after a damaged one (resync.go);
//   - [Response] (http.go) is the HTTP message within a block.
//
// The facts, with their source, ISO 28500:2017 (public text:
// https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/):
//
//   - WARC-Date is UTC with up to nine digits of a second (5.4);
//   - a digest is "algorithm:value" (5.8, 5.9). The standard leaves the algorithm open; SHA-1 in base32 is
//     what Heritrix, warcio and pywb write and look up, so that it is written here too;
//   - the payload of a response is its body without transfer coding (6.3.2);
//   - a revisit names its profile and refers to the record that has the payload; of its own block only the
//     HTTP header is kept, and WARC-Truncated says "length" (6.7);
//   - one gzip member per record is annex D.
package warc
