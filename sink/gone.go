package sink

import (
	"context"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// MarkGone sets gone_at on the stored articles whose value is true and takes it from the others: their pages
// answer 404 or 410 since then, or are there again. An article that is not stored is passed over, one that is
// marked keeps its time, and one that is published anew loses the mark by itself.
func (m *Mongo) MarkGone(ctx context.Context, gone map[string]bool, at time.Time) error {
	m.revising.Lock()
	defer m.revising.Unlock()
	for id, is := range gone {
		filter := bson.D{{Key: "_id", Value: id}}
		change := bson.D{{Key: "$unset", Value: bson.D{{Key: "gone_at", Value: ""}}}}
		if is {
			filter = append(filter, bson.E{Key: "gone_at", Value: bson.D{{Key: "$exists", Value: false}}})
			change = bson.D{{Key: "$set", Value: bson.D{{Key: "gone_at", Value: at}}}}
		}
		if _, err := m.articles.UpdateOne(ctx, filter, change); err != nil {
			return fmt.Errorf("marking article %s: %w", id, err)
		}
	}
	return nil
}
