package article

import "time"

// FetchState is what is remembered of one link (key: [Link.ID]) between two fetches.
type FetchState struct {
	// ETag and LastModified are the validators of the last full response, sent back as they came.
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Status is the last HTTP status, Outcome the last outcome's name.
	Status  int    `json:"status,omitempty"`
	Outcome string `json:"outcome,omitempty"`
	// ArticleID is the article that the page held, "" if none.
	ArticleID string `json:"article_id,omitempty"`
	// ContentHash is the article's; RawHash is over the page's bytes.
	ContentHash string `json:"content_hash,omitempty"`
	RawHash     string `json:"raw_hash,omitempty"`
	// Failures counts failed fetches in a row; Unchanged counts visits without a change in a row.
	Failures  int `json:"failures,omitempty"`
	Unchanged int `json:"unchanged,omitempty"`
	// Returned tells that the article's page may have been gone until the last visit.
	Returned  bool      `json:"returned,omitempty"`
	FetchedAt time.Time `json:"fetched_at,omitzero"`
	// ChangedAt is when the article changed last, as far as is known: at first its own time of publication.
	ChangedAt time.Time `json:"changed_at,omitzero"`
	// NextDue is the earliest time of the next fetch; zero means any time.
	NextDue time.Time `json:"next_due,omitzero"`
}

// Revisit is an article's page that is to be fetched again, whether a source still lists it or not.
type Revisit struct {
	URL string    `json:"url"`
	Due time.Time `json:"due"`
}

// HostPace is what is remembered of a host that refused or was slow, for whichever process asks it next.
type HostPace struct {
	// NotBefore is when the host may be asked next: it said so, or had refused.
	NotBefore time.Time `json:"not_before,omitzero"`
	// Penalty is the delay between requests since it refused, Latency how long it takes to answer, in nanoseconds.
	Penalty time.Duration `json:"penalty,omitempty"`
	Latency time.Duration `json:"latency,omitempty"`
}

// Tally counts the pages of a site whose addresses are of one shape, by what their first visits brought.
type Tally struct {
	Fetched  int `json:"fetched"`
	Articles int `json:"articles,omitempty"` // of those fetched
}

// Seen is what is remembered of one article (key: [Article.ID]) so that an unchanged one is told
// without asking the store.
type Seen struct {
	RecordHash string    `json:"record_hash"`
	Revision   int       `json:"revision"`
	Version    int       `json:"version"` // of the extractor
	FetchedAt  time.Time `json:"fetched_at"`
}
