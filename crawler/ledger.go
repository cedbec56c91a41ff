package crawler

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"newswire/article"
	"newswire/site"
)

// maxErrors bounds the errors that a run keeps.
const maxErrors = 100

// Why links that pass the filters are skipped.
const (
	skipQueued   = "queued"   // the queue has it already
	skipNotDue   = "not_due"  // it was fetched not long ago
	skipBudget   = "budget"   // its host has had as many known articles fetched again as it may
	skipLimit    = "limit"    // the run has as many as it may
	skipUnqueued = "unqueued" // the run was broken off before it could be queued
)

// ledger accounts for one run: each link is found once, then skipped or queued, and each queued one
// comes to one outcome.
type ledger struct {
	changed chan struct{} // has room for one: something has ended

	mu    sync.Mutex
	run   site.Run
	links map[linkKey]linkState // all links met
	// ended counts the queued links that have ended, beyond those in that state; latest is when something
	// last happened or will.
	ended, beyond int
	latest        time.Time
}

// linkKey is a link's ID, in the 16 bytes that it stands for: a run may meet a million links.
type linkKey [16]byte

func keyOf(id string) linkKey {
	var key linkKey
	if n, err := hex.Decode(key[:], []byte(id[:min(len(id), 2*len(key))])); err != nil || n < len(key) {
		sum := sha256.Sum256([]byte(id)) // not one of ours, but told apart all the same
		return linkKey(sum[:len(key)])
	}
	return key
}

// linkState is where a link stands in a run.
type linkState uint8

const (
	stateUnmet  linkState = iota
	stateClosed           // skipped or ended
	stateJudged           // left alone for its address, by rule "judge",
	stateLearnt           // by rule "learnt"
	stateOpen             // pushed
	stateBeyond           // pushed, and put off beyond the run's patience
)

// set moves a link to a state. The caller has the lock.
func (l *ledger) set(key linkKey, state linkState) {
	if l.links[key] == stateBeyond {
		l.beyond--
	}
	if state == stateBeyond {
		l.beyond++
	}
	l.links[key] = state
}

func newLedger(req Request, now time.Time) *ledger {
	return &ledger{
		changed: make(chan struct{}, 1),
		run: site.Run{ID: req.ID, Site: req.Site, Trigger: req.Trigger, StartedAt: now.UTC(),
			Counts: site.Counts{Outcomes: map[string]int{}, Skips: map[string]int{}}},
		links: map[linkKey]linkState{}, latest: now,
	}
}

// answered counts one response.
func (l *ledger) answered(bytes int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run.Counts.Fetched++
	l.run.Counts.Bytes += int64(bytes)
}

// profiled counts an article that was read with the site's profile, and the fields whose rule missed.
func (l *ledger) profiled(missed []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run.Counts.Profiled++
	for _, field := range missed {
		if l.run.Counts.Missed == nil {
			l.run.Counts.Missed = map[string]int{}
		}
		l.run.Counts.Missed[field]++
	}
}

// find counts a link and tells whether the run has not met it before.
func (l *ledger) find(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := keyOf(id)
	if l.links[key] != stateUnmet {
		return false
	}
	l.set(key, stateClosed)
	l.run.Counts.Found++
	return true
}

// leave counts a link that the site leaves alone by a rule.
func (l *ledger) leave(id, rule string) {
	l.skip(string(Filtered(rule)), 1)
	l.mu.Lock()
	defer l.mu.Unlock()
	switch rule {
	case "judge":
		l.set(keyOf(id), stateJudged)
	case "learnt":
		l.set(keyOf(id), stateLearnt)
	}
}

// reconsider tells whether a link was left alone for its address where it was found first, and takes that back.
func (l *ledger) reconsider(id string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := keyOf(id)
	var why string
	switch l.links[key] {
	case stateJudged:
		why = string(Filtered("judge"))
	case stateLearnt:
		why = string(Filtered("learnt"))
	default:
		return false
	}
	l.set(key, stateClosed)
	l.run.Counts.Skipped--
	if l.run.Counts.Skips[why]--; l.run.Counts.Skips[why] == 0 {
		delete(l.run.Counts.Skips, why)
	}
	return true
}

// skip counts a link that is not queued, and why.
func (l *ledger) skip(why string, links int) {
	if links == 0 {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run.Counts.Skipped += links
	l.run.Counts.Skips[why] += links
}

// pushing takes note of links that are about to be queued: workers may end them before queued is called.
func (l *ledger) pushing(links []article.Link) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, link := range links {
		l.set(keyOf(link.ID), stateOpen)
	}
}

// unfinished returns those of links that have not ended.
func (l *ledger) unfinished(links []article.Link) []article.Link {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(links), func(link article.Link) bool {
		return l.links[keyOf(link.ID)] < stateOpen
	})
}

