package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"slices"
	"strings"

	"newswire/article"
	"newswire/config"
	"newswire/crawler"
	"newswire/pipeline"
	"newswire/site"
)

// standardInput is what stands for it on the command line.
const standardInput = "-"

// namedAddresses returns args without "-", and the addresses in the file list or, for "-", on in.
func namedAddresses(args []string, list string, in io.Reader) (rest, addresses []string, err error) {
	rest = slices.DeleteFunc(slices.Clone(args), func(arg string) bool { return arg == standardInput })
	if len(rest) < len(args) {
		if list != "" && list != standardInput {
			return nil, nil, fmt.Errorf("- and --urls %s: name one list", list)
		}
		list = standardInput
	}
	switch list {
	case "":
		return rest, nil, nil
	case standardInput:
		list = "standard input"
	default:
		file, err := os.Open(list)
		if err != nil {
			return nil, nil, fmt.Errorf("--urls: %w", err)
		}
		defer file.Close()
		in = file
	}
	addresses, err = readAddresses(in)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", list, err)
	}
	if len(addresses) == 0 {
		return nil, nil, fmt.Errorf("%s: no address in it: write one a line", list)
	}
	return rest, addresses, nil
}

// readAddresses reads one address a line. Empty lines and those that begin with # are passed over. One
// line that is no address refuses the list before anything is fetched.
func readAddresses(in io.Reader) ([]string, error) {
	var addresses []string
	lines := bufio.NewScanner(in)
	n := 0
	for lines.Scan() {
		n++
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		address, err := article.Normalize(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		addresses = append(addresses, address)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", n+1, err)
	}
	return addresses, nil
}

// plan returns one request for each site that args, which are sites or addresses, and addresses name, and
// adds to cfg the sites of addresses that belong to no configured one. A front page among args stands for
// what it links to.
func plan(cfg *config.Config, args, addresses []string) ([]crawler.Request, error) {
	known, err := crawler.New(cfg.Crawler(), cfg.Sites, nil, nil, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	var names []string
	urls := map[string][]string{}
	add := func(name string, address ...string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		urls[name] = append(urls[name], address...)
	}
	for i, arg := range slices.Concat(args, addresses) {
		if !strings.Contains(arg, "://") {
			if !slices.ContainsFunc(cfg.Sites, func(s site.Site) bool { return s.Name == arg }) {
				return nil, fmt.Errorf("no site is called %q: configured are %s", arg, siteNames(cfg.Sites))
			}
			add(arg)
			continue
		}
		address, err := article.Normalize(arg)
		if err != nil {
			return nil, err
		}
		u, err := url.Parse(address)
		if err != nil {
			return nil, err
		}
		if name, ok := known.SiteOf(address); ok {
			add(name, address)
			continue
		}
		name := addSite(cfg, u)
		if u.Path == "/" && u.RawQuery == "" && i < len(args) {
			add(name)
		} else {
			add(name, address)
		}
	}
	if len(args) == 0 && len(addresses) == 0 {
		for _, s := range cfg.Sites {
			add(s.Name)
		}
	}
	if len(names) == 0 {
		return nil, errors.New("nothing to crawl: name a site or an address, or configure sites (newswire init)")
	}
	requests := make([]crawler.Request, 0, len(names))
	for _, name := range names {
		requests = append(requests, crawler.Request{ID: pipeline.RunID(name), Site: name, Trigger: "command", URLs: urls[name], Leftovers: true})
	}
	return requests, nil
}

// addSite adds the host of an address to the site that goes by its registrable domain, and returns that
// site's name.
func addSite(cfg *config.Config, u *url.URL) string {
	name := article.Domain(u.Host)
	n := slices.IndexFunc(cfg.Sites, func(s site.Site) bool { return s.Name == name })
	if n < 0 {
		n = len(cfg.Sites)
		cfg.Sites = append(slices.Clip(cfg.Sites), site.Site{Name: name})
	}
	s := &cfg.Sites[n]
	if slices.Contains(s.Hosts, u.Host) {
		return name
	}
	s.Hosts = append(slices.Clip(s.Hosts), u.Host)
	s.Sources = append(slices.Clip(s.Sources), site.Source{Home: u.Scheme + "://" + u.Host + "/"})
	return name
}

func siteNames(sites []site.Site) string {
	if len(sites) == 0 {
		return "none (newswire init writes a starter configuration)"
	}
	var names []string
	for _, s := range sites {
		names = append(names, s.Name)
	}
	return strings.Join(names, ", ")
}
