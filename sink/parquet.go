package sink

import (
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/parquet-go/parquet-go"
)

// rowGroupSize is about how many bytes of articles make up one row group. A row group is held in memory
// until it is whole, and read as one; this is about a thousand articles.
const rowGroupSize = 8 << 20

// parquetRow is an article as a row: one column for each field of [article.Article] and of [Stored], under its name. What is
// unknown is null; a list is empty. Times are instants in UTC, to the microsecond, and the publisher's
// offset, in minutes east of UTC, stands beside them, as in the store.
type parquetRow struct {
	ID                 string             `parquet:"id"`
	URL                string             `parquet:"url"`
	FinalURL           string             `parquet:"final_url,optional"`
	CanonicalURL       string             `parquet:"canonical_url"`
	Site               string             `parquet:"site,dict"`
	Title              string             `parquet:"title,optional"`
	Subtitle           string             `parquet:"subtitle,optional"`
	Authors            []string           `parquet:"authors,list"`
	PublishedAt        *time.Time         `parquet:"published_at,optional,timestamp(microsecond)"`
	PublishedOffset    *int32             `parquet:"published_offset,optional"`
	PublishedRaw       string             `parquet:"published_raw,optional"`
	PublishedPrecision string             `parquet:"published_precision,optional,dict"`
	PublishedZone      string             `parquet:"published_zone,optional,dict"`
	ModifiedAt         *time.Time         `parquet:"modified_at,optional,timestamp(microsecond)"`
	ModifiedOffset     *int32             `parquet:"modified_offset,optional"`
	Kind               string             `parquet:"kind,optional,dict"`
	Category           string             `parquet:"category,optional,dict"`
	Categories         []string           `parquet:"categories,list"`
	Tags               []string           `parquet:"tags,list"`
	Lang               string             `parquet:"lang,optional,dict"`
	Body               string             `parquet:"body,optional"`
	Blocks             []parquetBlock     `parquet:"blocks,list"`
	Images             []parquetImage     `parquet:"images,list"`
	Publisher          *parquetPublisher  `parquet:"publisher,optional"`
	Access             string             `parquet:"access,optional,dict"`
	Rights             []string           `parquet:"rights,list"`
	WordCount          int64              `parquet:"word_count,optional"`
	ReadingMinutes     int64              `parquet:"reading_minutes,optional"`
	ContentHash        string             `parquet:"content_hash,optional"`
	RecordHash         string             `parquet:"record_hash,optional"`
	SimHash            string             `parquet:"simhash,optional"`
	ClusterID          string             `parquet:"cluster_id,optional"`
	CanonicalOf        string             `parquet:"canonical_of,optional"`
	Revision           int64              `parquet:"revision,optional"`
	GoneAt             *time.Time         `parquet:"gone_at,optional,timestamp(microsecond)"`
	FetchedAt          *time.Time         `parquet:"fetched_at,optional,timestamp(microsecond)"`
	Extraction         *parquetExtraction `parquet:"extraction,optional"`
}

type parquetBlock struct {
	Kind  string   `parquet:"kind,dict"`
	Text  string   `parquet:"text"`
	Level int64    `parquet:"level,optional"`
	Items []string `parquet:"items,list"`
}

type parquetImage struct {
	URL     string `parquet:"url"`
	Caption string `parquet:"caption,optional"`
	Credit  string `parquet:"credit,optional"`
	Alt     string `parquet:"alt,optional"`
	Width   int64  `parquet:"width,optional"`
	Height  int64  `parquet:"height,optional"`
}

type parquetPublisher struct {
	Name string `parquet:"name,optional,dict"`
	Logo string `parquet:"logo,optional,dict"`
}

type parquetExtraction struct {
	Rules      map[string]string `parquet:"rules"`
	Confidence float64           `parquet:"confidence"`
	Profile    string            `parquet:"profile,optional,dict"`
	Version    int64             `parquet:"version"`
}

