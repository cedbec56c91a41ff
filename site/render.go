package site

import (
	"fmt"
	"time"

	"go.yaml.in/yaml/v3"
)

// Render says whether the scripts of a site's pages are run, in a Chromium without network of its own, and
// what they make of a page is taken in its place. In YAML it is true or false, or a mapping, which means true.
type Render struct {
	On bool `yaml:"-"`
	// Timeout bounds the work on one page once it is fetched. Default: 20s.
	Timeout time.Duration `yaml:"timeout,omitempty"`
	// WaitFor is a CSS selector of what shows that a page is complete; one on which it does not appear has
	// failed. Default: a page is complete when it has loaded and asked for nothing for half a second.
	WaitFor string `yaml:"wait_for,omitempty"`
	// Hosts are further hosts that scripts, styles and data may come from, beside the site's own. Default:
	// none, so that advertisements and trackers are not loaded.
	Hosts []string `yaml:"hosts,omitempty"`
}

// UnmarshalYAML reads a switch or a mapping.
func (r *Render) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		return node.Decode(&r.On)
	}
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: render is true, false, or a mapping with timeout, wait_for, hosts", node.Line)
	}
	if err := onlyKeys(node, "render", "timeout", "wait_for", "hosts"); err != nil {
		return err
	}
	r.On = true
	type plain Render
	return node.Decode((*plain)(r))
}
