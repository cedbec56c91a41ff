package main

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"newswire/article"
	"newswire/wire"
)

// insertBatch is the number of articles in one bare InsertMany.
const insertBatch = 500

// floor does with the bare clients what newswire does, on the same servers.
type floor struct {
	nc       *nats.Conn
	js       jetstream.JetStream
	client   *mongo.Client
	articles *mongo.Collection
}

// openFloor connects to both servers; database is where it inserts.
func openFloor(natsURL, mongoURI, database string) (*floor, error) {
	nc, err := nats.Connect(natsURL)
	if err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc)
	if err != nil {
		nc.Close()
		return nil, err
	}
	client, err := mongo.Connect(options.Client().ApplyURI(mongoURI))
	if err != nil {
		nc.Close()
		return nil, err
	}
	return &floor{nc: nc, js: js, client: client, articles: client.Database(database).Collection("articles")}, nil
}

func (f *floor) close(ctx context.Context) error {
	f.nc.Close()
	return f.client.Disconnect(ctx)
}

// message is a payload, encoded before the clock starts.
type message struct {
	subject string
	data    []byte
}

func encoded(edition []*article.Article) ([]message, error) {
	messages := make([]message, len(edition))
	for i, a := range edition {
		data, err := json.Marshal(a)
		if err != nil {
			return nil, err
		}
		messages[i] = message{wire.ArticleSubject(a.Site, a.Category), data}
	}
	return messages, nil
}

func (f *floor) publish(ctx context.Context, edition []*article.Article) (time.Duration, error) {
	messages, err := encoded(edition)
	if err != nil {
		return 0, err
	}
	return f.send(ctx, messages)
}

// publishBoth sends what publishAndRemember does.
func (f *floor) publishBoth(ctx context.Context, edition []*article.Article) (time.Duration, error) {
	messages, err := encoded(edition)
	if err != nil {
		return 0, err
	}
	var both []message
	for i, m := range messages {
		data, err := json.Marshal(seen(edition[i]))
		if err != nil {
			return 0, err
		}
		both = append(both, m, message{"$KV.seen." + edition[i].ID, data})
	}
	return f.send(ctx, both)
}

// send keeps as many in flight as the client library does by default.
func (f *floor) send(ctx context.Context, messages []message) (time.Duration, error) {
	start := time.Now()
	acks := make([]jetstream.PubAckFuture, len(messages))
	for i, m := range messages {
		var err error
		if acks[i], err = f.js.PublishAsync(m.subject, m.data); err != nil {
			return 0, err
		}
	}
	for _, ack := range acks {
		select {
		case <-ack.Ok():
		case err := <-ack.Err():
			return 0, err
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	return time.Since(start), nil
}

func (f *floor) insert(ctx context.Context, edition []*article.Article) (time.Duration, error) {
	documents := make([]bson.Raw, len(edition))
	for i, a := range edition {
		var err error
		if documents[i], err = bson.Marshal(a); err != nil {
			return 0, err
		}
	}
	start := time.Now()
	for batch := range slices.Chunk(documents, insertBatch) {
		if _, err := f.articles.InsertMany(ctx, batch, options.InsertMany().SetOrdered(false)); err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}
