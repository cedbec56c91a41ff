package pipeline

import (
	"context"
	"errors"
	"fmt"

	"newswire/article"
	"newswire/crawler"
	"newswire/wire"
)

// frontier lets a wire.Frontier serve as the crawler's queue.
type frontier struct{ *wire.Frontier }

func (f frontier) Push(ctx context.Context, links []article.Link) (int, error) {
	queued, err := f.Frontier.Push(ctx, links)
	if errors.Is(err, wire.ErrFrontierFull) {
		err = fmt.Errorf("%w: %w", crawler.ErrQueueFull, err)
	}
	return queued, err
}

func (f frontier) Next(ctx context.Context) (crawler.Lease, error) {
	lease, err := f.Frontier.Next(ctx)
	if err != nil {
		return nil, err // not a nil *wire.Lease in a non-nil interface
	}
	return lease, nil
}
