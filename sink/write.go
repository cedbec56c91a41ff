package sink

import (
	"context"
	"errors"
	"fmt"

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
	var pending []insertion
	for i, a := range batch {
		raw, err := encodeFirst(a)
		if err != nil {
			results[i].Err = err
			continue
		}
		pending = append(pending, insertion{i, raw})
	}
	for _, i := range m.insert(ctx, pending, results) {
		results[i] = m.revise(ctx, batch[i])
	}
	return results
}

// insertion is one document to insert: the article's index in its batch, and its BSON.
type insertion struct {
	index int
	raw   bson.Raw
}

// encodeFirst returns the BSON of an article that is not stored yet.
func encodeFirst(a *article.Article) (bson.Raw, error) {
	if a.ID == "" || a.RecordHash == "" {
		return nil, fmt.Errorf("%w: article %q has no id or record_hash; seal it first", ErrPermanent, a.URL)
	}
	d := document{Article: *a}
	d.Revision = 1
	return encode(d)
}

// insert inserts documents in one command, fills in their results, and returns the indexes of those whose
// _id is stored already.
func (m *Mongo) insert(ctx context.Context, docs []insertion, results []Result) (stored []int) {
	if len(docs) == 0 {
		return nil
	}
	raws := make([]bson.Raw, len(docs))
	for i, d := range docs {
		raws[i] = d.raw
		results[d.index] = Result{Status: Created, Revision: 1}
	}
	_, err := m.articles.InsertMany(ctx, raws, options.InsertMany().SetOrdered(false))
	if err == nil {
		return nil
	}

	var bulk mongo.BulkWriteException
	if !errors.As(err, &bulk) {
		if len(docs) > 1 && refused(err) {
			// The command failed as a whole, and any one document may be the reason.
			for i := range docs {
				stored = append(stored, m.insert(ctx, docs[i:i+1], results)...)
			}
			return stored
		}
		for _, d := range docs {
			results[d.index] = Result{Err: fmt.Errorf("inserting articles: %w", failure(err))}
		}
		return nil
	}

	if bulk.WriteConcernError != nil {
		// What was inserted may yet be rolled back. It is written again, and found to be stored.
		for _, d := range docs {
			results[d.index] = Result{Err: fmt.Errorf("awaiting a majority: %w", bulk.WriteConcernError)}
		}
	}
	for _, w := range bulk.WriteErrors {
		d := docs[w.Index]
		if w.Code == codeDuplicateKey {
			stored = append(stored, d.index)
			continue
		}
		results[d.index] = Result{Err: fmt.Errorf("inserting article: %w", writeFailure(w.WriteError))}
	}
	return stored
}

// refused tells that a server looked at the command and turned it down, as opposed to one that was not
// reached or not able.
func refused(err error) bool {
	var command mongo.CommandError
	return errors.As(err, &command) && !command.HasErrorLabel("RetryableWriteError") &&
		!mongo.IsNetworkError(err) && !mongo.IsTimeout(err)
}
