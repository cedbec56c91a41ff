// Package embedded runs the servers that Newswire brings along for those who have none of their own:
// nats-server with JetStream (nats.go) and a MongoDB-compatible store (store.go). Each runs in this
// process, keeps its files in a folder of its own and listens on loopback only, unless told otherwise.
package embedded
