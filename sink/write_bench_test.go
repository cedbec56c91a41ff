package sink

import (
	"strings"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"newswire/article"
)

const benchBatch = 500

// benchArticles returns a batch of articles of some 5 KB that no earlier call returned.
func benchArticles(b *testing.B, page *int) []*article.Article {
	b.Helper()
	body := strings.Repeat("Seven words of news in each sentence. ", 60)
	batch := make([]*article.Article, benchBatch)
	for i := range batch {
		*page++
		batch[i] = anArticle(b, *page, 0, func(a *article.Article) {
			a.Body = body
			a.Blocks = []article.Block{{Kind: article.BlockParagraph, Text: body}}
		})
	}
	return batch
}

func reportRate(b *testing.B, articles int) {
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
}

func BenchmarkWriteNew(b *testing.B) {
	m, page, articles := connect(b, nil), 0, 0
	for b.Loop() {
		b.StopTimer()
		batch := benchArticles(b, &page)
		b.StartTimer()
		write(b, m, batch...)
		articles += len(batch)
	}
	reportRate(b, articles)
}

// BenchmarkInsertMany is what BenchmarkWriteNew is measured against: the bare command.
func BenchmarkInsertMany(b *testing.B) {
	m, page, articles := connect(b, nil), 0, 0
	for b.Loop() {
		b.StopTimer()
		var raws []bson.Raw
		for _, a := range benchArticles(b, &page) {
			raw, err := encodeFirst(a)
			if err != nil {
				b.Fatal(err)
			}
			raws = append(raws, raw)
		}
		b.StartTimer()
		if _, err := m.articles.InsertMany(b.Context(), raws, options.InsertMany().SetOrdered(false)); err != nil {
			b.Fatal(err)
		}
		articles += len(raws)
	}
	reportRate(b, articles)
}

// BenchmarkWriteChanged revises articles of a collection of 2,000.
func BenchmarkWriteChanged(b *testing.B) {
	m, page := connect(b, nil), 0
	var known []*article.Article
	for range 4 {
		known = append(known, benchArticles(b, &page)...)
		write(b, m, known[len(known)-benchBatch:]...)
	}
	articles := 0
	for b.Loop() {
		b.StopTimer()
		a := *known[articles%len(known)]
		a.Title += "!"
		a.FetchedAt = a.FetchedAt.AddDate(0, 0, articles+1)
		if err := a.Seal(); err != nil {
			b.Fatal(err)
		}
		known[articles%len(known)] = &a
		b.StartTimer()
		write(b, m, &a)
		articles++
	}
	reportRate(b, articles)
}

// BenchmarkWriteUnchanged delivers articles that are stored already, from a collection of 2,000.
func BenchmarkWriteUnchanged(b *testing.B) {
	m, page := connect(b, nil), 0
	var known []*article.Article
	for range 4 {
		known = append(known, benchArticles(b, &page)...)
		write(b, m, known[len(known)-benchBatch:]...)
	}
	articles := 0
	for b.Loop() {
		write(b, m, known[articles%len(known)])
		articles++
	}
	reportRate(b, articles)
}
