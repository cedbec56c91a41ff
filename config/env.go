package config

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

var reference = regexp.MustCompile(`\$\$\{|\$\{[^}]*\}`)

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// expand puts environment variables in place of ${NAME} in every value below node. Keys and comments
// are left alone, and since it works on parsed values, no variable can change the document's structure.
// "$${" stands for a literal "${".
func expand(node *yaml.Node, lookup func(string) (string, bool)) error {
	if node.Kind == yaml.MappingNode {
		for i := 1; i < len(node.Content); i += 2 {
			if err := expand(node.Content[i], lookup); err != nil {
				return err
			}
		}
		return nil
	}
	for _, child := range node.Content {
		if err := expand(child, lookup); err != nil {
			return err
		}
	}
	if node.Kind != yaml.ScalarNode || !strings.Contains(node.Value, "${") {
		return nil
	}
	var missing error
	node.Value = reference.ReplaceAllStringFunc(node.Value, func(ref string) string {
		if ref == "$${" {
			return "${"
		}
		name := ref[2 : len(ref)-1]
		value, ok := lookup(name)
		switch {
		case !envName.MatchString(name):
			missing = fmt.Errorf("line %d: %s is no environment variable: write ${NAME}, or $${ for a literal ${", node.Line, ref)
		case !ok:
			missing = fmt.Errorf("line %d: environment variable %s is not set", node.Line, name)
		}
		return value
	})
	if node.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0 {
		node.Tag = "" // a plain value may have become a number or a duration
	}
	return missing
}
