package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/adhocore/gronx"

	"newswire/crawler"
	"newswire/site"
	"newswire/wire"
)

// Records keeps what runs leave behind. [sink.Mongo] is one.
type Records interface {
	SaveRun(ctx context.Context, run site.Run) error
	SaveHealth(ctx context.Context, h site.Health) error
	// MarkGone notes on stored articles that their pages are gone since at or, where false, there again.
	MarkGone(ctx context.Context, gone map[string]bool, at time.Time) error
}

// Schedule starts the sites' runs.
type Schedule struct {
	sites    []site.Site
	timezone string
	ingest   *Ingest
	conn     *wire.Conn
	records  Records
	log      *slog.Logger
}

// NewSchedule returns a schedule of sites; timezone is the IANA name for sites that name none.
func NewSchedule(sites []site.Site, timezone string, ingest *Ingest, conn *wire.Conn, records Records, log *slog.Logger) *Schedule {
	return &Schedule{sites: sites, timezone: timezone, ingest: ingest, conn: conn, records: records, log: log}
}

// Run starts each site's runs at its times until ctx ends, and waits for those under way. A time that
// passed while no scheduler ran is made up for once, and so is the first of a new site.
func (s *Schedule) Run(ctx context.Context) error {
	var wg sync.WaitGroup
	for _, st := range s.sites {
		if st.Schedule == "" {
			continue
		}
		location, err := time.LoadLocation(cmp.Or(st.Timezone, s.timezone, "UTC"))
		if err != nil {
			return fmt.Errorf("site %s: timezone: %w", st.Name, err)
		}
		wg.Go(func() { s.follow(ctx, st, location) })
	}
	wg.Wait()
	return nil
}

// follow waits for the ticks of one site's schedule.
func (s *Schedule) follow(ctx context.Context, st site.Site, location *time.Location) {
	log := s.log.With("site", st.Name)
	tick, err := gronx.PrevTickBefore(st.Schedule, time.Now().In(location), true)
	if err != nil {
		log.Error("schedule has no past time", "schedule", st.Schedule, "error", err)
		tick = time.Now().In(location)
	}
	sooner := 0 // how often the time between two runs is halved
	for {
		if !sleep(ctx, jitter(st.Jitter)) {
			return
		}
		if won, err := s.conn.Tick(ctx, st.Name, tick); err != nil && ctx.Err() == nil {
			log.Warn("cannot claim a scheduled run, trying again", "error", err)
			if !sleep(ctx, claimRetry) {
				return
			}
			continue
		} else if won {
			run, made := s.start(ctx, st, tick)
			switch {
			case len(run.Gaps) > 0:
				sooner = min(sooner+1, mostSooner)
				log.Warn("feeds change too fast for the schedule: the next run comes sooner", "feeds", run.Gaps, "schedule", st.Schedule)
			case made && sooner > 0:
				sooner--
			}
		}
		next, err := nextRun(st, tick, time.Now().In(location), sooner)
		if err != nil {
			log.Error("schedule has no future time: no more runs", "schedule", st.Schedule, "error", err)
			return
		}
		tick = next
		if !sleep(ctx, time.Until(tick)) {
			return
		}
	}
}

const (
	claimRetry = 5 * time.Second
	// mostSooner and leastWait bound how soon a run follows another: not before a 16th of the schedule's time,
	// nor a minute.
	mostSooner = 4
	leastWait  = time.Minute
)

// nextRun returns the time of the run after the tick that has been dealt with by now: the schedule's next
// tick, sooner by so many halvings; or the tick that passed meanwhile, where runs wait for each other.
func nextRun(st site.Site, tick, now time.Time, sooner int) (time.Time, error) {
	if st.Overlap == site.OverlapWait {
		if passed, err := gronx.PrevTickBefore(st.Schedule, now, true); err == nil && passed.After(tick) {
			return passed, nil
		}
	}
	next, err := gronx.NextTickAfter(st.Schedule, now, false)
	if err != nil || sooner == 0 {
		return next, err
	}
	after, err := gronx.NextTickAfter(st.Schedule, next, false)
	if err != nil {
		return next, nil //nolint:nilerr // the last tick of all: there is no time between two
	}
	soon := now.Add(max(after.Sub(next)>>sooner, leastWait))
	if soon.Before(next) {
		return soon, nil
	}
	return next, nil
}

// jitter returns a random time below most, so that sites of one schedule do not all begin at once.
func jitter(most time.Duration) time.Duration {
	if most <= 0 {
		return 0
	}
	return rand.N(most)
}

// overlapRetry is how often a run that waits for the one before looks whether that has ended.
const overlapRetry = 5 * time.Second

