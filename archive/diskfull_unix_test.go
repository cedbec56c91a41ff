//go:build unix

package archive

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"
)

// childLimit makes the child store pages while no file may grow beyond so many bytes.
const childLimit = 60_000

// limitedChild stores pages on a disk that is full time and again. It prints what was acknowledged.
func limitedChild(dir string) int {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: childLimit, Max: childLimit}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	a, err := Open(Config{Dir: dir}, quiet)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for i := range 40 {
		path := fmt.Sprintf("/%d", i)
		if _, err := a.Store(context.Background(), page(path, i, pageText(path))); err != nil {
			fmt.Println("refused", path, err)
			continue
		}
		fmt.Println("stored", path)
	}
	if err := a.Close(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func TestAFullDiskIsToldAndLosesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir, childFull+"=1")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	a := open(t, Config{Dir: dir})
	stored, refused := 0, 0
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		p, err := a.Find(context.Background(), "https://example.com"+words[1], time.Time{})
		switch words[0] {
		case "stored":
			stored++
			if err != nil || string(p.Body) != pageText(words[1]) {
				t.Errorf("%s was acknowledged: %v", words[1], err)
			}
		case "refused":
			refused++
			if err == nil || !strings.Contains(line, "file too large") {
				t.Errorf("%s is there: %v", line, err)
			}
		}
	}
	if stored < 10 || refused < 3 || len(files(t, dir, openSuffix)) > 0 {
		t.Errorf("%d stored, %d refused, open: %v", stored, refused, files(t, dir, openSuffix))
	}
}
