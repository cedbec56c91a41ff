package sink

import (
	"context"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
)

// server is what the sink needs to know of the server that it talks to.
type server struct {
	// name is product and version, for the log.
	name string
	// indexed tells whether finds use secondary indexes and more than _id. FerretDB on SQLite reads the
	// whole collection for any filter but equality on _id alone.
	indexed bool
	// transactional tells whether transactions work: on replica sets and sharded clusters, not on a
	// MongoDB that stands alone.
	transactional bool
}

// inspect asks the server what it is. FerretDB names itself in a field of its own, since it passes for a
// MongoDB elsewhere.
func inspect(ctx context.Context, client *mongo.Client) (server, error) {
	var build struct {
		Version  string  `bson:"version"`
		FerretDB *string `bson:"ferretdbVersion"`
	}
	admin := client.Database("admin")
	if err := admin.RunCommand(ctx, bson.D{{Key: "buildInfo", Value: 1}}).Decode(&build); err != nil {
		return server{}, fmt.Errorf("buildInfo: %w", err)
	}
	if build.FerretDB != nil {
		return server{name: "FerretDB"}, nil
	}
	var hello struct {
		SetName string `bson:"setName"`
		Msg     string `bson:"msg"`
	}
	if err := admin.RunCommand(ctx, bson.D{{Key: "hello", Value: 1}}).Decode(&hello); err != nil {
		return server{}, fmt.Errorf("hello: %w", err)
	}
	return server{
		name:          "MongoDB " + build.Version,
		indexed:       true,
		transactional: hello.SetName != "" || hello.Msg == "isdbgrid", // mongos
	}, nil
}
