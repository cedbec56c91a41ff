package body

import "golang.org/x/net/html"

var lastPaths []string
var lastRoot string

func debugPaths(p *page, root int) {
	name := func(n *html.Node) string {
		s := n.Data
		for _, a := range n.Attr {
			if a.Key == "class" || a.Key == "id" || a.Key == "itemprop" || a.Key == "style" || a.Key == "aria-hidden" || a.Key == "hidden" || a.Key == "role" {
				v := a.Val
				if len(v) > 60 {
					v = v[:60]
				}
				s += " " + a.Key[:1] + "=" + v
			}
		}
		return s
	}
	lastPaths = nil
	lastRoot = ""
	if root >= 0 {
		lastRoot = name(p.boxes[root].node)
	}
	for i := range p.runs {
		s := ""
		for b := p.runs[i].box; b >= 0 && int(b) != root; b = p.boxes[b].parent {
			s = " > " + name(p.boxes[b].node) + s
		}
		lastPaths = append(lastPaths, s)
	}
}
