package extractor

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"newswire/article"
)

// pages are the fixtures.
func pages(b *testing.B) []*article.Page {
	b.Helper()
	files, err := filepath.Glob("testdata/*/*.html")
	if err != nil || len(files) == 0 {
		b.Fatalf("no fixtures: %v", err)
	}
	var list []*article.Page
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		list = append(list, &article.Page{URL: "https://news.example.com/a/" + filepath.Base(file), Body: body})
	}
	return list
}

func bytesOf(list []*article.Page) (n int64) {
	for _, p := range list {
		n += int64(len(p.Body))
	}
	return n
}

// BenchmarkExtract reads every fixture; compare it with BenchmarkParse, which is the floor.
func BenchmarkExtract(b *testing.B) {
	list := pages(b)
	e, err := New(Config{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(bytesOf(list))
	for b.Loop() {
		for _, p := range list {
			if _, err := e.Extract(p); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkParse makes goquery documents of every fixture, and no more.
func BenchmarkParse(b *testing.B) {
	list := pages(b)
	b.ReportAllocs()
	b.SetBytes(bytesOf(list))
	for b.Loop() {
		for _, p := range list {
			if _, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Body)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
