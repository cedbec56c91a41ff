package extractor

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"newswire/article"
	"newswire/site"
)

const typicalURL = "https://www.northern-courier.example/war/harbour-town-counts-its-losses/"

// typicalBlocks is the body of every variation of the typical page, standfirst first.
var typicalBlocks = []article.Block{
	{Kind: article.BlockParagraph, Text: "Rescue teams searched the ruins of the fish market until dawn, and found all but two of the missing alive."},
	{Kind: article.BlockParagraph, Text: "The first shells fell on the harbour shortly after midnight, when most of the boats were still out at sea. By morning the market hall had lost its roof and the ice house had burned to the ground."},
	{Kind: article.BlockParagraph, Text: "Mayor Ilse Brandvold said that the town had been warned an hour before, and that this hour had saved many lives. Families had gone down into the cellars of the old cannery, which were built for a war of long ago."},
	{Kind: article.BlockHeading, Text: "A market without a roof", Level: 2},
	{Kind: article.BlockParagraph, Text: "The fishermen who came home with the tide tied up at the coal pier instead. They sold their catch from the decks, at the price of the week before, and nobody haggled."},
	{Kind: article.BlockParagraph, Text: `"We have sold fish here in worse weather than this," Tor Aasen said, and handed a bucket of herring to a soldier.`},
	{Kind: article.BlockParagraph, Text: "Engineers expect that the power will be back in two days. The school will stay closed until the spring, because its windows face the water and none of them is whole."},
}

// TestTypicalPage holds the page that this extractor was first asked for, and its variations, to every
// field: the site's own labels, credits and teasers are in none of them.
func TestTypicalPage(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/typical/*.html")
	if err != nil || len(files) != 7 {
		t.Fatalf("found %d pages, want 7 (%v)", len(files), err)
	}
	courier := site.Site{Name: "courier", Hosts: []string{"www.northern-courier.example"}, Timezone: "Europe/Copenhagen"}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r := read(t, &article.Page{URL: typicalURL, Body: body}, courier)
			if !r.Verdict.IsArticle() {
				t.Errorf("Verdict = %q, want article", r.Verdict)
			}
			a := r.Article
			var authors []string
			if name != "no-author" {
				authors = []string{"Maren Holt"}
			}
			zone := article.ZonePage
			if name == "date-without-zone" {
				zone = article.ZoneProfile
			}
			for _, f := range []struct {
				field     string
				got, want any
			}{
				{"Site", a.Site, "courier"},
				{"Title", a.Title, "Harbour Town Counts Its Losses After Night of Shelling"},
				{"Subtitle", a.Subtitle, typicalBlocks[0].Text},
				{"Authors", a.Authors, authors},
				{"PublishedAt", a.PublishedAt.Format("2006-01-02T15:04:05-07:00"), "2025-01-24T09:31:00+01:00"},
				{"PublishedPrecision", a.PublishedPrecision, article.PrecisionMinute},
				{"PublishedZone", a.PublishedZone, zone},
				{"Kind", a.Kind, article.KindArticle},
				{"Category", a.Category, "War"},
				{"Categories", a.Categories, []string{"War"}},
				{"Lang", a.Lang, "en"},
				{"Blocks", a.Blocks, typicalBlocks},
				{"Images", a.Images, []article.Image{{
					URL: "https://www.northern-courier.example/img/harbour.jpg", Credit: "Agence Nordique",
					Alt: "Smoke over the harbour", Width: 1200, Height: 630,
				}}},
			} {
				if !reflect.DeepEqual(f.got, f.want) {
					t.Errorf("%s\n got %#v\nwant %#v", f.field, f.got, f.want)
				}
			}
		})
	}
}
