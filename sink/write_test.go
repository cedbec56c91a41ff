package sink

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"

	"newswire/article"
)

func TestWriteTellsWhatBecameOfEach(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	first := anArticle(t, 1, 10, titled("A"))
	second := anArticle(t, 1, 20, titled("B"))

	for _, step := range []struct {
		name  string
		batch []*article.Article
		want  []Result
	}{
		{"nothing", nil, []Result{}},
		{"new", []*article.Article{first, anArticle(t, 2, 10, nil)},
			[]Result{{Created, 1, nil}, {Created, 1, nil}}},
		{"again, beside a new one", []*article.Article{first, anArticle(t, 3, 10, nil)},
			[]Result{{Unchanged, 1, nil}, {Created, 1, nil}}},
		{"the same record, fetched later", []*article.Article{anArticle(t, 1, 15, titled("A"))},
			[]Result{{Unchanged, 1, nil}}},
		{"changed", []*article.Article{second}, []Result{{Updated, 2, nil}}},
		{"changed, again", []*article.Article{second}, []Result{{Unchanged, 2, nil}}},
		{"the first, late", []*article.Article{first}, []Result{{Superseded, 1, nil}}},
		{"one before the first", []*article.Article{anArticle(t, 1, 5, titled("0"))}, []Result{{Superseded, 1, nil}}},
		{"the first, later still", []*article.Article{first}, []Result{{Superseded, 2, nil}}},
		{"two versions in a batch", []*article.Article{anArticle(t, 4, 10, titled("A")), anArticle(t, 4, 20, titled("B"))},
			[]Result{{Created, 1, nil}, {Updated, 2, nil}}},
	} {
		if got := m.Write(t.Context(), step.batch); !slices.Equal(got, step.want) {
			t.Errorf("%s: got %v, want %v", step.name, got, step.want)
		}
	}

	current, err := m.Get(t.Context(), first.ID)
	if err != nil || current.Title != "B" || current.Revision != 3 {
		t.Errorf("current is %+v, %v; want B, revision 3", current, err)
	}
	revisions, err := m.Revisions(t.Context(), first.ID)
	if err != nil || len(revisions) != 2 || revisions[0].Title != "0" || revisions[1].Title != "A" ||
		revisions[1].Revision != 2 || revisions[1].ID != first.ID {
		t.Errorf("revisions are %v, %v; want 0 and A", revisions, err)
	}
	if n, err := m.Count(t.Context()); err != nil || n != 4 {
		t.Errorf("Count: %d, %v; want 4", n, err)
	}
}

func TestWriteRefusesOneArticleAlone(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	unsealed := &article.Article{URL: "https://www.example.com/unsealed"}
	large := anArticle(t, 2, 0, nil)
	large.Body = strings.Repeat("x", maxDocument)
	dotted := anArticle(t, 3, 0, func(a *article.Article) { a.Extraction.Rules = map[string]string{"$x": "h1"} })
	number := anArticle(t, 5, 0, nil)
	number.Extraction.Confidence = math.NaN()
	results := m.Write(t.Context(), []*article.Article{anArticle(t, 1, 0, nil), unsealed, large, dotted, anArticle(t, 4, 0, nil), number})

	for i, want := range []bool{false, true, true, m.server.name == "FerretDB", false, true} {
		if got := errors.Is(results[i].Err, ErrPermanent); got != want || !want && results[i].Err != nil {
			t.Errorf("article %d: permanent is %t, %v; want %t", i, got, results[i].Err, want)
		}
	}
	for _, i := range []int{0, 4} {
		if results[i].Status != Created {
			t.Errorf("article %d is %q, want created", i, results[i].Status)
		}
	}
}

func TestWriteFailsTransientlyWithoutServer(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	write(t, m, anArticle(t, 1, 0, nil))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for i, r := range m.Write(ctx, []*article.Article{anArticle(t, 1, 1, titled("B")), anArticle(t, 2, 0, nil)}) {
		if r.Err == nil || errors.Is(r.Err, ErrPermanent) {
			t.Errorf("article %d: %v; want a transient error", i, r.Err)
		}
	}
}

func TestWriteAsksForAMajority(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	sent := map[string]bson.Raw{}
	m := connect(t, &event.CommandMonitor{Started: func(_ context.Context, e *event.CommandStartedEvent) {
		mu.Lock()
		defer mu.Unlock()
		sent[e.CommandName] = slices.Clone(e.Command)
	}})
	write(t, m, anArticle(t, 1, 0, nil))
	mu.Lock()
	insert := sent["insert"]
	mu.Unlock()
	if ordered, ok := insert.Lookup("ordered").BooleanOK(); !ok || ordered {
		t.Errorf("insert sent with ordered %v", insert.Lookup("ordered"))
	}
	write(t, m, anArticle(t, 1, 1, titled("B")))

	mu.Lock()
	defer mu.Unlock()
	for _, name := range []string{"insert", "update"} {
		if w := sent[name].Lookup("writeConcern", "w").StringValue(); w != "majority" {
			t.Errorf("%s sent with write concern %q", name, w)
		}
	}
	if level := sent["find"].Lookup("readConcern", "level").StringValue(); level != "majority" {
		t.Errorf("find sent with read concern %q", level)
	}
}
