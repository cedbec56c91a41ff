package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"
)

// Sweep removes the files that are older than MaxAge, then the oldest ones until all together take no more
// than MaxBytes: whole files, of all processes that share Dir, but never one that is being written.
// A page that only had revisits since goes with the file that has its body; so that this befalls only
// pages that were not fetched for long, Store writes a body anew once it is in the older half.
func (a *Archive) Sweep(ctx context.Context) error {
	if a.cfg.ReadOnly {
		return fmt.Errorf("sweeping archive %s: %w", a.cfg.Dir, ErrReadOnly)
	}
	if err := a.refresh(); err != nil {
		return fmt.Errorf("sweeping archive %s: %w", a.cfg.Dir, err)
	}
	a.mu.RLock()
	var closed []*volume
	var total int64
	for _, v := range a.volumes {
		total += v.size
		if !v.open {
			closed = append(closed, v)
		}
	}
	a.mu.RUnlock()
	for _, v := range closed {
		if err := ctx.Err(); err != nil {
			return err
		}
		old, err := a.expired(v)
		if err != nil {
			return fmt.Errorf("sweeping archive: %w", err)
		}
		if !old && (a.cfg.MaxBytes <= 0 || total <= int64(a.cfg.MaxBytes)) {
			continue
		}
		if err := v.remove(); err != nil {
			return fmt.Errorf("sweeping archive: %w", err)
		}
		total -= v.size
		a.mu.Lock()
		a.forget(v)
		a.mu.Unlock()
		a.log.Info("archive file removed", "path", v.base+warcSuffix, "bytes", v.size, "expired", old)
	}
	return nil
}

// expired tells whether the volume's last page was stored more than MaxAge ago.
func (a *Archive) expired(v *volume) (bool, error) {
	if a.cfg.MaxAge <= 0 {
		return false, nil
	}
	info, err := os.Stat(v.base + warcSuffix)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil // another process was first
	}
	if err != nil {
		return false, err
	}
	return time.Since(info.ModTime()) > a.cfg.MaxAge, nil
}

// forget takes a volume out of memory; a.mu is held.
func (a *Archive) forget(v *volume) {
	a.volumes = slices.DeleteFunc(slices.Clone(a.volumes), func(w *volume) bool { return w == v })
}
