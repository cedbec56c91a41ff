package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// Event tells what a published article is to those who may have earlier versions.
type Event string

// The events.
const (
	Created Event = "created" // the first version
	Updated Event = "updated" // a later one
)

// ErrFull means that a stream took nothing for as long as the caller's context lasted.
var ErrFull = errors.New("the stream is full")

// Publish puts the article on its subject and returns when the server has kept it. It waits while the
// server is away and while the stream is full; when ctx ends first, errors.Is tells [ErrFull] from the
// rest. Publishing the same version again within two minutes has no effect. trace, if not "", goes along for [Conn.Traces].
func (c *Conn) Publish(ctx context.Context, a *article.Article, event Event, trace string) error {
	data, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("encoding article %s: %w", a.ID, err)
	}
	id := messageID(a)
	var msg *nats.Msg
	err = c.persist(ctx, func(ctx context.Context) (err error) {
		msg, err = c.message(ctx, ArticleSubject(a.Site, a.Category), data, id)
		return err
	})
	if err != nil {
		return fmt.Errorf("publishing article %s: %w", a.ID, err)
	}
	msg.Header.Set(nats.MsgIdHdr, id)
	msg.Header.Set(headerContentType, contentJSON)
	msg.Header.Set(headerEvent, string(event))
	msg.Header.Set(headerSchema, schema)
	msg.Header.Set(headerPublisher, c.session)
	if trace != "" {
		msg.Header.Set(headerTrace, trace)
	}
	err = c.persist(ctx, func(ctx context.Context) error {
		if err := c.room(ctx); err != nil {
			return err
		}
		_, err := c.js.PublishMsg(ctx, msg)
		return err
	})
	if err != nil {
		return fmt.Errorf("publishing article %s: %w", a.ID, err)
	}
	return nil
}

// messageID names one version of an article. The revision is in it since an article may return to an
// earlier text within the server's window for duplicates.
func messageID(a *article.Article) string {
	return fmt.Sprintf("%s.%.16s.%d", a.ID, a.RecordHash, a.Revision)
}

// storeFailed is the server's code for a stream at its limit, or a disk that is full.
const storeFailed jetstream.ErrorCode = 10077

func full(err error) bool {
	var api *jetstream.APIError
	return errors.Is(err, errNoRoom) || errors.As(err, &api) && api.ErrorCode == storeFailed
}

const (
	// fullShare of its limit is where publishing pauses, so that what is in flight still fits.
	fullShare  = 0.8
	gateExpiry = time.Second
)

// errNoRoom is temporary, as the server's own refusal is.
var errNoRoom = fmt.Errorf("stream %s is filled to 80 %%: %w", streamArticles,
	&jetstream.APIError{Code: 503, ErrorCode: storeFailed, Description: "limit near"})

// gate remembers for a second how full the stream of articles is.
type gate struct {
	mu     sync.Mutex
	asked  time.Time
	closed bool
}

// room returns errNoRoom while the stream of articles is nearly full.
func (c *Conn) room(ctx context.Context) error {
	g := &c.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if time.Since(g.asked) > gateExpiry {
		stream, err := c.stream(ctx, streamArticles)
		if err != nil {
			return err
		}
		info, err := stream.Info(ctx)
		if err != nil {
			return err
		}
		limit := info.Config.MaxBytes
		g.asked = time.Now()
		g.closed = limit > 0 && float64(info.State.Bytes) >= fullShare*float64(limit)
	}
	if g.closed {
		return errNoRoom
	}
	return nil
}
