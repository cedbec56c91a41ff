package wire

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/internal/embedded"
)

func consume(t *testing.T, c *Conn, cfg ConsumeConfig) *Consumer {
	t.Helper()
	if cfg.Durable == "" {
		cfg.Durable = "store"
	}
	k, err := c.Consume(soon(t), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// receive returns the next n deliveries.
func receive(t *testing.T, k *Consumer, n int) []*Delivery {
	t.Helper()
	ctx := soon(t)
	var all []*Delivery
	for len(all) < n {
		batch, err := k.Batch(ctx, n-len(all), time.Second)
		if err != nil {
			t.Fatalf("after %d of %d: %v", len(all), n, err)
		}
		all = append(all, batch...)
	}
	return all
}

func publish(t *testing.T, c *Conn, a *article.Article) {
	t.Helper()
	if err := c.Publish(soon(t), a, Created, ""); err != nil {
		t.Fatal(err)
	}
}

func TestPublishedArrivesWhole(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{MaxPayload: 64 << 10}), Config{})
	noise := make([]byte, 150<<10)
	for i := range noise {
		noise[i] = 'a' + byte(rand.IntN(26))
	}
	k := consume(t, c, ConsumeConfig{})
	for _, test := range []struct {
		name, body       string
		encoding, object bool
	}{
		{name: "small", body: "One paragraph."},
		{name: "large, compressed", body: strings.Repeat("The same again. ", 20000), encoding: true},
		{name: "larger, by reference", body: string(noise), encoding: true, object: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := newArticle(t, "https://www.example.com/"+strings.Fields(test.name)[0], test.name)
			a.Body = test.body
			if err := a.Seal(); err != nil {
				t.Fatal(err)
			}
			if err := c.Publish(soon(t), a, Updated, ""); err != nil {
				t.Fatal(err)
			}
			publish(t, c, a) // the same version again has no effect
			d := receive(t, k, 1)[0]
			if d.Err != nil || !reflect.DeepEqual(d.Article, a) {
				t.Errorf("arrived otherwise (error %v)", d.Err)
			}
			if d.Event != Updated || d.Attempt != 1 || d.Subject != "news.article.daily.economie-finance" || time.Since(d.PublishedAt) > time.Minute {
				t.Errorf("event %s, attempt %d, subject %s, at %s", d.Event, d.Attempt, d.Subject, d.PublishedAt)
			}
			h := d.msg.Headers()
			if got := h.Get("Content-Encoding") == "zstd"; got != test.encoding {
				t.Errorf("compressed: %v", got)
			}
			if got := h.Get("Newswire-Object") != ""; got != test.object {
				t.Errorf("by reference: %v", got)
			}
			if h.Get("Content-Type") != "application/json" || h.Get("Newswire-Schema") != "1" || !strings.HasPrefix(h.Get("Nats-Msg-Id"), a.ID) {
				t.Errorf("headers %v", h)
			}
			if err := d.Ack(soon(t)); err != nil {
				t.Error(err)
			}
			if n, err := k.Pending(soon(t)); n != 0 || err != nil {
				t.Errorf("%d pending after the acknowledgement, %v", n, err)
			}
		})
	}
}

func TestPublishWaitsForTheServer(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	c := connect(t, s, Config{})
	k := consume(t, c, ConsumeConfig{})
	kept := newArticle(t, "https://www.example.com/before", "Before")
	publish(t, c, kept)
	before := receive(t, k, 1)[0]
	s.Close()
	short, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if err := before.Ack(short); err == nil {
		t.Error("acknowledged to a server that is away")
	}
	if err := c.Publish(short, kept, Created, ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("publishing to a server that is away: %v", err)
	}
	done := make(chan error, 1)
	late := newArticle(t, "https://www.example.com/during", "During")
	go func() { done <- c.Publish(soon(t), late, Created, "") }()
	eventually(t, "the client has noticed", func() bool { return !c.Connected() })
	s.start(t)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if err := before.Ack(soon(t)); err != nil {
		t.Errorf("acknowledging after the restart: %v", err)
	}
	if d := receive(t, k, 1)[0]; d.Err != nil || d.Article.ID != late.ID {
		t.Errorf("after the restart: %+v", d)
	}
}

