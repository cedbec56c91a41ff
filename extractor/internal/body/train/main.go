// Command train learns the weights of package body from pages whose article is known.
//
//	go run ./extractor/internal/body/train [-held] [-o weights.txt] [-confidence confidence.txt] CORPUS...
//
// A CORPUS is a folder with truth.jsonl, one page a line with id, url and body, and the pages themselves
// in html/ID.html.gz. With -held a third of the sites is left out of the learning, and the figures of
// the other pages and of these are printed apart; without, all pages count. The confidence is learned from what
// today's weights find: learn them first.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"

	"newswire/article"
	"newswire/extractor"
	"newswire/extractor/internal/body"
)

// A page is one page to learn from.
type page struct {
	held   bool
	words  int // of its article
	runs   []example
	traits []float64
	f1     float64 // of what is found today
}

func main() {
	held := flag.Bool("held", false, "leave a third of the sites out of the learning")
	out := flag.String("o", "", "write the weights to this file")
	trust := flag.String("confidence", "", "write the weights of the confidence to this file")
	flag.Parse()
	if err := run(flag.Args(), *held, *out, *trust); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(folders []string, held bool, out, trust string) error {
	if len(folders) == 0 {
		return fmt.Errorf("no corpus given; name folders with truth.jsonl and html/")
	}
	sets := make([][]page, len(folders))
	var learned []example
	for i, folder := range folders {
		pages, err := read(folder)
		if err != nil {
			return fmt.Errorf("reading %s: %w", folder, err)
		}
		sets[i] = pages
		// Sets count by the root of their size, so that a large one does not drown the others.
		share := 1 / math.Sqrt(float64(len(pages)))
		for _, p := range pages {
			if held && p.held {
				continue
			}
			for _, e := range p.runs {
				e.weight *= share
				learned = append(learned, e)
			}
		}
	}
	names := body.ClueNames()
	weights := learn(learned, len(names))
	for i, pages := range sets {
		name := filepath.Base(folders[i])
		fmt.Println(name, "learned", measure(pages, weights, func(p *page) bool { return !held || !p.held }))
		if held {
			fmt.Println(name, "held", measure(pages, weights, func(p *page) bool { return p.held }))
		}
	}
	trustWeights := learnTrust(sets, held)
	for i, pages := range sets {
		fmt.Println(filepath.Base(folders[i]), "confidence", measureTrust(pages, trustWeights, func(p *page) bool { return !held || !p.held }))
		if held {
			fmt.Println(filepath.Base(folders[i]), "confidence held", measureTrust(pages, trustWeights, func(p *page) bool { return p.held }))
		}
	}
	if err := write(out, names, weights); err != nil {
		return err
	}
	return write(trust, body.TraitNames(), trustWeights)
}

// write writes a table of weights, unless the name of the file is empty.
func write(file string, names []string, weights []float64) error {
	if file == "" {
		return nil
	}
	var text strings.Builder
	for i, w := range weights {
		if w != 0 {
			fmt.Fprintf(&text, "%-24s %6.2f\n", names[i], w)
		}
	}
	return os.WriteFile(file, []byte(text.String()), 0o644)
}

// read reads the pages of a folder.
func read(folder string) ([]page, error) {
	extract, err := extractor.New(extractor.Config{})
	if err != nil {
		return nil, err
	}
	f, err := os.Open(filepath.Join(folder, "truth.jsonl"))
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var pages []page
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var truth struct{ ID, URL, Body string }
		if err := json.Unmarshal(lines.Bytes(), &truth); err != nil {
			return nil, err
		}
		raw, err := unzip(filepath.Join(folder, "html", truth.ID+".html.gz"))
		if err != nil {
			return nil, err
		}
		text, _, err := article.DecodeUTF8(raw, "")
		if err != nil {
			continue // no page at all
		}
		doc, err := html.Parse(bytes.NewReader(text))
		if err != nil {
			continue
		}
		res, err := extract.Extract(&article.Page{URL: truth.URL, FinalURL: truth.URL, Body: raw})
		if err != nil {
			continue
		}
		h := hints(doc, res.Article)
		seen := body.Look(doc, h)
		words := tokens(truth.Body)
		p := page{held: heldOut(truth.URL), words: len(words), runs: label(seen, words)}
		if res.Article.Extraction.Rules["body"] == body.RuleDOM {
			p.traits, p.f1 = body.Traits(doc, h), f1(words, tokens(res.Article.Body))
		}
		pages = append(pages, p)
	}
	return pages, lines.Err()
}

func unzip(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// heldOut takes a third of the sites, by the last two labels of their names.
func heldOut(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	labels := strings.Split(strings.ToLower(u.Hostname()), ".")
	sum := sha256.Sum256([]byte(strings.Join(labels[max(0, len(labels)-2):], ".")))
	return sum[0]%3 == 0
}

// hints are what the extractor would pass on: the fields that it found, the description, and the body
// that structured data give.
func hints(doc *html.Node, a *article.Article) body.Hints {
	h := body.Hints{Title: a.Title, Authors: a.Authors, Section: a.Category, PublishedRaw: a.PublishedRaw, Lang: a.Lang}
	for n := range doc.Descendants() {
		switch {
		case n.Data == "meta" && h.Description == "" && (attribute(n, "name") == "description" || attribute(n, "property") == "og:description"):
			h.Description = attribute(n, "content")
		case n.Data == "script" && n.FirstChild != nil && attribute(n, "type") == "application/ld+json":
			var v any
			if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
				h.ArticleBody = longer(h.ArticleBody, articleBody(v))
			}
		}
	}
	return h
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// articleBody is the longest articleBody anywhere in a JSON value.
func articleBody(v any) string {
	found := ""
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			found = longer(found, articleBody(e))
		}
	case map[string]any:
		s, _ := v["articleBody"].(string)
		found = s
		for _, e := range v {
			found = longer(found, articleBody(e))
		}
	}
	return found
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}
