package web_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"newswire/article"
)

// event is one server-sent event.
type event struct{ id, name, data string }

// events opens a stream and returns it once the server has accepted it, so that what is published
// from then on comes.
func (s *service) events(t *testing.T, path, lastID string) *stream {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if lastID != "" {
		req.Header.Set("Last-Event-ID", lastID)
	}
	res, err := s.client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%s: %s, type %q", path, res.Status, res.Header.Get("Content-Type"))
	}
	return &stream{body: res.Body, lines: bufio.NewReader(res.Body)}
}

type stream struct {
	body  io.Closer
	lines *bufio.Reader
}

// next reads one event as browsers do; fields that are not of an article are passed over.
func (s *stream) next() (event, error) {
	var e event
	var data []string
	for {
		line, err := s.lines.ReadString('\n')
		if err != nil {
			return event{}, err
		}
		field, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch field {
		case "id":
			e.id = value
		case "event":
			e.name = value
		case "data":
			data = append(data, value)
		case "":
			if data != nil {
				e.data = strings.Join(data, "\n")
				return e, nil
			}
		}
	}
}

func (s *stream) mustNext(t *testing.T) event {
	t.Helper()
	e, err := s.next()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func decode(t *testing.T, e event) *article.Article {
	t.Helper()
	var a article.Article
	if err := json.Unmarshal([]byte(e.data), &a); err != nil {
		t.Fatalf("event %q: %v", e.data, err)
	}
	return &a
}

func TestEventsBringArticles(t *testing.T) {
	t.Parallel()
	room := &newsroom{}
	s := serve(t, room)
	stream := s.events(t, "/api/events", "")
	first := bridge()
	room.publish(t, first)
	e := stream.mustNext(t)
	if got := decode(t, e); e.name != "article" || e.id == "" || got.Title != first.Title || !got.PublishedAt.Equal(first.PublishedAt) {
		t.Errorf("event %+v, want the article %q", e, first.Title)
	}
	stream.body.Close()

	second := bridge()
	second.ID, second.Title = article.ID("https://www.example.com/ferry"), "Ferry resumes"
	room.publish(t, second)
	tests := []struct{ name, path, lastID string }{
		{"what was missed, by the browser's header", "/api/events", e.id},
		{"what was missed, by the page's mark", "/api/events?after=" + e.id, ""},
		{"header before mark", "/api/events?after=nonsense", e.id},
	}
	for _, tt := range tests {
		if got := decode(t, s.events(t, tt.path, tt.lastID).mustNext(t)); got.Title != second.Title {
			t.Errorf("%s: %q, want %q", tt.name, got.Title, second.Title)
		}
	}
	all := s.events(t, "/api/events?after=another-process", "")
	for _, want := range []string{first.Title, second.Title} {
		if got := decode(t, all.mustNext(t)); got.Title != want {
			t.Errorf("after a restart: %q, want %q", got.Title, want)
		}
	}

	var listed []*article.Article
	_, _, body := s.get(t, "/api/articles")
	if err := json.Unmarshal([]byte(body), &listed); err != nil {
		t.Fatal(err)
	}
	if len(listed) != 2 || listed[0].Title != second.Title || listed[1].Title != first.Title {
		t.Errorf("/api/articles = %s, want the newest first", body)
	}
}

func TestEndClosesStreams(t *testing.T) {
	t.Parallel()
	s := serve(t, &newsroom{})
	streams := []*stream{s.events(t, "/api/events", ""), s.events(t, "/events", "")}
	began := time.Now()
	if err := s.stop(); err != nil {
		t.Errorf("Run: %v", err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("the server took %s to end, want at most 3 s", took)
	}
	for _, stream := range streams {
		if _, err := stream.next(); !errors.Is(err, io.EOF) {
			t.Errorf("the stream ended with %v, want io.EOF", err)
		}
	}
}
