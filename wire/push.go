package wire

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"golang.org/x/sync/errgroup"

	"newswire/article"
)

const (
	// batchLinks is how many links go to the server as one batch, which it syncs once. A batch asks for two
	// subjects of each link, and is answered with 1,024 at most.
	batchLinks = 256
	// fewLinks are queued one by one: the server stages a batch in files of its own, which costs some six syncs.
	fewLinks = 8
	// pushing is how many links are on their way to the server at a time, where they go one by one.
	pushing = 64
)

// Push queues links, and returns how many when the server has them. A link that is queued already, due,
// leased or deferred, is left as it is and not counted. [ErrFrontierFull] tells that the rest was not taken;
// what was counted is queued, whatever the error.
func (f *Frontier) Push(ctx context.Context, links []article.Link) (queued int, err error) {
	for batch := range slices.Chunk(links, batchLinks) {
		var refused error // to be told once those before have arrived
		for i := range batch {
			if refused = f.depth.admit(ctx, f.conn); refused != nil {
				batch = batch[:i]
				break
			}
		}
		n, err := f.pushAll(ctx, batch)
		queued += n
		if err != nil {
			return queued, err
		}
		if refused != nil {
			return queued, refused
		}
	}
	return queued, nil
}

// pushAll queues links at once, or one by one if they are few or the server refuses the batch, as it does when
// another process queues one of them meanwhile.
func (f *Frontier) pushAll(ctx context.Context, links []article.Link) (queued int, err error) {
	if len(links) > fewLinks {
		queued, err = f.pushBatch(ctx, links)
		var refused *jetstream.APIError
		if !errors.As(err, &refused) {
			return queued, err
		}
		f.conn.log.Debug("links are queued one by one", "links", len(links), "error", err)
	}
	var n atomic.Int64
	group, gctx := errgroup.WithContext(ctx)
	group.SetLimit(pushing)
	for _, link := range links {
		group.Go(func() error {
			isNew, err := f.push(gctx, link)
			if isNew {
				n.Add(1)
			}
			return err
		})
	}
	err = group.Wait()
	return int(n.Load()), err
}

// pushBatch queues all links that do not wait yet, or none.
func (f *Frontier) pushBatch(ctx context.Context, links []article.Link) (queued int, err error) {
	queues, err := f.queuesOf(ctx, links)
	if err != nil {
		return 0, err
	}
	err = f.conn.persist(ctx, func(ctx context.Context) error {
		waiting, err := f.waiting(ctx, links, queues)
		if err != nil {
			return err
		}
		var batch []*nats.Msg
		for i, link := range links {
			if waiting[link.ID] {
				continue
			}
			waiting[link.ID] = true // it may be among links twice
			msg, err := queueing(link, queues[i])
			if err != nil {
				return err
			}
			batch = append(batch, msg)
		}
		// A confirmation that is lost makes the second attempt find its own messages; they are then
		// queued, but not counted.
		queued = len(batch)
		return f.conn.publishBatch(ctx, batch)
	})
	if err != nil {
		return 0, fmt.Errorf("queueing %d links: %w", len(links), err)
	}
	return queued, nil
}

// push queues one link and tells whether it was not queued before.
func (f *Frontier) push(ctx context.Context, link article.Link) (bool, error) {
	one := []article.Link{link}
	queues, err := f.queuesOf(ctx, one)
	if err != nil {
		return false, err
	}
	msg, err := queueing(link, queues[0])
	if err != nil {
		return false, err
	}
	queued := false
	err = f.conn.persist(ctx, func(ctx context.Context) error {
		waiting, err := f.waiting(ctx, one, queues)
		if err != nil || waiting[link.ID] {
			return err
		}
		// As in a batch, a link is not counted if the confirmation is lost.
		_, err = f.conn.js.PublishMsg(ctx, msg)
		if conflict(err) {
			return nil
		}
		queued = err == nil
		return err
	})
	if err != nil {
		return false, fmt.Errorf("queueing %s: %w", link.URL, err)
	}
	return queued, nil
}

