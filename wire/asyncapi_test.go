package wire

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"newswire/article"
	"newswire/internal/embedded"
)

// description is what the tests read of the AsyncAPI document.
type description struct {
	Channels map[string]struct {
		Address  string
		Messages map[string]struct {
			Ref string `json:"$ref"`
		}
	}
	Operations map[string]struct {
		Action  string
		Channel struct {
			Ref string `json:"$ref"`
		}
	}
	Components struct {
		Schemas  map[string]*jsonschema.Schema
		Messages map[string]struct {
			Headers *jsonschema.Schema
		}
	}
}

func describe(t *testing.T) description {
	t.Helper()
	document, err := AsyncAPI()
	if err != nil {
		t.Fatal(err)
	}
	var d description
	if err := json.Unmarshal(document, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// check holds a value against a schema.
func check(t *testing.T, s *jsonschema.Schema, value any) error {
	t.Helper()
	resolved, err := s.CloneSchemas().Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return resolved.Validate(value)
}

// checkHeaders holds a message's headers against their schema, which must name each.
func checkHeaders(t *testing.T, s *jsonschema.Schema, h nats.Header) {
	t.Helper()
	values := map[string]any{}
	for key, list := range h {
		if s.Properties[key] == nil || len(list) != 1 {
			t.Errorf("header %s with values %q is not described", key, list)
		}
		values[key] = list[0]
	}
	if err := check(t, s, values); err != nil {
		t.Errorf("headers %v: %v", h, err)
	}
}

// matches tells whether an address with parameters describes a subject.
func matches(address, subject string) bool {
	pattern := regexp.MustCompile(`\\\{[a-z]+\\\}`).ReplaceAllString(regexp.QuoteMeta(address), "([a-z0-9-]{1,64}|_)")
	return regexp.MustCompile("^" + pattern + "$").MatchString(subject)
}

// stored returns every message of a stream, as any client gets it.
func stored(t *testing.T, c *Conn, stream string, n int) []*jetstream.RawStreamMsg {
	t.Helper()
	s, err := c.js.Stream(soon(t), stream)
	if err != nil {
		t.Fatal(err)
	}
	var all []*jetstream.RawStreamMsg
	for seq := range n {
		msg, err := s.GetMsg(soon(t), uint64(seq)+1)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"Nats-Stream", "Nats-Subject", "Nats-Sequence", "Nats-Time-Stamp"} {
			msg.Header.Del(key) // the server adds these when it is asked for one message
		}
		all = append(all, msg)
	}
	return all
}

func TestMessagesAreAsDescribed(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{MaxPayload: 64 << 10}), Config{})
	d := describe(t)
	noise := make([]byte, 150<<10)
	for i := range noise {
		noise[i] = 'a' + byte(rand.IntN(26))
	}
	bodies := []string{"One paragraph.", strings.Repeat("The same again. ", 20000), string(noise)}
	forms := map[string]int{} // of messages, by the headers that tell them
	for i, body := range bodies {
		a := fullArticle(t, "https://www.example.com/"+strconv.Itoa(i), body)
		event := Created
		if i > 0 {
			event = Updated
		}
		if err := c.Publish(soon(t), a, event, ""); err != nil {
			t.Fatal(err)
		}
	}
	// Each is buried, and the last comes back as a message of its own.
	for _, delivery := range receive(t, consume(t, c, ConsumeConfig{}), len(bodies)) {
		if err := delivery.Bury(soon(t), "store", "the store refuses it"); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Bury(soon(t), DeadLetter{Stage: "extract", Site: "daily", URL: "https://www.example.com/9", Reason: "no title"}); err != nil {
		t.Fatal(err)
	}
	letters := stored(t, c, streamDead, len(bodies)+1)
	if err := c.Revive(soon(t), uint64(len(bodies))); err != nil {
		t.Fatal(err)
	}

	for _, msg := range stored(t, c, streamArticles, len(bodies)+1) {
		if !matches(d.Channels["articles"].Address, msg.Subject) {
			t.Errorf("subject %s is not described", msg.Subject)
		}
		checkHeaders(t, d.Components.Messages["article"].Headers, msg.Header)
		data, err := c.payload(soon(t), msg.Header, msg.Data)
		if err != nil {
			t.Fatal(err)
		}
		var value any
		if err := json.Unmarshal(data, &value); err != nil {
			t.Fatal(err)
		}
		if err := check(t, d.Components.Schemas["article"], value); err != nil {
			t.Errorf("payload: %v", err)
		}
		forms[msg.Header.Get(headerContentEncoding)+" "+strconv.FormatBool(msg.Header.Get(headerObject) != "")]++
	}
	if forms[" false"] != 1 || forms["zstd false"] != 1 || forms["zstd true"] != 2 {
		t.Errorf("the messages' forms are %v, want one plain, one compressed, two by reference", forms)
	}
	for _, msg := range letters {
		if !matches(d.Channels["deadLetters"].Address, msg.Subject) {
			t.Errorf("subject %s is not described", msg.Subject)
		}
		checkHeaders(t, d.Components.Messages["deadLetter"].Headers, msg.Header)
	}
}

