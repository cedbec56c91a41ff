// Package sink writes articles into MongoDB, or a server that speaks its protocol, and reads them back.
package sink
