package main

import (
	"fmt"
	"io"
	"net/url"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"newswire/article"
	"newswire/site"
)

// printArticles writes a table of articles.
func printArticles(out io.Writer, articles []*article.Article) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SITE\tCATEGORY\tPUBLISHED\tREV\tAUTHOR\tTITLE")
	for _, a := range articles {
		published := "-"
		if !a.PublishedAt.IsZero() {
			published = a.PublishedAt.Format("2006-01-02 15:04 -0700")
			if a.PublishedPrecision == article.PrecisionDay {
				published = a.PublishedAt.Format("2006-01-02")
			}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%s\n", a.Site, cell(a.Category, 16), published, a.Revision,
			cell(strings.Join(a.Authors, ", "), 28), cell(a.Title, 60))
	}
	return w.Flush()
}

// printRuns writes the ledgers of runs to out and their failures to errs.
func printRuns(out, errs io.Writer, runs []site.Run) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "SITE\tFOUND\tQUEUED\tNEW\tUPDATED\tUNCHANGED\tNO ARTICLE\tREFUSED\tGONE\tDEFERRED\tFAILED\tSECONDS\t")
	for _, run := range runs {
		t := tallyOf([]site.Run{run})
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%.1f\t\n", run.Site, t.found, t.queued, t.created, t.updated,
			t.unchanged, t.notArticle, t.refused, t.gone, t.deferred, t.failed, run.EndedAt.Sub(run.StartedAt).Seconds())
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, run := range runs {
		for _, e := range run.Errors {
			fmt.Fprintf(errs, "%s: %s\n", run.Site, oneLine(e))
		}
	}
	return nil
}

// cell returns s on one line, cut to at most n runes, or "-" for nothing.
func cell(s string, n int) string {
	s = strings.Join(strings.Fields(strings.Map(printable, s)), " ")
	if s == "" {
		return "-"
	}
	if utf8.RuneCountInString(s) > n {
		return string([]rune(s)[:n-1]) + "…"
	}
	return s
}

// printable keeps a page from speaking to the terminal in control characters.
func printable(r rune) rune {
	if r < ' ' || r >= 0x7f && r < 0xa0 {
		return ' '
	}
	return r
}

// redacted returns an address without password or token.
func redacted(address string) string {
	servers := strings.Split(address, ",")
	for i, s := range servers {
		if u, err := url.Parse(s); err == nil && u.User != nil {
			u.User = url.User("…")
			servers[i] = u.String()
		}
	}
	return strings.Join(servers, ",")
}
