package demo

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"newswire/article"
)

//go:embed content/*.yaml
var content embed.FS

// story is one article as its newsroom wrote it. What a site has no use for is empty.
type story struct {
	ID       int          `yaml:"id"`
	Slug     string       `yaml:"slug"`
	Section  string       `yaml:"section"`
	Kicker   string       `yaml:"kicker"`
	Kind     article.Kind `yaml:"kind"` // "" is an ordinary article
	Title    string       `yaml:"title"`
	Lead     string       `yaml:"lead"`
	Authors  []string     `yaml:"authors"`
	At       time.Time    `yaml:"at"`
	Modified time.Time    `yaml:"modified"`
	Tags     []string     `yaml:"tags"`
	Language string       `yaml:"language"` // "en" beside a site's own, ""
	Image    *picture     `yaml:"image"`
	Gallery  []picture    `yaml:"gallery"`
	Body     text         `yaml:"body"`
	Update   *update      `yaml:"update"`

	// How it is served.
	Also  string        `yaml:"also"`  // a second path, "" for none
	Moved *move         `yaml:"moved"` // the path that the site's lists still give
	Busy  bool          `yaml:"busy"`  // 503 at first
	Slow  time.Duration `yaml:"slow"`  // wait before each answer

	// How the page deviates from its template; the values are the template's own.
	Variant []string `yaml:"variant"`
	Form    string   `yaml:"form"`
	Teaser  string   `yaml:"teaser"`

	// Path is set by the site.
	Path string `yaml:"-"`
}

type picture struct {
	File    string `yaml:"file"`
	Caption string `yaml:"caption"`
	Credit  string `yaml:"credit"`
}

// Src is the picture's path on its site.
func (p picture) Src() string { return "/media/" + p.File + ".png" }

// move is a redirect to a story, through the same path on another host unless Over is "".
type move struct {
	From string `yaml:"from"`
	Over string `yaml:"over"`
}

// update turns a story into its second version; Add goes before the body.
type update struct {
	Title    string    `yaml:"title"`
	Modified time.Time `yaml:"modified"`
	Add      text      `yaml:"add"`
}

// text is a body. In YAML its blocks are separated by blank lines; "## " starts a heading (as many # as
// its level), "> " a quote, "- " a list, "| " a table, and "@ 16:40 | " the heading of a live blog's entry.
type text []block

type block struct {
	article.Block
	// Time is when an entry of a live blog was written ("16:40").
	Time string
}

// Cells returns a table's rows.
func (b block) Cells() [][]string {
	var rows [][]string
	for line := range strings.Lines(b.Text) {
		rows = append(rows, strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
	return rows
}

// UnmarshalYAML reads the notation.
func (t *text) UnmarshalYAML(node *yaml.Node) error {
	var source string
	if err := node.Decode(&source); err != nil {
		return err
	}
	for paragraph := range strings.SplitSeq(strings.TrimSpace(source), "\n\n") {
		b, err := parseBlock(paragraph)
		if err != nil {
			return fmt.Errorf("text at line %d: %w", node.Line, err)
		}
		*t = append(*t, b)
	}
	return nil
}

func parseBlock(source string) (block, error) {
	mark, rest, _ := strings.Cut(source, " ")
	switch mark {
	case "##", "###":
		return block{Block: article.Block{Kind: article.BlockHeading, Level: len(mark), Text: rest}}, nil
	case ">":
		return block{Block: article.Block{Kind: article.BlockQuote, Text: rest}}, nil
	case "-":
		items := strings.Split(strings.TrimPrefix(source, "- "), "\n- ")
		return block{Block: article.Block{Kind: article.BlockList, Text: strings.Join(items, "\n"), Items: items}}, nil
	case "|":
		var rows []string
		for line := range strings.SplitSeq(source, "\n") {
			rows = append(rows, strings.ReplaceAll(strings.Trim(line, "| "), " | ", "\t"))
		}
		return block{Block: article.Block{Kind: article.BlockTable, Text: strings.Join(rows, "\n")}}, nil
	case "@":
		at, title, found := strings.Cut(rest, " | ")
		if !found {
			return block{}, fmt.Errorf("%q: want @ TIME | TITLE", source)
		}
		return block{Block: article.Block{Kind: article.BlockHeading, Level: 3, Text: title}, Time: at}, nil
	}
	if strings.Contains(source, "\n") {
		return block{}, fmt.Errorf("%.40q…: a paragraph is one line", source)
	}
	return block{Block: article.Block{Kind: article.BlockParagraph, Text: source}}, nil
}

// stories reads content/name.yaml.
func stories(name string) ([]*story, error) {
	file := path.Join("content", name+".yaml")
	data, err := content.ReadFile(file)
	if err != nil {
		return nil, err
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	var all []*story
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return all, nil
}

// Has tells whether the page deviates in the named way.
func (s *story) Has(variant string) bool { return slices.Contains(s.Variant, variant) }

// TeaserAfter tells whether a teaser box follows the i-th block of the body.
func (s *story) TeaserAfter(i int) bool {
	return s.Has("teaser-links") && i == 2 || s.Has("teaser-often") && i%2 == 1
}

// Changed is the time of the last change.
func (s *story) Changed() time.Time {
	if s.Modified.IsZero() {
		return s.At
	}
	return s.Modified
}

// listed returns the story as its site's lists link to it.
func (s *story) listed() *story {
	if s.Moved == nil {
		return s
	}
	old := *s
	old.Path = s.Moved.From
	return &old
}

// second returns the story after its update.
func (s *story) second() *story {
	next := *s
	next.Title, next.Modified = s.Update.Title, s.Update.Modified
	next.Body = append(slices.Clone(s.Update.Add), s.Body...)
	return &next
}

// article returns what a fair reader notes down of the story's page at origin. A standfirst is the subtitle
// and opens the body; a caption is never body.
func (s *story) article(origin string) article.Article {
	a := article.Article{
		CanonicalURL: origin + s.Path,
		Title:        s.Title,
		Subtitle:     s.Lead,
		Authors:      s.Authors,
		PublishedAt:  s.At,
		ModifiedAt:   s.Modified,
		Kind:         article.KindArticle,
		Category:     s.Section,
		Tags:         s.Tags,
	}
	if s.Kind != "" {
		a.Kind = s.Kind
	}
	if s.Lead != "" {
		a.Blocks = append(a.Blocks, article.Block{Kind: article.BlockParagraph, Text: s.Lead})
	}
	for _, b := range s.Body {
		a.Blocks = append(a.Blocks, b.Block)
	}
	var plain []string
	for _, b := range a.Blocks {
		plain = append(plain, b.Text)
	}
	a.Body = strings.Join(plain, "\n\n")
	for _, p := range s.Pictures() {
		a.Images = append(a.Images, article.Image{URL: origin + p.Src(), Caption: p.Caption, Credit: p.Credit})
	}
	return a
}

// Pictures returns the lead picture and those of the gallery.
func (s *story) Pictures() []picture {
	if s.Image != nil {
		return append([]picture{*s.Image}, s.Gallery...)
	}
	return s.Gallery
}

// Entries returns the body of a live blog, split before each heading with a time.
func (s *story) Entries() [][]block {
	var entries [][]block
	for _, b := range s.Body {
		if b.Time != "" || entries == nil {
			entries = append(entries, nil)
		}
		last := len(entries) - 1
		entries[last] = append(entries[last], b)
	}
	return entries
}
