package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
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

// load reads the index lines that are not in memory yet. Of a file that nobody writes any more it also
// reads the records that the index does not tell of, and writes the index anew if there are such.
func (v *volume) load(log *slog.Logger) error {
	if err := v.loadLines(); err != nil {
		return fmt.Errorf("reading index %s: %w", v.base+indexSuffix, err)
	}
	f, err := v.file()
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	v.size = info.Size()
	if v.open {
		return nil
	}
	_, err = v.complete(f, log)
	return err
}

// loadLines reads lines as long as they are whole.
func (v *volume) loadLines() error {
	f, err := os.Open(v.base + indexSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(io.NewSectionReader(f, v.index.size, 1<<62), 64<<10)
	var last []byte
	for {
		line, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		k, at, bad := parseHead(line)
		if err != nil || bad != nil {
			break
		}
		v.index.add(k, at, len(line))
		last = line
	}
	if last == nil {
		return nil
	}
	e, err := parseLine(last)
	v.end, v.torn = e.Offset+e.Length, e.More || err != nil
	return nil
}

// complete makes the index tell of every record of a file that nobody writes, and returns where the last
// whole record ends.
func (v *volume) complete(f *os.File, log *slog.Logger) (end int64, err error) {
	if v.torn || v.end > v.size {
		log.Warn("archive index does not fit its file and is made anew", "path", f.Name())
		v.index, v.end, v.torn = index{}, 0, false
	}
	return v.scan(f, log)
}

// scan reads the records after the last one that the index knows and adds them to it.
func (v *volume) scan(f *os.File, log *slog.Logger) (end int64, err error) {
	end = v.end
	from := v.end
	var lines bytes.Buffer
	known := v.index.size
	for rec, err := range warc.NewReader(io.NewSectionReader(f, from, v.size-from), blockLimits).Records() {
		var damage *warc.RecordError
		if errors.As(err, &damage) && damaged(err) {
			log.Warn("damaged record in archive is passed over", "path", f.Name(), "offset", from+damage.Offset, "error", damage.Err)
			continue
		}
		if err != nil {
			return 0, fmt.Errorf("scanning %s: %w", f.Name(), err)
		}
		if rec.Offset < 0 {
			continue // not by us: every record of ours is a member
		}
		rec.Offset += from
		end = rec.Offset + rec.Length
		if err := v.remember(rec, &lines); err != nil {
			log.Warn("record in archive holds no page and is passed over", "path", f.Name(), "offset", rec.Offset, "error", err)
		}
	}
	stale, err := os.Stat(v.base + indexSuffix)
	if lines.Len() == 0 && err == nil && stale.Size() == known {
		return end, nil
	}
	return end, v.rewriteIndex(known, lines.Bytes())
}

// damaged tells a bad record from a disk that cannot be read, after which nothing may be cut off.
func damaged(err error) bool {
	return errors.Is(err, warc.ErrMalformed) || errors.Is(err, warc.ErrTruncated) || errors.Is(err, warc.ErrTooLarge)
}

// remember adds a record's lines to the index in memory and to lines.
func (v *volume) remember(rec *warc.Record, lines *bytes.Buffer) error {
	if t := rec.Type(); t != warc.TypeResponse && t != warc.TypeRevisit {
		return nil
	}
	page, err := pageOf(rec)
	if err != nil {
		return err
	}
	entries, err := entriesOf(rec, page.Status)
	if err != nil {
		return err
	}
	for _, e := range entries {
		line, err := e.line()
		if err != nil {
			return err
		}
		lines.Write(line)
		v.index.add(e.key, e.at, len(line))
		v.end = e.Offset + e.Length
	}
	return nil
}

// rewriteIndex replaces the index file by its first known bytes and more lines.
func (v *volume) rewriteIndex(known int64, lines []byte) (err error) {
	path := v.base + indexSuffix
	tmp, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("rebuilding archive index: %w", err)
	}
	defer func() {
		tmp.Close()
		if err != nil {
			_ = os.Remove(tmp.Name())
			err = fmt.Errorf("rebuilding archive index %s: %w", path, err)
		}
	}()
	if known > 0 {
		old, err := os.Open(path)
		if err != nil {
			return err
		}
		defer old.Close()
		if _, err := io.CopyN(tmp, old, known); err != nil {
			return err
		}
	}
	if _, err := tmp.Write(lines); err != nil {
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// repair closes a volume that a crash left open: what follows the last whole record was never
// acknowledged and is cut off.
func (v *volume) repair(log *slog.Logger) error {
	path := v.base + warcSuffix + openSuffix
	if err := v.load(log); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	end, err := v.complete(f, log)
	if err != nil {
		return err
	}
	if end < v.size {
		log.Warn("archive file ends in an unfinished record, which is cut off", "path", path, "bytes", v.size-end)
		if err := f.Truncate(end); err != nil {
			return err
		}
		v.size = end
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return v.seal()
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
