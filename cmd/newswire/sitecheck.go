package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newswire/article"
	"newswire/extractor"
)

// fixture is a page of a site and what is expected of it: NAME.json beside NAME.html.gz (or NAME.html) in
// the folder of the site's name, below sites_dir.
type fixture struct {
	URL         string    `json:"url"`
	FetchedAt   time.Time `json:"fetched_at,omitzero"`    // tells dated versions of the profile apart
	ContentType string    `json:"content_type,omitempty"` // of the answer, which may name the charset
	Expected    expected  `json:"expected"`
}

// expected are the fields of an article that a person can see to be right.
type expected struct {
	Verdict     extractor.Verdict `json:"verdict"`
	Title       string            `json:"title"`
	Subtitle    string            `json:"subtitle,omitempty"`
	Authors     []string          `json:"authors,omitempty"`
	PublishedAt string            `json:"published_at,omitempty"` // RFC 3339, or a day alone
	Category    string            `json:"category,omitempty"`
	Tags        []string          `json:"tags,omitempty"`
	Body        []string          `json:"body"` // block by block
}

func expectedOf(r *extractor.Result) expected {
	a := r.Article
	e := expected{Verdict: r.Verdict, Title: a.Title, Subtitle: a.Subtitle, Authors: a.Authors, Category: a.Category, Tags: a.Tags}
	if !a.PublishedAt.IsZero() {
		e.PublishedAt = a.PublishedAt.Format(time.RFC3339)
		if a.PublishedPrecision == article.PrecisionDay {
			e.PublishedAt = a.PublishedAt.Format(time.DateOnly)
		}
	}
	if a.Body != "" {
		e.Body = strings.Split(a.Body, "\n\n")
	}
	return e
}

func newSiteCheck(g *globals) *cobra.Command {
	var update bool
	cmd := &cobra.Command{
		Use:   "check [NAME...]",
		Short: "Extract the sites' fixtures and compare with what is expected",
		Long: `Check extracts the pages kept in sites_dir/NAME/ with today's profiles and extractor, and tells where what
comes out is not what is expected, or a rule of the profile matches nothing. "newswire site new" keeps
pages; --update takes what comes out for what is expected.`,
		Example: `  newswire site check
  newswire site check example-daily --update`,
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := g.load(cmd, false)
			if err != nil {
				return err
			}
			if cfg.SitesDir == "" {
				return usage(fmt.Errorf("%s has no sites_dir, the folder that fixtures are kept in", g.config))
			}
			ex, err := extractor.New(extractor.Config{Sites: cfg.Sites, Timezone: cfg.Timezone})
			if err != nil {
				return usage(err)
			}
			var names []string
			for _, s := range cfg.Sites {
				names = append(names, s.Name)
			}
			for _, name := range args {
				if !slices.Contains(names, name) {
					return usage(fmt.Errorf("no site %q is configured; there are: %s", name, strings.Join(names, ", ")))
				}
			}
			if len(args) > 0 {
				names = args
			}
			return checkFixtures(cmd.OutOrStdout(), ex, cfg.SitesDir, names, update)
		},
	}
	cmd.Flags().BoolVar(&update, "update", false, "write what comes out as what is expected")
	return cmd
}

// checkFixtures reports on each fixture of the named sites, one line for each that is right and one for each
// field that is not.
func checkFixtures(out io.Writer, ex *extractor.Extractor, dir string, names []string, update bool) error {
	seen, failed := 0, 0
	for _, name := range names {
		files, err := filepath.Glob(filepath.Join(dir, name, "*.json"))
		if err != nil {
			return fmt.Errorf("looking for fixtures of %s: %w", name, err)
		}
		for _, file := range files {
			seen++
			faults, err := checkFixture(ex, name, file, update)
			if err != nil {
				return err
			}
			label := name + "/" + strings.TrimSuffix(filepath.Base(file), ".json")
			if len(faults) == 0 {
				fmt.Fprintf(out, "ok    %s\n", label)
				continue
			}
			failed++
			for _, fault := range faults {
				fmt.Fprintf(out, "FAIL  %s: %s\n", label, oneLine(fault))
			}
		}
	}
	switch {
	case seen == 0:
		return fmt.Errorf("no fixtures in %s: `newswire site new URL --dir %s` keeps a page as one", dir, dir)
	case failed > 0:
		return fmt.Errorf("%d of %d pages are not as expected", failed, seen)
	}
	return nil
}

