// Package syndication finds copies of an article on other sites: agency reports with another title,
// another header, a paragraph more or the last ones cut.
//
// The way of an article, in order:
//
//   - sketch.go reduces its body to a fixed number of bytes, from which the share of text that two
//     articles have in common can be estimated;
//   - trace.go puts that into text, for processes that hear of the article and not its body;
//   - index.go remembers a bounded number of articles and finds those that may share text;
//   - match.go decides which of them are copies, and which cluster they form.
//
// The package keeps its memory to itself and does no I/O: whoever runs several processes feeds each
// index with the same articles, or their traces. eval/ measures how often it is right.
package syndication
