package skim

import (
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"golang.org/x/net/html"
)

// asked is what the tests' pages are read for.
var asked = Reads{
	Script:    func(tag, _ []byte) bool { return bytes.Contains(tag, []byte("json")) },
	Link:      func(tag []byte) bool { return bytes.Contains(tag, []byte("canonical")) },
	Attribute: func(element, name []byte) bool { return string(name) == "class" || string(element) == "font" },
}

func TestReader(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, page, want string }{
		{"nothing", "", ""},
		{"no script", "<p>Text</p>", "<p>Text</p>"},

		{"script", "a <script>if (a<b) c()</script>b", "a b"},
		{"style sheet", "<style>p > a {}</style><p>", "<p>"},
		{"noscript", "<p><noscript><img></noscript></p>", "<p></p>"},
		{"several", "<script>1</script><style>2</style>3", "3"},
		{"another case", "<SCRIPT>x</sCript ><p>", "<p>"},
		{"JSON", `<script type="application/ld+json">{}</script>`, `<script type="application/ld+json">{}</script>`},
		{"tag with marks in it", `<script a='>' b=">" c=x/y d>x</script><p>`, "<p>"},
		{"other end tags inside", "<script>'</p></scripts>'</script><p>", "<p>"},
		{"unended script", "<p>b <script>c</p>", "<p>b "},
		{"unended end tag", "<p><script>b</script", "<p>"},
		{"unended tag", `<script a="b>c</script>`, ""},
		{"in an attribute", `<a class="<script>">b</a><script>c</script>`, `<a class="<script>">b</a>`},
		{"in an unquoted attribute", `<b class="c"d=e'f><style>'g</style>`, `<b class="c">`},
		{"in a declaration", "<!x <style><style>a</style><?y <style><style>b</style>", "<!x <style><?y <style>"},
		{"in a title", "<title><script></title>a <script>b</script>", "<title><script></title>a "},
		{"in plain text", "<plaintext><script>a</script>", "<plaintext><script>a</script>"},
		{"in what is no tag", "a < b </ <script>c</script> <<script>d</script>", "a < b </ <script>c</script> <"},
		{"a script of a script", "<script><!-- <script>a</script> --></script>b<style>c</style>", "<script><!-- <script>a</script> --></script>b<style>c</style>"},
		{"a hidden script", "<script><!-- a --></script>", ""},
		{"style sheet that may be empty", "<math><style/></math>a<style>b</style>", "<math><style/></math>a<style>b</style>"},
		{"link", `<link rel=icon><LINK rel=canonical href=/a>`, `<LINK rel=canonical href=/a>`},

		{"comment", "<p><!-- <script> -->a<!-- </script> --></p>", "<p>a</p>"},
		{"comments that end soon", "<!--><p><!---><b>", "<p><b>"},
		{"comment that ends with a mark", "<!-- --!><p>", "<p>"},
		{"unended comment", "<p><!-- a", "<p>"},

		{"between two texts", "a<script>1</script>b<!-- c -->d", "a<script></script>b<!-- c -->d"},
		{"several between two texts", "a<!-- 1 --><script>2</script><!-- 3 -->b", "a<!-- 3 -->b"},
		{"after a blank", "a <!-- 1 -->b", "a b"},
		{"before a blank", "a<!-- 1 --> b", "a b"},
		{"between what would be a tag", "<<!-- 1 -->b>", "<<!-- 1 -->b>"},

		{"attributes", `<p a b=1 class='c' d="2"  e >f</p>`, `<p class='c' >f</p>`},
		{"attributes of an empty element", "<br a/><br a=1 />", "<br /><br />"},
		{"attributes without blanks", `<p a="1"class="b"c="2"/>`, `<p class="b"/>`},
		{"attributes of another element", "<font a=b>", "<font a=b>"},
		{"capitals", "<P a=1><p A=1 a=1>", "<P a=1><p A=1>"},
		{"slash that would close the tag", "<p /a><p / a><p a=1/><p a=1/ b>", "<p /a><p / a><p a=1/><p a=1/ b>"},
		{"equals sign that would give a value", `<p class a="1" =b>`, `<p class a="1">`},
		{"unended attribute", `<p a="1>b`, `<p a="1>b`},

		{"blanks between lines", "<div>\n\t<p>a </p>\n <b>b</b> </div>\n", "<div><p>a </p><b>b</b></div>\n"},
		{"blanks within a line", "<p>a\n<b>b</b> <i>c</i>\n <!-- d --> e", "<p>a\n<b>b</b> <i>c</i>\n  e"},
		{"blanks before what is no tag", "<p> <3 <p> 1 <2", "<p> <3 <p> 1 <2"},
		{"blanks where they count", "<div> <pre> <p> </p> </pre> <p>", "<div><pre> <p> </p> </pre> <p>"},

		{"drawing", `<svg a=1><g><path d=""/></g><title>B</title><!-- c --></svg>d`, `<svg></svg>d`},
		{"drawing in a drawing", "<svg><svg></svg><path></path></svg>d", "<svg></svg>d"},
		{"empty drawing", "<svg/><path>", "<svg/><path>"},
		{"paragraph in a drawing", "<svg><path/><p>b</svg>", "<svg><path/><p>b</svg>"},
		{"HTML in a drawing", "<svg><title><a></a></title></svg>", "<svg><title><a></a></title></svg>"},
		{"unended drawing", "<svg><g></svg></g>", "<svg><g></svg></g>"},
		{"end tag of another element in a drawing", "<svg><g></p></g></svg>", "<svg><g></p></g></svg>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if err := iotest.TestReader(NewReader([]byte(tt.page), asked), []byte(tt.want)); err != nil {
				t.Errorf("reading %s: %v", tt.page, err)
			}
		})
	}
}

