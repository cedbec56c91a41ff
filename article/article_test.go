package article_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"newswire/article"
)

func sample() *article.Article {
	return &article.Article{
		URL:          "https://www.example.com/a?utm_source=rss",
		CanonicalURL: "https://www.example.com/a",
		Site:         "example",
		Title:        "Harbour bridge reopens",
		Authors:      []string{"Ada Quill"},
		PublishedAt:  time.Date(2025, 1, 24, 9, 31, 0, 0, time.FixedZone("CET", 3600)),
		Kind:         article.KindArticle,
		Body:         "The bridge reopened on Friday.\n\nTraffic was light.",
		Blocks: []article.Block{
			{Kind: article.BlockParagraph, Text: "The bridge reopened on Friday."},
			{Kind: article.BlockParagraph, Text: "Traffic was light."},
		},
		FetchedAt: time.Date(2025, 1, 24, 12, 0, 0, 0, time.UTC),
	}
}

func seal(t *testing.T, a *article.Article) *article.Article {
	t.Helper()
	if err := a.Seal(); err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSeal(t *testing.T) {
	t.Parallel()
	a := seal(t, sample())
	if want := article.ID("https://www.example.com/a"); a.ID != want || len(a.ID) != 32 {
		t.Errorf("ID = %q, want %q", a.ID, want)
	}
	if a.WordCount != 8 || a.ReadingMinutes != 1 {
		t.Errorf("WordCount, ReadingMinutes = %d, %d; want 8, 1", a.WordCount, a.ReadingMinutes)
	}
	if len(a.ContentHash) != 64 || len(a.RecordHash) != 64 || len(a.SimHash) != 16 {
		t.Errorf("hashes %q %q %q", a.ContentHash, a.RecordHash, a.SimHash)
	}
}

func TestHashesTellWhatChanged(t *testing.T) {
	t.Parallel()
	base := seal(t, sample())
	tests := []struct {
		name            string
		change          func(*article.Article)
		content, record bool // whether the hash changes
	}{
		{"fetched later from elsewhere", func(a *article.Article) {
			a.FetchedAt, a.URL, a.FinalURL = a.FetchedAt.Add(time.Hour), "https://www.example.com/b", "https://www.example.com/c"
		}, false, false},
		{"what the store assigns", func(a *article.Article) { a.Revision, a.ClusterID = 7, "c" }, false, false},
		{"another extractor", func(a *article.Article) { a.Extraction = &article.Extraction{Version: 9} }, false, false},
		{"white space and case of the title", func(a *article.Article) { a.Title = " HARBOUR  bridge reopens" }, false, true},
		{"an author added", func(a *article.Article) { a.Authors = append(a.Authors, "Ben Ink") }, false, true},
		{"a paragraph changed", func(a *article.Article) { a.Body += " Then it rained." }, true, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a := sample()
			tt.change(a)
			seal(t, a)
			if got := a.ContentHash != base.ContentHash; got != tt.content {
				t.Errorf("content hash changed: %v, want %v", got, tt.content)
			}
			if got := a.RecordHash != base.RecordHash; got != tt.record {
				t.Errorf("record hash changed: %v, want %v", got, tt.record)
			}
		})
	}
}

func TestSimHash(t *testing.T) {
	t.Parallel()
	var sentences []string
	for _, who := range []string{"mayor", "harbour master", "union", "pilot", "ferry company", "court", "school", "museum", "bakery", "choir"} {
		sentences = append(sentences, "The "+who+" said on Friday that the new timetable of the "+who+" would be kept for a year.")
	}
	text := strings.Join(sentences, " ")
	original := article.SimHash(text)
	if d := article.SimHashDistance(original, article.SimHash("NORDPRESS - "+text)); d > 8 {
		t.Errorf("a copy with an agency's name before it differs in %d bits, want at most 8", d)
	}
	other := "Snow fell over the northern valleys through the night and closed two passes, while forecasters expect a thaw before Sunday evening."
	if d := article.SimHashDistance(original, article.SimHash(other)); d < 16 {
		t.Errorf("another text differs in %d bits only", d)
	}
	if got := article.SimHash(" … "); got != "" {
		t.Errorf("SimHash of no words = %q, want \"\"", got)
	}
	if d := article.SimHashDistance("", original); d != 64 {
		t.Errorf("distance to an empty fingerprint = %d, want 64", d)
	}
}

func TestUTF8(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, body, contentType, want, charset string }{
		{"ASCII", "plain", "text/html", "plain", "utf-8"},
		{"UTF-8 without a word about it", "caf\u00e9", "", "caf\u00e9", "utf-8"},
		{"UTF-8 against a stale meta", `<meta charset="windows-1252">caf` + "\u00e9", "", `<meta charset="windows-1252">caf` + "\u00e9", "utf-8"},
		{"windows-1252 from meta", `<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">` + "caf\xe9 \x96", "",
			`<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">` + "café –", "windows-1252"},
		{"ISO-8859-1 from the header", "caf\xe9", "text/html; charset=ISO-8859-1", "café", "windows-1252"},
		{"Shift JIS from the header", "\x93\xfa\x96\x7b", "text/html; charset=Shift_JIS", "日本", "shift_jis"},
		{"UTF-16 by its mark", "\xff\xfea\x00b\x00", "", "ab", "utf-16le"},
		{"UTF-16 without a mark", "<\x00p\x00>\x00\x1f\x04", "", "<p>П", "utf-16le"},
		{"meta further down", `<script>` + strings.Repeat("x", 2000) + `</script><meta charset="windows-1251">` + "\xcf", "", `<script>` + strings.Repeat("x", 2000) + `</script><meta charset="windows-1251">П`, "windows-1251"},
		{"UTF-8 with a stray byte", strings.Repeat("café ", 30) + "\xff", "", strings.Repeat("café ", 30) + "\ufffd", "utf-8"},
		{"UTF-8 by its mark", "\xef\xbb\xbfcaf\u00e9", "text/html; charset=iso-8859-1", "café", "utf-8"},
		{"broken UTF-8", "caf\xc3", "text/html; charset=utf-8", "caf\ufffd", "utf-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, name, err := article.DecodeUTF8([]byte(tt.body), tt.contentType)
			if err != nil || string(got) != tt.want || name != tt.charset {
				t.Errorf("DecodeUTF8(%q) = %q, %q, %v; want %q, %q", tt.body, got, name, err, tt.want, tt.charset)
			}
		})
	}
}

func TestSchemaHoldsRealArticles(t *testing.T) {
	t.Parallel()
	data, err := article.Schema()
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	validate := func(a *article.Article, extra map[string]any) error {
		data, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		var instance map[string]any
		if err := json.Unmarshal(data, &instance); err != nil {
			t.Fatal(err)
		}
		for k, v := range extra {
			instance[k] = v
		}
		return resolved.Validate(instance)
	}
	a := seal(t, sample())
	if err := validate(a, nil); err != nil {
		t.Errorf("a real article does not validate: %v", err)
	}
	if err := validate(a, map[string]any{"a_later_field": 1}); err != nil {
		t.Errorf("an unknown field is refused: %v", err)
	}
	if err := validate(a, map[string]any{"kind": "rumour"}); err == nil {
		t.Error("an unknown kind validates")
	}
	if err := validate(a, map[string]any{"id": "short"}); err == nil {
		t.Error("a malformed id validates")
	}
}
