package archive

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"
)

// childDir makes the test binary store pages in the folder that it names until it is killed.
const childDir = "NEWSWIRE_ARCHIVE_TEST_DIR"

// childFull makes it store pages on a disk that is full.
const childFull = "NEWSWIRE_ARCHIVE_TEST_FULL"

// child stores pages from several goroutines and prints the path of each page once it is acknowledged.
func child(dir string) int {
	if os.Getenv(childFull) != "" {
		return limitedChild(dir)
	}
	a, err := Open(Config{Dir: dir, MaxFile: 200_000}, quiet)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	run := time.Now().UnixNano()
	var group sync.WaitGroup
	for worker := range 4 {
		group.Go(func() {
			for i := 0; ; i++ {
				path := fmt.Sprintf("/%d/%d/%d", run, worker, i)
				if i%3 == 2 { // a revisit
					path = fmt.Sprintf("/%d/%d/%d", run, worker, i-1)
				}
				if _, err := a.Store(context.Background(), page(path, i, pageText(path))); err != nil {
					fmt.Fprintln(os.Stderr, err)
					return
				}
				fmt.Println(path, i) // one write: lines stay whole
			}
		})
	}
	group.Wait()
	return 1
}

// pageText is a body that compresses badly enough to fill files.
func pageText(path string) string {
	random := rand.New(rand.NewPCG(1, uint64(len(path))))
	var b strings.Builder
	for range 400 {
		fmt.Fprintf(&b, "%s %x\n", path, random.Uint64())
	}
	return b.String()
}

func TestWhatWasAcknowledgedOutlivesAKill(t *testing.T) {
	t.Parallel()
	const kills = 10
	dir := t.TempDir()
	acknowledged := map[string]int{} // path to minute
	for kill := range kills {
		for path, minute := range storeUntilKilled(t, dir, rand.IntN(120)) {
			acknowledged[path] = minute
		}
		a := open(t, Config{Dir: dir})
		if open := files(t, dir, openSuffix); len(open) > 0 {
			t.Fatalf("kill %d left open: %v", kill, open)
		}
		for path, minute := range acknowledged {
			p, err := a.Find(context.Background(), "https://example.com"+path, noon.Add(time.Duration(minute)*time.Minute))
			if err != nil || string(p.Body) != pageText(path) || int(p.FetchedAt.Sub(noon).Minutes()) != minute {
				t.Fatalf("kill %d: %s of minute %d: %v", kill, path, minute, err)
			}
		}
		n := 0
		for _, err := range a.Pages(context.Background(), Range{}) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n < len(acknowledged) {
			t.Fatalf("kill %d: %d pages, %d were acknowledged", kill, n, len(acknowledged))
		}
		shut(t, a)
	}
	if len(acknowledged) < kills {
		t.Fatalf("only %d pages were acknowledged in all", len(acknowledged))
	}
	t.Logf("%d pages acknowledged", len(acknowledged))
}

// storeUntilKilled kills a child some milliseconds after its first page and returns what it acknowledged.
func storeUntilKilled(t *testing.T, dir string, millis int) map[string]int {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	acknowledged := map[string]int{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if len(acknowledged) == 0 {
			time.AfterFunc(time.Duration(millis)*time.Millisecond, func() { _ = cmd.Process.Kill() })
		}
		var path string
		var minute int
		if _, err := fmt.Sscan(lines.Text(), &path, &minute); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		acknowledged[path] = minute
	}
	if err := cmd.Wait(); err == nil || len(acknowledged) == 0 {
		t.Fatalf("child ended by itself: %v, %d pages", err, len(acknowledged))
	}
	return acknowledged
}
