// Package pipeline joins the stages, each of which knows nothing of the others:
//
//   - [Ingest] crawls, extracts and publishes (ingest.go), on a frontier that lives in JetStream
//     (frontier.go);
//   - [Store] consumes what was published and writes it to a sink (store.go);
//   - [Schedule] starts each site's runs when they are due, once per cluster (schedule.go).
//
// The order of acknowledgements makes delivery at least once and the stored result exactly once: an
// article is published and confirmed before its link leaves the frontier, and written before its
// message is acknowledged; identities are derived from content, so that a repetition changes nothing.
package pipeline
