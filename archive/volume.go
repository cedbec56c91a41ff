package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"newswire/archive/warc"
)

const (
	warcSuffix  = ".warc.gz"
	openSuffix  = ".open"
	indexSuffix = ".cdxj"
)

// volumeName matches the names of our files: prefix, time, number.
var volumeName = regexp.MustCompile(`^([A-Za-z0-9_-]+)-(\d{8}T\d{6}Z)-(\d{5,})\.warc\.gz(\.open)?$`)

// volume is one WARC file with its index. The archive's lock guards its changing parts.
type volume struct {
	base  string // path without suffix
	began string // time and number from the name: volumes are in this order
	own   bool   // written by this process, now or before
	open  bool   // still written, by this process or another
	size  int64  // of the WARC file
	end   int64  // of the last record that the index knows
	torn  bool   // the index's last line is not the last one of its record, or not readable
	index index
}

// order puts volumes in the order of storage.
func order(a, b *volume) int {
	if c := strings.Compare(a.began, b.began); c != 0 {
		return c
	}
	return strings.Compare(a.base, b.base)
}

// list returns the volumes in a folder, in order, nothing of them read.
func list(dir string) ([]*volume, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var found []*volume
	for _, f := range files {
		m := volumeName.FindStringSubmatch(f.Name())
		if m == nil || f.IsDir() {
			continue
		}
		v := &volume{
			base:  filepath.Join(dir, strings.TrimSuffix(strings.TrimSuffix(f.Name(), openSuffix), warcSuffix)),
			began: m[2] + "-" + m[3],
			open:  m[4] != "",
		}
		// A file that is closed just now may be met under both names.
		if n := len(found); n > 0 && found[n-1].base == v.base {
			continue
		}
		found = append(found, v)
	}
	slices.SortFunc(found, order)
	return found, nil
}

// file opens the WARC file, which its writer may rename meanwhile.
func (v *volume) file() (*os.File, error) {
	f, err := os.Open(v.base + warcSuffix)
	if !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	if f, err = os.Open(v.base + warcSuffix + openSuffix); !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	return os.Open(v.base + warcSuffix)
}

// entry reads the index line at an offset.
func (v *volume) entry(line int64) (entry, error) {
	f, err := os.Open(v.base + indexSuffix)
	if err != nil {
		return entry{}, err
	}
	defer f.Close()
	text, err := bufio.NewReader(io.NewSectionReader(f, line, 1<<20)).ReadBytes('\n')
	if err == nil {
		var e entry
		if e, err = parseLine(text); err == nil {
			return e, nil
		}
	}
	return entry{}, fmt.Errorf("reading line at %d of %s: %w", line, f.Name(), err)
}

// record reads the record at an offset of the file.
func (v *volume) record(r *warc.Reader, f *os.File, offset int64) (*warc.Record, error) {
	r.Reset(io.NewSectionReader(f, offset, 1<<62))
	for rec, err := range r.Records() {
		if err != nil {
			return nil, fmt.Errorf("reading record at %d of %s: %w", offset, f.Name(), err)
		}
		return rec, nil
	}
	return nil, fmt.Errorf("reading record at %d of %s: %w", offset, f.Name(), io.ErrUnexpectedEOF)
}

// seal gives a volume its final name. One without pages is removed.
func (v *volume) seal() error {
	path := v.base + warcSuffix
	if len(v.index.slots) == 0 {
		return v.remove()
	}
	if err := os.Rename(path+openSuffix, path); err != nil {
		return err
	}
	v.open = false
	return syncDir(filepath.Dir(path))
}

// remove deletes the files. The index goes first: without it the rest can be found again.
func (v *volume) remove() error {
	for _, suffix := range []string{indexSuffix, warcSuffix, warcSuffix + openSuffix} {
		if err := os.Remove(v.base + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// makeDir makes a folder, and those above it, such that they last.
func makeDir(dir string) error {
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(dir)
	if err := makeDir(parent); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(parent)
}

// syncDir makes names in a folder last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
