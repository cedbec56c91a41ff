package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"newswire/article"
	"newswire/config"
	"newswire/crawler"
	"newswire/extractor"
)

// extractFlags are the flags of newswire extract.
type extractFlags struct {
	url, site, format, batch string
	explain                  bool
	jobs                     int
}

func newExtract(g *globals) *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract FILE|URL|-",
		Short: "Extract one page, or a list of them, to JSON",
		Long: `Extract turns one page into an article and prints it. The page is a file (.gz is read as is), a URL, or
"-" for standard input. Profiles of sites come from the configuration, where there is one.

With --batch it reads JSON Lines, {"id": "...", "file": "...", "url": "..."} each, file names relative to
the list, and prints one line for each in the same order: {"id", "verdict", "article"} or {"id", "error"}.`,
		Example: `  newswire extract story.html --url https://www.example.com/2025/01/story.html
  newswire extract https://www.example.com/2025/01/story.html --format markdown
  curl -s https://www.example.com/story | newswire extract - --explain
  newswire extract --batch pages.jsonl --jobs 2 > articles.jsonl`,
		Args: func(cmd *cobra.Command, args []string) error {
			if f.batch != "" {
				return cobra.NoArgs(cmd, args)
			}
			return cobra.ExactArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := g.load(cmd, true)
			if err != nil {
				return err
			}
			ex, err := extractor.New(extractor.Config{Sites: cfg.Sites, Timezone: cfg.Timezone})
			if err != nil {
				return usage(err)
			}
			if f.batch != "" {
				return extractBatch(cmd.Context(), ex, f, cmd.OutOrStdout())
			}
			page, err := readPage(cmd.Context(), cfg, args[0], f, g.log)
			if err != nil {
				return err
			}
			return extractOne(ex, page, f, cmd.OutOrStdout())
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.url, "url", "", "the page's address, where it is read from a file (links, dates and profiles go by it)")
	flags.StringVar(&f.site, "site", "", "the configured site whose profile applies (default: by the address)")
	flags.StringVar(&f.format, "format", "json", "json, text or markdown")
	flags.BoolVar(&f.explain, "explain", false, "tell for each field which candidates there were and why one won")
	flags.StringVar(&f.batch, "batch", "", "a list of pages, as JSON Lines")
	flags.IntVar(&f.jobs, "jobs", 1, "pages of a batch extracted at a time")
	return cmd
}

// localURL stands in for the address of a page that was read from a file without one. It has a path, for a
// front page is judged by having none.
const localURL = "http://localhost/page.html"

func readPage(ctx context.Context, cfg *config.Config, source string, f extractFlags, log *slog.Logger) (*article.Page, error) {
	if strings.HasPrefix(source, "http://") || strings.HasPrefix(source, "https://") {
		return fetchPage(ctx, cfg, source, f.site, log)
	}
	page := &article.Page{URL: f.url, Site: f.site, FetchedAt: time.Now()}
	if page.URL == "" {
		page.URL = localURL
	}
	if _, err := article.Normalize(page.URL); err != nil {
		return nil, usage(fmt.Errorf("--url: %w", err))
	}
	var err error
	if source == "-" {
		page.Body, err = io.ReadAll(os.Stdin)
	} else {
		page.Body, err = readFile(source)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the page: %w", err)
	}
	return page, nil
}

// fetchPage fetches a page as a crawl would, whether its host is configured or not.
func fetchPage(ctx context.Context, cfg *config.Config, address, name string, log *slog.Logger) (*article.Page, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, usage(fmt.Errorf("%q is no address: %w", address, err))
	}
	c, err := crawler.New(cfg.Crawler(), cfg.Sites, nil, nil, nil, log)
	if err != nil {
		return nil, usage(err)
	}
	if _, ok := c.SiteOf(address); !ok {
		addSite(cfg, u)
		if c, err = crawler.New(cfg.Crawler(), cfg.Sites, nil, nil, nil, log); err != nil {
			return nil, usage(err)
		}
	}
	page, err := c.Fetch(ctx, address)
	if err != nil {
		return nil, err
	}
	page.Site = name
	return page, nil
}

func extractOne(ex *extractor.Extractor, page *article.Page, f extractFlags, out io.Writer) error {
	if f.explain {
		e, err := ex.Explain(page)
		if err != nil {
			return err
		}
		if f.format == "json" {
			return printJSON(out, e)
		}
		return e.WriteText(out)
	}
	result, err := ex.Extract(page)
	if err != nil {
		return err
	}
	switch f.format {
	case "json":
		err = printJSON(out, result)
	case "text":
		_, err = fmt.Fprintln(out, plainText(result.Article))
	case "markdown":
		_, err = fmt.Fprint(out, markdown(result.Article))
	default:
		return usage(fmt.Errorf("--format %q: use json, text or markdown", f.format))
	}
	if err == nil && !result.Verdict.IsArticle() {
		err = partly(fmt.Errorf("%s is no article: %s", page.Address(), result.Verdict))
	}
	return err
}

func printJSON(out io.Writer, v any) error {
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
