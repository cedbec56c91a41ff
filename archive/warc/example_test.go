package warc_test

import (
	"bytes"
	"fmt"
	"net/http"
	"time"

	"newswire/archive/warc"
)

func Example() {
	var file bytes.Buffer
	block := warc.ResponseBlock(http.StatusOK, http.Header{"Content-Type": {"text/html"}}, []byte("<h1>Headline</h1>"))
	rec := warc.New(warc.TypeResponse, "https://www.example.com/war/1", time.Date(2025, 1, 24, 8, 31, 0, 0, time.UTC), block)
	if _, err := warc.NewWriter(&file).Write(rec); err != nil {
		panic(err)
	}
	for rec, err := range warc.NewReader(&file, warc.Limits{}).Records() {
		if err != nil {
			panic(err)
		}
		res, err := rec.Response(1 << 20)
		if err != nil {
			panic(err)
		}
		fmt.Println(rec.Type(), rec.TargetURI(), res.Status, string(res.Body))
	}
	// Output: response https://www.example.com/war/1 200 <h1>Headline</h1>
}
