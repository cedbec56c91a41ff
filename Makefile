# Newswire. `make help` lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

TOOL := go tool -modfile=tools/go.mod
VERSION ?= dev
FUZZTIME ?= 60s

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.PHONY: check
check: fmt-check vet lint test-race build ## everything that must pass before a change lands (but browser and node tests)

.PHONY: build
build: ## build bin/newswire
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/newswire ./cmd/newswire

.PHONY: demo
demo: ## run everything on this machine, with demo sites
	go run ./cmd/newswire demo

.PHONY: fmt
fmt: ## format the code
	$(TOOL) golangci-lint fmt ./...

.PHONY: fmt-check
fmt-check:
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo "not formatted: run make fmt" >&2; exit 1; }

.PHONY: vet
vet:
	go vet ./...
	go vet -tags browser,node,crash,mongodb ./...

.PHONY: lint
lint: ## run golangci-lint as pinned in tools/go.mod
	$(TOOL) golangci-lint run ./...

.PHONY: test
test: ## run the tests; they need Go alone
	go test ./...

.PHONY: test-race
test-race:
	go test -race -timeout 10m ./...

.PHONY: test-browser
test-browser: ## run the tests that need a Chromium
	go test -tags browser -timeout 10m -run Browser ./web ./crawler

.PHONY: test-node
test-node: ## run the tests that need Node.js, npm, jq and zstd
	go test -tags node -timeout 10m -run '^TestNode' ./cmd/newswire ./archive

.PHONY: crash
crash: ## kill the processes of a crawl KILLS times (default 10), over ARTICLES articles (default 300)
	go test -tags crash -timeout 30m -run TestCrash -v ./cmd/newswire -args -kills $(or $(KILLS),10) -articles $(or $(ARTICLES),300)

.PHONY: polite
polite: ## hosts measure the load of WORKERS (default 3) crawlers on a NATS cluster, with kills: HOSTS (default 50), PAGES (default 60) each
	go test -tags crash -timeout 30m -run TestPolite -v ./cmd/newswire -args -hosts $(or $(HOSTS),50) -workers $(or $(WORKERS),3) -pages $(or $(PAGES),60)

.PHONY: fuzz
fuzz: ## fuzz every target for FUZZTIME (default 60s) each
	@for pkg in $$(go list ./...); do \
	  for target in $$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "== $$pkg $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg; \
	  done; \
	done

.PHONY: bench
bench: ## run the benchmarks, for benchstat
	go test -run '^$$' -bench . -benchmem -count 6 ./extractor/... ./article

.PHONY: bench-extract
bench-extract: ## compare extraction with its peers over CORPUS, a folder of pages with their truth
	cd bench && go run . --corpus "$(abspath $(CORPUS))"

.PHONY: replay
replay: ## serve PAGES (default 200) saved pages of CORPUS on loopback, as sites to crawl
	go run ./internal/replay --corpus "$(CORPUS)" --pages $(or $(PAGES),200)

.PHONY: bench-syndication
bench-syndication: ## precision and recall of near-duplicates, on pairs built from the texts of CORPUS
	go run ./syndication/eval --corpus "$(CORPUS)"

.PHONY: throughput
throughput: ## rates of publishing and storing against bare loops, over PAGES (default 5000) articles of 6 KB
	go run ./internal/figures throughput -pages $(or $(PAGES),5000)

.PHONY: memory-delivery
memory-delivery: build ## largest resident memory while GB (default 1) of articles is published, consumed and stored
	go run ./internal/figures memory -gb $(or $(GB),1) -newswire bin/newswire

.PHONY: crawl-speed
crawl-speed: build ## rate of a whole crawl of PAGES (default 5000) pages on two cores against Colly with goquery, and the obvious program
	cd bench && go build -o ../bin/bench-crawl ./crawl
	taskset -c 0,1 go run ./internal/figures crawl -pages $(or $(PAGES),5000)

.PHONY: coordination
coordination: build ## CPU time a page of two workers against that of one, over PAGES (default 5000) pages
	go run ./internal/figures coordination -pages $(or $(PAGES),5000)

.PHONY: frontier
frontier: build ## memory of a worker, and of the NATS server, over a crawl of URLS (default 1000000) pages of 1 KB
	go run ./internal/figures frontier -urls $(or $(URLS),1000000)

.PHONY: feed-latency
feed-latency: build ## how long new articles take from the feed to the store, over MINUTES (default 5)
	go run ./internal/figures latency -minutes $(or $(MINUTES),5)

.PHONY: discovery
discovery: ## articles found on three sites of ARTICLES (default 10000) each: feeds, sitemaps, sections; and from home pages
	go run ./internal/figures discovery -articles $(or $(ARTICLES),10000)
