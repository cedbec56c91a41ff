package crawler

import "strings"

// Outcome is the one end that every queued link comes to; it is a key of a run's ledger and the last
// word of the link's fetch state. Outcomes with a reason are spelled "outcome:reason".
type Outcome string

// The outcomes of a link.
const (
	Created   Outcome = "created"   // a new article was published
	Updated   Outcome = "updated"   // a changed article was published
	Unchanged Outcome = "unchanged" // the page (304) or its article is as it was
	Gone      Outcome = "gone"      // 404 or 410
	Robots    Outcome = "robots"    // robots.txt keeps crawlers out
	Deferred  Outcome = "deferred"  // put off to later than the run cares to wait for
)

// NotArticle is the outcome of a page that the extractor took for something else; verdict tells what.
func NotArticle(verdict string) Outcome { return Outcome("not_article:" + verdict) }

// Filtered is the outcome of a page that one of the crawler's rules keeps out, such as "host" for a
// redirect to a foreign host.
func Filtered(rule string) Outcome { return Outcome("filtered:" + rule) }

// Failed is the outcome of a link that was given up; how is the kind of the last failure, such as
// "timeout" or "status 500".
func Failed(how string) Outcome { return Outcome("failed:" + how) }

// failed tells a failure from an end that is in order, such as a page that is gone.
func (o Outcome) failed() bool { return strings.HasPrefix(string(o), "failed:") }
