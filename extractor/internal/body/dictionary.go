package body

// A dictionary maps words or phrases, none of them empty, to values. Most of what is looked up is not in
// it, and most of that is told by its first byte, its last and its length alone.
type dictionary[V any] struct {
	values map[string]V
	// Lengths by first and by last byte, one bit for each length modulo 64.
	begin, end [256]uint64
}

func newDictionary[V any]() *dictionary[V] { return &dictionary[V]{values: map[string]V{}} }

// set adds s, unless it is empty.
func (d *dictionary[V]) set(s string, v V) {
	if s != "" {
		d.values[s] = v
		d.begin[s[0]] |= 1 << (len(s) % 64)
		d.end[s[len(s)-1]] |= 1 << (len(s) % 64)
	}
}

func (d *dictionary[V]) get(s []byte) (v V, ok bool) {
	if len(s) == 0 || d.begin[s[0]]&d.end[s[len(s)-1]]&(1<<(len(s)%64)) == 0 {
		return v, false
	}
	v, ok = d.values[string(s)]
	return v, ok
}
