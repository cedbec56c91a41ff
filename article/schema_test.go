package article

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/jsonschema-go/jsonschema"
)

// TestSchemaKeepsItsPromise compares the schema with that of the first release of its version, which
// docs/consuming.md promises to break only with another SchemaVersion. New fields need no change here.
func TestSchemaKeepsItsPromise(t *testing.T) {
	t.Parallel()
	first, err := os.ReadFile(fmt.Sprintf("testdata/schema-%d.json", SchemaVersion))
	if err != nil {
		t.Fatal(err)
	}
	current, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	for _, broken := range breaks("article", parseSchema(t, first), parseSchema(t, current)) {
		t.Errorf("%s: raise SchemaVersion", broken)
	}
}

func TestBreaks(t *testing.T) {
	t.Parallel()
	const was = `{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"},
		"blocks": {"type": ["null", "array"], "items": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["list", "quote"]}}}}}}`
	for _, tt := range []struct {
		name, is string
		breaks   int
	}{
		{"the same", was, 0},
		{"a new field and a new value", `{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, "mood": {"type": "string"},
			"blocks": {"type": ["null", "array"], "items": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["list", "quote", "map"]}}}}}}`, 0},
		{"a field that is gone", `{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}`, 1},
		{"another type, not required", `{"type": "object", "properties": {"id": {"type": "integer"},
			"blocks": {"type": ["null", "array"], "items": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["list", "quote"]}}}}}}`, 2},
		{"a value that is gone, below", `{"type": "object", "required": ["id"], "properties": {"id": {"type": "string"},
			"blocks": {"type": ["null", "array"], "items": {"type": "object", "properties": {"kind": {"type": "string", "enum": ["list"]}}}}}}`, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := breaks("article", parseSchema(t, []byte(was)), parseSchema(t, []byte(tt.is))); len(got) != tt.breaks {
				t.Errorf("breaks: %q, want %d", got, tt.breaks)
			}
		})
	}
}

func parseSchema(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	var s jsonschema.Schema
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	return &s
}

// breaks lists what a consumer written for was cannot read in messages as is describes them.
func breaks(path string, was, is *jsonschema.Schema) []string {
	if is == nil {
		return []string{path + " is gone"}
	}
	var broken []string
	if was.Type != is.Type || !slices.Equal(was.Types, is.Types) || was.Format != is.Format || was.Pattern != is.Pattern {
		broken = append(broken, path+" is of another form")
	}
	for _, value := range was.Enum {
		if !slices.Contains(is.Enum, value) {
			broken = append(broken, fmt.Sprintf("%s is never %q", path, value))
		}
	}
	for _, name := range was.Required {
		if !slices.Contains(is.Required, name) {
			broken = append(broken, path+"."+name+" may be absent")
		}
	}
	for name, property := range was.Properties {
		broken = append(broken, breaks(path+"."+name, property, is.Properties[name])...)
	}
	if was.Items != nil {
		broken = append(broken, breaks(path+"[]", was.Items, is.Items)...)
	}
	return broken
}
