package main

import "fmt"

// figure is one measured value, and what it is measured against.
type figure struct {
	name   string
	value  float64
	unit   string
	peer   string
	theirs float64
	ratio  float64
}

func (f figure) String() string {
	return fmt.Sprintf("%s %.5g %s (%s: %.5g, %.2f)", f.name, f.value, f.unit, f.peer, f.theirs, f.ratio)
}

// figures compares Newswire with parsing alone, which is the first result, and with its peers.
func figures(set string, results []result) []figure {
	var list []figure
	ours := -1
	for i, r := range results {
		if r.name == newswireName {
			ours = i
		}
	}
	if ours < 0 {
		return nil
	}
	own, floor := results[ours], results[0]
	add := func(name string, value float64, unit, peer string, theirs, ratio float64) {
		list = append(list, figure{set + "_" + name, value, unit, peer, theirs, ratio})
	}
	add("time", own.time.Seconds()*1e3, "ms/page", floor.name, floor.time.Seconds()*1e3, own.times)
	add("bytes", own.bytes/1e3, "KB/page", floor.name, floor.bytes/1e3, own.bytes/floor.bytes)
	add("allocations", own.allocs, "allocations/page", floor.name, floor.allocs, own.allocs/floor.allocs)
	for i, r := range results {
		if !r.scored || i == ours {
			continue
		}
		add("speed", own.speed(), "pages/s", r.name, r.speed(), r.times/own.times)
		for i, name := range scoreNames {
			add(name, own.scores[i], "mean", r.name, r.scores[i], own.scores[i]/r.scores[i])
		}
	}
	return list
}
