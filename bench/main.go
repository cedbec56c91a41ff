// Command bench compares Newswire's extractor with its peers over a folder of pages with their truth, in
// one run on one core: scores, speed and allocations side by side. It is a module of its own, so that the
// peers are no dependencies of Newswire.
//
//	go run . --corpus FOLDER [--rounds 3]
//
// FOLDER holds truth.jsonl ({"id", "url", "title", "authors", "published", "body"} a line; what is missing
// is unknown) and html/ID.html.gz, or folders of such folders.
//
// Files: corpus.go reads, systems.go runs the systems, score.go scores.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	corpus := flag.String("corpus", "", "folder with truth.jsonl and html/, or a folder of such folders")
	rounds := flag.Int("rounds", 3, "rounds of timing; the fastest counts")
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
	for _, set := range sets {
		pages, err := readSet(set)
		if err != nil {
			return err
		}
		fmt.Printf("%s: %d pages\n", set, len(pages))
		w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintln(w, "system\tbody_f1\tbody_exact\tbody_wf1\ttitle\tauthors_f1\tdate_day\tpages/s\ttime\tKB/page\tmemory\tallocs/page\t")
		var floor cost
		for _, system := range systems {
			if system.scored && !strings.Contains(system.name, only) {
				continue
			}
			c := measure(pages, system, rounds)
			if !system.scored {
				floor = c
			}
			scores := strings.Repeat("\t", 6)
			if system.scored {
				scores = score(pages, system).String()
			}
			fmt.Fprintf(w, "%s\t%s\t%.0f\t%.2fx\t%.0f\t%.2fx\t%.0f\t\n", system.name, strings.TrimSuffix(scores, "\t"), 1/c.time.Seconds(),
				c.time.Seconds()/floor.time.Seconds(), c.bytes/1e3, c.bytes/floor.bytes, c.allocs)
		}
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// cost is what one page costs on average.
type cost struct {
	time          time.Duration
	bytes, allocs float64
}

// measure runs a system over all pages, and returns the cost of the fastest round.
func measure(pages []page, s system, rounds int) cost {
	var best cost
	for range rounds {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		began := time.Now()
		for i := range pages {
			s.run(&pages[i])
		}
		took := time.Since(began)
		runtime.ReadMemStats(&after)
		n := float64(len(pages))
		c := cost{
			time:   took / time.Duration(len(pages)),
			bytes:  float64(after.TotalAlloc-before.TotalAlloc) / n,
			allocs: float64(after.Mallocs-before.Mallocs) / n,
		}
		if best.time == 0 || c.time < best.time {
			best = c
		}
	}
	return best
}
