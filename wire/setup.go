package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// The streams and buckets; their names are part of the public contract.
const (
	streamFrontier = "FRONTIER"
	streamArticles = "ARTICLES"
	streamDead     = "DEAD"

	bucketState    = "state"    // article.FetchState by link ID
	bucketSeen     = "seen"     // article.Seen by article ID
	bucketCluster  = "cluster"  // what the processes agree on: ticks, partitions
	bucketLeases   = "leases"   // what a process holds while it lives: entries end leaseTTL after their renewal
	bucketSubs     = "subs"     // site.Subscription by topic
	bucketRevisits = "revisits" // article.Revisit by site and link ID
	bucketHosts    = "hosts"    // article.HostPace by ID of the host
	bucketShapes   = "shapes"   // article.Tally by shape, by site
	bucketLarge    = "large"    // payloads that exceed the server's message size
)

const (
	defaultMaxAge = 7 * 24 * time.Hour
	deadMaxAge    = 30 * 24 * time.Hour
	hostMaxAge    = 25 * time.Hour // longer than a host may ask to be left alone
	revisitMaxAge = 31 * 24 * time.Hour
	// metaPartitions is the stream's metadata key that fixes the number of partitions for its life.
	metaPartitions = "newswire_partitions"
)

// Setup makes the streams and buckets that are missing and brings older ones up to date. It
// deletes nothing and may run in several processes at once.
func (c *Conn) Setup(ctx context.Context) error {
	if _, err := c.js.AccountInfo(ctx); err != nil {
		if errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount) {
			return fmt.Errorf("NATS server at %s has no JetStream for this account: start it with -js or enable it (%w)",
				redact(c.cfg.URL), err)
		}
		return fmt.Errorf("asking NATS at %s for JetStream: %w", redact(c.cfg.URL), err)
	}
	for _, s := range []struct {
		want jetstream.StreamConfig
		age  time.Duration // MaxAge of a new stream that the configuration sets no other for
	}{
		{want: jetstream.StreamConfig{
			Name:        streamFrontier,
			Description: "Newswire: links that wait to be fetched",
			Subjects:    []string{"frontier.due.*.*.*", "frontier.later.*"},
			Retention:   jetstream.WorkQueuePolicy,
			// Schedules exclude discard new; with no limit but one message a subject, a link is only
			// ever replaced by itself.
			Discard:            jetstream.DiscardOld,
			MaxMsgsPerSubject:  1,
			AllowMsgSchedules:  true,
			AllowAtomicPublish: true,
			Metadata:           map[string]string{metaPartitions: strconv.Itoa(Partitions)},
		}},
		{age: defaultMaxAge, want: jetstream.StreamConfig{
			Name:        streamArticles,
			Description: "Newswire: articles as published",
			Subjects:    []string{"news.article.>"},
			Discard:     jetstream.DiscardNew,
			MaxAge:      c.cfg.ArticlesMaxAge,
			MaxBytes:    c.cfg.ArticlesMaxBytes,
		}},
		{age: deadMaxAge, want: jetstream.StreamConfig{
			Name:        streamDead,
			Description: "Newswire: what could not be processed, and why",
			Subjects:    []string{"news.dead.>"},
		}},
	} {
		if err := c.ensureStream(ctx, s.want, s.age); err != nil {
			return err
		}
	}
	for _, want := range []jetstream.KeyValueConfig{
		{Bucket: bucketState, Description: "Newswire: what is remembered of each link"},
		{Bucket: bucketSeen, Description: "Newswire: what is remembered of each article"},
		{Bucket: bucketSubs, Description: "Newswire: feeds that hubs send"},
		{Bucket: bucketRevisits, Description: "Newswire: articles to be visited again", TTL: revisitMaxAge},
		{Bucket: bucketHosts, Description: "Newswire: how hosts that refused want to be asked", TTL: hostMaxAge},
		{Bucket: bucketShapes, Description: "Newswire: what sites' addresses look like"},
		{Bucket: bucketCluster, Description: "Newswire: what processes agree on"},
		{Bucket: bucketLeases, Description: "Newswire: what processes hold", TTL: c.leaseTTL()},
	} {
		if err := c.ensureBucket(ctx, want); err != nil {
			return err
		}
	}
	if err := c.upgradeQueues(ctx); err != nil {
		return err
	}
	return c.ensureObjects(ctx)
}

// upgradeQueues has queues that were made on disk, as they once were, made anew when they are used. What is leased from
// them is due again.
func (c *Conn) upgradeQueues(ctx context.Context) error {
	stream, err := c.stream(ctx, streamFrontier)
	if err != nil {
		return err
	}
	consumers := stream.ListConsumers(ctx)
	var old []string
	for info := range consumers.Info() {
		if !info.Config.MemoryStorage && strings.HasPrefix(info.Name, queuePrefix) {
			old = append(old, info.Name)
		}
	}
	if err := consumers.Err(); err != nil {
		return fmt.Errorf("listing the queues of the frontier: %w", err)
	}
	for _, name := range old {
		if err := (bucket{c, bucketCluster}).put(ctx, keyQueue+name, name); err != nil {
			return err
		}
		if err := stream.DeleteConsumer(ctx, name); err != nil && !errors.Is(err, jetstream.ErrConsumerNotFound) {
			return fmt.Errorf("deleting queue %s of the frontier: %w", name, err)
		}
	}
	return nil
}

