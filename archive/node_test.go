//go:build node

package archive

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestNodeReadsTheArchive reads the files with npm's warcio, which shares no code with us and computes
// digests, offsets and lengths itself.
func TestNodeReadsTheArchive(t *testing.T) {
	dir, modules := t.TempDir(), t.TempDir()
	a := open(t, Config{Dir: dir})
	coded := page("/a", 0, "<h1>æøå</h1>")
	coded.Header.Set("Content-Encoding", "gzip")
	seen := page("/a", 20, "")
	seen.Status = 304
	refs := store(t, a, coded, page("/b", 5, strings.Repeat("long ", 50_000)), page("/a", 10, "<h1>æøå</h1>"), seen)
	shut(t, a)

	if err := os.CopyFS(modules, os.DirFS("testdata/node")); err != nil {
		t.Fatal(err)
	}
	install := exec.Command("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts")
	install.Dir = modules
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm install: %v: %s", err, out)
	}
	read := exec.Command("node", append([]string{"read.js"}, files(t, dir, warcSuffix)...)...)
	read.Dir, read.Stderr = modules, os.Stderr
	out, err := read.Output()
	if err != nil {
		t.Fatal(err)
	}
	type record struct {
		Type, ID, URL, Date, RefersTo, RefersToDate, Profile, Site string
		PayloadDigest, Computed, ContentType, OriginalCoding, Body string
		Status                                                     int
		Offset, Length                                             int64
	}
	var pages []record
	end := int64(0)
	for line := range strings.Lines(string(out)) {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if r.Offset != end {
			t.Errorf("%s at %d, the last record ends at %d", r.Type, r.Offset, end)
		}
		end = r.Offset + r.Length
		if r.Type == "response" || r.Type == "revisit" {
			pages = append(pages, r)
		}
	}
	if len(pages) != len(refs) {
		t.Fatalf("%d pages of %d: %s", len(pages), len(refs), out)
	}
	for i, r := range pages {
		if r.Offset != refs[i].Offset || r.Site != "example" || !strings.HasPrefix(r.URL, "https://example.com/") {
			t.Errorf("%+v, stored as %v", r, refs[i])
		}
	}
	first := pages[0]
	if first.Status != 200 || first.Body != "<h1>æøå</h1>" || first.OriginalCoding != "gzip" || first.PayloadDigest != first.Computed {
		t.Errorf("%+v", first)
	}
	if pages[1].PayloadDigest != pages[1].Computed || len(pages[1].Body) != 250_000 {
		t.Errorf("%d bytes, digest %s, computed %s", len(pages[1].Body), pages[1].PayloadDigest, pages[1].Computed)
	}
	for i, profile := range map[int]string{2: "identical-payload-digest", 3: "server-not-modified"} {
		r := pages[i]
		if !strings.HasSuffix(r.Profile, profile) || r.RefersTo != first.ID || r.RefersToDate != first.Date || r.PayloadDigest != first.Computed {
			t.Errorf("%+v does not refer to %+v", r, first)
		}
	}
}
