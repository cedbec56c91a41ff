package extractor

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"

	"newswire/article"
)

var (
	updateFloors = flag.Bool("update", false, "raise the floors of testdata/gate/floors.yaml to what is reached; writes nothing if a figure fell")
	lowerFloors  = flag.Bool("lower", false, "write the floors as they are reached, also where that lowers them")
)

// gateTruth is what a person says of a page of testdata/gate: NAME.yaml beside NAME.html.
type gateTruth struct {
	URL string `yaml:"url"`
	// Charset is what the page is sent in; the file itself is UTF-8. Default UTF-8.
	Charset string `yaml:"charset"`
	// Verdict is by default article; of other pages it is all that counts.
	Verdict Verdict      `yaml:"verdict"`
	Kind    article.Kind `yaml:"kind"` // by default article
	Title   string       `yaml:"title"`
	// Authors and Published say by their absence that the page names none. Published is an RFC 3339 time,
	// or a day where the page shows no more; a time without zone is in UTC.
	Authors   []string `yaml:"authors"`
	Published string   `yaml:"published"`
	// Lang, the primary tag alone, Subtitle and Category count only where given.
	Lang     string `yaml:"lang"`
	Subtitle string `yaml:"subtitle"`
	Category string `yaml:"category"`
	// Must are paragraphs of the body, in full or as "beginning … end"; MustNot are texts of the page that
	// are no part of it.
	Must    []string `yaml:"must"`
	MustNot []string `yaml:"must_not"`
}

// floors is testdata/gate/floors.yaml.
type floors struct {
	// Figures, each 0 to 1, may not fall.
	Figures map[string]float64 `yaml:"figures"`
	// Misses is what was wrong when the file was written, to tell new misses from known ones.
	Misses []string `yaml:"misses"`
}

const (
	floorsFile   = "testdata/gate/floors.yaml"
	floorsHeader = "# Written by `go test ./extractor -run TestGate -update`; CONTRIBUTING.md has the rules.\n"
)

