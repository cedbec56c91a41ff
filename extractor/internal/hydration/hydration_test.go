package hydration

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The paragraphs of the test's article; together they are long enough to be a body.
const (
	first  = "The ferry to Holm was held at the quay for three days while the storm went by, and the island ran out of milk, bread and, on the third day, of coffee."
	second = "Nobody aboard had seen such a sea since the winter of the big ice, the mate says, and he has crossed the sound twice a day for nineteen years."
	third  = "The company now wants a second boat for the winter months; the council will hear its plans on Tuesday, and the islanders mean to be there."
	title  = "Ferry held at the quay for three days"
)

const plainBody = "<p>" + first + "</p>\n<p>" + second + "</p>\n<p>" + third + "</p>\n"

// fill puts the paragraphs in the places of a form of state.
func fill(form string) string {
	return strings.NewReplacer("§1", first, "§2", second, "§3", third, "§T", title).Replace(form)
}

func TestBody(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, state, want string }{
		{"one string", `{"article":{"title":"§T","body":"<p>§1</p><p>§2</p><p>§3</p>"}}`, "<p>" + first + "</p><p>" + second + "</p><p>" + third + "</p>"},
		{"list of strings", `{"paragraphs":["§1","§2","§3"]}`, plainBody},
		{"objects without types", `{"content":[{"text":"§1"},{"text":"§2"},{"text":"§3"}]}`, plainBody},
		{
			"Arc", `window.Fusion=window.Fusion||{};Fusion.arcSite="x";Fusion.globalContent={"headlines":{"basic":"§T"},"content_elements":[{"type":"text","content":"§1"},{"type":"image","caption":"A quay"},{"type":"interstitial_link","content":"Read also"},{"type":"header","level":3,"content":"The sea"},{"type":"text","content":"§2"},{"type":"list","list_type":"unordered","items":[{"type":"text","content":"milk"},{"type":"text","content":"bread"},{"type":"list","items":[{"type":"text","content":"rye"}]}]},{"type":"quote","content_elements":[{"type":"text","content":"§3"}]}]};Fusion.spa=false`,
			"<p>" + first + "</p>\n<h3>The sea</h3>\n<p>" + second + "</p>\n<ul><li>milk</li>\n<li>bread</li>\n<li><ul><li>rye</li>\n</ul>\n</li>\n</ul>\n<blockquote><p>" + third + "</p>\n</blockquote>\n",
		},
		{
			"tree of typed nodes", `{"story":{"headline":"§T","body":{"type":"document","content":[{"type":"inline-newsletter","content":[]},{"type":"paragraph","content":[{"type":"text","value":"§1"}]},{"type":"heading","attrs":{"level":2},"content":[{"type":"text","value":"The "},{"type":"link","data":{"href":"/sea"},"content":[{"type":"text","value":"sea"}]}]},{"type":"paragraph","content":[{"type":"text","value":"§2"}]},{"type":"bullet_list","content":[{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"milk"}]}]},{"type":"list_item","content":[{"type":"paragraph","content":[{"type":"text","text":"bread"}]}]}]},{"type":"blockquote","content":[{"type":"paragraph","content":[{"type":"text","text":"§3"}]}]}]}}}`,
			"<p>" + first + "</p>\n<h2>The sea</h2>\n<p>" + second + "</p>\n<ul><li>milk</li>\n<li>bread</li>\n</ul>\n<blockquote><p>" + third + "</p>\n</blockquote>\n",
		},
		{
			"Slate", `{"content":[{"type":"paragraph","children":[{"text":"§1"}]},{"type":"heading-two","children":[{"text":"The sea"}]},{"type":"bulleted-list","children":[{"type":"list-item","children":[{"text":"milk"}]},{"type":"list-item","children":[{"text":"bread"}]}]},{"type":"paragraph","children":[{"text":"§2 "},{"text":"§3","bold":true}]}]}`,
			"<p>" + first + "</p>\n<h2>The sea</h2>\n<ul><li>milk</li>\n<li>bread</li>\n</ul>\n<p>" + second + " " + third + "</p>\n",
		},
		{
			"Portable Text", `{"body":[{"_type":"block","style":"normal","children":[{"_type":"span","text":"§1"}]},{"_type":"block","style":"h3","children":[{"_type":"span","text":"The sea"}]},{"_type":"block","listItem":"bullet","style":"normal","children":[{"_type":"span","text":"milk"}]},{"_type":"block","listItem":"bullet","style":"normal","children":[{"_type":"span","text":"bread"}]},{"_type":"image"},{"_type":"block","style":"blockquote","children":[{"_type":"span","text":"§2"}]},{"_type":"block","style":"normal","children":[{"_type":"span","text":"§3"}]}]}`,
			"<p>" + first + "</p>\n<h3>The sea</h3>\n<ul><li>milk</li>\n<li>bread</li>\n</ul><blockquote><p>" + second + "</p>\n</blockquote>\n<p>" + third + "</p>\n",
		},
		{
			"Editor.js", `{"blocks":[{"type":"paragraph","data":{"text":"§1"}},{"type":"header","data":{"text":"The sea","level":3}},{"type":"list","data":{"style":"unordered","items":["milk","bread"]}},{"type":"list","data":{"items":[{"content":"coffee","items":[{"content":"beans","items":[]}]}]}},{"type":"quote","data":{"text":"§2","caption":"the mate"}},{"type":"paragraph","data":{"text":"§3"}}]}`,
			"<p>" + first + "</p>\n<h3>The sea</h3>\n<ul><li>milk</li>\n<li>bread</li>\n</ul>\n<ul><li>coffee<ul><li>beans</li>\n</ul>\n</li>\n</ul>\n<blockquote><p>" + second + "</p>\n</blockquote>\n<p>" + third + "</p>\n",
		},
		{
			"Draft.js", `{"blocks":[{"text":"§1","type":"unstyled"},{"text":"The sea","type":"header-two"},{"text":"milk","type":"unordered-list-item"},{"text":"bread","type":"unordered-list-item"},{"text":"§2","type":"blockquote"},{"text":"§3","type":"unstyled"}],"entityMap":{}}`,
			"<p>" + first + "</p>\n<h2>The sea</h2>\n<ul><li>milk</li>\n<li>bread</li>\n</ul><blockquote><p>" + second + "</p>\n</blockquote>\n<p>" + third + "</p>\n",
		},
		{
			"Gutenberg", `{"blocks":[{"name":"core/paragraph","attributes":{"content":"§1"}},{"name":"core/heading","attributes":{"content":"The sea","level":2}},{"name":"core/list","innerBlocks":[{"name":"core/list-item","attributes":{"content":"milk"}},{"name":"core/list-item","attributes":{"content":"bread"}}]},{"name":"core/image","attributes":{"caption":"A quay"}},{"name":"core/paragraph","attributes":{"content":"§2"}},{"name":"core/paragraph","attributes":{"content":"§3"}}]}`,
			"<p>" + first + "</p>\n<h2>The sea</h2>\n<ul><li>milk</li>\n<li>bread</li>\n</ul>\n<p>" + second + "</p>\n<p>" + third + "</p>\n",
		},
		{
			"blocks in blocks", `{"content":{"blocks":[{"type":"headline","model":{"text":"§T"}},{"type":"text","model":{"blocks":[{"type":"paragraph","model":{"text":"§1","blocks":[{"type":"fragment","model":{"text":"§1"}}]}},{"type":"paragraph","model":{"text":"§2","blocks":[{"type":"fragment","model":{"text":"§2"}}]}}]}},{"type":"image","model":{}},{"type":"text","model":{"blocks":[{"type":"paragraph","model":{"text":"§3"}}]}}]}}`,
			"<h2>" + title + "</h2>\n" + plainBody,
		},
		{
			"Apollo", `window.__APOLLO_STATE__ = {"ROOT_QUERY":{"post":{"__ref":"Post:1"}},"Post:1":{"title":"§T","content({\"metered\":false})":{"bodyModel":{"paragraphs":[{"__ref":"Paragraph:a"},{"__ref":"Paragraph:b"},{"__ref":"Paragraph:c"},{"__ref":"Paragraph:d"}]}}},"Paragraph:a":{"__typename":"Paragraph","type":"P","text":"§1"},"Paragraph:b":{"__typename":"Paragraph","type":"H3","text":"The sea"},"Paragraph:c":{"__typename":"Paragraph","type":"P","text":"§2"},"Paragraph:d":{"__typename":"Paragraph","type":"P","text":"§3"}};`,
			"<p>" + first + "</p>\n<h3>The sea</h3>\n<p>" + second + "</p>\n<p>" + third + "</p>\n",
		},
		{"JSON in a string", `window.__INITIAL_DATA__="{\"article\":{\"paragraphs\":[\"§1\",\"§2\",\"§3\"]}}";`, plainBody},
		{"Nuxt 3", `[["ShallowReactive",1],{"data":2,"state":8},{"a1":3},{"title":4,"paragraphs":5},"§T",[6,7,9],"§1","§2",{},"§3"]`, plainBody},
		{"table", `{"blocks":[{"type":"paragraph","data":{"text":"§1"}},{"type":"table","data":{"content":[["day","height"],["Monday","3 m"]]}},{"type":"paragraph","data":{"text":"§2"}},{"type":"paragraph","data":{"text":"§3"}}]}`,
			"<p>" + first + "</p>\n<table><tr><td>day</td>\n<td>height</td>\n</tr>\n<tr><td>Monday</td>\n<td>3 m</td>\n</tr>\n</table>\n<p>" + second + "</p>\n<p>" + third + "</p>\n"},
		{"comments", `{"comments":[{"text":"§1"},{"text":"§2"},{"text":"§3"}]}`, ""},
		{"teasers", `{"items":[{"type":"story","title":"a","text":"§1"},{"type":"story","title":"b","text":"§2"},{"type":"story","title":"c","text":"§3"}]}`, ""},
		{"another article", `{"articles":[{"title":"Hens return to the market square","body":"<p>§1</p><p>§2</p><p>§3</p>"}]}`, ""},
		{"script", `{"data":[{"content":"var a={b:{c:\"§1\"},d:{}};var e={f:\"§2 §3\",g:{h:{}}};"}]}`, ""},
		{"function call", `window.__NUXT__=(function(a){return {data:[{article:a}]}}({}))`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, _ := Body([]string{fill(tt.state)}, title); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// A server component's stream comes in pieces, which may end anywhere.
func TestBodyInFlight(t *testing.T) {
	t.Parallel()
	body := fill("<p>§1</p><p>§2</p><p>§3</p>")
	stream := fmt.Sprintf("1:I[7,[],\"\"]\n2:T%x,%s3:[\"$\",\"$L1\",null,{\"article\":{\"title\":%q,\"content\":\"$2\"}}]\n", len(body), body, title)
	var scripts []string
	for len(stream) > 0 {
		n := min(97, len(stream))
		scripts = append(scripts, fmt.Sprintf(`self.__next_f.push([1,%q])`, stream[:n]))
		stream = stream[n:]
	}
	if got, _ := Body(scripts, title); got != body {
		t.Errorf("got %q, want %q", got, body)
	}
}

// The page's own article counts, not the longest text of its state.
func TestBodyOfThePage(t *testing.T) {
	t.Parallel()
	state := fill(`{"page":{"title":"§T","body":"<p>§1</p><p>§2</p><p>§3</p>"},"legal":{"content":"` + strings.Repeat("All that follows is in the small print. ", 60) + `"}}`)
	if got, _ := Body([]string{state}, title); !strings.HasPrefix(got, "<p>The ferry") {
		t.Errorf("got %q, want the article", got)
	}
}

// A stream's texts are of those that name them, whatever they call them; a longer one of another article does not
// count.
func TestBodyInNamedRows(t *testing.T) {
	t.Parallel()
	body := fill("<p>§1</p><p>§2</p><p>§3</p>")
	other := strings.Repeat("<p>The hens came back to the market square, all nine of them.</p>", 20)
	stream := textRow(1, other) + textRow(2, body) +
		`3:{"a":{"title":"Hens return to the market square","content":"$1"},"b":{"title":"` + title + `","dangerouslySetInnerHTML":{"__html":"$2"}}}` + "\n"
	if got, sure := Body(flight(stream), title); got != body || !sure {
		t.Errorf("got %q, %v, want %q", got, sure, body)
	}
	if got, _ := Body(flight(textRow(1, other)+`3:{"title":"Hens return to the market square","content":"$1"}`+"\n"), title); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
}

// A state that has no headline, or only others, may be of another text.
func TestBodyIsSure(t *testing.T) {
	t.Parallel()
	text := fill(`<p>§1</p><p>§2</p><p>§3</p>`)
	for _, tt := range []struct {
		name, state string
		want        bool
	}{
		{"with it", `{"title":"` + title + `","body":"` + text + `"}`, true},
		{"elsewhere", `{"seo":{"title":"` + title + `"},"body":"` + text + `"}`, true},
		{"without", `{"consent":{"text":"` + text + `"}}`, false},
		{"others", `{"list":[{"title":"Hens return to the market square"}],"text":"` + text + `"}`, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, sure := Body([]string{tt.state}, title); got != text || sure != tt.want {
				t.Errorf("got %q, %v, want %v", got, sure, tt.want)
			}
		})
	}
}

// Parts that name each other over and over, or themselves, cost no more than their size.
func TestBodyOfTangledState(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString(`{"a:0":[`)
	for i := range 40 {
		fmt.Fprintf(&b, `],"a:%d":[{"__ref":"a:%d"},{"__ref":"a:%d"}`, i+1, i, i)
	}
	b.WriteString(`],"b:0":[{"__ref":"b:0"}],"content":[{"__ref":"a:40"},{"__ref":"b:0"}]}`)
	for name, scripts := range map[string][]string{
		"blocks":          {b.String()},
		"flattened":       {`[{"a":1},[1,1,1,2],[1,2,2,2]` + strings.Repeat(",[1,2,3,4,5,6]", 400) + `]`},
		"deep content":    {strings.Repeat(`{"content":[`, 100_000)},
		"deep lists":      {strings.Repeat(`{"type":"list","items":[`, 100_000)},
		"line in itself":  {`{"b:0":[{"__ref":"b:0"}],"content":[{"type":"heading","children":[{"__ref":"b:0"}]}]}`},
		"shared lines":    {`{"content":[{"type":"heading","children":[{"__ref":"a:40"}]}],` + b.String()[1:]},
		"row in itself":   flight("1:[\"$1\"]\n2:{\"content\":[{\"type\":\"heading\",\"children\":[\"$1\"]}]}\n"),
		"row over again":  flight(textRow(1, strings.Repeat("The ferry waited. ", 30_000)) + `2:{"content":[` + strings.Repeat(`"$1",`, 100_000) + `""]}` + "\n"),
		"state in a row":  flight(textRow(1, `{"content":"`+strings.Repeat("The ferry waited. ", 30_000)+`"}`) + `2:{"x":[` + strings.Repeat(`{"content":"$1"},`, 50_000) + `{}]}` + "\n"),
		"headline in row": flight(`1:{"title":"` + strings.Repeat("Hens ", 100_000) + `"}` + "\n" + `2:{"x":[` + strings.Repeat(`"$1",`, 100_000) + `{}]}` + "\n"),
		"members in row":  flight(`1:{` + strings.Repeat(`"a":0,`, 50_000) + `"type":"text"}` + "\n" + `2:{"content":[` + strings.Repeat(`"$1",`, 100_000) + `{}]}` + "\n"),
		"unended lengths": flight(strings.Repeat("1:T\n", 400_000)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			began := time.Now()
			Body(scripts, title)
			if took := time.Since(began); took > 15*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// flight returns the script that adds rows to the stream of a server's components.
func flight(rows string) []string {
	return []string{"self.__next_f.push([1," + strconv.Quote(rows) + "])"}
}

// textRow returns a row of that stream that is a text.
func textRow(id int, text string) string { return fmt.Sprintf("%x:T%x,%s", id, len(text), text) }

// FuzzBody holds that any script gives a body and a time without fail, twice the same.
func FuzzBody(f *testing.F) {
	f.Add(fill(`window.__APOLLO_STATE__ = {"ROOT":{"post":{"__ref":"Post:1"}},"Post:1":{"title":"§T","published":1,"body":[{"type":"p","text":"§1"},{"type":"ul","items":["§2",{"type":"table","rows":[["§3"]]}]}]}}`))
	f.Add(fill(`[["Reactive",1],{"data":2},{"title":3,"paragraphs":4},"§T",[5,6,4],"§1","§2"]`))
	f.Add(flight(fill(textRow(1, "<p>§1</p><p>§2</p><p>§3</p>")) + fill(`2:{"title":"§T","content":"$1"}`) + "\n")[0])
	f.Add(`{"b:0":[{"__ref":"b:0"}],"content":[{"type":"heading","children":[{"__ref":"b:0"}]}]}`)
	f.Fuzz(func(t *testing.T, script string) {
		scripts := []string{script}
		got, sure := Body(scripts, title)
		if got != "" && len(got) < leastSize {
			t.Errorf("body of %d bytes", len(got))
		}
		if again, still := Body(scripts, title); again != got || still != sure {
			t.Errorf("got %q, %v, then %q, %v", got, sure, again, still)
		}
		if at := Published(scripts, title); at != Published(scripts, title) {
			t.Errorf("published %q, then another time", at)
		}
	})
}
