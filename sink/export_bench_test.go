package sink

import (
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"newswire/article"
)

// BenchmarkExport writes 20,000 articles of 6 KB and reports the largest live heap meanwhile.
func BenchmarkExport(b *testing.B) {
	const articles = 20_000
	random := rand.New(rand.NewPCG(1, 2))
	body := func() string {
		var words strings.Builder
		for words.Len() < 3000 {
			fmt.Fprintf(&words, "%x ", random.Uint32N(1<<20))
		}
		return words.String()
	}
	for _, format := range []struct {
		name  string
		write func(io.Writer, iter.Seq2[Stored, error]) (int, error)
	}{{"jsonl", WriteJSONL}, {"csv", WriteCSV}, {"parquet", WriteParquet}} {
		b.Run(format.name, func(b *testing.B) {
			var memory runtime.MemStats
			var heap uint64
			source := func(yield func(Stored, error) bool) {
				for i := range articles {
					if i%2000 == 0 {
						runtime.GC()
						runtime.ReadMemStats(&memory)
						heap = max(heap, memory.HeapAlloc)
					}
					text := body()
					a := &article.Article{ID: fmt.Sprint(i), Body: text, Blocks: []article.Block{{Kind: article.BlockParagraph, Text: text}}}
					if !yield(Stored{Article: a}, nil) {
						return
					}
				}
			}
			for b.Loop() {
				if n, err := format.write(io.Discard, source); err != nil || n != articles {
					b.Fatalf("%d articles, %v", n, err)
				}
			}
			b.ReportMetric(float64(heap>>20), "MiB-heap")
			b.ReportMetric(float64(articles*b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}
