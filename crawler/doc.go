// Package crawler finds the articles of news sites and fetches them, politely.
//
// A [Crawler] has two halves that meet in a durable [Queue], which belongs to someone else. In the
// order in which a link passes:
//
//  1. Discovery (discover.go) asks a site's sources, one file each: feed.go, sitemap.go, section.go (with
//     more.go), home.go, and warc.go, whose pages need no fetch; walk.go goes from listing to listing. A source yields links as the site lists them; listing.go
//     fetches what it reads, unless that is as it was; xml.go reads what feeds and sitemaps have in common.
//     A feed that names a WebSub hub is offered to whoever subscribes, and what the hub then sends is queued (hub.go).
//  2. Filters (filter.go) leave links alone that the site's configuration does not want, that lead into
//     endless spaces (trap.go) or that do not look like articles (judge.go), by what their addresses led to
//     so far as well (shapes.go).
//  3. What is due by its fetch state is queued ([Crawler.Crawl], crawler.go), and so are known articles that may have
//     changed (revisit.go). What a feed listed before tells whether it is polled often enough (overlap.go).
//  4. Workers ([Crawler.Run], worker.go) lease links. A lease waits in memory for its host's turn, or goes
//     back for later if that is far off (pace.go): a slow host holds nobody else up.
//     Requests of either half are made by the one process of a cluster that owns the host (owner.go), in
//     place of others that ask it to (answer.go).
//  5. A visit (visit.go) asks robots.txt (robots.go, robotscache.go), takes its turn, fetches (fetch.go,
//     body.go, transport.go, address.go) and treats the target of each redirect in the same way; page.go
//     makes one outside any run. What the page itself asks of crawlers is obeyed (directives.go).
//     The site's own headers and cookies are in identity.go.
//     Where the site wants it, its scripts run (render.go) in a browser (chromium.go) that gets all it asks
//     for from the crawler (subresource.go), since it has no network.
//  6. The page goes to the [Handler]. Then the fetch state is saved, then the link leaves the queue: a
//     crash at any point fetches a page twice at worst.
//  7. What failed in passing is put off (retry.go), the rest ends in an [Outcome] (outcome.go,
//     failure.go), and the run's ledger (ledger.go) adds up. report.go holds all that against what the
//     sources list.
//
// Colly makes every request, one collector each, and nothing else: pace, retries, deduplication, robots,
// redirects, limits and charsets are decided here, because Colly v2.3 drops links, cuts bodies or waits
// without telling (each case is noted where it is dealt with).
package crawler
