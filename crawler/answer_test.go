package crawler

import (
	"errors"
	"log/slog"
	"net/http"
	"reflect"
	"testing"
	"time"
)

func TestAnswer(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for name, want := range map[string]*answer{
		"page": {
			Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Unsure: true, Elapsed: time.Second,
			body: []byte("two lines\nand a \x00 byte"),
		},
		"robots.txt": {Allowed: true, Sitemaps: []string{"https://www.example.com/sitemap.xml"}, body: []byte{}},
		"not due":    failed(&notDueError{host: "www.example.com", at: at}),
		"failure":    failed(&visitError{outcome: Failed("dns"), transient: true, notBefore: at, status: 503, err: errors.New("no such host")}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parseAnswer(want.encode())
			if err != nil {
				t.Fatal(err)
			}
			if want.body == nil {
				want.body = []byte{}
			}
			if !reflect.DeepEqual(got, want) {
				t.Errorf("%+v\nwant %+v", got, want)
			}
		})
	}
	var closed *notDueError
	if err := failed(&notDueError{at: at}).err("www.example.com"); !errors.As(err, &closed) || closed.at != at || closed.host != "www.example.com" {
		t.Errorf("not due became %v", err)
	}
	var f *visitError
	if err := failed(errTruncated).err(""); !errors.As(err, &f) || f.outcome != Failed("truncated") || !f.transient {
		t.Errorf("a truncated body became %v", err)
	}
}

func TestAnswerToNonsense(t *testing.T) {
	t.Parallel()
	c, err := New(Config{}, nil, nil, nil, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for request, host := range map[string]string{
		"": "", "null": "", "[]": "", `{"url":"%"}`: "", `{"url":"ftp://www.example.com/"}`: "www.example.com",
		`{"url":"http://127.0.0.1:9/"}`: "127.0.0.1:9", `{"url":"http:///"}`: "",
	} {
		a, err := parseAnswer(c.Answer(t.Context(), host, unwanted(), []byte(request)))
		if err != nil {
			t.Errorf("%s: %v", request, err)
		} else if a.err("") == nil {
			t.Errorf("%s: answered with %+v", request, a)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add((&answer{Status: 200, body: []byte("x")}).encode())
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := parseAnswer(data)
		if err != nil {
			return
		}
		again, err := parseAnswer(a.encode())
		if err != nil || again.Status != a.Status || string(again.body) != string(a.body) {
			t.Errorf("%+v became %+v, %v", a, again, err)
		}
	})
}
