package config

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"newswire/site"
)

// Each testdata/*.bad.yaml says in its first line what the error must contain.
func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.bad.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad configurations: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".bad.yaml"), func(t *testing.T) {
			t.Parallel()
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := bytes.Cut(data, []byte("\n"))
			want, ok := strings.CutPrefix(string(first), "# want: ")
			if !ok {
				t.Fatalf("%s does not begin with # want:", file)
			}
			_, err = Load(file)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Fatalf("Load: %v\nwant an error with: %s", err, want)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has more than one line: %q", err)
			}
		})
	}
}

func load(t *testing.T, yaml string) *Config {
	t.Helper()
	path := filepath.Join(t.TempDir(), "newswire.yaml")
	if err := os.WriteFile(path, []byte(yaml), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEmptyFileIsAllDefaults(t *testing.T) {
	t.Parallel()
	want := Default()
	if got := load(t, "# nothing yet\n"); !reflect.DeepEqual(*got, want) {
		t.Errorf("Load of an empty file = %+v\nwant %+v", *got, want)
	}
}

func TestExampleIsValid(t *testing.T) {
	t.Parallel()
	c := load(t, string(Example))
	if len(c.Sites) != 1 || c.Sites[0].Name != "example-daily" || c.Sites[0].Pace.Delay != time.Second {
		t.Errorf("the example's sites are %+v", c.Sites)
	}
	if c.HTTP.Timeout != 30*time.Second || c.HTTP.MaxBody != 10_000_000 {
		t.Errorf("the example's http is %+v", c.HTTP)
	}
}

func TestFullSite(t *testing.T) {
	t.Parallel()
	c := load(t, `
http: {allow_addresses: ["127.0.0.0/8"]}
sites:
  - name: example-daily
    hosts: ["www.example.com"]
    schedule: "*/15 * * * *"
    sources:
      - feed: https://www.example.com/rss
      - section: https://www.example.com/politics/
    articles: {match: ["/\\d{4}/\\d{2}/"], skip: ["/video/"]}
    pace: {delay: 1s, parallelism: 2}
    limits: {pages: 500, depth: 2, max_age: 168h}
    profile:
      title: "h1.headline"
      published_at: {selector: ".meta time", layouts: ["Jan.2 - 2006 3:04 PM MST"], timezone: Europe/Copenhagen}
      drop: [".trending"]
      drop_text: ["^Trending Now$"]
`)
	want := site.Site{
		Name: "example-daily", Hosts: []string{"www.example.com"}, Schedule: "*/15 * * * *",
		Sources:  []site.Source{{Feed: "https://www.example.com/rss"}, {Section: "https://www.example.com/politics/"}},
		Articles: site.Articles{Match: []string{`/\d{4}/\d{2}/`}, Skip: []string{"/video/"}},
		Pace:     site.Pace{Delay: time.Second, Parallelism: 2},
		Limits:   site.Limits{Pages: 500, Depth: 2, MaxAge: 168 * time.Hour},
		Profiles: site.Profiles{{
			Title:       site.Rule{Selector: "h1.headline"},
			PublishedAt: site.Rule{Selector: ".meta time", Layouts: []string{"Jan.2 - 2006 3:04 PM MST"}, Timezone: "Europe/Copenhagen"},
			Drop:        []string{".trending"},
			DropText:    []string{"^Trending Now$"},
		}},
	}
	if !reflect.DeepEqual(c.Sites[0], want) {
		t.Errorf("site = %+v\nwant   %+v", c.Sites[0], want)
	}
}

func TestProfileVersions(t *testing.T) {
	t.Parallel()
	c := load(t, `
sites:
  - name: example-daily
    sources: [{feed: "https://www.example.com/rss"}]
    profile:
      - since: 2025-06-01
        title: h1
      - title: {selector: h2, attr: title}
`)
	want := site.Profiles{
		{Since: "2025-06-01", Title: site.Rule{Selector: "h1"}},
		{Title: site.Rule{Selector: "h2", Attr: "title"}},
	}
	if got := c.Sites[0].Profiles; !reflect.DeepEqual(got, want) {
		t.Errorf("profiles = %+v\nwant       %+v", got, want)
	}
}

func TestSitesDir(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("newswire.yaml", "sites_dir: sites\n")
	write("sites/b.yaml", "name: b\nsources: [{feed: 'https://b.example/rss'}]\n")
	write("sites/a.yaml", "name: a\nsources: [{feed: 'https://a.example/rss'}]\n")
	write("sites/notes.txt", "not a site")
	c, err := Load(filepath.Join(dir, "newswire.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sites) != 2 || c.Sites[0].Name != "a" || c.Sites[1].Name != "b" {
		t.Errorf("sites = %+v, want a and b", c.Sites)
	}
}

func TestEnvironment(t *testing.T) {
	t.Parallel()
	env := map[string]string{"DIR": "/var/lib/newswire", "WORKERS": "3", "EVIL": "x\nsites: []", "DELAY": "2s"}
	lookup := func(name string) (string, bool) { v, ok := env[name]; return v, ok }
	c := Default()
	err := decode([]byte(`
data_dir: ${DIR}/data
workers: ${WORKERS}
timezone: "${EVIL}"
web: {token: "$${literal}"}
sites: [{name: a, pace: {delay: "${DELAY}"}}]
`), &c, lookup)
	if err != nil {
		t.Fatal(err)
	}
	if c.DataDir != "/var/lib/newswire/data" || c.Workers != 3 || c.Timezone != env["EVIL"] || c.Web.Token != "${literal}" ||
		c.Sites[0].Pace.Delay != 2*time.Second {
		t.Errorf("decoded %+v", c)
	}
}

func TestNoFile(t *testing.T) {
	t.Parallel()
	if _, err := Load(filepath.Join(t.TempDir(), "newswire.yaml")); !errors.Is(err, ErrNotFound) || !strings.Contains(err.Error(), "newswire init") {
		t.Errorf("Load: %v, want ErrNotFound with the way out", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(Example)
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("sites: [{profile: {title: {selector: h1}}}]"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		c := Default()
		if decode(data, &c, os.LookupEnv) == nil {
			_ = c.Validate()
		}
	})
}
