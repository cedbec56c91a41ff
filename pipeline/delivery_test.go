package pipeline_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"newswire/article"
	"newswire/internal/embedded"
	"newswire/pipeline"
	"newswire/sink"
	"newswire/wire"
)

// titles are the versions of each page, fetched ten minutes apart: it comes back to an earlier record, and
// that one is fetched twice.
var titles = []string{"A", "B", "A", "A", "C"}

// wantVersions is what is stored of them.
const wantVersions = "1: A@0\n2: B@10\n3: A@20\n4: C@40\n"

const pages = 6

// editions returns every fetch of every page, in order.
func editions(t *testing.T) []*article.Article {
	t.Helper()
	var all []*article.Article
	for page := range pages {
		for i, title := range titles {
			address := fmt.Sprintf("https://www.example.com/%d", page)
			a := &article.Article{
				URL: address, CanonicalURL: address, Site: "example", Title: title, Body: "Body.",
				FetchedAt:  time.Date(2025, 1, 24, 9, 10*i, 0, 0, time.UTC),
				Extraction: &article.Extraction{Version: 1},
			}
			if err := a.Seal(); err != nil {
				t.Fatal(err)
			}
			all = append(all, a)
		}
	}
	return all
}

// TestDeliveryIsTheSameWhateverTheOrder publishes versions of articles in any order, some twice and some
// under other message IDs, to a consumer that shares its work with one that gives articles back, dies with
// them, and dies after it has stored them.
func TestDeliveryIsTheSameWhateverTheOrder(t *testing.T) {
	t.Parallel()
	conn := connect(t)
	server, err := embedded.StartStore(t.Context(), embedded.StoreConfig{Dir: t.TempDir()}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	ids := 0 // numbers messages, so that no round's IDs are another's
	var first map[string]string
	for round := range 4 {
		mongo := openRound(t, server, round)
		sent := editions(t)
		random := rand.New(rand.NewPCG(7, uint64(round))) //nolint:gosec // repeatable
		if round > 0 {
			sent = append(sent, sent...)
			random.Shuffle(len(sent), func(i, j int) { sent[i], sent[j] = sent[j], sent[i] })
		}
		deliver(t, conn, mongo, sent, random, &ids, round > 0)
		got := held(t, mongo)
		if round == 0 {
			first = got
			for id, versions := range got {
				if titlesOf(t, versions) != wantVersions {
					t.Errorf("article %s in order: stored\n%swant\n%s", id, titlesOf(t, versions), wantVersions)
				}
			}
		}
		if len(got) != pages {
			t.Errorf("round %d: %d articles stored, want %d", round, len(got), pages)
		}
		for id, want := range first {
			if got[id] != want {
				t.Errorf("round %d: article %s is stored as\n%s\nin order it is\n%s", round, id, got[id], want)
			}
		}
	}
	for letter, err := range conn.DeadLetters(t.Context(), wire.DeadFilter{}) {
		t.Errorf("dead letter %+v, error %v; want none", letter, err)
	}
}

// openRound opens a database of the round's own.
func openRound(t *testing.T, server *embedded.Store, round int) *sink.Mongo {
	t.Helper()
	cfg := sink.Config{URI: server.URI(), Database: fmt.Sprintf("round%d", round)}
	mongo, err := sink.Open(t.Context(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := mongo.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	if err := server.IndexIDs(t.Context()); err != nil {
		t.Fatal(err)
	}
	return mongo
}

// deliver publishes what is sent and returns when all of it is stored and acknowledged. A hostile delivery
// goes wrong in every way on its way there.
func deliver(t *testing.T, conn *wire.Conn, mongo *sink.Mongo, sent []*article.Article, random *rand.Rand, ids *int, hostile bool) {
	t.Helper()
	store, err := pipeline.NewStore(t.Context(), conn, mongo, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	// It shares the store's consumer, whose articles now come back after a moment.
	thief, err := conn.Consume(t.Context(), wire.ConsumeConfig{Durable: "store", AckWait: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range sent {
		*ids++
		a.Revision = *ids // part of the message's ID; the store gives numbers of its own
		for range 1 + random.IntN(2) {
			if err := conn.Publish(t.Context(), a, wire.Updated, ""); err != nil {
				t.Fatal(err)
			}
		}
		if hostile && i%5 == 4 {
			steal(t, thief, mongo, random)
		}
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	var running errgroup.Group
	running.Go(func() error { return store.Run(ctx) })
	for pending := uint64(1); pending > 0; {
		if pending, err = store.Pending(ctx); err != nil {
			t.Fatalf("%d articles are not stored: %v", pending, err)
		}
		time.Sleep(5 * time.Millisecond)
	}
	stop()
	if err := running.Wait(); err != nil {
		t.Fatal(err)
	}
}

// steal takes some deliveries and acknowledges none, so that all of them must come again.
func steal(t *testing.T, thief *wire.Consumer, mongo *sink.Mongo, random *rand.Rand) {
	t.Helper()
	taken, err := thief.Batch(t.Context(), 1+random.IntN(4), time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if len(taken) == 0 {
		t.Fatal("nothing to steal: the round is not hostile")
	}
	for _, d := range taken {
		switch random.IntN(3) {
		case 0: // given back, behind what comes after it
			if err := d.Retry(t.Context(), 0); err != nil {
				t.Fatal(err)
			}
		case 1: // stored, but the process dies before it says so
			if result := mongo.Write(t.Context(), []*article.Article{d.Article})[0]; result.Err != nil {
				t.Fatal(result.Err)
			}
		case 2: // the process dies at once
		}
	}
}

// held returns all versions of each stored article, as JSON.
func held(t *testing.T, mongo *sink.Mongo) map[string]string {
	t.Helper()
	all := map[string]string{}
	for a, err := range mongo.Articles(t.Context(), sink.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := all[a.ID]; twice {
			t.Errorf("article %s is stored twice", a.ID)
		}
		versions, err := mongo.Revisions(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(append(versions, a))
		if err != nil {
			t.Fatal(err)
		}
		all[a.ID] = string(data)
	}
	return all
}

// titlesOf describes versions, one a line: number, title and minute of the first fetch.
func titlesOf(t *testing.T, versions string) string {
	t.Helper()
	var list []article.Article
	if err := json.Unmarshal([]byte(versions), &list); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, a := range list {
		fmt.Fprintf(&b, "%d: %s@%d\n", a.Revision, a.Title, a.FetchedAt.Minute())
	}
	return b.String()
}
