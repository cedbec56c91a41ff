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
}

func (s *subscriber) Verify(_ context.Context, key, token string, query url.Values) (string, bool, error) {
	return query.Get("hub.challenge"), key == "key" && token == "token", s.err
}

func (s *subscriber) Receive(_ context.Context, key, token string, _ http.Header, body []byte) (bool, error) {
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
		if c.want == http.StatusRequestEntityTooLarge && sub.received != nil {
			t.Error("what is too large was handed on")
		}
	}
	s = serveWith(t, web.Config{}, &newsroom{})
	if code, _, _ := ask(http.MethodPost, "/websub/key/token", "news"); code != http.StatusMisdirectedRequest {
		t.Errorf("without a subscriber: %d", code)
	}
}
