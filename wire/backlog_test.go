package wire

import (
	"fmt"
	"sync"
	"testing"

	"newswire/article"
	"newswire/internal/embedded"
)

// TestBacklogIsOneQuestion: however many runs ask, of however many hosts, the server is asked once a second.
func TestBacklogIsOneQuestion(t *testing.T) {
	t.Parallel()
	c := connect(t, startServer(t, embedded.NATSConfig{}), Config{})
	f := openFrontier(t, c, FrontierConfig{})
	hosts := make([]string, 30)
	var links []article.Link
	want := make(map[int]int) // by partition
	for i := range hosts {
		hosts[i] = fmt.Sprintf("www%d.example.com", i)
		for n := range i {
			links = append(links, newLink(t, fmt.Sprintf("https://%s/%d", hosts[i], n)))
		}
		want[Partition(hosts[i])] += i
	}
	push(t, f, links...)

	asked, err := c.nc.SubscribeSync("$JS.API.CONSUMER.LIST.>")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.nc.FlushWithContext(soon(t)); err != nil {
		t.Fatal(err)
	}
	var runs sync.WaitGroup
	for _, host := range hosts {
		runs.Go(func() {
			n, err := f.Backlog(soon(t), []string{host, host})
			if p := Partition(host); err != nil || n != want[p] {
				t.Errorf("backlog of %s: %d, %v, want %d", host, n, err, want[p])
			}
		})
	}
	runs.Wait()
	if err := c.nc.FlushWithContext(soon(t)); err != nil {
		t.Fatal(err)
	}
	n, _, err := asked.Pending()
	if err != nil || n != 1 {
		t.Errorf("30 runs asked the server %d times, %v, want once", n, err)
	}
}