// start makes the run of a site's tick now and records it, unless one is under way in the cluster: then the run
// is left out or, if the site says so, waits, of several the one of the latest tick. It tells whether a run was
// made.
func (s *Schedule) start(ctx context.Context, st site.Site, tick time.Time) (run site.Run, made bool) {
	name := st.Name
	log := s.log.With("site", name)
	lock, err := s.conn.Lock(ctx, "run."+name)
	for errors.Is(err, wire.ErrHeld) && st.Overlap == site.OverlapWait && sleep(ctx, overlapRetry) {
		if last, err := s.conn.LastTick(ctx, name); err == nil && last.After(tick) {
			log.Info("run left out: another process makes a later one", "tick", tick)
			return run, false
		}
		lock, err = s.conn.Lock(ctx, "run."+name)
	}
	if errors.Is(err, wire.ErrHeld) {
		log.Warn("run left out: the one before is still under way")
		return run, false
	}
	if err != nil {
		log.Error("run left out: no lock", "error", err)
		return run, false
	}
	defer func() {
		release, cancel := finishing(ctx, 2*time.Second)
		defer cancel()
		if err := lock.Release(release); err != nil {
			log.Warn("lock not released, it expires", "error", err)
		}
	}()
	run, err = s.ingest.Crawl(ctx, crawler.Request{ID: RunID(name), Site: name, Trigger: "schedule"})
	if err != nil && ctx.Err() == nil {
		log.Error("run ended early", "run", run.ID, "error", err)
	}
	if err := Record(ctx, s.records, run, log); err != nil {
		log.Error("run not recorded", "run", run.ID, "error", err)
	}
	log.Info("run ended", "run", run.ID, "took", run.EndedAt.Sub(run.StartedAt).Round(time.Millisecond), "found", run.Counts.Found,
		"queued", run.Counts.Queued, "skips", run.Counts.Skips, "outcomes", run.Counts.Outcomes)
	return run, true
}

// RunID returns a new run's identity, which sorts by time: "20250124T093100.123Z-example-daily".
func RunID(siteName string) string {
	return time.Now().UTC().Format("20060102T150405.000Z") + "-" + siteName
}

// Record writes a run and what it says of the site's health, also while ctx is ending. A run that
// found nothing is warned of: a site whose feed moved or whose front page changed looks just so.
func Record(ctx context.Context, records Records, run site.Run, log *slog.Logger) error {
	ctx, cancel := finishing(ctx, 5*time.Second)
	defer cancel()
	health := Assess(run)
	if health.Warning != "" {
		log.Warn("site wants a look", "site", run.Site, "warning", health.Warning)
	}
	return errors.Join(records.SaveRun(ctx, run), records.SaveHealth(ctx, health), records.MarkGone(ctx, run.Gone, run.EndedAt))
}

// recordTimeout bounds what ends a run, such as recording it, unless the process is ending.
const recordTimeout = 30 * time.Second

// finishing is a context to end something in, which outlives ctx for a while. The crawler has the same few lines: a
// package for both would hold nothing else.
func finishing(ctx context.Context, outlives time.Duration) (context.Context, context.CancelFunc) {
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(outlives, cancel) })
	return finish, func() {
		stop()
		cancel()
	}
}

// Assess tells a site's health after a run.
func Assess(run site.Run) site.Health {
	h := site.Health{
		Site:     run.Site,
		LastRun:  run.StartedAt,
		Articles: run.Counts.Outcomes[string(crawler.Created)],
	}
	switch {
	case run.Counts.Found == 0 && len(run.Errors) > 0:
		h.Warning = "the last run found nothing: " + run.Errors[0]
	case run.Counts.Found == 0:
		h.Warning = "the last run found nothing: have the site's feed, sitemap or sections moved?"
	case run.Counts.Fetched == 0 && run.Counts.Queued > 0:
		h.Warning = "the last run fetched nothing"
	default:
		h.LastSuccess = run.EndedAt
		h.Warning = staleProfile(run.Counts)
		if h.Warning == "" && len(run.Gaps) > 0 {
			h.Warning = "more than two thirds of a feed were new, and some articles may have been missed: crawl it more often: " + run.Gaps[0]
		}
	}
	return h
}

// staleAfter is how many articles a profile's rule must miss in one run, all of them, to be called stale.
const staleAfter = 5

// staleProfile names the rules of the site's profile that match no more, "" if there are none.
func staleProfile(c site.Counts) string {
	var stale []string
	for field, n := range c.Missed {
		if n >= staleAfter && n == c.Profiled {
			stale = append(stale, "profile."+field)
		}
	}
	if len(stale) == 0 {
		return ""
	}
	slices.Sort(stale)
	return fmt.Sprintf("%s matched nothing on any of the last run's %d articles: has the layout of the site's pages changed?", strings.Join(stale, ", "), c.Profiled)
}
