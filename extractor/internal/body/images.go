package body

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"newswire/article"
)

// smallestImage is the width and height, in pixels, below which a picture is an icon.
const smallestImage = 80

// notPictured is where pictures are no part of the article.
const notPictured = isFooter | isNav | isAside | isForm | isComments | isRelated | isShare | isSignup | isAd | isTags |
	isNotice | isByline | isEmbed | isExcerpt

// images lists the article's pictures in page order, each with the texts beside it that were not kept.
func (s *survey) images(kept []bool) []article.Image {
	var images []article.Image
	seen := map[string]bool{}
	end := s.pictureEnd()
	for i := range s.pictures {
		p := &s.pictures[i]
		if p.run < s.lo || p.run > end || p.box >= 0 && (s.boxes[p.box].marks&notPictured != 0 || s.teases(p.box)) {
			continue
		}
		im := article.Image{
			URL: imageURL(p.node), Alt: strings.TrimSpace(attribute(p.node, "alt")),
			Width: pixels(attribute(p.node, "width")), Height: pixels(attribute(p.node, "height")),
		}
		if im.URL == "" || im.Width > 0 && im.Width < smallestImage || im.Height > 0 && im.Height < smallestImage {
			continue
		}
		s.describe(&im, p, kept)
		if seen[im.URL] {
			continue
		}
		seen[im.URL] = true
		images = append(images, im)
	}
	return images
}

// pictureEnd is the run after which no picture is the article's: galleries go on after the text, in the
// article element around it.
func (s *survey) pictureEnd() int32 {
	if b := s.within(s.root, isArticle); b >= 0 {
		return s.boxes[b].last
	}
	return s.boxes[s.root].last
}

// teases tells whether box b is a small one with links for all its text, as a card that leads to another
// article is.
func (s *survey) teases(b int32) bool {
	first, last := s.boxes[b].first, s.boxes[b].last
	if first == last || last-first > 4 || b == s.root {
		return false
	}
	for i := first; i < last; i++ {
		if !s.linky(i) {
			return false
		}
	}
	return true
}

// describe finds the caption and credit of a picture: in the figure around it, else in the runs after it.
func (s *survey) describe(im *article.Image, p *picture, kept []bool) {
	from, inside, to := p.run, p.run, min(p.run+4, s.hi)
	figure := s.within(p.box, isFigure)
	if figure >= 0 && s.boxes[figure].lastPicture-s.boxes[figure].firstPicture == 1 {
		from, inside = s.boxes[figure].first, s.boxes[figure].last
		to = max(to, inside)
	}
	var captions []string
	for i := max(from, s.lo); i < min(to, s.hi); i++ {
		x, r := &s.sights[i-s.lo], &s.runs[i]
		if other := s.within(r.box, isFigure); i >= inside && other >= 0 && other != figure {
			break
		}
		isCreditLine := r.marks&isCredit != 0 || x.topic == topicCredit
		isCaptionLine := r.marks&isCaption != 0 || i < inside || x.clues.has(altText)
		if kept[i-s.lo] || !isCreditLine && (!isCaptionLine || s.isHeadLine(i)) {
			if i >= inside {
				break
			}
			continue
		}
		switch text := oneLine(s.clean(i)); {
		case isCreditLine && im.Credit == "":
			var caption string
			if caption, im.Credit = creditOf(text); caption != "" {
				captions = append(captions, caption)
			}
		case !isCreditLine && (len(captions) == 0 || captions[len(captions)-1] != text):
			captions = append(captions, text)
		}
	}
	caption, credit := SplitCredit(strings.Join(captions, " "))
	im.Caption = caption
	if im.Credit == "" {
		im.Credit = credit
	}
}

// isHeadLine tells whether run i is of the article's head: its title, a byline, a date. Pictures stand among them.
func (s *survey) isHeadLine(i int32) bool {
	x := &s.sights[i-s.lo]
	c := &x.clues
	if c.has(title) || c.has(published) || c.has(section) {
		return true
	}
	return s.runs[i].marks&(isFigure|isCaption) == 0 && (c.has(author) || c.has(dateLike) || x.topic == topicPeople || x.topic == topicDate)
}

// imageURL is the best address that the markup gives: of the largest candidate, else the plain one, each time
// that of lazy loading first. Addresses with data in them are placeholders.
func imageURL(n *html.Node) string {
	for _, key := range []string{"data-srcset", "data-lazy-srcset", "srcset"} {
		if u := largest(attribute(n, key)); u != "" {
			return u
		}
	}
	for _, key := range []string{"data-src", "data-original", "data-lazy-src", "data-hi-res-src", "src"} {
		if u := strings.TrimSpace(attribute(n, key)); u != "" && !strings.HasPrefix(u, "data:") {
			return u
		}
	}
	if n.Parent == nil || n.Parent.DataAtom != atom.Picture {
		return ""
	}
	for c := n.Parent.FirstChild; c != nil && c != n; c = c.NextSibling {
		if c.DataAtom != atom.Source {
			continue
		}
		for _, key := range []string{"srcset", "data-srcset"} {
			if u := largest(attribute(c, key)); u != "" {
				return u
			}
		}
	}
	return ""
}

// largest returns the candidate of a srcset with the largest width or density, "" without a good one.
// See https://html.spec.whatwg.org/multipage/images.html#srcset-attributes.
func largest(srcset string) string {
	best, most := "", 0.0
	for srcset = strings.TrimSpace(srcset); srcset != ""; srcset = strings.TrimLeft(srcset, " \t\n,") {
		end := strings.IndexAny(srcset, " \t\n")
		if end < 0 {
			end = len(srcset)
		}
		u, rest := srcset[:end], srcset[end:]
		size := 1.0
		if trimmed := strings.TrimRight(u, ","); len(trimmed) < len(u) {
			u = trimmed
		} else {
			var descriptor string
			descriptor, rest, _ = strings.Cut(rest, ",")
			descriptor = strings.TrimSpace(descriptor)
			if x, err := strconv.ParseFloat(strings.TrimRight(descriptor, "wx"), 64); err == nil {
				size = x
			}
		}
		if size > most && u != "" && !strings.HasPrefix(u, "data:") {
			best, most = u, size
		}
		srcset = rest
	}
	return best
}

// pixels reads a width or height; 0 for what is no number of pixels.
func pixels(s string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
	if err != nil || n < 0 || n > 100_000 {
		return 0
	}
	return n
}
