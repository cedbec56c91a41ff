package sink

import (
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"newswire/article"
)

// maxDocument is MongoDB's limit on a document, in bytes. FerretDB takes larger ones, which would then be
// lost on the way to a MongoDB, so it is held here.
const maxDocument = 16 << 20

// document is one version of an article as stored. The embedded article holds the earliest fetch that
// brought this version.
type document struct {
	article.Article `bson:",inline"`
	// BSON keeps instants to the millisecond and no offset; the publisher's, in minutes east of UTC,
	// stands beside them.
	PublishedOffset *int `bson:"published_offset,omitempty"`
	ModifiedOffset  *int `bson:"modified_offset,omitempty"`
	// Sightings are the later fetches that brought the same record, oldest first; at most [maxSightings].
	Sightings []sighting `bson:"sightings,omitempty"`
	// GoneAt is since when the article's page answers 404 or 410; of the current version alone.
	GoneAt time.Time `bson:"gone_at,omitempty"`
	// ArticleID is the article's own ID in "revisions", where _id has the revision's number.
	ArticleID string `bson:"article_id,omitempty"`
}

// sighting is what may differ between two fetches of the same record: all that [article.Article.RecordHash]
// leaves out.
type sighting struct {
	URL         string              `bson:"url"`
	FinalURL    string              `bson:"final_url,omitempty"`
	ClusterID   string              `bson:"cluster_id,omitempty"`
	CanonicalOf string              `bson:"canonical_of,omitempty"`
	FetchedAt   time.Time           `bson:"fetched_at"`
	Extraction  *article.Extraction `bson:"extraction,omitempty"`
}

// encode returns the BSON of a version, for "articles". The error is permanent.
func encode(d document) (bson.Raw, error) {
	d.PublishedOffset = offset(d.PublishedAt)
	d.ModifiedOffset = offset(d.ModifiedAt)
	raw, err := bson.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("%w: encoding article %s: %w", ErrPermanent, d.ID, err)
	}
	if len(raw) > maxDocument {
		return nil, fmt.Errorf("%w: article %s takes %d bytes, over MongoDB's limit of %d", ErrPermanent, d.ID, len(raw), maxDocument)
	}
	return raw, nil
}

// encodeRevision returns the BSON of a version, for "revisions". The error is permanent.
func encodeRevision(d document) (bson.Raw, error) {
	d.ArticleID, d.GoneAt = d.ID, time.Time{}
	d.ID = revisionID(d.ID, d.Revision)
	return encode(d)
}

func revisionID(id string, revision int) string {
	return fmt.Sprintf("%s:%d", id, revision)
}

// decode is the reverse of encode and encodeRevision.
func decode(raw bson.Raw) (document, error) {
	var d document
	if err := bson.Unmarshal(raw, &d); err != nil {
		return document{}, fmt.Errorf("decoding article %v: %w", raw.Lookup("_id"), err)
	}
	if d.ArticleID != "" {
		d.ID, d.ArticleID = d.ArticleID, ""
	}
	d.PublishedAt = inOffset(d.PublishedAt, d.PublishedOffset)
	d.ModifiedAt = inOffset(d.ModifiedAt, d.ModifiedOffset)
	d.PublishedOffset, d.ModifiedOffset = nil, nil
	return d, nil
}

// offset returns the offset of t in minutes, nil if t is unknown.
func offset(t time.Time) *int {
	if t.IsZero() {
		return nil
	}
	_, seconds := t.Zone()
	minutes := seconds / 60
	return &minutes
}

// inOffset returns the instant t as seen at an offset in minutes; nil and 0 are UTC.
func inOffset(t time.Time, minutes *int) time.Time {
	if minutes == nil || *minutes == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", *minutes*60))
}
