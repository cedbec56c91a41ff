package crawler

import (
	"math/rand/v2"
	"time"
)

const (
	// maxAttempts is how often a link is fetched in one run before it is given up.
	maxAttempts = 4
	// maxBackoff bounds the wait between two attempts.
	maxBackoff = 5 * time.Minute
	// runPatience is how far ahead a run waits for what was put off.
	runPatience = time.Minute
)

// retryAt returns when to make the next attempt after so many that failed: 1 s, 5 s, 25 s and so on with
// a fifth more or less, so that what failed together does not come back together; not before notBefore.
func retryAt(now time.Time, failed int, notBefore time.Time) time.Time {
	wait := time.Second
	for range failed - 1 {
		wait = min(5*wait, maxBackoff)
	}
	jitter := time.Duration((rand.Float64() - 0.5) * 0.4 * float64(wait))
	return later(now.Add(wait+jitter), notBefore)
}
