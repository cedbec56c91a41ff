package archive

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
)

// article40K is a body of the size and redundancy of a news page.
func article40K(i int) string {
	var b strings.Builder
	for line := range 400 {
		fmt.Fprintf(&b, "<p class=\"paragraph\">Sentence %d of article %d, number %x, is here to be read.</p>\n", line, i, uint32(i*line)*2654435761)
	}
	return b.String()
}

func BenchmarkStore(b *testing.B) {
	for _, callers := range []int{1, 16} {
		b.Run(fmt.Sprintf("callers=%d", callers), func(b *testing.B) {
			a := open(b, Config{Dir: b.TempDir()})
			var n atomic.Int64
			b.SetParallelism((callers + 1) / 2) // of two processors
			if callers == 1 {
				for i := 0; b.Loop(); i++ {
					store(b, a, page(fmt.Sprintf("/%d", i), 0, article40K(i)))
				}
			} else {
				b.RunParallel(func(pb *testing.PB) {
					for pb.Next() {
						i := int(n.Add(1))
						if _, err := a.Store(context.Background(), page(fmt.Sprintf("/%d", i), 0, article40K(i))); err != nil {
							b.Error(err)
						}
					}
				})
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}

func BenchmarkPages(b *testing.B) {
	a := open(b, Config{Dir: b.TempDir()})
	const pages = 500
	for i := range pages {
		store(b, a, page(fmt.Sprintf("/%d", i), 0, article40K(i)))
	}
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range a.Pages(context.Background(), Range{}) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != pages {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(b.N*pages)/b.Elapsed().Seconds(), "pages/s")
}
