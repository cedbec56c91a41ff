package syndication_test

import (
	"strings"
	"testing"

	"newswire/syndication"
)

func TestTraceText(t *testing.T) {
	t.Parallel()
	original := at("a.test", 0, report)
	trace, ok := syndication.TraceOf(original)
	if !ok {
		t.Fatal("the report leaves no trace")
	}
	text, err := trace.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	if len(text) != 152 {
		t.Errorf("a trace of %d characters: the documentation says 152", len(text))
	}
	var read syndication.Trace
	if err := read.UnmarshalText(text); err != nil {
		t.Fatal(err)
	}
	if again, err := read.MarshalText(); err != nil || string(again) != string(text) {
		t.Errorf("read and written again: %s, %v; it was %s", again, err, text)
	}
	index := syndication.New(syndication.Config{})
	index.AddTrace(read)
	if m, ok := index.Find(at("b.test", 1, report)); !ok || m.CanonicalOf != original.ID {
		t.Errorf("a copy of what was added by its trace: %+v, %v", m, ok)
	}
	for name, bad := range map[string]string{
		"empty": "", "another version": "2." + string(text[2:]), "cut": string(text[:100]),
		"longer": string(text) + "AAAA", "not base64": "1." + strings.Repeat("*", 150),
	} {
		if err := read.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}
