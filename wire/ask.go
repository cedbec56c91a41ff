package wire

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A host's requests are made by the process that has its partition. Others ask it to, over plain NATS: what
// they ask is read-only, and asked again when no reply comes.

// ErrElsewhere means that this process may not make requests to a host now, or that no other answers for
// it: the partition is on its way from one process to another. It passes within seconds.
var ErrElsewhere = errors.New("the host is another process's")

const (
	// askBeat is how often a process that is asked shows that it still works on it.
	askBeat = 2 * time.Second
	// askSilence is how long without a sign it is given up.
	askSilence = 5 * askBeat
)

// The states of a reply, in its header; a reply without one holds the answer. The host stands in the request's.
const (
	headerReply  = "Newswire-Reply"
	headerHost   = "Newswire-Host"
	replyAlive   = "alive"   // wait on
	replyRefused = "refused" // the host is another process's
)

// noResponders is the server's status of a request that nobody subscribes to.
const noResponders = "503"

func askSubject(partition int) string { return fmt.Sprintf("frontier.ask.%d", partition) }

// Held is a host that this process keeps from others.
type Held struct {
	// Since is when this process got the host.
	Since time.Time
	// Until returns ctx, which ends early when another process is to have the host: what has not begun by then is left
	// to that one. The function frees what that takes.
	Until func(ctx context.Context) (context.Context, context.CancelFunc)
	// Release lets the host go; it is called once.
	Release func()
}

// Hold keeps a host with this process until it is released, for a request to it. held is ctx, but ends
// early if others may take the host. The error is [ErrElsewhere] while another process has the host, or is to
// have it: ask it.
func (f *Frontier) Hold(ctx context.Context, host string) (held context.Context, h Held, err error) {
	if err := f.join(ctx, false); err != nil {
		return nil, Held{}, err
	}
	return f.hold(ctx, &f.parts[Partition(host)])
}

func (f *Frontier) hold(ctx context.Context, p *part) (held context.Context, h Held, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !p.serving || !p.mine || !f.inOffice() {
		return nil, Held{}, ErrElsewhere
	}
	p.held++
	f.holds.Add(1)
	held, free := until(ctx, f.tenure)
	term := p.term
	return held, Held{
		Since: p.since,
		Until: func(ctx context.Context) (context.Context, context.CancelFunc) { return until(ctx, term) },
		Release: func() {
			defer f.holds.Done()
			free()
			f.mu.Lock()
			defer f.mu.Unlock()
			p.held--
			if !p.busy() && !p.serving {
				notify(f.idle)
			}
		},
	}, nil
}

// Ask has the process that has a host answer a request, and waits for as long as that process works on it.
// The error is [ErrElsewhere] if none answers or the one that did has the host no longer.
func (f *Frontier) Ask(ctx context.Context, host string, request []byte) (reply []byte, err error) {
	c := f.conn
	inbox := c.nc.NewInbox()
	sub, err := c.nc.SubscribeSync(inbox)
	if err != nil {
		return nil, fmt.Errorf("asking for %s: %w", host, err)
	}
	defer sub.Unsubscribe() //nolint:errcheck // it ends with the connection at the latest
	msg := &nats.Msg{Subject: askSubject(Partition(host)), Reply: inbox, Header: nats.Header{headerHost: {host}}, Data: request}
	if err := c.nc.PublishMsg(msg); err != nil {
		if temporary(err) {
			return nil, fmt.Errorf("asking for %s: %w: %w", host, ErrElsewhere, err)
		}
		return nil, fmt.Errorf("asking for %s: %w", host, err)
	}
	for {
		one, cancel := context.WithTimeout(ctx, askSilence)
		msg, err := sub.NextMsgWithContext(one)
		cancel()
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			return nil, fmt.Errorf("asking for %s: %w: %w", host, ErrElsewhere, err)
		case msg.Header.Get("Status") == noResponders, msg.Header.Get(headerReply) == replyRefused:
			return nil, ErrElsewhere
		case msg.Header.Get(headerReply) == replyAlive:
			continue
		}
		reply, err := c.payload(ctx, msg.Header, msg.Data)
		if err != nil {
			return nil, fmt.Errorf("asking for %s: %w", host, err)
		}
		if object := msg.Header.Get(headerObject); object != "" {
			c.discard(ctx, object)
		}
		return reply, nil
	}
}

// discard removes an object that nobody else reads. One that stays ends by its age.
func (c *Conn) discard(ctx context.Context, object string) {
	store, err := c.js.ObjectStore(ctx, bucketLarge)
	if err == nil {
		err = store.Delete(ctx, object)
	}
	if err != nil && !errors.Is(err, jetstream.ErrObjectNotFound) {
		c.log.Debug("removing a reply", "object", object, "error", err)
	}
}

// listen makes this process answer for a partition, or no longer. Requests are answered until ctx ends.
func (f *Frontier) listen(ctx context.Context, p *part, on bool) {
	if f.answer == nil || on == (p.asked != nil) {
		return
	}
	if !on {
		_ = p.asked.Unsubscribe() // a request that still comes is refused
		p.asked = nil
		return
	}
	sub, err := f.conn.nc.Subscribe(askSubject(p.number), func(msg *nats.Msg) {
		select {
		case f.answering <- struct{}{}:
			go func() { // Close waits for what it holds
				defer func() { <-f.answering }()
				f.reply(ctx, p, msg)
			}()
		default:
			f.sign(msg, replyRefused)
		}
	})
	if err != nil {
		f.conn.log.Warn("listening for other processes", "partition", p.number, "error", err)
		return
	}
	p.asked = sub
}

// sign tells the state of a reply.
func (f *Frontier) sign(msg *nats.Msg, state string) {
	sign := nats.NewMsg(msg.Reply)
	sign.Header.Set(headerReply, state)
	if err := f.conn.nc.PublishMsg(sign); err != nil {
		f.conn.log.Debug("replying to another process", "state", state, "error", err)
	}
}

// reply answers one request. One for a host of another partition would be made beside that host's own process.
func (f *Frontier) reply(ctx context.Context, p *part, msg *nats.Msg) {
	host := msg.Header.Get(headerHost)
	if Partition(host) != p.number {
		f.conn.log.Warn("another process asked for a host of another partition", "host", host, "partition", p.number)
		f.sign(msg, replyRefused)
		return
	}
	held, h, err := f.hold(ctx, p)
	if err != nil {
		f.sign(msg, replyRefused)
		return
	}
	defer h.Release()
	working, stop := context.WithCancel(held)
	defer stop()
	go func() {
		ticker := time.NewTicker(askBeat)
		defer ticker.Stop()
		for {
			select {
			case <-working.Done():
				return
			case <-ticker.C:
				f.sign(msg, replyAlive)
			}
		}
	}()
	data := f.answer(held, host, h, msg.Data)
	stop()
	if held.Err() != nil || data == nil {
		f.sign(msg, replyRefused)
		return
	}
	var reply *nats.Msg
	err = f.conn.persist(held, func(ctx context.Context) (err error) {
		reply, err = f.conn.message(ctx, msg.Reply, data, "reply."+msg.Reply)
		return err
	})
	if err == nil {
		err = f.conn.nc.PublishMsg(reply)
	}
	if err != nil {
		f.conn.log.Debug("replying to another process", "error", err)
	}
}