// checkFixture returns what is wrong with one page, field by field.
func checkFixture(ex *extractor.Extractor, name, file string, update bool) (faults []string, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the fixture: %w", err)
	}
	var f fixture
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	base := strings.TrimSuffix(file, ".json")
	body, err := readFile(base + ".html.gz")
	if errors.Is(err, os.ErrNotExist) {
		body, err = readFile(base + ".html")
	}
	if err != nil {
		return nil, fmt.Errorf("reading the fixture's page: %w", err)
	}
	result, err := ex.Extract(&article.Page{URL: f.URL, Site: name, FetchedAt: f.FetchedAt, Header: http.Header{"Content-Type": {f.ContentType}}, Body: body})
	if err != nil {
		return []string{err.Error()}, nil //nolint:nilerr // the page's fault is what is asked for
	}
	for _, field := range extractor.Missed(result.Article.Extraction) {
		faults = append(faults, fmt.Sprintf("profile.%s matches nothing", field))
	}
	got := expectedOf(result)
	if update {
		f.Expected = got
		return faults, saveFixture(file, &f)
	}
	return append(faults, differences(got, f.Expected)...), nil
}

// differences names the fields that differ, with both values.
func differences(got, want expected) (list []string) {
	g, w := reflect.ValueOf(got), reflect.ValueOf(want)
	for i := range g.NumField() {
		field, _, _ := strings.Cut(g.Type().Field(i).Tag.Get("json"), ",")
		switch {
		case reflect.DeepEqual(g.Field(i).Interface(), w.Field(i).Interface()):
		case field == "body":
			list = append(list, blockDifferences(got.Body, want.Body)...)
		default:
			list = append(list, fmt.Sprintf("%s is %q, expected %q", field, g.Field(i).Interface(), w.Field(i).Interface()))
		}
	}
	return list
}

// blockDifferences names the blocks that are missing, too many or, failing those, out of order.
func blockDifferences(got, want []string) (list []string) {
	for _, block := range want {
		if !slices.Contains(got, block) {
			list = append(list, "body lacks "+cell(block, 100))
		}
	}
	for _, block := range got {
		if !slices.Contains(want, block) {
			list = append(list, "body has "+cell(block, 100))
		}
	}
	if len(list) == 0 {
		list = append(list, "body has its blocks in another order, or some of them twice")
	}
	return list
}

// writeFixture keeps a page in dir with what ex reads from it now, and returns the expectation's path.
func writeFixture(ex *extractor.Extractor, dir string, page *article.Page) (string, error) {
	result, err := ex.Extract(page)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", fmt.Errorf("making the folder of fixtures: %w", err)
	}
	fetched := page.FetchedAt.UTC().Truncate(time.Second)
	base := filepath.Join(dir, fetched.Format(time.DateOnly)+"-"+article.ID(page.Address())[:8])
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if _, err := zip.Write(page.Body); err != nil {
		return "", fmt.Errorf("packing the page: %w", err)
	}
	if err := zip.Close(); err != nil {
		return "", fmt.Errorf("packing the page: %w", err)
	}
	if err := os.WriteFile(base+".html.gz", packed.Bytes(), 0o644); err != nil {
		return "", fmt.Errorf("writing the fixture: %w", err)
	}
	file := base + ".json"
	return file, saveFixture(file, &fixture{URL: page.Address(), FetchedAt: fetched, ContentType: page.Header.Get("Content-Type"), Expected: expectedOf(result)})
}

func saveFixture(file string, f *fixture) error {
	var text bytes.Buffer
	if err := printJSON(&text, f); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing the fixture: %w", err)
	}
	return nil
}
