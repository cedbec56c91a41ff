package article_test

import (
	"errors"
	"strings"
	"testing"

	"newswire/article"
)

func TestNormalize(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"scheme and host in lower case", "HTTPS://WWW.Example.COM/News", "https://www.example.com/News"},
		{"default port", "https://example.com:443/a", "https://example.com/a"},
		{"other port", "http://example.com:8080/a", "http://example.com:8080/a"},
		{"no path", "https://example.com", "https://example.com/"},
		{"fragment and user", "https://me:secret@example.com/a#comments", "https://example.com/a"},
		{"tracking parameters", "https://example.com/a?utm_source=rss&id=7&fbclid=x", "https://example.com/a?id=7"},
		{"only tracking parameters", "https://example.com/a?utm_source=rss", "https://example.com/a"},
		{"order of parameters stays", "https://example.com/a?z=1&a=2", "https://example.com/a?z=1&a=2"},
		{"dot segments", "https://example.com/a/../b/./c/", "https://example.com/b/c/"},
		{"dots beyond the root", "https://example.com/../../a", "https://example.com/a"},
		{"percent-encoding is uniform", "https://example.com/caf%c3%a9", "https://example.com/caf%C3%A9"},
		{"bare letters are encoded", "https://example.com/café", "https://example.com/caf%C3%A9"},
		{"encoded slash stays", "https://example.com/a%2fb", "https://example.com/a%2fb"},
		{"international host", "https://bücher.example/", "https://xn--bcher-kva.example/"},
		{"host with a final dot", "https://example.com./a", "https://example.com/a"},
		{"IPv6", "http://[::1]:80/a", "http://[::1]/a"},
		{"white space around", "  https://example.com/a\n", "https://example.com/a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := article.Normalize(tt.in)
			if err != nil || got != tt.want {
				t.Fatalf("Normalize(%q) = %q, %v; want %q", tt.in, got, err, tt.want)
			}
			if again, err := article.Normalize(got); err != nil || again != got {
				t.Errorf("Normalize(%q) = %q, %v; a normal form is its own", got, again, err)
			}
		})
	}
}

func TestNormalizeRefuses(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", "example.com/a", "ftp://example.com/", "mailto:desk@example.com", "javascript:void(0)", "https:///a",
		"http://exa mple.com/", "http://[::1", "https://example.com/" + strings.Repeat("a", 5000),
	} {
		if got, err := article.Normalize(in); !errors.Is(err, article.ErrURL) {
			t.Errorf("Normalize(%.40q) = %q, %v; want ErrURL", in, got, err)
		}
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, ref, want string }{
		{"relative", "two.html?utm_medium=x", "https://example.com/news/two.html"},
		{"absolute path", "/sport/", "https://example.com/sport/"},
		{"other host", "//cdn.example.com/x", "https://cdn.example.com/x"},
		{"query alone", "?page=2", "https://example.com/news/one.html?page=2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := article.Resolve("https://example.com/news/one.html", tt.ref)
			if err != nil || got != tt.want {
				t.Errorf("Resolve(%q) = %q, %v; want %q", tt.ref, got, err, tt.want)
			}
		})
	}
}

func TestCanonical(t *testing.T) {
	t.Parallel()
	const page = "https://www.example.com/2025/01/story?utm_source=feed"
	tests := []struct {
		name, declared string
		hosts          []string
		want           string
	}{
		{"nothing declared", "", nil, "https://www.example.com/2025/01/story"},
		{"same host", "https://www.example.com/story", nil, "https://www.example.com/story"},
		{"relative", "/story", nil, "https://www.example.com/story"},
		{"same registrable domain", "https://amp.example.com/story", nil, "https://amp.example.com/story"},
		{"outside the site's hosts", "https://amp.example.com/story", []string{"www.example.com"}, "https://www.example.com/2025/01/story"},
		{"among the site's hosts", "https://m.example.org/story", []string{"www.example.com", "m.example.org"}, "https://m.example.org/story"},
		{"another publisher", "https://other.example.org/story", nil, "https://www.example.com/2025/01/story"},
		{"the front page", "https://www.example.com/", nil, "https://www.example.com/2025/01/story"},
		{"no address", "::", nil, "https://www.example.com/2025/01/story"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := article.Canonical(page, tt.declared, tt.hosts...)
			if err != nil || got != tt.want {
				t.Errorf("Canonical(%q) = %q, %v; want %q", tt.declared, got, err, tt.want)
			}
		})
	}
}

func TestDomain(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]string{
		"www.bbc.co.uk:443": "bbc.co.uk", "news.example.com": "example.com", "localhost:8080": "localhost", "127.0.0.1:80": "127.0.0.1",
	} {
		if got := article.Domain(host); got != want {
			t.Errorf("Domain(%q) = %q, want %q", host, got, want)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"https://example.com/a?b=c#d", "http://[::1]:8080/%2f/../x", "HTTP://BÜCHER.example:80", "https://example.com/%zz", "//x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got, err := article.Normalize(in)
		if err != nil {
			if !errors.Is(err, article.ErrURL) {
				t.Fatalf("Normalize(%q): %v is no ErrURL", in, err)
			}
			return
		}
		if again, err := article.Normalize(got); err != nil || again != got {
			t.Fatalf("Normalize(%q) = %q, but Normalize of that = %q, %v", in, got, again, err)
		}
	})
}
