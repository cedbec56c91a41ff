// Package web is the window onto a running Newswire: a dashboard page, a small read-only JSON API,
// health and metrics. It changes nothing and holds no state but the last articles.
//
// What it serves, and where to look:
//
//	/                   the dashboard, page.go and assets/
//	/panels, /events    what the dashboard refreshes itself from, as HTML: page.go, stream.go
//	/api/articles       the last articles, newest first: api.go
//	/api/events         articles as they are published, as server-sent events: stream.go
//	/api/runs           crawl runs, the running ones first: api.go
//	/api/sites          the health of every site: api.go
//	/healthz            200, or 503 naming what is wrong: health.go
//	/metrics            Prometheus text: metrics.go
//
// One tail of the wire (feed.go) serves every visitor; guard.go is what each request passes first.
package web
