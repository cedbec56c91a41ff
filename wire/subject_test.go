package wire

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

func TestArticleSubject(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ site, category, want string }{
		{"daily", "War", "news.article.daily.war"},
		{"daily", "", "news.article.daily._"},
		{"", "", "news.article._._"},
		{"www.example.com", "Économie & Finance", "news.article.www-example-com.economie-finance"},
		{"daily", "  --World  news-- ", "news.article.daily.world-news"},
		{"daily", "Økonomi", "news.article.daily.okonomi"},
		{"daily", "Straße", "news.article.daily.strasse"},
		{"daily", "Новости", "news.article.daily.xn--b1amnebsh"},
		{"daily", "国际 新闻", "news.article.daily.xn----hf0bp56b660crka"},
		{"daily", "*.>", "news.article.daily._"},
		{"daily", "a.b c\td", "news.article.daily.a-b-c-d"},
		{"daily", strings.Repeat("long ", 20), "news.article.daily." + strings.TrimSuffix(strings.Repeat("long-", 20)[:64], "-")},
		{"daily", "\xff\xfe", "news.article.daily._"},
	} {
		if got := ArticleSubject(test.site, test.category); got != test.want {
			t.Errorf("ArticleSubject(%q, %q) = %q, want %q", test.site, test.category, got, test.want)
		}
	}
}

func FuzzToken(f *testing.F) {
	for _, seed := range []string{"", "War", "Økonomi", "Новости", "a.b>*", strings.Repeat("é", 99), "ﷺ", "\u0301", "١٢"} {
		f.Add(seed)
	}
	valid := regexp.MustCompile(`^(_|[a-z0-9-]{1,64})$`)
	f.Fuzz(func(t *testing.T, name string) {
		if got := token(name); !valid.MatchString(got) {
			t.Errorf("token(%q) = %q", name, got)
		}
	})
}

func TestPartition(t *testing.T) {
	t.Parallel()
	hosts := make([]int, Partitions)
	for i := range 64 * Partitions {
		hosts[Partition(fmt.Sprintf("www.site%d.example", i))]++
	}
	for p, n := range hosts {
		if n < 32 || n > 96 {
			t.Errorf("partition %d has %d of 4096 hosts", p, n)
		}
	}
	// Fixed: another answer would leave queued links behind.
	if p := Partition("www.example.com:8080"); p != 8 {
		t.Errorf("www.example.com:8080 is in partition %d", p)
	}
}