func TestPublishPausesWhenFull(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{ArticlesMaxBytes: 20 << 10, ArticlesMaxAge: 3 * time.Second})
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	published := 0
	var err error
	for ; err == nil; published++ {
		err = c.Publish(ctx, newArticle(t, fmt.Sprintf("https://www.example.com/%d", published), "Title"), Created, "")
	}
	if !errors.Is(err, ErrFull) || published < 5 {
		t.Fatalf("after %d articles: %v, want ErrFull", published, err)
	}
	// As old articles leave by age, the same call goes through.
	if err := c.Publish(soon(t), newArticle(t, "https://www.example.com/last", "Last"), Created, ""); err != nil {
		t.Error(err)
	}
}

func TestConsumer(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{})
	for i := range 10 {
		publish(t, c, newArticle(t, fmt.Sprintf("https://www.example.com/%d", i), "Title"))
	}
	sport := newArticle(t, "https://www.example.com/sport", "Match")
	sport.Category = "Sport"
	publish(t, c, sport)

	filtered := consume(t, c, ConsumeConfig{Durable: "sport", Subject: "news.article.*.sport"})
	if d := receive(t, filtered, 1)[0]; d.Article.ID != sport.ID {
		t.Errorf("the filter let %s through", d.Subject)
	}
	late := consume(t, c, ConsumeConfig{Durable: "late", Since: time.Now().Add(time.Hour)})
	if batch, err := late.Batch(soon(t), 5, 50*time.Millisecond); len(batch) != 0 || err != nil {
		t.Errorf("%d articles of the future, %v", len(batch), err)
	}
	k := consume(t, c, ConsumeConfig{})
	if n, err := k.Pending(soon(t)); n != 11 || err != nil {
		t.Errorf("%d pending, %v; want 11", n, err)
	}
	batch, err := k.Batch(soon(t), 100, time.Minute)
	if err != nil || len(batch) != 11 {
		t.Fatalf("%d articles, %v; want what is there, at once", len(batch), err)
	}
	for _, d := range batch[1:] {
		if err := d.Ack(soon(t)); err != nil {
			t.Fatal(err)
		}
	}
	if err := batch[0].Retry(soon(t), 10*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	k = consume(t, c, ConsumeConfig{Since: time.Now()}) // goes on where it was
	again := receive(t, k, 1)[0]
	if again.Attempt != 2 || again.Sequence != batch[0].Sequence {
		t.Errorf("attempt %d of message %d, want 2 of %d", again.Attempt, again.Sequence, batch[0].Sequence)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if batch, err := k.Batch(ctx, 5, time.Minute); len(batch) > 0 || err != nil && !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%d articles when the context ended, %v", len(batch), err)
	}
}

func TestTail(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{})
	start := time.Now().Add(-time.Minute)
	for i := range 3 {
		publish(t, c, newArticle(t, fmt.Sprintf("https://www.example.com/%d", i), fmt.Sprint(i)))
	}
	var titles []string
	for d, err := range c.Tail(soon(t), TailConfig{Since: start, Subject: "news.article.daily.*"}) {
		if err != nil {
			t.Fatal(err)
		}
		if titles = append(titles, d.Article.Title); len(titles) == 3 {
			break
		}
	}
	if strings.Join(titles, " ") != "0 1 2" {
		t.Errorf("titles %v", titles)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	for d, err := range c.Tail(ctx, TailConfig{}) {
		t.Errorf("nothing new was published: %+v, %v", d, err)
	}
}

