package pipeline

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"hash"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"newswire/article"
	"newswire/crawler"
	"newswire/site"
	"newswire/wire"
)

const (
	// leaseWanted is how long a subscription is asked for; the hub decides.
	leaseWanted = 10 * 24 * time.Hour
	// leaseShortest and leaseLongest bound what a hub may decide: by a lease of a second it would be asked all the time.
	leaseShortest = 10 * time.Minute
	leaseLongest  = 365 * 24 * time.Hour
	// askAgain is the wait after a request that a hub did not verify.
	askAgain = time.Hour
	// verifyWithin is how long after a request a hub may verify it.
	verifyWithin = 24 * time.Hour
	// offerHolds is how long a feed stays subscribed after it was last seen to name its hub.
	offerHolds = 7 * 24 * time.Hour
	// renewEvery bounds the time between two looks at what is to be renewed.
	renewEvery = time.Minute
)

// Subscriptions has hubs send what is new in the feeds that name one, in addition to polling. They are kept
// in JetStream: any process may renew one, any may be called back.
// Source: W3C Recommendation WebSub, 23 January 2018.
type Subscriptions struct {
	callback string        // the base of callback addresses, ending in "/"
	shortest time.Duration // leaseShortest
	kept     *wire.Subscriptions
	crawler  *crawler.Crawler
	log      *slog.Logger
}

// subscriptionKey is where a feed's subscription is kept, and the first part of its callback's path.
func subscriptionKey(siteName, feed string) string { return article.ID(siteName + " " + feed) }

// Offer subscribes to a feed, or again to one whose lease or hub has changed.
func (s *Subscriptions) Offer(ctx context.Context, t crawler.Topic) {
	key := subscriptionKey(t.Site, t.Feed)
	sub, revision, err := s.kept.Get(ctx, key)
	if err != nil {
		s.log.Warn("a subscription cannot be read", "site", t.Site, "feed", t.Feed, "error", err)
		return
	}
	now := time.Now().UTC()
	switch {
	case revision == 0 || sub.Hub != t.Hub || sub.Topic != t.URL:
		sub = site.Subscription{Site: t.Site, Feed: t.Feed, Topic: t.URL, Hub: t.Hub, Token: rand.Text(), Secret: rand.Text()}
	case now.Sub(sub.OfferedAt) < time.Hour && now.Before(renewal(sub)):
		return
	}
	sub.OfferedAt = now
	s.ask(ctx, key, sub, revision)
}

// renewal returns when a subscription is to be asked for, again if it was before.
func renewal(s site.Subscription) time.Time {
	lease := s.ExpiresAt.Sub(s.ConfirmedAt)
	switch {
	case s.AskedAt.IsZero():
		return time.Time{}
	case s.ConfirmedAt.IsZero() || s.Denied != "":
		return s.AskedAt.Add(askAgain)
	case s.AskedAt.After(s.ConfirmedAt): // a renewal that the hub has not verified yet
		return s.AskedAt.Add(min(lease/10, askAgain))
	}
	return s.ExpiresAt.Add(-lease / 3)
}

// ask keeps sub and, if it is due, asks its hub. The hub may verify before it answers, so that sub is kept
// first; of several processes one gets to ask.
func (s *Subscriptions) ask(ctx context.Context, key string, sub site.Subscription, revision uint64) {
	log := s.log.With("site", sub.Site, "feed", sub.Feed, "hub", sub.Hub)
	now := time.Now().UTC()
	due := !now.Before(renewal(sub))
	if due {
		sub.AskedAt = now
	}
	switch err := s.kept.Put(ctx, key, sub, revision); {
	case errors.Is(err, wire.ErrConflict):
		return
	case err != nil:
		log.Warn("a subscription cannot be kept", "error", err)
		return
	case !due:
		return
	}
	err := s.crawler.AskHub(ctx, sub.Hub, url.Values{
		"hub.mode":          {"subscribe"},
		"hub.topic":         {sub.Topic},
		"hub.callback":      {s.callback + key + "/" + sub.Token},
		"hub.secret":        {sub.Secret},
		"hub.lease_seconds": {strconv.Itoa(int(leaseWanted / time.Second))},
	})
	if err != nil {
		log.Warn("a feed is polled only: its hub does not take the subscription", "error", err)
		return
	}
	log.Debug("subscription asked for")
}

// Run renews subscriptions before they expire until ctx ends.
func (s *Subscriptions) Run(ctx context.Context) error {
	for {
		next, err := s.renew(ctx)
		if err != nil && ctx.Err() == nil {
			s.log.Warn("subscriptions cannot be renewed", "error", err)
		}
		if !sleep(ctx, min(max(time.Until(next), time.Second), renewEvery)) {
			return nil
		}
	}
}

// renew asks for what is due, and returns when the next one will be.
func (s *Subscriptions) renew(ctx context.Context) (next time.Time, err error) {
	next = time.Now().Add(renewEvery)
	keys, err := s.kept.Keys(ctx)
	if err != nil {
		return next, err
	}
	for _, key := range keys {
		sub, revision, err := s.kept.Get(ctx, key)
		if err != nil {
			return next, err
		}
		now := time.Now()
		switch at := renewal(sub); {
		case revision == 0:
		case now.Sub(sub.OfferedAt) > offerHolds: // the feed or its site is gone: the lease runs out
			if now.After(sub.ExpiresAt) {
				if err := s.kept.Remove(ctx, key, revision); err != nil {
					return next, err
				}
			}
		case !now.Before(at):
			s.ask(ctx, key, sub, revision)
			next = now // it has another renewal by now
		case at.Before(next):
			next = at
		}
	}
	return next, nil
}

