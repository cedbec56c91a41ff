package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"newswire/config"
	"newswire/crawler"
)

// Forms of a report.
const (
	reportTable = "table"
	reportJSON  = "json"
)

// reportTotal is the row of a report's table that sums up a site.
const reportTotal = "total"

// reportSources are the kinds of sources, in the order of the table's columns.
var reportSources = []string{"feed", "sitemap", "section", "home", "url"}

// reportLine is one link in a report of form json.
type reportLine struct {
	Site   string          `json:"site"`
	URL    string          `json:"url"`
	State  crawler.Outcome `json:"state"`
	Source string          `json:"source"`
}

// reportCounts counts links by state and source.
type reportCounts map[crawler.Outcome]map[string]int

func (c reportCounts) add(state crawler.Outcome, source string) {
	if c[state] == nil {
		c[state] = map[string]int{}
	}
	c[state][source]++
}

// report holds what the sources of the requested sites list against what became of it. The form has
// been checked.
func report(ctx context.Context, out io.Writer, cfg *config.Config, requests []crawler.Request, form string, g *globals) (err error) {
	i := &instance{cfg: cfg, log: g.log}
	defer func() { err = errors.Join(err, i.close()) }()
	if err := i.openNATS(ctx, serveIfNot); err != nil {
		return err
	}
	c, err := i.reader(ctx)
	if err != nil {
		return usage(err)
	}
	lines := json.NewEncoder(out)
	var failures []error
	counts := map[string]reportCounts{}
	for _, req := range requests {
		counts[req.Site] = reportCounts{}
		for l, err := range c.Report(ctx, req) {
			if err != nil {
				failures = append(failures, err)
				continue
			}
			counts[req.Site].add(l.State, l.Source)
			counts[req.Site].add(reportTotal, l.Source)
			if form == reportJSON {
				if err := lines.Encode(reportLine{Site: l.Site, URL: l.URL, State: l.State, Source: l.Source}); err != nil {
					return fmt.Errorf("writing the report: %w", err)
				}
			}
		}
	}
	if form == reportTable {
		if err := errors.Join(printReport(out, requests, counts), printShapes(out, requests, c)); err != nil {
			return fmt.Errorf("writing the report: %w", err)
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if len(failures) > 0 {
		return partly(errors.Join(failures...))
	}
	return nil
}

// printReport writes a row for each site and state, and one that sums a site up.
func printReport(out io.Writer, requests []crawler.Request, counts map[string]reportCounts) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "SITE\tSTATE\tLISTED\tFEED\tSITEMAP\tSECTION\tHOME\tURL\t")
	for _, req := range requests {
		states := slices.Sorted(maps.Keys(counts[req.Site]))
		states = append(slices.DeleteFunc(states, func(s crawler.Outcome) bool { return s == reportTotal }), reportTotal)
		for _, state := range states {
			bySource, all := counts[req.Site][state], 0
			for _, n := range bySource {
				all += n
			}
			fmt.Fprintf(w, "%s\t%s\t%d\t", req.Site, state, all)
			for _, source := range reportSources {
				fmt.Fprintf(w, "%d\t", bySource[source])
			}
			fmt.Fprintln(w)
		}
	}
	return w.Flush()
}

// printShapes writes a row for each shape of addresses that is known to hold no articles, or to hold some.
func printShapes(out io.Writer, requests []crawler.Request, c *crawler.Crawler) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	title := "\nSITE\tADDRESSES\tFETCHED\tARTICLES\tLINKS ARE"
	for _, req := range requests {
		for _, s := range c.Shapes(req.Site) {
			var verdict string
			switch {
			case s.Refused:
				verdict = "left alone"
			case s.Accepted:
				verdict = "followed"
			default:
				continue
			}
			if title != "" {
				fmt.Fprintln(w, title)
				title = ""
			}
			fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\n", req.Site, s.Shape, s.Fetched, s.Articles, verdict)
		}
	}
	return w.Flush()
}
