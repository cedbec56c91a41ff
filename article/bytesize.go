package article

import (
	"fmt"
	"strconv"
	"strings"
)

// ByteSize is a number of bytes, written "512KB", "10MB", "1GB" or plain; the units are powers of ten.
type ByteSize int64

// Units of a ByteSize.
const (
	Kilobyte ByteSize = 1000
	Megabyte          = 1000 * Kilobyte
	Gigabyte          = 1000 * Megabyte
)

// UnmarshalText reads a size.
func (b *ByteSize) UnmarshalText(text []byte) error {
	s := strings.ToUpper(strings.TrimSpace(string(text)))
	unit := ByteSize(1)
	for _, u := range []struct {
		suffix string
		size   ByteSize
	}{{"KB", Kilobyte}, {"MB", Megabyte}, {"GB", Gigabyte}, {"B", 1}} {
		if number, ok := strings.CutSuffix(s, u.suffix); ok {
			s, unit = strings.TrimSpace(number), u.size
			break
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > int64(1<<62)/int64(unit) {
		return fmt.Errorf("size %q: write a number of bytes such as 500KB or 10MB", text)
	}
	*b = ByteSize(n) * unit
	return nil
}

// String writes the size in the largest unit that divides it.
func (b ByteSize) String() string {
	for _, u := range []struct {
		suffix string
		size   ByteSize
	}{{"GB", Gigabyte}, {"MB", Megabyte}, {"KB", Kilobyte}} {
		if b != 0 && b%u.size == 0 {
			return strconv.FormatInt(int64(b/u.size), 10) + u.suffix
		}
	}
	return strconv.FormatInt(int64(b), 10)
}

// MarshalText writes the size as UnmarshalText reads it.
func (b ByteSize) MarshalText() ([]byte, error) { return []byte(b.String()), nil }
