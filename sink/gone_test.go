package sink

import (
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
)

func TestMarkGone(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	a, b := anArticle(t, 1, 0, titled("A")), anArticle(t, 2, 0, titled("B"))
	write(t, m, a, b)
	since := time.Date(2025, 1, 24, 9, 31, 0, 0, time.UTC)
	gone := func(id string) bson.RawValue {
		t.Helper()
		raw, err := m.articles.FindOne(t.Context(), bson.D{{Key: "_id", Value: id}}).Raw()
		if err != nil {
			t.Fatal(err)
		}
		return raw.Lookup("gone_at")
	}
	mark := func(ids map[string]bool) {
		t.Helper()
		if err := m.MarkGone(t.Context(), ids, since); err != nil {
			t.Fatal(err)
		}
	}
	mark(map[string]bool{a.ID: true, "not stored": true})
	if got, ok := gone(a.ID).TimeOK(); !ok || !got.Equal(since) {
		t.Errorf("gone_at of a page that is gone: %v", gone(a.ID))
	}
	if err := m.MarkGone(t.Context(), map[string]bool{a.ID: true}, since.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if got, ok := gone(a.ID).TimeOK(); !ok || !got.Equal(since) {
		t.Errorf("gone_at of a page that was gone before: %v", gone(a.ID))
	}
	if !gone(b.ID).IsZero() {
		t.Errorf("gone_at of a page that is there: %v", gone(b.ID))
	}
	mark(map[string]bool{a.ID: false})
	if !gone(a.ID).IsZero() {
		t.Errorf("gone_at of a page that is there again: %v", gone(a.ID))
	}
	mark(map[string]bool{a.ID: true})
	write(t, m, anArticle(t, 1, 5, titled("A, changed")))
	if !gone(a.ID).IsZero() {
		t.Errorf("gone_at of an article that was published anew: %v", gone(a.ID))
	}
	since = time.Date(2025, 1, 26, 0, 0, 0, 0, time.UTC)
	mark(map[string]bool{a.ID: true})
	write(t, m, anArticle(t, 1, 3, titled("A, in between")), anArticle(t, 1, 6, titled("A, changed again")))
	if got, ok := gone(a.ID).TimeOK(); !ok || !got.Equal(since) {
		t.Errorf("gone_at after versions of before came late: %v", gone(a.ID))
	}
	if replaced, err := m.revisions.CountDocuments(t.Context(), bson.D{{Key: "gone_at", Value: bson.D{{Key: "$exists", Value: true}}}}); err != nil || replaced != 0 {
		t.Errorf("%d replaced versions are marked, %v", replaced, err)
	}
	write(t, m, anArticle(t, 1, 48*60, titled("A, changed again")))
	if !gone(a.ID).IsZero() {
		t.Errorf("gone_at of an article that was fetched since: %v", gone(a.ID))
	}
	n, err := m.articles.CountDocuments(t.Context(), bson.D{})
	if err != nil || n != 2 {
		t.Errorf("%d articles, %v: marking made some", n, err)
	}
}