// queuesOf returns the queue of each link, all of which are there then.
func (f *Frontier) queuesOf(ctx context.Context, links []article.Link) ([]queue, error) {
	queues := make([]queue, len(links))
	for i, link := range links {
		var err error
		if queues[i], err = route(link); err != nil {
			return nil, err
		}
		if err := f.conn.ensureQueue(ctx, queues[i]); err != nil {
			return nil, err
		}
	}
	return queues, nil
}

// queueing is the message that puts a link into a queue, which the server takes if none of the link is there,
// whatever its priority.
func queueing(link article.Link, q queue) (*nats.Msg, error) {
	data, err := json.Marshal(link)
	if err != nil {
		return nil, fmt.Errorf("encoding link %s: %w", link.URL, err)
	}
	msg := nats.NewMsg(q.subject(link.ID))
	msg.Data = data
	msg.Header.Set(jetstream.ExpectedLastSubjSeqHeader, "0")
	msg.Header.Set(jetstream.ExpectedLastSubjSeqSubjHeader, q.anyPriority(link.ID))
	return msg, nil
}

// waiting returns the IDs of those links that are due, leased or deferred.
func (f *Frontier) waiting(ctx context.Context, links []article.Link, queues []queue) (map[string]bool, error) {
	subjects := make([]string, 0, 2*len(links))
	for i, link := range links {
		subjects = append(subjects, queues[i].anyPriority(link.ID), laterSubject(link.ID))
	}
	found, err := f.conn.lastOf(ctx, streamFrontier, subjects)
	if err != nil {
		return nil, err
	}
	waiting := make(map[string]bool, len(links))
	for _, subject := range found {
		waiting[subject[strings.LastIndexByte(subject, '.')+1:]] = true
	}
	return waiting, nil
}

// publishBatch publishes messages of one stream, all or none (ADR-50 of NATS), and returns when the server has them.
func (c *Conn) publishBatch(ctx context.Context, batch []*nats.Msg) error {
	id := rand.Text()
	for i, msg := range batch {
		msg.Header.Set("Nats-Batch-Id", id)
		msg.Header.Set("Nats-Batch-Sequence", strconv.Itoa(i+1))
		if i < len(batch)-1 {
			if err := c.nc.PublishMsg(msg); err != nil {
				return err
			}
			continue
		}
		msg.Header.Set("Nats-Batch-Commit", "1")
		reply, err := c.nc.RequestMsgWithContext(ctx, msg)
		if err != nil {
			return err
		}
		var ack struct {
			Error *jetstream.APIError `json:"error"`
			Count int                 `json:"count"`
		}
		if err := json.Unmarshal(reply.Data, &ack); err != nil {
			return fmt.Errorf("reading the answer to a batch: %w", err)
		}
		if ack.Error != nil {
			return ack.Error
		}
		if ack.Count != len(batch) {
			return fmt.Errorf("%d messages of a batch of %d were taken", ack.Count, len(batch))
		}
	}
	return nil
}

// lastOf returns the subjects that a stream has messages of, among those that match one of subjects (ADR-31 of NATS);
// 1,024 at most may.
func (c *Conn) lastOf(ctx context.Context, stream string, subjects []string) ([]string, error) {
	request, err := json.Marshal(map[string][]string{"multi_last": subjects})
	if err != nil {
		return nil, err
	}
	inbox := c.nc.NewRespInbox()
	answers, err := c.nc.SubscribeSync(inbox)
	if err != nil {
		return nil, err
	}
	defer answers.Unsubscribe() //nolint:errcheck // it fails if the connection is closed only
	if err := c.nc.PublishRequest(c.api("DIRECT.GET."+stream), inbox, request); err != nil {
		return nil, err
	}
	var found []string
	for {
		msg, err := answers.NextMsgWithContext(ctx)
		if err != nil {
			return nil, err
		}
		switch status := msg.Header.Get("Status"); status {
		case "":
			found = append(found, msg.Header.Get("Nats-Subject"))
		case "204", "404": // the end, or nothing at all
			return found, nil
		default:
			code, _ := strconv.Atoi(status)
			return nil, &jetstream.APIError{Code: code, Description: msg.Header.Get("Description")}
		}
	}
}

// api returns the subject of a JetStream request.
func (c *Conn) api(request string) string {
	if c.cfg.Domain != "" {
		return "$JS." + c.cfg.Domain + ".API." + request
	}
	return "$JS.API." + request
}
