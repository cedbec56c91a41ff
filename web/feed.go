package web

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"newswire/article"
)

const (
	// remembered is how many of the last articles are kept in memory.
	remembered = 200
	// backlog is how far back the tail begins when the server starts.
	backlog = 24 * time.Hour
	// overlap is how far a tail that broke goes back, for clocks that differ and articles in flight;
	// what comes twice is recognised.
	overlap = time.Minute
	// slack is how many articles a client may lag behind before it is dropped. It may come back and
	// name the last one it had.
	slack = 64
	// maxClients is how many clients may listen at once.
	maxClients = 256
	// firstPause and lastPause bound the wait before a tail that broke is tried again.
	firstPause, lastPause = time.Second, 30 * time.Second
	// settled is how long a tail has to hold, when no article proves it earlier, to count as up.
	settled = 5 * time.Second
)

var errTooManyClients = fmt.Errorf("%d clients are listening already", maxClients)

// tailFunc is [Backend.Tail].
type tailFunc func(ctx context.Context, since time.Time) iter.Seq2[*article.Article, error]

// entry is one article of the feed; seq counts from 1 in the order of arrival.
type entry struct {
	seq     uint64
	article *article.Article
}

// feed keeps the last articles and hands new ones to every client. There is one tail of the wire,
// however many clients there are, and none of them can hold it up.
type feed struct {
	tail tailFunc
	log  *slog.Logger
	// epoch tells one process's sequence numbers from another's.
	epoch string

	mu      sync.Mutex
	last    []entry // oldest first, one per article: an update takes the place of what it updates
	seq     uint64
	clients map[*client]struct{}
	ended   bool
	problem error // why the tail is not up, nil while it is
}

// client is one listener; articles is closed when it is dropped or the feed ends.
type client struct {
	articles chan entry
}

func newFeed(tail tailFunc, start time.Time, log *slog.Logger) *feed {
	return &feed{
		tail:    tail,
		log:     log,
		epoch:   strconv.FormatInt(start.UnixNano(), 36),
		clients: make(map[*client]struct{}),
	}
}

// run follows the tail until ctx ends, then lets all clients go.
func (f *feed) run(ctx context.Context) {
	defer f.end()
	since := time.Now().Add(-backlog)
	pause := firstPause
	for {
		settle := time.AfterFunc(settled, func() { f.report(nil) })
		came, err := f.follow(ctx, since)
		settle.Stop()
		if ctx.Err() != nil {
			return
		}
		if !came.IsZero() {
			since, pause = came.Add(-overlap), firstPause
		}
		f.report(err)
		f.log.Warn("following the wire broke off", "retry_in", pause, "error", err)
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
		pause = min(2*pause, lastPause)
	}
}

// follow reads the tail to its end and returns when the last article came (zero if none did) and why
// it ended. An error that the tail goes on after is logged.
func (f *feed) follow(ctx context.Context, since time.Time) (came time.Time, err error) {
	for a, tailErr := range f.tail(ctx, since) {
		if err != nil {
			f.log.Warn("an article of the wire is missing from the dashboard", "error", err)
		}
		if err = tailErr; err != nil {
			continue
		}
		came = time.Now()
		f.publish(a)
	}
	if err == nil {
		err = errors.New("the stream ended")
	}
	return came, err
}

// publish keeps a and hands it to every client; those that lag too far behind are dropped.
func (f *feed) publish(a *article.Article) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.problem = nil
	if i := slices.IndexFunc(f.last, func(e entry) bool { return e.article.ID == a.ID }); i >= 0 {
		if same(f.last[i].article, a) {
			return
		}
		f.last = slices.Delete(f.last, i, i+1)
	}
	f.seq++
	e := entry{f.seq, a}
	if len(f.last) == remembered {
		f.last = slices.Delete(f.last, 0, 1)
	}
	f.last = append(f.last, e)
	for c := range f.clients {
		select {
		case c.articles <- e:
		default:
			f.drop(c)
		}
	}
}

// same tells whether two articles of one ID are the same version.
func same(a, b *article.Article) bool {
	return a.RecordHash == b.RecordHash && a.Revision == b.Revision
}

// latest returns the articles kept, newest first, and the mark to listen from without a gap.
func (f *feed) latest() (entries []entry, mark string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	entries = slices.Clone(f.last)
	slices.Reverse(entries)
	return entries, f.mark(f.seq)
}

// mark names a place in the feed, for a client to come back to.
func (f *feed) mark(seq uint64) string { return f.epoch + "-" + strconv.FormatUint(seq, 10) }

// join adds a client and returns what it missed since the mark, oldest first: nothing for no mark,
// everything kept for one of another process. Every client leaves again.
func (f *feed) join(mark string) (c *client, missed []entry, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended {
		return nil, nil, errors.New("the server is ending")
	}
	if len(f.clients) >= maxClients {
		return nil, nil, errTooManyClients
	}
	if mark != "" {
		had := f.sequence(mark)
		for _, e := range f.last {
			if e.seq > had {
				missed = append(missed, e)
			}
		}
	}
	c = &client{articles: make(chan entry, slack)}
	f.clients[c] = struct{}{}
	return c, missed, nil
}

// sequence reads a mark; one that is not of this process is the beginning, 0.
func (f *feed) sequence(mark string) uint64 {
	digits, ok := strings.CutPrefix(mark, f.epoch+"-")
	if !ok {
		return 0
	}
	seq, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		return 0
	}
	return seq
}

func (f *feed) leave(c *client) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop(c)
}

// drop lets a client go, once; f.mu is held.
func (f *feed) drop(c *client) {
	if _, in := f.clients[c]; in {
		delete(f.clients, c)
		close(c.articles)
	}
}

func (f *feed) end() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.ended = true
	for c := range f.clients {
		f.drop(c)
	}
}

func (f *feed) report(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.problem = err
}

// state returns how many clients listen and why the tail is not up, nil if it is.
func (f *feed) state() (clients int, problem error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.clients), f.problem
}
