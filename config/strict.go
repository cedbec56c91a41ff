package config

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// checkKeys refuses the first mapping key below node that typ has no field for. It stands in for the
// decoder's KnownFields, which a decoded node does not know.
func checkKeys(node *yaml.Node, typ reflect.Type) error {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if decodesItself(typ) {
		if typ.Kind() != reflect.Slice {
			return nil
		}
		if node.Kind == yaml.MappingNode { // one item, in place of a list of them
			typ = typ.Elem()
		}
	}
	switch {
	case node.Kind == yaml.SequenceNode && typ.Kind() == reflect.Slice:
		for _, item := range node.Content {
			if err := checkKeys(item, typ.Elem()); err != nil {
				return err
			}
		}
	case node.Kind == yaml.MappingNode && typ.Kind() == reflect.Struct:
		fields := yamlFields(typ)
		for i := 0; i < len(node.Content); i += 2 {
			key := node.Content[i]
			field, ok := fields[key.Value]
			if !ok {
				return fmt.Errorf("line %d: unknown key %q: known here are %s", key.Line, key.Value, strings.Join(sortedKeys(fields), ", "))
			}
			if err := checkKeys(node.Content[i+1], field); err != nil {
				return err
			}
		}
	}
	return nil
}

// decodesItself tells types whose own decoding is in charge of what they take.
func decodesItself(typ reflect.Type) bool {
	p := reflect.PointerTo(typ)
	return p.Implements(reflect.TypeFor[yaml.Unmarshaler]()) || p.Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func yamlFields(typ reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for f := range typ.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case options == "inline":
			for k, v := range yamlFields(f.Type) {
				fields[k] = v
			}
		case name != "" && name != "-":
			fields[name] = f.Type
		}
	}
	return fields
}

func sortedKeys(m map[string]reflect.Type) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
