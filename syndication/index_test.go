package syndication_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"newswire/article"
	"newswire/syndication"
)

// report is an invented agency report.
const report = `The harbour council of Westmarch voted late on Tuesday to close the old fish market, ending a dispute that has divided the town for more than ten years.

Eleven of the seventeen members backed the plan, which moves the 42 traders into a hall on the northern quay. The hall was built in 1963 for the ferry company and has stood empty since the line to Osthaven was given up.

"Nobody here wanted to lose the market, but the roof will not last another winter," said the chair of the council, Maren Tolvik. An engineer's report had put the cost of repairs at 3.8 million crowns.

Traders fear that tourists will not find their way across the bridge. Some have said that they will sell from boats instead, as their grandparents did, and a petition against the move has gathered 2,150 signatures.

The regional government has promised to pay for a footpath along the water. Work is to begin in April, once the ice has gone, and the market should open in its new place before the summer regatta.`

const other = `Scientists at the northern observatory say that they have measured the thinnest layer of sea ice in forty years of records, and that the change came within a single season.

The team flew over the bay each week with a laser that maps the surface to within a few centimetres. Its figures agree with those of two satellites, which pass over the same stretch of water every three days.

The loss is likely to change where seals give birth and how far the spring storms reach inland, the researchers write. They warn that one season proves little, and ask for the flights to go on.`

var start = time.Date(2025, 3, 3, 9, 0, 0, 0, time.UTC)

// at returns an article of a site, published so many hours after the start and fetched a minute later.
func at(site string, hours float64, body string) *article.Article {
	address := fmt.Sprintf("https://%s/%.2f", site, hours)
	published := start.Add(time.Duration(hours * float64(time.Hour)))
	return &article.Article{
		ID: article.ID(address), CanonicalURL: address, Site: site, Body: body,
		PublishedAt: published, FetchedAt: published.Add(time.Minute),
	}
}

func indexOf(articles ...*article.Article) *syndication.Index {
	index := syndication.New(syndication.Config{MaxArticles: 100})
	for _, a := range articles {
		index.Add(a)
	}
	return index
}

func withoutLast(paragraphs int, text string) string {
	all := strings.Split(text, "\n\n")
	return strings.Join(all[:len(all)-paragraphs], "\n\n")
}

// chinese, japanese and thai are invented news of their languages, each in two paragraphs.
const (
	chinese = `西岸市议会周二晚间表决通过关闭旧鱼市场的方案，结束了困扰全城十多年的争论。十七名议员中有十一人投了赞成票，四十二名商贩将迁入北码头的一座大厅。这座大厅原为渡轮公司所建，自航线停运以来一直空置。

议会主席表示，没有人愿意失去这个市场，但屋顶已经撑不过下一个冬天。商贩们担心游客找不到过桥的路，有人说将像祖辈那样在船上卖鱼。施工将于四月冰雪融化之后开始。`
	japanese = `西浜市議会は火曜日の夜、老朽化した魚市場を閉鎖する案を可決し、十年以上にわたって町を二分してきた論争に終止符を打った。議員十七人のうち十一人が賛成し、四十二の業者が北埠頭の建物に移る。建物はかつて渡し船の会社が建てたもので、航路の廃止後は空き家になっていた。

議長は「市場を失いたい人は誰もいないが、屋根は次の冬を越せない」と述べた。業者からは観光客が橋を渡ってこないのではないかと心配する声が上がっている。工事は四月に始まる予定だ。`
	thai = `สภาเมืองท่าตะวันตกลงมติเมื่อคืนวันอังคารให้ปิดตลาดปลาเก่าแก่ ยุติข้อพิพาทที่แบ่งแยกชาวเมืองมานานกว่าสิบปี สมาชิกสิบเอ็ดคนจากสิบเจ็ดคนเห็นชอบกับแผนย้ายผู้ค้าไปยังอาคารริมท่าเรือด้านเหนือ อาคารนี้สร้างขึ้นเพื่อบริษัทเรือข้ามฟากและว่างเปล่ามาตั้งแต่เลิกเดินเรือ

ประธานสภากล่าวว่าไม่มีใครอยากเสียตลาดไป แต่หลังคาคงทนไม่ถึงฤดูหนาวหน้า ผู้ค้ากังวลว่านักท่องเที่ยวจะหาทางข้ามสะพานไม่พบ งานก่อสร้างจะเริ่มในเดือนเมษายน`
)

