package sink

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
)

// TestQueriesOfTheDocumentation runs every query of docs/querying.md on the articles of
// testdata/querying.jsonl. Those marked as MongoDB's alone must fail on the embedded store.
func TestQueriesOfTheDocumentation(t *testing.T) {
	t.Parallel()
	m := connect(t, nil)
	writeQuerying(t, m)
	// What each query finds, in order: the number of documents, or what countDocuments returns.
	want := map[string][]int{
		"A site's articles of one day": {2, 7},
		"An author's articles":         {3, 2},
		"Categories":                   {4, 4, 5},
		"Words in the text":            {3, 1},
		"What changed in an article":   {1, 1, 1, 1, 1},
		"Copies of one article":        {2, 1, 1},
		"One story across sites":       {3, 2, 2},
	}
	got := map[string][]int{}
	for _, b := range documentedQueries(t) {
		for _, s := range b.statements {
			n, err := s.run(t, m)
			switch {
			case !b.mongoOnly || m.server.indexed:
				if err != nil {
					t.Errorf("%s: %v", s.text, err)
				}
			case err == nil:
				t.Errorf("%s works on the embedded store too: it is not MongoDB's alone", s.text)
			default: // MongoDB would tell
				if answers, i := want[b.section], len(got[b.section]); i < len(answers) {
					n = answers[i]
				}
			}
			got[b.section] = append(got[b.section], n)
		}
	}
	for section := range want {
		if !slices.Equal(got[section], want[section]) {
			t.Errorf("%s: the queries find %d, want %d", section, got[section], want[section])
		}
		delete(got, section)
	}
	for section := range got {
		t.Errorf("%s: nobody says what its queries find", section)
	}
}

// writeQuerying stores the articles that the documented queries find, each line after the other.
func writeQuerying(t *testing.T, m *Mongo) {
	t.Helper()
	for _, a := range readLines(t, "testdata/querying.jsonl") {
		a.URL, a.FinalURL = a.CanonicalURL, a.CanonicalURL
		if err := a.Seal(); err != nil {
			t.Fatal(err)
		}
		write(t, m, a)
	}
}

// queryBlock is one piece of JavaScript in docs/querying.md. Its first lines are comments:
// "MongoDB only: why" and "index: NAME, NAME".
type queryBlock struct {
	section    string
	mongoOnly  bool
	indexes    []string
	statements []statement
}

// statement is one query in mongosh's JavaScript, and as a command.
type statement struct {
	text    string
	command bson.D
}

// run returns how many documents the statement finds, or what it counts.
func (s statement) run(t *testing.T, m *Mongo) (int, error) {
	cursor, err := m.articles.Database().RunCommandCursor(t.Context(), s.command)
	if err != nil {
		return 0, err
	}
	var found []bson.Raw
	if err := cursor.All(t.Context(), &found); err != nil {
		return 0, err
	}
	if strings.Contains(s.text, ".countDocuments(") && len(found) == 1 {
		return int(found[0].Lookup("n").AsInt64()), nil
	}
	return len(found), nil
}

// documentedQueries reads docs/querying.md.
func documentedQueries(t *testing.T) []queryBlock {
	t.Helper()
	document, err := os.ReadFile("../docs/querying.md")
	if err != nil {
		t.Fatal(err)
	}
	var blocks []queryBlock
	for section := range strings.SplitSeq(string(document), "\n## ") {
		title, rest, _ := strings.Cut(section, "\n")
		for {
			_, after, found := strings.Cut(rest, "```js\n")
			if !found {
				break
			}
			var js string
			js, rest, _ = strings.Cut(after, "\n```")
			blocks = append(blocks, parseBlock(t, title, js))
		}
	}
	return blocks
}

func parseBlock(t *testing.T, section, js string) queryBlock {
	t.Helper()
	b := queryBlock{section: section}
	for line := range strings.Lines(js) {
		if names, ok := strings.CutPrefix(line, "// index: "); ok {
			b.indexes = strings.Split(strings.TrimSpace(names), ", ")
		}
		b.mongoOnly = b.mongoOnly || strings.HasPrefix(line, "// MongoDB only: ")
	}
	for _, at := range regexp.MustCompile(`\bdb\.`).FindAllStringIndex(js, -1) {
		s, err := parseStatement(js[at[0]:])
		if err != nil {
			t.Fatalf("docs/querying.md, %s: %v", section, err)
		}
		b.statements = append(b.statements, s)
	}
	if len(b.statements) == 0 || len(b.indexes) == 0 {
		t.Fatalf("docs/querying.md, %s: a query without statement or index:\n%s", section, js)
	}
	return b
}

