// Package wire is a stub for the moment: signatures stand, bodies follow.
package wire

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"time"

	"newswire/article"
)

var errStub = errors.New("wire: not written yet")

var (
	ErrFull         = errors.New("stream is full")
	ErrFrontierFull = errors.New("frontier is full")
	ErrConflict     = errors.New("changed by another writer")
	ErrHeld         = errors.New("held by another process")
)

type Config struct {
	URL              string        `yaml:"url"`
	CredsFile        string        `yaml:"creds_file"`
	TLS              TLS           `yaml:"tls"`
	Domain           string        `yaml:"domain"`
	Replicas         int           `yaml:"replicas"`
	ArticlesMaxAge   time.Duration `yaml:"articles_max_age"`
	ArticlesMaxBytes int64         `yaml:"articles_max_bytes"`
	FrontierMaxLinks int           `yaml:"frontier_max_links"`
	Token            string        `yaml:"-"`
	Name             string        `yaml:"-"` // shown by the server's tools; default "newswire"
}

type TLS struct {
	CA   string `yaml:"ca"`
	Cert string `yaml:"cert"`
	Key  string `yaml:"key"`
}

type Conn struct{}

func Connect(ctx context.Context, cfg Config, log *slog.Logger) (*Conn, error) { return nil, errStub }
func (c *Conn) Setup(ctx context.Context) error                                { return errStub }
func (c *Conn) Close(ctx context.Context) error                                { return errStub }
func (c *Conn) Connected() bool                                                { return false }

type Event string

const (
	Created Event = "created"
	Updated Event = "updated"
)

func (c *Conn) Publish(ctx context.Context, a *article.Article, event Event) error { return errStub }
func ArticleSubject(site, category string) string                                  { return "" }

type ConsumeConfig struct {
	Durable       string
	Subject       string // default news.article.>
	Since         time.Time
	MaxAckPending int
	AckWait       time.Duration
}
type Consumer struct{}

func (c *Conn) Consume(ctx context.Context, cfg ConsumeConfig) (*Consumer, error) {
	return nil, errStub
}
func (k *Consumer) Batch(ctx context.Context, max int, wait time.Duration) ([]*Delivery, error) {
	return nil, errStub
}
func (k *Consumer) Pending(ctx context.Context) (uint64, error) { return 0, errStub }

type Delivery struct {
	Article     *article.Article
	Err         error
	Event       Event
	Attempt     int
	Subject     string
	PublishedAt time.Time
	Sequence    uint64
}

func (d *Delivery) Ack(ctx context.Context) error                        { return errStub }
func (d *Delivery) Retry(ctx context.Context, delay time.Duration) error { return errStub }
func (d *Delivery) Bury(ctx context.Context, stage, reason string) error { return errStub }

type TailConfig struct {
	Subject string    // default news.article.>
	Since   time.Time // zero: only what comes from now on
}

func (c *Conn) Tail(ctx context.Context, cfg TailConfig) iter.Seq2[*Delivery, error] { return nil }

type DeadLetter struct {
	Seq       uint64
	Stage     string
	Site      string
	Reason    string
	URL       string
	ArticleID string
	Attempts  int
	At        time.Time
	Subject   string // where Payload was published first; "" if nowhere
	Payload   []byte
}
type DeadFilter struct{ Stage, Site string }

func (c *Conn) Bury(ctx context.Context, d DeadLetter) error { return errStub }
func (c *Conn) DeadLetters(ctx context.Context, f DeadFilter) iter.Seq2[DeadLetter, error] {
	return nil
}
func (c *Conn) DeadLetter(ctx context.Context, seq uint64) (DeadLetter, error) {
	return DeadLetter{}, errStub
}
func (c *Conn) Drop(ctx context.Context, seq uint64) error      { return errStub }
func (c *Conn) RetryDead(ctx context.Context, seq uint64) error { return errStub }

type States struct{}

func (c *Conn) States() *States { return &States{} }
func (s *States) Get(ctx context.Context, id string) (article.FetchState, bool, error) {
	return article.FetchState{}, false, errStub
}
func (s *States) Put(ctx context.Context, id string, st article.FetchState) error { return errStub }

type Seen struct{}

func (c *Conn) Seen() *Seen { return &Seen{} }

// Get: revision 0 means never seen.
func (s *Seen) Get(ctx context.Context, articleID string) (article.Seen, uint64, error) {
	return article.Seen{}, 0, errStub
}

// Put returns ErrConflict when the entry is no longer at revision.
func (s *Seen) Put(ctx context.Context, articleID string, seen article.Seen, revision uint64) error {
	return errStub
}

func (c *Conn) Tick(ctx context.Context, site string, tick time.Time) (won bool, err error) {
	return false, errStub
}
func (c *Conn) LastTick(ctx context.Context, site string) (time.Time, error) {
	return time.Time{}, errStub
} // zero: none

// Lock renews itself until Release; ErrHeld when another process has it.
type Lock struct{}

func (c *Conn) Lock(ctx context.Context, name string) (*Lock, error) { return nil, errStub }
func (l *Lock) Lost() <-chan struct{}                                { return nil }
func (l *Lock) Release(ctx context.Context) error                    { return errStub }

type FrontierConfig struct {
	Worker   string // stable and unique among running processes, so that a restart takes its partitions back at once; default random
	Inflight int    // links of one partition leased at a time; default 4
}
type Frontier struct{}

func (c *Conn) Frontier(ctx context.Context, cfg FrontierConfig) (*Frontier, error) {
	return nil, errStub
}
func (f *Frontier) Push(ctx context.Context, links []article.Link) (queued int, err error) {
	return 0, errStub
}
func (f *Frontier) Next(ctx context.Context) (*Lease, error)                 { return nil, errStub }
func (f *Frontier) Backlog(ctx context.Context, hosts []string) (int, error) { return 0, errStub }
func (f *Frontier) Close(ctx context.Context) error                          { return errStub }

type Lease struct{}

func (l *Lease) Link() article.Link                                               { return article.Link{} }
func (l *Lease) Extend() error                                                    { return errStub }
func (l *Lease) Done(ctx context.Context) error                                   { return errStub }
func (l *Lease) Defer(ctx context.Context, at time.Time, link article.Link) error { return errStub }
func (l *Lease) Release(ctx context.Context) error                                { return errStub }
func Partition(host string) int                                                   { return 0 }
