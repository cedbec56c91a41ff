package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
	"go.yaml.in/yaml/v3"
)

var update = flag.Bool("update", false, "write descriptions.json anew")

// checkSchema holds a configuration against the schema, as an editor does.
func checkSchema(t *testing.T, configuration []byte) error {
	t.Helper()
	data, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	resolved, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	var value map[string]any
	if err := yaml.Unmarshal(configuration, &value); err != nil {
		t.Fatal(err)
	}
	return resolved.Validate(value)
}

func TestSchemaTakes(t *testing.T) {
	t.Parallel()
	for name, configuration := range map[string]string{
		"the starter": string(Example),
		"nothing":     "{}",
		"variables": `
workers: ${WORKERS}
http: {timeout: "${SECONDS}s", max_body: "${BODY}"}
nats: {url: "nats://${USER}:${PASSWORD}@nats.example.com", replicas: 3, articles_max_age: 168h}`,
		"a profile": `
sites:
  - name: daily
    sources: [{feed: "https://www.example.com/rss"}]
    limits: {max_age: -1s}
    profile:
      title: h1.headline
      published_at: {selector: ".meta time", layouts: ["Jan.2 - 2006 3:04 PM MST"]}`,
		"versions of a profile": `
sites:
  - name: daily
    sources: [{feed: "https://www.example.com/rss"}]
    profile: [{since: "2025-06-01", title: h1}, {title: h2}]`,
		"rendering": `
chromium: {path: /usr/bin/chromium, tabs: 4}
sites:
  - {name: daily, render: true}
  - {name: weekly, render: {timeout: 5s, wait_for: "article p", hosts: [cdn.example.net]}}`,
		"keys without values": "sites:\nhttp:\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := checkSchema(t, []byte(configuration)); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestSchemaRefuses(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"bad-duration", "bad-size", "unknown-key", "unknown-key-in-profiles", "unknown-profile-key", "unknown-render-key", "unknown-top-key"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			configuration, err := os.ReadFile(filepath.Join("testdata", name+".bad.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			if checkSchema(t, configuration) == nil {
				t.Error("taken")
			}
		})
	}
}

// TestDescriptions compares descriptions.json with the comments of the configuration's Go types.
func TestDescriptions(t *testing.T) {
	t.Parallel()
	about := map[string]string{}
	describeFields(t, reflect.TypeFor[Config](), about)
	want, err := json.MarshalIndent(about, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile("descriptions.json", want, 0o644); err != nil { //nolint:gosec // a source file
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(descriptions, want) {
		t.Error("descriptions.json is not what the Go types say: run go test ./config -run TestDescriptions -update")
	}
}

// describeFields collects the comments of a struct's fields and of those below it, by "package.Type.Field".
func describeFields(t *testing.T, typ reflect.Type, about map[string]string) {
	t.Helper()
	for typ.Kind() == reflect.Slice {
		typ = typ.Elem()
	}
	path, local := strings.CutPrefix(typ.PkgPath(), "newswire/")
	if typ.Kind() != reflect.Struct || !local {
		return
	}
	comments := fieldComments(t, filepath.Join("..", path), typ.Name())
	for field := range typ.Fields() {
		key, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if key == "" || key == "-" {
			continue
		}
		if text, ok := comments[field.Name]; ok {
			if rest, ok := strings.CutPrefix(text, field.Name+" "); ok {
				text = key + " " + rest
			}
			about[typ.String()+"."+field.Name] = text
		}
		describeFields(t, field.Type, about)
	}
}

var docLink = regexp.MustCompile(`\[([A-Z]\w*)\]`)

// fieldComments reads the comments on the fields of one struct from its package's source.
func fieldComments(t *testing.T, dir, name string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	comments := map[string]string{}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			spec, ok := node.(*ast.TypeSpec)
			if !ok || spec.Name.Name != name {
				return true
			}
			if structure, ok := spec.Type.(*ast.StructType); ok {
				for _, field := range structure.Fields.List {
					text := strings.Join(strings.Fields(field.Doc.Text()+" "+field.Comment.Text()), " ")
					for _, id := range field.Names {
						if text != "" {
							comments[id.Name] = docLink.ReplaceAllString(text, "$1")
						}
					}
				}
			}
			return false
		})
	}
	return comments
}