// ensureStream makes the stream, or changes in the one that is there what want says otherwise. What want
// leaves at zero (replicas, limits) stays as its operator set it. A new
// stream keeps messages for age (0: for ever), unless want says otherwise.
func (c *Conn) ensureStream(ctx context.Context, want jetstream.StreamConfig, age time.Duration) error {
	want.Replicas = c.cfg.Replicas
	want.AllowDirect = true
	stream, err := c.js.Stream(ctx, want.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		made := want
		made.Replicas = cmp.Or(made.Replicas, 1)
		made.MaxAge = cmp.Or(made.MaxAge, age)
		if _, err = c.js.CreateStream(ctx, made); err == nil {
			return nil
		}
		if !errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
			return fmt.Errorf("making stream %s: %w", want.Name, err)
		}
		stream, err = c.js.Stream(ctx, want.Name) // another process was faster
	}
	if err != nil {
		return fmt.Errorf("looking up stream %s: %w", want.Name, err)
	}
	have := stream.CachedInfo().Config
	if n, ok := have.Metadata[metaPartitions]; ok && n != want.Metadata[metaPartitions] {
		return fmt.Errorf("stream %s has %s partitions, this version of Newswire works with %d: use the version that made it",
			want.Name, n, Partitions)
	}
	if have.Retention != want.Retention {
		return fmt.Errorf("stream %s exists with retention %s, not %s: it is not Newswire's, or was changed by hand",
			want.Name, have.Retention, want.Retention)
	}
	next := merge(have, want)
	if reflect.DeepEqual(have, next) {
		return nil
	}
	if _, err := c.js.UpdateStream(ctx, next); err != nil {
		return fmt.Errorf("updating stream %s: %w", want.Name, err)
	}
	return nil
}

// merge returns have with what want sets.
func merge(have, want jetstream.StreamConfig) jetstream.StreamConfig {
	next := have
	next.Description = want.Description
	next.Subjects = want.Subjects
	next.Discard = want.Discard
	next.AllowDirect = true
	next.AllowMsgSchedules = have.AllowMsgSchedules || want.AllowMsgSchedules
	next.AllowAtomicPublish = have.AllowAtomicPublish || want.AllowAtomicPublish
	next.MaxMsgsPerSubject = cmp.Or(want.MaxMsgsPerSubject, have.MaxMsgsPerSubject)
	next.Replicas = cmp.Or(want.Replicas, have.Replicas)
	next.MaxAge = cmp.Or(want.MaxAge, have.MaxAge)
	next.MaxBytes = cmp.Or(want.MaxBytes, have.MaxBytes)
	if len(want.Metadata) > 0 {
		next.Metadata = maps.Clone(have.Metadata)
		if next.Metadata == nil {
			next.Metadata = map[string]string{}
		}
		maps.Copy(next.Metadata, want.Metadata)
	}
	return next
}

func (c *Conn) ensureBucket(ctx context.Context, want jetstream.KeyValueConfig) error {
	want.Storage = jetstream.FileStorage
	want.History = 1
	want.Replicas = cmp.Or(c.cfg.Replicas, 1)
	have, err := c.js.KeyValue(ctx, want.Bucket)
	switch {
	case errors.Is(err, jetstream.ErrBucketNotFound):
		if _, err := c.js.CreateKeyValue(ctx, want); err != nil && !errors.Is(err, jetstream.ErrBucketExists) {
			return fmt.Errorf("making bucket %s: %w", want.Bucket, err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("looking up bucket %s: %w", want.Bucket, err)
	}
	status, err := have.Status(ctx)
	if err != nil {
		return fmt.Errorf("looking up bucket %s: %w", want.Bucket, err)
	}
	now := status.Config()
	if c.cfg.Replicas == 0 {
		want.Replicas = now.Replicas
	}
	if now.Replicas == want.Replicas && now.TTL == want.TTL {
		return nil
	}
	if _, err := c.js.UpdateKeyValue(ctx, want); err != nil {
		return fmt.Errorf("updating bucket %s: %w", want.Bucket, err)
	}
	return nil
}

// ensureObjects makes the bucket of large payloads. They outlive the longest-kept message that refers to
// them.
func (c *Conn) ensureObjects(ctx context.Context) error {
	want := jetstream.ObjectStoreConfig{
		Bucket:      bucketLarge,
		Description: "Newswire: payloads larger than a message",
		TTL:         max(cmp.Or(c.cfg.ArticlesMaxAge, defaultMaxAge), deadMaxAge) + 24*time.Hour,
		Storage:     jetstream.FileStorage,
		Replicas:    cmp.Or(c.cfg.Replicas, 1),
	}
	have, err := c.js.ObjectStore(ctx, bucketLarge)
	switch {
	case errors.Is(err, jetstream.ErrBucketNotFound):
		if _, err := c.js.CreateObjectStore(ctx, want); err != nil && !errors.Is(err, jetstream.ErrBucketExists) {
			return fmt.Errorf("making bucket %s: %w", bucketLarge, err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("looking up bucket %s: %w", bucketLarge, err)
	}
	status, err := have.Status(ctx)
	if err != nil {
		return fmt.Errorf("looking up bucket %s: %w", bucketLarge, err)
	}
	if c.cfg.Replicas == 0 {
		want.Replicas = status.Replicas()
	}
	if status.Replicas() == want.Replicas && status.TTL() >= want.TTL {
		return nil
	}
	if _, err := c.js.UpdateObjectStore(ctx, want); err != nil {
		return fmt.Errorf("updating bucket %s: %w", bucketLarge, err)
	}
	return nil
}
