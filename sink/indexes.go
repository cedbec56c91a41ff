package sink

import (
	"context"
	"fmt"
	"slices"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// migrate makes the collections and indexes that are missing and leaves the others as they are.
//
// FerretDB gets no indexes: it never uses one to find, each one slows inserting (seven halve it), and
// asking it a second time for several that exist breaks the connection (v1.24.2).
func (m *Mongo) migrate(ctx context.Context) error {
	db := m.articles.Database()
	existing, err := db.ListCollectionNames(ctx, bson.D{})
	if err != nil {
		return fmt.Errorf("listing the collections of %s: %w", db.Name(), err)
	}
	for _, c := range []*mongo.Collection{m.articles, m.revisions, m.crawls, m.sites} {
		if slices.Contains(existing, c.Name()) {
			continue
		}
		// Another instance may be starting at the same time.
		if err := db.CreateCollection(ctx, c.Name()); err != nil && !hasCode(err, codeNamespaceExists) {
			return fmt.Errorf("making collection %s.%s: %w", db.Name(), c.Name(), err)
		}
	}
	if !m.server.indexed {
		return nil
	}
	for _, c := range []struct {
		collection *mongo.Collection
		indexes    []mongo.IndexModel
	}{
		{m.articles, articleIndexes()},
		{m.revisions, []mongo.IndexModel{ascending("article_id")}},
		{m.crawls, []mongo.IndexModel{newestFirst("started_at"), newestFirst("started_at", "site")}},
	} {
		if _, err := c.collection.Indexes().CreateMany(ctx, c.indexes); err != nil {
			return fmt.Errorf("making the indexes of %s.%s: %w", db.Name(), c.collection.Name(), err)
		}
	}
	return nil
}

// articleIndexes serve the queries of docs/querying.md.
func articleIndexes() []mongo.IndexModel {
	return []mongo.IndexModel{
		newestFirst("published_at"),
		newestFirst("published_at", "site"),
		newestFirst("published_at", "category"),
		newestFirst("published_at", "authors"),
		newestFirst("published_at", "tags"),
		newestFirst("published_at", "cluster_id"),
		ascending("content_hash"),
		{
			Keys: bson.D{{Key: "title", Value: "text"}, {Key: "subtitle", Value: "text"}, {Key: "body", Value: "text"}},
			// A collection holds many languages, so words are not stemmed; and no field of a document may be
			// taken for the name of a language, for an unknown one refuses the document.
			Options: options.Index().SetName("text").
				SetDefaultLanguage("none").SetLanguageOverride("text_language").
				SetWeights(bson.D{{Key: "title", Value: 10}, {Key: "subtitle", Value: 5}, {Key: "body", Value: 1}}),
		},
	}
}

// newestFirst is an index that finds by the fields and returns the newest by the time first.
func newestFirst(time string, fields ...string) mongo.IndexModel {
	keys := bson.D{}
	for _, f := range fields {
		keys = append(keys, bson.E{Key: f, Value: 1})
	}
	return mongo.IndexModel{Keys: append(keys, bson.E{Key: time, Value: -1})}
}

func ascending(field string) mongo.IndexModel {
	return mongo.IndexModel{Keys: bson.D{{Key: field, Value: 1}}}
}