// TestReaderForSelectors reads a page that selectors will look at: elements and attributes stay.
func TestReaderForSelectors(t *testing.T) {
	t.Parallel()
	reads := asked
	reads.Attribute = nil
	page := `<link rel=icon><style>a</style><p b=c><!-- d --><script e>f</script><svg><g/></svg>`
	want := `<link rel=icon><style></style><p b=c><!-- d --><script e></script><svg><g/></svg>`
	if err := iotest.TestReader(NewReader([]byte(page), reads), []byte(want)); err != nil {
		t.Error(err)
	}
}

// TestLinear reads what could be searched again and again, at a size where that would take hours.
func TestLinear(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"<script>", "<script><!--", "<!--", "<!-- -", "</script", "<title>", "<a b='", "<", "<script></script>", "--", "a<!---->", "<svg>", "<svg><g><g/>", "<svg><g/></svg>", "<p a b", "<p a=1/ "} {
		page := []byte(strings.Repeat(part, 10<<20/len(part)))
		began := time.Now()
		if _, err := io.Copy(io.Discard, NewReader(page, asked)); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("10 MB of %q took %v", part, took)
		}
	}
}

// FuzzReader holds the reader to the HTML tokenizer: the same tokens of what is read.
func FuzzReader(f *testing.F) {
	for _, page := range []string{
		"<p class=a>b<script>c</script><style>d</style>", "<script type=a/json>{}</script>", "<!-->a<!-- --!><style>b</style",
		"<script><!--<script></script>--></script><p>", "<a b='c\"d'e=f/g =h/><title></titles></title/x>", "</ a></><?x><!y><plaintext>",
		"<style/></style>", "<svg><script>", "\x00<s\x00cript>", "<script \n=a>\r\n</script\f>", "<p a=1 class=b c/d>e<!-- f -->g",
		"<p class a='1'=b/ c=d/><link rel=canonical><noscript>e</noscript>", "<svg a><g></g><title>b</title></svg>c<svg/><path>", "<div> <p>\n</p> <b> a</b> <pre> <p> ",
	} {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		for _, reads := range []Reads{asked, {Script: asked.Script, Link: asked.Link}} {
			skimmed, err := io.ReadAll(NewReader(page, reads))
			if err != nil {
				t.Fatal(err)
			}
			if got, want := tokens(skimmed, reads), tokens(page, reads); got != want {
				t.Errorf("%q reads as\n%s\nnot as\n%s", skimmed, got, want)
			}
		}
	})
}

// tokens lists what is read of a page's tokens.
func tokens(page []byte, reads Reads) string {
	var b strings.Builder
	unread := false // the text that follows is not read
	drawings := 0   // SVG elements that are open, with nothing but drawings inside
	for z := html.NewTokenizer(bytes.NewReader(page)); z.Next() != html.ErrorToken; {
		written := bytes.Clone(z.Raw())
		tok := z.Token()
		switch tok.Type {
		case html.TextToken:
			if !unread && drawings == 0 {
				b.WriteString(tok.Data)
			}
			continue
		case html.CommentToken:
			if reads.Attribute != nil {
				continue
			}
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			unread = tok.Type != html.EndTagToken && isUnread(&tok, written, reads)
			if reads.Attribute == nil {
				break
			}
			if kind := kindOf([]byte(tok.Data)); unread || kind == link || kind.cuttable() && tok.Type == html.EndTagToken {
				continue
			}
			inside := drawings > 0
			switch name := tagName(bytes.TrimLeft(written, "</")); {
			case string(name) == "svg" && tok.Type == html.StartTagToken:
				drawings++
			case string(name) == "svg" && tok.Type == html.EndTagToken:
				drawings = max(0, drawings-1)
			case !draws(name):
				drawings = 0
			}
			if inside && drawings > 0 {
				continue
			}
			tok.Attr = slices.DeleteFunc(tok.Attr, func(a html.Attribute) bool { return !reads.Attribute([]byte(tok.Data), []byte(a.Key)) })
		}
		b.WriteString("\n" + tok.Type.String() + " " + tok.String() + "\n")
	}
	return strings.Trim(blanks.ReplaceAllString(b.String(), " "), " ")
}

// blanks read as one, and as none beside a tag and at either end of the page.
var blanks = regexp.MustCompile(`[ \n\t\r\f]+`)

func isUnread(tok *html.Token, written []byte, reads Reads) bool {
	switch tok.Data {
	case "style", "noscript":
		return true
	case "script":
		return !reads.Script(written, nil)
	}
	return false
}
