package extractor

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func TestExplain(t *testing.T) {
	t.Parallel()
	e, err := New(Config{})
	if err != nil {
		t.Fatal(err)
	}
	p := page(ld(`"author":"Jane Doe","datePublished":"2031-02-30"`)+`<meta name="author" content="John Roe">`, "")
	x, err := e.Explain(p)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Extract(p)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(x.Result, *r) {
		t.Errorf("Explain and Extract differ:\n%+v\n%+v", x.Result, *r)
	}
	var taken, lost int
	for _, c := range x.Fields["authors"] {
		switch {
		case c.Taken:
			taken++
		case c.Lost != "":
			lost++
		}
	}
	if taken != 1 || lost != len(x.Fields["authors"])-1 || lost == 0 {
		t.Errorf("authors: %d taken, %d with a reason of %d candidates: %+v", taken, lost, len(x.Fields["authors"]), x.Fields["authors"])
	}
	if len(x.Body) == 0 {
		t.Error("no block of the body is explained")
	}

	var text strings.Builder
	if err := x.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"verdict: article", "jsonld.author", "outweighed by jsonld.author", "no date that the reader knows", "ferry left the island"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("WriteText lacks %q:\n%s", want, text.String())
		}
	}
	data, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"verdict":"article"`, `"fields":{`, `"taken":true`, `"body_blocks":[`, `"article":{`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("JSON lacks %s", want)
		}
	}
}
