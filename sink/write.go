package sink

import (
	"context"
	"errors"
	"fmt"
	"math"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"newswire/article"
)

// Status tells what became of an article that was written.
type Status string

// The statuses of a written article.
const (
	// Created: the article was not stored before.
	Created Status = "created"
	// Updated: it is the current version now, and the one before is among the revisions.
	Updated Status = "updated"
	// Unchanged: the current version has the same record.
	Unchanged Status = "unchanged"
	// Superseded: it came late; it is among the revisions, and a newer version stays the current one.
	Superseded Status = "superseded"
)

// Result is what became of one article of a batch.
type Result struct {
	Status Status
	// Revision is the number of the version that the article is or belongs to, from 1. A late article may
	// raise the number of the versions after it.
	Revision int
	// Err is nil if a majority has the article; Status and Revision say nothing otherwise. If
	// errors.Is(Err, ErrPermanent) it belongs to the dead letters, else it may be written again.
	Err error
}

// Write stores a batch and returns one result for each article, in their order. An article must be sealed
// ([article.Article.Seal]). Its Revision is not read: the numbers are the store's to give. Writing an
// article again changes nothing, in whatever order versions come, and repairs what a crash left half done.
// One article's failure does not touch the others; a batch may hold several versions of one article.
func (m *Mongo) Write(ctx context.Context, batch []*article.Article) []Result {
	results := make([]Result, len(batch))
	raws := make([]bson.Raw, len(batch))
	var encoded []int
	for i, a := range batch {
		if raws[i], results[i].Err = encodeFirst(a); results[i].Err == nil {
			encoded = append(encoded, i)
		}
	}
	stored := m.insert(ctx, raws, encoded, results)
	m.oneByOne(ctx, stored, results, func(i int) { results[i] = m.revise(ctx, batch[i]) })
	return results
}

// encodeFirst returns the BSON of an article that is not stored yet.
func encodeFirst(a *article.Article) (bson.Raw, error) {
	if a.ID == "" || a.RecordHash == "" {
		return nil, fmt.Errorf("%w: article %q has no id or record_hash; seal it first", ErrPermanent, a.URL)
	}
	if x := a.Extraction; x != nil && (math.IsNaN(x.Confidence) || math.IsInf(x.Confidence, 0)) {
		// No JSON has it, and FerretDB breaks the connection over it (v1.24.2).
		return nil, fmt.Errorf("%w: article %s has the confidence %v", ErrPermanent, a.ID, x.Confidence)
	}
	d := document{Article: *a}
	d.Revision = 1
	return encode(d)
}

// insert inserts the articles of the indexes in one command, fills in their results, and returns the
// indexes of those whose _id is stored already.
func (m *Mongo) insert(ctx context.Context, raws []bson.Raw, indexes []int, results []Result) (stored []int) {
	if len(indexes) == 0 {
		return nil
	}
	documents := make([]bson.Raw, len(indexes))
	for n, i := range indexes {
		documents[n] = raws[i]
		results[i] = Result{Status: Created, Revision: 1}
	}
	limited, cancel := context.WithTimeout(ctx, m.cfg.WriteTimeout)
	defer cancel()
	_, err := m.articles.InsertMany(limited, documents, options.InsertMany().SetOrdered(false))
	if err == nil {
		return nil
	}

	var bulk mongo.BulkWriteException
	if !errors.As(err, &bulk) {
		if len(indexes) > 1 && m.Ping(ctx) == nil {
			// The command failed as a whole though the server lives: any one document may be the reason.
			m.oneByOne(ctx, indexes, results, func(i int) {
				stored = append(stored, m.insert(ctx, raws, []int{i}, results)...)
			})
			return stored
		}
		for _, i := range indexes {
			results[i] = Result{Err: fmt.Errorf("inserting articles: %w", failure(err))}
		}
		return nil
	}

	if bulk.WriteConcernError != nil {
		// What was inserted may yet be rolled back. It is written again, and found to be stored.
		for _, i := range indexes {
			results[i] = Result{Err: fmt.Errorf("awaiting a majority: %w", bulk.WriteConcernError)}
		}
	}
	for _, w := range bulk.WriteErrors {
		i := indexes[w.Index]
		if w.Code == codeDuplicateKey {
			stored = append(stored, i)
			continue
		}
		results[i] = Result{Err: fmt.Errorf("inserting article %s: %w", raws[i].Lookup("_id").StringValue(), writeFailure(w.WriteError))}
	}
	return stored
}

// oneByOne calls f, which fills in a result, for each index. When the server stops answering it gives up,
// and the articles that are left fail as the last one did: each would wait for a server to come back.
func (m *Mongo) oneByOne(ctx context.Context, indexes []int, results []Result, f func(i int)) {
	for n, i := range indexes {
		f(i)
		err := results[i].Err
		if err == nil || errors.Is(err, ErrPermanent) || m.Ping(ctx) == nil {
			continue
		}
		for _, rest := range indexes[n+1:] {
			results[rest] = Result{Err: err}
		}
		return
	}
}
