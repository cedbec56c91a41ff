package article

import "testing"

func TestByteSize(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]ByteSize{"0": 0, "512KB": 512 * Kilobyte, "10 mb": 10 * Megabyte, "1GB": Gigabyte, "7B": 7, "1500": 1500} {
		var b, again ByteSize
		if err := b.UnmarshalText([]byte(text)); err != nil || b != want {
			t.Errorf("%q: %d, %v, want %d", text, b, err, want)
		}
		if err := again.UnmarshalText([]byte(b.String())); err != nil || again != b {
			t.Errorf("%q is written %q, read as %d, %v", text, b, again, err)
		}
	}
	for _, text := range []string{"", "-1", "1.5GB", "GB", "9999999999GB", "10 apples"} {
		var b ByteSize
		if err := b.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as %d", text, b)
		}
	}
}