// TestGate holds the extractor to what it reaches on pages of many templates and languages. It demands no
// perfection of any page, but no figure over all of them may fall below its floor.
func TestGate(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/gate/*.html")
	if err != nil || len(files) < 60 {
		t.Fatalf("found %d pages, want at least 60 (%v)", len(files), err)
	}
	// floors.yaml is among the truths.
	truths, err := filepath.Glob("testdata/gate/*.yaml")
	if err != nil || len(truths) != len(files)+1 && !*lowerFloors {
		t.Fatalf("found %d pages and %d truths (%v)", len(files), len(truths)-1, err)
	}
	score := gateScore{right: map[string]float64{}, of: map[string]float64{}}
	for _, file := range files {
		score.add(t, strings.TrimSuffix(file, ".html"))
	}
	figures := score.figures()

	var pinned floors
	data, err := os.ReadFile(floorsFile)
	if err == nil {
		err = decodeStrict(data, &pinned)
	}
	if err != nil && !*lowerFloors {
		t.Fatalf("reading the floors: %v", err)
	}
	for _, name := range slices.Sorted(maps.Keys(figures)) {
		t.Logf("%-18s %.3f (floor %.3f) of %g", name, figures[name], pinned.Figures[name], score.of[name])
	}
	for _, miss := range score.misses {
		if !slices.Contains(pinned.Misses, miss) {
			t.Logf("new miss: %s", miss)
		} else if testing.Verbose() {
			t.Logf("known miss: %s", miss)
		}
	}
	if !*lowerFloors {
		for _, name := range slices.Sorted(maps.Keys(pinned.Figures)) {
			if figures[name] < pinned.Figures[name] {
				t.Errorf("%s is %.3f, below its floor of %.3f: see the new misses above", name, figures[name], pinned.Figures[name])
			}
		}
	}
	if *lowerFloors || *updateFloors && !t.Failed() {
		writeFloors(t, floors{Figures: figures, Misses: score.misses})
	}
}

func writeFloors(t *testing.T, f floors) {
	t.Helper()
	data, err := yaml.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(floorsFile, append([]byte(floorsHeader), data...), 0o644); err != nil {
		t.Fatal(err)
	}
}

// gateScore counts, for each figure, how many of how many are right.
type gateScore struct {
	right, of map[string]float64
	misses    []string
}

// figures are the shares, rounded down to three places.
func (s *gateScore) figures() map[string]float64 {
	shares := map[string]float64{}
	for name, of := range s.of {
		shares[name] = math.Floor(1000*s.right[name]/of+1e-9) / 1000
	}
	return shares
}

// check counts one thing, and notes it where it is wrong.
func (s *gateScore) check(page, figure string, right bool, format string, args ...any) {
	s.of[figure]++
	if right {
		s.right[figure]++
		return
	}
	s.misses = append(s.misses, fmt.Sprintf("%s: %s: ", page, figure)+fmt.Sprintf(format, args...))
}

// add extracts the page at path, given without its suffix, and compares it with its truth.
func (s *gateScore) add(t *testing.T, path string) {
	t.Helper()
	truth, body := loadGatePage(t, path)
	page := filepath.Base(path)
	r := read(t, &article.Page{URL: truth.URL, Body: body})
	a := r.Article
	s.check(page, "verdict", r.Verdict == truth.Verdict, "got %q, want %q", r.Verdict, truth.Verdict)
	if !truth.Verdict.IsArticle() {
		return
	}
	s.check(page, "kind", a.Kind == truth.Kind, "got %q, want %q", a.Kind, truth.Kind)
	if truth.Lang != "" {
		lang, _, _ := strings.Cut(a.Lang, "-")
		s.check(page, "lang", lang == truth.Lang, "got %q, want %q", a.Lang, truth.Lang)
	}
	s.check(page, "title", a.Title == truth.Title, "got %q, want %q", a.Title, truth.Title)
	if truth.Subtitle != "" {
		s.check(page, "subtitle", a.Subtitle == truth.Subtitle, "got %q, want %q", a.Subtitle, truth.Subtitle)
	}
	if truth.Category != "" {
		s.check(page, "category", a.Category == truth.Category, "got %q, want %q", a.Category, truth.Category)
	}
	s.addAuthors(page, a.Authors, truth.Authors)
	s.addPublished(t, page, a, truth.Published)

	text := foldSpace(a.Body)
	lines := strings.Split(a.Body, "\n")
	for _, want := range truth.Must {
		head, tail, _ := strings.Cut(want, " … ")
		found := slices.ContainsFunc(lines, func(line string) bool {
			line = foldSpace(line)
			return line == want || tail != "" && strings.HasPrefix(line, head) && strings.HasSuffix(line, tail)
		})
		s.check(page, "must", found, "the body lacks %q", want)
	}
	for _, bad := range truth.MustNot {
		s.check(page, "must_not", !strings.Contains(text, bad), "the body has %q", bad)
	}
}

// addAuthors counts for the F1 of all names of all pages: each name found and each name due is one half.
func (s *gateScore) addAuthors(page string, got, want []string) {
	const figure = "authors_f1"
	s.of[figure] += float64(len(got)+len(want)) / 2
	for _, name := range want {
		if slices.Contains(got, name) {
			s.right[figure]++
		}
	}
	if !slices.Equal(got, want) {
		s.misses = append(s.misses, fmt.Sprintf("%s: %s: got %q, want %q", page, figure, got, want))
	}
}

// addPublished compares the day, as the page counts days, and the instant where the truth has one. No date
// where the page has none is right, too.
func (s *gateScore) addPublished(t *testing.T, page string, a *article.Article, want string) {
	t.Helper()
	got := ""
	if !a.PublishedAt.IsZero() {
		got = a.PublishedAt.Format(time.RFC3339)
	}
	sameDay := got == want || len(want) >= 10 && strings.HasPrefix(got, want[:10])
	s.check(page, "published_day", sameDay, "got %q, want %q", got, want)
	if len(want) <= len(time.DateOnly) {
		return
	}
	instant, err := time.Parse(time.RFC3339, want)
	if err != nil {
		t.Fatalf("%s.yaml: published: %v", page, err)
	}
	s.check(page, "published_instant", a.PublishedAt.Equal(instant), "got %q, want %q", got, want)
}

// loadGatePage reads a page and its truth, and holds the truth to what the page has: a text that is not in
// the page could neither be found nor be missed.
func loadGatePage(t *testing.T, path string) (truth gateTruth, body []byte) {
	t.Helper()
	truth = gateTruth{Verdict: VerdictArticle, Kind: article.KindArticle}
	data, err := os.ReadFile(path + ".yaml")
	if err == nil {
		err = decodeStrict(data, &truth)
	}
	if err != nil {
		t.Fatalf("%s.yaml: %v", path, err)
	}
	body, err = os.ReadFile(path + ".html")
	if err != nil {
		t.Fatal(err)
	}
	if truth.Verdict.IsArticle() && (truth.Title == "" || len(truth.Must) == 0) {
		t.Errorf("%s.yaml: an article has a title and something that it must have", path)
	}
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	shown := everyText(doc)
	for _, want := range append(slices.Clone(truth.Must), truth.MustNot...) {
		for part := range strings.SplitSeq(want, " … ") {
			if !strings.Contains(shown, part) {
				t.Errorf("%s.yaml: the page has no %q", path, part)
			}
		}
	}
	if truth.Charset != "" {
		encoding, err := htmlindex.Get(truth.Charset)
		if err != nil {
			t.Fatalf("%s.yaml: charset %q: %v", path, truth.Charset, err)
		}
		if body, err = encoding.NewEncoder().Bytes(body); err != nil {
			t.Fatalf("%s.html in %s: %v", path, truth.Charset, err)
		}
	}
	return truth, body
}

// everyText is all text of the page, also of its scripts, with single blanks.
func everyText(doc *html.Node) string {
	var b strings.Builder
	for n := range doc.Descendants() {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Data == "br", n.Data == "td", n.Data == "th":
			b.WriteByte(' ')
		}
	}
	return foldSpace(b.String())
}

func foldSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// decodeStrict reads YAML and takes no field that it does not know.
func decodeStrict(data []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	return d.Decode(into)
}
