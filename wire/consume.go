package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// ConsumeConfig says what a consumer reads.
type ConsumeConfig struct {
	// Durable names the consumer's position on the server; processes under one name share the work.
	// Letters, digits, "-" and "_".
	Durable string
	// Subject filters, as in news.article.*.politics. Default: every article.
	Subject string
	// Since is where a new consumer starts. Default: the oldest article that is kept. It has no effect on
	// a consumer that is there.
	Since time.Time
	// MaxAckPending is how many articles may be delivered and not yet acknowledged. Default 2000.
	MaxAckPending int
	// AckWait is the time after which an article that was neither acknowledged nor given back is
	// delivered anew. Default 60 s.
	AckWait time.Duration
}

// Consumer reads articles at its own pace. It is safe for concurrent use and needs no closing.
type Consumer struct {
	conn     *Conn
	consumer jetstream.Consumer
}

// Consume makes the durable consumer or continues with the one that is there.
func (c *Conn) Consume(ctx context.Context, cfg ConsumeConfig) (*Consumer, error) {
	want := jetstream.ConsumerConfig{
		Durable:       cfg.Durable,
		Description:   "Newswire: " + cfg.Durable,
		AckPolicy:     jetstream.AckExplicitPolicy,
		AckWait:       cmp.Or(cfg.AckWait, time.Minute),
		MaxDeliver:    -1, // whoever consumes decides when to bury; the server would only fall silent
		MaxAckPending: cmp.Or(cfg.MaxAckPending, 2000),
		FilterSubject: cmp.Or(cfg.Subject, allArticles),
	}
	if !cfg.Since.IsZero() {
		want.DeliverPolicy = jetstream.DeliverByStartTimePolicy
		want.OptStartTime = &cfg.Since
	}
	var consumer jetstream.Consumer
	err := c.persist(ctx, func(ctx context.Context) error {
		have, err := c.js.Consumer(ctx, streamArticles, cfg.Durable)
		switch {
		case err == nil: // where it starts cannot be changed
			now := have.CachedInfo().Config
			want.DeliverPolicy, want.OptStartTime, want.OptStartSeq = now.DeliverPolicy, now.OptStartTime, now.OptStartSeq
		case !errors.Is(err, jetstream.ErrConsumerNotFound):
			return err
		}
		consumer, err = c.js.CreateOrUpdateConsumer(ctx, streamArticles, want)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("making consumer %q of %s: %w", cfg.Durable, want.FilterSubject, err)
	}
	return &Consumer{conn: c, consumer: consumer}, nil
}

// longPull is how long one request waits at the server; longer waits are several requests.
const longPull = 30 * time.Second

// Batch returns 1 to limit articles: it waits for the first, at most wait, and takes those that are there
// with it. None and no error means that wait is over. Every delivery must be acknowledged, given back or
// buried.
func (k *Consumer) Batch(ctx context.Context, limit int, wait time.Duration) ([]*Delivery, error) {
	deadline := time.Now().Add(wait)
	if d, ok := ctx.Deadline(); ok && d.Before(deadline) {
		deadline = d
	}
	batch, err := k.fetch(ctx, limit, func() (jetstream.MessageBatch, error) { return k.consumer.FetchNoWait(limit) })
	if err != nil || len(batch) > 0 {
		return batch, err
	}
	for time.Until(deadline) > 0 {
		one, cancel := context.WithTimeout(ctx, min(time.Until(deadline), longPull))
		batch, err = k.fetch(ctx, 1, func() (jetstream.MessageBatch, error) {
			answer, err := k.consumer.Fetch(1, jetstream.FetchContext(one))
			if err != nil && time.Until(deadline) <= 0 {
				err = context.DeadlineExceeded // the client has other words for a request that comes too late
			}
			return answer, err
		})
		cancel()
		if err != nil {
			return nil, err
		}
		if len(batch) > 0 {
			break
		}
	}
	if len(batch) == 0 {
		return nil, ctx.Err()
	}
	if limit == 1 {
		return batch, nil
	}
	more, err := k.fetch(ctx, limit-1, func() (jetstream.MessageBatch, error) { return k.consumer.FetchNoWait(limit - 1) })
	if err != nil {
		return batch, nil //nolint:nilerr // what came first is served; the error will show again
	}
	return append(batch, more...), nil
}

// fetch reads one answer to the end. Passing trouble, such as a server that restarts, counts as no message.
func (k *Consumer) fetch(ctx context.Context, limit int, ask func() (jetstream.MessageBatch, error)) ([]*Delivery, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	answer, err := ask()
	var batch []*Delivery
	if err == nil {
		batch = make([]*Delivery, 0, limit)
		for msg := range answer.Messages() {
			d, err := k.conn.delivery(ctx, msg)
			if err != nil {
				// Its payload cannot be had now: not this message's fault.
				_ = msg.NakWithDelay(time.Second) // if this is lost, AckWait gives it back
				continue
			}
			batch = append(batch, d)
		}
		err = answer.Error()
	}
	switch {
	case len(batch) > 0 || err == nil:
		return batch, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil, nil
	case passing(err):
		select { // a request fails at once while there is no connection
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(reconnectWait):
			return nil, nil
		}
	}
	return nil, fmt.Errorf("fetching from consumer %s: %w", k.consumer.CachedInfo().Name, err)
}

// passing tells errors of a pull that end with the server's restart or the request's own time.
func passing(err error) bool {
	for _, e := range []error{
		jetstream.ErrNoHeartbeat, jetstream.ErrNoMessages, jetstream.ErrServerShutdown,
		jetstream.ErrConsumerLeadershipChanged, jetstream.ErrOrderedConsumerReset, context.DeadlineExceeded, context.Canceled,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return temporary(err)
}

// Pending counts the articles that wait for this consumer, those delivered and not yet acknowledged
// included.
func (k *Consumer) Pending(ctx context.Context) (uint64, error) {
	var n uint64
	err := k.conn.persist(ctx, func(ctx context.Context) error {
		info, err := k.consumer.Info(ctx)
		if err == nil {
			n = info.NumPending + uint64(max(0, info.NumAckPending))
		}
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("asking for the backlog of consumer %s: %w", k.consumer.CachedInfo().Name, err)
	}
	return n, nil
}

// Delivery is one article on its way to a consumer.
type Delivery struct {
	// Article is nil where Err is not: the message holds none that can be read.
	Article *article.Article
	Err     error
	Event   Event
	// Attempt counts deliveries of this message, from 1.
	Attempt     int
	Subject     string
	PublishedAt time.Time
	// Sequence is the message's place in the stream.
	Sequence uint64

	conn *Conn
	msg  jetstream.Msg
}

// delivery reads a message. It fails if a payload put aside cannot be fetched at this time.
func (c *Conn) delivery(ctx context.Context, msg jetstream.Msg) (*Delivery, error) {
	meta, err := msg.Metadata()
	if err != nil {
		return nil, err
	}
	d := &Delivery{
		Event:       Event(msg.Headers().Get(headerEvent)),
		Attempt:     int(min(meta.NumDelivered, math.MaxInt32)), //nolint:gosec // bounded
		Subject:     msg.Subject(),
		PublishedAt: meta.Timestamp,
		Sequence:    meta.Sequence.Stream,
		conn:        c,
		msg:         msg,
	}
	d.Article, d.Err = c.decodeArticle(ctx, msg.Headers(), msg.Data())
	if d.Err != nil && !errors.Is(d.Err, errUndecodable) {
		return nil, d.Err
	}
	return d, nil
}

// Ack tells the server that the article is dealt with and waits for its word.
func (d *Delivery) Ack(ctx context.Context) error {
	if err := d.conn.doubleAck(ctx, func() jetstream.Msg { return d.msg }); err != nil {
		return fmt.Errorf("acknowledging message %d on %s: %w", d.Sequence, d.Subject, err)
	}
	return nil
}

// Retry gives the article back, to be delivered again after delay.
func (d *Delivery) Retry(ctx context.Context, delay time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := d.msg.NakWithDelay(delay); err != nil {
		return fmt.Errorf("giving back message %d on %s: %w", d.Sequence, d.Subject, err)
	}
	return nil
}

// Bury moves the message to the dead letters and ends its delivery.
func (d *Delivery) Bury(ctx context.Context, stage, reason string) error {
	letter := DeadLetter{Stage: stage, Reason: reason, Attempts: d.Attempt, Subject: d.Subject}
	if d.Article != nil {
		letter.Site, letter.URL, letter.ArticleID = d.Article.Site, d.Article.CanonicalURL, d.Article.ID
	}
	var err error
	if letter.Payload, err = d.conn.payload(ctx, d.msg.Headers(), d.msg.Data()); errors.Is(err, errUndecodable) {
		letter.Payload = d.msg.Data() // keep what there is
	} else if err != nil {
		return fmt.Errorf("burying message %d on %s: %w", d.Sequence, d.Subject, err)
	}
	letter.event = d.Event
	if err := d.conn.Bury(ctx, letter); err != nil {
		return err
	}
	if err := d.msg.TermWithReason(oneLine(reason)); err != nil {
		return fmt.Errorf("ending the delivery of message %d on %s: %w", d.Sequence, d.Subject, err)
	}
	return nil
}

const (
	// ackLimit bounds the wait for a server that restarts: soon after, the message is delivered anew anyway.
	ackLimit = 30 * time.Second
	// ackAttempt is the wait for one answer. A server that has started anew gives none to a message of the frontier
	// until it has delivered that again, which is then the latest delivery.
	ackAttempt = time.Second
)

// doubleAck acknowledges the latest delivery of a message and awaits the server's confirmation, so that nil
// means acknowledged. It waits through a restart of the server.
func (c *Conn) doubleAck(ctx context.Context, latest func() jetstream.Msg) error {
	ctx, cancel := context.WithTimeout(ctx, ackLimit)
	defer cancel()
	return c.persist(ctx, func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, ackAttempt)
		defer cancel()
		err := latest().DoubleAck(ctx)
		if errors.Is(err, jetstream.ErrMsgAlreadyAckd) {
			return nil
		}
		return err
	})
}