// TestTraces holds that a connection hears of what others publish, without the articles, and not of its own.
func TestTraces(t *testing.T) {
	t.Parallel()
	server := startServer(t, embedded.NATSConfig{})
	c, other := connect(t, server, Config{}), connect(t, server, Config{})
	start := time.Now().Add(-time.Minute)
	for i, p := range []struct {
		by    *Conn
		trace string
	}{{c, "own"}, {other, "first"}, {other, ""}, {c, "own"}, {other, "last"}} {
		a := newArticle(t, fmt.Sprintf("https://www.example.com/%d", i), fmt.Sprint(i))
		if err := p.by.Publish(soon(t), a, Created, p.trace); err != nil {
			t.Fatal(err)
		}
	}
	var heard []string
	for trace, err := range c.Traces(soon(t), start) {
		if err != nil {
			t.Fatal(err)
		}
		if trace.PublishedAt.Before(start) || trace.PublishedAt.After(time.Now().Add(time.Minute)) {
			t.Errorf("published at %s", trace.PublishedAt)
		}
		if heard = append(heard, trace.Text); trace.Text == "last" {
			break
		}
	}
	if strings.Join(heard, " ") != "first last" {
		t.Errorf("heard %q", heard)
	}
}

func TestDeadLetters(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{MaxPayload: 64 << 10}), Config{})
	k := consume(t, c, ConsumeConfig{})
	a := newArticle(t, "https://www.example.com/dead", "Dead")
	publish(t, c, a)
	if _, err := c.js.Publish(soon(t), "news.article.daily.war", []byte("{not JSON")); err != nil {
		t.Fatal(err)
	}
	for _, d := range receive(t, k, 2) {
		if d.Subject == "news.article.daily.war" && (d.Err == nil || d.Article != nil) {
			t.Errorf("a message that is no article: %v, %v", d.Article, d.Err)
		}
		if err := d.Bury(soon(t), "store", "no\nroom"); err != nil {
			t.Fatal(err)
		}
	}
	page := DeadLetter{
		Stage: "extract", Site: "other", Reason: strings.Repeat("long ", 1000), URL: "https://other.example/",
		Attempts: 3, Payload: []byte(strings.Repeat("x", 1<<20)),
	}
	if err := c.Bury(soon(t), page); err != nil {
		t.Fatal(err)
	}
	letters := func(f DeadFilter) (list []DeadLetter) {
		for d, err := range c.DeadLetters(soon(t), f) {
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, d)
		}
		return list
	}
	all := letters(DeadFilter{})
	if len(all) != 3 {
		t.Fatalf("%d letters, want 3", len(all))
	}
	first, second, third := all[0], all[1], all[2]
	if first.ArticleID != a.ID || first.Reason != "no room" || first.Stage != "store" || first.Attempts != 1 || first.URL != a.CanonicalURL {
		t.Errorf("an article's letter: %+v", first)
	}
	var back article.Article
	if err := json.Unmarshal(first.Payload, &back); err != nil || back.ID != a.ID {
		t.Errorf("its payload: %v", err)
	}
	if string(second.Payload) != "{not JSON" || second.Site != "" {
		t.Errorf("the unreadable one's letter: %+v", second)
	}
	if len(third.Payload) != 1<<20 || third.Attempts != 3 || len(third.Reason) > 1<<10 {
		t.Errorf("the page's letter has %d bytes, %d attempts, a reason of %d bytes", len(third.Payload), third.Attempts, len(third.Reason))
	}
	if got := letters(DeadFilter{Stage: "extract"}); len(got) != 1 || got[0].Site != "other" {
		t.Errorf("by stage: %d letters", len(got))
	}
	if got := letters(DeadFilter{Site: "nobody"}); len(got) != 0 {
		t.Errorf("by site: %d letters", len(got))
	}

	if err := c.Revive(soon(t), first.Seq); err != nil {
		t.Fatal(err)
	}
	if d := receive(t, k, 1)[0]; d.Err != nil || d.Article.ID != a.ID || d.Event != Created {
		t.Errorf("revived: %+v", d)
	}
	if err := c.Revive(soon(t), third.Seq); err == nil {
		t.Error("revived a letter that came from no subject")
	}
	if err := c.Drop(soon(t), second.Seq); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"revive": c.Revive(soon(t), first.Seq),
		"drop":   c.Drop(soon(t), second.Seq),
		"never":  c.Drop(soon(t), 999),
	} {
		if !errors.Is(err, ErrNoLetter) {
			t.Errorf("%s a letter that is gone: %v", name, err)
		}
	}
	if got := letters(DeadFilter{}); len(got) != 1 {
		t.Errorf("%d letters left, want 1", len(got))
	}
}
