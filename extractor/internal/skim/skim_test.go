package skim

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"golang.org/x/net/html"
)

func isJSON(tag, _ []byte) bool { return bytes.Contains(tag, []byte("json")) }

func TestReader(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, page, want string }{
		{"nothing", "", ""},
		{"no script", "<p>Text</p>", "<p>Text</p>"},
		{"script", "a<script>if (a<b) c()</script>b", "a<script></script>b"},
		{"style sheet", "<style>p > a {}</style><p>", "<style></style><p>"},
		{"several", "<script>1</script><style>2</style>3", "<script></script><style></style>3"},
		{"another case", "<SCRIPT>x</sCript ><p>", "<SCRIPT></sCript ><p>"},
		{"JSON", `<script type="application/ld+json">{}</script>`, `<script type="application/ld+json">{}</script>`},
		{"attributes", `<script a='>' b=">" c=x/y d>x</script>`, `<script a='>' b=">" c=x/y d></script>`},
		{"other end tags inside", "<script>'</p></scripts>'</script>", "<script></script>"},
		{"unended script", "a<script>b</p>", "a<script>"},
		{"unended end tag", "<script>b</script", "<script>"},
		{"unended tag", `<script a="b>c</script>`, `<script a="b>c</script>`},
		{"in an attribute", `<a title="<script>">b</a><script>c</script>`, `<a title="<script>">b</a><script></script>`},
		{"in an unquoted attribute", `<a b="c"d=e'f><style>'g</style>`, `<a b="c"d=e'f><style></style>`},
		{"in a comment", "<!-- <script> -->a<!-- </script> -->", "<!-- <script> -->a<!-- </script> -->"},
		{"in comments that end soon", "<!--><style>a</style><!---><style>b</style>", "<!--><style></style><!---><style></style>"},
		{"in a comment that ends with a mark", "<!-- --!><style>a</style>", "<!-- --!><style></style>"},
		{"in a declaration", "<!x <style><style>a</style><?y <style><style>b</style>", "<!x <style><style></style><?y <style><style></style>"},
		{"in a title", "<title><script></title>a<script>b</script>", "<title><script></title>a<script></script>"},
		{"in a noscript element", "<noscript><style>a</style></noscript>", "<noscript><style>a</style></noscript>"},
		{"in plain text", "<plaintext><script>a</script>", "<plaintext><script>a</script>"},
		{"in what is no tag", "a < b </ <script>c</script> <<script>d</script>", "a < b </ <script>c</script> <<script></script>"},
		{"a script of a script", "<script><!-- <script>a</script> --></script>b<style>c</style>", "<script><!-- <script>a</script> --></script>b<style>c</style>"},
		{"a hidden script", "<script><!-- a --></script>", "<script></script>"},
		{"empty style sheet of SVG", "<svg><style/></svg>a<style>b</style>", "<svg><style/></svg>a<style>b</style>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if err := iotest.TestReader(NewReader([]byte(tt.page), isJSON), []byte(tt.want)); err != nil {
				t.Errorf("reading %s: %v", tt.page, err)
			}
		})
	}
}

// TestLinear reads what could be searched again and again, at a size where that would take hours.
func TestLinear(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"<script>", "<script><!--", "<!--", "<!-- -", "</script", "<title>", "<a b='", "<", "<script></script>", "--"} {
		page := []byte(strings.Repeat(part, 10<<20/len(part)))
		began := time.Now()
		if _, err := io.Copy(io.Discard, NewReader(page, isJSON)); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("10 MB of %q took %v", part, took)
		}
	}
}

// FuzzReader holds the reader to the HTML tokenizer: the same tokens, but for the text of style sheets and of
// scripts that are not kept.
func FuzzReader(f *testing.F) {
	for _, page := range []string{
		"<p class=a>b<script>c</script><style>d</style>", "<script type=a/json>{}</script>", "<!-->a<!-- --!><style>b</style",
		"<script><!--<script></script>--></script><p>", "<a b='c\"d'e=f/g =h/><title></titles></title/x>", "</ a></><?x><!y><plaintext>",
		"<style/></style>", "<svg><script>", "\x00<s\x00cript>", "<script \n=a>\r\n</script\f>",
	} {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		skimmed, err := io.ReadAll(NewReader(page, isJSON))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := tokens(skimmed), tokens(page); got != want {
			t.Errorf("%q reads as\n%s\nnot as\n%s", skimmed, got, want)
		}
	})
}

// tokens lists the tokens of a page, without the text of style sheets and scripts.
func tokens(page []byte) string {
	var b strings.Builder
	unread := false
	for z := html.NewTokenizer(bytes.NewReader(page)); z.Next() != html.ErrorToken; {
		tok := z.Token()
		if tok.Type == html.TextToken && unread {
			continue
		}
		unread = tok.Type != html.EndTagToken && (tok.Data == "script" || tok.Data == "style")
		b.WriteString(tok.Type.String() + " " + tok.String() + "\n")
	}
	return b.String()
}