// forecast is a weather report written to a pattern.
func forecast(numbers ...any) string {
	return fmt.Sprintf(`Westmarch will see sunshine with a high of %v degrees and a low of %v degrees. Winds from the
north will reach %v miles per hour in the afternoon, and the chance of rain during the day is %v per cent.

The sun rises at %v and sets at %v, and the pollen count is moderate. Looking ahead to the weekend, temperatures will
stay close to %v degrees on Saturday, with sunny spells expected across the county and along the coast.`, numbers...)
}

func TestFind(t *testing.T) {
	t.Parallel()
	original := at("agency.test", 0, report)
	tests := []struct {
		name string
		of   *article.Article // remembered
		a    *article.Article
		want bool
	}{
		{"the same text", original, at("b.test", 1, report), true},
		{"an agency's header", original, at("b.test", 1, "WESTMARCH (Northwire) — "+report), true},
		{"last paragraphs cut", original, at("b.test", 1, withoutLast(2, report)), true},
		{"a paragraph inserted", original, at("b.test", 1, withoutLast(2, other)[:120]+"\n\n"+report), true},
		{"other quotation marks and separators", original,
			at("b.test", 1, strings.NewReplacer(`"`, "»", "'", "’", "3.8", "3,8", "2,150", "2.150").Replace(report)), true},
		{"decomposed characters", at("a.test", 0, strings.ReplaceAll(report, "a", "ä")),
			at("b.test", 1, strings.ReplaceAll(report, "a", "ä")), true},
		{"names replaced", original,
			at("b.test", 1, strings.NewReplacer("Westmarch", "Eastwold", "Tolvik", "Harwick").Replace(report)), true},
		{"Chinese, first paragraph", at("a.test", 0, chinese), at("b.test", 1, withoutLast(1, chinese)), true},
		{"Japanese, first paragraph", at("a.test", 0, japanese), at("b.test", 1, withoutLast(1, japanese)), true},
		{"Thai, first paragraph", at("a.test", 0, thai), at("b.test", 1, withoutLast(1, thai)), true},
		{"the same site, word for word", original, at("agency.test", 1, report), true},

		{"another text", original, at("b.test", 1, other), false},
		{"Chinese and Japanese", at("a.test", 0, chinese), at("b.test", 1, japanese), false},
		{"one pattern with other numbers", at("a.test", 0, forecast(18, 11, 25, 40, 6.12, 8.47, 21)),
			at("b.test", 1, forecast(23, 14, 10, 75, 6.14, 8.45, 26)), false},
		{"the same site, cut", original, at("agency.test", 1, withoutLast(2, report)), false},
		{"a year later", original, at("b.test", 365*24, report), false},
		{"short texts", at("a.test", 0, withoutLast(4, report)), at("b.test", 1, withoutLast(4, report)), false},
		{"no text", at("a.test", 0, ""), at("b.test", 1, ""), false},
		{"no ID", original, &article.Article{Site: "b.test", Body: report, PublishedAt: start}, false},
		{"an ID of another kind", original,
			&article.Article{ID: strings.Repeat("ab", 20), Site: "b.test", Body: report, PublishedAt: start}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			m, ok := indexOf(tt.of, at("c.test", 2, strings.Join(words(rand.New(rand.NewPCG(7, 8)), 200), " "))).Find(tt.a)
			if ok != tt.want {
				t.Fatalf("Find = %+v, %v, want %v", m, ok, tt.want)
			}
			if !ok {
				return
			}
			if m.ClusterID != tt.of.ID || m.CanonicalOf != tt.of.ID || m.Similarity < 0.66 || m.Similarity > 1 {
				t.Errorf("Find = %+v, want a copy of %s", m, tt.of.ID)
			}
		})
	}
}

