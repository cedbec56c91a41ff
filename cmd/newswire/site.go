package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"newswire/article"
	"newswire/extractor"
	"newswire/site"
)

func newSite(g *globals) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "site",
		Short: "Draft a site from a page, and hold profiles against their fixtures",
		Example: `  newswire site new https://www.example.com/2025/01/story.html --dir sites
  newswire site check`,
	}
	cmd.AddCommand(newSiteNew(g), newSiteCheck(g))
	return cmd
}

// siteFlags are the flags of newswire site new.
type siteFlags struct {
	url, name, dir string
}

func newSiteNew(g *globals) *cobra.Command {
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "new FILE|URL|-",
		Short: "Draft a site's configuration from one of its articles",
		Long: `New reads an article, drafts the configuration of its site with a profile of selectors that find what the
general extractor finds, and prints it. Most sites need no profile: remove what is not needed, and
correct what is wrong.

With --dir it writes DIR/NAME.yaml, unless that is there, and keeps the page with what is expected of it
in DIR/NAME/, as a fixture for "newswire site check". Correct the expectation (.json) where it is wrong.`,
		Example: `  newswire site new https://www.example.com/2025/01/story.html
  newswire site new story.html --url https://www.example.com/2025/01/story.html --dir sites`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			cfg, err := g.load(cmd, true)
			if err != nil {
				return err
			}
			page, err := readPage(cmd.Context(), cfg, args[0], extractFlags{url: f.url}, g.log)
			if err != nil {
				return err
			}
			if page.URL == localURL {
				return usage(errors.New("--url: name the page's address: the site's hosts are taken from it"))
			}
			ex, err := extractor.New(extractor.Config{Timezone: cfg.Timezone})
			if err != nil {
				return usage(err)
			}
			s, err := draftSite(ex, page, f.name)
			if err != nil {
				return err
			}
			if f.dir == "" {
				return writeSite(cmd.OutOrStdout(), s)
			}
			return keepSite(cmd.OutOrStdout(), ex, f.dir, s, page, g.log)
		},
	}
	cmd.Flags().StringVar(&f.url, "url", "", "the page's address, where it is read from a file")
	cmd.Flags().StringVar(&f.name, "name", "", "the site's name (default: from its domain)")
	cmd.Flags().StringVar(&f.dir, "dir", "", "folder to write to, see sites_dir of the configuration (default: print)")
	return cmd
}

// draftSite describes the site of an article in so far as the article tells.
func draftSite(ex *extractor.Extractor, page *article.Page, name string) (*site.Site, error) {
	u, err := url.Parse(page.Address())
	if err != nil {
		return nil, usage(fmt.Errorf("%q is no address: %w", page.Address(), err))
	}
	result, err := ex.Extract(page)
	if err != nil {
		return nil, err
	}
	if !result.Verdict.IsArticle() {
		return nil, fmt.Errorf("%s is no article: %s: name one of the site's articles", page.Address(), result.Verdict)
	}
	profile, err := ex.Draft(page)
	if err != nil {
		return nil, err
	}
	domain, _, _ := strings.Cut(article.Domain(u.Host), ".")
	return &site.Site{
		Name: cmp.Or(name, domain), Hosts: []string{u.Host}, Schedule: "*/15 * * * *",
		Sources:  []site.Source{{Home: u.Scheme + "://" + u.Host + "/"}},
		Profiles: site.Profiles{profile},
	}, nil
}

const siteHeading = `# A draft. The home source finds feeds, sitemaps and sections by itself; name them to save requests. The
# profile overrides the general extractor: keep only the rules for what it gets wrong.
`

func writeSite(out io.Writer, s *site.Site) error {
	text, err := yaml.Marshal(s)
	if err != nil {
		return fmt.Errorf("writing site %s: %w", s.Name, err)
	}
	_, err = fmt.Fprintf(out, "%s%s", siteHeading, text)
	return err
}

// keepSite writes the site's file, unless there is one, and the page as a fixture.
func keepSite(out io.Writer, ex *extractor.Extractor, dir string, s *site.Site, page *article.Page, log *slog.Logger) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making the folder of sites: %w", err)
	}
	path := filepath.Join(dir, s.Name+".yaml")
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		fmt.Fprintf(out, "%s is there and stays as it is\n", path)
	case err != nil:
		return fmt.Errorf("writing site %s: %w", s.Name, err)
	default:
		if err := errors.Join(writeSite(file, s), file.Close()); err != nil {
			return fmt.Errorf("writing %s: %w", path, err)
		}
		fmt.Fprintf(out, "wrote %s: correct it, then try  newswire check\n", path)
	}
	written, err := writeFixture(ex, filepath.Join(dir, s.Name), page)
	if err != nil {
		return err
	}
	log.Debug("fixture written", "file", written)
	fmt.Fprintf(out, "wrote %s: correct what is expected where it is wrong, then try  newswire site check\n", written)
	return nil
}
