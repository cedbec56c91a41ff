package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"newswire/web"
)

// subscriber knows one callback.
type subscriber struct {
	err      error
	received []byte
	// entered, if set, gets an element for each Receive, which then waits for leave.
	entered chan struct{}
	leave   chan struct{}
}

func (s *subscriber) Known(_ context.Context, key, token string) (bool, error) {
	return key == "key" && token == "token", nil
}

func (s *subscriber) Verify(_ context.Context, key, token string, query url.Values) (string, bool, error) {
	return query.Get("hub.challenge"), key == "key" && token == "token", s.err
}

func (s *subscriber) Receive(_ context.Context, key, token string, _ http.Header, body []byte) (bool, error) {
	if s.entered != nil {
		s.entered <- struct{}{}
		<-s.leave
		return true, nil
	}
	s.received = body
	return key == "key" && token == "token", s.err
}

func TestHooks(t *testing.T) {
	t.Parallel()
	sub := &subscriber{}
	s := serveWith(t, web.Config{Subscriber: sub}, &newsroom{})
	ask := func(method, path, body string) (int, http.Header, string) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, s.url+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Host = "newswire.example.com" // as a proxy passes it on
		return s.do(t, req)
	}
	code, header, text := ask(http.MethodGet, "/websub/key/token?hub.challenge=%3Cscript%3E", "")
	if code != http.StatusOK || text != "<script>" || !strings.HasPrefix(header.Get("Content-Type"), "text/plain") || header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a challenge: %d %q %v", code, text, header)
	}
	for _, c := range []struct {
		method, path, body string
		err                error
		want               int
	}{
		{http.MethodGet, "/websub/key/guess", "", nil, http.StatusNotFound},
		{http.MethodPost, "/websub/key/token", "news", nil, http.StatusAccepted},
		{http.MethodPost, "/websub/key/guess", "news", nil, http.StatusGone},
		{http.MethodPost, "/websub/key/token", strings.Repeat("x", 9<<20), nil, http.StatusRequestEntityTooLarge},
		{http.MethodPost, "/websub/key/token", "news", errors.New("the queue is away"), http.StatusServiceUnavailable},
		{http.MethodGet, "/websub/key/token", "", errors.New("the bucket is away"), http.StatusServiceUnavailable},
		{http.MethodPut, "/websub/key/token", "news", nil, http.StatusMisdirectedRequest},
		{http.MethodGet, "/websub/", "", nil, http.StatusMisdirectedRequest},
		{http.MethodGet, "/", "", nil, http.StatusMisdirectedRequest},
		{http.MethodPost, "/", "", nil, http.StatusMisdirectedRequest},
	} {
		sub.err, sub.received = c.err, nil
		if code, _, text := ask(c.method, c.path, c.body); code != c.want {
			t.Errorf("%s %s: %d %q, want %d", c.method, c.path, code, text, c.want)
		}
		if (c.want == http.StatusRequestEntityTooLarge || c.want == http.StatusGone) && sub.received != nil {
			t.Errorf("%s %s: what is not wanted was read and handed on", c.method, c.path)
		}
	}
	s = serveWith(t, web.Config{}, &newsroom{})
	if code, _, _ := ask(http.MethodPost, "/websub/key/token", "news"); code != http.StatusMisdirectedRequest {
		t.Errorf("without a subscriber: %d", code)
	}
}

// TestDeliveriesAtATime: hubs that call while many others do are told to call again.
func TestDeliveriesAtATime(t *testing.T) {
	t.Parallel()
	const most, more = 16, 4
	sub := &subscriber{entered: make(chan struct{}, most+more), leave: make(chan struct{})}
	s := serveWith(t, web.Config{Subscriber: sub}, &newsroom{})
	codes := make(chan int, most+more)
	for range most + more {
		go func() {
			res, err := http.Post(s.url+"/websub/key/token", "application/rss+xml", strings.NewReader("news")) //nolint:noctx // a test's hub
			if err != nil {
				codes <- 0
				return
			}
			_ = res.Body.Close()
			codes <- res.StatusCode
		}()
	}
	for range most {
		<-sub.entered
	}
	for range more {
		if code := <-codes; code != http.StatusServiceUnavailable {
			t.Errorf("a hub too many: %d", code)
		}
	}
	close(sub.leave)
	for range most {
		if code := <-codes; code != http.StatusAccepted {
			t.Errorf("a hub: %d", code)
		}
	}
}