func TestFindOriginal(t *testing.T) {
	t.Parallel()
	early, late := at("a.test", 0, report), at("b.test", 5, withoutLast(1, report))
	undated := at("c.test", 9, report)
	undated.PublishedAt = time.Time{} // first sight counts: last
	index := indexOf(late, undated)
	if m, ok := index.Find(early); !ok || m.ClusterID != early.ID || m.CanonicalOf != "" {
		t.Errorf("of the earliest, not yet remembered: %+v, %v, want its own cluster", m, ok)
	}
	index.Add(early)
	for _, a := range []*article.Article{early, late, undated} {
		m, ok := index.Find(a)
		if !ok || m.ClusterID != early.ID || (m.CanonicalOf == "") != (a == early) {
			t.Errorf("of %s: %+v, %v, want cluster %s", a.CanonicalURL, m, ok, early.ID)
		}
	}
}

// A copy of a copy that has too little of the original is in the original's cluster.
func TestFindFollowsCopies(t *testing.T) {
	t.Parallel()
	whole := report + "\n\n" + other + "\n\n" + strings.ToUpper(strings.Join(words(rand.New(rand.NewPCG(1, 1)), 120), " "))
	original := at("a.test", 0, whole)
	shortened := at("b.test", 1, report)
	rewritten := at("c.test", 2, report+"\n\n"+strings.Join(words(rand.New(rand.NewPCG(2, 2)), 300), " "))
	if m, ok := indexOf(original).Find(rewritten); ok {
		t.Fatalf("the texts of the test are too close: %+v", m)
	}
	index := indexOf(original, shortened)
	if m, ok := index.Find(rewritten); !ok || m.CanonicalOf != original.ID {
		t.Errorf("Find = %+v, %v, want a copy of %s", m, ok, original.ID)
	}
	index.Add(rewritten)
	if m, ok := index.Find(original); !ok || m.ClusterID != original.ID || m.CanonicalOf != "" {
		t.Errorf("Find of the original = %+v, %v", m, ok)
	}
}

func TestAddReplaces(t *testing.T) {
	t.Parallel()
	v1 := at("a.test", 0, report)
	v2 := *v1
	v2.Body, v2.FetchedAt = other, v1.FetchedAt.Add(time.Hour)
	for name, order := range map[string][]*article.Article{
		"in order": {v1, &v2}, "late": {&v2, v1}, "again": {v1, &v2, v1, &v2},
	} {
		index := indexOf(order...)
		if m, ok := index.Find(at("b.test", 1, report)); ok {
			t.Errorf("%s: the replaced text is found: %+v", name, m)
		}
		if m, ok := index.Find(at("b.test", 1, other)); !ok || m.CanonicalOf != v1.ID {
			t.Errorf("%s: Find = %+v, %v, want a copy of the new version", name, m, ok)
		}
		if m, ok := index.Find(v1); ok {
			t.Errorf("%s: an article is its own copy: %+v", name, m)
		}
	}
}

func TestForgetsOldest(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	index := syndication.New(syndication.Config{MaxArticles: 5})
	var all []*article.Article
	for i := range 23 {
		all = append(all, at("a.test", float64(i)/10, strings.Join(words(rng, 100), " ")))
		index.Add(all[i])
	}
	for i, a := range all {
		_, ok := index.Find(at("b.test", 3, a.Body))
		if want := i >= len(all)-5; ok != want {
			t.Errorf("article %d of %d is remembered: %v, want %v", i, len(all), ok, want)
		}
	}
}

