package sink

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"newswire/article"
)

// errRaced tells that another process changed an article between reading and writing it.
var errRaced = errors.New("changed by another writer meanwhile")

// maxRaces is how often one article is tried again at once before it goes back to the wire.
const maxRaces = 5

// revise gives an article whose ID is stored already its place among the versions.
//
// Every step leaves each fetch that is stored readable, so that a crash between two steps loses nothing:
// the article has not been acknowledged then, comes again, and the rest is done.
func (m *Mongo) revise(ctx context.Context, a *article.Article) Result {
	m.revising.Lock()
	defer m.revising.Unlock()
	ctx, cancel := context.WithTimeout(ctx, m.cfg.WriteTimeout)
	defer cancel()
	var err error
	for range maxRaces {
		var result Result
		if result, err = m.place(ctx, a); err == nil {
			return result
		}
		if !errors.Is(err, errRaced) {
			break
		}
	}
	return Result{Err: fmt.Errorf("revising article %s: %w", a.ID, failure(err))}
}

// place is one attempt at revise. The common case, a version newer than all others, costs one insert and
// one replacement whatever the number of revisions.
func (m *Mongo) place(ctx context.Context, a *article.Article) (Result, error) {
	current, err := m.current(ctx, a.ID)
	if err != nil {
		return Result{}, err
	}
	if current.holds(a) {
		return Result{Status: Unchanged, Revision: current.Revision}, nil
	}
	if compare(*a, current.Article) < 0 {
		return m.placeLate(ctx, a)
	}
	switch h := merge([]document{current}, a); len(h) {
	case 1: // the same record, fetched again
		h[0].Revision = current.Revision
		return Result{Status: Unchanged, Revision: current.Revision}, m.replace(ctx, current, h[0])
	case 2: // a newer record
		err := m.keep(ctx, current)
		if mongo.IsDuplicateKeyError(err) { // the only document of the command: nothing else can hide behind it
			return m.placeLate(ctx, a)
		}
		if err != nil {
			return Result{}, err
		}
		h[1].Revision = current.Revision + 1
		return Result{Status: Updated, Revision: h[1].Revision}, m.replace(ctx, current, h[1])
	default: // a record between two fetches of the current one
		return m.placeLate(ctx, a)
	}
}

// placeLate reads the whole history, adds the article, and writes every version that is not stored as it
// should be. It serves late articles and repairs what a crash left.
func (m *Mongo) placeLate(ctx context.Context, a *article.Article) (result Result, err error) {
	err = m.atomically(ctx, func(ctx context.Context) error {
		current, err := m.current(ctx, a.ID)
		if err != nil {
			return err
		}
		replaced, err := m.replaced(ctx, current)
		if err != nil {
			return err
		}
		h := merge(append(replaced, current), a)
		// From the newest down: a version that moves up is in its new place before the old one is overwritten.
		last := len(h) - 1
		for i := last - 1; i >= 0; i-- {
			if i < len(replaced) && h[i].same(replaced[i]) {
				continue
			}
			if err := m.rewrite(ctx, h[i]); err != nil {
				return err
			}
		}
		at := h.find(a)
		switch {
		case at < last:
			result = Result{Status: Superseded, Revision: at + 1}
		case h[last].RecordHash == current.RecordHash:
			result = Result{Status: Unchanged, Revision: at + 1}
		default:
			result = Result{Status: Updated, Revision: at + 1}
		}
		if h[last].same(current) {
			return nil
		}
		return m.replace(ctx, current, h[last])
	})
	return result, err
}

// current reads the current version.
func (m *Mongo) current(ctx context.Context, id string) (document, error) {
	return byID(ctx, m.articles, id)
}

// replaced reads the versions before current, oldest first, by their _id, which is fast on any server. It
// reads on where a crash left a revision whose number the current version should have passed.
func (m *Mongo) replaced(ctx context.Context, current document) ([]document, error) {
	var versions []document
	for n := 1; ; n++ {
		d, err := byID(ctx, m.revisions, revisionID(current.ID, n))
		switch {
		case err == nil:
			versions = append(versions, d)
		case !errors.Is(err, ErrNotFound):
			return nil, err
		case n >= current.Revision:
			return versions, nil
		default:
			// Somebody deleted it, and the others move up.
			m.log.WarnContext(ctx, "revision missing", "article_id", current.ID, "revision", n)
		}
	}
}

// byID reads one version by its _id.
func byID(ctx context.Context, c *mongo.Collection, id string) (document, error) {
	raw, err := c.FindOne(ctx, bson.D{{Key: "_id", Value: id}}).Raw()
	if errors.Is(err, mongo.ErrNoDocuments) {
		return document{}, fmt.Errorf("%s in %s: %w", id, c.Name(), ErrNotFound)
	}
	if err != nil {
		return document{}, fmt.Errorf("reading %s: %w", id, err)
	}
	return decode(raw)
}

// keep inserts the current version among the revisions, before it is replaced.
func (m *Mongo) keep(ctx context.Context, current document) error {
	raw, err := encodeRevision(current)
	if err != nil {
		return err
	}
	_, err = m.revisions.InsertOne(ctx, raw)
	return err
}

// rewrite puts a version in its place among the revisions, over whatever is there.
func (m *Mongo) rewrite(ctx context.Context, d document) error {
	raw, err := encodeRevision(d)
	if err != nil {
		return err
	}
	_, err = m.revisions.ReplaceOne(ctx, bson.D{{Key: "_id", Value: revisionID(d.ID, d.Revision)}}, raw,
		options.Replace().SetUpsert(true))
	return err
}

// replace makes d the current version, if the stored one is still old. The page of an article that was fetched
// since it was gone is there again; what is delivered late says nothing of it.
func (m *Mongo) replace(ctx context.Context, old, d document) error {
	fetches := d.fetches()
	if d.GoneAt = old.GoneAt; fetches[len(fetches)-1].FetchedAt.After(old.GoneAt) {
		d.GoneAt = time.Time{}
	}
	raw, err := encode(d)
	if err != nil {
		return err
	}
	filter := bson.D{{Key: "_id", Value: old.ID}}
	if m.server.indexed {
		filter = append(filter,
			bson.E{Key: "revision", Value: old.Revision},
			bson.E{Key: "record_hash", Value: old.RecordHash},
			bson.E{Key: "fetched_at", Value: old.FetchedAt},
			sightings(len(old.Sightings)))
	}
	result, err := m.articles.ReplaceOne(ctx, filter, raw)
	if err != nil {
		return err
	}
	if result.MatchedCount == 0 {
		return errRaced
	}
	return nil
}

// sightings matches documents with n sightings.
func sightings(n int) bson.E {
	if n == 0 {
		return bson.E{Key: "sightings", Value: bson.D{{Key: "$exists", Value: false}}}
	}
	return bson.E{Key: "sightings", Value: bson.D{{Key: "$size", Value: n}}}
}

// atomically runs f in a transaction where the server has them. Elsewhere the order of f's writes has to
// do, and this process has to be the only writer.
func (m *Mongo) atomically(ctx context.Context, f func(context.Context) error) error {
	if !m.server.transactional {
		return f(ctx)
	}
	session, err := m.client.StartSession()
	if err != nil {
		return fmt.Errorf("starting a session: %w", err)
	}
	defer session.EndSession(ctx)
	_, err = session.WithTransaction(ctx, func(ctx context.Context) (any, error) { return nil, f(ctx) })
	return err
}
