// Command eval measures how often package syndication is right: on the texts of a folder of articles, on
// copies of them that are edited as other sites edit them, and on texts that only follow one pattern.
//
// The folder has files named truth.jsonl, at any depth, with one {"url", "body"} a line. The last lines
// of the output are figures, "name value unit". The same folder gives the same figures.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"newswire/article"
	"newswire/syndication"
)

// minWords is the length of the shortest text to measure with; shorter ones are not compared.
const minWords = 70

func main() {
	corpus := flag.String("corpus", "", "folder with truth.jsonl files")
	verbose := flag.Bool("v", false, "print the pairs that were wrongly matched")
	flag.Parse()
	if err := run(os.Stdout, *corpus, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "eval:", err)
		os.Exit(1)
	}
}

func run(out io.Writer, corpus string, verbose bool) error {
	if corpus == "" {
		return errors.New("no corpus: name a folder of truth.jsonl files with --corpus")
	}
	originals, err := load(corpus)
	if err != nil {
		return err
	}
	if len(originals) < 2 {
		return fmt.Errorf("%s: fewer than two texts of %d words in its truth.jsonl files", corpus, minWords)
	}
	e := evaluation{rng: rand.New(rand.NewPCG(1, 2)), out: out, verbose: verbose}
	e.patterns()
	e.unrelated(originals)
	for _, edit := range edits {
		e.copies(originals, edit)
	}
	fmt.Fprintf(out, "near_duplicate_precision %.4f ratio\nnear_duplicate_recall %.4f ratio\n",
		float64(e.right)/float64(e.right+e.wrong), float64(e.right)/float64(e.pairs))
	return nil
}

// load reads the texts that are long enough to be measured with, in the order of their files' names.
func load(corpus string) (originals []*article.Article, err error) {
	err = filepath.WalkDir(corpus, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "truth.jsonl" {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		for decoder := json.NewDecoder(file); decoder.More(); {
			var page struct{ URL, Body string }
			if err := decoder.Decode(&page); err != nil {
				return fmt.Errorf("reading %s: %w", path, err)
			}
			u, err := url.Parse(page.URL)
			if err != nil {
				return fmt.Errorf("reading %s: %w", path, err)
			}
			if len(strings.Fields(page.Body)) >= minWords {
				originals = append(originals, newArticle(page.URL, u.Host, page.Body, len(originals)))
			}
		}
		return nil
	})
	return originals, err
}

// newArticle returns an article published so many minutes after the start of the measurement's week.
func newArticle(address, site, body string, minutes int) *article.Article {
	published := time.Date(2025, 3, 3, 0, minutes, 0, 0, time.UTC)
	return &article.Article{
		ID: article.ID(address), CanonicalURL: address, Site: site, Body: body, PublishedAt: published, FetchedAt: published,
	}
}

// evaluation counts as it goes.
type evaluation struct {
	rng     *rand.Rand
	out     io.Writer
	verbose bool

	pairs        int // copies to be found
	right, wrong int // matches made
}

// patterns looks for copies among texts of one pattern, written in one week for twenty sites: there are none.
func (e *evaluation) patterns() {
	const each, sites = 250, 20
	for _, name := range slices.Sorted(maps.Keys(templates)) {
		var texts []*article.Article
		for i := range each {
			site := fmt.Sprintf("site%d.test", e.rng.IntN(sites))
			address := fmt.Sprintf("https://%s/%s/%d", site, name, i)
			texts = append(texts, newArticle(address, site, instantiate(e.rng, templates[name]), e.rng.IntN(7*24*60)))
		}
		wrong := e.expectNone(texts)
		fmt.Fprintf(e.out, "pattern %-18s %4d of %d texts wrongly matched\n", name, wrong, each)
	}
}

// unrelated looks for copies among the originals: there are none.
func (e *evaluation) unrelated(originals []*article.Article) {
	wrong := e.expectNone(originals)
	fmt.Fprintf(e.out, "unrelated %16d of %d texts wrongly matched\n", wrong, len(originals))
}

// expectNone counts the matches among texts that are no copies.
func (e *evaluation) expectNone(texts []*article.Article) (wrong int) {
	index := indexOf(texts)
	for _, a := range texts {
		if m, ok := index.Find(a); ok {
			wrong++
			if e.verbose {
				fmt.Fprintf(e.out, "wrong: %s %s %.2f\n", a.CanonicalURL, m.ClusterID, m.Similarity)
			}
		}
	}
	e.wrong += wrong
	return wrong
}

// copies makes one copy of each original, published within two days on another site, and looks for the
// original of each; then for the copy of each, as if the copy were the original.
func (e *evaluation) copies(originals []*article.Article, edit edit) {
	var copies []*article.Article
	for i, a := range originals {
		donor := originals[(i+1+e.rng.IntN(len(originals)-1))%len(originals)]
		c := newArticle(a.CanonicalURL+"#copy", "copy.test", edit.make(e.rng, a.Body, donor.Body), 0)
		copies = append(copies, c)
	}
	right, wrong := 0, 0
	for _, pass := range []struct{ first, later []*article.Article }{{originals, copies}, {copies, originals}} {
		index := indexOf(pass.first)
		for i, later := range pass.later {
			query := *later
			query.PublishedAt = pass.first[i].PublishedAt.Add(time.Duration(e.rng.IntN(48*60)) * time.Minute)
			m, ok := index.Find(&query)
			switch {
			case ok && m.CanonicalOf == pass.first[i].ID:
				right++
			case ok:
				wrong++
				if e.verbose {
					fmt.Fprintf(e.out, "wrong: %s %+v\n", later.CanonicalURL, m)
				}
			}
		}
	}
	n := 2 * len(originals)
	fmt.Fprintf(e.out, "copy %-21s %.4f found, %d of %d wrongly matched\n", edit.name, float64(right)/float64(n), wrong, n)
	e.pairs, e.right, e.wrong = e.pairs+n, e.right+right, e.wrong+wrong
}

func indexOf(articles []*article.Article) *syndication.Index {
	index := syndication.New(syndication.Config{MaxArticles: len(articles)})
	for _, a := range articles {
		index.Add(a)
	}
	return index
}
