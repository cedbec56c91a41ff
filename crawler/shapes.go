package crawler

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"newswire/article"
)

// A site's addresses have few shapes, and pages of one shape are mostly of one kind. What first visits to links
// of each shape brought, whichever source named them, is remembered for the site. A shape that never gave an
// article is left alone where links are followed; one that the judge is unsure of is followed if it gave
// articles, which then were listed by a feed or a news sitemap.

const (
	// enoughRefused is how many pages of a shape tell that it holds no articles.
	enoughRefused = 20
	// enoughArticles is how many articles of a shape, half of its pages or more, tell that it holds some.
	enoughArticles = 5
	// tallyWindow bounds a tally, which is halved there: a site may change its ways.
	tallyWindow = 128
	// maxShapes bounds what is remembered of a site. Beyond it all tallies are halved, and what is left of none goes.
	maxShapes = 200
	// keepShapesEvery is how often a process that fetches saves what it has learnt of a site.
	keepShapesEvery = time.Minute
	// maxShapeWord bounds a word that is part of a shape, in bytes.
	maxShapeWord = 20
)

// passingVerdicts tell of the visit, and not of what the address leads to.
var passingVerdicts = set("bot_challenge consent_wall paywall_stub")

// shapes is what is learnt of one site. The zero value has learnt nothing.
type shapes struct {
	mu    sync.Mutex
	known map[string]article.Tally // as stored, and as seen since
	fresh map[string]article.Tally // seen since
	kept  time.Time                // when it was stored last
}

// Shape is what is learnt of the addresses of one shape.
type Shape struct {
	// Shape is a path with {number}, {word}, {words} and {slug} in place of what differs, such as
	// "/politics/*/{slug}-{number}.html".
	Shape string
	article.Tally
	// Refused tells that such links are left alone where they are followed, Accepted that they are followed whatever
	// else their addresses look like.
	Refused, Accepted bool
}

// shapeOf returns the shape of an address: its first segment, if that is one of several and a word, the number
// of others, what its last one is made of, and the names in its query.
func shapeOf(u *url.URL) string {
	segments := pathSegments(u.Path)
	var b strings.Builder
	for i, s := range segments {
		last := i == len(segments)-1
		if i > maxListingSegments && !last { // deep is deep
			continue
		}
		b.WriteByte('/')
		switch {
		case last:
			extension := ""
			if hasPageExtension(s) {
				extension = path.Ext(s)
			}
			b.WriteString(segmentKind(strings.TrimSuffix(s, extension)) + extension)
		case i == 0 && len(s) <= maxShapeWord && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0:
			b.WriteString(s)
		case i == 0:
			b.WriteString(segmentKind(s))
		default:
			b.WriteByte('*')
		}
	}
	if len(segments) == 0 || strings.HasSuffix(u.Path, "/") {
		b.WriteByte('/')
	}
	if u.RawQuery != "" {
		names := slices.Sorted(maps.Keys(u.Query()))
		for i, name := range names[:min(len(names), 2)] {
			names[i] = strings.ToLower(name[:min(len(name), maxShapeWord)])
		}
		b.WriteString("?" + strings.Join(names[:min(len(names), 2)], "&"))
	}
	return strings.ToValidUTF8(b.String(), "")
}

// segmentKind says what a segment of a path is made of.
func segmentKind(s string) string {
	if allDigits(s) {
		return "{number}"
	}
	words, digits := slugShape(s)
	kind := "{word}"
	switch {
	case words >= 4:
		kind = "{slug}"
	case words >= 2:
		kind = "{words}"
	}
	if digits >= 3 {
		kind += "-{number}"
	}
	return kind
}

// refuses tells that pages of the link's shape have brought no article so far. Of such links one in sixteen is
// fetched all the same, since what is never looked at can never prove to be otherwise; IDs are hashes.
func (s *shapes) refuses(u *url.URL, linkID string) bool {
	return refused(s.tally(u)) && !strings.HasPrefix(linkID, "0")
}

// accepts tells that pages of the shape of u have brought articles.
func (s *shapes) accepts(u *url.URL) bool { return accepted(s.tally(u)) }

