package pipeline

import (
	"context"
	"errors"
	"fmt"

	"newswire/article"
	"newswire/crawler"
	"newswire/wire"
)

// frontier lets a wire.Frontier serve as the crawler's queue and say who owns the hosts.
type frontier struct{ *wire.Frontier }

func (f frontier) Push(ctx context.Context, links []article.Link) (int, error) {
	queued, err := f.Frontier.Push(ctx, links)
	if errors.Is(err, wire.ErrFrontierFull) {
		err = fmt.Errorf("%w: %w", crawler.ErrQueueFull, err)
	}
	return queued, err
}

func (f frontier) Hold(ctx context.Context, host string) (context.Context, crawler.Held, error) {
	held, h, err := f.Frontier.Hold(ctx, host)
	return held, crawler.Held(h), elsewhere(err)
}

func (f frontier) Ask(ctx context.Context, host string, request []byte) ([]byte, error) {
	reply, err := f.Frontier.Ask(ctx, host, request)
	return reply, elsewhere(err)
}

func elsewhere(err error) error {
	if errors.Is(err, wire.ErrElsewhere) {
		return fmt.Errorf("%w: %w", crawler.ErrElsewhere, err)
	}
	return err
}

func (f frontier) Next(ctx context.Context) (crawler.Lease, error) {
	lease, err := f.Frontier.Next(ctx)
	if err != nil {
		return nil, err // not a nil *wire.Lease in a non-nil interface
	}
	return lease, nil
}
