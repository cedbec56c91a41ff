package config

import (
	_ "embed"
	"time"

	"newswire/archive"
	"newswire/article"
	"newswire/crawler"
	"newswire/sink"
	"newswire/site"
	"newswire/syndication"
	"newswire/wire"
)

// Config is the whole of newswire.yaml. Everything has a default: the zero Config runs the embedded
// NATS server and store under ./data and has no sites.
type Config struct {
	// DataDir holds what this process keeps on disk. Default: ./data.
	DataDir string `yaml:"data_dir"`
	// Timezone is the IANA name for schedules, and for dates without zone, of sites that name none.
	// Default: UTC.
	Timezone string `yaml:"timezone"`

	Web  Web         `yaml:"web"`
	NATS wire.Config `yaml:"nats"`
	// Mongo with an empty URI means the embedded store.
	Mongo sink.Config  `yaml:"mongo"`
	HTTP  crawler.HTTP `yaml:"http"`
	// Workers is the number of pages fetched at a time by one process. Default: 16.
	Workers int `yaml:"workers"`
	// Chromium renders the pages of the sites that say render.
	Chromium crawler.Chromium `yaml:"chromium"`

	// Archive keeps fetched pages under data_dir/archive.
	Archive Archive `yaml:"archive"`
	// Syndication tells copies of one article on several sites.
	Syndication syndication.Config `yaml:"syndication"`

	Sites []site.Site `yaml:"sites"`
	// SitesDir is a folder of further sites, one a file (*.yaml); relative to the configuration file.
	SitesDir string `yaml:"sites_dir"`
}

// Web is the dashboard and HTTP API.
type Web struct {
	// Listen is "host:port"; port 0 takes a free one. Default: 127.0.0.1:8480.
	Listen string `yaml:"listen"`
	// PublicURL is the address at which the internet reaches the dashboard's server, such as
	// https://newswire.example.com. WebSub hubs then send what is new in feeds that name one; only paths
	// below /websub/ need to be reachable. Default: feeds are polled only.
	PublicURL string `yaml:"public_url"`
	// Token, if set, is asked for by what changes something. Default: the API is read-only.
	Token string `yaml:"token"`
}

// Archive says which fetched pages are kept, for re-extraction.
type Archive struct {
	// Off keeps none. Default: pages are kept.
	Off            bool `yaml:"off"`
	archive.Config `yaml:",inline"`
}

// Example is the commented starter configuration that `newswire init` writes.
//
//go:embed example.yaml
var Example []byte

// Default returns the configuration of an empty file.
func Default() Config {
	return Config{
		DataDir:  "./data",
		Timezone: "UTC",
		Web:      Web{Listen: "127.0.0.1:8480"},
		Archive:  Archive{Config: archive.Config{MaxAge: 90 * 24 * time.Hour, MaxBytes: 20 * article.Gigabyte}},
	}
}

// Crawler returns the crawler's part.
func (c *Config) Crawler() crawler.Config {
	return crawler.Config{HTTP: c.HTTP, Workers: c.Workers, Chromium: c.Chromium}
}
