package article_test

import (
	"slices"
	"testing"

	"newswire/article"
)

func TestShingles(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       int
	}{
		{"nothing", "", 0},
		{"no words", " … – ", 0},
		{"fewer words than a shingle", "Two words", 1},
		{"words", "one two three four five", 3},
		{"an apostrophe ends a word", "don't stop", 1},
		{"a number with separators is one word", "paid 1,234.50 in May", 2},
		{"Chinese, by characters", "西岸市议会周二", 2},
		{"Thai marks belong to their letters, of which there are seven", "ที่ตั้งเมือง", 2},
		{"scripts mixed", "iPhone手机发布", 1},
	}
	for _, tt := range tests {
		if got := slices.Collect(article.Shingles(tt.text)); len(got) != tt.want {
			t.Errorf("%s: Shingles(%q) = %v, want %d", tt.name, tt.text, got, tt.want)
		}
	}
	numbers := 0
	for s := range article.Shingles("one two three 4 five six seven") {
		if s.Number {
			numbers++
		}
	}
	if numbers != 3 {
		t.Errorf("%d shingles have a number, want 3", numbers)
	}
}

func TestShinglesFold(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, a, b string }{
		{"case", "The Old Fish Market", "the old fish market"},
		{"punctuation", `the "old" fish market`, "the «old», fish - market!"},
		{"composition", "caf\u00e9 au lait", "cafe\u0301 au lait"},
		{"width", "ABC １２３ def", "abc 123 def"},
	}
	for _, tt := range tests {
		a, b := slices.Collect(article.Shingles(tt.a)), slices.Collect(article.Shingles(tt.b))
		if !slices.Equal(a, b) {
			t.Errorf("%s: %q and %q differ: %v, %v", tt.name, tt.a, tt.b, a, b)
		}
	}
	if slices.Equal(slices.Collect(article.Shingles("dog bites man")), slices.Collect(article.Shingles("man bites dog"))) {
		t.Error("the order of words makes no difference")
	}
}

func FuzzShingles(f *testing.F) {
	for _, text := range []string{"", "one two three", "1,2.3:4", "西岸市 abc", "\xff\u0301 ที่"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		all := slices.Collect(article.Shingles(text))
		if again := slices.Collect(article.Shingles(text)); !slices.Equal(all, again) {
			t.Errorf("%v, then %v", all, again)
		}
		if hash := article.SimHash(text); (hash == "") != (len(all) == 0) {
			t.Errorf("SimHash = %q of %d shingles", hash, len(all))
		}
	})
}
