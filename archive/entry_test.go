package archive

import (
	"bytes"
	"testing"
)

func TestEntryLine(t *testing.T) {
	t.Parallel()
	k, normal, err := keyOf("https://Example.com/a?b=<c>&utm_source=x")
	if err != nil {
		t.Fatal(err)
	}
	want := entry{
		key: k, at: noon.Add(123456789), URL: normal, Status: 200, Site: "example", Digest: "sha1:X",
		Offset: 340, Length: 17, Record: "<urn:uuid:1>", Original: "20250124120000.000000000", Alias: true, More: true,
	}
	line, err := want.line()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := parseLine(line); err != nil || got != want {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
	if bytes.Count(line, []byte("\n")) != 1 || !bytes.Contains(line, []byte(" 20250124120000.123456789 {")) || !bytes.Contains(line, []byte("<urn")) {
		t.Errorf("%s", line)
	}
}

// FuzzParseLine: what is read as a line is written as one that reads the same.
func FuzzParseLine(f *testing.F) {
	line, err := (&entry{at: noon, URL: "https://example.com/", Status: 200, Length: 1}).line()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line)
	f.Add(line[:40])
	f.Add(bytes.ReplaceAll(line, []byte("2025"), []byte("0000")))
	f.Add([]byte("!meta {}\n"))
	f.Fuzz(func(t *testing.T, line []byte) {
		e, err := parseLine(line)
		if err != nil {
			return
		}
		again, err := e.line()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := parseLine(again); err != nil || got.key != e.key || !got.at.Equal(e.at) || got.Offset != e.Offset {
			t.Fatalf("%v\n got %+v\nwant %+v", err, got, e)
		}
	})
}

func TestKeyIsThatOfTheNormalForm(t *testing.T) {
	t.Parallel()
	one, _, err := keyOf("HTTPS://example.com:443/a?utm_source=x#top")
	if err != nil {
		t.Fatal(err)
	}
	two, normal, err := keyOf("https://example.com/a")
	if err != nil || one != two || normal != "https://example.com/a" {
		t.Errorf("%x, %x, %s, %v", one, two, normal, err)
	}
}