func (s *shapes) tally(u *url.URL) article.Tally {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.known) == 0 {
		return article.Tally{}
	}
	return s.known[shapeOf(u)]
}

func refused(t article.Tally) bool  { return t.Fetched >= enoughRefused && t.Articles == 0 }
func accepted(t article.Tally) bool { return t.Articles >= enoughArticles && 2*t.Articles >= t.Fetched }

// note takes note of a first visit to a page.
func (s *shapes) note(address string, isArticle bool) {
	u, err := url.Parse(address)
	if err != nil {
		return
	}
	one := map[string]article.Tally{shapeOf(u): {Fetched: 1}}
	if isArticle {
		one[shapeOf(u)] = article.Tally{Fetched: 1, Articles: 1}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known, s.fresh = addTallies(s.known, one), addTallies(s.fresh, one)
}

// addTallies adds more to known, within bounds.
func addTallies(known, more map[string]article.Tally) map[string]article.Tally {
	if known == nil {
		known = map[string]article.Tally{}
	}
	for shape, t := range more {
		t.Fetched += known[shape].Fetched
		t.Articles += known[shape].Articles
		for t.Fetched > tallyWindow {
			t.Fetched, t.Articles = t.Fetched/2, t.Articles/2
		}
		known[shape] = t
	}
	for len(known) > maxShapes {
		for shape, t := range known {
			if t.Fetched /= 2; t.Fetched == 0 {
				delete(known, shape)
				continue
			}
			t.Articles /= 2
			known[shape] = t
		}
	}
	return known
}

// list returns what is learnt, by shape.
func (s *shapes) list() []Shape {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Shape
	for shape, t := range s.known {
		all = append(all, Shape{Shape: shape, Tally: t, Refused: refused(t), Accepted: accepted(t)})
	}
	slices.SortFunc(all, func(a, b Shape) int { return cmp.Compare(a.Shape, b.Shape) })
	return all
}

// sync stores what was seen since, and takes over what other processes have stored.
func (s *shapes) sync(ctx context.Context, store Shapes, siteName string) error {
	if store == nil {
		return nil
	}
	s.mu.Lock()
	fresh := s.fresh
	s.fresh, s.kept = nil, time.Now()
	s.mu.Unlock()
	var stored map[string]article.Tally
	var err error
	if len(fresh) == 0 {
		stored, err = store.Get(ctx, siteName)
	} else {
		stored, err = store.Change(ctx, siteName, func(stored map[string]article.Tally) map[string]article.Tally {
			return addTallies(stored, fresh)
		})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.fresh = addTallies(s.fresh, fresh) // it may have been stored: it then counts twice
		return fmt.Errorf("keeping what addresses of %s look like: %w", siteName, err)
	}
	s.known = addTallies(stored, s.fresh)
	return nil
}

// unsaved tells whether something was seen since it was stored, so long ago.
func (s *shapes) unsaved(ago time.Duration) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.fresh) > 0 && time.Since(s.kept) >= ago
}

// learn takes note of what a link's first visit brought. Not to keep it does no harm but to learn later.
func (c *Crawler) learn(ctx context.Context, link article.Link, end ending) {
	s := c.sites[link.Site]
	verdict, refused := strings.CutPrefix(string(end.outcome), string(NotArticle("")))
	first := refused && end.state.Unchanged == 1 && !passingVerdicts[verdict]
	if s == nil || !first && end.outcome != Created {
		return
	}
	s.shapes.note(link.URL, !refused)
	if s.shapes.unsaved(keepShapesEvery) {
		c.syncShapes(ctx, s)
	}
}

func (c *Crawler) syncShapes(ctx context.Context, s *crawlSite) {
	ctx, stop := context.WithTimeout(ctx, rememberTimeout)
	defer stop()
	if err := s.shapes.sync(ctx, c.cfg.Shapes, s.Name); err != nil {
		c.log.Warn("what a site's addresses look like is not learnt now", "site", s.Name, "error", err)
	}
}

// keepShapes stores what this process has learnt and not stored yet.
func (c *Crawler) keepShapes(ctx context.Context) {
	for _, s := range c.sites {
		if s.shapes.unsaved(0) {
			c.syncShapes(ctx, s)
		}
	}
}