// WriteParquet writes articles to w as they come, as an Apache Parquet file compressed with Zstandard: one
// column for each field of [Stored], those with a structure nested. Memory is bounded by the size
// of a row group, whatever the number of articles. It returns how many were written. The first error ends
// it, and the file then lacks its footer, so that no reader takes it for whole.
func WriteParquet(w io.Writer, articles iter.Seq2[Stored, error]) (n int, err error) {
	out := parquet.NewGenericWriter[parquetRow](w,
		parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("newswire", "1", ""),
		// The least and greatest text of a page help no reader, and each would be a whole body.
		parquet.SkipPageBounds("body"),
		parquet.SkipPageBounds("blocks", "list", "element", "text"),
	)
	size := 0 // of the row group so far
	for a, err := range articles {
		if err != nil {
			return n, err
		}
		if _, err := out.Write([]parquetRow{newParquetRow(a)}); err != nil {
			return n, fmt.Errorf("writing article %s: %w", a.ID, err)
		}
		n++
		if size += textSize(a); size >= rowGroupSize {
			if err := out.Flush(); err != nil {
				return n, fmt.Errorf("writing articles: %w", err)
			}
			size = 0
		}
	}
	if err := out.Close(); err != nil {
		return n, fmt.Errorf("writing articles: %w", err)
	}
	return n, nil
}

// textSize is about how many bytes an article takes in a row group.
func textSize(a Stored) int {
	const others = 1 << 10 // the short fields
	size := others + len(a.Body)
	for _, b := range a.Blocks {
		size += len(b.Text)
	}
	return size
}

func newParquetRow(a Stored) parquetRow {
	row := parquetRow{
		ID: a.ID, URL: a.URL, FinalURL: a.FinalURL, CanonicalURL: a.CanonicalURL, Site: a.Site,
		Title: a.Title, Subtitle: a.Subtitle, Authors: a.Authors,
		PublishedAt: parquetTime(a.PublishedAt), PublishedOffset: parquetOffset(a.PublishedAt), PublishedRaw: a.PublishedRaw,
		PublishedPrecision: string(a.PublishedPrecision), PublishedZone: string(a.PublishedZone),
		ModifiedAt: parquetTime(a.ModifiedAt), ModifiedOffset: parquetOffset(a.ModifiedAt),
		Kind: string(a.Kind), Category: a.Category, Categories: a.Categories, Tags: a.Tags, Lang: a.Lang,
		Body: a.Body, Access: a.Access, Rights: a.Rights,
		WordCount: int64(a.WordCount), ReadingMinutes: int64(a.ReadingMinutes),
		ContentHash: a.ContentHash, RecordHash: a.RecordHash, SimHash: a.SimHash,
		ClusterID: a.ClusterID, CanonicalOf: a.CanonicalOf,
		Revision: int64(a.Revision), GoneAt: parquetTime(a.GoneAt), FetchedAt: parquetTime(a.FetchedAt),
	}
	for _, b := range a.Blocks {
		row.Blocks = append(row.Blocks, parquetBlock{Kind: string(b.Kind), Text: b.Text, Level: int64(b.Level), Items: b.Items})
	}
	for _, i := range a.Images {
		row.Images = append(row.Images, parquetImage{
			URL: i.URL, Caption: i.Caption, Credit: i.Credit, Alt: i.Alt, Width: int64(i.Width), Height: int64(i.Height),
		})
	}
	if p := a.Publisher; p != nil {
		row.Publisher = &parquetPublisher{Name: p.Name, Logo: p.Logo}
	}
	if e := a.Extraction; e != nil {
		row.Extraction = &parquetExtraction{Rules: e.Rules, Confidence: e.Confidence, Profile: e.Profile, Version: int64(e.Version)}
	}
	return row
}

// parquetTime is t for a column, null if it is unknown.
func parquetTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// parquetOffset is the offset of t in minutes, null if t is unknown.
func parquetOffset(t time.Time) *int32 {
	minutes := offset(t)
	if minutes == nil {
		return nil
	}
	m := int32(*minutes)
	return &m
}
