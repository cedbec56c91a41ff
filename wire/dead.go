package wire

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// DeadLetter is something that could not be processed, kept until a person has looked at it.
type DeadLetter struct {
	// Seq identifies the letter; the server assigns it.
	Seq uint64
	// Stage is where processing ended, such as "fetch", "extract" or "store".
	Stage string
	Site  string
	// Reason is why, in one line of at most 1 KB.
	Reason string
	// URL and ArticleID tell what it was about, as far as known.
	URL       string
	ArticleID string
	// Attempts is how often it was tried.
	Attempts int
	// At is when it was buried; the server assigns it.
	At time.Time
	// Subject is where Payload was first published; "" if it was on no subject.
	Subject string
	// Payload is what was to be processed, or a pointer to it; any bytes.
	Payload []byte

	event Event // of an article
}

// DeadFilter selects dead letters; empty fields select all.
type DeadFilter struct {
	Stage string
	Site  string
}

// ErrNoLetter means that there is no dead letter of this number.
var ErrNoLetter = errors.New("no such dead letter")

// The headers of a dead letter.
const (
	headerStage    = "Newswire-Stage"
	headerSite     = "Newswire-Site"
	headerReason   = "Newswire-Reason"
	headerURL      = "Newswire-Url"
	headerArticle  = "Newswire-Article"
	headerAttempts = "Newswire-Attempts"
	headerSubject  = "Newswire-Subject"
)

// Bury keeps the letter on news.dead.<stage>.<site> and returns when the server has it. The same letter
// again within two minutes has no effect.
func (c *Conn) Bury(ctx context.Context, d DeadLetter) error {
	id := letterID(d)
	err := c.persist(ctx, func(ctx context.Context) error {
		msg, err := c.message(ctx, deadSubject(d.Stage, d.Site), d.Payload, "dead."+id)
		if err != nil {
			return err
		}
		msg.Header.Set(nats.MsgIdHdr, id)
		msg.Header.Set(headerAttempts, strconv.Itoa(d.Attempts))
		for key, value := range map[string]string{
			headerStage: d.Stage, headerSite: d.Site, headerReason: d.Reason, headerURL: d.URL,
			headerArticle: d.ArticleID, headerSubject: d.Subject, headerEvent: string(d.event),
		} {
			if value != "" {
				msg.Header.Set(key, oneLine(value))
			}
		}
		_, err = c.js.PublishMsg(ctx, msg)
		return err
	})
	if err != nil {
		return fmt.Errorf("burying %s of %s: %w", d.Stage, d.URL, err)
	}
	return nil
}

// letterID is over what makes two letters the same: not the number of attempts.
func letterID(d DeadLetter) string {
	h := sha256.New()
	for _, s := range []string{d.Stage, d.Site, d.URL, d.ArticleID, d.Subject, d.Reason} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	h.Write(d.Payload)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// DeadLetters yields the letters that are there now, the oldest first. An error is the last thing yielded.
func (c *Conn) DeadLetters(ctx context.Context, f DeadFilter) iter.Seq2[DeadLetter, error] {
	subject := "news.dead."
	for i, part := range []string{f.Stage, f.Site} {
		if i > 0 {
			subject += "."
		}
		if part == "" {
			subject += "*"
		} else {
			subject += token(part)
		}
	}
	return func(yield func(DeadLetter, error) bool) {
		cfg := jetstream.OrderedConsumerConfig{FilterSubjects: []string{subject}}
		for msg, err := range c.ordered(ctx, streamDead, cfg, true) {
			var d DeadLetter
			if err == nil {
				var meta *jetstream.MsgMetadata
				if meta, err = msg.Metadata(); err == nil {
					d, err = c.letter(ctx, meta.Sequence.Stream, meta.Timestamp, msg.Headers(), msg.Data())
				}
			}
			if !yield(d, err) || err != nil {
				return
			}
		}
	}
}

// DeadLetter returns one letter, or [ErrNoLetter].
func (c *Conn) DeadLetter(ctx context.Context, seq uint64) (DeadLetter, error) {
	stream, err := c.stream(ctx, streamDead)
	if err != nil {
		return DeadLetter{}, err
	}
	msg, err := stream.GetMsg(ctx, seq)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return DeadLetter{}, fmt.Errorf("%w: %d", ErrNoLetter, seq)
	}
	if err != nil {
		return DeadLetter{}, fmt.Errorf("fetching dead letter %d: %w", seq, err)
	}
	return c.letter(ctx, seq, msg.Time, msg.Header, msg.Data)
}

func (c *Conn) letter(ctx context.Context, seq uint64, at time.Time, header nats.Header, data []byte) (DeadLetter, error) {
	d := DeadLetter{
		Seq: seq, At: at,
		Stage: header.Get(headerStage), Site: header.Get(headerSite), Reason: header.Get(headerReason),
		URL: header.Get(headerURL), ArticleID: header.Get(headerArticle), Subject: header.Get(headerSubject),
		event: Event(header.Get(headerEvent)),
	}
	d.Attempts, _ = strconv.Atoi(header.Get(headerAttempts)) // 0 where another program buried it
	payload, err := c.payload(ctx, header, data)
	if err != nil && !errors.Is(err, errUndecodable) {
		return d, fmt.Errorf("reading dead letter %d: %w", seq, err)
	}
	d.Payload = payload
	return d, nil
}

// Drop removes a letter for good, or returns [ErrNoLetter].
func (c *Conn) Drop(ctx context.Context, seq uint64) error {
	stream, err := c.stream(ctx, streamDead)
	if err != nil {
		return err
	}
	if err = stream.DeleteMsg(ctx, seq); err == nil {
		return nil
	}
	if _, gone := stream.GetMsg(ctx, seq); errors.Is(gone, jetstream.ErrMsgNotFound) {
		return fmt.Errorf("%w: %d", ErrNoLetter, seq)
	}
	return fmt.Errorf("dropping dead letter %d: %w", seq, err)
}

// Revive publishes a letter's payload on the subject that it came from, then drops the letter. A letter
// that came from no subject is an error: it is retried by whoever buried it.
func (c *Conn) Revive(ctx context.Context, seq uint64) error {
	d, err := c.DeadLetter(ctx, seq)
	if err != nil {
		return err
	}
	if d.Subject == "" {
		return fmt.Errorf("reviving dead letter %d of stage %s: it came from no subject", seq, d.Stage)
	}
	id := fmt.Sprintf("revived.%d.%d", seq, d.At.UnixNano())
	err = c.persist(ctx, func(ctx context.Context) error {
		msg, err := c.message(ctx, d.Subject, d.Payload, id)
		if err != nil {
			return err
		}
		msg.Header.Set(nats.MsgIdHdr, id)
		if d.event != "" {
			msg.Header.Set(headerContentType, contentJSON)
			msg.Header.Set(headerSchema, schema)
			msg.Header.Set(headerEvent, string(d.event))
		}
		_, err = c.js.PublishMsg(ctx, msg)
		return err
	})
	if err != nil {
		return fmt.Errorf("reviving dead letter %d on %s: %w", seq, d.Subject, err)
	}
	return c.Drop(ctx, seq)
}

const maxHeader = 1 << 10

// oneLine makes a header's value of s: control characters would end it early.
func oneLine(s string) string {
	s = strings.ToValidUTF8(s, "�")
	s = strings.Join(strings.FieldsFunc(s, unicode.IsControl), " ")
	if len(s) > maxHeader {
		s = strings.ToValidUTF8(s[:maxHeader], "")
	}
	return strings.TrimSpace(s)
}
