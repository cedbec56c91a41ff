package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// TailConfig says what to look at.
type TailConfig struct {
	// Subject filters. Default: every article.
	Subject string
	// Since is where to start. Default: with what comes from now on.
	Since time.Time
}

// Tail yields articles in the order of publication until ctx ends or the loop does. It leaves no trace on
// the server, and its deliveries need no acknowledgement. It goes on by itself after a reconnection; an
// error is the last thing yielded.
func (c *Conn) Tail(ctx context.Context, cfg TailConfig) iter.Seq2[*Delivery, error] {
	return func(yield func(*Delivery, error) bool) {
		want := jetstream.OrderedConsumerConfig{
			FilterSubjects: []string{cmp.Or(cfg.Subject, allArticles)},
			DeliverPolicy:  jetstream.DeliverNewPolicy,
		}
		if !cfg.Since.IsZero() {
			want.DeliverPolicy = jetstream.DeliverByStartTimePolicy
			want.OptStartTime = &cfg.Since
		}
		for msg, err := range c.ordered(ctx, streamArticles, want, false) {
			var d *Delivery
			if err == nil {
				d, err = c.delivery(ctx, msg)
			}
			if ctx.Err() != nil || !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// Trace is what a published article left for those who look for copies of it.
type Trace struct {
	Text        string // as given to [Conn.Publish]
	PublishedAt time.Time
}

// Traces yields the traces of articles that other connections publish, from a time on, as [Conn.Tail] yields
// articles; the articles themselves stay on the server.
func (c *Conn) Traces(ctx context.Context, since time.Time) iter.Seq2[Trace, error] {
	return func(yield func(Trace, error) bool) {
		want := jetstream.OrderedConsumerConfig{
			FilterSubjects: []string{allArticles},
			DeliverPolicy:  jetstream.DeliverByStartTimePolicy,
			OptStartTime:   &since,
			HeadersOnly:    true,
		}
		for msg, err := range c.ordered(ctx, streamArticles, want, false) {
			var t Trace
			if err == nil {
				if t.Text = msg.Headers().Get(headerTrace); t.Text == "" || msg.Headers().Get(headerPublisher) == c.session {
					continue
				}
				var meta *jetstream.MsgMetadata
				if meta, err = msg.Metadata(); err == nil {
					t.PublishedAt = meta.Timestamp
				}
			}
			if ctx.Err() != nil || !yield(t, err) || err != nil {
				return
			}
		}
	}
}

// ordered yields a stream's messages: until ctx ends, or, if toEnd, those that are there now.
func (c *Conn) ordered(ctx context.Context, stream string, cfg jetstream.OrderedConsumerConfig, toEnd bool) iter.Seq2[jetstream.Msg, error] {
	return func(yield func(jetstream.Msg, error) bool) {
		consumer, err := c.js.OrderedConsumer(ctx, stream, cfg)
		if err != nil {
			yield(nil, fmt.Errorf("reading stream %s: %w", stream, err))
			return
		}
		if toEnd && consumer.CachedInfo().NumPending == 0 {
			return
		}
		messages, err := consumer.Messages()
		if err != nil {
			yield(nil, fmt.Errorf("reading stream %s: %w", stream, err))
			return
		}
		defer messages.Stop()
		for {
			one, cancel := context.WithTimeout(ctx, tailWait)
			msg, err := messages.Next(jetstream.NextContext(one))
			cancel()
			switch {
			case ctx.Err() != nil:
				if toEnd {
					yield(nil, ctx.Err())
				}
				return
			case errors.Is(err, context.DeadlineExceeded):
				// The last messages may have been deleted before they were reached.
				if info, err := consumer.Info(ctx); toEnd && err == nil && info.NumPending == 0 {
					return
				}
				continue
			case err != nil && passing(err):
				select {
				case <-ctx.Done():
				case <-time.After(reconnectWait):
				}
				continue
			case err != nil:
				yield(nil, fmt.Errorf("reading stream %s: %w", stream, err))
				return
			}
			meta, err := msg.Metadata()
			if err != nil {
				yield(nil, fmt.Errorf("reading stream %s: %w", stream, err))
				return
			}
			if !yield(msg, nil) || toEnd && meta.NumPending == 0 {
				return
			}
		}
	}
}

// tailWait is how long no message comes before a reader looks whether one will.
const tailWait = 2 * time.Second
