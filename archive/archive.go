package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/gofrs/flock"

	"newswire/archive/warc"
)

var (
	// ErrNotFound tells that the archive has no such page, or no longer.
	ErrNotFound = errors.New("not in the archive")
	// ErrClosed tells that the archive was closed.
	ErrClosed = errors.New("archive is closed")
	// ErrReadOnly tells that the archive was opened for reading only.
	ErrReadOnly = errors.New("archive is opened for reading only")
	// ErrInUse tells that another process writes the folder.
	ErrInUse = errors.New("in use by another process")
)

// Archive is a folder of WARC files. It is safe for concurrent use.
type Archive struct {
	cfg  Config
	log  *slog.Logger
	dir  string       // the folder that this process writes
	lock *flock.Flock // nil if ReadOnly

	encoders sync.Pool // of *encoder
	readers  sync.Pool // of *warc.Reader

	submissions chan *submission
	closing     chan struct{} // closed by Close
	closeOnce   sync.Once
	closed      chan struct{} // closed when the writer has ended
	closeErr    error         // of the writer, once closed

	refreshing sync.Mutex // held by the one who looks for others' files
	mu         sync.RWMutex
	volumes    []*volume // in order
}

// Open opens an archive and takes its folder for this process, unless ReadOnly. It closes the file that a
// crash left open, after cutting off what was not acknowledged, and completes indexes. The caller must
// call [Archive.Close]. A folder that another process writes is [ErrInUse].
func Open(cfg Config, log *slog.Logger) (*Archive, error) {
	cfg, err := cfg.withDefaults()
	if err == nil && cfg.Dir == "" {
		err = errors.New("no folder is named")
	}
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	a := &Archive{
		cfg: cfg, log: log, dir: filepath.Join(cfg.Dir, cfg.Instance),
		submissions: make(chan *submission), closing: make(chan struct{}), closed: make(chan struct{}),
	}
	a.encoders.New = func() any { return newEncoder() }
	a.readers.New = func() any { return warc.NewReader(nil, blockLimits) }
	if err := a.open(); err != nil {
		return nil, fmt.Errorf("opening archive %s: %w", a.dir, err)
	}
	return a, nil
}

func (a *Archive) open() error {
	if a.cfg.ReadOnly {
		close(a.closed)
		return a.refresh()
	}
	if err := makeDir(a.dir); err != nil {
		return err
	}
	a.lock = flock.New(filepath.Join(a.dir, "lock"))
	switch free, err := a.lock.TryLock(); {
	case err != nil:
		return err
	case !free:
		return fmt.Errorf("%w: give each process that shares it an instance of its own", ErrInUse)
	}
	err := a.loadOwn()
	if err == nil {
		err = a.refresh()
	}
	if err != nil {
		return errors.Join(err, a.lock.Close())
	}
	go a.write()
	return nil
}

// loadOwn loads the volumes of this process's folder.
func (a *Archive) loadOwn() error {
	own, err := list(a.dir)
	if err != nil {
		return err
	}
	for _, v := range own {
		v.own = true
		step := v.load
		if v.open {
			step = v.repair
		}
		if err := step(a.log); err != nil {
			return err
		}
		if len(v.index.slots) > 0 {
			a.volumes = append(a.volumes, v)
		}
	}
	return nil
}

// refresh learns what other processes have written or removed.
func (a *Archive) refresh() error {
	a.refreshing.Lock()
	defer a.refreshing.Unlock()
	present, err := a.listOthers()
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	known := map[string]*volume{}
	for _, v := range a.volumes {
		known[v.base] = v
	}
	volumes := slices.DeleteFunc(slices.Clone(a.volumes), func(v *volume) bool { return !v.own })
	for _, v := range present {
		if k, ok := known[v.base]; ok {
			changing := k.open
			k.open = v.open
			v = k
			if !changing {
				volumes = append(volumes, v)
				continue
			}
		}
		switch err := v.load(a.log); {
		case errors.Is(err, fs.ErrNotExist): // removed meanwhile
		case err != nil:
			return err
		default:
			volumes = append(volumes, v)
		}
	}
	slices.SortFunc(volumes, order)
	a.volumes = volumes
	return nil
}

// listOthers lists the volumes in Dir and its folders, but for those of this process.
func (a *Archive) listOthers() ([]*volume, error) {
	files, err := os.ReadDir(a.cfg.Dir)
	if err != nil {
		return nil, err
	}
	dirs := []string{a.cfg.Dir}
	for _, f := range files {
		if f.IsDir() {
			dirs = append(dirs, filepath.Join(a.cfg.Dir, f.Name()))
		}
	}
	var found []*volume
	for _, dir := range dirs {
		if dir == a.dir && !a.cfg.ReadOnly {
			continue
		}
		volumes, err := list(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		found = append(found, volumes...)
	}
	return found, nil
}

// Close waits for the pages that are being stored, closes the open file and gives the folder free. Calls
// of Store that come later are [ErrClosed]; reading goes on to work. If ctx ends first its error is
// returned, and closing goes on by itself.
func (a *Archive) Close(ctx context.Context) error {
	a.closeOnce.Do(func() { close(a.closing) })
	select {
	case <-a.closed:
		return a.closeErr
	case <-ctx.Done():
		return fmt.Errorf("closing archive %s: %w", a.dir, ctx.Err())
	}
}

// place is where a version of a page is.
type place struct {
	volume *volume
	at     int64 // time of fetching, Unix nanoseconds
	line   int64
}

// versions returns where the versions of an address are that want accepts, the last one stored first.
func (a *Archive) versions(k key, want func(at int64) bool) []place {
	a.mu.RLock()
	defer a.mu.RUnlock()
	var found []place
	for _, v := range slices.Backward(a.volumes) {
		for _, s := range v.index.versions(k, len(v.index.slots)) {
			if want(s.at) {
				found = append(found, place{volume: v, at: s.at, line: s.line})
			}
		}
	}
	return found
}
