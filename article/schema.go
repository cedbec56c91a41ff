package article

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
)

// SchemaVersion is sent with each message as Newswire-Schema. It changes only where a consumer that
// ignores unknown fields would break.
const SchemaVersion = 1

// Schema returns the JSON Schema of an [Article] as indented JSON, made from the Go type. Unknown
// fields are allowed, so that a later release may add some.
// Source: JSON Schema draft 2020-12.
func Schema() ([]byte, error) {
	s, err := jsonschema.For[Article](&jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[time.Time](): {Type: "string", Format: "date-time"},
		reflect.TypeFor[Precision](): enum(PrecisionSecond, PrecisionMinute, PrecisionDay),
		reflect.TypeFor[Zone]():      enum(ZonePage, ZoneProfile, ZoneAssumed),
		reflect.TypeFor[Kind]():      enum(KindArticle, KindLive, KindGallery, KindVideo, KindAudio, KindOpinion),
		reflect.TypeFor[BlockKind](): enum(BlockParagraph, BlockHeading, BlockList, BlockQuote, BlockTable, BlockCode),
	}})
	if err != nil {
		return nil, fmt.Errorf("making the article schema: %w", err)
	}
	open(s)
	s.Schema = "https://json-schema.org/draft/2020-12/schema"
	s.Title = "Newswire article"
	s.Properties["id"].Pattern = "^[0-9a-f]{32}$"
	return json.MarshalIndent(s, "", "  ")
}

// open allows unknown fields in a schema and all below it.
func open(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if s.Type == "object" && len(s.Properties) > 0 {
		s.AdditionalProperties = nil
	}
	open(s.Items)
	for _, p := range s.Properties {
		open(p)
	}
}

func enum[T ~string](values ...T) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, v := range values {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}