// queued counts links that were pushed, of which so many were new to the queue.
func (l *ledger) queued(pushed, fresh int) {
	l.skip(skipQueued, pushed-fresh)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run.Counts.Queued += fresh
	l.latest = later(l.latest, time.Now())
}

// end counts the outcome of a link. One that stood in the queue before the run, and was skipped for that
// or not met at all, becomes one of its queued links.
func (l *ledger) end(link article.Link, outcome Outcome, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := keyOf(link.ID)
	before := l.links[key]
	pushed := before >= stateOpen
	switch {
	case link.Run == l.run.ID && pushed:
	case pushed:
		l.run.Counts.Skipped--
		l.run.Counts.Skips[skipQueued]--
		l.run.Counts.Queued++
	case link.Run == l.run.ID, before != stateUnmet:
		return // it ended before and was delivered again
	default:
		l.run.Counts.Found++
		l.run.Counts.Queued++
	}
	l.set(key, stateClosed)
	l.count(outcome)
	if err != nil && outcome.failed() {
		l.note(fmt.Sprintf("%s: %s: %v", link.URL, outcome, err))
	}
}

func (l *ledger) count(outcome Outcome) {
	l.ended++
	l.latest = time.Now()
	l.run.Counts.Outcomes[string(outcome)]++
	select {
	case l.changed <- struct{}{}:
	default:
	}
}

// putOff takes note that a link of the run is to be tried again later. The run waits for it unless that
// is beyond its patience, which it tells with the reason; a link put off for its host's pace (err is nil)
// it waits for in any case.
func (l *ledger) putOff(link article.Link, at time.Time, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := keyOf(link.ID)
	if l.links[key] < stateOpen {
		return
	}
	if err != nil && time.Until(at) > runPatience {
		l.set(key, stateBeyond)
		l.note(fmt.Sprintf("%s: %s until %s: %v", link.URL, Deferred, at.Format(time.RFC3339), err))
	} else {
		l.set(key, stateOpen)
		l.latest = later(l.latest, at)
	}
	select {
	case l.changed <- struct{}{}:
	default:
	}
}

// gap takes note of a feed of which items may have been missed.
func (l *ledger) gap(feed string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run.Gaps = append(l.run.Gaps, feed)
}

// moved takes note of an article whose page is gone, or is there again.
func (l *ledger) moved(articleID string, gone bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.run.Gone == nil {
		l.run.Gone = map[string]bool{}
	}
	l.run.Gone[articleID] = gone
}

// waiting returns how many queued links the run still waits for, and since when nothing has happened.
func (l *ledger) waiting() (links int, since time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.run.Counts.Queued - l.ended - l.beyond, l.latest
}

// unended returns the IDs of links that have not ended as far as this process knows.
func (l *ledger) unended() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var ids []string
	for key, state := range l.links {
		if state >= stateOpen {
			ids = append(ids, hex.EncodeToString(key[:]))
		}
	}
	return ids
}

// endElsewhere counts a link that another process has fetched.
func (l *ledger) endElsewhere(id string, outcome Outcome) {
	l.mu.Lock()
	defer l.mu.Unlock()
	key := keyOf(id)
	if l.links[key] < stateOpen {
		return
	}
	l.set(key, stateClosed)
	if l.ended == l.run.Counts.Queued { // then it was queued before the run
		l.run.Counts.Skipped--
		l.run.Counts.Skips[skipQueued]--
		l.run.Counts.Queued++
	}
	l.count(outcome)
}

// fail keeps an error that belongs to no queued link.
func (l *ledger) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.note(err.Error())
}

func (l *ledger) note(line string) {
	if len(l.run.Errors) < maxErrors {
		l.run.Errors = append(l.run.Errors, line)
	}
}

// snapshot returns the run as it stands.
func (l *ledger) snapshot() site.Run {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.run
	r.Counts.Outcomes = maps.Clone(r.Counts.Outcomes)
	r.Counts.Skips = maps.Clone(r.Counts.Skips)
	r.Counts.Missed = maps.Clone(r.Counts.Missed)
	r.Errors = slices.Clone(r.Errors)
	r.Gaps = slices.Clone(r.Gaps)
	r.Gone = maps.Clone(r.Gone)
	return r
}

// close ends the run: what has not ended is deferred.
func (l *ledger) close() site.Run {
	l.mu.Lock()
	if rest := l.run.Counts.Queued - l.ended; rest > 0 {
		l.run.Counts.Outcomes[string(Deferred)] += rest
	}
	if l.run.Counts.Skips[skipQueued] == 0 {
		delete(l.run.Counts.Skips, skipQueued)
	}
	l.run.EndedAt = time.Now().UTC()
	l.mu.Unlock()
	return l.snapshot()
}
