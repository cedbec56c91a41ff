// Package wire carries links and articles between processes over NATS JetStream. It is the only
// package that knows of streams, subjects and buckets.
//
// In the order of use:
//
//   - [Connect] (conn.go) joins a server, [Conn.Setup] (setup.go) makes what is missing on it;
//   - [Frontier] (frontier.go) queues links (push.go), counts them (backlog.go), and leases (lease.go, pull.go) each to
//     one process at a time; which process has which hosts is agreed on in partitions.go and membership.go, and others
//     ask it (ask.go);
//   - [States], [Seen] (state.go) remember links and articles between two fetches, [Revisits] (revisits.go) what is
//     to be fetched again, [Shapes] (shapes.go) what addresses look like, [Paces] (paces.go) what hosts ask for; [Conn.Tick] and
//     [Conn.Lock] (cluster.go) keep a schedule to one firing and a site to one run in a cluster;
//   - [Conn.Publish] (publish.go) puts an article on its subject (subject.go) and waits until it is kept;
//     what exceeds the server's message size travels compressed or by reference (message.go);
//   - [Consumer] (consume.go) reads articles in batches and acknowledges each by itself; [Conn.Tail]
//     (tail.go) looks on;
//   - [Conn.Bury] (dead.go) keeps what cannot be processed, with the reason;
//   - [AsyncAPI] (asyncapi.go) describes all that is published to programs in other languages.
//
// Delivery is at least once. Everything that is published is awaited, retried through reconnections until
// the caller's context ends, and may therefore arrive twice; identities are derived from content so that
// this does no harm.
package wire