// fullArticle has a value in every field that has a schema of its own.
func fullArticle(t *testing.T, address, body string) *article.Article {
	t.Helper()
	a := newArticle(t, address, "Full")
	a.Authors, a.Tags, a.Rights = []string{"Ada Quill"}, []string{"bridge"}, []string{"noai"}
	a.PublishedAt, a.PublishedPrecision, a.PublishedZone = a.FetchedAt, article.PrecisionMinute, article.ZonePage
	a.Kind, a.Body = article.KindArticle, body
	a.Blocks = []article.Block{{Kind: article.BlockHeading, Text: "Full", Level: 2}, {Kind: article.BlockList, Text: "one", Items: []string{"one"}}}
	a.Images = []article.Image{{URL: "https://www.example.com/a.jpg", Credit: "Agency", Width: 640, Height: 480}}
	a.Publisher = &article.Publisher{Name: "The Daily"}
	a.Extraction = &article.Extraction{Rules: map[string]string{"title": "jsonld.headline"}, Confidence: 0.9, Version: 1}
	if err := a.Seal(); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestDescriptionRefuses makes sure that the tests above can fail.
func TestDescriptionRefuses(t *testing.T) {
	t.Parallel()
	headers := describe(t).Components.Messages["article"].Headers
	for _, tt := range []struct {
		name   string
		change func(map[string]any)
	}{
		{"another schema", func(h map[string]any) { h[headerSchema] = "2" }},
		{"an unknown event", func(h map[string]any) { h[headerEvent] = "moved" }},
		{"no event", func(h map[string]any) { delete(h, headerEvent) }},
		{"another encoding", func(h map[string]any) { h[headerContentEncoding] = "gzip" }},
		{"an object that is not compressed", func(h map[string]any) { h[headerObject] = "x" }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			h := map[string]any{nats.MsgIdHdr: "1", headerContentType: contentJSON, headerEvent: "created", headerSchema: schema}
			if err := check(t, headers, h); err != nil {
				t.Fatal(err)
			}
			tt.change(h)
			if check(t, headers, h) == nil {
				t.Errorf("%v is taken", h)
			}
		})
	}
}

// The document's parts refer to each other, and its version is the articles'.
func TestDescriptionIsWhole(t *testing.T) {
	t.Parallel()
	if want := strconv.Itoa(article.SchemaVersion); schema != want {
		t.Errorf("%s: %s is sent, the article schema is version %s", headerSchema, schema, want)
	}
	d := describe(t)
	for name, channel := range d.Channels {
		for message, reference := range channel.Messages {
			if _, ok := d.Components.Messages[message]; !ok || reference.Ref != "#/components/messages/"+message {
				t.Errorf("channel %s refers to %q for %s", name, reference.Ref, message)
			}
		}
	}
	for name, operation := range d.Operations {
		channel := strings.TrimPrefix(operation.Channel.Ref, "#/channels/")
		if _, ok := d.Channels[channel]; !ok || operation.Action != "send" {
			t.Errorf("operation %s: %s on %q", name, operation.Action, operation.Channel.Ref)
		}
	}
}
