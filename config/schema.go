package config

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"newswire/article"
	"newswire/crawler"
	"newswire/site"
)

// descriptions says what each key is for: the Go fields' comments, by type and field, which a program does
// not know of itself. A test keeps it up to date.
//
//go:embed descriptions.json
var descriptions []byte

// Schema returns the JSON Schema of newswire.yaml as indented JSON, made from [Config]; editors complete
// and check with it. [Load] has the last word: it looks closer, and reads some values more generously.
// Source: JSON Schema draft 2020-12.
func Schema() ([]byte, error) {
	var about map[string]string
	if err := json.Unmarshal(descriptions, &about); err != nil {
		return nil, fmt.Errorf("reading descriptions.json: %w", err)
	}
	s, err := schemaOf(reflect.TypeFor[Config](), about)
	if err != nil {
		return nil, fmt.Errorf("making the configuration's schema: %w", err)
	}
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "Newswire configuration"
	return json.MarshalIndent(s, "", "  ")
}

// variable matches a value that holds an environment variable, which may become any.
const variable = `\$\{[A-Za-z_][A-Za-z0-9_]*\}`

// schemaOf describes what the YAML decoder takes for a type.
func schemaOf(typ reflect.Type, about map[string]string) (*jsonschema.Schema, error) {
	switch typ {
	case reflect.TypeFor[time.Duration]():
		return &jsonschema.Schema{Type: "string", Pattern: `^[-+]?([0-9.]+(ns|us|µs|ms|s|m|h))+$|^0$|` + variable, Examples: []any{"30s", "12h"}}, nil
	case reflect.TypeFor[article.ByteSize]():
		text := &jsonschema.Schema{Type: "string", Pattern: `^[0-9]+ *([KMGkmg]?[Bb])?$|` + variable, Examples: []any{"500KB", "10MB"}}
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "integer"}, text}}, nil
	case reflect.TypeFor[crawler.Network]():
		return &jsonschema.Schema{Type: "string", Examples: []any{"10.0.0.0/8"}}, nil
	case reflect.TypeFor[site.Rule]():
		rule, err := structSchema(typ, about)
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "string"}, rule}}, err
	case reflect.TypeFor[site.Profiles]():
		profile, err := structSchema(typ.Elem(), about)
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{profile, {Type: "array", Items: profile}}}, err
	case reflect.TypeFor[site.Render]():
		render, err := structSchema(typ, about)
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "boolean"}, {Type: "string", Pattern: variable}, render}}, err
	}
	switch typ.Kind() {
	case reflect.String:
		return &jsonschema.Schema{Type: "string"}, nil
	case reflect.Bool:
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "boolean"}, {Type: "string", Pattern: variable}}}, nil
	case reflect.Int, reflect.Int64:
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "integer"}, {Type: "string", Pattern: variable}}}, nil
	case reflect.Slice:
		items, err := schemaOf(typ.Elem(), about)
		return &jsonschema.Schema{Types: []string{"array", "null"}, Items: items}, err
	case reflect.Struct:
		return structSchema(typ, about)
	default:
		return nil, fmt.Errorf("no schema for Go type %s", typ)
	}
}

// structSchema allows the known keys alone. None is required: an empty file is a configuration.
func structSchema(typ reflect.Type, about map[string]string) (*jsonschema.Schema, error) {
	s := &jsonschema.Schema{
		Types:                []string{"object", "null"}, // null: a key with nothing after it
		Properties:           map[string]*jsonschema.Schema{},
		AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}},
	}
	for field := range typ.Fields() {
		key, options, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		if options == "inline" {
			inner, err := structSchema(field.Type, about)
			if err != nil {
				return nil, err
			}
			maps.Copy(s.Properties, inner.Properties)
			s.PropertyOrder = append(s.PropertyOrder, inner.PropertyOrder...)
			continue
		}
		if key == "" || key == "-" {
			continue
		}
		property, err := schemaOf(field.Type, about)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		property.Description = about[typ.String()+"."+field.Name]
		s.Properties[key] = property
		s.PropertyOrder = append(s.PropertyOrder, key)
	}
	return s, nil
}
