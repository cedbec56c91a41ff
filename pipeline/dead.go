package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"newswire/article"
	"newswire/wire"
)

// Revive tries a dead letter once more: an article goes back onto its subject, a page that could not be
// extracted is queued to be fetched again. The letter is dropped once that is durable.
func Revive(ctx context.Context, conn *wire.Conn, seq uint64) (err error) {
	letter, err := conn.DeadLetter(ctx, seq)
	if err != nil {
		return err
	}
	if letter.Subject != "" || letter.URL == "" {
		return conn.Revive(ctx, seq)
	}
	address, err := article.Normalize(letter.URL)
	if err != nil {
		return fmt.Errorf("reviving dead letter %d: %w", seq, err)
	}
	queue, err := conn.Frontier(ctx, wire.FrontierConfig{})
	if err != nil {
		return fmt.Errorf("reviving dead letter %d: %w", seq, err)
	}
	defer func() { err = errors.Join(err, queue.Close(ctx)) }()
	link := article.Link{
		URL: address, ID: article.ID(address), Site: letter.Site, Source: "dead", Forced: true, FoundAt: time.Now().UTC(),
	}
	if _, err := queue.Push(ctx, []article.Link{link}); err != nil {
		return fmt.Errorf("queueing %s: %w", address, err)
	}
	return conn.Drop(ctx, seq)
}
