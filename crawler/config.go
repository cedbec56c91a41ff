package crawler

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"time"

	"newswire/article"
)

// Config is what the crawler needs to know beside the sites. The zero value is usable.
type Config struct {
	HTTP HTTP `yaml:"http"`
	// Workers is the number of pages that this process fetches at a time, over all hosts; four times as many may
	// have been fetched and not yet dealt with. Default: 16.
	Workers int `yaml:"workers"`
	// Chromium renders the pages of the sites that ask for it.
	Chromium Chromium `yaml:"chromium"`
	// Revisits, if set, remembers the articles that may change although no source lists them any more.
	Revisits Revisits `yaml:"-"`
	// Paces, if set, has a process that gets a host from another obey what that one was told.
	Paces Paces `yaml:"-"`
	// Shapes, if set, keeps what was learnt of sites' addresses. Default: it is forgotten when the process ends.
	Shapes Shapes `yaml:"-"`
	// Dial, if set, takes the place of the network, as the demo does with its invented host names. The
	// addresses that it dials are not checked.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error) `yaml:"-"`
	// Offered, if set, is told during runs of each feed that names a hub. It is called again whenever the feed
	// is read, and returns soon.
	Offered func(ctx context.Context, t Topic) `yaml:"-"`
	// Owners divides the hosts among the processes of a cluster. Default: this process is alone.
	Owners Owners `yaml:"-"`
}

// HTTP tells how requests are made.
type HTTP struct {
	// UserAgent is sent with every request; its first word up to "/" is the name looked for in
	// robots.txt. It should tell a publisher whom to write to. Default: [DefaultUserAgent].
	UserAgent string `yaml:"user_agent"`
	// Timeout bounds one request, from the dial to the last byte of the body. Default: 30s.
	Timeout time.Duration `yaml:"timeout"`
	// MaxBody bounds a body, before and after decompression. Default: 10MB.
	MaxBody article.ByteSize `yaml:"max_body"`
	// AllowAddresses lists networks that may be dialled although they are private, loopback, link-local
	// or otherwise not public, as CIDR ("127.0.0.0/8") or address ("10.1.2.3"). Default: none.
	AllowAddresses []Network `yaml:"allow_addresses"`
	// Proxy is the URL (http, https or socks5) of a proxy that takes all requests; it then is the
	// proxy's task to keep off private addresses. Default: none; the environment is not asked.
	Proxy string `yaml:"proxy"`
}

// Chromium tells of the browser that renders pages, one process for all sites, started when it is needed.
type Chromium struct {
	// Path is the browser's program. Default: the first of chromium, chromium-browser, google-chrome and
	// headless-shell that the PATH has.
	Path string `yaml:"path"`
	// Tabs is the number of pages rendered at a time, each taking up to a core and some 200 MB. Default: 2.
	Tabs int `yaml:"tabs"`
}

// DefaultUserAgent names the program and where to read about it.
const DefaultUserAgent = "Newswire/0.1 (+https://newswire.example/bot; bot@newswire.example)"

const (
	defaultTimeout = 30 * time.Second
	defaultMaxBody = 10 * article.Megabyte
	defaultWorkers = 16
	defaultTabs    = 2
)

func (c Config) withDefaults() Config {
	if c.HTTP.UserAgent == "" {
		c.HTTP.UserAgent = DefaultUserAgent
	}
	if c.HTTP.Timeout <= 0 {
		c.HTTP.Timeout = defaultTimeout
	}
	if c.HTTP.MaxBody <= 0 {
		c.HTTP.MaxBody = defaultMaxBody
	}
	if c.Workers <= 0 {
		c.Workers = defaultWorkers
	}
	if c.Chromium.Tabs == 0 {
		c.Chromium.Tabs = defaultTabs
	}
	return c
}

// Network is a range of addresses, written as CIDR or as a single address.
type Network struct{ netip.Prefix }

// UnmarshalText reads a network.
func (n *Network) UnmarshalText(text []byte) error {
	if addr, err := netip.ParseAddr(string(text)); err == nil {
		n.Prefix = netip.PrefixFrom(addr, addr.BitLen())
		return nil
	}
	p, err := netip.ParsePrefix(string(text))
	if err != nil {
		return fmt.Errorf("network %q: write an address or CIDR such as 10.0.0.0/8", text)
	}
	n.Prefix = p.Masked()
	return nil
}
