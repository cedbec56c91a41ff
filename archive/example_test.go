package archive_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"time"

	"newswire/archive"
	"newswire/article"
)

func Example() {
	dir, err := os.MkdirTemp("", "archive-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	a, err := archive.Open(archive.Config{Dir: dir, MaxAge: 365 * 24 * time.Hour}, slog.New(slog.DiscardHandler))
	if err != nil {
		panic(err)
	}
	ctx := context.Background()
	fetched := time.Date(2025, 1, 24, 8, 31, 0, 0, time.UTC)
	for range 2 {
		ref, err := a.Store(ctx, &article.Page{
			URL: "https://www.example.com/war/1", Site: "example-daily", Status: http.StatusOK,
			Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte("<h1>Headline</h1>"), FetchedAt: fetched,
		})
		if err != nil {
			panic(err)
		}
		fmt.Println("revisit:", ref.Revisit)
		fetched = fetched.Add(time.Hour)
	}
	for page, err := range a.Pages(ctx, archive.Range{Site: "example-daily"}) {
		if err != nil {
			panic(err)
		}
		fmt.Println(page.URL, page.FetchedAt.Format(time.RFC3339), string(page.Body))
	}
	if err := a.Close(ctx); err != nil {
		panic(err)
	}
	// Output:
	// revisit: false
	// revisit: true
	// https://www.example.com/war/1 2025-01-24T09:31:00Z <h1>Headline</h1>
}
