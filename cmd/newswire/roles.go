package main

import (
	"fmt"
	"strings"

	"newswire/config"
)

// roles are the parts of the daemon that one process plays.
type roles struct{ schedule, crawl, store, web, nats, mongo bool }

var roleNames = []string{"schedule", "crawl", "store", "web", natsServer, mongoServer}

// parseRoles reads a comma-separated list; "" is all roles, the embedded servers only where cfg
// points nowhere else.
func parseRoles(list string, cfg *config.Config) (roles, error) {
	if list == "" {
		return roles{true, true, true, true, cfg.NATS.URL == "", cfg.Mongo.URI == ""}, nil
	}
	var r roles
	for name := range strings.SplitSeq(list, ",") {
		switch strings.TrimSpace(name) {
		case "schedule":
			r.schedule = true
		case "crawl":
			r.crawl = true
		case "store":
			r.store = true
		case "web":
			r.web = true
		case natsServer:
			r.nats = true
		case mongoServer:
			r.mongo = true
		default:
			return r, fmt.Errorf("--roles %q: use some of %s, separated by commas", name, strings.Join(roleNames, ","))
		}
	}
	if r.nats && cfg.NATS.URL != "" {
		return r, fmt.Errorf("--roles nats runs the embedded server, but the configuration sets nats.url: drop one of them")
	}
	if r.mongo && cfg.Mongo.URI != "" {
		return r, fmt.Errorf("--roles mongo runs the embedded store, but the configuration sets mongo.uri: drop one of them")
	}
	return r, nil
}

// servedHere tells how a server is got at: run here if the process plays its role, else found.
func servedHere(here bool) serving {
	if here {
		return serve
	}
	return attach
}
