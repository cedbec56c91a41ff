package pipeline

import (
	"context"
	"fmt"
	"log/slog"

	"newswire/archive"
	"newswire/crawler"
	"newswire/extractor"
	"newswire/site"
	"newswire/syndication"
	"newswire/wire"
)

// Reextracted counts what became of archived pages.
type Reextracted struct {
	Pages, Created, Updated, Unchanged, NotArticle, Failed int
}

// Reextract runs today's extractor over the archived pages of a range and publishes the articles that
// come out other than they were published last. Progress, if set, is called after each page. A page that
// cannot be extracted is counted as failed and logged; other errors end the walk.
func Reextract(ctx context.Context, pages *archive.Archive, r archive.Range, sites []site.Site, timezone string, conn *wire.Conn,
	log *slog.Logger, progress func(Reextracted)) (Reextracted, error) {
	var n Reextracted
	ex, err := extractor.New(extractor.Config{Sites: sites, Timezone: timezone})
	if err != nil {
		return n, err
	}
	in := &Ingest{conn: conn, extractor: ex, known: syndication.New(syndication.Config{}), log: log}
	for page, err := range pages.Pages(ctx, r) {
		if err != nil {
			return n, fmt.Errorf("reading the archive: %w", err)
		}
		n.Pages++
		result, err := ex.Extract(page)
		switch {
		case err != nil:
			n.Failed++
			log.Warn("page cannot be extracted", "url", page.Address(), "error", err)
		case !result.Verdict.IsArticle():
			n.NotArticle++
		default:
			outcome, err := in.publish(ctx, result.Article)
			if err != nil {
				return n, fmt.Errorf("publishing %s: %w", result.Article.CanonicalURL, err)
			}
			n.count(outcome)
		}
		if progress != nil {
			progress(n)
		}
	}
	return n, ctx.Err()
}

func (n *Reextracted) count(outcome crawler.Outcome) {
	switch outcome {
	case crawler.Created:
		n.Created++
	case crawler.Updated:
		n.Updated++
	default:
		n.Unchanged++
	}
}
