package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"go/format"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"newswire/article"
	"newswire/internal/embedded"
	"newswire/wire"
)

// examples returns the code blocks of docs/consuming.md in one language, by the name in their first line:
// "// Command NAME ...", "// NAME.js ..." or "# NAME".
func examples(t *testing.T, language string) map[string]string {
	t.Helper()
	document, err := os.ReadFile("../../docs/consuming.md")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`^(?:// Command (\w+)|// (\w+\.js)|# (.*))`)
	blocks := map[string]string{}
	for _, m := range regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllStringSubmatch(string(document), -1) {
		name := named.FindStringSubmatch(m[1])
		if name == nil {
			t.Fatalf("an example has no name: %.80s", m[1])
		}
		blocks[strings.Join(name[1:], "")] = m[1]
	}
	if len(blocks) == 0 {
		t.Fatalf("no examples in %s", language)
	}
	return blocks
}

// knownURL is the address that the examples ask the state of.
const knownURL = "https://www.example.com/2025/01/bridge.html"

// news is what the examples read: the articles in the order of publication.
type news struct {
	url      string // of the NATS server
	articles []*article.Article
}

// newsServer starts a NATS server with articles of every size, one of them published twice, another in two
// versions; a fetch state; and a dead letter.
func newsServer(t *testing.T) *news {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	server, err := embedded.StartNATS(embedded.NATSConfig{Dir: t.TempDir(), NoSync: true, MaxPayload: 64 << 10}, log)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	conn, err := wire.Connect(ctx, wire.Config{URL: server.URL()}, log)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(ctx); err != nil {
			t.Error(err)
		}
	}()
	n := &news{url: server.URL()}
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	publish := func(address, category, title, body string, event wire.Event) {
		t.Helper()
		a := &article.Article{
			URL: address, CanonicalURL: address, Site: "north-wind", Category: category, Title: title, Body: body,
			Revision: 1, FetchedAt: time.Now().UTC(), Extraction: &article.Extraction{Version: 1},
		}
		try(a.Seal())
		try(conn.Publish(ctx, a, event, ""))
		n.articles = append(n.articles, a)
	}
	noise := make([]byte, 200<<10)
	_, _ = rand.Read(noise) // it never fails

	try(conn.Setup(ctx))
	publish(knownURL, "Politics", "The bridge", "One paragraph.", wire.Created)
	publish("https://www.example.com/2025/01/minutes.html", "Politics", "The minutes", strings.Repeat("The same again. ", 20000), wire.Created)
	publish("https://www.example.com/2025/01/tables.html", "Politics", "The tables", hex.EncodeToString(noise), wire.Created)
	publish("https://www.example.com/2025/01/match.html", "Sport", "The match", "Two paragraphs.", wire.Created)

	// The first goes to the dead letters and comes back: a repetition with another message ID.
	first, err := conn.Consume(ctx, wire.ConsumeConfig{Durable: "repeat"})
	try(err)
	deliveries, err := first.Batch(ctx, 1, patience)
	try(err)
	try(deliveries[0].Bury(ctx, "store", "not now"))
	try(conn.Revive(ctx, 1))

	publish(knownURL, "Politics", "The bridge is open", "One paragraph.", wire.Updated)
	try(conn.States().Put(ctx, article.ID(knownURL), article.FetchState{Status: 200, ArticleID: article.ID(knownURL)}))
	try(conn.Bury(ctx, wire.DeadLetter{Stage: "extract", Site: "north-wind", URL: "https://www.example.com/empty", Reason: "no title"}))
	return n
}

// once is what the consumers print: politics, each version once.
func (n *news) once() []string {
	var lines []string
	for _, a := range n.articles {
		if a.Category == "Politics" {
			event := "created"
			if a == n.articles[len(n.articles)-1] {
				event = "updated"
			}
			lines = append(lines, strings.Join([]string{event, a.ID, strconv.Itoa(len(a.Body)), a.Title}, " "))
		}
	}
	return lines
}

// all is what the replays print: every message of the stream.
func (n *news) all() []string {
	return []string{
		"created news.article.north-wind.politics", "created news.article.north-wind.politics", "created news.article.north-wind.politics",
		"created news.article.north-wind.sport", "created news.article.north-wind.politics", "updated news.article.north-wind.politics",
	}
}

// expectLines starts an example and compares the first lines that it writes.
func (n *news) expectLines(t *testing.T, want []string, name string, args ...string) {
	t.Helper()
	example := start(t, name, args...)
	var got []string
	for range want {
		got = append(got, example.awaitLine(t, ""))
	}
	if !slices.Equal(got, want) {
		t.Errorf("wrote\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// knownState checks what is written of the known URL.
func knownState(t *testing.T, out string) {
	t.Helper()
	if !strings.Contains(out, `"status":200`) || !strings.Contains(out, `"article_id":"`+article.ID(knownURL)+`"`) {
		t.Errorf("state: %q", out)
	}
}

func TestConsumingInGo(t *testing.T) {
	n := newsServer(t)
	t.Setenv("NATS_URL", n.url)
	programs := map[string]string{}
	dir := t.TempDir()
	for name, source := range examples(t, "go") {
		if formatted, err := format.Source([]byte(source)); err != nil || string(formatted) != source {
			t.Errorf("%s is not formatted (%v)", name, err)
		}
		file := filepath.Join(dir, name+".go")
		if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
		programs[name] = filepath.Join(dir, name)
		if out, err := exec.Command("go", "build", "-o", programs[name], file).CombinedOutput(); err != nil {
			t.Fatalf("building %s: %v: %s", name, err, out)
		}
	}
	t.Run("consume", func(t *testing.T) { n.expectLines(t, n.once(), programs["consume"]) })
	t.Run("replay", func(t *testing.T) { n.expectLines(t, n.all(), programs["replay"]) })
	t.Run("state", func(t *testing.T) {
		out, err := exec.Command(programs["state"]).CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		knownState(t, string(out))
	})
}
