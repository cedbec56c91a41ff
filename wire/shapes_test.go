package wire

import (
	"fmt"
	"maps"
	"sync"
	"testing"

	"newswire/article"
	"newswire/internal/embedded"
)

// TestShapes: processes add to what is learnt of a site at the same time, and it outlives the server.
func TestShapes(t *testing.T) {
	t.Parallel()
	s := startServer(t, embedded.NATSConfig{})
	var processes sync.WaitGroup
	for range 4 {
		c := connect(t, s, Config{})
		processes.Go(func() {
			for i := range 10 {
				_, err := c.Shapes().Change(soon(t), "daily.example", func(known map[string]article.Tally) map[string]article.Tally {
					if known == nil {
						known = map[string]article.Tally{}
					}
					shape := fmt.Sprintf("/{word}/%d", i%2)
					known[shape] = article.Tally{Fetched: known[shape].Fetched + 1, Articles: known[shape].Articles + i%2}
					return known
				})
				if err != nil {
					t.Errorf("adding: %v", err)
				}
			}
		})
	}
	processes.Wait()
	s.Close()
	s.start(t)
	c := connect(t, s, Config{})
	want := map[string]article.Tally{"/{word}/0": {Fetched: 20}, "/{word}/1": {Fetched: 20, Articles: 20}}
	if got, err := c.Shapes().Get(soon(t), "daily.example"); err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v, want %v", got, err, want)
	}
	if got, err := c.Shapes().Get(soon(t), "other"); err != nil || len(got) != 0 {
		t.Errorf("of a site that is not known: %v, %v", got, err)
	}
}
