package sink

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"newswire/site"
)

// SaveRun stores a crawl's run, over an earlier state of the same run.
func (m *Mongo) SaveRun(ctx context.Context, run site.Run) error {
	// Nearly every run is saved once, and the embedded store inserts many times as fast as it replaces.
	_, err := m.crawls.InsertOne(ctx, run)
	if mongo.IsDuplicateKeyError(err) {
		err = put(ctx, m.crawls, run.ID, run)
	}
	if err != nil {
		return fmt.Errorf("saving run %s: %w", run.ID, err)
	}
	return nil
}

// Runs returns the last n runs, the latest started first.
func (m *Mongo) Runs(ctx context.Context, n int) ([]site.Run, error) {
	cursor, err := m.crawls.Find(ctx, bson.D{}, options.Find().
		SetSort(bson.D{{Key: "started_at", Value: -1}, {Key: "_id", Value: 1}}).SetLimit(int64(n)))
	if err != nil {
		return nil, fmt.Errorf("querying runs: %w", err)
	}
	var runs []site.Run
	if err := cursor.All(ctx, &runs); err != nil {
		return nil, fmt.Errorf("reading runs: %w", err)
	}
	return runs, nil
}

// SaveHealth stores a site's health, over the one before.
func (m *Mongo) SaveHealth(ctx context.Context, health site.Health) error {
	if err := put(ctx, m.sites, health.Site, health); err != nil {
		return fmt.Errorf("saving health of %s: %w", health.Site, err)
	}
	return nil
}

// Healths returns the health of every site, by name.
func (m *Mongo) Healths(ctx context.Context) ([]site.Health, error) {
	cursor, err := m.sites.Find(ctx, bson.D{}, options.Find().SetSort(bson.D{{Key: "_id", Value: 1}}))
	if err != nil {
		return nil, fmt.Errorf("querying sites: %w", err)
	}
	var healths []site.Health
	if err := cursor.All(ctx, &healths); err != nil {
		return nil, fmt.Errorf("reading sites: %w", err)
	}
	return healths, nil
}

// put stores a document under its _id, whether there is one or not.
func put(ctx context.Context, c *mongo.Collection, id string, document any) error {
	_, err := c.ReplaceOne(ctx, bson.D{{Key: "_id", Value: id}}, document, options.Replace().SetUpsert(true))
	return err
}
