// Package extractor turns a fetched page into an article.
package extractor
