package hydration

import (
	"strconv"
	"strings"

	"newswire/extractor/internal/laxjson"
)

// IsSource tells whether a script may hold a page's state: it is JSON, or it begins with an assignment to one
// of the names that frameworks use, or with a call that adds to it. Kind is its element's type attribute. Of
// the script no more counts than its first [HeadSize] bytes.
func IsSource(kind, script string) bool {
	if len(script) < leastSize {
		return strings.HasPrefix(script, "self.__next_f") // a piece of a stream
	}
	if strings.HasSuffix(kind, "/json") {
		return true
	}
	if kind != "" && !strings.HasSuffix(kind, "/javascript") {
		return false
	}
	head := script[:min(len(script), 120)]
	return strings.Contains(head, "window") || strings.Contains(head, "__") || strings.Contains(head, "Fusion")
}

// HeadSize is how much of a script [IsSource] looks at, in bytes.
const HeadSize = leastSize

// read returns the documents that the scripts hold.
func (f *finder) read(scripts []string) []any {
	var docs []any
	var flight strings.Builder
	for _, s := range scripts {
		switch {
		case strings.Contains(s[:min(len(s), 80)], "__next_f"):
			flight.WriteString(flightOf(s))
		case quotedState(s) >= 0:
			docs = append(docs, parseQuoted(s[quotedState(s):])...)
		default:
			docs = append(docs, laxjson.Parse(s)...)
		}
	}
	docs = append(docs, f.readFlight(flight.String())...)
	for i := range docs {
		if list, ok := docs[i].([]any); ok && isFlattened(list) {
			docs[i] = f.unflatten(list)
		}
	}
	return docs
}

// quotedState returns where a script has its state as JSON in a string, or -1.
func quotedState(s string) int {
	for _, begin := range []string{`"{\"`, `'{"`, `"[{\"`} {
		if i := strings.Index(s[:min(len(s), 400)], begin); i >= 0 {
			return i
		}
	}
	return -1
}

func parseQuoted(s string) []any {
	var docs []any
	for _, outer := range laxjson.Parse("[" + s) {
		list, _ := outer.([]any)
		for _, e := range list {
			if inner, ok := e.(string); ok {
				docs = append(docs, laxjson.Parse(inner)...)
			}
		}
	}
	return docs
}

// flightOf returns what a script adds to the stream that React's server components are sent in:
// self.__next_f.push([1,"..."]).
func flightOf(s string) string {
	from := strings.Index(s, "push([1,")
	if from < 0 {
		return ""
	}
	for _, doc := range laxjson.Parse(s[from+len("push("):]) {
		if list, ok := doc.([]any); ok && len(list) > 1 {
			piece, _ := list[1].(string)
			return piece
		}
	}
	return ""
}

// readFlight parts the stream into its rows, which are JSON after an identifier in hexadecimal, or text
// after its length: "1a:[...]\n" and "1b:T7c,...". Rows name others as "$1b".
func (f *finder) readFlight(s string) []any {
	var docs []any
	for s != "" {
		id, rest, ok := strings.Cut(s, ":")
		if !ok {
			break
		}
		if strings.HasPrefix(rest, "T") {
			const longest = len("T7fffffff,")
			end := max(1, strings.IndexByte(rest[:min(len(rest), longest)], ','))
			n, err := strconv.ParseUint(rest[1:end], 16, 31)
			if err == nil {
				text := rest[end+1:]
				n := min(int(n), len(text))
				f.refs["$"+id] = text[:n]
				s = text[n:]
				continue
			}
		}
		row, next, _ := strings.Cut(rest, "\n")
		if row != "" && (row[0] == '[' || row[0] == '{') {
			parsed := laxjson.Parse(row)
			docs = append(docs, parsed...)
			if len(parsed) > 0 {
				f.refs["$"+id] = parsed[0]
			}
		}
		s = next
	}
	return docs
}

// isFlattened tells lists of the form that the devalue package writes, and Nuxt with it: of each value once,
// objects and lists naming those in them by number. See https://github.com/Rich-Harris/devalue.
func isFlattened(list []any) bool {
	if len(list) < 4 {
		return false
	}
	numbered := false
	for _, e := range list[:2] {
		switch e := e.(type) {
		case laxjson.Object:
			for i := range e {
				if _, ok := e[i].Value.(laxjson.Number); !ok {
					return false
				}
			}
			numbered = numbered || len(e) > 0
		case []any:
			numbered = numbered || len(e) > 0
		default:
			return false
		}
	}
	return numbered
}

// unflatten puts such a list's values together.
func (f *finder) unflatten(list []any) any {
	built := make([]any, len(list)) // nil also while it is being built: values may name those around them
	begun := make([]bool, len(list))
	var build func(v any, depth int) any
	at := func(v any, depth int) any {
		number, _ := v.(laxjson.Number)
		i, err := strconv.Atoi(string(number))
		if err != nil || i < 0 || i >= len(list) || !f.spend(nil, depth) {
			return nil
		}
		if !begun[i] {
			begun[i] = true
			built[i] = build(list[i], depth+1)
		}
		return built[i]
	}
	build = func(v any, depth int) any {
		switch v := v.(type) {
		case laxjson.Object:
			o := make(laxjson.Object, len(v))
			for i := range v {
				o[i] = laxjson.Member{Name: v[i].Name, Value: at(v[i].Value, depth)}
			}
			return o
		case []any:
			if len(v) == 2 {
				if _, wrapped := v[0].(string); wrapped { // ["Reactive", 5]
					return at(v[1], depth)
				}
			}
			out := make([]any, len(v))
			for i := range v {
				out[i] = at(v[i], depth)
			}
			return out
		}
		return v
	}
	return at(laxjson.Number("0"), 0)
}
