package demo

import (
	"reflect"
	"testing"

	"newswire/article"
)

func TestParseBlock(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		source string
		want   block
		fails  bool
	}{
		"paragraph": {"A ship - a big one - left.", block{Block: article.Block{Kind: "paragraph", Text: "A ship - a big one - left."}}, false},
		"heading":   {"### On board", block{Block: article.Block{Kind: "heading", Level: 3, Text: "On board"}}, false},
		"quote":     {"> We left.", block{Block: article.Block{Kind: "quote", Text: "We left."}}, false},
		"list":      {"- one\n- two", block{Block: article.Block{Kind: "list", Text: "one\ntwo", Items: []string{"one", "two"}}}, false},
		"table":     {"| Port | Ships |\n| Tarnholm | 11 |", block{Block: article.Block{Kind: "table", Text: "Port\tShips\nTarnholm\t11"}}, false},
		"entry":     {"@ 16:40 | High water", block{Block: article.Block{Kind: "heading", Level: 3, Text: "High water"}, Time: "16:40"}, false},
		"no title":  {"@ 16:40", block{}, true},
		"two lines": {"one line\nand another", block{}, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parseBlock(test.source)
			if (err != nil) != test.fails || !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %+v, %v, want %+v, failing: %t", got, err, test.want, test.fails)
			}
		})
	}
}

func TestCells(t *testing.T) {
	t.Parallel()
	b := block{Block: article.Block{Kind: "table", Text: "Port\tShips\nTarnholm\t11"}}
	if got, want := b.Cells(), [][]string{{"Port", "Ships"}, {"Tarnholm", "11"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
