// Command crawl does with Colly alone what Newswire is measured against, on the addresses of standard
// input, and prints how many pages it has dealt with:
//
//	crawl parse < addresses                    the floor: goquery parses each page in the callback
//	crawl store -nats URL -mongo URI < addresses   the obvious program: go-readability extracts each article,
//	                                           Publish sends it, InsertOne stores it, one by one
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"

	readability "codeberg.org/readeck/go-readability/v2"
	"github.com/PuerkitoBio/goquery"
	"github.com/gocolly/colly/v2"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

// parallelism is the number of pages fetched at a time, as many as a crawler of Newswire has workers.
const parallelism = 16

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		log.Fatal("crawl: ", err)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("say what to do: parse or store")
	}
	flags := flag.NewFlagSet(args[0], flag.ExitOnError)
	natsURL := flags.String("nats", "", "JetStream server")
	mongoURI := flags.String("mongo", "", "MongoDB, or what is like it")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "parse":
		return crawl(os.Stdin, func(r *colly.Response) error {
			_, err := goquery.NewDocumentFromReader(bytes.NewReader(r.Body))
			return err
		})
	case "store":
		o, err := connect(ctx, *natsURL, *mongoURI)
		if err != nil {
			return err
		}
		defer o.nc.Close()
		return crawl(os.Stdin, func(r *colly.Response) error { return o.keep(ctx, r) })
	}
	return fmt.Errorf("%q: say parse or store", args[0])
}

// crawl fetches the addresses and calls page for each; the first error ends it.
func crawl(addresses io.Reader, page func(*colly.Response) error) error {
	c := colly.NewCollector(colly.AllowURLRevisit())
	c.WithTransport(&http.Transport{MaxIdleConnsPerHost: parallelism})
	var pages atomic.Int64
	var once sync.Once
	var failed error
	fail := func(err error) { once.Do(func() { failed = err }) }
	c.OnError(func(r *colly.Response, err error) { fail(fmt.Errorf("fetching %s: %w", r.Request.URL, err)) })
	c.OnResponse(func(r *colly.Response) {
		if err := page(r); err != nil {
			fail(fmt.Errorf("%s: %w", r.Request.URL, err))
			return
		}
		pages.Add(1)
	})
	todo := make(chan string)
	var workers sync.WaitGroup
	for range parallelism {
		workers.Go(func() {
			for address := range todo {
				if err := c.Visit(address); err != nil {
					fail(err)
				}
			}
		})
	}
	lines := bufio.NewScanner(addresses)
	for lines.Scan() {
		todo <- lines.Text()
	}
	close(todo)
	workers.Wait()
	fmt.Println(pages.Load())
	if failed == nil {
		failed = lines.Err()
	}
	return failed
}

// obvious publishes and inserts.
type obvious struct {
	nc       *nats.Conn
	js       jetstream.JetStream
	articles *mongo.Collection
}

func connect(ctx context.Context, natsURL, mongoURI string) (*obvious, error) {
	nc, err := nats.Connect(natsURL)
	if err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc)
	if err != nil {
		return nil, err
	}
	if _, err := js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{Name: "OBVIOUS", Subjects: []string{"obvious.>"}}); err != nil {
		return nil, err
	}
	client, err := mongo.Connect(options.Client().ApplyURI(mongoURI))
	if err != nil {
		return nil, err
	}
	return &obvious{nc, js, client.Database("obvious").Collection("articles")}, nil
}

// document is what is published and stored of a page.
type document struct {
	URL    string `json:"url" bson:"url"`
	Title  string `json:"title" bson:"title"`
	Byline string `json:"byline" bson:"byline"`
	Text   string `json:"text" bson:"text"`
}

func (o *obvious) keep(ctx context.Context, r *colly.Response) error {
	address := r.Request.URL.String()
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	a, err := readability.FromReader(bytes.NewReader(r.Body), u)
	if err != nil {
		return err
	}
	var text strings.Builder
	if err := a.RenderText(&text); err != nil {
		return err
	}
	d := document{URL: address, Title: a.Title(), Byline: a.Byline(), Text: text.String()}
	data, err := json.Marshal(d)
	if err != nil {
		return err
	}
	if _, err := o.js.Publish(ctx, "obvious.article", data); err != nil {
		return err
	}
	_, err = o.articles.InsertOne(ctx, d)
	return err
}
