package article

import (
	"testing"
	"unicode/utf8"
)

// FuzzCanonical holds that a canonical address is its own normal form, whatever the page declares.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{
		"https://www.example.com/a/../b?utm_source=x&id=1#top", "HTTP://EXAMPLE.com:80", "https://exämple.com/ü%2Fx", "https://[::1]:8080/", "//x", "https://a/%zz", "https://a/?&&a=b",
		"https://example.com/a//b/./", "https://user:pw@example.com./",
	} {
		f.Add(s, "/canonical")
	}
	f.Fuzz(func(t *testing.T, s, declared string) {
		c, err := Canonical(s, declared)
		if err != nil {
			return
		}
		if again, err := Normalize(c); err != nil || again != c {
			t.Fatalf("Canonical(%q, %q) = %q, whose normal form is %q (%v)", s, declared, c, again, err)
		}
	})
}

// FuzzDecodeUTF8 holds that whatever the bytes and the declared type, the text is UTF-8.
func FuzzDecodeUTF8(f *testing.F) {
	f.Add([]byte("\xff\xfeh\x00i\x00"), "text/html")
	f.Add([]byte(`<meta charset="windows-1251">`+"\xcf\xf0"), "")
	f.Add([]byte("\x1b$B%"), "text/html; charset=iso-2022-jp")
	f.Add([]byte("<html lang=ru><p>\xcf\xe0\xf0\xee\xec \xf1\xf2\xee\xff\xeb"), "")
	f.Add([]byte("<p>caf\u00c3\u00a9 \u00e2\u0080\u0099"), "text/html")
	f.Add([]byte("<\x00p\x00>\x00\x16\x04"), "")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		text, name, err := DecodeUTF8(body, contentType)
		if err == nil && !utf8.Valid(text) {
			t.Fatalf("DecodeUTF8(%q, %q) is no UTF-8, read as %s", body, contentType, name)
		}
	})
}