// Whatever the order of Add, and however often, Find says the same, and never of an article itself.
func TestOrderOfAddMakesNoDifference(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(3, 4))
	var all []*article.Article
	for story := range 12 {
		text := words(rng, 150+rng.IntN(300))
		for c := range 1 + story%4 {
			body := strings.Join(text[:len(text)-rng.IntN(len(text)/2)], " ")
			all = append(all, at(fmt.Sprintf("s%d.test", c), rng.Float64()*48, body))
		}
	}
	results := func() string {
		var lines []string
		index := indexOf(all...)
		index.Add(all[rng.IntN(len(all))])
		for _, a := range all {
			m, ok := index.Find(a)
			lines = append(lines, fmt.Sprintln(a.ID, m, ok))
			if m.CanonicalOf == a.ID {
				t.Errorf("%s copies itself", a.CanonicalURL)
			}
			if _, alone := indexOf(a).Find(a); alone {
				t.Errorf("%s has itself as a copy", a.CanonicalURL)
			}
		}
		slices.Sort(lines)
		return strings.Join(lines, "")
	}
	want := results()
	if !strings.Contains(want, "true") {
		t.Fatal("no copies among the texts of the test")
	}
	for range 20 {
		rng.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		if got := results(); got != want {
			t.Fatalf("got\n%s\nwant\n%s", got, want)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	index := syndication.New(syndication.Config{MaxArticles: 20})
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(worker), 0))
			for i := range 100 {
				a := at(fmt.Sprintf("s%d.test", worker), float64(i)/10, strings.Join(words(rng, 60), " "))
				index.Add(a)
				index.Add(at(fmt.Sprintf("t%d.test", worker), float64(i)/10, report))
				if m, ok := index.Find(at("u.test", 50, report)); !ok || m.CanonicalOf == "" {
					t.Errorf("Find = %+v, %v, want a copy", m, ok)
				}
			}
		})
	}
	wg.Wait()
}

// words invents a text.
func words(rng *rand.Rand, n int) []string {
	const consonants, vowels = "bcdfghjklmnprstvz", "aeiou"
	text := make([]string, n)
	for i := range text {
		word := make([]byte, 6)
		for k := 0; k < len(word); k += 2 {
			word[k], word[k+1] = consonants[rng.IntN(len(consonants))], vowels[rng.IntN(len(vowels))]
		}
		text[i] = string(word)
	}
	return text
}

// BenchmarkFindAndAdd is what an article costs in a full index, of articles that share nothing, and of articles that all
// have a phrase in common, as a footer that was taken for text; the latter must not cost more the more there are.
func BenchmarkFindAndAdd(b *testing.B) {
	for _, common := range []string{"", " " + strings.Join(words(rand.New(rand.NewPCG(7, 8)), 400), " ")} {
		for _, remembered := range []int{2_000, 50_000} {
			b.Run(fmt.Sprintf("shared=%t/remembered=%d", common != "", remembered), func(b *testing.B) {
				rng := rand.New(rand.NewPCG(5, 6))
				index := syndication.New(syndication.Config{MaxArticles: remembered})
				n := 0
				add := func() {
					n++
					a := at("a.test", float64(n), strings.Join(words(rng, 60), " ")+common)
					index.Find(a)
					index.Add(a)
				}
				for range remembered {
					add()
				}
				for b.Loop() {
					add()
				}
			})
		}
	}
}

func BenchmarkFind(b *testing.B) {
	const remembered = 200_000
	rng := rand.New(rand.NewPCG(5, 6))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	index := syndication.New(syndication.Config{MaxArticles: remembered})
	runtime.ReadMemStats(&after)
	perArticle := float64(after.HeapAlloc-before.HeapAlloc) / remembered
	var last *article.Article
	for i := range remembered {
		last = at("a.test", float64(i)/2000, strings.Join(words(rng, 120), " "))
		index.Add(last)
	}
	query := at("b.test", 101, last.Body+" "+strings.Join(words(rng, 80), " "))
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := index.Find(query); !ok {
			b.Fatal("the copy is not found")
		}
	}
	b.ReportMetric(perArticle, "B/article")
}
