//go:build mongodb

package sink

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"newswire/article"
)

// TestDocumentedQueriesUseTheirIndexes asks a real MongoDB how it answers each query of docs/querying.md:
// with the indexes that the document names, and no others.
func TestDocumentedQueriesUseTheirIndexes(t *testing.T) {
	if store != nil {
		t.Fatal("name a MongoDB in NEWSWIRE_TEST_MONGO_URI: the embedded store explains nothing")
	}
	m := connect(t, nil)
	writeQuerying(t, m)
	var others []*article.Article // so many that reading them all would be the worse plan
	for page := range 500 {
		others = append(others, anArticle(t, page, 0, func(a *article.Article) {
			a.Site = fmt.Sprintf("site-%d", page%7)
			a.Authors = []string{fmt.Sprintf("Author %d", page%11)}
			a.Category, a.Tags = fmt.Sprintf("Category %d", page%5), []string{fmt.Sprintf("tag-%d", page%13)}
			a.PublishedAt = time.Date(2025, 1, 20, page, 0, 0, 0, time.UTC)
		}))
	}
	write(t, m, others...)

	for _, b := range documentedQueries(t) {
		used := map[string]bool{}
		for _, s := range b.statements {
			var plan bson.D
			err := m.articles.Database().RunCommand(t.Context(), bson.D{
				{Key: "explain", Value: s.command}, {Key: "verbosity", Value: "executionStats"},
			}).Decode(&plan)
			if err != nil {
				t.Fatalf("explaining %s: %v", s.text, err)
			}
			collectIndexes(plan, used)
		}
		if got, want := slices.Sorted(maps.Keys(used)), slices.Sorted(slices.Values(b.indexes)); !slices.Equal(got, want) {
			t.Errorf("%s: MongoDB uses the indexes %q, the document says %q:\n%s", b.section, got, want, b.statements[0].text)
		}
	}
}

// collectIndexes finds the names of indexes in a plan, wherever the server's version puts them.
func collectIndexes(plan any, used map[string]bool) {
	switch plan := plan.(type) {
	case bson.D:
		for _, e := range plan {
			switch name, isText := e.Value.(string); {
			case e.Key == "indexName" && isText:
				used[name] = true
			case e.Key == "stage" && name == "IDHACK": // before MongoDB 8, which names the index
				used["_id_"] = true
			case e.Key == "stage" && name == "COLLSCAN":
				used["none: all documents are read"] = true
			case e.Key == "indexesUsed": // by $lookup
				names, _ := e.Value.(bson.A)
				for _, n := range names {
					used[fmt.Sprint(n)] = true
				}
			case e.Key != "rejectedPlans" && e.Key != "command":
				collectIndexes(e.Value, used)
			}
		}
	case bson.A:
		for _, v := range plan {
			collectIndexes(v, used)
		}
	}
}
