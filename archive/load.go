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

	"newswire/archive/warc"
)

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
