package article

import "time"

// Link is a URL that waits to be fetched, with what discovery knows of it. It is the frontier's
// message payload.
type Link struct {
	// URL is normalised, see [Normalize]; ID is [ID] of it.
	URL string `json:"url"`
	ID  string `json:"id"`
	// Site is the configured site that the link belongs to.
	Site string `json:"site"`
	// Role tells what the page is fetched for. The zero value is RoleArticle.
	Role Role `json:"role,omitempty"`
	// Source is the kind of source that found the link ("feed", "sitemap", "section", "url"), Via the
	// address of the document it stood in.
	Source string `json:"source,omitempty"`
	Via    string `json:"via,omitempty"`
	// Depth is the number of pages between the source and the link.
	Depth    int      `json:"depth,omitempty"`
	Priority Priority `json:"priority,omitempty"`
	// Title and PublishedAt are what the source says of the article, as a hint.
	Title       string    `json:"title,omitempty"`
	PublishedAt time.Time `json:"published_at,omitzero"`

	// Run is the crawl that found the link, Forced that a person named it: it is then always due.
	Run     string    `json:"run,omitempty"`
	Forced  bool      `json:"forced,omitempty"`
	FoundAt time.Time `json:"found_at,omitzero"`
	// Attempt counts the fetches that failed before, 0 at first.
	Attempt int `json:"attempt,omitempty"`
}

// Role tells what a link is fetched for.
type Role string

// The roles of a link.
const (
	RoleArticle Role = ""        // extract it
	RoleListing Role = "listing" // read links from it
)

// Priority orders the links of one host; a smaller one is fetched first.
type Priority int

// The priorities, in order.
const (
	PriorityFresh    Priority = iota // news from feeds, and what a person named
	PriorityNormal                   // links of section pages, sitemaps
	PriorityBackfill                 // archives
	Priorities       = iota
)
