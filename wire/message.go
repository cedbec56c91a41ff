package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
)

// The headers of a message, beside Nats-Msg-Id.
const (
	headerContentType     = "Content-Type"
	headerContentEncoding = "Content-Encoding" // "zstd", only on what exceeds the server's message size
	headerObject          = "Newswire-Object"  // the name in bucket "large" of a payload that still exceeds it
	headerEvent           = "Newswire-Event"
	headerSchema          = "Newswire-Schema"
	headerPublisher       = "Newswire-Publisher" // tells the publishing connection from others
	headerTrace           = "Newswire-Trace"     // by which copies of the article are recognised

	contentJSON  = "application/json"
	encodingZstd = "zstd"
	schema       = "1"
)

const (
	// headerRoom is kept free in a message for its headers, which count toward the server's limit.
	headerRoom = 8 << 10
	// maxPayload bounds what a compressed payload may unfold to.
	maxPayload = 256 << 20
)

// message makes one of data, compressed or put aside as the object of that name where it exceeds the
// server's limit.
func (c *Conn) message(ctx context.Context, subject string, data []byte, object string) (*nats.Msg, error) {
	msg := nats.NewMsg(subject)
	msg.Data = data
	limit := int(c.nc.MaxPayload()) - headerRoom
	if len(data) <= limit {
		return msg, nil
	}
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	msg.Data = encoder.EncodeAll(data, nil)
	if err := encoder.Close(); err != nil {
		return nil, err
	}
	msg.Header.Set(headerContentEncoding, encodingZstd)
	if len(msg.Data) <= limit {
		return msg, nil
	}
	store, err := c.js.ObjectStore(ctx, bucketLarge)
	if err != nil {
		return nil, fmt.Errorf("opening bucket %s: %w", bucketLarge, err)
	}
	// The chunk is no larger than a message may be, also on servers with a small limit.
	meta := jetstream.ObjectMeta{Name: object, Opts: &jetstream.ObjectMetaOptions{ChunkSize: uint32(max(1, min(limit, 128<<10)))}}
	if _, err := store.Put(ctx, meta, bytes.NewReader(msg.Data)); err != nil {
		return nil, fmt.Errorf("putting %d bytes aside as %s: %w", len(msg.Data), object, err)
	}
	msg.Header.Set(headerObject, object)
	msg.Data = nil
	return msg, nil
}

// errUndecodable marks a message that no further attempt makes readable.
var errUndecodable = errors.New("unreadable message")

// payload is the inverse of message: the whole data, wherever it is. It waits for a server that is away.
func (c *Conn) payload(ctx context.Context, header nats.Header, data []byte) ([]byte, error) {
	if name := header.Get(headerObject); name != "" {
		err := c.persist(ctx, func(ctx context.Context) error {
			store, err := c.js.ObjectStore(ctx, bucketLarge)
			if err == nil {
				data, err = store.GetBytes(ctx, name)
			}
			return err
		})
		switch {
		case errors.Is(err, jetstream.ErrObjectNotFound), errors.Is(err, jetstream.ErrDigestMismatch):
			return nil, fmt.Errorf("%w: object %s: %w", errUndecodable, name, err)
		case err != nil:
			return nil, fmt.Errorf("fetching object %s: %w", name, err)
		}
	}
	switch encoding := header.Get(headerContentEncoding); encoding {
	case "":
		return data, nil
	case encodingZstd:
		decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxPayload))
		if err != nil {
			return nil, err
		}
		defer decoder.Close()
		whole, err := decoder.DecodeAll(data, nil)
		if err != nil {
			return nil, fmt.Errorf("%w: decompressing: %w", errUndecodable, err)
		}
		return whole, nil
	default:
		return nil, fmt.Errorf("%w: content encoding %q is not known", errUndecodable, encoding)
	}
}

// decodeArticle reads the article of a message.
func (c *Conn) decodeArticle(ctx context.Context, header nats.Header, data []byte) (*article.Article, error) {
	if v := header.Get(headerSchema); v != "" && v != schema {
		return nil, fmt.Errorf("%w: schema %q is not known", errUndecodable, v)
	}
	whole, err := c.payload(ctx, header, data)
	if err != nil {
		return nil, err
	}
	var a article.Article
	if err := json.Unmarshal(whole, &a); err != nil {
		return nil, fmt.Errorf("%w: %w", errUndecodable, err)
	}
	if a.ID == "" || a.CanonicalURL == "" {
		return nil, fmt.Errorf("%w: no id or canonical_url", errUndecodable)
	}
	return &a, nil
}
