package site

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// Profile overrides the general extractor for single fields of one site. An empty profile leaves every
// field to the general extractor; a rule that matches nothing on a page falls back to it and is
// reported in the article's extraction rules.
type Profile struct {
	Title       Rule `yaml:"title,omitempty"`
	Subtitle    Rule `yaml:"subtitle,omitempty"`
	Authors     Rule `yaml:"authors,omitempty"`
	PublishedAt Rule `yaml:"published_at,omitempty"`
	ModifiedAt  Rule `yaml:"modified_at,omitempty"`
	Category    Rule `yaml:"category,omitempty"`
	Tags        Rule `yaml:"tags,omitempty"`
	Body        Rule `yaml:"body,omitempty"`
	// Drop are selectors of elements that are no part of any article of the site.
	Drop []string `yaml:"drop,omitempty"`
	// DropText are regular expressions (RE2); a block whose whole text matches one is left out.
	DropText []string `yaml:"drop_text,omitempty"`
}

// Rule finds one field. In YAML it is a selector alone or a mapping.
type Rule struct {
	// Selector is a CSS selector as goquery understands it; every match counts, in page order.
	Selector string `yaml:"selector"`
	// Attr takes an attribute's value in place of the text.
	Attr string `yaml:"attr,omitempty"`
	// Layouts are Go time layouts, tried in order, for times only.
	Layouts []string `yaml:"layouts,omitempty"`
	// Timezone is an IANA name for times without an offset.
	Timezone string `yaml:"timezone,omitempty"`
}

// IsZero tells whether the rule is unset.
func (r Rule) IsZero() bool { return r.Selector == "" }

// UnmarshalYAML reads a rule from a scalar (its selector) or a mapping.
func (r *Rule) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		return node.Decode(&r.Selector)
	}
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: a profile rule is a selector or a mapping with selector, attr, layouts, timezone", node.Line)
	}
	// node.Decode does not inherit strictness from the decoder, so unknown keys are looked for here.
	for i := 0; i < len(node.Content); i += 2 {
		switch key := node.Content[i]; key.Value {
		case "selector", "attr", "layouts", "timezone":
		default:
			return fmt.Errorf("line %d: field %s not found in a profile rule (selector, attr, layouts, timezone)", key.Line, key.Value)
		}
	}
	type plain Rule
	return node.Decode((*plain)(r))
}
