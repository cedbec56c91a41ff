package sink

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"newswire/article"
)

// full returns an article with every field set.
func full(t testing.TB) *article.Article {
	t.Helper()
	a := anArticle(t, 7, 3, func(a *article.Article) {
		a.Subtitle, a.PublishedRaw = "Standfirst", "Jan.24 - 2025 9:31 AM CET"
		a.PublishedPrecision, a.PublishedZone = article.PrecisionMinute, article.ZonePage
		a.ModifiedAt = time.Date(2025, 1, 24, 11, 0, 0, 123e6, time.FixedZone("", -5*3600-1800))
		a.Kind, a.Categories, a.Tags, a.Lang = article.KindArticle, []string{"World", "War"}, []string{"t"}, "en"
		a.Blocks = []article.Block{
			{Kind: article.BlockHeading, Text: "H", Level: 2},
			{Kind: article.BlockList, Text: "a\nb", Items: []string{"a", "b"}},
		}
		a.Images = []article.Image{{URL: "https://www.example.com/i.jpg", Caption: "c", Credit: "d", Alt: "e", Width: 640, Height: 480}}
		a.Publisher = &article.Publisher{Name: "P", Logo: "https://www.example.com/l.png"}
		a.Access, a.Rights = "free", []string{"noai"}
		a.Extraction.Profile = "example-daily"
	})
	a.ClusterID, a.CanonicalOf, a.Revision = "c1", "0123", 2
	return a
}

func TestDocumentKeepsEveryField(t *testing.T) {
	t.Parallel()
	a := full(t)
	for i, v := 0, reflect.ValueOf(*a); i < v.NumField(); i++ {
		if v.Field(i).IsZero() {
			t.Errorf("the test's article has no %s", v.Type().Field(i).Name)
		}
	}
	for name, encode := range map[string]func(document) (bson.Raw, error){"articles": encode, "revisions": encodeRevision} {
		raw, err := encode(document{Article: *a})
		if err != nil {
			t.Fatal(err)
		}
		d, err := decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		// JSON has the times with their offsets, as consumers see them.
		if got, want := asJSON(t, d.Article), asJSON(t, *a); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
		hash := d.RecordHash
		if err := d.Seal(); err != nil || d.RecordHash != hash {
			t.Errorf("%s: the record hashes to %s after reading back, %v; want %s", name, d.RecordHash, err, hash)
		}
	}
}

func FuzzDocument(f *testing.F) {
	f.Add([]byte(asJSON(f, full(f))))
	f.Add([]byte(`{"id":"x","published_at":"2025-01-24T09:31:00.5+01:00","fetched_at":"9999-12-31T23:59:59+23:59"}`))
	f.Add([]byte(`{"id":"x","publisher":{},"blocks":[{}],"extraction":{"rules":{"":"","a.$b":"c"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var a article.Article
		if json.Unmarshal(data, &a) != nil {
			return
		}
		for _, at := range []*time.Time{&a.PublishedAt, &a.ModifiedAt, &a.FetchedAt} {
			*at = at.Truncate(time.Millisecond)
		}
		a.FetchedAt = a.FetchedAt.UTC()
		if _, err := json.Marshal(a); err != nil {
			return // beyond the years of RFC 3339, in UTC
		}
		raw, err := encode(document{Article: a})
		if err != nil {
			if !errors.Is(err, ErrPermanent) {
				t.Errorf("encoding: %v", err)
			}
			return
		}
		d, err := decode(raw)
		if err != nil {
			t.Fatal(err)
		}
		got, want := asJSON(t, d.Article), asJSON(t, a)
		if got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

func TestDocumentNamesAndTypes(t *testing.T) {
	t.Parallel()
	a := full(t)
	raw, err := encode(document{Article: *a})
	if err != nil {
		t.Fatal(err)
	}
	if got := raw.Lookup("_id").StringValue(); got != a.ID {
		t.Errorf("_id is %q", got)
	}
	if got := raw.Lookup("published_at").Time(); !got.Equal(a.PublishedAt) {
		t.Errorf("published_at is %v", got)
	}
	if got := raw.Lookup("published_offset").AsInt64(); got != 60 {
		t.Errorf("published_offset is %d", got)
	}
	if got := raw.Lookup("modified_offset").AsInt64(); got != -330 {
		t.Errorf("modified_offset is %d", got)
	}
	revision, err := encodeRevision(document{Article: *a})
	if err != nil {
		t.Fatal(err)
	}
	if id, of := revision.Lookup("_id").StringValue(), revision.Lookup("article_id").StringValue(); id != a.ID+":2" || of != a.ID {
		t.Errorf("revision has _id %q and article_id %q", id, of)
	}

	// What is unknown is absent.
	sparse, err := encode(document{Article: article.Article{ID: "x", URL: "u", CanonicalURL: "u", Site: "s"}})
	if err != nil {
		t.Fatal(err)
	}
	elements, err := sparse.Elements()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, e := range elements {
		keys = append(keys, e.Key())
	}
	if want := []string{"_id", "url", "canonical_url", "site"}; !slices.Equal(keys, want) {
		t.Errorf("a document without knowledge has %q, want %q", keys, want)
	}
}

func TestVersionsAreBounded(t *testing.T) {
	t.Parallel()
	var d []document
	for minute := range maxSightings + 10 {
		d = merge(d, anArticle(t, 1, minute, nil))
	}
	if len(d) != 1 || len(d[0].Sightings) != maxSightings || d[0].FetchedAt.Minute() != 0 ||
		!d[0].Sightings[maxSightings-1].FetchedAt.Equal(anArticle(t, 1, maxSightings+9, nil).FetchedAt) {
		t.Errorf("got %d versions, the first with %d sightings; want 1 with the first fetch and the last %d", len(d), len(d[0].Sightings), maxSightings)
	}
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
