package archive

import (
	"iter"
	"time"
)

// index is what is kept in memory of a file's lines: for each its address, its time, and where it is.
type index struct {
	last  map[key]int32 // the address's last line
	slots []slot        // one for each line, in their order
	size  int64         // of the lines, in bytes
}

// slot is a line.
type slot struct {
	at       int64 // time of fetching, Unix nanoseconds
	line     int64 // where the line begins in the index file
	previous int32 // the line before of the same address, or -1
}

// add appends a line of the given size.
func (x *index) add(k key, at time.Time, size int) {
	if x.last == nil {
		x.last = map[key]int32{}
	}
	previous, ok := x.last[k]
	if !ok {
		previous = -1
	}
	x.last[k] = int32(len(x.slots)) // a file does not hold two billion pages
	x.slots = append(x.slots, slot{at: at.UnixNano(), line: x.size, previous: previous})
	x.size += int64(size)
}

// versions yields the lines of an address among the first n, the last one first.
func (x *index) versions(k key, n int) iter.Seq2[int, slot] {
	return func(yield func(int, slot) bool) {
		i, ok := x.last[k]
		for ok && i >= 0 {
			s := x.slots[i]
			if int(i) < n && !yield(int(i), s) {
				return
			}
			i = s.previous
		}
	}
}
