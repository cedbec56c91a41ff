package laxjson

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, in string
		want     []any
	}{
		{"plain", `{"a": "b", "n": 1.5, "t": true, "z": null}`,
			[]any{Object{{"a", "b"}, {"n", Number("1.5")}, {"t", true}, {"z", nil}}}},
		{"escapes", `["\u00e5\ud83d\ude00\/\"\n"]`, []any{[]any{"å😀/\"\n"}}},
		{"lone surrogate", `["\ud83dx"]`, []any{[]any{"\ufffdx"}}},
		{"trailing commas", `{"a": [1, 2,], }`, []any{Object{{"a", []any{Number("1"), Number("2")}}}}},
		{"missing comma", "{\"a\": \"b\"\n\"c\": \"d\"}", []any{Object{{"a", "b"}, {"c", "d"}}}},
		{"raw newline in string", "{\"a\": \"one\ntwo\"}", []any{Object{{"a", "one\ntwo"}}}},
		{"unescaped quotes", `{"a": "she said "yes" and left", "b": 1}`,
			[]any{Object{{"a", `she said "yes" and left`}, {"b", Number("1")}}}},
		{"unescaped quote before comma", `{"a": "the "big one", he said"}`,
			[]any{Object{{"a", `the "big one", he said`}}}},
		{"unknown escape", `["it\'s"]`, []any{[]any{"it's"}}},
		{"comments", "/* x */ {// y\n\"a\": 1}", []any{Object{{"a", Number("1")}}}},
		{"wrapped", "<!--\n//<![CDATA[\n{\"a\": 1}\n//]]>\n-->", []any{Object{{"a", Number("1")}}}},
		{"two documents", `{"a": 1}; {"b": 2}`, []any{Object{{"a", Number("1")}}, Object{{"b", Number("2")}}}},
		{"cut in string", `{"a": "b", "c": "d`, []any{Object{{"a", "b"}, {"c", "d"}}}},
		{"cut in array", `{"a": [{"b": 1}, `, []any{Object{{"a", []any{Object{{"b", Number("1")}}}}}}},
		{"bare names", `{a: 'b'}`, []any{Object{{"a", "b"}}}},
		{"nothing", " \n", nil},
		{"no JSON", "var x", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Parse(tt.in); !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Parse(%q)\n got %#v\nwant %#v", tt.in, got, tt.want)
			}
		})
	}
}

func TestGet(t *testing.T) {
	t.Parallel()
	o := Object{{"a", "first"}, {"a", "second"}}
	if got := o.Get("a"); got != "first" {
		t.Errorf("Get(a) = %v, want first", got)
	}
	if got := o.Get("b"); got != nil {
		t.Errorf("Get(b) = %v, want nil", got)
	}
}

// TestParseHostile holds that time stays linear: each input is a few megabytes.
func TestParseHostile(t *testing.T) {
	t.Parallel()
	const n = 2 << 20
	for _, in := range []string{
		strings.Repeat("[", n), strings.Repeat("{", n), strings.Repeat(`{"a":`, n/5), strings.Repeat(`"`, n),
		`["` + strings.Repeat(`"`, n), `["` + strings.Repeat(`\`, n), strings.Repeat("/*", n/2), `["` + strings.Repeat("\" ", n/2),
		strings.Repeat("[}", n/2), strings.Repeat("{]", n/2), strings.Repeat("<!--", n/4),
	} {
		start := time.Now()
		Parse(in)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("Parse(%.10q…, %d bytes) took %v", in, len(in), took)
		}
	}
}

// FuzzParse holds that valid JSON reads as encoding/json reads it, and that nothing panics.
func FuzzParse(f *testing.F) {
	for _, s := range []string{`{"a": ["b", 1, true, null, {"c": "\u00e5"}]}`, `[1,`, `{"a" "b"}`, `["a"b"]`, `{]`, `[}`, "<!-- [", `["\ud800"]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Parse(s)
		var want any
		if json.Unmarshal([]byte(s), &want) != nil {
			return
		}
		if _, scalar := want.(map[string]any); !scalar {
			if _, scalar := want.([]any); !scalar {
				return
			}
		}
		if len(got) != 1 {
			t.Fatalf("Parse(%q) returned %d documents, want 1", s, len(got))
		}
	})
}