// call is a collection's method and the start of its arguments, or a cursor's.
var (
	call  = regexp.MustCompile(`^db\.(\w+)\.(\w+)\(`)
	chain = regexp.MustCompile(`^\.(\w+)\(`)
)

// parseStatement reads the statement that js starts with: db.COLLECTION.METHOD(...).sort(...).limit(...)
func parseStatement(js string) (statement, error) {
	head := call.FindStringSubmatch(js)
	if head == nil {
		return statement{}, fmt.Errorf("no call of a collection: %.80s", js)
	}
	args, rest, err := arguments(js[len(head[0]):])
	if err != nil {
		return statement{}, fmt.Errorf("%s: %w", head[0], err)
	}
	argument := func(i int) any {
		if i < len(args) {
			return args[i]
		}
		return bson.D{}
	}
	collection, method := head[1], head[2]
	var command bson.D
	switch method {
	case "find", "findOne":
		command = bson.D{{Key: "find", Value: collection}, {Key: "filter", Value: argument(0)}, {Key: "projection", Value: argument(1)}}
		if method == "findOne" {
			command = append(command, bson.E{Key: "limit", Value: 1})
		}
	case "aggregate":
		command = bson.D{{Key: "aggregate", Value: collection}, {Key: "pipeline", Value: argument(0)}, {Key: "cursor", Value: bson.D{}}}
	case "countDocuments":
		command = bson.D{{Key: "aggregate", Value: collection}, {Key: "cursor", Value: bson.D{}}, {Key: "pipeline", Value: bson.A{
			bson.D{{Key: "$match", Value: argument(0)}},
			bson.D{{Key: "$group", Value: bson.D{{Key: "_id", Value: nil}, {Key: "n", Value: bson.D{{Key: "$sum", Value: 1}}}}}},
		}}}
	default:
		return statement{}, fmt.Errorf("%s is not known here", method)
	}
	for {
		next := chain.FindStringSubmatch(rest)
		if next == nil {
			break
		}
		if args, rest, err = arguments(rest[len(next[0]):]); err != nil {
			return statement{}, fmt.Errorf("%s: %w", next[0], err)
		}
		switch next[1] {
		case "sort", "limit":
			command = append(command, bson.E{Key: next[1], Value: argument(0)})
		case "next": // the only one
		default:
			return statement{}, fmt.Errorf("%s is not known here", next[1])
		}
	}
	return statement{text: strings.TrimSuffix(js, rest), command: command}, nil
}

// literal is what of a JavaScript literal is not JSON, and strings, which may look like it.
var literal = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|ISODate\("[^"]*"\)|[$\w.]+:|[()]`)

// arguments reads JavaScript literals up to the closing parenthesis, as MongoDB's extended JSON.
func arguments(js string) (values bson.A, rest string, err error) {
	var extended strings.Builder
	end := 0
	for _, at := range literal.FindAllStringIndex(js, -1) {
		token := js[at[0]:at[1]]
		extended.WriteString(js[end:at[0]])
		end = at[1]
		switch {
		case token == ")":
			var all struct{ Values bson.A }
			err := bson.UnmarshalExtJSON([]byte(`{"values": [`+extended.String()+`]}`), false, &all)
			return all.Values, js[end:], err
		case token == "(":
			return nil, "", fmt.Errorf("a call among the arguments: %.80s", js)
		case strings.HasPrefix(token, "ISODate"):
			date, err := isoDate(strings.Split(token, `"`)[1])
			if err != nil {
				return nil, "", err
			}
			fmt.Fprintf(&extended, `{"$date": {"$numberLong": "%d"}}`, date.UnixMilli())
		case strings.HasSuffix(token, ":"):
			extended.WriteString(strconv.Quote(strings.TrimSuffix(token, ":")) + ":")
		default:
			extended.WriteString(token)
		}
	}
	return nil, "", fmt.Errorf("no end of the arguments: %.80s", js)
}

func isoDate(s string) (time.Time, error) {
	if day, err := time.Parse(time.DateOnly, s); err == nil {
		return day, nil
	}
	return time.Parse(time.RFC3339, s)
}
