// Command bench compares Newswire's extractor with its peers over a folder of pages with their truth, in
// one run on one core: scores, speed and allocations side by side. It is a module of its own, so that the
// peers are no dependencies of Newswire.
//
//	go run . --corpus FOLDER [--rounds 3]
//
// FOLDER holds truth.jsonl ({"id", "url", "title", "authors", "published", "body"} a line; what is missing
// is unknown) and html/ID.html.gz, or folders of such folders.
//
// It prints its figures last, one a line: name value unit (floor or peer: value, ratio).
//
// Of a system that tells how sure it is of a body, conf_r is the correlation of that with the body's F1, and
// conf_flags how many of the bodies below an F1 of 0.8 are among the tenth that it is least sure of.
//
// Files: corpus.go reads, systems.go runs the systems, measure.go takes their time and memory, score.go
// scores, confidence.go rates the confidence, figures.go compares.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"text/tabwriter"
)

func main() {
	corpus := flag.String("corpus", "", "folder with truth.jsonl and html/, or a folder of such folders")
	rounds := flag.Int("rounds", 3, "rounds of timing; the median counts")
	only := flag.String("only", "", "run only systems whose names contain this")
	flag.Parse()
	if err := run(*corpus, *rounds, *only); err != nil {
		log.Fatal("bench: ", err)
	}
}

func run(corpus string, rounds int, only string) error {
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(400) // the same for all; less noise
	sets, err := findSets(corpus)
	if err != nil {
		return err
	}
	taken := slices.DeleteFunc(slices.Clone(systems), func(s system) bool { return s.scored && !strings.Contains(s.name, only) })
	var all []figure
	for _, set := range sets {
		pages, err := readSet(set)
		if err != nil {
			return err
		}
		results := measure(pages, taken, rounds)
		fmt.Printf("%s: %d pages\n", set, len(pages))
		if err := table(results); err != nil {
			return err
		}
		all = append(all, figures(filepath.Base(set), results)...)
	}
	for _, f := range all {
		fmt.Println(f)
	}
	return nil
}

// table prints what the systems found and cost, side by side.
func table(results []result) error {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "system\t%s\tconf_r\tconf_flags\tpages/s\ttime\tKB/page\tmemory\tallocs/page\t\n", strings.Join(scoreNames, "\t"))
	floor := results[0]
	for _, r := range results {
		fmt.Fprintf(w, "%s\t", r.name)
		for i := range scoreNames {
			if r.scored {
				fmt.Fprintf(w, "%.3f", r.scores[i])
			}
			fmt.Fprint(w, "\t")
		}
		fmt.Fprint(w, r.confidence)
		fmt.Fprintf(w, "%.0f\t%.2fx\t%.0f\t%.2fx\t%.0f\t\n", r.speed(), r.times, r.bytes/1e3, r.bytes/floor.bytes, r.allocs)
	}
	return w.Flush()
}
