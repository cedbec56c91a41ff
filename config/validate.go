package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/adhocore/gronx"

	"newswire/crawler"
	"newswire/extractor"
	"newswire/site"
)

var siteName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$`)

// Validate checks everything that can be checked without the network. The first fault is returned,
// as one line that names the key, the value and what to do.
func (c *Config) Validate() error {
	if c.DataDir == "" {
		return errors.New(`data_dir "": name a folder, such as ./data`)
	}
	if err := checkZone("timezone", c.Timezone); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(c.Web.Listen); err != nil {
		return fmt.Errorf("web.listen %q: write host:port, such as 127.0.0.1:8480", c.Web.Listen)
	}
	if u, err := url.Parse(c.Web.PublicURL); c.Web.PublicURL != "" && (err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "") {
		return fmt.Errorf("web.public_url %q: write an address such as https://newswire.example.com", c.Web.PublicURL)
	}
	for server := range strings.SplitSeq(c.NATS.URL, ",") {
		if err := checkScheme("nats.url", server, "nats", "tls", "ws", "wss"); err != nil {
			return err
		}
	}
	if err := checkScheme("mongo.uri", c.Mongo.URI, "mongodb", "mongodb+srv"); err != nil {
		return err
	}
	if err := c.Archive.Validate(); err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	seen := map[string]bool{}
	for i, s := range c.Sites {
		if !siteName.MatchString(s.Name) {
			return fmt.Errorf("sites[%d].name %q: use 1 to 64 of a-z, 0-9 and -, not at the ends", i, s.Name)
		}
		if seen[s.Name] {
			return fmt.Errorf("sites[%d].name %q: another site has this name", i, s.Name)
		}
		seen[s.Name] = true
		if err := checkSite(s); err != nil {
			return fmt.Errorf("site %q: %w", s.Name, err)
		}
	}
	if _, err := crawler.New(c.Crawler(), c.Sites, nil, nil, nil, slog.New(slog.DiscardHandler)); err != nil {
		return err
	}
	_, err := extractor.New(extractor.Config{Sites: c.Sites, Timezone: c.Timezone})
	return err
}

func checkSite(s site.Site) error {
	if s.Schedule != "" && !gronx.IsValid(s.Schedule) {
		return fmt.Errorf(`schedule %q: write five cron fields, such as "*/15 * * * *", or @hourly`, s.Schedule)
	}
	if s.Jitter < 0 {
		return fmt.Errorf("jitter %s: write a positive duration such as 30s", s.Jitter)
	}
	if s.Overlap != "" && s.Overlap != site.OverlapWait {
		return fmt.Errorf("overlap %q: write wait, or leave it out", s.Overlap)
	}
	return checkZone("timezone", s.Timezone)
}

func checkZone(key, name string) error {
	if _, err := time.LoadLocation(name); err != nil || name == "Local" {
		return fmt.Errorf("%s %q: write an IANA name, such as Europe/Copenhagen", key, name)
	}
	return nil
}

// checkScheme looks no further than the scheme: the rest is the client's to judge. The value is not
// named, for it may hold a password.
func checkScheme(key, address string, schemes ...string) error {
	scheme, rest, _ := strings.Cut(strings.TrimSpace(address), "://")
	if address == "" || rest != "" && slices.Contains(schemes, scheme) {
		return nil
	}
	return fmt.Errorf("%s: not an address that starts with %s://", key, strings.Join(schemes, ":// or "))
}
