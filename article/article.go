package article

import "time"

// Article is one news article as extracted from one fetch of one page.
//
// Absent means unknown: a zero value is left out of JSON and BSON, and nothing is guessed silently.
// Field names are shared by the wire (JSON) and the store (BSON) and are part of the public contract;
// see docs/consuming.md for how they may evolve.
type Article struct {
	// ID is 32 hex digits, [ID] of CanonicalURL; the document's _id in MongoDB.
	ID string `json:"id" bson:"_id"`
	// URL is the address as discovered, FinalURL the one after redirects.
	URL      string `json:"url" bson:"url"`
	FinalURL string `json:"final_url,omitempty" bson:"final_url,omitempty"`
	// CanonicalURL is the normalised canonical address, see [Canonical].
	CanonicalURL string `json:"canonical_url" bson:"canonical_url"`
	// Site is the configured site's name, or the registrable domain where none is configured.
	Site string `json:"site" bson:"site"`

	Title    string `json:"title,omitempty" bson:"title,omitempty"`
	Subtitle string `json:"subtitle,omitempty" bson:"subtitle,omitempty"`
	// Authors are names alone, in page order: no "By", no agency boilerplate, no duplicates.
	Authors []string `json:"authors,omitempty" bson:"authors,omitempty"`

	// PublishedAt carries the publisher's own offset on the wire. PublishedRaw is the date as the page
	// gives it; PublishedPrecision and PublishedZone tell how much of the instant is known.
	PublishedAt        time.Time `json:"published_at,omitzero" bson:"published_at,omitempty"`
	PublishedRaw       string    `json:"published_raw,omitempty" bson:"published_raw,omitempty"`
	PublishedPrecision Precision `json:"published_precision,omitempty" bson:"published_precision,omitempty"`
	PublishedZone      Zone      `json:"published_zone,omitempty" bson:"published_zone,omitempty"`
	ModifiedAt         time.Time `json:"modified_at,omitzero" bson:"modified_at,omitempty"`

	Kind Kind `json:"kind,omitempty" bson:"kind,omitempty"`
	// Category is the section as the page shows it ("War"); Categories is the whole breadcrumb.
	Category   string   `json:"category,omitempty" bson:"category,omitempty"`
	Categories []string `json:"categories,omitempty" bson:"categories,omitempty"`
	Tags       []string `json:"tags,omitempty" bson:"tags,omitempty"`
	// Lang is a BCP 47 language tag.
	Lang string `json:"lang,omitempty" bson:"lang,omitempty"`

	// Body is plain text: blocks separated by a blank line, list items one a line without markers,
	// table cells separated by tabs, no boilerplate. Blocks is the same body with its structure.
	Body   string  `json:"body,omitempty" bson:"body,omitempty"`
	Blocks []Block `json:"blocks,omitempty" bson:"blocks,omitempty"`
	// Images has the lead image first.
	Images []Image `json:"images,omitempty" bson:"images,omitempty"`

	Publisher *Publisher `json:"publisher,omitempty" bson:"publisher,omitempty"`
	// Access is "free", "metered" or "paid", set only where page and markup agree.
	Access string `json:"access,omitempty" bson:"access,omitempty"`
	// Rights are reservations that the page declares, such as "noarchive" or "noai".
	Rights []string `json:"rights,omitempty" bson:"rights,omitempty"`

	WordCount      int `json:"word_count,omitempty" bson:"word_count,omitempty"`
	ReadingMinutes int `json:"reading_minutes,omitempty" bson:"reading_minutes,omitempty"`

	// ContentHash is over the folded title and body, RecordHash over every field but times of fetching;
	// both are 64 hex digits. SimHash is 16 hex digits.
	ContentHash string `json:"content_hash,omitempty" bson:"content_hash,omitempty"`
	RecordHash  string `json:"record_hash,omitempty" bson:"record_hash,omitempty"`
	SimHash     string `json:"simhash,omitempty" bson:"simhash,omitempty"`

	// ClusterID names the group of near-duplicates, CanonicalOf the article that this one copies.
	ClusterID   string `json:"cluster_id,omitempty" bson:"cluster_id,omitempty"`
	CanonicalOf string `json:"canonical_of,omitempty" bson:"canonical_of,omitempty"`

	// Revision is 1 at first sight and one more at each change of RecordHash.
	Revision   int         `json:"revision,omitempty" bson:"revision,omitempty"`
	FetchedAt  time.Time   `json:"fetched_at,omitzero" bson:"fetched_at,omitempty"`
	Extraction *Extraction `json:"extraction,omitempty" bson:"extraction,omitempty"`
}

// Precision is the finest unit of a publication time that the page states.
type Precision string

// The precisions of a publication time.
const (
	PrecisionSecond Precision = "second"
	PrecisionMinute Precision = "minute"
	PrecisionDay    Precision = "day" // midnight in the zone of PublishedZone
)

// Zone tells where the offset of a publication time comes from.
type Zone string

// The origins of an offset.
const (
	ZonePage    Zone = "page"    // the page states it
	ZoneProfile Zone = "profile" // the site's profile or configuration states it
	ZoneAssumed Zone = "assumed" // nobody states it: +00:00
)

// Kind is the form of an article. What is no article at all has no kind and is not stored.
type Kind string

// The kinds of article.
const (
	KindArticle Kind = "article"
	KindLive    Kind = "live"
	KindGallery Kind = "gallery"
	KindVideo   Kind = "video"
	KindAudio   Kind = "audio"
	KindOpinion Kind = "opinion"
)

// BlockKind is the structural role of a block of the body.
type BlockKind string

// The kinds of block.
const (
	BlockParagraph BlockKind = "paragraph"
	BlockHeading   BlockKind = "heading"
	BlockList      BlockKind = "list"
	BlockQuote     BlockKind = "quote"
	BlockTable     BlockKind = "table"
	BlockCode      BlockKind = "code"
)

// Block is one block of the body. Text is what the block adds to [Article.Body]; Level (1 to 6) is
// set for headings, Items for lists.
type Block struct {
	Kind  BlockKind `json:"kind" bson:"kind"`
	Text  string    `json:"text" bson:"text"`
	Level int       `json:"level,omitempty" bson:"level,omitempty"`
	Items []string  `json:"items,omitempty" bson:"items,omitempty"`
}

// Image is a picture of the article; Width and Height are in pixels, as declared.
type Image struct {
	URL     string `json:"url" bson:"url"`
	Caption string `json:"caption,omitempty" bson:"caption,omitempty"`
	Credit  string `json:"credit,omitempty" bson:"credit,omitempty"`
	Alt     string `json:"alt,omitempty" bson:"alt,omitempty"`
	Width   int    `json:"width,omitempty" bson:"width,omitempty"`
	Height  int    `json:"height,omitempty" bson:"height,omitempty"`
}

// Publisher is the organisation that the page names as its publisher; Logo is a URL.
type Publisher struct {
	Name string `json:"name,omitempty" bson:"name,omitempty"`
	Logo string `json:"logo,omitempty" bson:"logo,omitempty"`
}

// Extraction tells why each field is what it is.
type Extraction struct {
	// Rules maps a field's name to the rule that found it, such as "jsonld.headline".
	Rules map[string]string `json:"rules,omitempty" bson:"rules,omitempty"`
	// Confidence, 0 to 1, predicts how well the body was found.
	Confidence float64 `json:"confidence" bson:"confidence"`
	// Profile names the site profile that took part, empty for the general extractor alone.
	Profile string `json:"profile,omitempty" bson:"profile,omitempty"`
	// Version is the extractor's own; a larger one may read the same page differently.
	Version int `json:"version" bson:"version"`
}
