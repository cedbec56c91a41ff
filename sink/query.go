package sink

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"newswire/article"
)

// Query selects current versions of articles. The zero value selects all, in no particular order.
type Query struct {
	// Site and Category select by equality; "" selects any.
	Site     string
	Category string
	// From and To select by published_at, From <= published_at < To; zero is open. Articles without a
	// known time of publication are selected only if both are zero.
	From, To time.Time
	// NewestFirst orders by published_at. On FerretDB it reads all that is selected before the first comes.
	NewestFirst bool
	// Limit is the number of articles at most; 0 is all.
	Limit int
}

// filter returns the query in MongoDB's words.
func (q Query) filter() bson.D {
	filter := bson.D{}
	if q.Site != "" {
		filter = append(filter, bson.E{Key: "site", Value: q.Site})
	}
	if q.Category != "" {
		filter = append(filter, bson.E{Key: "category", Value: q.Category})
	}
	published := bson.D{}
	if !q.From.IsZero() {
		published = append(published, bson.E{Key: "$gte", Value: q.From})
	}
	if !q.To.IsZero() {
		published = append(published, bson.E{Key: "$lt", Value: q.To})
	}
	if len(published) > 0 {
		filter = append(filter, bson.E{Key: "published_at", Value: published})
	}
	return filter
}

// Get returns the current version of an article, or an error that is [ErrNotFound].
func (m *Mongo) Get(ctx context.Context, id string) (*article.Article, error) {
	d, err := m.current(ctx, id)
	if err != nil {
		return nil, err
	}
	return &d.Article, nil
}

// Articles yields the selected articles as the server sends them, in memory that does not grow with their
// size. An error ends the sequence; it comes with a nil article.
func (m *Mongo) Articles(ctx context.Context, q Query) iter.Seq2[*article.Article, error] {
	return func(yield func(*article.Article, error) bool) {
		for a, err := range m.Stored(ctx, q) {
			if !yield(a.Article, err) {
				return
			}
		}
	}
}

// Stored is an article with what only the store knows of it.
type Stored struct {
	*article.Article
	// GoneAt is since when the article's page answers 404 or 410; zero while it is there.
	GoneAt time.Time `json:"gone_at,omitzero"`
}

// Stored is [Mongo.Articles] with what only the store knows.
func (m *Mongo) Stored(ctx context.Context, q Query) iter.Seq2[Stored, error] {
	if q.NewestFirst && !m.server.indexed {
		return m.newest(ctx, q)
	}
	opts := options.Find().SetLimit(int64(q.Limit))
	if q.NewestFirst {
		opts.SetSort(bson.D{{Key: "published_at", Value: -1}, {Key: "_id", Value: 1}})
	}
	return func(yield func(Stored, error) bool) {
		for raw, err := range m.find(ctx, q.filter(), opts) {
			var d document
			if err == nil {
				d, err = decode(raw)
			}
			if err != nil {
				yield(Stored{}, err)
				return
			}
			if !yield(Stored{&d.Article, d.GoneAt}, nil) {
				return
			}
		}
	}
}

// newest is Stored, newest first, for FerretDB, which would sort whole articles in memory (20,000 take
// 400 MB). It sorts their times, and then reads each by its _id.
func (m *Mongo) newest(ctx context.Context, q Query) iter.Seq2[Stored, error] {
	return func(yield func(Stored, error) bool) {
		type key struct {
			ID        string    `bson:"_id"`
			Published time.Time `bson:"published_at"`
		}
		var keys []key
		opts := options.Find().SetProjection(bson.D{{Key: "published_at", Value: 1}})
		for raw, err := range m.find(ctx, q.filter(), opts) {
			var k key
			if err == nil {
				err = bson.Unmarshal(raw, &k)
			}
			if err != nil {
				yield(Stored{}, err)
				return
			}
			keys = append(keys, k)
		}
		slices.SortFunc(keys, func(a, b key) int {
			return cmp.Or(b.Published.Compare(a.Published), strings.Compare(a.ID, b.ID))
		})
		if q.Limit > 0 {
			keys = keys[:min(q.Limit, len(keys))]
		}
		for _, k := range keys {
			d, err := m.current(ctx, k.ID)
			if err != nil {
				yield(Stored{}, err)
				return
			}
			if !yield(Stored{&d.Article, d.GoneAt}, nil) {
				return
			}
		}
	}
}

// find yields the documents that the filter selects among the current versions. They are valid until the
// next one.
func (m *Mongo) find(ctx context.Context, filter bson.D, opts *options.FindOptionsBuilder) iter.Seq2[bson.Raw, error] {
	return func(yield func(bson.Raw, error) bool) {
		cursor, err := m.articles.Find(ctx, filter, opts)
		if err != nil {
			yield(nil, fmt.Errorf("querying articles: %w", err))
			return
		}
		// A consumer that stops early leaves a cursor on the server; it must go even if ctx has ended.
		defer func() {
			if err := cursor.Close(context.WithoutCancel(ctx)); err != nil {
				m.log.DebugContext(ctx, "cursor not closed", "error", err)
			}
		}()
		for cursor.Next(ctx) {
			if !yield(cursor.Current, nil) {
				return
			}
		}
		if err := cursor.Err(); err != nil {
			yield(nil, fmt.Errorf("reading articles: %w", err))
		}
	}
}

// Revisions returns the versions of an article that were replaced, oldest first, or an error that is
// [ErrNotFound].
func (m *Mongo) Revisions(ctx context.Context, id string) ([]*article.Article, error) {
	current, err := m.current(ctx, id)
	if err != nil {
		return nil, err
	}
	replaced, err := m.replaced(ctx, current)
	if err != nil {
		return nil, err
	}
	var articles []*article.Article
	for i := range replaced {
		if d := &replaced[i]; d.Revision < current.Revision { // else a crash's leftover
			articles = append(articles, &d.Article)
		}
	}
	return articles, nil
}

// Estimate returns about how many articles a query selects, or -1 where finding out takes as long as
// reading them: on FerretDB.
func (m *Mongo) Estimate(ctx context.Context, q Query) (n int64, err error) {
	filter := q.filter()
	switch {
	case !m.server.indexed:
		return -1, nil
	case len(filter) == 0:
		n, err = m.articles.EstimatedDocumentCount(ctx)
	default:
		n, err = m.articles.CountDocuments(ctx, filter)
	}
	if err != nil {
		return 0, fmt.Errorf("counting articles: %w", err)
	}
	if q.Limit > 0 {
		n = min(n, int64(q.Limit))
	}
	return n, nil
}

// Count returns the number of articles stored. On FerretDB it reads them all.
func (m *Mongo) Count(ctx context.Context) (int64, error) {
	n, err := m.articles.EstimatedDocumentCount(ctx)
	if err != nil {
		return 0, fmt.Errorf("counting articles: %w", err)
	}
	return n, nil
}
