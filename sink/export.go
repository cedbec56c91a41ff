package sink

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"
)

// WriteJSONL writes articles to w as they come, each as one line of JSON: what consumers of the wire get, and gone_at.
// It returns how many were written. The first error ends it; what came before is written.
func WriteJSONL(w io.Writer, articles iter.Seq2[Stored, error]) (n int, err error) {
	buffered := bufio.NewWriter(w)
	defer func() {
		if flushed := buffered.Flush(); flushed != nil && err == nil {
			err = fmt.Errorf("writing articles: %w", flushed)
		}
	}()
	encoder := json.NewEncoder(buffered)
	encoder.SetEscapeHTML(false)
	for a, err := range articles {
		if err != nil {
			return n, err
		}
		if err := encoder.Encode(a); err != nil {
			return n, fmt.Errorf("writing article %s: %w", a.ID, err)
		}
		n++
	}
	return n, nil
}

// csvColumns are the columns of an export in CSV, in order: the fields that fit into a cell. Lists are
// joined by "; ". The lead image stands for all.
var csvColumns = []struct {
	name  string
	value func(Stored) string
}{
	{"id", func(a Stored) string { return a.ID }},
	{"site", func(a Stored) string { return a.Site }},
	{"canonical_url", func(a Stored) string { return a.CanonicalURL }},
	{"title", func(a Stored) string { return a.Title }},
	{"subtitle", func(a Stored) string { return a.Subtitle }},
	{"authors", func(a Stored) string { return strings.Join(a.Authors, "; ") }},
	{"published_at", func(a Stored) string { return csvTime(a.PublishedAt) }},
	{"published_precision", func(a Stored) string { return string(a.PublishedPrecision) }},
	{"modified_at", func(a Stored) string { return csvTime(a.ModifiedAt) }},
	{"kind", func(a Stored) string { return string(a.Kind) }},
	{"category", func(a Stored) string { return a.Category }},
	{"tags", func(a Stored) string { return strings.Join(a.Tags, "; ") }},
	{"lang", func(a Stored) string { return a.Lang }},
	{"word_count", func(a Stored) string { return strconv.Itoa(a.WordCount) }},
	{"image", func(a Stored) string {
		if len(a.Images) == 0 {
			return ""
		}
		return a.Images[0].URL
	}},
	{"cluster_id", func(a Stored) string { return a.ClusterID }},
	{"revision", func(a Stored) string { return strconv.Itoa(a.Revision) }},
	{"gone_at", func(a Stored) string { return csvTime(a.GoneAt) }},
	{"fetched_at", func(a Stored) string { return csvTime(a.FetchedAt) }},
	{"body", func(a Stored) string { return a.Body }},
}

// WriteCSV writes articles to w as they come, in CSV (RFC 4180, UTF-8) under a header of field names.
// Times are RFC 3339. A cell that a spreadsheet would run as a formula starts with an apostrophe, as OWASP
// advises against CSV injection. It returns how many were written. The first error ends it; what came
// before is written.
func WriteCSV(w io.Writer, articles iter.Seq2[Stored, error]) (n int, err error) {
	out := csv.NewWriter(w)
	defer func() {
		if out.Flush(); out.Error() != nil && err == nil {
			err = fmt.Errorf("writing articles: %w", out.Error())
		}
	}()
	row := make([]string, len(csvColumns))
	for i, c := range csvColumns {
		row[i] = c.name
	}
	if err := out.Write(row); err != nil {
		return 0, fmt.Errorf("writing the header: %w", err)
	}
	for a, err := range articles {
		if err != nil {
			return n, err
		}
		for i, c := range csvColumns {
			row[i] = inert(c.value(a))
		}
		if err := out.Write(row); err != nil {
			return n, fmt.Errorf("writing article %s: %w", a.ID, err)
		}
		n++
	}
	return n, nil
}

// csvTime is t in RFC 3339, "" if it is unknown.
func csvTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// inert returns a cell that no spreadsheet takes for a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
