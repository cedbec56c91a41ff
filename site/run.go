package site

import "time"

// Run is one crawl of one site: a document of the collection "crawls", written when the run ends.
type Run struct {
	ID   string `json:"id" bson:"_id"`
	Site string `json:"site" bson:"site"`
	// Trigger tells who asked: "schedule", "command" or "demo".
	Trigger   string    `json:"trigger" bson:"trigger"`
	StartedAt time.Time `json:"started_at" bson:"started_at"`
	EndedAt   time.Time `json:"ended_at,omitzero" bson:"ended_at,omitempty"`
	Counts    Counts    `json:"counts" bson:"counts"`
	// Errors are the first failures, at most 100, each one line with the URL.
	Errors []string `json:"errors,omitempty" bson:"errors,omitempty"`
	// Gaps are the feeds of which the run before had less than a third of the items: some may have come and
	// gone in between. The next run comes sooner.
	Gaps []string `json:"gaps,omitempty" bson:"gaps,omitempty"`
	// Gone has the IDs of known articles whose pages the run found gone (true) or there again (false); it is
	// written to the articles, not to the run.
	Gone map[string]bool `json:"-" bson:"-"`
}

// Counts is a run's ledger: Found = Queued + Skipped, and every queued link ends in exactly one of the
// outcomes, whose names are the keys of Outcomes.
type Counts struct {
	Found   int `json:"found" bson:"found"`
	Queued  int `json:"queued" bson:"queued"`
	Skipped int `json:"skipped" bson:"skipped"` // filtered, not due or already queued
	// Skips tells why links were skipped: "queued", "not_due", "budget", "limit" or the rule that filtered them.
	Skips    map[string]int `json:"skips,omitempty" bson:"skips,omitempty"`
	Fetched  int            `json:"fetched" bson:"fetched"` // requests answered, listings included
	Bytes    int64          `json:"bytes" bson:"bytes"`
	Outcomes map[string]int `json:"outcomes,omitempty" bson:"outcomes,omitempty"`
	// Profiled counts the articles that this process read with the site's profile, Missed those of them where
	// the rule for a field matched nothing, by field.
	Profiled int            `json:"profiled,omitempty" bson:"profiled,omitempty"`
	Missed   map[string]int `json:"missed,omitempty" bson:"missed,omitempty"`
}

// Health is the state of one site over its runs: a document of the collection "sites".
type Health struct {
	Site        string    `json:"site" bson:"_id"`
	LastRun     time.Time `json:"last_run,omitzero" bson:"last_run,omitempty"`
	LastSuccess time.Time `json:"last_success,omitzero" bson:"last_success,omitempty"`
	// Articles counts the new articles of the last run.
	Articles int `json:"articles" bson:"articles"`
	// Warning is why the site wants a look, "" if it does not: "found nothing", for instance.
	Warning string `json:"warning,omitempty" bson:"warning"`
}
