package body

import "testing"

func TestFold(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                      "",
		"  Don’t MISS: it! ":    "dont miss it",
		"Über «Straße» – 3,5 %": "über straße 3 5",
		"人気記事（ランキング）":           "人気記事 ランキング",
		"a\xffb":                "a b",
		"ΔΙΑΒΑΣΤΕ ΕΠΊΣΗΣ: \u200cnext": "διαβαστε επίσησ next",
	} {
		if got := string(fold(nil, in, 100)); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
	if got := string(fold([]byte("x"), "one two three", 4)); got != "xone t" {
		t.Errorf("a limit of 4 gives %q, want %q", got, "xone t")
	}
}

func TestPhrases(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]struct {
		topic topic
		whole bool
	}{
		"Trending Now":               {topicRelated, true},
		"ADVERTISEMENT":              {topicAd, true},
		"Read more: the mill closes": {topicRelated, false},
		"More: the mill closes":      {topicRelated, false},
		"More than one mill closes":  {noTopic, false},
		"Læs også: Møllen lukker":    {topicRelated, false},
		"Читайте также: закрытие мельницы": {topicRelated, false},
		"関連記事":                                   {topicRelated, true},
		"© 2025 The Moor Herald":                 {noTopic, false},
		"All rights reserved.":                   {topicLegal, true},
		"The mill closes, and nobody knows more": {noTopic, false},
	} {
		got, whole := phrases.of(fold(nil, in, 400), []byte(in))
		if got != want.topic || whole != want.whole {
			t.Errorf("%q is %s, whole %v; want %s, %v", in, topicNames[got], whole, topicNames[want.topic], want.whole)
		}
	}
}

func TestClassWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]mark{
		"article-body":          isBody,
		"ArticleBody_x7":        isBody,
		"c-related__posts":      isRelated,
		"post has-comments":     0,
		"layout--no-sidebar":    0,
		"wp-caption-text":       isCaption,
		"css-1ad2b":             0,
		"twitter-tweet":         isEmbed,
		"content share sharing": isShare,
	} {
		if got := markOfWords(in); got != want {
			t.Errorf("%q means %b, want %b", in, got, want)
		}
	}
}

func TestLargest(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"":                     "",
		"/a.jpg":               "/a.jpg",
		"/a.jpg 1x, /b.jpg 2x": "/b.jpg",
		"/s,w_300/a.jpg 300w, /s,w_900/a.jpg 900w": "/s,w_900/a.jpg",
		"/a.jpg, /b.jpg 2x":                        "/b.jpg",
		"data:image/gif;base64,R0lGO 1w":           "",
		" , ,":                                     "",
	} {
		if got := largest(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestSplitCredit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, caption, credit string }{
		{"The bridge at noon. Photo: Agency", "The bridge at noon.", "Agency"},
		{"The bridge at noon. (AP Photo/Jane Doe, File)", "The bridge at noon.", "AP Photo/Jane Doe, File"},
		{"The bridge at noon (Jane Doe/Agency).", "The bridge at noon", "Jane Doe/Agency"},
		{"The bridge at noon. (Example News)", "The bridge at noon.", "Example News"},
		{"(Example News)", "", "Example News"},
		{"The bridge at noon | Jane Doe/AFP via Getty Images", "The bridge at noon", "Jane Doe/AFP via Getty Images"},
		{"Die Brücke am Mittag | Bild: Jane Doe/Agentur", "Die Brücke am Mittag", "Jane Doe/Agentur"},
		{"Picture: Agency", "", "Agency"},
		{"Jane Doe (left) and John Roe (right)", "Jane Doe (left) and John Roe (right)", ""},
		{"The bridge in its first photo (1903)", "The bridge in its first photo (1903)", ""},
		{"Jane Doe (Labour)", "Jane Doe (Labour)", ""},
		{"The bridge | the river", "The bridge | the river", ""},
		{"", "", ""},
	} {
		if caption, credit := SplitCredit(tt.in); caption != tt.caption || credit != tt.credit {
			t.Errorf("SplitCredit(%q) = %q, %q, want %q, %q", tt.in, caption, credit, tt.caption, tt.credit)
		}
	}
}

func TestCreditedAtEnd(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]bool{
		"FILE - The bridge at noon, May 4, 2023. (AP Photo/Jane Doe, File)": true,
		"The bridge at noon (Jane Doe/Example Courier via AP).":             true,
		"The bridge at noon. (Photo by Jane Doe)":                           true,
		"The bridge was closed (and the photo albums were burned).":         false,
		"The council (which met in May) closed the bridge.":                 false,
		"AP Photo/Jane Doe)": false,
		"":                   false,
	} {
		if got := creditedAtEnd([]byte(in)); got != want {
			t.Errorf("creditedAtEnd(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestCreditOf(t *testing.T) {
	t.Parallel()
	const long = " The old bridge of Aldermoor at noon, some hours before the river took it with it on Tuesday."
	for _, tt := range []struct{ in, caption, credit string }{
		{"Photo: Agency", "", "Agency"},
		{"(AP Photo/Jane Doe)", "", "AP Photo/Jane Doe"},
		{"/ Getty Images", "", "Getty Images"},
		{"PHOTO BY JANE DOE" + long, long[1:], "JANE DOE"},
		{long[1:] + " Photo: Jane Doe", long[1:], "Jane Doe"},
	} {
		if caption, credit := creditOf(tt.in); caption != tt.caption || credit != tt.credit {
			t.Errorf("creditOf(%q) = %q, %q, want %q, %q", tt.in, caption, credit, tt.caption, tt.credit)
		}
	}
}

func TestWithoutLabel(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Photo: Agency": "Agency", "Foto von Ilse Maar": "Ilse Maar", "© Agency": "Agency", "Ilse Maar/Agency": "Ilse Maar/Agency", "Photo:": "Photo:",
	} {
		if got := withoutLabel(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}
