package sink

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"newswire/article"
)

// jsonName is the name of a field on the wire.
func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

func TestParquetHasAColumnForEachField(t *testing.T) {
	t.Parallel()
	var check func(path string, of reflect.Type, node parquet.Node)
	check = func(path string, of reflect.Type, node parquet.Node) {
		columns := map[string]parquet.Node{}
		for _, f := range node.Fields() {
			columns[f.Name()] = f
		}
		for f := range of.Fields() {
			column, ok := columns[jsonName(f)]
			if !ok {
				t.Errorf("%s%s has no column", path, jsonName(f))
				continue
			}
			element := f.Type
			for element.Kind() == reflect.Pointer || element.Kind() == reflect.Slice {
				if element.Kind() == reflect.Slice {
					column = column.Fields()[0].Fields()[0] // list, element
				}
				element = element.Elem()
			}
			if element.Kind() == reflect.Struct && element.PkgPath() != "time" {
				check(path+jsonName(f)+".", element, column)
			}
		}
	}
	check("", reflect.TypeFor[article.Article](), parquet.SchemaOf(parquetRow{}))
}

func TestWriteParquet(t *testing.T) {
	t.Parallel()
	want := []*article.Article{full(t), {ID: "bare", URL: "https://www.example.com/", Site: "s"}}
	var file bytes.Buffer
	n, err := WriteParquet(&file, all(nil, want...))
	if err != nil || n != len(want) {
		t.Fatalf("%d articles, %v", n, err)
	}
	rows, err := parquet.Read[parquetRow](bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil || len(rows) != len(want) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, a := range want {
		if got, want := asJSON(t, articleOf(rows[i])), asJSON(t, a); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	}
	if row := rows[0]; row.PublishedAt.UTC() != want[0].PublishedAt.UTC() || *row.PublishedOffset != 60 {
		t.Errorf("published at %v, offset %d", row.PublishedAt, *row.PublishedOffset)
	}
}

// articleOf is the reverse of newParquetRow.
func articleOf(row parquetRow) *article.Article {
	a := &article.Article{
		ID: row.ID, URL: row.URL, FinalURL: row.FinalURL, CanonicalURL: row.CanonicalURL, Site: row.Site,
		Title: row.Title, Subtitle: row.Subtitle, Authors: row.Authors, PublishedRaw: row.PublishedRaw,
		PublishedPrecision: article.Precision(row.PublishedPrecision), PublishedZone: article.Zone(row.PublishedZone),
		Kind: article.Kind(row.Kind), Category: row.Category, Categories: row.Categories, Tags: row.Tags, Lang: row.Lang,
		Body: row.Body, Access: row.Access, Rights: row.Rights,
		WordCount: int(row.WordCount), ReadingMinutes: int(row.ReadingMinutes),
		ContentHash: row.ContentHash, RecordHash: row.RecordHash, SimHash: row.SimHash,
		ClusterID: row.ClusterID, CanonicalOf: row.CanonicalOf, Revision: int(row.Revision),
	}
	minutes := func(m *int32) *int {
		if m == nil {
			return nil
		}
		n := int(*m)
		return &n
	}
	if row.PublishedAt != nil {
		a.PublishedAt = inOffset(*row.PublishedAt, minutes(row.PublishedOffset))
	}
	if row.ModifiedAt != nil {
		a.ModifiedAt = inOffset(*row.ModifiedAt, minutes(row.ModifiedOffset))
	}
	if row.FetchedAt != nil {
		a.FetchedAt = row.FetchedAt.UTC()
	}
	for _, b := range row.Blocks {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.BlockKind(b.Kind), Text: b.Text, Level: int(b.Level), Items: b.Items})
	}
	for _, i := range row.Images {
		a.Images = append(a.Images, article.Image{
			URL: i.URL, Caption: i.Caption, Credit: i.Credit, Alt: i.Alt, Width: int(i.Width), Height: int(i.Height),
		})
	}
	if p := row.Publisher; p != nil {
		a.Publisher = &article.Publisher{Name: p.Name, Logo: p.Logo}
	}
	if e := row.Extraction; e != nil {
		a.Extraction = &article.Extraction{Rules: e.Rules, Confidence: e.Confidence, Profile: e.Profile, Version: int(e.Version)}
	}
	return a
}

func TestPartialParquetIsUnreadable(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	if _, err := WriteParquet(&file, all(errors.New("broken"), full(t))); err == nil {
		t.Fatal("no error")
	}
	if _, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len())); err == nil {
		t.Error("half an export is taken for whole")
	}
}

// TestParquetRowGroupsAreBounded holds what bounds the memory of an export.
func TestParquetRowGroupsAreBounded(t *testing.T) {
	t.Parallel()
	const articles, bodySize = 1000, 3 * rowGroupSize / 1000
	var source iter.Seq2[Stored, error] = func(yield func(Stored, error) bool) {
		for i := range articles {
			body := strings.Repeat(fmt.Sprintf("%8d", i), bodySize/8)
			if !yield(Stored{Article: &article.Article{ID: fmt.Sprint(i), Body: body}}, nil) {
				return
			}
		}
	}
	var file bytes.Buffer
	if n, err := WriteParquet(&file, source); err != nil || n != articles {
		t.Fatalf("%d articles, %v", n, err)
	}
	opened, err := parquet.OpenFile(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	groups := opened.Metadata().RowGroups
	if len(groups) < 3 {
		t.Errorf("%d row groups", len(groups))
	}
	for i, g := range groups {
		if g.TotalByteSize > 2*rowGroupSize {
			t.Errorf("row group %d takes %d bytes, want at most about %d", i, g.TotalByteSize, rowGroupSize)
		}
	}
	if opened.NumRows() != articles {
		t.Errorf("%d rows, want %d", opened.NumRows(), articles)
	}
}
