package crawler

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"sync"
	"testing"
	"time"

	"newswire/site"
)

// fleeting are Owners of which this process has every host, and loses it when lose is called.
type fleeting struct {
	mu     sync.Mutex
	cancel context.CancelFunc // of the latest Hold
}

func (o *fleeting) Hold(ctx context.Context, _ string) (context.Context, Held, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	held, cancel := context.WithCancel(ctx)
	o.cancel = cancel
	return held, Held{Until: context.WithCancel, Release: cancel}, nil
}

// unwanted is a host that nobody else wants.
func unwanted() Held { return Held{Until: context.WithCancel, Release: func() {}} }

func (o *fleeting) lose() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.cancel()
}

func (o *fleeting) Ask(context.Context, string, []byte) ([]byte, error) { return nil, ErrElsewhere }

// TestHostLostMeanwhile: a request that is broken off since the host goes to another process is made again.
func TestHostLostMeanwhile(t *testing.T) {
	t.Parallel()
	o := &fleeting{}
	s := serve(t, map[string]http.HandlerFunc{"/page": inTurn(func(_ http.ResponseWriter, r *http.Request) {
		o.lose()
		<-r.Context().Done() // nothing is answered before the request is broken off
	}, html("<p>There"))})
	b := newBench(t, Config{Owners: o, Workers: 1}, site.Site{Name: "daily", Pace: quick, Hosts: []string{s.host()}})
	res, free, err := b.visitor.door.get(t.Context(), t.Context(), request{url: s.URL + "/page", limit: 1000}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	free()
	if res.status != http.StatusOK || s.hits("/page") != 2 {
		t.Errorf("status %d after %d requests, want 200 after 2", res.status, s.hits("/page"))
	}
}

// TestHostLostAfterwards: a response that was in when the host went to another process counts: asked for again,
// it would keep the slot that the first one holds.
func TestHostLostAfterwards(t *testing.T) {
	t.Parallel()
	o := &fleeting{}
	b := newBench(t, Config{Owners: o, Workers: 1}, site.Site{Name: "daily", Pace: quick, Hosts: []string{"www.example.com"}})
	calls := 0
	err := b.visitor.door.with(t.Context(), t.Context(), "www.example.com", time.Minute, func(_, _ context.Context) error {
		calls++
		o.lose()
		return nil
	}, func() errand { return errand{} }, func(*answer) { t.Error("another process answered") })
	if err != nil || calls != 1 {
		t.Errorf("asked %d times, then %v: want once", calls, err)
	}
}

// TestAnswerBounds: a request that comes from another process is made within this one's own bounds.
func TestAnswerBounds(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{
		"/long": func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, sitemapLimit+1)) },
		"/page": html("<p>There"),
	})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Hosts: []string{s.host()}})
	for _, tt := range []struct {
		path  string
		limit int64
		want  Outcome
	}{
		{"/page", math.MaxInt64, ""},
		{"/long", math.MaxInt64, Failed("too_large")},
		{"/page", math.MinInt64, Failed("too_large")},
	} {
		address, want := s.URL+tt.path, tt.want
		request, err := json.Marshal(errand{URL: address, Limit: tt.limit, Patience: math.MaxInt64})
		if err != nil {
			t.Fatal(err)
		}
		a, err := parseAnswer(b.Answer(t.Context(), s.host(), unwanted(), request))
		if err != nil {
			t.Fatal(err)
		}
		var f *visitError
		switch err := a.err(""); {
		case want == "" && (err != nil || a.Status != http.StatusOK):
			t.Errorf("%s: status %d, %v", address, a.Status, err)
		case want != "" && (!errors.As(err, &f) || f.outcome != want):
			t.Errorf("%s: %v, want %s", address, err, want)
		}
	}
}

// TestAnswerOwnHostsAlone: a request for another host than the one that this process was asked as the owner of is
// not made.
func TestAnswerOwnHostsAlone(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/page": html("<p>There")})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: quick, Hosts: []string{s.host()}})
	for _, e := range []errand{{URL: s.URL + "/page", Limit: 1000}, {URL: s.URL + "/page", Robots: true}} {
		request, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		a, err := parseAnswer(b.Answer(t.Context(), "www.example.com", unwanted(), request))
		if err != nil || a.err("") == nil {
			t.Errorf("%+v was answered: %+v, %v", e, a, err)
		}
	}
	if s.hits("/page")+s.hits("/robots.txt") > 0 {
		t.Error("a request was made")
	}
}

// TestAnswerMakesWay: an errand that waits for its host's turn is left to the process that is to have the host.
func TestAnswerMakesWay(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]http.HandlerFunc{"/page": html("<p>There")})
	b := newBench(t, Config{}, site.Site{Name: "daily", Pace: site.Pace{Delay: time.Minute}, Hosts: []string{s.host()}})
	for _, e := range []errand{{URL: s.URL + "/page", Limit: 1000, Patience: time.Hour}, {URL: s.URL + "/page", Robots: true, Patience: time.Hour}} {
		request, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		h := unwanted()
		h.Since = time.Now()
		h.Until = func(ctx context.Context) (context.Context, context.CancelFunc) {
			waiting, cancel := context.WithCancel(ctx)
			time.AfterFunc(20*time.Millisecond, cancel)
			return waiting, cancel
		}
		if reply := b.Answer(t.Context(), s.host(), h, request); reply != nil {
			t.Errorf("%+v was answered with %s", e, reply)
		}
	}
	if s.hits("/page")+s.hits("/robots.txt") > 0 {
		t.Error("a request was made")
	}
}
