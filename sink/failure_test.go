package sink

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"newswire/article"
	"newswire/internal/embedded"
)

func TestFailureIsPermanentOnlyForTheDocumentsFault(t *testing.T) {
	t.Parallel()
	writeErrors := func(codes ...int) mongo.WriteException {
		var e mongo.WriteException
		for i, c := range codes {
			e.WriteErrors = append(e.WriteErrors, mongo.WriteError{Index: i, Code: c})
		}
		return e
	}
	unconfirmed := writeErrors()
	unconfirmed.WriteConcernError = &mongo.WriteConcernError{Code: 64, Name: "WriteConcernTimeout"}
	both := writeErrors(codeDocumentValidationFailure)
	both.WriteConcernError = unconfirmed.WriteConcernError

	for _, tt := range []struct {
		name string
		err  error
		want bool
	}{
		{"validation", writeErrors(121), true},
		{"validation, wrapped", fmt.Errorf("writing: %w", writeErrors(121)), true},
		{"validation, and no majority", both, true},
		{"no majority", unconfirmed, false},
		{"disk full", writeErrors(14031), false},
		{"too large, as a command", mongo.CommandError{Code: 10334}, true},
		{"not primary", mongo.CommandError{Code: 10107, Labels: []string{"RetryableWriteError"}}, false},
		{"unauthorized", mongo.CommandError{Code: 13}, false},
		{"interrupted", mongo.CommandError{Code: 11601}, false},
		{"timeout", context.DeadlineExceeded, false},
		{"raced", errRaced, false},
	} {
		err := failure(tt.err)
		if got := errors.Is(err, ErrPermanent); got != tt.want {
			t.Errorf("%s: permanent is %t, want %t", tt.name, got, tt.want)
		}
		if !strings.Contains(err.Error(), tt.err.Error()) {
			t.Errorf("%s: the cause is lost in %q", tt.name, err)
		}
	}
}

func TestDocumentThatBreaksTheCommandStandsAlone(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	batch := []*article.Article{anArticle(t, 1, 0, nil), anArticle(t, 2, 0, nil), anArticle(t, 3, 0, nil)}
	var raws []bson.Raw
	for i, a := range batch {
		d := document{Article: *a}
		if i == 1 {
			d.Extraction.Confidence = math.NaN() // FerretDB hangs up
		}
		raw, err := encode(d)
		if err != nil {
			t.Fatal(err)
		}
		raws = append(raws, raw)
	}
	results := make([]Result, len(batch))
	// The first article may be stored before the connection breaks.
	for _, i := range m.insert(t.Context(), raws, []int{0, 1, 2}, results) {
		results[i] = m.revise(t.Context(), batch[i])
	}
	for _, i := range []int{0, 2} {
		if results[i].Err != nil {
			t.Errorf("article %d: %v", i, results[i].Err)
		}
	}
	if m.server.name == "FerretDB" && results[1].Err == nil {
		t.Error("FerretDB takes NaN now, and the guard against it can go")
	}
}

// TestWriteOutlivesTheServer stops the server and starts it again on its port.
func TestWriteOutlivesTheServer(t *testing.T) {
	t.Parallel()
	cfg := embedded.StoreConfig{Dir: t.TempDir()}
	start := func() *embedded.Store {
		s, err := embedded.StartStore(t.Context(), cfg, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	stop := func(s *embedded.Store) {
		if err := s.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	}
	s := start()
	address, err := url.Parse(s.URI())
	if err != nil {
		t.Fatal(err)
	}
	cfg.Listen = address.Host
	m, err := Open(t.Context(), Config{URI: s.URI(), ConnectTimeout: 300 * time.Millisecond}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	var batch []*article.Article
	for page := range 50 {
		batch = append(batch, anArticle(t, page, 0, nil))
	}
	write(t, m, batch[:25]...)
	stop(s)

	began := time.Now()
	for i, r := range m.Write(t.Context(), batch) {
		if r.Err == nil || errors.Is(r.Err, ErrPermanent) {
			t.Errorf("article %d without a server: %v; want a transient error", i, r.Err)
		}
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("giving up took %v", took)
	}

	s = start()
	for i, r := range write(t, m, batch...) {
		if want := map[bool]Status{true: Unchanged, false: Created}[i < 25]; r.Status != want {
			t.Errorf("article %d after the restart: %s, want %s", i, r.Status, want)
		}
	}
	if err := m.Close(t.Context()); err != nil {
		t.Error(err)
	}
	stop(s)
}