// keyForm is what [subscriptionKey] returns; anything else need not be looked for.
var keyForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// find returns the subscription of a callback, and whether there is one.
func (s *Subscriptions) find(ctx context.Context, key, token string) (site.Subscription, uint64, bool, error) {
	if !keyForm.MatchString(key) {
		return site.Subscription{}, 0, false, nil
	}
	sub, revision, err := s.kept.Get(ctx, key)
	known := err == nil && revision > 0 && subtle.ConstantTimeCompare([]byte(sub.Token), []byte(token)) == 1
	return sub, revision, known, err
}

// Verify answers a hub that asks whether a subscription was asked for. It returns what the hub wants to read
// back; known is false for what nobody asked for. It is safe to be called concurrently.
func (s *Subscriptions) Verify(ctx context.Context, key, token string, query url.Values) (challenge string, known bool, err error) {
	for {
		sub, revision, known, err := s.find(ctx, key, token)
		now := time.Now().UTC()
		if err != nil || !known || query.Get("hub.topic") != sub.Topic || now.Sub(sub.AskedAt) > verifyWithin {
			return "", false, err
		}
		log := s.log.With("site", sub.Site, "feed", sub.Feed, "hub", sub.Hub)
		switch query.Get("hub.mode") {
		case "subscribe":
			lease := leaseWanted
			if seconds, err := strconv.ParseInt(query.Get("hub.lease_seconds"), 10, 32); err == nil && seconds > 0 {
				lease = min(max(time.Duration(seconds)*time.Second, s.shortest), leaseLongest)
			}
			sub.ConfirmedAt, sub.ExpiresAt, sub.Denied = now, now.Add(lease), ""
			challenge = query.Get("hub.challenge")
			log = log.With("until", sub.ExpiresAt)
		case "denied":
			sub.Denied = cmp.Or(query.Get("hub.reason"), "no reason given")
			log = log.With("denied", sub.Denied)
		default: // nobody asks to unsubscribe: leases run out
			return "", false, nil
		}
		err = s.kept.Put(ctx, key, sub, revision)
		if errors.Is(err, wire.ErrConflict) {
			continue
		}
		if err == nil {
			log.Info("subscription")
		}
		return challenge, err == nil, err
	}
}

// Known tells whether a callback is that of a subscription. It is safe to be called concurrently.
func (s *Subscriptions) Known(ctx context.Context, key, token string) (bool, error) {
	_, _, known, err := s.find(ctx, key, token)
	return known, err
}

// Receive takes what a hub sends. Content that is not signed as agreed is dropped, and so is what is no
// feed: the hub is not told, as the Recommendation wants it. An error means that the hub should try again. It
// is safe to be called concurrently.
func (s *Subscriptions) Receive(ctx context.Context, key, token string, header http.Header, body []byte) (known bool, err error) {
	sub, _, known, err := s.find(ctx, key, token)
	if err != nil || !known {
		return false, err
	}
	log := s.log.With("site", sub.Site, "feed", sub.Feed, "hub", sub.Hub)
	if !signed(header.Get("X-Hub-Signature"), sub.Secret, body) {
		log.Warn("what a hub sent is dropped: its signature is wrong or missing")
		return true, nil
	}
	t := crawler.Topic{Site: sub.Site, Feed: sub.Feed, URL: sub.Topic, Hub: sub.Hub}
	queued, err := s.crawler.Deliver(ctx, t, header.Get("Content-Type"), body)
	switch {
	case errors.Is(err, crawler.ErrQueueFull), err != nil && ctx.Err() != nil:
		return true, err
	case err != nil:
		log.Warn("what a hub sent is dropped", "error", err)
		return true, nil
	}
	log.Debug("a hub sent news", "queued", queued)
	return true, nil
}

// signed tells whether a signature, such as "sha256=…", is that of body. SHA-1 is among the Recommendation's
// methods, and the only one of some large hubs; as a MAC it is not broken.
func signed(signature, secret string, body []byte) bool {
	method, digest, _ := strings.Cut(signature, "=")
	var algorithm func() hash.Hash
	switch strings.ToLower(method) {
	case "sha1":
		algorithm = sha1.New
	case "sha256":
		algorithm = sha256.New
	case "sha384":
		algorithm = sha512.New384
	case "sha512":
		algorithm = sha512.New
	default:
		return false
	}
	got, err := hex.DecodeString(digest)
	if err != nil {
		return false
	}
	mac := hmac.New(algorithm, []byte(secret))
	mac.Write(body)
	return hmac.Equal(got, mac.Sum(nil))
}

// newSubscriptions returns nil if hubs cannot call back.
func newSubscriptions(callback string, conn *wire.Conn, log *slog.Logger) *Subscriptions {
	if callback == "" {
		return nil
	}
	return &Subscriptions{callback: strings.TrimSuffix(callback, "/") + "/", shortest: leaseShortest, kept: conn.Subscriptions(), log: log}
}
