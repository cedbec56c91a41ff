// Package sink writes articles into MongoDB, or a server that speaks its protocol, and reads them back.
//
// The way of a batch, in order:
//
//   - [Open] (mongo.go) connects, learns what the server can do (server.go), and makes what is missing of
//     the collections and indexes (indexes.go);
//   - [Mongo.Write] (write.go) inserts the whole batch in one unordered command with majority write
//     concern, and takes those that are stored already one by one;
//   - an article that is stored already takes its place in the history of its versions (revise.go), whose
//     rules are pure functions (history.go);
//   - what the server refuses is told apart into failures that a retry may cure and [ErrPermanent]
//     (failure.go), each article by itself.
//
// Beside it stand the stored form of an article (document.go), queries (query.go), the ledgers of crawls
// and sites (ledger.go), export to files (export.go, parquet.go), and a second sink that appends to a
// file (jsonl.go).
//
// The database holds four collections: "articles" (the current version of each article), "revisions" (the
// replaced ones, _id "<article id>:<revision>"), "crawls" ([site.Run]) and "sites" ([site.Health]).
package sink
