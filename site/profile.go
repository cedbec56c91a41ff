package site

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Profiles are the versions of a site's profile, in any order: a site changes its pages' layout now and
// then, while archived pages, and often old articles, keep the one before. A page is read by the newest
// version that was valid when it was fetched; where no rule of that one matches, by the newest before it
// of which one does. In YAML it is one profile or a list of them.
type Profiles []Profile

// UnmarshalYAML reads one profile (a mapping) or several.
func (p *Profiles) UnmarshalYAML(node *yaml.Node) error {
	switch node.Kind {
	case yaml.MappingNode:
		*p = make(Profiles, 1)
		return node.Decode(&(*p)[0])
	case yaml.SequenceNode:
		return node.Decode((*[]Profile)(p))
	}
	return fmt.Errorf("line %d: a profile is a mapping, or a list of mappings that each tell since when they hold", node.Line)
}

// MarshalYAML writes a profile that has no other versions without a list.
func (p Profiles) MarshalYAML() (any, error) {
	if len(p) == 1 {
		return p[0], nil
	}
	return []Profile(p), nil
}

// Profile overrides the general extractor for single fields of one site. An empty profile leaves every
// field to the general extractor; a rule that matches nothing on a page falls back to it and is
// reported in the article's extraction rules.
type Profile struct {
	// Since is the first day (2025-06-01, in the site's time zone) whose pages the profile is for. Default:
	// all days before the next version.
	Since string `yaml:"since,omitempty"`

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

// MarshalYAML writes a rule that is no more than a selector as a scalar.
func (r Rule) MarshalYAML() (any, error) {
	if r.Attr == "" && len(r.Layouts) == 0 && r.Timezone == "" {
		return r.Selector, nil
	}
	type plain Rule
	return plain(r), nil
}

// UnmarshalYAML reads a rule from a scalar (its selector) or a mapping.
func (r *Rule) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		return node.Decode(&r.Selector)
	}
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: a profile rule is a selector or a mapping with selector, attr, layouts, timezone", node.Line)
	}
	if err := onlyKeys(node, "a profile rule", "selector", "attr", "layouts", "timezone"); err != nil {
		return err
	}
	type plain Rule
	return node.Decode((*plain)(r))
}

// onlyKeys refuses a mapping with a key that is not known. It is for types that decode themselves: node.Decode
// does not inherit strictness from the decoder.
func onlyKeys(node *yaml.Node, in string, known ...string) error {
	for i := 0; i < len(node.Content); i += 2 {
		if key := node.Content[i]; !slices.Contains(known, key.Value) {
			return fmt.Errorf("line %d: field %s not found in %s (%s)", key.Line, key.Value, in, strings.Join(known, ", "))
		}
	}
	return nil
}
